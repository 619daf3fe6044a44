"""Every number that a page shows of one load, each with the terms it is made of as they stand."""

from __future__ import annotations

import math
from dataclasses import dataclass

from explainer.model.explain.provenance import TIMING_KEYS, week_keys
from explainer.model.explain.terms import Term, peak_terms
from explainer.model.inputs import Assumptions, Runner, Running
from explainer.model.one_step.gait import GRAVITY_M_S2
from explainer.model.one_step.step_result import Load, Step, step
from explainer.model.one_week.weekly_load import EASY, LEGS, M_PER_MILE, Week, week
from explainer.model.sweep import Sweep, sweep


@dataclass(frozen=True)
class DisplayedNumber:
    """One number with its band, its terms, and how they go together.

    how is "product", "sum", or "quotient" (the first term divided by all others).
    """

    name: str  # a text key: working.numbers
    how: str
    terms: tuple[Term, ...]
    value: float
    low: float
    high: float
    unit: str

    @property
    def total(self) -> float:
        """The terms put together: the value itself, within rounding."""
        values = [term.value for term in self.terms]
        if self.how == "sum":
            return sum(values)
        if self.how == "quotient":
            return values[0] / math.prod(values[1:])
        return math.prod(values)


def displayed_numbers(
    runner: Runner,
    running: Running,
    miles: float,
    load: str,
    assumptions: Assumptions | None = None,
) -> tuple[DisplayedNumber, ...]:
    """Peak force, stress, steps, a week's stress and impulse, and easy miles of one load.

    Raises KeyError for an unknown load and ValueError for miles outside MILES.
    """
    assumptions = assumptions or Assumptions()
    made = peak_terms(runner, running, load, assumptions)
    now, whole = step(runner, running, assumptions), week(runner, running, miles, assumptions)
    table = sweep(runner, running, [miles], (running.surface,), assumptions)
    one = now.loads[load]
    return (
        DisplayedNumber(
            "peak", made.how, made.terms, one.peak_n, one.peak_n_low, one.peak_n_high, "N"
        ),
        _in_body_weights(runner, one),
        _stress(one),
        _steps(miles, now, whole),
        _week_stress(one, whole, table),
        _impulse(one, whole, load),
        _easy_miles(runner, miles, now, whole, load, assumptions),
    )


def _in_body_weights(runner: Runner, one: Load) -> DisplayedNumber:
    weight = Term("body_weight", runner.mass_kg * GRAVITY_M_S2, "N")
    terms = (Term("peak", one.peak_n, "N"), weight)
    ends = (one.peak_bw, one.peak_bw_low, one.peak_bw_high)
    return DisplayedNumber("peak_bw", "quotient", terms, *ends, "BW")


def _stress(one: Load) -> DisplayedNumber:
    areas = tuple(key for key in one.used if "_area_" in key or "achilles_part" in key)
    area = Term("area", one.peak_n / one.stress_mpa, "mm2", areas)
    ends = (one.stress_mpa, one.stress_mpa_low, one.stress_mpa_high)
    return DisplayedNumber(
        "stress", "quotient", (Term("peak", one.peak_n, "N"), area), *ends, "MPa"
    )


def _steps(miles: float, now: Step, whole: Week) -> DisplayedNumber:
    terms = (
        Term("distance", miles * M_PER_MILE, "m"),
        Term("step_length", now.step_length_m, "m", TIMING_KEYS),
        Term("legs", float(LEGS), ""),
    )
    ends = (whole.steps_per_leg, whole.steps_per_leg_low, whole.steps_per_leg_high)
    return DisplayedNumber("steps", "quotient", terms, *ends, "")


def _week_stress(one: Load, whole: Week, table: Sweep) -> DisplayedNumber:
    """The band is of the product, draw by draw: its two factors share their draws."""
    terms = (Term("stress", one.stress_mpa, "MPa"), Term("steps", whole.steps_per_leg, ""))
    row = table.loads.index(one.id)
    value, low, high = (
        float(figure[row, 0, 0])
        for figure in (
            table.week_stress_mpa_steps,
            table.week_stress_mpa_steps_low,
            table.week_stress_mpa_steps_high,
        )
    )
    return DisplayedNumber("week_stress", "product", terms, value, low, high, "MPa")


def _impulse(one: Load, whole: Week, load: str) -> DisplayedNumber:
    terms = (
        Term("impulse_of_a_step", one.impulse_bw_s, "BW s"),
        Term("steps", whole.steps_per_leg, ""),
    )
    sum_up = whole.loads[load]
    ends = (sum_up.impulse_bw_s, sum_up.impulse_bw_s_low, sum_up.impulse_bw_s_high)
    return DisplayedNumber("impulse", "product", terms, *ends, "BW s")


def _easy_miles(
    runner: Runner, miles: float, now: Step, whole: Week, load: str, assumptions: Assumptions
) -> DisplayedNumber:
    """Miles x steps of a mile against an easy mile's x how many easy steps one step counts as."""
    easy = step(runner, EASY, assumptions)
    more_steps = easy.step_length_m / now.step_length_m
    found = whole.loads[load]
    # each mile counts alike, so one mile tells it even in a week of none
    of_a_mile = found.easy_miles / miles if miles else 0.0
    law = tuple(key for key in week_keys(load) if "fatigue" in key or "strength" in key)
    terms = (
        Term("miles", miles, "miles"),
        Term("more_steps", more_steps, "", TIMING_KEYS),
        Term("counts_as", of_a_mile / more_steps, "", (*law, "step_to_step_variation")),
    )
    ends = (found.easy_miles, found.easy_miles_low, found.easy_miles_high)
    return DisplayedNumber("easy_miles", "product", terms, *ends, "miles")
