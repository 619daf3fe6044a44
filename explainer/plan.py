"""A plan for the weeks to come: a week shared out over days, its longest run, the graded return.

The rule with the best support looks at single runs: none more than a tenth longer than the longest
of the past 30 days (runsafe_2025). How fast a week may grow no study has settled: that rate, and
how a week is shared out, are choices of assets/data/parameters/plan.toml, named so on the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from explainer import catalog
from explainer.model import LongRun, Week, long_run
from explainer.scenario import DAYS_A_WEEK, Day, Scenario

T = TypeVar("T", str, float)

STEP_MILES = 0.5  # what a runner can plan: finer than this nobody counts
SAME_MILES = 0.05  # what rounding of days may add up to
SUM_DIGITS = 4  # of a mile: to these a distance typed in kilometres is kept
ROUNDING = 1e-9  # a tenth of 15 is 1.5, whatever the last binary digit says
WEEKS_BACK = 4  # whole weeks within 30 days
USED = (
    "plan_miles_a_run", "plan_runs_fewest", "plan_runs_most", "return_growth", "return_least_step",
    "return_start_share", "return_weeks_most", "long_run_jump_small_from",
)  # fmt: skip


class Jump(NamedTuple):
    """The run of a week that is longest against what came before it."""

    day: int  # 0 is Monday
    miles: float
    before_miles: float  # the longest run of the 30 days before that one
    long_run: LongRun


class Band(NamedTuple):
    """A value with its 80 % band."""

    low: float
    central: float
    high: float


@dataclass(frozen=True)
class ReturnWeek:
    """One week of the graded return; ratio, by load, is to the present week."""

    number: int
    miles: float
    runs: int
    longest_miles: float
    ratio: Mapping[str, Band]


@dataclass(frozen=True)
class Return:
    """The graded return; `arrives` is False where the page ends before the goal.

    The goal is the present week, or the clinic's guide below it unless the reader goes on past it.
    """

    goal_miles: float
    weeks: tuple[ReturnWeek, ...]
    arrives: bool
    present_miles: float
    guide_miles: float | None  # None: no guide to keep to
    used: tuple[str, ...] = USED

    @property
    def stops_at_guide(self) -> bool:
        """Whether the way ends at the guide, below the present week."""
        return self.goal_miles < self.present_miles

    @property
    def first_week_past_guide(self) -> int | None:
        """The number of the first week over the guide, if there is one."""
        if self.guide_miles is None:
            return None
        guide_miles = self.guide_miles
        return next((one.number for one in self.weeks if one.miles > guide_miles), None)


def planned_days(scenario: Scenario) -> tuple[Day, ...]:
    """The planned week: the reader's own days, or the changed week shared out evenly.

    Own days follow what the reader has moved since: the week after the change in miles, ground or
    pace takes its days along.
    """
    surface, speed_m_s = scenario.after_surface, scenario.after_speed_m_s
    days = scenario.days
    if not total_miles(days):  # none planned, or a week of rest that the picture has left again
        return even_days(scenario.after_miles, surface, speed_m_s)
    if main_surface(days) != surface:
        days = tuple(day._replace(surface=surface) for day in days)
    if main_speed_m_s(days) != speed_m_s:
        days = tuple(day._replace(speed_m_s=speed_m_s) for day in days)
    if abs(total_miles(days) - scenario.after_miles) > SAME_MILES:
        days = scale_days(days, scenario.after_miles)
    return days


def choices_from_days(days: Sequence[Day]) -> dict[str, object]:
    """The choices that a planned week makes: its days, and the week after the change as a whole."""
    return {
        "days": tuple(days),
        "after_miles": total_miles(days),
        "after_surface": main_surface(days),
        "after_speed_m_s": main_speed_m_s(days),
        "longest_miles": max(day.miles for day in days),
    }


def even_days(miles: float, surface: str, speed_m_s: float) -> tuple[Day, ...]:
    """A week of like runs, spread out; Monday first, days without a run hold 0 miles."""
    runs = _runs(miles)
    days = [Day(0.0, surface, speed_m_s)] * DAYS_A_WEEK
    each = _rounded(miles / runs) if runs else 0.0
    for run in range(runs):
        rest = miles - each * (runs - 1)
        long_enough = each if run < runs - 1 else rest  # the last run takes what rounding left
        days[int((run + 0.5) * DAYS_A_WEEK / runs)] = Day(long_enough, surface, speed_m_s)
    return tuple(days)


def total_miles(days: Sequence[Day]) -> float:
    """The miles of a week, without the last binary digits that adding leaves behind."""
    return round(math.fsum(day.miles for day in days), SUM_DIGITS)


def scale_days(days: Sequence[Day], miles: float) -> tuple[Day, ...]:
    """The same week made longer or shorter, every run in proportion."""
    factor = miles / total_miles(days)
    return tuple(day._replace(miles=round(day.miles * factor, 2)) for day in days)


def main_surface(days: Sequence[Day]) -> str:
    """The surface that carries most of the miles of some days."""
    return _most_run((day.surface, day.miles) for day in days)


def main_speed_m_s(days: Sequence[Day]) -> float:
    """The speed at which most of the miles of some days are run."""
    return _most_run((day.speed_m_s, day.miles) for day in days)


def _most_run(runs: Iterable[tuple[T, float]]) -> T:
    miles_by: dict[T, float] = {}
    for value, miles in runs:
        miles_by[value] = miles_by.get(value, 0.0) + miles
    return max(miles_by, key=miles_by.__getitem__)


def largest_jump(days: Sequence[Day], recent_longest_miles: float) -> Jump | None:
    """The run that goes furthest beyond all runs before it; None where there is none to compare.

    A run of the week counts from the next day on as one of the past 30 days. What the longest of
    those was must be known (0: the reader has not said): a week alone tells nothing of a jump.
    """
    if not recent_longest_miles:
        return None
    jumps: list[Jump] = []
    before = recent_longest_miles
    for number, day in enumerate(days):
        if day.miles:
            jumps.append(Jump(number, day.miles, before, long_run(day.miles, before)))
        before = max(before, day.miles)
    return max(jumps, key=lambda jump: jump.long_run.jump, default=None)


def plan_return(
    present_miles: float,
    days: Sequence[Day],
    recent_longest_miles: float,
    pattern: Week,
    *,
    guide_miles: float | None = None,
    past_guide: bool = False,
) -> Return:
    """From the planned week back to `present_miles`, week by week.

    It stops at `guide_miles` where that is less, unless `past_guide`.

    Week 1 is the planned week. Each next one grows by the return_growth share, in whole steps of
    return_least_step and by one at least; after a week without a run it starts at
    return_start_share of the goal. The longest run keeps its share of the week, but never goes more
    than a tenth beyond the longest of the 30 days before (0: not said, and not counted). `pattern`
    is any week of more than 0 miles run as the weeks are, compared with the present week: load goes
    with miles.
    Raises ValueError for a pattern without miles.
    """
    if not pattern.miles:
        raise ValueError("pattern must hold miles")
    goal_miles = present_miles
    if guide_miles is not None and not past_guide:
        goal_miles = min(present_miles, guide_miles)
    first = total_miles(days)
    longest = [recent_longest_miles, max(day.miles for day in days)]
    runs = sum(day.miles > 0 for day in days)
    weeks = [_week(1, first, runs, longest[-1], pattern)]
    share = longest[-1] / first if first else 0.0
    most = int(catalog.parameter("return_weeks_most").value)
    while weeks[-1].miles < goal_miles and len(weeks) < most:
        number = len(weeks) + 1
        miles = min(_next_miles(weeks[-1].miles, goal_miles), goal_miles)
        limit = _limit(longest, number)
        wanted = (share or 1 / _runs(miles)) * miles
        longest.append(min(wanted, limit))
        needed = math.ceil(miles / longest[-1] - ROUNDING)
        runs = min(max(runs or _runs(miles), needed), DAYS_A_WEEK)
        weeks.append(_week(number, miles, runs, longest[-1], pattern))
    arrives = weeks[-1].miles >= goal_miles
    return Return(goal_miles, tuple(weeks), arrives, present_miles, guide_miles)


def _runs(miles: float) -> int:
    fewest, most, each = (
        catalog.parameter(f"plan_{name}").value
        for name in ("runs_fewest", "runs_most", "miles_a_run")
    )
    wanted = min(max(math.ceil(miles / each), fewest), most)
    return int(min(wanted, math.ceil(miles / STEP_MILES)))  # a run is a step long at least


def _next_miles(miles: float, goal_miles: float) -> float:
    if miles == 0:
        return max(_rounded(goal_miles * catalog.parameter("return_start_share").value), STEP_MILES)
    growth = miles * catalog.parameter("return_growth").value
    least = catalog.parameter("return_least_step").value
    return miles + max(math.floor(growth / least + ROUNDING), 1) * least


def _limit(longest: Sequence[float], number: int) -> float:
    """How long a run of week `number` may be: a tenth over the longest of the weeks before it."""
    before = [*longest[1:][-WEEKS_BACK:], *([longest[0]] if number <= WEEKS_BACK else [])]
    share = catalog.parameter("long_run_jump_small_from").value
    return (1.0 + share) * max(before) if max(before) else math.inf


def _week(number: int, miles: float, runs: int, longest: float, pattern: Week) -> ReturnWeek:
    factor = miles / pattern.miles
    ratio = {
        load: Band(factor * one.ratio_low, factor * one.ratio, factor * one.ratio_high)
        for load, one in pattern.loads.items()
    }
    return ReturnWeek(number, miles, runs, longest, MappingProxyType(ratio))


def _rounded(miles: float) -> float:
    """To the nearest step that a runner can plan."""
    return round(miles / STEP_MILES) * STEP_MILES
