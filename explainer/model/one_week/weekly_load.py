"""Many steps: what a week of running adds up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.explain.provenance import surface_keys, week_keys
from explainer.model.inputs import LOADS, MILES, Assumptions, Runner, Running, check_range
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.loads import Response, respond
from explainer.model.one_week.fatigue import harm_ratio
from explainer.model.uncertainty import bands, values_of

M_PER_MILE = 1609.344  # by definition
LEGS = 2
EASY = Running()  # the reference: easy, level miles on firm ground


@dataclass(frozen=True)
class WeekLoad:
    """One tissue's week; easy_miles is how many easy, level miles on firm ground count as much.

    easy_miles_by_run is each run's part of easy_miles, in the order the runs were given.
    """

    easy_miles: float
    easy_miles_low: float
    easy_miles_high: float
    impulse_bw_s: float
    impulse_bw_s_low: float
    impulse_bw_s_high: float
    easy_miles_by_run: tuple[float, ...]
    used: tuple[str, ...]


@dataclass(frozen=True)
class Week:
    """A week of running; steps_by_run is one leg's steps in each run, in the order given."""

    miles: float
    steps_per_leg: float
    steps_per_leg_low: float
    steps_per_leg_high: float
    steps_by_run: tuple[float, ...]
    loads: Mapping[str, WeekLoad]


@dataclass(frozen=True)
class PerMile:
    """What each mile brings: (scenes, 1 + draws), with the loads in front but for the steps."""

    steps_per_leg: FloatArray
    impulse_bw_s: FloatArray
    easy_miles: FloatArray


def steps_per_leg_per_mile(body: Response) -> FloatArray:
    """Steps of one leg in a mile: 1609.344 m / step length / 2, (scenes, 1 + draws); exact."""
    return M_PER_MILE / body.when.step_length_m / LEGS


def per_mile(body: Response, assumptions: Assumptions) -> PerMile:
    """Steps, impulse and easy miles of one mile; the last scene of the batch is the reference.

    easy miles per mile = (steps x harm of a step) / (steps x harm of a step) of the reference, the
    same draw of every constant above and below, so what is uncertain in both cancels.
    """
    steps = steps_per_leg_per_mile(body)
    spread = body.values["step_to_step_variation"] * body.scenes.ground(
        body.values, "variation_ratio"
    )
    ratio = harm_ratio(
        body.stress_mpa, body.stress_mpa[:, -1:], spread, spread[-1:], body.values, assumptions
    )
    return PerMile(
        steps_per_leg=steps[:-1],
        impulse_bw_s=(body.impulse_bw_s * steps)[:, :-1],
        easy_miles=(ratio * steps / steps[-1:])[:, :-1],
    )


def week(
    runner: Runner,
    running: Running,
    miles: float = 20.0,
    assumptions: Assumptions | None = None,
    easy_runner: Runner | None = None,
) -> Week:
    """A week of running the same way every day.

    easy_runner is whose easy miles are counted: the same runner unless given, so that two body
    weights can be compared on one scale. Raises ValueError for miles outside MILES.
    """
    check_range("miles", miles, MILES)
    return days(runner, ((running, miles),), assumptions, easy_runner)


def days(
    runner: Runner,
    runs: Sequence[tuple[Running, float]],
    assumptions: Assumptions | None = None,
    easy_runner: Runner | None = None,
) -> Week:
    """A week of different runs, each a way of running and its miles, added up by Miner's rule.

    easy miles = sum over runs of miles x (easy miles of a mile run that way), summed draw by draw
    before the band is taken, because the same tissue runs all of them. The order of the runs does
    not matter: the rule knows no rest and no repair (edwards_2018). A run of 0 miles adds nothing.
    Raises ValueError for no run at all and for miles, of one run or of all, outside MILES.
    """
    if not runs:
        raise ValueError("runs must hold at least one run")
    miles = [distance for _, distance in runs]
    for distance in (*miles, sum(miles)):
        check_range("miles", distance, MILES)
    assumptions = assumptions or Assumptions()
    scenes = ScenarioBatch.from_pairs(
        [*((runner, running) for running, _ in runs), (easy_runner or runner, EASY)]
    )
    body = respond(scenes, values_of(assumptions), assumptions)
    mile = per_mile(body, assumptions)
    each = np.array(miles)[:, None]
    steps, easy_miles = mile.steps_per_leg * each, mile.easy_miles * each
    total, total_low, total_high = bands({"steps": steps.sum(axis=0)})["steps"]
    figures = bands(
        {
            "easy_miles": easy_miles.sum(axis=1),
            "impulse_bw_s": (mile.impulse_bw_s * each).sum(axis=1),
        }
    )
    surfaces = tuple(dict.fromkeys(running.surface for running, _ in runs))
    return Week(
        miles=sum(miles),
        steps_per_leg=float(total),
        steps_per_leg_low=float(total_low),
        steps_per_leg_high=float(total_high),
        steps_by_run=_plain(steps[:, 0]),
        loads=_week_loads(figures, easy_miles[..., 0], surfaces),
    )


def _plain(numbers: FloatArray) -> tuple[float, ...]:
    return tuple(float(one) for one in numbers)


def _week_loads(
    figures: Mapping[str, tuple[FloatArray, ...]], by_run: FloatArray, surfaces: tuple[str, ...]
) -> Mapping[str, WeekLoad]:
    """by_run is the central easy miles of each load and run, (loads, runs)."""
    grounds = tuple(key for surface in surfaces for key in surface_keys(surface))
    made = {}
    for i, load in enumerate(LOADS):
        easy, easy_low, easy_high = (float(end[i]) for end in figures["easy_miles"])
        impulse, impulse_low, impulse_high = (float(end[i]) for end in figures["impulse_bw_s"])
        made[load] = WeekLoad(
            easy_miles=easy,
            easy_miles_low=easy_low,
            easy_miles_high=easy_high,
            impulse_bw_s=impulse,
            impulse_bw_s_low=impulse_low,
            impulse_bw_s_high=impulse_high,
            easy_miles_by_run=_plain(by_run[i]),
            used=week_keys(load) + grounds,
        )
    return MappingProxyType(made)
