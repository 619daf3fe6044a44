"""Where each soft structure runs at any bend of the knee.

Stations on a bone move with it. Between the bones a structure is a string pulled taut over the
condyles, plus what sets its course in the straight knee apart from that string; the difference
fades as the knee bends. Tendon keeps its length; the belly takes up the change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d
from scipy.spatial.transform import Rotation

from explainer import catalog
from explainer.arrays import FloatArray, interpolate_columns, smoothstep
from explainer.atlas_build.geometry.shapes import arc_length
from explainer.atlas_build.motion import poses
from explainer.atlas_build.soft_tissue import bone_distance, clearance, slack_nerves
from explainer.atlas_build.soft_tissue.stations import SPAN, Stations, forms, stations
from explainer.atlas_build.soft_tissue.taut_strings import (
    CHAIN,
    REST_MM,
    chains,
    smooth_curve,
    span,
    tied,
)

ROUND_REACH = 1.2  # a corner is rounded off fully this many rounding lengths to either side of it
DRAWN_OVER_MM = {"iliotibial_band": 16.0}  # a band drawn round a condyle leaves the thigh in a bow
DRAWN_DEG = np.array([100.0, 107.0])  # and does so from the one to the other bend
LAY_MM = 3.0  # a rounded line keeps half its depth and so much off the bone: ligament lies there
NERVE_AIR_MM = 0.6  # between a nerve and bone
KEPT = 0.92  # share of its straight length that a nerve is given, as far as there is room
TRUNK, BRANCHES = "sciatic_nerve", ("tibial_nerve", "common_fibular_nerve")
# A collateral ligament turns within its own plane as the knee bends. Beyond a right angle its front
# fibres tighten and draw the whole band into one bow, over so many mm to either side of the shin's
# edge; before it, slack fibres follow the bones.
TIGHTENS_MM = {"medial_collateral_ligament": 20.0}
TIGHTENS_DEG = (85.0, 110.0)
SLIDE_STEP_MM = 18.0  # between points of a branch where it slid up along the trunk
AXES = {"z": (0.0, 0.0, 1.0), "y": (0.0, 1.0, 0.0)}


@dataclass(frozen=True)
class Route:
    """A centre line with its frame at every ring; u is lateral-most, v towards the front."""

    centre_mm: FloatArray  # (n, 3)
    tangent: FloatArray
    u: FloatArray
    v: FloatArray
    stretch: FloatArray  # (n,) local length relative to 0 degrees


@dataclass(frozen=True)
class Home:
    """The course in the straight knee, ring by ring."""

    station_at: FloatArray  # (n,) fractional station index of each ring
    arc_mm: FloatArray  # (n,) along the curve
    length_mm: float
    width_mm: FloatArray
    depth_mm: FloatArray
    angle_deg: FloatArray
    tendon: FloatArray
    bow_mm: FloatArray


@cache
def home(structure: str) -> Home:
    """The home course of a structure, sampled at its rings."""
    there, form = stations(structure), forms()[structure]
    curve, index = smooth_curve(there.point_mm)
    arc = arc_length(curve)
    start = 0.0 if np.isnan(form.tail_mm) else max(0.0, arc[-1] - form.tail_mm)
    at = np.linspace(start, arc[-1], form.rings)
    station_at = np.interp(at, arc, index)

    def carried(values: FloatArray) -> FloatArray:
        return PchipInterpolator(np.arange(len(values)), values)(station_at)

    return Home(
        station_at,
        at,
        float(arc[-1]),
        carried(there.width_mm),
        carried(there.depth_mm),
        carried(there.angle_deg),
        carried(there.tendon),
        carried(there.bow_mm),
    )


def _posed_fixed(there: Stations, flexion_deg: float) -> FloatArray:
    """Stations after the bend; hanging ones are carried part of the way with the shin."""
    points = there.point_mm.copy()
    for name in set(there.body) - {SPAN}:
        mine = [i for i, body in enumerate(there.body) if body == name]
        points[mine] = poses.moved(points[mine], poses.pose(name, flexion_deg))
    run = span(there)
    if run:
        shin = poses.moved(there.point_mm, poses.pose("tibia", flexion_deg))
        if run == (0, len(points) - 1):  # floats free: goes half the way as one piece
            return _half_way(points, flexion_deg)
        for i in range(run[0], run[1] + 1):
            share = (i - run[0] + 1) / (run[1] - run[0] + 2)
            points[i] = (1 - share) * there.point_mm[i] + share * shin[i]
    return points


def _half_way(points: FloatArray, flexion_deg: float) -> FloatArray:
    """Points (k, 3) carried half of the bend, as one piece."""
    pose = poses.pose("tibia", flexion_deg)
    half = Rotation.from_rotvec(0.5 * Rotation.from_matrix(pose[:3, :3]).as_rotvec())
    return half.apply(points) + 0.5 * pose[:3, 3]


def _reference(there: Stations, axis: str, flexion_deg: float) -> FloatArray:
    """The direction that section angles are counted from, at each station (k, 3)."""
    home_axis = np.array(AXES[axis])
    turned = poses.pose("tibia", flexion_deg)[:3, :3] @ home_axis
    run = span(there)
    out = np.empty((len(there.body), 3))
    for i, body in enumerate(there.body):
        if body == SPAN and run:
            share = (i - run[0] + 1) / (run[1] - run[0] + 2)
            out[i] = (1 - share) * home_axis + share * turned
        elif body == SPAN or body == "femur":
            out[i] = home_axis
        else:
            out[i] = poses.pose(body, flexion_deg)[:3, :3] @ home_axis
    return out


def _hung(structure: str, flexion_deg: float) -> tuple[FloatArray, FloatArray]:
    """Points (k, 3) that the line runs through at a bend, and the station index (k,) of each."""
    there = stations(structure)
    points, index = _posed_fixed(there, flexion_deg), np.arange(len(there.body), dtype=float)
    run = span(there)
    if run and structure in tied():
        first, last = run[0] - 1, run[1] + 1
        chain = chains(flexion_deg)[structure][2:-2:2]
        inner = np.linspace(first, last, CHAIN)[2:-2:2]
        points = np.vstack([points[: first + 1], chain, points[last:]])
        index = np.concatenate([index[: first + 1], inner, index[last:]])
    return points, index


@cache
def _slid_up_mm(flexion_deg: float) -> float:
    """How far the division of the sciatic nerve slides up the thigh at a bend.

    The slack of a bent knee is not taken up at the knee alone: trunk and tibial nerve share it by
    their lengths.
    """
    course, _ = smooth_curve(_hung(BRANCHES[0], flexion_deg)[0])
    lengths = home(TRUNK).length_mm, home(BRANCHES[0]).length_mm
    slack = lengths[1] - arc_length(course)[-1]
    return max(0.0, float(slack) * lengths[0] / sum(lengths))


def _slid_along_trunk(
    points: FloatArray, index: FloatArray, flexion_deg: float
) -> tuple[FloatArray, FloatArray]:
    """The points of a branch with those by which it slid up along the trunk before them."""
    trunk, _ = smooth_curve(stations(TRUNK).point_mm)
    arc = arc_length(trunk)
    start = arc[np.argmin(np.linalg.norm(trunk - points[0], axis=1))]
    count = int(np.ceil(_slid_up_mm(flexion_deg) / SLIDE_STEP_MM))
    up = np.linspace(_slid_up_mm(flexion_deg), 0.0, count, endpoint=False)
    aside = points[0] - interpolate_columns(np.array([start]), arc, trunk)
    above = interpolate_columns(start - up, arc, trunk) + aside
    return np.vstack([above, points]), np.concatenate([np.zeros(count), index])


@cache
def _line(structure: str, flexion_deg: float) -> tuple[FloatArray, FloatArray]:
    """The dense centre line (SAMPLES, 3) at a bend and the station index (SAMPLES,) along it."""
    there = stations(structure)
    points, index = _hung(structure, flexion_deg)
    if structure in BRANCHES:
        points, index = _slid_along_trunk(points, index, flexion_deg)
    run = span(there)
    if run and structure not in tied():
        clear = np.minimum(there.depth_mm / 2 + REST_MM,
                           bone_distance.distance_mm(there.point_mm, 0.0))  # fmt: skip
        points = bone_distance.pushed_out(points, clear, flexion_deg)
    curve, at = smooth_curve(points)
    station = np.interp(at, np.arange(len(index)), index)
    if structure == TRUNK:
        arc = arc_length(curve)
        even = np.linspace(0.0, arc[-1] - _slid_up_mm(flexion_deg), len(curve))
        curve, station = interpolate_columns(even, arc, curve), np.interp(even, arc, station)
    touch = np.full(len(curve), clearance.CLEAR_MM)
    if run and forms()[structure].round_mm:
        depth = np.interp(station, np.arange(len(there.body)), there.depth_mm)
        lay = np.minimum(depth / 2 + LAY_MM, bone_distance.distance_mm(curve, flexion_deg))
        curve, part = _rounded(curve, station - run[1] - 1, forms()[structure].round_mm)
        touch += part * np.maximum(lay - clearance.CLEAR_MM, 0.0)
    if run and structure in TIGHTENS_MM:
        straight, _ = _rounded(curve, station - run[1] - 1, TIGHTENS_MM[structure])
        low, high = TIGHTENS_DEG
        drawn = smoothstep(np.asarray((flexion_deg - low) / (high - low)))
        curve = curve + drawn * (straight - curve)
    drawn_mm = _drawn_over_mm(structure, flexion_deg)
    if run and drawn_mm:
        curve, _ = _rounded(curve, station - run[0] + 1, drawn_mm)
    if run and catalog.structures()[structure.split("/")[0]].kind == "nerve" and flexion_deg:
        depth = np.interp(station, np.arange(len(there.body)), there.depth_mm)
        return slack_nerves.bent(curve, station, run, depth / 2 + NERVE_AIR_MM,
                      home(structure).length_mm * KEPT, flexion_deg)  # fmt: skip
    return clearance.cleared(curve, touch, flexion_deg), station


def _drawn_over_mm(structure: str, flexion_deg: float) -> float:
    """Over how much of its length a band is bowed where it leaves the thigh in a strong bend."""
    share = smoothstep((flexion_deg - DRAWN_DEG[0]) / np.ptp(DRAWN_DEG))
    return float(share) * DRAWN_OVER_MM.get(structure, 0.0)


def _rounded(curve: FloatArray, past: FloatArray, round_mm: float) -> tuple[FloatArray, FloatArray]:
    """A line (SAMPLES, 3) with the corner at its pulley rounded off, and how far, 0..1 (SAMPLES,).

    The pulley is where `past` (SAMPLES,) turns positive. A taut tendon leaves it in one bow; a
    smooth curve through its stations would swing out before it.
    """
    arc = arc_length(curve)
    even = np.linspace(0.0, arc[-1], len(curve))
    smooth = np.empty_like(curve)
    for axis in range(3):
        level = np.interp(even, arc, curve[:, axis])
        level = np.pad(level, len(level) // 4, mode="reflect", reflect_type="odd")
        level = gaussian_filter1d(level, round_mm / even[1])[len(curve) // 4 : -len(curve) // 4]
        smooth[:, axis] = np.interp(arc, even, level)
    away = np.abs(arc - arc[np.argmax(past >= 0.0)]) / (ROUND_REACH * round_mm)
    part = smoothstep(2.0 - away)
    return curve + part[:, None] * (smooth - curve), part


def centre_line(structure: str, flexion_deg: float) -> FloatArray:
    """The dense centre line (SAMPLES, 3) of a structure at a bend, origin first, in K."""
    return _line(structure, float(flexion_deg))[0]


def _ring_arcs(structure: str, length_mm: float) -> tuple[FloatArray, FloatArray]:
    """Where the rings lie along a line of another length, and their local stretch, (n,) each.

    The change of length is taken up by belly; in structures without belly, evenly.
    """
    rest = home(structure)
    if not np.isnan(forms()[structure].tail_mm):  # a tendon's end: it neither slides nor stretches
        return length_mm - (rest.length_mm - rest.arc_mm), np.ones_like(rest.arc_mm)
    give = 1.0 - np.clip(rest.tendon, 0.0, 1.0)
    step = np.diff(rest.arc_mm)
    between = 0.5 * (give[1:] + give[:-1])
    if forms()[structure].kind != "belly" or np.sum(between * step) < 1.0:
        between = np.ones_like(step)
    strain = (length_mm - rest.length_mm) / np.sum(between * step)
    grown = step * np.maximum(1.0 + strain * between, 0.05)
    arcs = length_mm - np.concatenate([np.cumsum(grown[::-1])[::-1], [0.0]])
    ratio = np.interp(rest.arc_mm, 0.5 * (rest.arc_mm[1:] + rest.arc_mm[:-1]), grown / step)
    return np.maximum(arcs, 0.0), ratio


@cache
def route(structure: str, flexion_deg: float) -> Route:
    """The rings of a structure at a bend: centres, frames and local stretch."""
    form = forms()[structure]
    curve, index = _line(structure, flexion_deg)
    arc = arc_length(curve)
    at, stretch = _ring_arcs(structure, float(arc[-1]))
    centre = interpolate_columns(at, arc, curve)
    slope = np.gradient(curve, arc, axis=0)
    tangent = interpolate_columns(at, arc, slope)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    there = stations(structure)
    axis_at = _reference(there, form.reference, flexion_deg)
    station = np.interp(at, arc, index)
    along = interpolate_columns(station, np.arange(len(axis_at)), axis_at)
    u = along - np.einsum("ij,ij->i", along, tangent)[:, None] * tangent
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    return Route(centre, tangent, u, np.cross(u, tangent), stretch)
