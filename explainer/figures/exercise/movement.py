"""The movement between start and end as numbers, for the browser to play.

One entry for each drawn path or group of the SVG, in its order; None where nothing moves. A shape
that keeps its form has its points once and, for each key frame, a turn (degrees) about its middle
and the middle's place; any other has its points at each key frame. Whole millimetres, y down.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from explainer.figures.exercise.paths import Shape, grouped, same_way_round

RIGID_MM = 0.8  # a shape that fits itself so closely has kept its form
DIGITS = 1


def movement(frames: list[list[Shape]]) -> list[list[dict[str, Any]] | None]:
    """What moves, from the shapes of each key frame."""
    rows = [grouped(frame) for frame in frames]
    found: list[list[dict[str, Any]] | None] = []
    for groups in zip(*rows, strict=True):
        tracks = [_track(list(shapes)) for shapes in zip(*groups, strict=True)]
        found.append(tracks if any("still" not in track for track in tracks) else None)
    return found


def _track(shapes: list[Shape]) -> dict[str, Any]:
    """One shape through all key frames."""
    points = [np.conj(same_way_round(one).points) for one in shapes]
    first = points[0]
    record: dict[str, Any] = {"closed": 1} if shapes[0].closed else {}
    if max(np.abs(one - first).max() for one in points) < RIGID_MM / 2:
        return record | {"points": _whole(first), "still": 1}
    middle = first.mean()
    moves, misfit = [], 0.0
    for one in points:
        turn = np.vdot(first - middle, one - one.mean())
        turn = turn / abs(turn) if abs(turn) else 1.0
        misfit = max(misfit, float(np.abs(turn * (first - middle) - (one - one.mean())).max()))
        moves.append((np.degrees(np.angle(turn)), one.mean()))
    if misfit > RIGID_MM:
        return record | {"frames": [_whole(one) for one in points]}
    turns = np.unwrap([turn for turn, _ in moves], period=360.0)
    places = [[round(float(t), DIGITS), round(p.real, DIGITS), round(p.imag, DIGITS)]
              for t, (_, p) in zip(turns, moves, strict=True)]  # fmt: skip
    return record | {"points": _whole(first - middle), "moves": places}


def _whole(points: np.ndarray) -> list[int]:
    return np.round(np.stack([points.real, points.imag], axis=1)).astype(int).ravel().tolist()
