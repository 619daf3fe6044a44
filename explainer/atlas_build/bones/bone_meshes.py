"""The bones as meshes in K at 0 degrees, and how far any point is from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.spatial import cKDTree

from explainer.arrays import FloatArray
from explainer.atlas_build.bones import (
    bone_features,
    bone_sections,
    cartilage,
    femur,
    menisci,
    patella,
    tibia,
)
from explainer.atlas_build.geometry import implicit
from explainer.atlas_build.geometry.implicit import Field
from explainer.atlas_build.geometry.shapes import Mesh, Solid
from explainer.atlas_build.motion import poses

STEP_MM = {"femur": 1.3, "tibia": 1.3, "fibula": 1.2, "patella": 1.0, "pelvis": 2.0, "foot": 1.5}
# grid of the marching cubes: near the knee finer than a pixel of the plates
PASSES = {"pelvis": 40, "foot": 16}  # folds between their many parts are ironed out
JOINT_GAP_MM = 1.0  # cartilage and space between shin bone and fibular head
LEVELS_MM = {"femur": (-13.0, 100.0), "tibia": (-121.0, -5.0), "fibula": (-121.0, -15.0)}
BOX_MM = {
    "femur": ((-32.0, -27.0, -49.0), (54.0, 438.0, 80.0)),
    "tibia": ((-36.0, -394.0, -46.0), (44.0, 14.0, 46.0)),
    "fibula": ((-48.0, -396.0, 8.0), (0.0, 2.0, 54.0)),
    "patella": ((36.0, -10.0, -24.0), (70.0, 42.0, 34.0)),
    "pelvis": ((-120.0, 335.0, -90.0), (70.0, 560.0, 80.0)),
    "foot": ((-65.0, -460.0, -50.0), (185.0, -380.0, 50.0)),
}  # boxes that hold each bone in its own frame with room to spare


@cache
def field(bone: str) -> Field:
    """Signed distance of a bone in its own frame: K for femur and patella, T for the others."""
    raw = {"femur": femur.field, "tibia": tibia.field, "fibula": tibia.fibula_field}
    if bone == "patella":
        return patella.field
    if bone in ("pelvis", "foot"):
        return bone_features.assembled(bone)
    matched = bone_sections.match(raw[bone], bone, *LEVELS_MM[bone]).apply(raw[bone])
    return _with_fibular_facet(matched) if bone == "tibia" else matched


def _with_fibular_facet(shin: Field) -> Field:
    """The shin bone hollowed where the head of the fibula lies against it."""

    def hollowed(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
        return implicit.smooth_cut(shin(x, y, z), field("fibula")(x, y, z) - JOINT_GAP_MM, 2.0)

    return hollowed


def in_k(mesh: Mesh, bone: str) -> Mesh:
    """A mesh drawn in a bone's own frame, placed in K at 0 degrees."""
    if bone not in ("tibia", "fibula"):
        return mesh
    placed = poses.moved(mesh.vertices_mm.astype(float), tibia.home())
    return Mesh(placed.astype(np.float32), mesh.triangles)


@cache
def mesh(bone: str) -> Mesh:
    """One bone of the knee in K at 0 degrees."""
    low, high = (np.array(corner) for corner in BOX_MM[bone])
    passes = PASSES.get(bone, implicit.SMOOTHING_PASSES)
    return in_k(implicit.to_mesh(field(bone), low, high, STEP_MM[bone], passes), bone)


@cache
def build() -> dict[str, Solid]:
    """Every rigid structure in K at 0 degrees: bones, cartilage, menisci, pelvis and foot."""
    rigid = {bone: mesh(bone) for bone in BOX_MM}
    for plate, bone in cartilage.BONE_OF.items():
        rigid[plate] = cartilage.shell(plate, rigid[bone])
    solids = {structure: Solid(shape) for structure, shape in rigid.items()}
    return solids | menisci.build(rigid)


@dataclass(frozen=True)
class _Near:
    tree: cKDTree
    vertices_mm: FloatArray
    normals: FloatArray
    spacing_mm: float


@cache
def _near(bone: str) -> _Near:
    shape = mesh(bone) if bone in BOX_MM else build()[bone].mesh
    vertices = shape.vertices_mm.astype(float)
    edges = vertices[shape.triangles[:, 0]] - vertices[shape.triangles[:, 1]]
    spacing = float(np.median(np.linalg.norm(edges, axis=1)))
    return _Near(cKDTree(vertices), vertices, shape.normals(), spacing)


def distance_mm(bone: str, points: FloatArray) -> FloatArray:
    """Signed distance (n,) of points (n, 3) in K to a bone at 0 degrees; positive outside.

    The nearest vertex gives the place, its normal the side and the height above the surface; the
    offset along the surface counts only beyond the spacing of the vertices. Farther off, where a
    vertex at a sharp rim could mistake the side, the bone's own field decides it. Good to about
    0.2 mm near the surface. Cartilages and menisci can be asked too.
    """
    near = _near(bone)
    points = np.asarray(points, dtype=float)
    reach, index = near.tree.query(points)
    offset = points - near.vertices_mm[index]
    height = np.einsum("ij,ij->i", offset, near.normals[index])
    along = np.sqrt(np.maximum(reach**2 - height**2, 0.0))
    beyond = np.maximum(along - near.spacing_mm, 0.0)
    side = np.where(height < 0.0, -1.0, 1.0)
    far = reach > 3.0 * near.spacing_mm
    if bone in BOX_MM and far.any():
        side[far] = np.where(_in_own_frame(bone, points[far]) < 0.0, -1.0, 1.0)
    return side * np.hypot(height, beyond)


def _in_own_frame(bone: str, points: FloatArray) -> FloatArray:
    """The bone's field at points (n, 3) given in K."""
    if bone in ("tibia", "fibula"):
        points = poses.moved(points, poses.inverse(tibia.home()))
    return field(bone)(*points.T)
