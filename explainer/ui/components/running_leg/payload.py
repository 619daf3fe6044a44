"""The payload of the running leg: JSON values to pose and colour it."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any

import numpy as np

from explainer import catalog
from explainer.anatomy import lengths, limb
from explainer.anatomy.tissue_tones import tissue_tones
from explainer.figures import load_colours
from explainer.model import Step, held_pose
from explainer.ui.components.knee_diagram import style
from explainer.ui.components.running_leg import bundles
from explainer.words import Words

FIELDS = {"hip": "hip_flexion_deg", "knee": "flexion_deg", "ankle": "ankle_dorsiflexion_deg"}
GRID_DEG = 10.0  # of the length tables; interpolation is within 0.2 mm of the formula
DIGITS = 3

# Groups of muscles that share one label on a narrow screen: that of the first.
GROUPS = {
    "hamstrings": ("biceps_femoris_long", "semimembranosus", "semitendinosus"),
    "front": ("rectus_femoris",),
    "calf": ("gastrocnemius_medial", "gastrocnemius_lateral"),
}
COMPARED = ("soleus",)  # crosses one joint; in the table for comparison
# One lane stands for the three front thigh muscles that cross the knee alone: they share one force.
LANES = (
    "semitendinosus", "semimembranosus", "biceps_femoris_long", "biceps_femoris_short",
    "rectus_femoris", "vastus_lateralis",
    "gastrocnemius_medial", "gastrocnemius_lateral", "soleus",
)  # fmt: skip
# Lanes that a phone does without: each has its like beside it.
SECOND_LANES = ("biceps_femoris_short", "vastus_lateralis", "gastrocnemius_lateral")

# Placeholders that the browser fills in.
LIVE = ("high", "load", "low", "max", "min", "name", "reading", "value", "view", "distance",
        "surface", "bend", "band", "typed", "list")  # fmt: skip


def cacheable_payload(step: Step, words: Words, height_m: float) -> dict[str, Any]:
    """The part that no move of the reader changes: angles, lengths, forces, signals, texts."""
    choice = catalog.choices()
    return {
        "css": [style().relative_url, bundles.style().relative_url],
        "shapes": shapes_url(),
        "pictures": picture_urls(),
        "leg3d": leg3d(),
        "limits": {joint: [choice[f].low, choice[f].high] for joint, f in FIELDS.items()},
        "cycle": stride_cycle(),
        "lengths": {muscle: length_table(muscle) for muscle in _muscles_with_length()},
        "forces": {muscle: force_over_stride(step, muscle) for muscle in limb.muscles()},
        "held": held_pose_tables(height_m),
        "signals": muscle_signals(),
        "muscles": muscle_list(words),
        "moments": words.tables("hamstrings_calf.moments"),
        "colours": {"stops": load_colours.STOPS, "clay": load_colours.CLAY},
        "scale": asdict(load_colours.scales()["step"]),
        "unit": {"per_mile": 1.0},
        "words": live_words(words),
    }


def shapes_url() -> str:
    """The URL of the baked shapes."""
    return bundles.shape_url(limb.SHAPES)


def leg3d() -> dict[str, Any]:
    """What the leg in 3-D is drawn from: URLs of scripts and meshes, tones of the tissues."""
    return {
        "script": bundles.script_3d().relative_url,
        "meshes": {
            "table": bundles.shape_url(limb.MESHES),
            "data": bundles.shape_url(limb.MESH_DATA),
        },
        "tones": tissue_tones(),
    }


def picture_urls() -> dict[str, str]:
    """The URL of each baked image by its file name."""
    shapes = limb.shapes()
    files = [
        *(
            name
            for piece in shapes["pieces"]
            for both in piece["pictures"].values()
            for name in both
        ),
        *shapes["strips"]["pictures"].values(),
    ]
    return {file: bundles.shape_url(file) for file in files}


def image_urls(dress: str) -> list[str]:
    """URLs of the images of bones and muscles in one dress; bones in the usual screens' size."""
    shapes = limb.shapes()
    files = [piece["pictures"][dress][0] for piece in shapes["pieces"]]
    return [bundles.shape_url(file) for file in (*files, shapes["strips"]["pictures"][dress])]


@cache
def stride_cycle() -> dict[str, Any]:
    """The measured joint angles (degrees) over the stride (per cent), and foot-off (per cent)."""
    percent, angles = lengths.stride_angles()
    joints = zip(FIELDS, map(_rounded, angles), strict=True)
    foot_off = catalog.parameter("stride_foot_off_percent").value
    return {"percent": _rounded(percent), "foot_off": foot_off, **dict(joints)}


@cache
def length_table(muscle: str) -> dict[str, Any]:
    """A muscle's length minus that in standing, mm: `mm` (turns, knees) and over the stride.

    `turns` are angles of hip or ankle, the joint it crosses besides the knee, degrees;
    `lever_errors` the shares by which the levers at the knee and at that joint may be off.
    """
    crossed = lengths.joint(muscle)
    turns, knees = (_angle_grid(FIELDS[joint]) for joint in (crossed, "knee"))
    turn, knee = np.meshgrid(turns, knees, indexing="ij")
    hip, ankle = (turn, 0.0) if crossed == "hip" else (0.0, turn)
    standing = lengths.standing_mm(muscle)
    at_knee, at_other = held_pose.lever_errors(muscle)
    change, band = lengths.stride_change_mm(muscle)
    return {
        "joint": crossed,
        "standing_mm": round(standing, DIGITS),
        "lever_errors": _rounded((at_knee, at_other)),
        "turns": _rounded(turns),
        "knees": _rounded(knees),
        "mm": [_rounded(row) for row in lengths.length_mm(muscle, hip, knee, ankle) - standing],
        "stride_mm": _rounded(change),
        "stride_band_mm": _rounded(band),
    }


def held_pose_tables(height_m: float) -> dict[str, Any]:
    """What `held_pose.js` needs: muscles behind the knee, limits, and pulls over the knee's bend.

    `pulls` are body weights with the shank level, (low, mid, high) of (knees,) each.
    """
    return {
        "behind_knee": held_pose.BEHIND_KNEE,
        "even_share": held_pose.EVEN_SHARE,
        "hangs_sine": held_pose.HANGS_SINE,
        "knees": _rounded(held_pose.KNEES_DEG),
        "pulls": {
            muscle: {"low": _rounded(low), "mid": _rounded(mid), "high": _rounded(high)}
            for muscle, (mid, low, high) in held_pose.full_pulls(height_m).items()
        },
    }


def force_over_stride(step: Step, muscle: str) -> dict[str, Any] | None:
    """Body weights at each per cent of the stride, with the 80 % band; None where unpublished.

    The force curve scaled to its peak and to the ends of the peak's band.
    """
    load = catalog.structures()[muscle].load
    if not load:
        return None
    found = step.loads[load]
    share = np.asarray(found.force_n) / found.peak_n
    ends = {"mid": found.peak_bw, "low": found.peak_bw_low, "high": found.peak_bw_high}
    return {end: _rounded(peak * share) for end, peak in ends.items()}


@cache
def muscle_signals() -> dict[str, Any]:
    """Measured electromyograms over the stride, each as a share of the muscle's own peak."""
    table = catalog.table("curves/muscle_signals")
    names = [name for name in table.rows[0] if name.endswith("_of_peak")]
    curves = {name.removesuffix("_of_peak"): _rounded(table.floats(name)) for name in names}
    return {"percent": _rounded(table.floats("stride_percent")), "curves": curves}


def muscle_list(words: Words) -> list[dict[str, Any]]:
    """Each muscle drawn or listed, with its name and where it appears, in the order of lanes."""
    order = (*LANES, *(name for name in limb.muscles() if name not in LANES))
    group_of = {muscle: group for group, members in GROUPS.items() for muscle in members}
    tagged = lengths.two_joint()
    return [
        {
            "id": name,
            "name": words.name(name),
            "lane": name in LANES,
            "is_second": name in SECOND_LANES,
            "tag": name in tagged,
            "reading": name in tagged or name in COMPARED,
            "group": group_of.get(name, ""),
            "represents_group": name in {members[0] for members in GROUPS.values()},
            "is_anterior": group_of.get(name) == "front",
        }
        for name in order
    ]


def live_words(words: Words) -> dict[str, Any]:
    """Every text that the browser may need; the placeholders in LIVE stay in it."""
    keep = {name: f"{{{name}}}" for name in LIVE}
    return {
        **words.table("knee_diagram.live", **keep),
        **words.table("limb.live", **keep),
        "decimal": words.text("common.number.decimal"),
        "thousands": words.text("common.number.thousands"),
        "group_from": int(words.text("common.number.group_from")),
    }


def _muscles_with_length() -> tuple[str, ...]:
    return (*lengths.two_joint(), *COMPARED)


def _angle_grid(field: str) -> np.ndarray:
    span = catalog.choices()[field]
    return np.arange(span.low, span.high + GRID_DEG, GRID_DEG)


def _rounded(values: Any) -> list[float]:
    return [round(float(value), DIGITS) + 0.0 for value in values]
