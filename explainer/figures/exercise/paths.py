"""Vector paths: what a drawing is made of, before it becomes SVG or an image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

ARC_POINTS = 7  # of a rounded end


@dataclass(frozen=True)
class Shape:
    """One path. `role` says how it is inked; `group` joins outlines that melt into one another."""

    role: str
    points: np.ndarray
    group: str = ""
    closed: bool = True
    name: str = ""


def capsule(one: complex, one_radius: float, other: complex, other_radius: float) -> np.ndarray:
    """The outline round two discs."""
    way = other - one
    heading = np.angle(way)
    spread = np.arccos(np.clip((one_radius - other_radius) / max(abs(way), 1e-6), -1.0, 1.0))
    ahead = heading + np.linspace(-spread, spread, ARC_POINTS)
    behind = heading + np.linspace(spread, 2 * np.pi - spread, ARC_POINTS)
    return np.concatenate([
        other + other_radius * np.exp(1j * ahead), one + one_radius * np.exp(1j * behind),
    ])  # fmt: skip


def smooth(points: np.ndarray, parts: int = 3) -> np.ndarray:
    """A closed Catmull-Rom curve through the points, `parts` pieces between two of them."""
    before, after, beyond = (np.roll(points, shift) for shift in (1, -1, -2))
    pieces: list[np.ndarray] = []
    for t in np.arange(parts) / parts:
        pieces.append(0.5 * (
            2 * points + (after - before) * t
            + (2 * before - 5 * points + 4 * after - beyond) * t**2
            + (3 * points - before - 3 * after + beyond) * t**3
        ))  # fmt: skip
    return np.stack(pieces, axis=1).ravel()


def bounds(frames: Sequence[Sequence[Shape]]) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of all shapes, mm."""
    points = np.concatenate([shape.points for frame in frames for shape in frame])
    return (float(points.real.min()), float(points.imag.min()),
            float(points.real.max()), float(points.imag.max()))  # fmt: skip


def same_way_round(shape: Shape) -> Shape:
    """A closed path counter-clockwise, so that paths of a group add up where they overlap."""
    points = shape.points
    area = (points.conjugate() * np.roll(points, -1)).imag.sum()
    return replace(shape, points=points[::-1]) if shape.closed and area < 0 else shape


def grouped(shapes: Sequence[Shape]) -> list[list[Shape]]:
    """Runs of shapes of one group; a shape of none stands alone."""
    found: list[list[Shape]] = []
    for shape in shapes:
        if shape.group and found and found[-1][0].group == shape.group:
            found[-1].append(shape)
        else:
            found.append([shape])
    return found
