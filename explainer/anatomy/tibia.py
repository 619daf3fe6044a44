"""The shin bone and the fibula, drawn in the tibial frame T and placed in K.

T: origin at mean plateau height, mid width and depth; y up the bone, x anterior, z lateral.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.spatial.transform import Rotation

from explainer import catalog
from explainer.anatomy import features, implicit
from explainer.anatomy.shapes import FloatArray


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
def _levels(name: str) -> PchipInterpolator:
    """All number columns of a table of levels, as functions of the level."""
    table = catalog.table(f"anatomy/{name}")
    columns = [c for c in table.columns if c.endswith("_mm")]
    values = np.stack([table.floats(c) for c in columns], axis=1)
    values = values[np.argsort(values[:, 0])]
    return PchipInterpolator(values[:, 0], values[:, 1:], axis=0)


def _at(name: str, y: FloatArray) -> list[FloatArray]:
    spline = _levels(name)
    level = np.unique(y)
    rows = spline(np.clip(level, spline.x[0], spline.x[-1]))[np.searchsorted(level, y)]
    return list(np.moveaxis(rows, -1, 0))


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
    low, high = _levels("tibia_shaft").x[[0, -1]]
    side = np.where(inside, -distance, distance) - radius
    return implicit.smooth_intersection(side, np.maximum(low - y, y - high), 5.0)


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
    return np.maximum(block, _levels("tibia_lobes").x[0] - y)


def surface_height(x: FloatArray, z: FloatArray) -> FloatArray:
    """Height in T of the bony top of the shin: inner dish, outer dome, and the two spines."""
    back = x - _value("plateau_centre_x")
    sides = []
    for side in ("medial", "lateral"):
        away = z - _value(f"plateau_centre_z_{side}")
        slope = np.tan(np.radians(_value(f"plateau_slope_{side}")))
        u, v = (back / 20.0) ** 2, (away / 12.0) ** 2
        sides.append((_value(f"plateau_height_{side}") + slope * back, u, v))
    (medial, u_m, v_m), (lateral, u_l, v_l) = sides
    medial = medial - _value("medial_dish") * (0.45 - np.minimum(u_m + 0.5 * v_m, 1.3))
    lateral = lateral + _value("lateral_dome") * (0.35 - np.minimum(u_l, 1.5))
    lateral = lateral - _value("lateral_dish") * (0.35 - np.minimum(v_l, 1.5))
    share = 1.0 / (1.0 + np.exp(-z / 2.5))
    top = (1.0 - share) * medial + share * lateral
    middle = np.exp(-(((z - 0.8) / 8.0) ** 2))
    fall = 0.95 * _softplus(-9.0 - x, 3.0) + 0.30 * _softplus(x - 9.0, 4.0)
    return top - middle * fall + _spines(x, z, top)


def _spines(x: FloatArray, z: FloatArray, top: FloatArray) -> FloatArray:
    """How far the two spines stand above the plateaus."""
    rise = np.zeros(np.broadcast_shapes(np.shape(x), np.shape(z)))
    for side, share in (("medial", 1.0), ("lateral", 0.9)):
        dx = (x - _value(f"spine_x_{side}")) / _value("spine_length")
        dz = (z - _value(f"spine_z_{side}")) / _value("spine_breadth")
        peak = np.exp(-(dx**2) - np.abs(dz) ** 2)
        rise = rise + peak * np.maximum(_value("spine_height") * share - top, 0.0)
    return rise


def _softplus(value: FloatArray, width: float) -> FloatArray:
    return width * np.logaddexp(0.0, value / width)


def field(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """Signed distance of the shin bone in T, before its sections are matched."""
    bone = _shaft(x, y, z)
    if np.max(y) < _levels("tibia_lobes").x[0] - 10.0:
        return features.add_features(bone, "tibia", x, y, z)
    flare = np.clip((y + 75.0) / 45.0, 0.0, 1.0)  # the fillet thins out down the flare
    ease = flare * flare * (3.0 - 2.0 * flare)
    fillet, thin = _value("plateau_fillet"), _value("plateau_fillet_end")
    bone = implicit.smooth_union(bone, _lobes(x, y, z), thin + (fillet - thin) * ease)
    bone = features.add_features(bone, "tibia", x, y, z)
    top = (y - surface_height(x, z)) * 0.9  # 0.9: the surface is never far from level
    return implicit.smooth_intersection(bone, top, _value("plateau_rim"))


def fibula_field(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """Signed distance of the fibula in T, before its sections are matched."""
    bone = features.loft("fibula")(x, y, z)
    return features.add_features(bone, "fibula", x, y, z)
