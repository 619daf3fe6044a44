"""The home exercises as drawings: one body for the page (SVG) and for the paper (image).

The pose is the record's, on the reader's own side; what it touches is computed (`contacts`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image

from explainer.catalog.exercises import Exercise
from explainer.describe import exercise as spoken
from explainer.figures.exercise import image, svg, where
from explainer.figures.exercise.motion_arrow import motion_arrow
from explainer.figures.exercise.movement import movement as tracks
from explainer.figures.exercise.paths import Shape, bounds, grouped, same_way_round
from explainer.figures.exercise.posing import is_still, keyframes
from explainer.figures.exercise.scenes import SCENES
from explainer.figures.exercise.shapes import STATIONS, SWATCH_BOX, shapes, swatch
from explainer.figures.exercise.where import is_mapped
from explainer.words import Words

__all__ = [
    "POSES",
    "frame",
    "groups",
    "is_drawn",
    "is_mapped",
    "is_still",
    "key_roles",
    "keyframes",
    "movement",
    "pose_image",
    "pose_svg",
    "size",
    "swatch_image",
    "swatch_svg",
    "where_size",
    "where_svg",
]

POSES = {"start": 0.0, "end": 1.0}
MARGIN_MM, BELOW_MM = 36.0, 26.0
PRINTED_STATIONS = 30
CACHED = 256

Box = tuple[float, float, float, float]


def is_drawn(exercise: Exercise) -> bool:
    """Whether there is a drawing of this exercise."""
    return exercise.id in SCENES


def pose_svg(exercise: Exercise, pose: str, side: str, words: Words | None = None) -> str:
    """The pose "start" or "end" as an SVG, 1 mm of the body one pixel; with `words` it is spoken.

    Both poses of an exercise have one frame and one scale. KeyError for an exercise not drawn.
    """
    alt = spoken.pose(words, exercise, pose) if words else ""
    return svg.render(*_still(exercise, pose, side), alt)


def pose_image(exercise: Exercise, pose: str, side: str, height_px: int) -> Image.Image:
    """The pose on white, for paper. KeyError for an exercise not drawn."""
    return image.render(*_still(exercise, pose, side, PRINTED_STATIONS), height_px)


def _still(
    exercise: Exercise, pose: str, side: str, stations: int = STATIONS
) -> tuple[list[Shape], Box]:
    """A pose; the first has an arrow that shows where it goes."""
    drawn, box = frame(exercise, POSES[pose], side, stations)
    arrow = motion_arrow(exercise) if pose == "start" else []
    return [*drawn, *_on_side(arrow, box, side)[0]], box


def movement(exercise: Exercise, side: str) -> dict[str, Any]:
    """What the browser plays: `paths` (see `movement`), how many elements of the SVG each is drawn
    as (`counts`), and whether it goes `round` instead of there and back.
    """
    frames = [frame(exercise, share, side)[0] for share in keyframes(exercise)]
    counts = [2 if group[0].group else 1 for group in grouped(frames[0])]
    return {"paths": tracks(frames), "counts": counts, "round": SCENES[exercise.id].cyclic}


def groups(drawn: list[Shape]) -> list[list[Shape]]:
    """The shapes as the SVG draws them: each group is one path."""
    return [[same_way_round(shape) for shape in group] for group in grouped(drawn)]


def size(exercise: Exercise) -> tuple[float, float]:
    """Width and height of the drawing, mm."""
    left, bottom, right, top = _box(exercise)
    return right - left, top - bottom


def key_roles(exercise: Exercise) -> tuple[str, ...]:
    """What the key to the drawing has to explain."""
    roles = [role for role in spoken.ROLES if getattr(exercise, role)]
    return (*roles, "not_here") if exercise.kind in spoken.MARKS_NOT_HERE else tuple(roles)


def swatch_svg(role: str) -> str:
    """A small sample of a role's ink, for the key."""
    return svg.render(swatch(role), SWATCH_BOX)


def swatch_image(role: str, height_px: int) -> Image.Image:
    """The same sample, for paper."""
    return image.render(swatch(role), SWATCH_BOX, height_px)


def where_svg(exercise: Exercise, side: str) -> str:
    """The back of the leg with where to stroke or cool and where not; see `is_mapped`."""
    return svg.render(*_map(exercise, side))


def where_size(exercise: Exercise) -> tuple[float, float]:
    """Width and height of the map, mm."""
    left, bottom, right, top = where.box(exercise)
    return right - left, top - bottom


def _map(exercise: Exercise, side: str) -> tuple[list[Shape], Box]:
    return _on_side(where.shapes(exercise), where.box(exercise), side)


def frame(
    exercise: Exercise, share: float, side: str, stations: int = STATIONS
) -> tuple[list[Shape], Box]:
    """Shapes and box (left, bottom, right, top, mm) of a moment; a left leg is the mirror image."""
    box = _box(exercise)
    floor = Shape("floor", np.array([complex(box[0], 0.0), complex(box[2], 0.0)]), closed=False)
    drawn = [floor, *shapes(exercise, share, stations)]
    return _on_side(drawn, box, side)


def _on_side(drawn: list[Shape], box: Box, side: str) -> tuple[list[Shape], Box]:
    """What is drawn of a right leg, or its mirror image."""
    if side == "right":
        return drawn, box
    left, bottom, right, top = box
    mirrored = [replace(one, points=-one.points.conjugate()) for one in drawn]
    return mirrored, (-right, bottom, -left, top)


@lru_cache(CACHED)
def _box(exercise: Exercise) -> Box:
    """What start, end and the way between them need, in whole millimetres."""
    frames = [shapes(exercise, share) for share in keyframes(exercise)]
    left, bottom, right, top = bounds([*frames, motion_arrow(exercise)])
    edges = left - MARGIN_MM, min(bottom, 0.0) - BELOW_MM, right + MARGIN_MM, top + MARGIN_MM
    left, bottom, right, top = map(round, edges)
    return left, bottom, right, top
