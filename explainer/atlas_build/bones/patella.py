"""The kneecap: a domed shield in front, two facets and a ridge behind, a tip below."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline

from explainer import catalog
from explainer.arrays import FloatArray
from explainer.atlas_build.bones import bone_features
from explainer.atlas_build.geometry import implicit

TIP_EASE_MM = 2.0  # how gradually the back turns forwards to the tip
FACET_COSINE = 0.92  # the facets are inclined: depth along x is longer than the true distance


def _value(key: str) -> float:
    return catalog.parameter(key).value


def centre() -> FloatArray:
    """Centre of the kneecap in K at 0 degrees, (3,), mm."""
    return np.array([_value(f"patella_{axis}") for axis in "xyz"])


@cache
def _shield() -> implicit.Outline:
    """Outline seen from the front, smooth, scaled to the measured height and width."""
    corner = bone_features.profile("patella")
    corner = corner * [_value("patella_width"), _value("patella_height")] / np.ptp(corner, axis=0)
    closed = np.concatenate([corner, corner[:1]])
    spline = CubicSpline(np.arange(len(closed)), closed, bc_type="periodic")
    return implicit.outline(spline(np.linspace(0, len(corner), 120, endpoint=False)), 25.0)


def back_depth(y: FloatArray, z: FloatArray) -> FloatArray:
    """Depth (x from the centre) of the back surface at y up and z lateral from the centre."""
    ridge = _value("patella_width") * (0.5 - _value("patella_ridge_share"))
    away, soft = z - ridge, _value("patella_ridge_radius")
    slope = np.where(
        away > 0, _value("patella_facet_slope_lateral"), _value("patella_facet_slope_medial")
    )
    tip = _value("patella_apex_y") - y
    return (
        -_value("patella_thickness") / 2.0
        + slope * (np.sqrt(away**2 + soft**2) - soft)
        + _value("patella_tip_slope") * TIP_EASE_MM * np.logaddexp(0.0, tip / TIP_EASE_MM)
    )


def field(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """Signed distance of the kneecap in K at 0 degrees."""
    cx, cy, cz = centre()
    u, v, w = x - cx, y - cy, z - cz
    bend = _value("patella_front_bend")
    front = u - (
        _value("patella_thickness") / 2.0 - bend * (w * w + _value("patella_front_share") * v * v)
    )
    back = (back_depth(v, w) - u) * FACET_COSINE
    plate = implicit.smooth_intersection(front, back, _value("patella_edge") / 2.0)
    return implicit.smooth_intersection(plate, _shield()(w, v), _value("patella_edge"))
