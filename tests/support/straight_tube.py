"""A straight elliptic tube, for tests that need some solid of soft tissue."""

from collections.abc import Sequence

import numpy as np

from explainer.atlas_build.geometry.shapes import CAP_RINGS, Mesh, Solid, tube_triangles

Point = tuple[float, float, float]


def straight_tube(
    start_mm: Point,
    end_mm: Point,
    half_width_mm: float,
    half_depth_mm: float,
    rings: int = 64,
    sides: int = 24,
    tendon: Sequence[float] = (0.0,),
) -> Solid:
    """A tube with rounded ends, its depth along -x; `tendon` at even steps along it."""
    start, end = np.array(start_mm), np.array(end_mm)
    along = (end - start) / np.linalg.norm(end - start)
    depth = np.array([-1.0, 0.0, 0.0])
    width = np.cross(along, depth)
    reach = min(half_width_mm, half_depth_mm)
    angle = np.linspace(0.0, np.pi / 2, CAP_RINGS + 2)[1:-1]
    cap = np.cos(angle)[:, None] * reach * along
    at = np.concatenate([np.zeros(CAP_RINGS), np.linspace(0.0, 1.0, rings), np.ones(CAP_RINGS)])
    centre = start + at[:, None] * (end - start)
    centre[:CAP_RINGS] -= cap
    centre[-CAP_RINGS:] += cap[::-1]
    scale = np.concatenate([np.sin(angle), np.ones(rings), np.sin(angle)[::-1]])
    turn = np.arange(sides) / sides
    deep = half_depth_mm * np.outer(np.cos(2 * np.pi * turn), depth)
    wide = half_width_mm * np.outer(np.sin(2 * np.pi * turn), width)
    ring = centre[:, None] + scale[:, None, None] * (deep + wide)
    poles = np.stack([start - along * reach, end + along * reach])
    vertices = np.concatenate([ring.reshape(-1, 3), poles]).astype(np.float32)
    lengthwise = np.concatenate([np.repeat(at, sides), [0.0, 1.0]])
    around = np.concatenate([np.tile(turn, len(at)), [0.0, 0.0]])
    share = np.interp(lengthwise, np.linspace(0.0, 1.0, len(tendon)), tendon)
    return Solid(Mesh(vertices, tube_triangles(len(at), sides)), lengthwise, around, share)
