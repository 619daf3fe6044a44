"""Bones of the whole leg's pictures: the sacrum, and the foot as it is seen from behind.

Both come from catalog table anatomy/bone_features. The knee does not need them: no soft tissue of
the knee is pushed off them.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from explainer.atlas_build.bones import bone_features, bone_meshes
from explainer.atlas_build.geometry import implicit
from explainer.atlas_build.geometry.shapes import Mesh

GRID_MM = 1.2
SACRUM_BOX_MM = ((-128.0, 372.0, -92.0), (-26.0, 546.0, -20.0))
FOOT = "foot_behind"


@cache
def sacrum() -> Mesh:
    """The right half of the sacrum with the tail bone, in K."""
    return _mesh("sacrum", SACRUM_BOX_MM)


@cache
def foot() -> Mesh:
    """The foot as it looks from behind, in K at 0 degrees."""
    return _mesh(FOOT, bone_meshes.BOX_MM["foot"])


def _mesh(bone: str, box_mm: tuple[tuple[float, ...], ...]) -> Mesh:
    low, high = (np.array(corner) for corner in box_mm)
    return implicit.to_mesh(bone_features.assembled(bone), low, high, GRID_MM)


def joined(one: Mesh, other: Mesh) -> Mesh:
    """Two surfaces as one: they are painted as one structure."""
    vertices = np.concatenate([one.vertices_mm, other.vertices_mm])
    further = other.triangles + np.int32(len(one.vertices_mm))
    return Mesh(vertices, np.concatenate([one.triangles, further]))
