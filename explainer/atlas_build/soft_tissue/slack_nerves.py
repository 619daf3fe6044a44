"""A nerve in the bent knee: it resists bending and goes slack; it neither kinks nor shortens."""

from __future__ import annotations

import numpy as np
from scipy.linalg import solveh_banded
from scipy.optimize import minimize

from explainer.arrays import FloatArray, interpolate_columns, smoothstep
from explainer.atlas_build.geometry.shapes import arc_length
from explainer.atlas_build.soft_tissue import bone_distance, clearance, overlap, rigid_distance
from explainer.atlas_build.soft_tissue.taut_strings import smooth_curve

NERVE_BEND_MM = 13.0  # a nerve bends nowhere more sharply than so
STIFFNESS = tuple(100.0 * 1.25**i for i in range(0, 40))  # mm4, from the least
SLACK_SHARES = (1.0, 0.8, 0.6, 0.4, 0.2)  # of what it lacks, the first that does not kink it
SLACK_RADIUS_MM = 11.0
ROD_STEP_MM = 3.0  # between the points of a nerve while it is let out
COARSE_MM = 5.0  # and in a first go, which finds the long waves before the short ones
COARSE_DEG = np.array([100.0, 105.0])  # from where on there is so much slack that this matters
NARROW_DEG = np.array([125.0, 130.0])  # and up to where there is room for long waves
ROD_HOLD, ROD_COURSE = 1.0, 1e-4  # how firmly it keeps its place far from the joint and near it,
ROD_STRETCH, ROD_KINK, ROD_BONE = 20.0, 400.0, 2.0  # its length, least radius and way off bone
ROD_TURNS = 400
ROD_ASIDE_MM = 1.0  # it goes no further to either side than its course does, but for so much
SOFT_MM = 9.0  # a nerve's course is evened out over so much before it is let out
LOOSE = 0.02  # how firmly a nerve keeps to its course near the joint, beside 1 far from it
CROWDED_DEG = np.array([110.0, 140.0])  # calf meets thigh: a nerve is free farther from the joint
FREES = np.array([1.5, 4.0])  # by so many stations on the thigh and on the shin
END_HOLD = 1e4  # and at its ends


def bent(
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
    room = np.minimum(
        touch, np.maximum(bone_distance.distance_mm(course, flexion_deg), clearance.CLEAR_MM)
    )
    course = _bowed(course, hold, SOFT_MM**4 / step**4)
    best, best_radius = course, -1.0
    for stiffness in STIFFNESS:
        bow = _bowed(course, hold, stiffness / step**4)
        bow = clearance.cleared(bow, room, flexion_deg)
        bow = _bowed(bow, np.ones(len(bow)), 30.0 / step**4)
        radius = float(overlap.bend_radii_mm(bow).min())
        if radius > best_radius:
            best, best_radius = bow, radius
        if radius >= NERVE_BEND_MM:
            break
    best = _slackened(best, hold, room, wanted_mm, flexion_deg)
    return clearance.cleared(best, np.full(len(best), clearance.CLEAR_MM), flexion_deg), place


def _let_out(
    line: FloatArray, hold: FloatArray, room: FloatArray, share: float, wanted_mm: float,
    flexion_deg: float, step_mm: float = ROD_STEP_MM,
) -> FloatArray:  # fmt: skip
    """A nerve (SAMPLES, 3) let out until it is nearly as long as wanted, as an elastic rod.

    The rod minimises its bending where it keeps its length, clears bone by `room` (SAMPLES,),
    keeps near its course, and bends nowhere more sharply than NERVE_BEND_MM. A very slack one is
    let out with fewer points first: in one go it would buckle in short waves, up to a coil.
    """
    arc = arc_length(line)
    length = arc[-1] + share * (wanted_mm - arc[-1])
    count = int(length / step_mm)
    even = np.linspace(0.0, arc[-1], count)
    start = interpolate_columns(even, arc, line)
    first = start
    coarse = float(smoothstep((flexion_deg - COARSE_DEG[0]) / np.ptp(COARSE_DEG))
                   * smoothstep((NARROW_DEG[1] - flexion_deg) / np.ptp(NARROW_DEG)))  # fmt: skip
    if coarse and step_mm < COARSE_MM:
        waves = _let_out(line, hold, room, share, wanted_mm, flexion_deg, COARSE_MM)
        wave_at = np.linspace(0.0, 1.0, len(waves))
        waves = interpolate_columns(np.linspace(0.0, 1.0, count), wave_at, waves)
        first = start + coarse * (waves - start)
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
    found = minimize(energy, first.ravel(), jac=True, method="L-BFGS-B",
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
