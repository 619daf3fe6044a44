"""Cartilage: thin shells laid on the joint surfaces of the bones, thinning out at their edges.

A shell is the patch of bone surface under it, raised by the local thickness. `reach` below is the
distance in mm to the nearest edge of the plate: positive inside, negative outside.
"""

from __future__ import annotations

import numpy as np

from explainer import catalog
from explainer.arrays import FloatArray, IntArray
from explainer.atlas_build.bones import femur, patella, tibia
from explainer.atlas_build.geometry import implicit
from explainer.atlas_build.geometry.shapes import Mesh
from explainer.atlas_build.motion import poses

SEAT_MM = 0.35  # the shell starts this far inside the bone, so no gap shows
WALL_MARGIN_MM = 2.0  # a plate stops this short of the walls of its condyle
NOTCH_MOUTH_X_MM = 14.0  # behind this the roof of the notch is bare
CORNER_MM = 9.0  # corners of the femoral plate are rounded over this length
FRONT_FROM_X_MM = 27.0  # in front of this the upper edge is that of the groove, not the condyles
STEP_EASE_MM = 3.0  # how gradually one edge goes over into another
TOP_MM = 12.0  # the plateau lies within this distance of the T origin
FACING = 0.45  # least share of the facing direction in the normal under a plate
TURN_MM = 12.0  # a plate ends where the bone turns away: mm of reach per unit of the normal
RIM_MM = 1.2  # the patch is taken this far beyond its edge, and dives under the bone there


def _value(key: str) -> float:
    return catalog.parameter(key).value


def thickness_mm(plate: str, reach: FloatArray) -> FloatArray:
    """Thickness (n,) of a plate at points reach (n,) mm inside its edge; below 0 outside it."""
    edge, peak = _value("cartilage_edge"), _value("cartilage_peak")
    rise = np.clip(reach / edge, -1.0, 2.5)
    share = np.where(rise < 1.0, rise * (2.0 - rise) * 0.8, 0.8 + 0.2 * np.tanh(rise - 1.0))
    share = np.where(rise < 0.0, 1.6 * rise, share)
    return _value(_THICKNESS[plate]) * peak * share


def shell(plate: str, bone: Mesh) -> Mesh:
    """The closed shell of one plate, from the mesh of the bone that carries it (both in K)."""
    vertices = bone.vertices_mm.astype(float)
    reach = reach_mm(plate, vertices, bone.normals())
    kept = (reach[bone.triangles] > -RIM_MM).all(axis=1)
    used, triangles = np.unique(bone.triangles[kept], return_inverse=True)
    triangles = triangles.reshape(-1, 3)
    normal, height = bone.normals()[used], thickness_mm(plate, reach[used])
    outer = vertices[used] + np.maximum(height, -SEAT_MM * 0.9)[:, None] * normal
    inner = vertices[used] - SEAT_MM * normal
    n = len(used)
    rim = _boundary(triangles)
    wall = np.concatenate(
        [np.stack([rim[:, 0], rim[:, 0] + n, rim[:, 1]], 1),
         np.stack([rim[:, 1], rim[:, 0] + n, rim[:, 1] + n], 1)]
    )  # fmt: skip
    faces = np.concatenate([triangles, triangles[:, ::-1] + n, wall])
    return Mesh(np.concatenate([outer, inner]).astype(np.float32), faces.astype(np.int32))


def _boundary(triangles: IntArray) -> IntArray:
    """Directed edges (k, 2) that belong to one triangle only."""
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    key = np.sort(edges, axis=1)
    _, first, count = np.unique(key, axis=0, return_index=True, return_counts=True)
    return edges[first[count == 1]]


def reach_mm(plate: str, points: FloatArray, normals: FloatArray) -> FloatArray:
    """Distance inside the edge of a plate for bone surface points (n, 3) and normals, in K."""
    if plate == "femoral_cartilage":
        return _femoral(points)
    if plate == "patellar_cartilage":
        return _patellar(points, normals)
    return _tibial(plate.rsplit("_", 1)[1], points, normals)


def _femoral(points: FloatArray) -> FloatArray:
    """Condyles and groove: inside the walls, outside the notch, below the upper edges."""
    x, y, z = points.T
    lateral = femur.condyle("lateral").beyond_outer_wall(x, y, z)
    medial = femur.condyle("medial").beyond_outer_wall(x, y, z)
    sideways = -np.where(z > _value("groove_z"), lateral, medial) - WALL_MARGIN_MM
    ahead = np.minimum(femur.notch(x, y, z), x - NOTCH_MOUTH_X_MM)
    clear_of_notch = np.maximum(femur.beyond_notch_wall(x, z), ahead) - WALL_MARGIN_MM
    front = _gradual(x - FRONT_FROM_X_MM)
    outer = _gradual(z - _value("groove_z"))
    top_front = (1 - outer) * _value("femoral_cartilage_front_y_medial")
    top_front = top_front + outer * _value("femoral_cartilage_front_y_lateral")
    top = (1 - front) * _value("femoral_cartilage_back_y") + front * top_front
    edges = implicit.smooth_union(sideways, top - y, CORNER_MM)
    return implicit.smooth_union(edges, clear_of_notch, CORNER_MM)


def _gradual(value: FloatArray) -> FloatArray:
    """0 well below zero, 1 well above, changing over about STEP_EASE_MM."""
    return 1.0 / (1.0 + np.exp(-value / STEP_EASE_MM))


def _tibial(side: str, points: FloatArray, normals: FloatArray) -> FloatArray:
    """An oval facet on the plateau, on the upward-facing surface only."""
    to_t = poses.inverse(tibia.home())
    p, up = poses.moved(points, to_t), normals @ to_t[:3, :3].T[:, 1]
    half = np.array([_value(f"tibial_cartilage_length_{side}"), _value("tibial_cartilage_width")])
    half = half / 2.0
    offset = p[:, [0, 2]] - [_value("plateau_centre_x"), _value(f"plateau_centre_z_{side}")]
    size = np.linalg.norm(offset / half, axis=1)
    inside = (1.0 - size) * half.min()
    facing = np.where(p[:, 1] > -TOP_MM, (up - FACING) * TURN_MM, -TURN_MM)
    return implicit.smooth_union(inside, facing, WALL_MARGIN_MM)


def _patellar(points: FloatArray, normals: FloatArray) -> FloatArray:
    """The two facets on the back, above the bare tip."""
    _, v, w = (points - patella.centre()).T
    half_w, half_h = _value("patella_width") / 2.0, _value("patella_height") / 2.0
    low = _value("patella_apex_y")
    middle, tall = (half_h + low) / 2.0 - 0.5, (half_h - low) / 2.0 - 1.0
    size = (np.abs(w / (half_w - 2.0)) ** 2.6 + np.abs((v - middle) / tall) ** 2.6) ** (1 / 2.6)
    facing = (-normals[:, 0] - FACING) * TURN_MM
    return implicit.smooth_union((1.0 - size) * tall, facing, WALL_MARGIN_MM)


_THICKNESS = {
    "femoral_cartilage": "femoral_cartilage_thickness",
    "tibial_cartilage_medial": "tibial_cartilage_thickness_medial",
    "tibial_cartilage_lateral": "tibial_cartilage_thickness_lateral",
    "patellar_cartilage": "patellar_cartilage_thickness",
}
BONE_OF = {
    "femoral_cartilage": "femur",
    "tibial_cartilage_medial": "tibia",
    "tibial_cartilage_lateral": "tibia",
    "patellar_cartilage": "patella",
}
