"""Every solid of the knee at one angle of bend: rigid ones moved, soft ones rebuilt round them."""

from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from explainer.anatomy import bones, soft_tissue
from explainer.anatomy.motion import BODY_OF, moved, pose
from explainer.anatomy.shapes import Mesh, Solid


@cache
def rigid_at_home() -> dict[str, Solid]:
    """Bones, cartilages and menisci at 0 degrees, by id."""
    return bones.build()


@lru_cache(maxsize=2)
def soft_at(flexion_deg: float) -> dict[str, Solid]:
    """Soft structures at this bend, by id."""
    return soft_tissue.build(flexion_deg)


def solids(flexion_deg: float) -> dict[str, Solid]:
    """All structures at this bend in frame K, by id."""
    rigid = {
        name: _moved(solid, pose(BODY_OF[name], flexion_deg))
        for name, solid in rigid_at_home().items()
    }
    return rigid | soft_at(flexion_deg)


def _moved(solid: Solid, transform: np.ndarray) -> Solid:
    """The solid carried along by a rigid transform (4, 4)."""
    vertices = moved(solid.mesh.vertices_mm.astype(float), transform).astype(np.float32)
    return replace(solid, mesh=Mesh(vertices, solid.mesh.triangles))
