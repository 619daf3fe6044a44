"""Cached model results by scenario: many readers make the same choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

import numpy as np

from explainer import catalog, plan
from explainer.describe.readings import ComparedWeek, picture_value
from explainer.model import (
    EASY,
    SURFACES,
    Assumptions,
    ReferenceWeek,
    Runner,
    Running,
    Step,
    Week,
    days,
    step,
    usual_reference,
    week,
)
from explainer.model.comparison import Comparison, compare
from explainer.model.inputs import MILES
from explainer.model.sweep import Sweep, sweep
from explainer.scenario import Day, Scenario

CACHE_SIZE = 256  # results; a table is about 0.2 MB, so at most 50 MB
PATTERN_MILES = 10.0  # any week will do to read off what a mile brings when none is planned
ROUNDING_MILES = 1e-9  # so that seven rounded parts never add up to more than the whole
USUAL = "usual"  # the reference of a change from no running at all
ASSUMPTION_NAMES = ("surface_sensitive", "ground_force")  # choices of the reader


def week_table(scenario: Scenario, *, after: bool = False) -> Sweep:
    """The model over every distance and surface that the sliders reach.

    The week of now is compared with the usual week, the week after the change with that of now.
    """
    runner, running = inputs(scenario, after=after)
    reference = present_week(scenario) if after else usual_week(scenario)
    return _sweep(runner, replace(running, surface=SURFACES[0]), assumptions(scenario), reference)


def compared_week(scenario: Scenario, *, after: bool = False) -> ComparedWeek:
    """The week that a picture shows beside the one that it is compared with: see `week_table`."""
    runner, running = inputs(scenario, after=after)
    even_ground = replace(running, surface=SURFACES[0])  # a comparison holds every ground
    reference = present_week(scenario) if after else usual_week(scenario)
    ((reference_running, reference_miles),) = reference.runs
    comparison = _compare(runner, even_ground, reference_running, assumptions(scenario))
    kind = scenario.compared_with(after=after)
    colour_kind: Literal["guide", "usual"] = "usual" if scenario.usual_miles else "guide"
    if kind != "now":
        return ComparedWeek(comparison, kind, reference_miles, after, colour_kind)
    now = replace(scenario, measure="week")
    first = compared_week(now)
    colour_times = tuple(picture_value(first, load, now) for load in comparison.loads)
    return ComparedWeek(comparison, kind, reference_miles, after, colour_kind, colour_times)


def changed_weeks(scenario: Scenario) -> tuple[tuple[str, Comparison], ...]:
    """The week after the change beside every week of now that the sliders reach.

    (ground of the week now, comparison) pairs, and USUAL with the comparison for no run now.
    """
    runner, running = inputs(scenario, after=True)
    _, now = inputs(scenario)
    even_ground, assumed = replace(running, surface=SURFACES[0]), assumptions(scenario)
    ((usual, _),) = usual_week(scenario).runs
    references = {surface: replace(now, surface=surface) for surface in SURFACES} | {USUAL: usual}
    return tuple(
        (name, _compare(runner, even_ground, reference, assumed))
        for name, reference in references.items()
    )


def one_step(scenario: Scenario) -> Step:
    """One step as the scenario has it now, with every load over the stride."""
    return _step(*inputs(scenario), assumptions(scenario))


def one_week(scenario: Scenario, *, after: bool = False) -> Week:
    """The week as the sliders have it, all miles run the same way.

    Compared as in `week_table`.
    """
    reference = present_week(scenario) if after else usual_week(scenario)
    miles = scenario.after_miles if after else scenario.miles
    return _week(*inputs(scenario, after=after), miles, assumptions(scenario), reference)


def planned_week(scenario: Scenario, planned: Sequence[Day] = ()) -> Week:
    """The week planned day by day, its seven runs Monday first, compared with the present week.

    `planned` days replace those of the scenario. Each day has its own miles, ground and pace;
    all else is as after the change. A week longer than the model covers is scaled down to the most
    that it covers, see `Week.miles`.
    """
    planned = planned or plan.planned_days(scenario)
    runner, running = inputs(scenario, after=True)
    miles = sum(day.miles for day in planned)
    share = 1.0 if miles <= MILES[1] else (MILES[1] - ROUNDING_MILES) / miles
    runs = tuple(
        (replace(running, surface=day.surface, speed_m_s=day.speed_m_s), share * day.miles)
        for day in planned
    )
    return _days(runner, runs, assumptions(scenario), present_week(scenario))


def usual_week(scenario: Scenario) -> ReferenceWeek:
    """What a week is compared with: the reader's usual miles, or the clinic's guide, run easily."""
    runner, _ = inputs(scenario)
    return usual_reference(runner, scenario.usual_miles or scenario.guide_miles)


def present_week(scenario: Scenario) -> ReferenceWeek:
    """The week of now, with which a changed week is compared; without miles, the usual week."""
    runner, running = inputs(scenario)
    if scenario.compared_with(after=True) != "now":
        return usual_week(scenario)
    return ReferenceWeek(runner, ((running, scenario.miles),))


@lru_cache(maxsize=CACHE_SIZE)
def return_plan(scenario: Scenario) -> plan.Return:
    """The graded return from the planned week to the present one, or to the clinic's guide."""
    planned = plan.planned_days(scenario)
    pattern = planned_week(scenario, planned)
    if not pattern.miles:
        even = plan.even_days(PATTERN_MILES, scenario.after_surface, EASY.speed_m_s)
        pattern = planned_week(scenario, even)
    return plan.plan_return(
        scenario.miles,
        planned,
        scenario.recent_longest_miles,
        pattern,
        guide_miles=scenario.guide_miles,
        past_guide=scenario.return_past_guide == "yes",
    )


def inputs(scenario: Scenario, *, after: bool = False) -> tuple[Runner, Running]:
    """Whose step it is and how it is run, now or after the change."""
    prefix = "after_" if after else ""
    names = ("surface", "speed_m_s", "step_rate_change", "slope_deg")
    chosen = {name: getattr(scenario, prefix + name) for name in names}
    runner = Runner(mass_kg=scenario.mass_kg, height_m=scenario.height_m)
    return runner, Running(**chosen, foot_strike=scenario.foot_strike)


def assumptions(scenario: Scenario) -> Assumptions:
    """The model's assumptions as the reader has set them."""
    return Assumptions(
        ground_force=scenario.ground_force,
        surface_sensitive=scenario.surface_sensitive == "yes",
    )


@lru_cache(maxsize=CACHE_SIZE)
def _sweep(
    runner: Runner, running: Running, assumed: Assumptions, reference: ReferenceWeek
) -> Sweep:
    span = catalog.choices()["miles"]
    miles = np.arange(span.low, span.high + 1)
    return sweep(runner, running, miles, SURFACES, assumed, reference)


@lru_cache(maxsize=CACHE_SIZE)
def _compare(
    runner: Runner, running: Running, reference: Running, assumed: Assumptions
) -> Comparison:
    return compare(runner, running, reference, assumed)


@lru_cache(maxsize=CACHE_SIZE)
def _step(runner: Runner, running: Running, assumed: Assumptions) -> Step:
    return step(runner, running, assumed)


@lru_cache(maxsize=CACHE_SIZE)
def _week(
    runner: Runner, running: Running, miles: float, assumed: Assumptions, reference: ReferenceWeek
) -> Week:
    return week(runner, running, miles, assumed, reference)


@lru_cache(maxsize=CACHE_SIZE)
def _days(
    runner: Runner,
    runs: tuple[tuple[Running, float], ...],
    assumed: Assumptions,
    reference: ReferenceWeek,
) -> Week:
    return days(runner, runs, assumed, reference)
