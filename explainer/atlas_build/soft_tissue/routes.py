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
from scipy.linalg import solveh_banded
from scipy.ndimage import gaussian_filter1d
from scipy.optimize import minimize
from scipy.spatial.transform import Rotation

from explainer import catalog
from explainer.arrays import FloatArray, interpolate_columns, smoothstep
from explainer.atlas_build.geometry.shapes import arc_length
from explainer.atlas_build.motion import poses
from explainer.atlas_build.soft_tissue import bone_distance, overlap, rigid_distance
from explainer.atlas_build.soft_tissue.stations import SPAN, Stations, forms, stations
from explainer.atlas_build.soft_tissue.taut_strings import (
    CHAIN,
    REST_MM,
    chains,
    smooth_curve,
    span,
    tied,
)

CLEAR_MM = 0.2  # a centre line keeps at least this far off bone, cartilage and menisci
CLEAR_GOES = 4  # rounds of moving it off
CLEAR_EASE = 6.0  # samples over which a move is eased in: about a hundredth of the line
ROUND_REACH = 1.2  # a corner is rounded off fully this many rounding lengths to either side of it
LAY_MM = 3.0  # a rounded line keeps half its depth and so much off the bone: ligament lies there
NERVE_BEND_MM = 13.0  # a nerve bends nowhere more sharply than so
NERVE_AIR_MM = 0.6  # between a nerve and bone
STIFFNESS = tuple(100.0 * 1.25**i for i in range(0, 40))  # mm4, from the least
KEPT = 0.92  # share of its straight length that a nerve is given, as far as there is room
TRUNK, BRANCHES = "sciatic_nerve", ("tibial_nerve", "common_fibular_nerve")
SLIDE_STEP_MM = 18.0  # between points of a branch where it slid up along the trunk
SLACK_SHARES = (1.0, 0.8, 0.6, 0.4, 0.2)  # of what it lacks, the first that does not kink it
SLACK_RADIUS_MM = 11.0
ROD_STEP_MM = 3.0  # between the points of a nerve while it is let out
ROD_HOLD, ROD_COURSE = 1.0, 1e-4  # how firmly it keeps its place far from the joint and near it,
ROD_STRETCH, ROD_KINK, ROD_BONE = 20.0, 400.0, 2.0  # its length, least radius and way off bone
ROD_TURNS = 400
ROD_ASIDE_MM = 1.0  # it goes no further to either side than its course does, but for so much
SOFT_MM = 9.0  # a nerve's course is evened out over so much before it is let out
LOOSE = 0.02  # how firmly a nerve keeps to its course near the joint, beside 1 far from it
CROWDED_DEG = np.array([110.0, 140.0])  # calf meets thigh: a nerve is free farther from the joint
FREES = np.array([1.5, 4.0])  # by so many stations on the thigh and on the shin
END_HOLD = 1e4  # and at its ends
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
    structure: str, points: FloatArray, index: FloatArray, flexion_deg: float
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
        points, index = _slid_along_trunk(structure, points, index, flexion_deg)
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
    touch = np.full(len(curve), CLEAR_MM)
    if run and forms()[structure].round_mm:
        depth = np.interp(station, np.arange(len(there.body)), there.depth_mm)
        lay = np.minimum(depth / 2 + LAY_MM, bone_distance.distance_mm(curve, flexion_deg))
        curve, part = _rounded(curve, station - run[1] - 1, forms()[structure].round_mm)
        touch += part * np.maximum(lay - CLEAR_MM, 0.0)
    if run and catalog.structures()[structure.split("/")[0]].kind == "nerve" and flexion_deg:
        depth = np.interp(station, np.arange(len(there.body)), there.depth_mm)
        return _stiff(curve, station, run, depth / 2 + NERVE_AIR_MM,
                      home(structure).length_mm * KEPT, flexion_deg)  # fmt: skip
    return _cleared(curve, touch, flexion_deg), station


def _stiff(
    curve: FloatArray,
    station: FloatArray,
    run: tuple[int, int],
    touch: FloatArray,
    wanted_mm: float,
    flexion_deg: float,
) -> tuple[FloatArray, FloatArray]:
    """A nerve (SAMPLES, 3) that resists bending, and the station index (SAMPLES,) along it.

    Slack, it bends in one bow and does not kink. The stiffness is the least with which it bends
    nowhere more sharply than NERVE_BEND_MM. Far from the joint it keeps its place.
    """
    wide = FREES * smoothstep((flexion_deg - CROWDED_DEG[0]) / np.ptp(CROWDED_DEG))
    wide *= station[-1] - run[1] > FREES.sum() + 1.0  # one that ends close by has nowhere to go
    away = np.maximum(run[0] - 1 - wide[0] - station, station - run[1] - 2 - wide[1])
    hold = LOOSE + (1.0 - LOOSE) * smoothstep(away)
    arc = arc_length(curve)
    step = arc[-1] / (len(curve) - 1)
    even = np.linspace(0.0, arc[-1], len(curve))
    course = interpolate_columns(even, arc, curve)
    hold, touch, place = (np.interp(even, arc, v) for v in (hold, touch, station))
    room = np.minimum(touch, np.maximum(bone_distance.distance_mm(course, flexion_deg), CLEAR_MM))
    course = _bowed(course, hold, SOFT_MM**4 / step**4)
    best, best_radius = course, -1.0
    for stiffness in STIFFNESS:
        bent = _bowed(course, hold, stiffness / step**4)
        bent = _cleared(bent, room, flexion_deg)
        bent = _bowed(bent, np.ones(len(bent)), 30.0 / step**4)
        radius = float(overlap.bend_radii_mm(bent).min())
        if radius > best_radius:
            best, best_radius = bent, radius
        if radius >= NERVE_BEND_MM:
            break
    best = _slackened(best, hold, room, wanted_mm, flexion_deg)
    return _cleared(best, np.full(len(best), CLEAR_MM), flexion_deg), place


def _let_out(
    line: FloatArray, hold: FloatArray, room: FloatArray, share: float, wanted_mm: float,
    flexion_deg: float,
) -> FloatArray:  # fmt: skip
    """A nerve (SAMPLES, 3) let out until it is nearly as long as wanted, as an elastic rod.

    The rod minimises its bending where it keeps its length, clears bone by `room` (SAMPLES,),
    keeps near its course, and bends nowhere more sharply than NERVE_BEND_MM.
    """
    arc = arc_length(line)
    length = arc[-1] + share * (wanted_mm - arc[-1])
    count = int(length / ROD_STEP_MM)
    even = np.linspace(0.0, arc[-1], count)
    start = interpolate_columns(even, arc, line)
    keeps, room = (np.interp(even, arc, v) for v in (hold, room))
    keeps = np.where(keeps > 0.5, ROD_HOLD, ROD_COURSE)[:, None]
    keeps[[0, -1]] = 100.0 * ROD_HOLD
    free = (keeps[1:] + keeps[:-1] < ROD_HOLD).astype(float)  # only there it grows longer
    step = np.full_like(free, arc[-1] / (count - 1))
    step += free * (length - arc[-1]) / max(free.sum(), 1.0)
    most = step[1:] * step[:-1] / NERVE_BEND_MM

    def energy(flat: FloatArray) -> tuple[float, FloatArray]:
        x = flat.reshape(-1, 3)
        off = x - start
        value, slope = float((keeps * off**2).sum()), 2.0 * keeps * off
        along = np.diff(x, axis=0)
        size = np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        value += ROD_STRETCH * float(((size - step) ** 2).sum())
        pull = 2.0 * ROD_STRETCH * (size - step) * along / size
        slope[1:] += pull
        slope[:-1] -= pull
        turn = np.diff(along, axis=0)
        bend = np.maximum(np.linalg.norm(turn, axis=1, keepdims=True), 1e-9)
        over = np.maximum(bend - most, 0.0)
        value += float((turn**2).sum() + ROD_KINK * (over**2).sum())
        push = 2.0 * turn + 2.0 * ROD_KINK * over * turn / bend
        slope[2:] += push
        slope[1:-1] -= 2.0 * push
        slope[:-2] += push
        steps = np.concatenate([np.eye(3), -np.eye(3)])[:, None]
        away = rigid_distance.distance_mm(np.concatenate([x, *(x + steps)]), flexion_deg).reshape(
            7, -1
        )
        short = np.maximum(room - away[0], 0.0)
        value += ROD_BONE * float((short**2).sum())
        slope -= ROD_BONE * (short * (away[1:4] - away[4:])).T
        return value, slope.ravel()

    aside = start[:, 2].min() - ROD_ASIDE_MM, start[:, 2].max() + ROD_ASIDE_MM
    found = minimize(energy, start.ravel(), jac=True, method="L-BFGS-B",
                     bounds=[(None, None), (None, None), aside] * count,
                     options={"maxiter": ROD_TURNS}).x.reshape(-1, 3)  # fmt: skip
    curve, _ = smooth_curve(found)
    at = arc_length(curve)
    return interpolate_columns(np.linspace(0.0, at[-1], len(line)), at, curve)


def _slackened(
    line: FloatArray, hold: FloatArray, room: FloatArray, wanted_mm: float, flexion_deg: float
) -> FloatArray:
    """A nerve (SAMPLES, 3) as long as wanted, or as long as it can be without a kink."""
    if arc_length(line)[-1] >= wanted_mm:
        return line
    best, best_radius = line, float(overlap.bend_radii_mm(line).min())
    for share in SLACK_SHARES:
        let = _let_out(line, hold, room, share, wanted_mm, flexion_deg)
        radius = float(overlap.bend_radii_mm(let).min())
        if radius >= SLACK_RADIUS_MM:
            return let
        if radius > best_radius:
            best, best_radius = let, radius
    return best


def _bowed(line: FloatArray, hold: FloatArray, stiffness: float) -> FloatArray:
    """The line (n, 3) that is as straight as it can be while held to this one by `hold` (n,)."""
    n = len(line)
    band = np.zeros((3, n))
    second = np.array([1.0, -2.0, 1.0])
    for i, a in enumerate(second):
        for j, b in enumerate(second[: i + 1]):
            band[i - j, j : n - 2 + j] += stiffness * a * b
    held = hold.copy()
    held[[0, -1]] = END_HOLD
    band[0] += held
    return solveh_banded(band, held[:, None] * line, lower=True)


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


def _cleared(curve: FloatArray, touch: FloatArray, flexion_deg: float) -> FloatArray:
    """A centre line (SAMPLES, 3) brought out of anything rigid, with no kink where it is moved.

    `touch` (SAMPLES,) is how far off it has to stay, mm.
    """
    for _ in range(CLEAR_GOES):
        out = bone_distance.pushed_out(
            curve, touch, flexion_deg, distance=rigid_distance.distance_mm
        )
        if out is curve:
            break
        curve = curve + gaussian_filter1d(out - curve, CLEAR_EASE, axis=0, mode="nearest")
    return curve


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
