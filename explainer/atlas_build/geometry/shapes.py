"""Meshes, solids and the swept tube that tendons, muscles, vessels and ligaments are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import CubicSpline, PchipInterpolator

from explainer.arrays import FloatArray

CAP_RINGS = 4  # rings in each rounded end: enough that the outline looks round at 2x plate size
DENSE = 400  # samples along a path when its length is measured; finer changes nothing visible


@dataclass(frozen=True)
class Mesh:
    """A closed triangle surface: vertices_mm (n, 3) float32, triangles (m, 3) facing outwards."""

    vertices_mm: NDArray[np.float32]
    triangles: NDArray[np.int32]

    def volume_mm3(self) -> float:
        """Enclosed volume; positive when the triangles face outwards (divergence theorem)."""
        a, b, c = np.moveaxis(self.vertices_mm.astype(float)[self.triangles], 1, 0)
        return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6.0)

    def normals(self) -> FloatArray:
        """Unit vertex normals (n, 3), area-weighted over the triangles that meet there."""
        a, b, c = np.moveaxis(self.vertices_mm.astype(float)[self.triangles], 1, 0)
        face = np.cross(b - a, c - a)
        total = np.zeros((len(self.vertices_mm), 3))
        for corner in range(3):
            np.add.at(total, self.triangles[:, corner], face)
        return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)


@dataclass(frozen=True)
class Solid:
    """A mesh and, for swept structures, where each vertex lies along and around it.

    along (n,): 0 at the origin end, 1 at the insertion end. around (n,): 0..1 round the section.
    tendon (n,): 0 red belly, 1 pale tendon. Each is None where it has no meaning.
    """

    mesh: Mesh
    along: FloatArray | None = None
    around: FloatArray | None = None
    tendon: FloatArray | None = None


def arc_length(path_mm: FloatArray) -> FloatArray:
    """Distance travelled along a polyline (k, 3) at each of its points, in mm, (k,)."""
    steps = np.linalg.norm(np.diff(path_mm, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps)])


def smooth_path(points_mm: ArrayLike, count: int) -> tuple[FloatArray, FloatArray]:
    """A smooth curve through points (k, 3), resampled to count points at even arc length.

    Knots are spaced by the square root of the chord (centripetal), which does not overshoot where
    points crowd. Returns the curve (count, 3) and, for each sample, the fractional index (count,)
    into the given points, with which per-point values are carried over.
    """
    points = np.asarray(points_mm, dtype=float)
    chords = np.linalg.norm(np.diff(points, axis=0), axis=1)
    knots = np.concatenate([[0.0], np.cumsum(np.sqrt(chords))])
    curve = CubicSpline(knots, points, bc_type="natural")
    fine = np.linspace(0.0, knots[-1], DENSE)
    length = arc_length(curve(fine))
    at = np.interp(np.linspace(0.0, length[-1], count), length, fine)
    return curve(at), np.interp(at, knots, np.arange(len(points)))


def _carried(values: ArrayLike, k: int, index: FloatArray) -> FloatArray:
    """Values given once, or at each of k points, at fractional indices; never overshoots."""
    given = np.asarray(values, dtype=float)
    if given.ndim == 0:
        return np.full(len(index), float(given))
    if len(given) != k:
        raise ValueError(f"{len(given)} values for {k} path points")
    return PchipInterpolator(np.arange(k), given, axis=0)(index)


def _frames(curve: FloatArray, up: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Unit tangent, depth and width directions (n, 3) each, along a curve."""
    tangent = np.gradient(curve, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    depth = up - np.einsum("ij,ij->i", up, tangent)[:, None] * tangent
    depth /= np.maximum(np.linalg.norm(depth, axis=1, keepdims=True), 1e-9)
    return tangent, depth, np.cross(tangent, depth)


def sweep(
    path: ArrayLike,
    half_width: ArrayLike,
    half_depth: ArrayLike,
    up: ArrayLike = (-1.0, 0.0, 0.0),
    rings: int = 64,
    sides: int = 24,
    *,
    tendon: ArrayLike = 0.0,
    power: ArrayLike = 2.0,
) -> Solid:
    """A closed elliptic tube with rounded ends along a smooth path through points (k, 3).

    half_depth is measured along `up` made perpendicular to the path, half_width across it; each is
    one number or one per path point, in mm. `up` is (3,) or (k, 3). power 2 is an ellipse, larger
    is a flatter, squarer strap. `around` is 0 on the up side and grows from there towards
    path x up. Vertex count and triangles depend on rings and sides alone, so two sweeps of the
    same structure can be morphed.
    """
    points = np.asarray(path, dtype=float)
    k = len(points)
    curve, index = smooth_path(points, rings)
    upward = np.broadcast_to(np.asarray(up, dtype=float), (k, 3))
    tangent, depth, width = _frames(curve, _carried(upward, k, index))
    a, b = _carried(half_width, k, index), _carried(half_depth, k, index)
    centre, scale = _with_caps(curve, tangent, np.minimum(a, b))
    row = np.clip(np.arange(-CAP_RINGS, rings + CAP_RINGS), 0, rings - 1)
    turn = np.arange(sides) / sides
    c, s = np.cos(2 * np.pi * turn), np.sin(2 * np.pi * turn)
    square = 2.0 / _carried(power, k, index)[row][:, None]
    up_part = np.sign(c) * np.abs(c) ** square * (b[row] * scale)[:, None]
    side_part = np.sign(s) * np.abs(s) ** square * (a[row] * scale)[:, None]
    ring = centre[:, None] + up_part[..., None] * depth[row][:, None]
    ring = ring + side_part[..., None] * width[row][:, None]
    reach = np.minimum(a, b)
    poles = np.stack([curve[0] - tangent[0] * reach[0], curve[-1] + tangent[-1] * reach[-1]])
    vertices = np.concatenate([ring.reshape(-1, 3), poles]).astype(np.float32)
    along = np.concatenate([np.repeat(row / (rings - 1), sides), [0.0, 1.0]])
    around = np.concatenate([np.tile(turn, len(row)), [0.0, 0.0]])
    belly = np.interp(along * (rings - 1), np.arange(rings), _carried(tendon, k, index))
    return Solid(Mesh(vertices, tube_triangles(len(row), sides)), along, around, belly)


def _with_caps(
    curve: FloatArray, tangent: FloatArray, reach: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Ring centres and ring scale once a quarter-circle cap is added at both ends."""
    angle = np.linspace(0.0, np.pi / 2, CAP_RINGS + 2)[1:-1]  # 0 is the pole, pi/2 the first ring
    size, out = np.sin(angle), np.cos(angle)
    start = curve[0] - tangent[0] * (reach[0] * out)[:, None]
    end = curve[-1] + tangent[-1] * (reach[-1] * out[::-1])[:, None]
    centre = np.concatenate([start, curve, end])
    return centre, np.concatenate([size, np.ones(len(curve)), size[::-1]])


def tube_triangles(rows: int, sides: int) -> NDArray[np.int32]:
    """Triangles of rows x sides ring vertices followed by a start and an end pole."""
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(sides), indexing="ij")
    here, beside = i * sides + j, i * sides + (j + 1) % sides
    quads = np.stack([here, beside, here + sides, beside, beside + sides, here + sides], -1)
    ring = np.arange(sides)
    following = (ring + 1) % sides
    first, last = rows * sides, rows * sides + 1
    top = (rows - 1) * sides
    start = np.stack([np.full(sides, first), following, ring], -1)
    end = np.stack([np.full(sides, last), top + ring, top + following], -1)
    return np.concatenate([quads.reshape(-1, 3), start, end]).astype(np.int32)
