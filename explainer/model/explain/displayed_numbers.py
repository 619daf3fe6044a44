"""Every number that a page shows of one load, each with the terms it is made of as they stand."""

from __future__ import annotations

import math
from dataclasses import dataclass

from explainer.model.explain.provenance import AREA_KEYS, TIMING_KEYS, load_keys
from explainer.model.explain.terms import Term, peak_terms
from explainer.model.inputs import Assumptions, Runner, Running
from explainer.model.one_step.gait import GRAVITY_M_S2
from explainer.model.one_step.step_result import Load, Step, step
from explainer.model.one_week.reference import ReferenceWeek
from explainer.model.one_week.running_batch import LEGS, M_PER_MILE
from explainer.model.one_week.weekly_load import Week, days, week


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
    reference: ReferenceWeek | None = None,
) -> tuple[DisplayedNumber, ...]:
    """Peak force, stress where an area is measured, steps, a week's impulse and ratio of one load.

    reference is as in `model.week`. Raises KeyError for an unknown load and ValueError for miles
    outside MILES.
    """
    assumptions = assumptions or Assumptions()
    made = peak_terms(runner, running, load, assumptions)
    now = step(runner, running, assumptions)
    whole = week(runner, running, miles, assumptions, reference)
    one = now.loads[load]
    stress = () if math.isnan(one.stress_mpa) else (_stress(one),)
    return (
        DisplayedNumber(
            "peak", made.how, made.terms, one.peak_n, one.peak_n_low, one.peak_n_high, "N"
        ),
        _in_body_weights(runner, one),
        *stress,
        _steps(miles, now, whole),
        _impulse(one, whole, load),
        _ratio(now, whole, load, assumptions),
    )


def _in_body_weights(runner: Runner, one: Load) -> DisplayedNumber:
    weight = Term("body_weight", runner.mass_kg * GRAVITY_M_S2, "N")
    terms = (Term("peak", one.peak_n, "N"), weight)
    ends = (one.peak_bw, one.peak_bw_low, one.peak_bw_high)
    return DisplayedNumber("peak_bw", "quotient", terms, *ends, "BW")


def _stress(one: Load) -> DisplayedNumber:
    areas = AREA_KEYS[one.id]
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


def _impulse(one: Load, whole: Week, load: str) -> DisplayedNumber:
    terms = (
        Term("impulse_of_a_step", one.impulse_bw_s, "BW s"),
        Term("steps", whole.steps_per_leg, ""),
    )
    sum_up = whole.loads[load]
    ends = (sum_up.impulse_bw_s, sum_up.impulse_bw_s_low, sum_up.impulse_bw_s_high)
    return DisplayedNumber("impulse", "product", terms, *ends, "BW s")


def _ratio(now: Step, whole: Week, load: str, assumptions: Assumptions) -> DisplayedNumber:
    """Miles x steps of a mile x impulse of a step, each against the reference week's.

    The impulse is of newtons: of two bodies, the heavier one's counts for more.
    """
    reference = whole.reference
    other = days(reference.runner, reference.runs, assumptions)
    steps_a_mile = M_PER_MILE / now.step_length_m / LEGS
    impulse_of_a_step = other.loads[load].impulse_bw_s / other.steps_per_leg
    heavier = whole.runner.mass_kg / reference.runner.mass_kg
    terms = (
        Term("distance_share", whole.miles / other.miles, ""),
        Term("more_steps", steps_a_mile * other.miles / other.steps_per_leg, "", TIMING_KEYS),
        Term(
            "impulse_share",
            heavier * now.loads[load].impulse_bw_s / impulse_of_a_step,
            "",
            load_keys(load),
        ),
    )
    week_load = whole.loads[load]
    ends = (week_load.ratio, week_load.ratio_low, week_load.ratio_high)
    return DisplayedNumber("ratio", "product", terms, *ends, "times")
