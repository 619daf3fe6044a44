"""How much soft tissue lies inside other soft tissue, measured on a grid, and how sharply it bends.

The measure asks surfaces alone and knows nothing of how they were made, so that it can judge both
the full surfaces and those thinned for the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np
from scipy.ndimage import gaussian_filter1d

from explainer.arrays import BoolArray, FloatArray, interpolate_columns
from explainer.atlas_build.geometry import voxels
from explainer.atlas_build.geometry.shapes import Mesh, arc_length

STEP_MM = 1.5
REACH_Y_MM = (-150.0, 150.0)  # heights in K that count
EVEN_MM = 1.0  # a line is measured at even steps of so much
CHORD_MM = 6.0  # and its bend between points this far apart to either side

Pairs = dict[tuple[str, str], float]


def _filled(meshes: Mapping[str, Mesh]) -> dict[str, tuple[FloatArray, BoolArray]]:
    """The lowest grid index (3,) and the grid points inside each mesh, on one common lattice."""
    found = {}
    for name, mesh in meshes.items():
        low, high = mesh.vertices_mm.min(axis=0), mesh.vertices_mm.max(axis=0)
        low[1], high[1] = max(low[1], REACH_Y_MM[0]), min(high[1], REACH_Y_MM[1])
        first = np.floor(low / STEP_MM).astype(int)
        last = np.ceil(high / STEP_MM).astype(int)
        if (last > first).all():
            shape = tuple((last - first + 1).tolist())
            found[name] = first, voxels.inside(mesh, first * STEP_MM, STEP_MM, shape)
    return found


def _shared(a: tuple[FloatArray, BoolArray], b: tuple[FloatArray, BoolArray]) -> float:
    """Volume in cm3 that two filled boxes share."""
    low = np.maximum(a[0], b[0])
    high = np.minimum(a[0] + a[1].shape, b[0] + b[1].shape)
    if (high <= low).any():
        return 0.0
    parts = [
        filled[tuple(slice(p, q) for p, q in zip(low - first, high - first, strict=True))]
        for first, filled in (a, b)
    ]
    return float(np.count_nonzero(parts[0] & parts[1])) * STEP_MM**3 / 1000.0


def overlaps_cm3(
    meshes: Mapping[str, Mesh], muscles: Iterable[str], slender: Iterable[str]
) -> tuple[Pairs, Pairs]:
    """Volume of every muscle in every other, and of every slender structure in every muscle."""
    muscles, slender = sorted(muscles), sorted(slender)
    filled = _filled({name: meshes[name] for name in [*muscles, *slender]})
    between = {(a, b): _shared(filled[a], filled[b])
               for a, b in combinations([m for m in muscles if m in filled], 2)}  # fmt: skip
    within = {(a, b): _shared(filled[a], filled[b])
              for a in slender for b in muscles if a in filled and b in filled}  # fmt: skip
    return between, within


def bend_radii_mm(line_mm: FloatArray) -> FloatArray:
    """Radius of the circle through points CHORD_MM apart, at even steps along a line (k, 3)."""
    arc = arc_length(line_mm)
    even = interpolate_columns(np.arange(0.0, arc[-1], EVEN_MM), arc, line_mm)
    even = gaussian_filter1d(even, 1.0, axis=0, mode="nearest")
    reach = round(CHORD_MM / EVEN_MM)
    before, here, after = even[: -2 * reach], even[reach:-reach], even[2 * reach :]
    a, b, c = (np.linalg.norm(p - q, axis=1)
               for p, q in ((here, before), (after, here), (after, before)))  # fmt: skip
    area = np.linalg.norm(np.cross(here - before, after - before), axis=1) / 2
    return a * b * c / np.maximum(4 * area, 1e-9)
