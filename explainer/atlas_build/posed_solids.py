"""Every solid of the knee at one angle of bend: rigid ones moved, soft ones rebuilt round them."""

from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from explainer.atlas_build.bones import bone_meshes, menisci
from explainer.atlas_build.geometry.shapes import Mesh, Solid
from explainer.atlas_build.motion.poses import BODY_OF, moved, pose
from explainer.atlas_build.soft_tissue import soft_solids


@cache
def rigid_at_home() -> dict[str, Solid]:
    """Bones, cartilages and menisci at 0 degrees, by id."""
    return bone_meshes.build()


@lru_cache(maxsize=2)
def soft_at(flexion_deg: float) -> dict[str, Solid]:
    """Soft structures at this bend, by id."""
    return soft_solids.build(flexion_deg)


@lru_cache(maxsize=1)
def solids(flexion_deg: float) -> dict[str, Solid]:
    """All structures at this bend in frame K, by id."""
    rigid = {
        name: _moved(solid, pose(BODY_OF[name], flexion_deg))
        for name, solid in rigid_at_home().items()
    }
    return rigid | menisci_at(flexion_deg) | soft_at(flexion_deg)


def menisci_at(flexion_deg: float) -> dict[str, Solid]:
    """Both menisci, by id: their bodies slide with the condyles, their roots stay on the shin."""
    found = {}
    for name in menisci.NAMES:
        home = rigid_at_home()[name]
        assert home.along is not None
        points = home.mesh.vertices_mm.astype(float)
        rooted, slid = (moved(points, pose(body, flexion_deg)) for body in ("tibia", name))
        share = menisci.share_of_slide(home.along)[:, None]
        vertices = (rooted + share * (slid - rooted)).astype(np.float32)
        found[name] = replace(home, mesh=Mesh(vertices, home.mesh.triangles))
    return found


def _moved(solid: Solid, transform: np.ndarray) -> Solid:
    """The solid carried along by a rigid transform (4, 4)."""
    vertices = moved(solid.mesh.vertices_mm.astype(float), transform).astype(np.float32)
    return replace(solid, mesh=Mesh(vertices, solid.mesh.triangles))
