"""Closed surfaces on a regular grid: which points lie inside, by counting crossings on each line.

A surface that crosses itself counts as the union of its parts, because crossings carry a sign.
"""

from __future__ import annotations

import numpy as np

from explainer.arrays import BoolArray, FloatArray
from explainer.atlas_build.geometry.shapes import Mesh

OFF_LATTICE = np.array([0.0, 1.3e-4, 2.7e-4])  # so that no line meets an edge or a corner exactly


def inside(
    mesh: Mesh, low_mm: FloatArray, step_mm: float, shape: tuple[int, int, int]
) -> BoolArray:
    """Which points low + step * (i, j, k) of a grid lie inside a closed surface."""
    at = (mesh.vertices_mm.astype(float) - low_mm) / step_mm + OFF_LATTICE
    a, b, c = np.moveaxis(at[mesh.triangles], 1, 0)
    corners = np.stack([a, b, c])
    low = np.maximum(np.ceil(corners[..., 1:].min(axis=0)), 0).astype(int)
    high = np.minimum(np.floor(corners[..., 1:].max(axis=0)), np.array(shape[1:]) - 1).astype(int)
    size = np.maximum(high - low + 1, 0)
    count = size.prod(axis=1)
    tri = np.repeat(np.arange(len(count)), count)
    rank = np.arange(len(tri)) - np.repeat(np.cumsum(count) - count, count)
    j = low[tri, 0] + rank // np.maximum(size[tri, 1], 1)
    k = low[tri, 1] + rank % np.maximum(size[tri, 1], 1)
    first, second, third = (_turn(p[tri], q[tri], j, k) for p, q in ((b, c), (c, a), (a, b)))
    hit = ((first > 0) & (second > 0) & (third > 0)) | ((first < 0) & (second < 0) & (third < 0))
    tri, j, k = tri[hit], j[hit], k[hit]
    first, second, third = first[hit], second[hit], third[hit]
    total = first + second + third
    x = (first * a[tri, 0] + second * b[tri, 0] + third * c[tri, 0]) / total
    crossed = np.clip(np.ceil(x), 0, shape[0]).astype(int)
    change = np.zeros((shape[0] + 1, *shape[1:]), np.int32)
    np.add.at(change, (crossed, j, k), np.where(total > 0, -1, 1).astype(np.int32))
    return np.cumsum(change, axis=0)[:-1] > 0


def _turn(p: FloatArray, q: FloatArray, j: FloatArray, k: FloatArray) -> FloatArray:
    """Twice the signed area (n,) of the corner (j, k) with the edge from p to q, seen along x."""
    return (p[:, 1] - j) * (q[:, 2] - k) - (p[:, 2] - k) * (q[:, 1] - j)
