"""Moves of a surface evened out where they would fold it over."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, maximum_filter

from explainer.arrays import FloatArray, IntArray
from explainer.atlas_build.geometry.shapes import Solid
from explainer.atlas_build.soft_tissue.contact_surface import rows_and_sides
from explainer.atlas_build.soft_tissue.stations import forms

FLIPPED = 0.3  # cosine to the side it was swept to below which a triangle counts as folded
SPREADS = 2  # triangles about a fold that are smoothed with it
UNFOLDS = 12  # rounds of smoothing a fold
FOLDED = -0.3  # cosine between two triangles at an edge below which they are folded there
CORE = 0.2  # share of its distance from the middle of its ring that a vertex keeps


def unfolded(name: str, solid: Solid, start: FloatArray, move: FloatArray) -> FloatArray:
    """The move (n, 3) evened out about every triangle that it would fold over."""
    if name not in forms():
        return move
    shape, triangles = rows_and_sides(name, solid), solid.mesh.triangles
    pairs = _neighbours(triangles)
    was = _faces(start, triangles)
    sharp = np.einsum("ij,ij->i", was[pairs[0]], was[pairs[1]]) < FOLDED
    radius = start[:-2].reshape(*shape, 3)
    radius = radius - radius.mean(axis=1, keepdims=True)
    size = np.linalg.norm(radius, axis=2, keepdims=True)
    for turn in range(UNFOLDS):
        grid = move[:-2].reshape(*shape, 3)
        aside = grid - grid.mean(axis=1, keepdims=True)
        inward = np.einsum("ijk,ijk->ij", aside, radius)[..., None] / np.maximum(size, 1e-9)
        back = np.maximum((CORE - 1.0) * size - inward, 0.0)
        grid = grid + back * radius / np.maximum(size, 1e-9)
        move = np.concatenate([grid.reshape(-1, 3), move[-2:]])
        now = _faces(start + move, triangles)
        bad = np.einsum("ij,ij->i", now, was) < FLIPPED
        sharper = ~sharp & (np.einsum("ij,ij->i", now[pairs[0]], now[pairs[1]]) < FOLDED)
        bad[pairs[0][sharper]] = bad[pairs[1][sharper]] = True
        if not bad.any():
            break
        part = np.zeros(len(start))
        part[triangles[bad]] = 1.0
        wide = 2 * (SPREADS + turn // 4) + 1
        part = maximum_filter(part[:-2].reshape(shape), wide, mode=("nearest", "wrap"))
        part = gaussian_filter(part, 1.0, mode=("nearest", "wrap"))[..., None]
        even = gaussian_filter(grid, (1.5, 1.5, 0.0), mode=("nearest", "wrap", "nearest"))
        move = np.concatenate([(grid + part * (even - grid)).reshape(-1, 3), move[-2:]])
    return move


def _faces(vertices: FloatArray, triangles: NDArray[np.int32]) -> FloatArray:
    """Unit normals (m, 3) of triangles."""
    a, b, c = np.moveaxis(vertices[triangles], 1, 0)
    face = np.cross(b - a, c - a)
    return face / np.maximum(np.linalg.norm(face, axis=1, keepdims=True), 1e-12)


def _neighbours(triangles: NDArray[np.int32]) -> tuple[IntArray, IntArray]:
    """The two triangles at each edge of a closed surface."""
    edges = np.sort(np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]],
                                    triangles[:, [2, 0]]]), axis=1)  # fmt: skip
    faces = np.tile(np.arange(len(triangles)), 3)[np.lexsort((edges[:, 1], edges[:, 0]))]
    return faces[0::2], faces[1::2]
