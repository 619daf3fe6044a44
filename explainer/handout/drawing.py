"""Lines that were drawn by hand on the picture, for one print."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

Point = tuple[float, float]
REACH_MM = 1000.0  # beyond every picture
MOST_POINTS = 20_000  # of a drawing; a long consultation has some thousands


@dataclass(frozen=True)
class Drawing:
    """Lines in mm along the two axes of a flat picture, in frame K; a single point is a dot."""

    axes: tuple[str, str]
    lines: tuple[tuple[Point, ...], ...]


def read_drawing(value: object) -> Drawing | None:
    """The drawing that a browser sent, {"axes": [...], "lines": [[[mm, mm], ...], ...]}.

    None where there is none, or it is no drawing.
    """
    if not isinstance(value, Mapping):
        return None
    try:
        right, up = (str(axis) for axis in value["axes"])
        lines = tuple(tuple(_read_point(point) for point in line) for line in value["lines"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    lines = tuple(line for line in lines if line)
    if not lines or sum(map(len, lines)) > MOST_POINTS:
        return None
    return Drawing((right, up), lines)


def _read_point(value: object) -> Point:
    across, up = (float(one) for one in value)  # type: ignore[attr-defined]
    if not all(math.isfinite(one) and abs(one) <= REACH_MM for one in (across, up)):
        raise ValueError(value)
    return across, up
