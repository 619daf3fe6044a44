"""The back of the leg as a map: where to stroke or cool, and where not.

From the atlas's picture of the whole leg from behind. Frame: z (outwards on a right leg) to the
right, y up, mm, as complex numbers. What is kept off is measured on that picture: the hollow is
where the nerve and vessels lie bare behind the knee, the outer edge is where the nerve to the foot
does. Strokes lie along the bellies, towards the heart, a hand's breadth from the knee's crease.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from explainer.anatomy import plate_files
from explainer.catalog.exercises import Exercise
from explainer.figures.exercise.paths import Shape

VIEW = "limb_posterior"
HOLLOW = ("popliteal_artery", "popliteal_vein", "tibial_nerve")
OUTER_NERVE = "common_fibular_nerve"
BONES = ("pelvis", "femur", "tibia", "fibula", "foot")
NERVES = ("sciatic_nerve", "tibial_nerve", OUTER_NERVE)
LEAST_AREA_MM2 = 280.0
KEPT_POINTS = 2  # every second point of an outline
HAND_MM = 90.0  # a hand's breadth
# How far up and down these two lie bare, of the joint's middle; and their narrowest half breadth.
HOLLOW_HEIGHTS, OUTER_HEIGHTS, NARROWEST_MM = (-40.0, 85.0), (-75.0, 15.0), 17.0
CALF_LOW_MM, THIGH_HIGH_MM = -235.0, 300.0
# Middles across the leg of what is stroked, mm: inner and outer belly.
CALF_ACROSS_MM, THIGH_ACROSS_MM = (-27.0, 24.0), (-22.0, 27.0)
PACK_MM = 46.0, 28.0  # half the length and breadth of a cold pack
LOWEST_MM, HIGHEST_MM = -330.0, 345.0  # of the leg, on any map
BEYOND_KNEE_MM = 130.0  # what a map shows of the half that is left alone
BREADTH = -98.0, 104.0

Box = tuple[float, float, float, float]


def is_mapped(exercise: Exercise) -> bool:
    """Whether the exercise presses or cools, so that the reader needs to know where."""
    return bool(exercise.treats)


def box(exercise: Exercise) -> Box:
    """Left, bottom, right and top of the map, mm: the half that is treated, or both."""
    calf, thigh = _halves(exercise)
    bottom = LOWEST_MM if calf else -BEYOND_KNEE_MM
    top = HIGHEST_MM if thigh else BEYOND_KNEE_MM
    return BREADTH[0], bottom, BREADTH[1], top


def _halves(exercise: Exercise) -> tuple[bool, bool]:
    """Whether the calf is treated, and the back of the thigh."""
    return (any(name.startswith("gastrocnemius") for name in exercise.treats),
            any(name.startswith("semi") for name in exercise.treats))  # fmt: skip


def shapes(exercise: Exercise) -> list[Shape]:
    """A right leg from behind, with the marks of one exercise."""
    return [*_leg(exercise.treats), *_marks(exercise), *_not_here()]


def _marks(exercise: Exercise) -> Iterator[Shape]:
    calf, thigh = _halves(exercise)
    if exercise.kind == "ice":
        for is_cooled, up in ((calf, -HAND_MM - 60), (thigh, HAND_MM + 45)):
            if is_cooled:
                yield Shape("map_ice", 1j * up + _ellipse(*PACK_MM, power=4.0))
        return
    for is_rubbed, middles, low, high in (
        (calf, CALF_ACROSS_MM, CALF_LOW_MM, -HAND_MM),
        (thigh, THIGH_ACROSS_MM, HAND_MM, THIGH_HIGH_MM),
    ):
        for across in middles if is_rubbed else ():
            yield from _arrow(complex(across, low), complex(across, high))


def _arrow(tail: complex, tip: complex) -> Iterator[Shape]:
    shaft = np.array([tail, tip - 12j])
    yield Shape("halo", shaft, closed=False)
    yield Shape("stroke", shaft, closed=False)
    yield Shape("stroke_head", np.array([tip, tip - 22j - 13, tip - 22j + 13]))


def _not_here() -> Iterator[Shape]:
    """A ring with a bar round the hollow, and one round the nerve at the outer edge."""
    for names, heights in ((HOLLOW, HOLLOW_HEIGHTS), ((OUTER_NERVE,), OUTER_HEIGHTS)):
        points = np.concatenate([ring for name, ring in _all_rings() if name in names])
        near = points[(points.imag > heights[0]) & (points.imag < heights[1])]
        low = complex(near.real.min(), near.imag.min())
        middle, half = (low + complex(near.real.max(), near.imag.max())) / 2, 0j
        half = complex(max(middle.real - low.real, NARROWEST_MM), middle.imag - low.imag)
        ring = middle + _ellipse(half.real, half.imag)
        bar = middle + np.array([1, -1]) * half * np.sqrt(0.5)
        for role in ("halo", "off_limits"):
            yield Shape(role, ring)
            yield Shape(role, bar, closed=False)


def _ellipse(across: float, up: float, power: float = 2.0) -> np.ndarray:
    """A closed curve; the higher the power the nearer a rectangle."""
    turn = np.exp(2j * np.pi * np.arange(28) / 28)
    x, y = (np.sign(part) * np.abs(part) ** (2 / power) for part in (turn.real, turn.imag))
    return across * x + 1j * up * y


def _leg(treated: tuple[str, ...]) -> Iterator[Shape]:
    """Skin, bones, nerves and muscles; all quiet but those that are treated."""
    rings = sorted(_rings(), key=lambda one: one[0] in treated)
    for role in ("map_edge", "map_skin"):
        for name, ring in rings:
            if name not in NERVES:
                yield Shape(role, ring)
    for name, ring in rings:
        yield Shape(_role(name, treated), ring, name=name)


def _role(name: str, treated: tuple[str, ...]) -> str:
    if name in BONES:
        return "map_bone"
    if name in NERVES:
        return "nerve"
    return "map_treats" if name in treated else "map_quiet"


@cache
def _rings() -> tuple[tuple[str, np.ndarray], ...]:
    """The outlines of what is large enough to be seen, by structure."""
    kept = []
    for name, ring in _all_rings():
        area = abs((ring.conjugate() * np.roll(ring, -1)).imag.sum()) / 2
        within = ring.imag.max() > LOWEST_MM and ring.imag.min() < HIGHEST_MM
        if within and (area > LEAST_AREA_MM2 or name in NERVES):
            kept.append((name, ring[::KEPT_POINTS]))
    return tuple(kept)


@cache
def _all_rings() -> tuple[tuple[str, np.ndarray], ...]:
    opened = plate_files.nearest(VIEW, 0.0)
    left, top = opened.origin_mm
    found = []
    for region in opened.regions:
        for ring in region.rings:
            across, down = np.array(ring).T * opened.mm_per_px
            found.append((region.structure, left + across + 1j * (top - down)))
    return tuple(found)
