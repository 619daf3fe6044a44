"""Many steps: what a week of running adds up to, and how it compares with another week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.explain.provenance import surface_keys, week_keys
from explainer.model.inputs import LOADS, MILES, Assumptions, Runner, Running, check_range
from explainer.model.one_step.loads import respond
from explainer.model.one_week.damage import WeekInputs, damage_ratios
from explainer.model.one_week.reference import (
    ReferenceWeek,
    RunnerAndRuns,
    Runs,
    check_runs,
    reference_of,
)
from explainer.model.one_week.running_batch import (
    batch_of,
    stance_impulse_bw_s_per_mile,
    stance_impulse_n_s_per_mile,
    steps_per_leg_per_mile,
)
from explainer.model.uncertainty import bands, values_of


@dataclass(frozen=True)
class WeekLoad:
    """One tissue's week.

    impulse_bw_s is the stance impulse x steps of one leg. ratio is the same in newtons, divided by
    the reference week's, each draw of the constants above and below before the band is taken. Area,
    lever and method cancel, so for one body it is also the ratio of stress x time. Between
    two bodies it is a ratio of forces: their stresses differ by (mass / mass of the reference
    runner)^(-2/3) more, because areas grow as mass^(2/3).

    ratio_by_run is each run's part of ratio, in the order the runs were given.
    """

    impulse_bw_s: float
    impulse_bw_s_low: float
    impulse_bw_s_high: float
    ratio: float
    ratio_low: float
    ratio_high: float
    ratio_by_run: tuple[float, ...]
    used: tuple[str, ...]
    _load: str = field(repr=False)
    _inputs: WeekInputs = field(repr=False)

    def damage_ratio(self, exponent: float) -> float:
        """The week against the reference with forces weighted by a power; 1 gives `ratio`.

        For clinicians: no cohort of runners confirms any exponent. Worked out when asked for.
        Raises ValueError for an exponent outside DAMAGE_EXPONENT.
        """
        return damage_ratios(self._inputs, float(exponent))[self._load][0]

    def damage_band(self, exponent: float) -> tuple[float, float]:
        """Low and high end of the 80 % band of `damage_ratio`."""
        _, low, high = damage_ratios(self._inputs, float(exponent))[self._load]
        return low, high


@dataclass(frozen=True)
class Week:
    """A week of running; steps_by_run is one leg's steps in each run, in the order given."""

    runner: Runner
    runs: Runs
    reference: ReferenceWeek
    miles: float
    steps_per_leg: float
    steps_per_leg_low: float
    steps_per_leg_high: float
    steps_by_run: tuple[float, ...]
    loads: Mapping[str, WeekLoad]


def week(
    runner: Runner,
    running: Running,
    miles: float = 20.0,
    assumptions: Assumptions | None = None,
    reference: RunnerAndRuns | None = None,
) -> Week:
    """A week of running the same way every day.

    reference is the week compared with, a ReferenceWeek or a Week; without one, or with one of 0
    miles, it is `usual_reference(runner)`. Raises ValueError for miles outside MILES.
    """
    check_range("miles", miles, MILES)
    return days(runner, ((running, miles),), assumptions, reference)


def days(
    runner: Runner,
    runs: Sequence[tuple[Running, float]],
    assumptions: Assumptions | None = None,
    reference: RunnerAndRuns | None = None,
) -> Week:
    """A week of different runs, each a way of running and its miles, added up run by run.

    Summed draw by draw before the band is taken, because the same tissue runs all of them. The
    order of the runs does not matter: the sum knows no rest and no repair (edwards_2018). A run of
    0 miles adds nothing. reference is as in `week`.
    Raises ValueError for no run at all and for miles, of one run or of all, outside MILES.
    """
    runs = tuple((running, miles) for running, miles in runs)
    check_runs(runs)
    inputs = WeekInputs(runner, runs, reference_of(runner, reference), assumptions or Assumptions())
    compared = inputs.reference
    batch, own_at, compared_at = batch_of(
        [(runner, running) for running, _ in runs],
        [(compared.runner, running) for running, _ in compared.runs],
    )
    body = respond(batch, values_of(inputs.assumptions), inputs.assumptions)
    miles, compared_miles = (
        np.array([distance for _, distance in one])[:, None] for one in (runs, compared.runs)
    )
    steps = steps_per_leg_per_mile(body)[own_at] * miles
    impulse_bw_s = stance_impulse_bw_s_per_mile(body)[:, own_at] * miles
    impulse_n_s = stance_impulse_n_s_per_mile(body)
    own_n_s = impulse_n_s[:, own_at] * miles
    compared_n_s = (impulse_n_s[:, compared_at] * compared_miles).sum(axis=1)
    total, total_low, total_high = bands({"steps": steps.sum(axis=0)})["steps"]
    figures = bands(
        {
            "impulse_bw_s": impulse_bw_s.sum(axis=1),
            "ratio": own_n_s.sum(axis=1) / compared_n_s,
        }
    )
    by_run = own_n_s[..., 0] / compared_n_s[:, None, 0]
    return Week(
        runner=runner,
        runs=runs,
        reference=compared,
        miles=sum(distance for _, distance in runs),
        steps_per_leg=float(total),
        steps_per_leg_low=float(total_low),
        steps_per_leg_high=float(total_high),
        steps_by_run=tuple(steps[:, 0].tolist()),
        loads=_week_loads(figures, by_run, inputs),
    )


def _week_loads(
    figures: Mapping[str, tuple[FloatArray, ...]], by_run: FloatArray, inputs: WeekInputs
) -> Mapping[str, WeekLoad]:
    """by_run is the central ratio of each load and run, (loads, runs)."""
    surfaces = dict.fromkeys(running.surface for running, _ in inputs.runs)
    grounds = tuple(key for surface in surfaces for key in surface_keys(surface))
    every: dict[str, Any] = {
        name + suffix: end.tolist()
        for name, triple in figures.items()
        for suffix, end in zip(("", "_low", "_high"), triple, strict=True)
    }
    return MappingProxyType(
        {
            load: WeekLoad(
                **{name: figure[i] for name, figure in every.items()},
                ratio_by_run=tuple(by_run[i].tolist()),
                used=week_keys(load) + grounds,
                _load=load,
                _inputs=inputs,
            )
            for i, load in enumerate(LOADS)
        }
    )
