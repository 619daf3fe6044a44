"""The body of an exercise at its start, its end, and on the way between them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from explainer.anatomy import lengths
from explainer.catalog.exercises import Exercise
from explainer.figures.exercise.body import OTHER, SHOULDER, Body, between
from explainer.figures.exercise.contacts import at_height, meet, stays
from explainer.figures.exercise.scenes import SCENES, Scene

POSES = ("start", "end")
STEPS, CYCLE_STEPS = 5, 16
SIZE_LEEWAY_MM = 1000.0
STRIDE_PERCENT = (14.0, 64.0)  # of the running stride: this foot on the ground, then the other
RUNNING_LEAN_DEG = -6.0  # drawn: runners lean forward a little


def pose(exercise: Exercise, share: float) -> Body:
    """The body part of the way from start (0) to end (1). KeyError for an exercise not drawn."""
    return _pose(exercise.id, _joints(exercise, "start"), _joints(exercise, "end"), share)


def keyframes(exercise: Exercise) -> tuple[float, ...]:
    """The shares to draw for the movement; between them points go straight."""
    if SCENES[exercise.id].cyclic:
        return tuple(2.0 * step / CYCLE_STEPS for step in range(CYCLE_STEPS + 1))
    return (0.0,) if is_still(exercise) else tuple(step / STEPS for step in range(STEPS + 1))


def is_still(exercise: Exercise) -> bool:
    """Whether nothing moves between start and end."""
    scene = SCENES[exercise.id]
    hand_moves = scene.rolls or "stroke" in scene.things
    return not hand_moves and pose(exercise, 0.0) == pose(exercise, 1.0)


def _joints(exercise: Exercise, which: str) -> tuple[float, ...] | None:
    found = getattr(exercise, which)
    return None if found is None else tuple(found)


@cache
def _pose(
    name: str, start: tuple[float, ...] | None, end: tuple[float, ...] | None, share: float
) -> Body:
    scene = SCENES[name]
    if start is None or end is None:
        return _running(share)
    first, last = _ends(name, start, end)
    if scene.cyclic:
        return _cycling(scene, first, last, share)
    if share in (0.0, 1.0):
        return last if share else first
    wanted = between(first, last, share)
    return _together(scene, meet(wanted, scene.contacts, scene.leeway, share))


@cache
def _ends(name: str, start: tuple[float, ...], end: tuple[float, ...]) -> tuple[Body, Body]:
    """Start and end; the one that finds the sizes of things comes first."""
    scene = SCENES[name]
    wanted = [_wanted(scene.start, start), _wanted(scene.end or scene.start, end)]
    extra = scene.at_start, scene.at_end
    found: dict[int, Body] = {}
    for place in (1, 0) if scene.end_first else (0, 1):
        leeway, aim = dict(scene.leeway), wanted[place]
        if not found:
            leeway |= dict.fromkeys(scene.sized, SIZE_LEEWAY_MM)
            leeway = {k: v for k, v in leeway.items() if k not in scene.fixed_at_first}
        else:
            sizes = next(iter(found.values()))
            aim = aim.moved(level_mm=sizes.level_mm, wall_mm=sizes.wall_mm)
        body = meet(aim, (*scene.contacts, *extra[place]), leeway, float(place))
        if scene.wall_mm and not found:
            body = body.moved(wall_mm=body.at("chest", SHOULDER).real + scene.wall_mm)
        found[place] = _together(scene, body)
    return found[0], found[1]


def _wanted(values: Mapping[str, float], joints: tuple[float, ...]) -> Body:
    hip, knee, ankle = joints
    return Body(**{"hip": hip, "knee": knee, "ankle": ankle, **dict(values)})


def _together(scene: Scene, body: Body) -> Body:
    """The other leg like the exercised one, where it does the same."""
    if not scene.legs_together:
        return body
    return body.moved(**{f"{j}{OTHER}": getattr(body, j) for j in ("hip", "knee", "ankle")})


def _cycling(scene: Scene, first: Body, last: Body, share: float) -> Body:
    """A moment of a turn of the pedals: this foot from the start (0) to the end (1) and on.

    The pedals go round the circle that both poses fit, the other foot half a turn on.
    """
    legs = [_pedalling(first, last, at % 2.0) for at in (share, share + 1.0)]
    hip, knee, ankle = legs[1].angles()
    return legs[0].moved(hip2=hip, knee2=knee, ankle2=ankle)


def _pedalling(first: Body, last: Body, share: float) -> Body:
    if share in (0.0, 1.0):
        return last if share else first
    low, high = first.disc("ball")[0], last.disc("ball")[0]
    pedal = (low + high) / 2 + (low - high) / 2 * np.exp(-1j * np.pi * share)
    wanted = between(first, last, min(share, 2.0 - share))
    contacts = (stays("ball", pedal.real), at_height("ball", pedal.imag))
    return meet(wanted, contacts, {"hip": 20.0, "knee": 20.0, "ankle": 6.0}, share)


def _running(share: float) -> Body:
    """A moment of the app's own running stride, the lower foot on the floor."""
    percent, angles = lengths.stride_angles()
    moment = STRIDE_PERCENT[0] + share * (STRIDE_PERCENT[1] - STRIDE_PERCENT[0])

    def at(moment: float) -> list[float]:
        return [float(np.interp(moment % 100.0, percent, one)) for one in angles]

    (hip, knee, ankle), (hip2, knee2, ankle2) = at(moment), at(moment + 50.0)
    body = Body(lean=RUNNING_LEAN_DEG, hip=hip, knee=knee, ankle=ankle, hip2=hip2, knee2=knee2,
                ankle2=ankle2)  # fmt: skip
    lowest = min(c.imag - r for c, r in map(body.disc, ("heel", "ball", "heel2", "ball2")))
    return body.moved(y=body.y - lowest)
