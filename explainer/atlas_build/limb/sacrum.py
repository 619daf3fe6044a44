"""The sacrum, for the whole leg alone: the hip bones of the atlas leave a gap between them."""

from __future__ import annotations

import numpy as np

from explainer import catalog
from explainer.arrays import FloatArray
from explainer.atlas_build.geometry import implicit
from explainer.atlas_build.geometry.shapes import Mesh

TABLE = "limb/sacrum"
GRID_MM = 1.6
BLEND_MM = 6.0  # how far its parts flow into one another
ROOM_MM = 34.0  # around the middle lines of its parts


def mesh() -> Mesh:
    """A closed surface in K, from catalog table limb/sacrum: round bars joined smoothly."""
    rows = catalog.table(TABLE)
    starts, ends = (
        np.stack([rows.floats(f"{axis}{end}_mm") for axis in "xyz"], axis=1) for end in ("", "2")
    )
    radii = np.stack([rows.floats("r1_mm"), rows.floats("r2_mm")], axis=1)

    def field(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
        points = np.stack(np.broadcast_arrays(x, y, z), axis=-1)
        bars = (
            implicit.round_cone(points, start, end, *sizes)
            for start, end, sizes in zip(starts, ends, radii.tolist(), strict=True)
        )
        joined = next(bars)
        for bar in bars:
            joined = implicit.smooth_union(joined, bar, BLEND_MM)
        return joined

    both = np.concatenate([starts, ends])
    return implicit.to_mesh(field, both.min(axis=0) - ROOM_MM, both.max(axis=0) + ROOM_MM, GRID_MM)
