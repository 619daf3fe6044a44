"""Taut strings: the hanging parts of all structures, pulled straight over the bones together.

All strings of one bend are relaxed in one go, which is far quicker than one after another.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline

from explainer.arrays import FloatArray, interpolate_columns
from explainer.atlas_build.geometry.shapes import arc_length
from explainer.atlas_build.motion import poses
from explainer.atlas_build.soft_tissue import bone_distance, rigid_distance
from explainer.atlas_build.soft_tissue.stations import SPAN, Stations, forms, stations

CHAIN = 17  # points of a string; more changes moment arms by less than 0.1 mm
SWEEPS = 200  # relaxations; a string has settled to 0.05 mm by then
SAMPLES = 600  # points along a smooth curve, for lengths
FADE_DEG = 75.0  # bend at which a third of the home course is left
FADE_ASIDE_DEG = 160.0  # and sideways, for muscles that lie beside others
WARM_DEG, WARM_STEP_DEG = 100.0, 20.0  # beyond this a string starts from one so much less bent
TOUCH_MM = 0.6  # and at least this far off cartilage and menisci
REST_MM = 1.0  # a string rests this far off the bone besides half its own depth


def smooth_curve(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """A dense smooth curve (SAMPLES, 3) through points (k, 3), and the fractional index along it.

    Knots are spaced by the root of the chord, which does not overshoot where points crowd.
    """
    chords = np.linalg.norm(np.diff(points, axis=0), axis=1)
    knots = np.concatenate([[0.0], np.cumsum(np.sqrt(np.maximum(chords, 1e-6)))])
    fine = np.linspace(0.0, knots[-1], SAMPLES)
    curve = CubicSpline(knots, points, bc_type="natural")(fine)
    return curve, np.interp(fine, knots, np.arange(len(points)))


def span(there: Stations) -> tuple[int, int] | None:
    """The first and last station that hang between bones, or None."""
    hanging = [i for i, name in enumerate(there.body) if name == SPAN]
    return (hanging[0], hanging[-1]) if hanging else None


@cache
def tied() -> tuple[str, ...]:
    """Structures whose hanging part is tied to a bone at both ends."""
    found = []
    for name in forms():
        run = span(stations(name))
        if run and run[0] > 0 and run[1] < len(stations(name).body) - 1:
            found.append(name)
    return tuple(found)


@cache
def _home_course(structure: str) -> tuple[FloatArray, FloatArray]:
    """The hanging part in the straight knee (CHAIN, 3), and how far off the bone it keeps."""
    there = stations(structure)
    run = span(there)
    assert run is not None
    curve, index = smooth_curve(there.point_mm)
    part = curve[(index >= run[0] - 1) & (index <= run[1] + 1)]
    part = np.vstack([there.point_mm[run[0] - 1], part, there.point_mm[run[1] + 1]])
    arc = arc_length(part)
    even = np.linspace(0.0, arc[-1], CHAIN)
    course = interpolate_columns(even, arc, part)
    at = np.linspace(run[0] - 1, run[1] + 1, CHAIN)
    depth = np.interp(at, np.arange(len(there.body)), there.depth_mm)
    return course, np.minimum(depth / 2 + REST_MM, bone_distance.distance_mm(course, 0.0))


def _ends(structure: str, flexion_deg: float) -> tuple[FloatArray, FloatArray]:
    """The two stations that a hanging part is tied to, at a bend."""
    there = stations(structure)
    run = span(there)
    assert run is not None
    first, last = run[0] - 1, run[1] + 1
    start, end = (
        poses.moved(there.point_mm[i : i + 1], poses.pose(there.body[i], flexion_deg))[0]
        for i in (first, last)
    )
    return start, end


@cache
def _taut(flexion_deg: float) -> FloatArray:
    """The shortest strings (structures, CHAIN, 3) between their ends that clear the bones."""
    share = np.linspace(0.0, 1.0, CHAIN)[:, None]
    ends = [_ends(name, flexion_deg) for name in tied()]
    if flexion_deg > WARM_DEG:  # follow on, or a string might slip round the wrong side of a bone
        before = _taut(flexion_deg - WARM_STEP_DEG)
        strings = np.stack([
            line + (1 - share) * (start - line[0]) + share * (end - line[-1])
            for line, (start, end) in zip(before, ends, strict=True)
        ])  # fmt: skip
    else:
        strings = np.stack([start + share * (end - start) for start, end in ends])
    clear = np.stack([_home_course(name)[1] for name in tied()])[:, 1:-1].ravel()
    for sweep in range(SWEEPS):
        if sweep:
            strings[:, 1:-1] = 0.5 * (strings[:, :-2] + strings[:, 2:])
        flat = strings[:, 1:-1].reshape(-1, 3)
        strings[:, 1:-1] = bone_distance.pushed_out(flat, clear, flexion_deg).reshape(
            len(strings), -1, 3
        )
    return strings


def _fade_deg() -> FloatArray:
    """Bend at which a third of the home course is left, by structure and axis, (structures, 1, 3).

    Muscles that cross the back of the knee lie side by side: sideways they keep their place longer.
    """
    beside = [forms()[n].kind == "belly" and stations(n).body[-1] == "tibia" for n in tied()]
    fade = np.full((len(beside), 1, 3), FADE_DEG)
    fade[beside, :, 2] = FADE_ASIDE_DEG
    return fade


@cache
def chains(flexion_deg: float) -> dict[str, FloatArray]:
    """The hanging part (CHAIN, 3) of every tied structure at a bend.

    In the straight knee it is the drawn course. Bent, it is the taut string plus what the drawn
    course had over the string in the straight knee, which fades as the knee bends.
    """
    courses = np.stack([_home_course(name)[0] for name in tied()])
    if flexion_deg == 0.0:
        return dict(zip(tied(), courses, strict=True))
    own = (courses - _taut(0.0)) * np.exp(-((flexion_deg / _fade_deg()) ** 2))
    rotation = poses.pose("tibia", flexion_deg)[:3, :3]
    share = np.linspace(0.0, 1.0, CHAIN)[:, None]
    bent = _taut(flexion_deg) + (1 - share) * own + share * (own @ rotation.T)
    clear = np.stack([_home_course(name)[1] for name in tied()])[:, 1:-1].ravel()
    flat = bone_distance.pushed_out(bent[:, 1:-1].reshape(-1, 3), clear, flexion_deg)
    touch = np.full(len(flat), TOUCH_MM)
    flat = bone_distance.pushed_out(flat, touch, flexion_deg, distance=rigid_distance.distance_mm)
    bent[:, 1:-1] = flat.reshape(len(bent), -1, 3)
    return dict(zip(tied(), bent, strict=True))
