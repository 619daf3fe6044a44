"""How the knee moves: where tibia, kneecap and menisci are at each angle of bend.

The path is that of one musculoskeletal model (catalog table `anatomy/knee_poses`): a hinge that
rolls back on the outer side and turns the shin inwards, most of it in the first 30 degrees. Poses
are kept relative to the 0-degree place, so any bone drawn in frame K at 0 degrees can be moved.
Each body is then shifted a little along its own axis, so that cartilage meets cartilage.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.spatial.transform import Rotation

from explainer import catalog
from explainer.arrays import FloatArray

LARGEST_FLEXION_DEG = 140.0  # last row of the pose table

BODY_OF: Mapping[str, str] = {
    "femur": "femur",
    "pelvis": "femur",
    "femoral_cartilage": "femur",
    "tibia": "tibia",
    "fibula": "tibia",
    "foot": "tibia",
    "tibial_cartilage_medial": "tibia",
    "tibial_cartilage_lateral": "tibia",
    "patella": "patella",
    "patellar_cartilage": "patella",
    "medial_meniscus": "medial_meniscus",
    "lateral_meniscus": "lateral_meniscus",
}


def pose(body: str, flexion_deg: float) -> FloatArray:
    """The transform (4, 4), mm in K, that takes a body from its place at 0 degrees to flexion_deg.

    Bodies: femur, tibia (which carries fibula and foot), patella, medial_meniscus,
    lateral_meniscus. The femur never moves. Smooth from 0 to 140 degrees; ValueError outside.
    """
    if not 0.0 <= flexion_deg <= LARGEST_FLEXION_DEG:
        raise ValueError(f"flexion {flexion_deg} is outside 0..{LARGEST_FLEXION_DEG:g} degrees")
    if body == "femur":
        return np.eye(4)
    if body in ("tibia", "patella"):
        return _tracked(body)(flexion_deg)
    if body in _MENISCUS_SIDE:
        return _meniscus(body, flexion_deg)
    raise ValueError(f"no body {body!r}")


def moved(points_mm: FloatArray, transform: FloatArray) -> FloatArray:
    """Points (n, 3) after a transform (4, 4)."""
    return points_mm @ transform[:3, :3].T + transform[:3, 3]


def inverse(transform: FloatArray) -> FloatArray:
    """The inverse of a rigid transform (4, 4)."""
    back = np.eye(4)
    back[:3, :3] = transform[:3, :3].T
    back[:3, 3] = -back[:3, :3] @ transform[:3, 3]
    return back


def condyle_travel_mm(side: str, flexion_deg: float) -> FloatArray:
    """How far a posterior condyle's centre has moved over the shin since 0 degrees, (3,).

    side is "medial" or "lateral"; x negative is backwards, in the axes of the shin at 0 degrees.
    """
    sign = {"medial": -1.0, "lateral": 1.0}[side]
    centre = np.array([[0.0, 0.0, sign * catalog.parameter("condyle_centre_spacing").value / 2]])
    return (moved(centre, inverse(pose("tibia", flexion_deg))) - centre)[0]


_MENISCUS_SIDE = {"medial_meniscus": "medial", "lateral_meniscus": "lateral"}


@cache
def _tracked(body: str) -> Callable[[float], FloatArray]:
    """The pose of a body with its own rows in the table, as a function of flexion."""
    rows = catalog.table("anatomy/knee_poses").where(body=body)
    flexion = rows.floats("flexion_deg")
    place = np.stack([rows.floats(f"{axis}_mm") for axis in "xyz"], axis=1)
    turn = np.radians(np.stack([rows.floats(f"turn_{axis}_deg") for axis in "xyz"], axis=1))
    anchor, spline = place[0], CubicSpline(flexion, np.hstack([place, turn]))
    shift, axis = _contact_shift(body), _SHIFT_AXIS[body]

    def at(flexion_deg: float) -> FloatArray:
        value = spline(flexion_deg)
        transform = np.eye(4)
        transform[:3, :3] = Rotation.from_rotvec(value[3:]).as_matrix()
        own = shift(flexion_deg) * axis - anchor
        transform[:3, 3] = value[:3] + transform[:3, :3] @ own
        return transform

    return at


def forget() -> None:
    """Read the tables anew at the next call (joint_gap rewrites one of them)."""
    _tracked.cache_clear()


_SHIFT_AXIS = {"tibia": np.array([0.0, 1.0, 0.0]), "patella": np.array([1.0, 0.0, 0.0])}


def _contact_shift(body: str) -> CubicSpline:
    """How far a body is moved along its own axis, mm, so that its cartilage stays in touch.

    The model's joints were not made for these surfaces. The shin slides along its own length, the
    kneecap away from the groove; table `anatomy/contact_shift` holds the distances.
    """
    rows = catalog.table("anatomy/contact_shift").where(body=body)
    return CubicSpline(rows.floats("flexion_deg"), rows.floats("shift_mm"))


def _meniscus(body: str, flexion_deg: float) -> FloatArray:
    """A meniscus rides on the shin and follows its condyle part of the way, along the plateau."""
    travel = condyle_travel_mm(_MENISCUS_SIDE[body], flexion_deg)
    travel[1] = 0.0  # it glides on the plateau, it does not lift off
    slide = np.eye(4)
    slide[:3, 3] = travel * catalog.parameter("meniscus_share_of_condyle_travel").value
    return pose("tibia", flexion_deg) @ slide
