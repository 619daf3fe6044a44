"""The shin bone and the fibula, drawn in the tibial frame T and placed in K.

T: origin at mean plateau height, mid width and depth; y up the bone, x anterior, z lateral.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.spatial.transform import Rotation

from explainer import catalog
from explainer.arrays import FloatArray, smoothstep
from explainer.atlas_build.bones import bone_features
from explainer.atlas_build.geometry import implicit
from explainer.atlas_build.geometry.level_curves import Curve, curve

SIDES_MEET_MM = 2.5  # over this breadth the one plateau goes over into the other
FALL_EASE_MM = 3.5  # how gradually the middle begins to fall away
PLATEAU_EDGE = 1.4  # the hollow is not carried on beyond this square of the half length
MEAN_OF_SQUARE = (
    1.0 / 3.0
)  # mean of u^2 for u from -1 to 1: takes the hollow out of the mean height
END_ROUNDING_MM = 5.0  # rounding of the lower end of the shaft
SLOPE_STEP_MM = 0.2  # finite difference for the slope of the plateau


def _value(key: str) -> float:
    return catalog.parameter(key).value


@cache
def home() -> FloatArray:
    """The transform (4, 4) from T to K at 0 degrees of flexion.

    The shin is turned outwards in extension (screw-home), leans a little and stands under K.
    """
    turn = Rotation.from_euler(
        "ZXY",
        [-_value("tibia_home_flexion"), _value("tibia_home_adduction"),
         -_value("tibia_external_rotation")],
        degrees=True,
    )  # fmt: skip
    placed = np.eye(4)
    placed[:3, :3] = turn.as_matrix()
    placed[:3, 3] = [_value(f"tibia_origin_{axis}") for axis in "xyz"]
    return placed


@cache
def _levels(name: str) -> Curve:
    """All number columns of a table of levels, as functions of the level."""
    table = catalog.table(f"anatomy/{name}")
    columns = [c for c in table.columns if c.endswith("_mm")]
    values = np.stack([table.floats(c) for c in columns], axis=1)
    return curve(values[:, 0], values[:, 1:])


def _at(name: str, y: FloatArray) -> list[FloatArray]:
    return list(np.moveaxis(_levels(name)(y), -1, 0))


def _shaft(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """A three-cornered shaft: front crest, inner and outer border, rounded corners."""
    fx, fz, mx, mz, lx, lz, radius = _at("tibia_shaft", y)
    corners = ((fx, fz), (lx, lz), (mx, mz))
    distance, inside = np.full(np.shape(radius), np.inf), np.full(np.shape(radius), True)
    for (ax, az), (bx, bz) in zip(corners, corners[1:] + corners[:1], strict=True):
        ex, ez, px, pz = bx - ax, bz - az, x - ax, z - az
        along = np.clip((px * ex + pz * ez) / (ex * ex + ez * ez), 0.0, 1.0)
        distance = np.minimum(distance, np.hypot(px - along * ex, pz - along * ez))
        inside = inside & (ex * pz - ez * px >= 0)
    low, high = _levels("tibia_shaft").low_mm, _levels("tibia_shaft").high_mm
    side = np.where(inside, -distance, distance) - radius
    return implicit.smooth_intersection(side, np.maximum(low - y, y - high), END_ROUNDING_MM)


def _lobes(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """The two plateaus as one kidney-shaped block that tapers downwards."""
    mx, mz, mrx, mrz, lx, lz, lrx, lrz = _at("tibia_lobes", y)
    parts = []
    for cx, cz, rx, rz in ((mx, mz, mrx, mrz), (lx, lz, lrx, lrz)):
        dx, dz = x - cx, z - cz
        size = np.hypot(dx / rx, dz / rz)
        slope = np.hypot(dx / rx**2, dz / rz**2)
        parts.append(size * (size - 1.0) / np.maximum(slope, 1e-6))
    block = implicit.smooth_union(parts[0], parts[1], _value("plateau_waist"))
    return np.maximum(block, _levels("tibia_lobes").low_mm - y)


def surface_height(x: FloatArray, z: FloatArray) -> FloatArray:
    """Height in T of the bony top of the shin: inner dish, outer dome, and the two spines."""
    share = 1.0 / (1.0 + np.exp(-z / SIDES_MEET_MM))
    top = (1.0 - share) * _plateau("medial", x, z) + share * _plateau("lateral", x, z)
    middle = np.exp(-((z / _value("middle_breadth")) ** 2))
    fall = np.zeros_like(top)
    for end, sign in (("back", -1.0), ("front", 1.0)):
        beyond = sign * x - _value(f"middle_falls_from_{end}")
        fall = fall + _value(f"middle_fall_{end}") * _softplus(beyond, FALL_EASE_MM)
    return top - middle * fall + _spines(x, z, top)


def _plateau(side: str, x: FloatArray, z: FloatArray) -> FloatArray:
    """One plateau: a sloping plane, hollowed or domed about its centre, its mean height kept."""
    back, away = x - _value("plateau_centre_x"), z - _value(f"plateau_centre_z_{side}")
    plane = np.tan(np.radians(_value(f"plateau_slope_{side}"))) * back
    u = np.minimum((back / _value("plateau_half_length")) ** 2, PLATEAU_EDGE)
    v = np.minimum((away / _value("plateau_half_breadth")) ** 2, PLATEAU_EDGE)
    lengthwise = _value(f"{side}_hollow_lengthwise") * (u - MEAN_OF_SQUARE)
    across = _value(f"{side}_hollow_across") * (v - MEAN_OF_SQUARE)
    return _value(f"plateau_height_{side}") + plane + lengthwise + across


def _spines(x: FloatArray, z: FloatArray, top: FloatArray) -> FloatArray:
    """How far the two spines stand above the plateaus."""
    rise = np.zeros(np.broadcast_shapes(np.shape(x), np.shape(z)))
    for side, share in (("medial", 1.0), ("lateral", _value("spine_share_lateral"))):
        dx = (x - _value(f"spine_x_{side}")) / _value("spine_length")
        dz = (z - _value(f"spine_z_{side}")) / _value("spine_breadth")
        peak = np.exp(-(dx**2) - dz**2)
        rise = rise + peak * np.maximum(_value("spine_height") * share - top, 0.0)
    return rise


def _softplus(value: FloatArray, width: float) -> FloatArray:
    return width * np.logaddexp(0.0, value / width)


def field(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """Signed distance of the shin bone in T, before its sections are matched."""
    bone = _shaft(x, y, z)
    if np.max(y) < _levels("tibia_lobes").low_mm - _value("plateau_fillet"):
        return bone_features.add_features(bone, "tibia", x, y, z)
    low, high = _value("flare_end_y"), _value("flare_start_y")
    ease = smoothstep((y - low) / (high - low))  # the fillet thins out down the flare
    fillet, thin = _value("plateau_fillet"), _value("plateau_fillet_end")
    bone = implicit.smooth_union(bone, _lobes(x, y, z), thin + (fillet - thin) * ease)
    bone = bone_features.add_features(bone, "tibia", x, y, z)
    top = _above_surface(x, y, z)
    return implicit.smooth_intersection(bone, top, _value("plateau_rim"))


def _above_surface(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """Distance above the bony top, allowing for how steep it is at the spines."""
    height = surface_height(x, z)
    along = (surface_height(x + SLOPE_STEP_MM, z) - height) / SLOPE_STEP_MM
    across = (surface_height(x, z + SLOPE_STEP_MM) - height) / SLOPE_STEP_MM
    return (y - height) / np.sqrt(1.0 + along**2 + across**2)


def fibula_field(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """Signed distance of the fibula in T, before its sections are matched."""
    bone = bone_features.loft("fibula")(x, y, z)
    return bone_features.add_features(bone, "fibula", x, y, z)
