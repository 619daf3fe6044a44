"""Muscles as ribbons seen from the side: a middle line with its breadth, bend by bend.

The line is the atlas's centre line; the breadth is that of a slice through the atlas's surface,
square to the line. Both are seen along z, from the outer side of a right leg. The muscles of the
hip, which the atlas of the knee lacks, come from catalog table limb/hip_muscles.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.interpolate import PchipInterpolator

from explainer import catalog
from explainer.anatomy import atlas, lengths
from explainer.arrays import FloatArray, interpolate_columns, smoothstep
from explainer.atlas_build.geometry.shapes import arc_length
from explainer.atlas_build.limb import place
from explainer.atlas_build.soft_tissue import routes

# What is drawn, farthest first: what lies nearer to the viewer covers what lies behind it. Muscles
# that hang on the kneecap stay with the thigh, the others are carried over to the shin.
BEHIND_BONE = (
    "adductor_longus", "adductor_magnus", "gracilis", "semitendinosus", "semimembranosus",
    "vastus_medialis", "sartorius", "gastrocnemius_medial", "flexor_digitorum_longus",
    "tibialis_posterior", "flexor_hallucis_longus",
)  # fmt: skip
BEFORE_BONE = (
    "soleus", "achilles", "gastrocnemius_lateral", "extensor_hallucis_longus",
    "tibialis_anterior", "extensor_digitorum_longus", "fibularis_brevis", "fibularis_longus",
    "vastus_intermedius", "patellar_ligament", "rectus_femoris", "quadriceps_tendon",
    "lateral_collateral_ligament", "biceps_femoris_short", "biceps_femoris_long",
    "vastus_lateralis", "iliotibial_band", "gluteus_medius", "tensor_fasciae_latae",
    "gluteus_maximus",
)  # fmt: skip
ON_KNEECAP = (
    "vastus_medialis", "vastus_intermedius", "rectus_femoris", "vastus_lateralis",
    "quadriceps_tendon",
)  # fmt: skip
# Fixed to one bone each while the knee bends: one frame serves every bend.
ON_THIGH = (
    "adductor_longus", "adductor_magnus", "tensor_fasciae_latae", "gluteus_maximus",
    "gluteus_medius",
)  # fmt: skip
ON_SHANK = (
    "soleus", "achilles", "flexor_digitorum_longus", "tibialis_posterior",
    "flexor_hallucis_longus", "extensor_hallucis_longus", "tibialis_anterior",
    "extensor_digitorum_longus", "fibularis_brevis", "fibularis_longus",
)  # fmt: skip
# They hang on the pelvis, and no length table tells it.
ON_PELVIS = ("adductor_magnus", "gracilis", "sartorius", "iliotibial_band")
HIP_TABLE = "limb/hip_muscles"
HEEL_PULLED = ("soleus", "achilles", "gastrocnemius_medial", "gastrocnemius_lateral")
STATIONS = 30  # along a ribbon: its curve stays within 0.5 mm of the finer line
STIFF_STATIONS = 22  # of one that lies along one bone
REACH_MM = 75.0  # a slice further from the line than this belongs to another stretch of the muscle
LEAST_MM = 1.2  # half breadth of a pointed end
CARRY_FROM_MM, CARRY_TO_MM = 45.0, -45.0  # heights between which a ribbon goes over to the shin
TENDON_TOP_MM = -230.0  # above this the calf's bellies take up what the heel moves
SIDEWAYS_TOP_MM = -190.0  # and above this the heel's swing to the side has died out
ANKLE_FROM_MM, ANKLE_TO_MM = 24.0, -6.0  # heights over the ankle between which the foot takes over
FADED = {"achilles": 0.3}  # share of its course in which a sheet comes out of the muscle above
DIGITS = 1  # 0.1 mm


def ribbons() -> list[dict[str, Any]]:
    """One record a muscle or tendon, farthest first, plain values for JSON.

    `frames` holds for each baked bend the stations as x, y, breadth in front, breadth behind (mm);
    a muscle that stays with one bone has a single frame. `shin` (0 thigh .. 1 shin), `hip`,
    `heel_along` and `heel_across` say how much of each moving bone's displacement a station takes
    on; `hip_turn` and `ankle_turn` how much of the turn of pelvis and foot. `faded` is the share
    of the course over which it comes into view; `only_drawn` marks what has no page of its own.
    """
    order = (*BEHIND_BONE, *BEFORE_BONE)
    return [
        _ribbon(name) | {"behind_bone": name in BEHIND_BONE, "only_drawn": name in of_hip()}
        for name in order
    ]


def of_hip() -> tuple[str, ...]:
    """The muscles that are drawn from the leg's own table."""
    return tuple(dict.fromkeys(row["structure"] for row in catalog.table(HIP_TABLE)))


def _ribbon(name: str) -> dict[str, Any]:
    if name in of_hip():
        return _hip_ribbon(name)
    knee = atlas.load()
    fixed = name in (*ON_THIGH, *ON_SHANK)
    bends = knee.flexions_deg[:1] if fixed else knee.flexions_deg
    frames = [_frame(name, bend, STIFF_STATIONS if fixed else STATIONS) for bend in bends]
    home = frames[0]
    along = _share(home[:, :2])
    course = routes.home(name)
    arc = (course.arc_mm - course.arc_mm[0]) / (course.arc_mm[-1] - course.arc_mm[0])
    heel = name in HEEL_PULLED
    return {
        "id": name,
        "tendon": _plain(_tendon(name, np.interp(along, arc, course.tendon)), 2),
        "shin": _plain(shin_share(name, home[:, 1]), 3),
        "hip": _plain(1.0 - along, 3) if is_on_pelvis(name) else None,
        "hip_turn": None,
        "ankle_turn": _plain(foot_share(home[:, 1]), 3) if name in ON_SHANK and not heel else None,
        "heel_along": _plain(heel_along(home[:, 1]), 3) if heel else None,
        "heel_across": _plain(heel_across(home[:, 1]), 3) if heel else None,
        "faded": FADED.get(name, 0.0),
        "frames": [_plain(frame.ravel(), DIGITS) for frame in frames],
    }


def _hip_ribbon(name: str) -> dict[str, Any]:
    """A muscle of the leg's own table: it turns with the pelvis at its origin, less and less on."""
    rows = catalog.table(HIP_TABLE).where(structure=name)
    columns = ("x_mm", "y_mm", "front_mm", "behind_mm", "pelvis_share", "tendon")
    values = np.stack([rows.floats(column) for column in columns], axis=1)
    at = _share(values[:, :2])
    fine = PchipInterpolator(at, values)(np.linspace(0.0, 1.0, STIFF_STATIONS))
    frame = np.hstack([fine[:, :2], np.maximum(fine[:, 2:4], LEAST_MM)])
    return {
        "id": name,
        "tendon": _plain(np.clip(fine[:, 5], 0.0, 1.0), 2),
        "shin": _plain(np.zeros(STIFF_STATIONS), 3),
        "hip": None,
        "hip_turn": _plain(np.clip(fine[:, 4], 0.0, 1.0), 3),
        "ankle_turn": None,
        "heel_along": None,
        "heel_across": None,
        "faded": 0.0,
        "frames": [_plain(frame.ravel(), DIGITS)],
    }


def _tendon(name: str, share: FloatArray) -> FloatArray:
    """The share of tendon; what is no muscle is all tendon."""
    is_muscle = catalog.structures()[name].kind == "muscle"
    return np.clip(share, 0.0, 1.0) if is_muscle else np.ones_like(share)


def foot_share(height: FloatArray) -> FloatArray:
    """0 above the ankle, 1 where a tendon lies on the foot."""
    over = height - place.ankle_mm()[1]
    return smoothstep((ANKLE_FROM_MM - over) / (ANKLE_FROM_MM - ANKLE_TO_MM))


def _frame(name: str, flexion_deg: float, stations: int) -> FloatArray:
    """Stations (stations, 4) of a structure at a bend: x, y, breadth in front and behind."""
    knee = atlas.load()
    path = knee.path(name, flexion_deg)
    at = arc_length(path)
    even = np.linspace(0.0, at[-1], stations)
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


def shin_share(name: str, height: FloatArray) -> FloatArray:
    """0 where a station moves with the thigh, 1 where it moves with the shin."""
    if name in ON_KNEECAP or name in ON_THIGH:
        return np.zeros_like(height)
    if name in ON_SHANK:
        return np.ones_like(height)
    return smoothstep((CARRY_FROM_MM - height) / (CARRY_FROM_MM - CARRY_TO_MM))


def heel_along(height: FloatArray) -> FloatArray:
    """Share of the heel's way along the shin: all of it in the tendon, less and less above."""
    top = height.max()
    return np.clip((top - height) / max(top - TENDON_TOP_MM, 1.0), 0.0, 1.0)


def heel_across(height: FloatArray) -> FloatArray:
    """Share of the heel's way across the shin: it dies out along the tendon."""
    low = float(atlas.load().path("achilles").min(axis=0)[1])
    return np.clip((SIDEWAYS_TOP_MM - height) / (SIDEWAYS_TOP_MM - low), 0.0, 1.0)


def is_on_pelvis(name: str) -> bool:
    """Whether a structure of the atlas springs from the pelvis."""
    return name in ON_PELVIS or (name in lengths.muscles() and lengths.joint(name) == "hip")


def _plain(values: FloatArray, digits: int) -> list[float]:
    return [float(value) + 0.0 for value in np.round(values, digits)]
