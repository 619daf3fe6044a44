"""Every soft structure of the knee except cartilage and menisci, at any bend.

`path` gives a centre line, `build` the closed surfaces. Shapes come from measured sections and
stations (tables `anatomy/soft_*`), courses at a bend from strings pulled taut over the bones.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from explainer.arrays import FloatArray
from explainer.atlas_build.bones import bone_meshes
from explainer.atlas_build.geometry.shapes import Solid
from explainer.atlas_build.motion import poses
from explainer.atlas_build.soft_tissue import contact, routes, sheets, skin, tubes
from explainer.atlas_build.soft_tissue.stations import LINE, forms


def swept() -> tuple[str, ...]:
    """Ids of the structures that have one centre line."""
    return tuple(name for name, form in forms().items() if form.kind != LINE)


def structures() -> tuple[str, ...]:
    """Ids of all soft structures, in drawing order of no consequence."""
    return (*swept(), *sheets.sheets(), skin.SKIN)


def path(structure: str, flexion_deg: float) -> FloatArray:
    """Centre line (k, 3) of a structure at a bend, mm in K, origin first; hip and ankle neutral.

    A sheet answers with the line along its middle. KeyError for an unknown structure or one
    without a line (the skin); ValueError beyond 0..140 degrees.
    """
    poses.pose("tibia", flexion_deg)  # refuses a bend beyond the table
    if structure in sheets.sheets():
        lines = sheets.sheets()[structure]
        structure = lines[len(lines) // 2]
    if structure not in forms():
        raise KeyError(structure)
    return routes.centre_line(structure, flexion_deg).copy()


def build(flexion_deg: float) -> dict[str, Solid]:
    """Closed surfaces of every soft structure at a bend, in K.

    Vertex counts and triangles are the same at every bend, so frames can be morphed.
    ValueError beyond 0..140 degrees.
    """
    poses.pose("tibia", flexion_deg)
    flexion = float(flexion_deg)
    solids = {name: tubes.tube(name, flexion) for name in swept()}
    solids |= {name: sheets.sheet(name, flexion) for name in sheets.sheets()}
    solids = contact.settled(solids, flexion)
    solids[skin.SKIN] = skin.skin(flexion, _flesh_mm(solids, flexion))
    return solids


def _flesh_mm(solids: Mapping[str, Solid], flexion_deg: float) -> FloatArray:
    """Vertices (n, 3) of all that lies under the skin at a bend, bones of thigh and shin too."""
    parts = [solid.mesh.vertices_mm for solid in solids.values()]
    for name in ("femur", "tibia", "fibula", "patella", "foot", "pelvis"):
        home = bone_meshes.build()[name].mesh.vertices_mm.astype(float)
        parts.append(poses.moved(home, poses.pose(poses.BODY_OF[name], flexion_deg)))
    return np.concatenate(parts)
