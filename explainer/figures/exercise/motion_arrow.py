"""The arrow of the first picture: the way that the part that moves most takes to the second."""

from __future__ import annotations

import numpy as np

from explainer.catalog.exercises import Exercise
from explainer.figures.exercise.body import Body
from explainer.figures.exercise.paths import Shape
from explainer.figures.exercise.posing import keyframes, pose
from explainer.figures.exercise.scenes import SCENES

# Points a little before the skin, by frame: where an arrow can start without hiding the leg.
POINTS = {
    "hips": ("pelvis", 104 + 30j), "knee": ("femur", 112 + 8j), "toes": ("foot", 214 - 446j),
    "heel": ("foot", -104 - 424j), "head": ("head", 142 + 655j),
}  # fmt: skip
SHORTEST_MM = 55.0  # a smaller move needs no arrow
HEAD_MM = 62.0
OFF_FLOOR_MM = 26.0
KEPT = 0.9  # of the way: the arrow stops short of the end
POINTS_PER_WAY = 12


def motion_arrow(exercise: Exercise) -> list[Shape]:
    """Shaft with a white edge, and head; nothing for what goes round or hardly moves.

    Where something is rubbed the hand moves, and has an arrow of its own.
    """
    if SCENES[exercise.id].cyclic or exercise.treats:
        return []
    shares = [share for share in keyframes(exercise) if share <= 1.0]
    bodies = [pose(exercise, share) for share in shares]
    ways = [np.array([_place(name, body) for body in bodies]) for name in POINTS]
    way = max(ways, key=lambda one: abs(one[-1] - one[0]))
    long = np.abs(np.diff(way)).sum()
    if long < SHORTEST_MM:
        return []
    way = way + 1j * max(0.0, OFF_FLOOR_MM - way.imag.min())
    at = np.linspace(0.0, KEPT, POINTS_PER_WAY)
    line = np.interp(at, shares, way.real) + 1j * np.interp(at, shares, way.imag)
    head = min(HEAD_MM, 0.6 * long)
    heading = (line[-1] - line[-2]) / abs(line[-1] - line[-2])
    tip, back = line[-1] + 0.5 * head * heading, line[-1] - 0.5 * head * heading
    shaft = np.array([one for one in line if abs(one - tip) > 0.8 * head] or line[:1])
    shaft = np.append(shaft, back + 0.2 * head * heading)
    point = np.array([tip, back + 0.55j * head * heading, back - 0.55j * head * heading])
    return [
        Shape("move_halo", shaft, closed=False),
        Shape("move", shaft, closed=False),
        Shape("move_head", point),
    ]


def _place(name: str, body: Body) -> complex:
    frame, point = POINTS[name]
    return body.at(frame, point)
