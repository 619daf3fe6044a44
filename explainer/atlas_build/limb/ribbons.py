"""Muscles as ribbons seen from the side: a middle line with its breadth, bend by bend.

The line is the atlas's centre line; the breadth is that of a slice through the atlas's surface,
square to the line. Both are seen along z, from the outer side of a right leg.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from explainer.anatomy import atlas, lengths
from explainer.arrays import FloatArray, interpolate_columns, smoothstep
from explainer.atlas_build.geometry.shapes import arc_length
from explainer.atlas_build.soft_tissue import routes

# What is drawn, farthest first: what lies nearer to the viewer covers what lies behind it. Muscles
# that hang on the kneecap stay with the thigh, the others are carried over to the shin.
BEHIND_BONE = ("semitendinosus", "semimembranosus", "vastus_medialis", "gastrocnemius_medial")
BEFORE_BONE = (
    "soleus", "achilles", "gastrocnemius_lateral", "vastus_intermedius", "patellar_ligament",
    "rectus_femoris", "quadriceps_tendon", "biceps_femoris_short", "biceps_femoris_long",
    "vastus_lateralis",
)  # fmt: skip
ON_KNEECAP = (
    "vastus_medialis", "vastus_intermedius", "rectus_femoris", "vastus_lateralis",
    "quadriceps_tendon",
)  # fmt: skip
HEEL_PULLED = ("soleus", "achilles", "gastrocnemius_medial", "gastrocnemius_lateral")
STATIONS = 30  # along a ribbon: its curve stays within 0.5 mm of the finer line
REACH_MM = 75.0  # a slice further from the line than this belongs to another stretch of the muscle
LEAST_MM = 1.2  # half breadth of a pointed end
CARRY_FROM_MM, CARRY_TO_MM = 45.0, -45.0  # heights between which a ribbon goes over to the shin
TENDON_TOP_MM = -230.0  # above this the calf's bellies take up what the heel moves
SIDEWAYS_TOP_MM = -190.0  # and above this the heel's swing to the side has died out
DIGITS = 1  # 0.1 mm


def ribbons() -> list[dict[str, Any]]:
    """One record a muscle or tendon, farthest first, plain values for JSON.

    `frames` holds for each baked bend the stations as x, y, breadth in front, breadth behind (mm);
    `shin` (0 thigh .. 1 shin), `hip`, `heel_along` and `heel_across` say how much of each moving
    bone's displacement a station takes on.
    """
    order = (*BEHIND_BONE, *BEFORE_BONE)
    return [_ribbon(name) | {"behind_bone": name in BEHIND_BONE} for name in order]


def _ribbon(name: str) -> dict[str, Any]:
    knee = atlas.load()
    frames = [_frame(name, bend) for bend in knee.flexions_deg]
    home = frames[0]
    along = _share(home[:, :2])
    course = routes.home(name)
    place = (course.arc_mm - course.arc_mm[0]) / (course.arc_mm[-1] - course.arc_mm[0])
    heel = name in HEEL_PULLED
    return {
        "id": name,
        "tendon": _plain(np.clip(np.interp(along, place, course.tendon), 0.0, 1.0), 2),
        "shin": _plain(_carried(name, home[:, 1]), 3),
        "hip": _plain(1.0 - along, 3) if _on_pelvis(name) else None,
        "heel_along": _plain(_heel_along(home[:, 1]), 3) if heel else None,
        "heel_across": _plain(_heel_across(home[:, 1]), 3) if heel else None,
        "frames": [_plain(frame.ravel(), DIGITS) for frame in frames],
    }


def _frame(name: str, flexion_deg: float) -> FloatArray:
    """Stations (STATIONS, 4) of a structure at a bend: x, y, breadth in front and behind."""
    knee = atlas.load()
    path = knee.path(name, flexion_deg)
    at = arc_length(path)
    even = np.linspace(0.0, at[-1], STATIONS)
    centre = interpolate_columns(even, at, path)
    tangent = np.gradient(centre, even, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    solid = knee.mesh(name, flexion_deg)
    sides = np.array([_breadth(c, t, solid) for c, t in zip(centre, tangent, strict=True)])
    return np.hstack([centre[:, :2], np.stack([_smooth(side) for side in sides.T], axis=1)])


def _breadth(centre: FloatArray, tangent: FloatArray, solid: atlas.Mesh) -> tuple[float, float]:
    """How far a slice square to the line reaches in front of it and behind, as seen along z."""
    away = solid.vertices_mm.astype(float) - centre
    height = away @ tangent
    edges = np.concatenate([solid.triangles[:, pair] for pair in ([0, 1], [1, 2], [2, 0])])
    crossing = edges[height[edges[:, 0]] * height[edges[:, 1]] < 0]
    if not len(crossing):
        return LEAST_MM, LEAST_MM
    low, high = height[crossing[:, 0]], height[crossing[:, 1]]
    share = (low / (low - high))[:, None]
    cut = away[crossing[:, 0]] * (1 - share) + away[crossing[:, 1]] * share
    cut = cut[np.linalg.norm(cut, axis=1) < REACH_MM]
    flat = np.array([-tangent[1], tangent[0]]) / max(np.hypot(*tangent[:2]), 1e-6)
    out = cut[:, :2] @ flat if len(cut) else np.zeros(1)
    return max(float(out.max()), LEAST_MM), max(float(-out.min()), LEAST_MM)


def _smooth(values: FloatArray) -> FloatArray:
    """A run of breadths with the steps of the coarse surface taken out, ends kept."""
    padded = np.pad(values, 1, mode="edge")
    return (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4


def _share(points: FloatArray) -> FloatArray:
    """0 at the origin .. 1 at the insertion along points (n, 2)."""
    arc = arc_length(points)
    return arc / arc[-1]


def _carried(name: str, height: FloatArray) -> FloatArray:
    """0 where a station moves with the thigh, 1 where it moves with the shin."""
    if name in ON_KNEECAP:
        return np.zeros_like(height)
    return smoothstep((CARRY_FROM_MM - height) / (CARRY_FROM_MM - CARRY_TO_MM))


def _heel_along(height: FloatArray) -> FloatArray:
    """Share of the heel's way along the shin: all of it in the tendon, less and less above."""
    top = height.max()
    return np.clip((top - height) / max(top - TENDON_TOP_MM, 1.0), 0.0, 1.0)


def _heel_across(height: FloatArray) -> FloatArray:
    """Share of the heel's way across the shin: it dies out along the tendon."""
    low = float(atlas.load().path("achilles").min(axis=0)[1])
    return np.clip((SIDEWAYS_TOP_MM - height) / (SIDEWAYS_TOP_MM - low), 0.0, 1.0)


def _on_pelvis(name: str) -> bool:
    return name in lengths.muscles() and lengths.joint(name) == "hip"


def _plain(values: FloatArray, digits: int) -> list[float]:
    return [float(value) + 0.0 for value in np.round(values, digits)]
