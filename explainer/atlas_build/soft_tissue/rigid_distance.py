"""How far a point is from anything rigid: bones with the cartilage on them, kneecap, menisci.

The strings of taut_strings find their way over bare bone, as the published paths do. Drawn surfaces
must also keep clear of cartilage, menisci, kneecap, pelvis and foot; these distances are sampled
once on grids, like those of bone_distance.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from explainer.arrays import BoolArray, FloatArray
from explainer.atlas_build.bones import bone_meshes, cartilage, menisci
from explainer.atlas_build.motion import poses
from explainer.atlas_build.soft_tissue import bone_distance
from explainer.atlas_build.soft_tissue.bone_distance import Grid

STEP_MM = {"pelvis": 3.0, "foot": 3.0, "medial_meniscus": 1.0, "lateral_meniscus": 1.0}
COVERED_STEP_MM = 2.0  # of bones with cartilage
REACH_MM = 6.0  # air round a solid that its grid covers; farther off nothing is pushed
COVERS = {
    "femur": ("femoral_cartilage",),
    "tibia": ("tibial_cartilage_medial", "tibial_cartilage_lateral"),
    "patella": ("patellar_cartilage",),
}
NOTCH_MM, NOTCH_HALF_MM = 17.0, 24.0  # radius and half length of what stops flesh behind the notch
NEAR_MM = 40.0  # half the box about a meniscus within which it matters
UNSLIDES = 3  # rounds of finding where a place near a sliding meniscus came from
KNEE_Y_MM = (-50.0, 50.0)  # cartilage lies between these heights


def covered_mm(bone: str, points_mm: FloatArray) -> FloatArray:
    """Signed distance (n,) of points (n, 3) in K at 0 degrees to a bone with its cartilage."""
    tree, thickness = _cover(bone)
    _, nearest = tree.query(points_mm)
    return bone_meshes.distance_mm(bone, points_mm) - thickness[nearest]


@cache
def _cover(bone: str) -> tuple[bone_meshes.cKDTree, FloatArray]:
    """A bone's vertices and the thickness of the cartilage on each; 0 where it is bare."""
    mesh = bone_meshes.mesh(bone)
    points, normals = mesh.vertices_mm.astype(float), mesh.normals()
    layers = [
        cartilage.thickness_mm(plate, cartilage.reach_mm(plate, points, normals))
        for plate in COVERS[bone]
    ]
    return bone_meshes.cKDTree(points), np.maximum(np.max(layers, axis=0), 0.0)


@cache
def _grid(solid: str) -> Grid:
    """Distances about one solid in its home place, floor REACH_MM away and farther."""
    vertices = bone_meshes.build()[solid].mesh.vertices_mm.astype(float)
    low, high = vertices.min(axis=0) - REACH_MM, vertices.max(axis=0) + REACH_MM
    if solid in ("femur", "tibia"):
        low[1], high[1] = max(low[1], KNEE_Y_MM[0]), min(high[1], KNEE_Y_MM[1])
    step = STEP_MM.get(solid, COVERED_STEP_MM)
    axes = [np.arange(a, b + step, step) for a, b in zip(low, high, strict=True)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    ask = covered_mm if solid in COVERS else bone_meshes.distance_mm
    values = ask(solid, points).reshape([len(a) for a in axes])
    return Grid(low, step, np.minimum(values, bone_distance.MARGIN_MM))


def distance_mm(points_mm: FloatArray, flexion_deg: float) -> FloatArray:
    """Signed distance (n,) of points (n, 3) in K from the nearest rigid structure at a bend."""
    nearest = bone_distance.distance_mm(points_mm, flexion_deg)
    for solid in (*COVERS, *STEP_MM):
        grid, home = _grid(solid), points_mm
        if poses.BODY_OF[solid] != "femur":  # which stays where it is
            home = poses.moved(points_mm, _to_home(solid, flexion_deg))
        if solid in menisci.NAMES and flexion_deg:
            home = _unslid(solid, home, flexion_deg)
        near = np.flatnonzero(_overlaps(home, home, grid))
        if len(near):
            nearest[near] = np.minimum(nearest[near], grid.distance_mm(home[near]))
    return nearest


def _overlaps(low_mm: FloatArray, high_mm: FloatArray, grid: Grid) -> BoolArray:
    """Which boxes, from one corner (n, 3) to the other, meet that of a grid."""
    met = np.ones(len(low_mm), bool)
    for axis in range(3):
        met &= (high_mm[:, axis] > grid.low_mm[axis]) & (low_mm[:, axis] < grid.high_mm[axis])
    return met


def distance_for_flesh_mm(points_mm: FloatArray, flexion_deg: float) -> FloatArray:
    """As `distance_mm`, with the notch between the condyles closed as the capsule closes it."""
    notch = np.hypot(points_mm[:, 0], points_mm[:, 1]) - NOTCH_MM
    between = np.abs(points_mm[:, 2]) < NOTCH_HALF_MM
    nearest = distance_mm(points_mm, flexion_deg)
    return np.where(between, np.minimum(nearest, notch), nearest)


def _unslid(meniscus: str, points_mm: FloatArray, flexion_deg: float) -> FloatArray:
    """Points (n, 3) in the home place of a meniscus that slid as one piece, once its roots stay.

    What lies near a root has not slid, so it lay further forward in that place.
    """
    shift = _slide_mm(meniscus, flexion_deg)
    tree, share = _shares(meniscus)
    slid = points_mm - shift  # a place comes from somewhere between itself and there
    low, high = np.minimum(points_mm, slid), np.maximum(points_mm, slid)
    near = np.flatnonzero(_overlaps(low, high, _grid(meniscus)))
    about = (np.abs(points_mm[near] - tree.data.mean(axis=0)) < NEAR_MM).all(axis=1)
    near = near[about]
    points = points_mm.copy()
    for _ in range(UNSLIDES):
        _, nearest = tree.query(points[near])
        points[near] = points_mm[near] - (1.0 - share[nearest])[:, None] * shift
    return points


@cache
def _slide_mm(meniscus: str, flexion_deg: float) -> FloatArray:
    """How far a meniscus has slid over the shin (3,), in its home place."""
    shift = _to_home(meniscus, flexion_deg) @ poses.pose("tibia", flexion_deg)
    return shift[:3, 3]


@cache
def _shares(meniscus: str) -> tuple[bone_meshes.cKDTree, FloatArray]:
    """The vertices of a meniscus at 0 degrees and how far each slides."""
    solid = bone_meshes.build()[meniscus]
    assert solid.along is not None
    points = solid.mesh.vertices_mm.astype(float)
    return bone_meshes.cKDTree(points), menisci.share_of_slide(solid.along)


@cache
def _to_home(solid: str, flexion_deg: float) -> FloatArray:
    """The transform (4, 4) that brings K at a bend into a solid's home place."""
    return poses.inverse(poses.pose(poses.BODY_OF[solid], flexion_deg))
