"""Where each soft structure runs at any bend of the knee.

Stations on a bone move with it. Between the bones a structure is a string pulled taut over the
condyles, plus what sets its course in the straight knee apart from that string; the difference
fades as the knee bends. Tendon keeps its length; the belly takes up the change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator

from explainer.anatomy import motion, soft_field
from explainer.anatomy.shapes import FloatArray, arc_length
from explainer.anatomy.soft_stations import SPAN, Stations, forms, stations

CHAIN = 17  # points of a taut string; more changes moment arms by less than 0.1 mm
SWEEPS = 160  # relaxations of the string; it has settled to 0.05 mm by then
SAMPLES = 600  # along a curve, for lengths
FADE_DEG = 55.0  # bend at which a third of the home course is left
REST_MM = 1.0  # a string rests this far off the bone besides half its own depth
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


def _knots(points: FloatArray) -> FloatArray:
    """Centripetal knots: the root of the chord, which does not overshoot where points crowd."""
    chords = np.linalg.norm(np.diff(points, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(np.sqrt(np.maximum(chords, 1e-6)))])


def _curve(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """A dense smooth curve (SAMPLES, 3) and the fractional point index (SAMPLES,) along it."""
    knots = _knots(points)
    fine = np.linspace(0.0, knots[-1], SAMPLES)
    curve = CubicSpline(knots, points, bc_type="natural")(fine)
    return curve, np.interp(fine, knots, np.arange(len(points)))


@cache
def home(structure: str) -> Home:
    """The home course of a structure, sampled at its rings."""
    there, form = stations(structure), forms()[structure]
    curve, index = _curve(there.point_mm)
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


def _span_run(body: tuple[str, ...]) -> tuple[int, int] | None:
    """The first and last station of the hanging run, or None."""
    hanging = [i for i, name in enumerate(body) if name == SPAN]
    return (hanging[0], hanging[-1]) if hanging else None


def _posed_fixed(there: Stations, flexion_deg: float) -> FloatArray:
    """Stations after the bend; hanging ones are carried part of the way with the shin."""
    points = there.point_mm.copy()
    for name in set(there.body) - {SPAN}:
        mine = [i for i, body in enumerate(there.body) if body == name]
        points[mine] = motion.moved(points[mine], motion.pose(name, flexion_deg))
    run = _span_run(there.body)
    if run:
        shin = motion.moved(there.point_mm, motion.pose("tibia", flexion_deg))
        for i in range(run[0], run[1] + 1):
            share = (i - run[0] + 1) / (run[1] - run[0] + 2)
            points[i] = (1 - share) * there.point_mm[i] + share * shin[i]
    return points


def _taut(start: FloatArray, end: FloatArray, clear: FloatArray, flexion_deg: float) -> FloatArray:
    """The shortest string (CHAIN, 3) from start to end that clears the bones by clear (CHAIN,)."""
    share = np.linspace(0.0, 1.0, CHAIN)[:, None]
    string = start + share * (end - start)
    inner = slice(1, -1)
    for sweep in range(SWEEPS):
        if sweep:
            string[inner] = 0.5 * (string[:-2] + string[2:])
        string[inner] = soft_field.pushed_out(string[inner], clear[inner], flexion_deg)
    return string


@cache
def _home_chain(structure: str) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The hanging part at 0 degrees: its own course, the taut string, and its clearance of bone."""
    there = stations(structure)
    first, last = _span_run(there.body)  # type: ignore[misc]  # only asked for hanging runs
    curve, index = _curve(there.point_mm)
    part = curve[(index >= first - 1) & (index <= last + 1)]
    part = np.vstack([there.point_mm[first - 1], part, there.point_mm[last + 1]])
    arc = arc_length(part)
    even = np.linspace(0.0, arc[-1], CHAIN)
    course = np.stack([np.interp(even, arc, part[:, axis]) for axis in range(3)], axis=1)
    depth = np.interp(np.linspace(first - 1, last + 1, CHAIN), np.arange(len(there.body)),
                      there.depth_mm)  # fmt: skip
    clear = np.minimum(depth / 2 + REST_MM, soft_field.distance_mm(course, 0.0))
    return course, _taut(course[0], course[-1], clear, 0.0), clear


def _hanging(structure: str, flexion_deg: float, start: FloatArray, end: FloatArray) -> FloatArray:
    """The hanging part (CHAIN, 3) after the bend."""
    course, string, clear = _home_chain(structure)
    if flexion_deg == 0.0:
        return course
    own = (course - string) * np.exp(-((flexion_deg / FADE_DEG) ** 2))
    rotation = motion.pose("tibia", flexion_deg)[:3, :3]
    share = np.linspace(0.0, 1.0, CHAIN)[:, None]
    own = (1 - share) * own + share * (own @ rotation.T)
    bent = _taut(start, end, clear, flexion_deg) + own
    bent[1:-1] = soft_field.pushed_out(bent[1:-1], clear[1:-1], flexion_deg)
    return bent


def _reference(there: Stations, axis: str, flexion_deg: float) -> FloatArray:
    """The direction that section angles are counted from, at each station (k, 3)."""
    home_axis = np.array(AXES[axis])
    turned = motion.pose("tibia", flexion_deg)[:3, :3] @ home_axis
    run = _span_run(there.body)
    out = np.empty((len(there.body), 3))
    for i, body in enumerate(there.body):
        if body == SPAN and run:
            share = (i - run[0] + 1) / (run[1] - run[0] + 2)
            out[i] = (1 - share) * home_axis + share * turned
        elif body == SPAN or body == "femur":
            out[i] = home_axis
        else:
            out[i] = motion.pose(body, flexion_deg)[:3, :3] @ home_axis
    return out


@cache
def _line(structure: str, flexion_deg: float) -> tuple[FloatArray, FloatArray]:
    """The dense centre line (SAMPLES, 3) at a bend and the station index (SAMPLES,) along it."""
    there = stations(structure)
    points, index = _posed_fixed(there, flexion_deg), np.arange(len(there.body), dtype=float)
    run = _span_run(there.body)
    if run and run[0] > 0 and run[1] < len(there.body) - 1:
        first, last = run[0] - 1, run[1] + 1
        chain = _hanging(structure, flexion_deg, points[first], points[last])[2:-2:2]
        inner = np.linspace(first, last, CHAIN)[2:-2:2]
        points = np.vstack([points[: first + 1], chain, points[last:]])
        index = np.concatenate([index[: first + 1], inner, index[last:]])
    elif run:
        clear = np.minimum(there.depth_mm / 2 + REST_MM,
                           soft_field.distance_mm(there.point_mm, 0.0))  # fmt: skip
        points = soft_field.pushed_out(points, clear, flexion_deg)
    curve, at = _curve(points)
    return curve, np.interp(at, np.arange(len(index)), index)


def centre_line(structure: str, flexion_deg: float) -> FloatArray:
    """The dense centre line (SAMPLES, 3) of a structure at a bend, origin first, in K."""
    return _line(structure, float(flexion_deg))[0]


def _ring_arcs(structure: str, length_mm: float) -> tuple[FloatArray, FloatArray]:
    """Where the rings lie along a line of another length, and their local stretch, (n,) each.

    The change of length is taken up by belly; in structures without belly, evenly.
    """
    rest = home(structure)
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
    centre = np.stack([np.interp(at, arc, curve[:, axis]) for axis in range(3)], axis=1)
    slope = np.gradient(curve, arc, axis=0)
    tangent = np.stack([np.interp(at, arc, slope[:, axis]) for axis in range(3)], axis=1)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    there = stations(structure)
    axis_at = _reference(there, form.reference, flexion_deg)
    station = np.interp(at, arc, index)
    along = np.stack(
        [np.interp(station, np.arange(len(axis_at)), axis_at[:, i]) for i in range(3)], axis=1
    )
    u = along - np.einsum("ij,ij->i", along, tangent)[:, None] * tangent
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    return Route(centre, tangent, u, np.cross(u, tangent), stretch)
