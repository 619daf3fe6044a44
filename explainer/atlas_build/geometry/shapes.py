"""Meshes, solids, and the triangles of the tubes that soft tissue is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explainer.arrays import FloatArray

CAP_RINGS = 4  # rings in each rounded end: enough that the outline looks round at 2x plate size


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
        corner, count = self.triangles.T.ravel(), len(self.vertices_mm)
        sums = [np.bincount(corner, np.tile(face[:, axis], 3), count) for axis in range(3)]
        total = np.stack(sums, axis=1)
        return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)


@dataclass(frozen=True, eq=False)
class Solid:
    """A mesh and, for swept structures, where each vertex lies along and around it.

    Equal to itself alone.

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
