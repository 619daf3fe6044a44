"""Numbers looked up in the model's tables for a scenario's own week, before and after a change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from explainer.describe.answer import Band, Facts, Reference, unmeasured_names
from explainer.describe.subject import Subject
from explainer.model.comparison import Comparison
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario, names
from explainer.words import Words

AFTER = "after_"  # how the scenario marks what belongs to the second of two weeks


@dataclass(frozen=True, eq=False)
class ComparedWeek:
    """A picture's week with the week that it is compared with.

    In words, the second of two weeks is compared with the first. In colours, both are compared with
    the first one's reference, else equal weeks side by side would differ in colour.
    """

    comparison: Comparison
    reference_kind: Literal["guide", "usual", "now"]
    reference_miles: float
    after: bool = False  # the second of two weeks
    colour_kind: Literal["guide", "usual"] = "guide"  # the week that the colours compare with
    colour_times: tuple[float, ...] = ()  # load by load, the reference over that week; (): 1


def week_facts(words: Words, week: ComparedWeek, scenario: Scenario, subject: Subject) -> Facts:
    """What the answer about a part is composed from; `scenario` holds the picture's own week."""
    comparison = week.comparison
    column = comparison.surfaces.index(scenario.surface)
    row = (
        comparison.loads.index(subject.load) if subject.load else 0
    )  # unused where no load is known
    share = scenario.miles / week.reference_miles
    reference = Reference(
        kind=week.reference_kind,
        miles=week.reference_miles,
        surface=comparison.reference_surface,
        steps=comparison.reference_steps_per_mile * week.reference_miles,
        peak_bw=float(comparison.reference_peak_bw[row]),
    )
    return Facts(
        part=subject.part,
        reference=reference,
        miles=scenario.miles,
        surface=scenario.surface,
        steps=float(comparison.steps_per_mile[column]) * scenario.miles,
        ratio=_read_band(comparison, "ratio", row, column, share),
        ground=_read_band(comparison, "ground", row, column),
        peak_bw=_read_band(comparison, "peak_bw", row, column),
        stress_mpa=_band_or_none(_read_band(comparison, "stress_mpa", row, column)),
        measure="step" if scenario.measure == "step" else "week",
        after=week.after,
        unmeasured=unmeasured_names(words, comparison.unmeasured[column]),
    )


def picture_value(week: ComparedWeek, load: str, scenario: Scenario) -> float:
    """What colours a load in the picture of a scenario's own week; nan where there is no number."""
    comparison = week.comparison
    if load not in comparison.loads:
        return float("nan")
    row, column = comparison.loads.index(load), comparison.surfaces.index(scenario.surface)
    if scenario.measure == "step":
        return float(comparison.peak_bw[row, column])
    times = scenario.miles / week.reference_miles
    times *= week.colour_times[row] if week.colour_times else 1.0
    return float(comparison.ratio[row, column]) * times


def week_steps(week: ComparedWeek, scenario: Scenario) -> float:
    """Steps on each leg in the scenario's own week."""
    comparison = week.comparison
    return (
        float(comparison.steps_per_mile[comparison.surfaces.index(scenario.surface)])
        * scenario.miles
    )


def _read_band(
    comparison: Comparison, name: str, row: int, column: int, times: float = 1.0
) -> Band:
    ends = (getattr(comparison, name + end)[row, column] for end in ("", "_low", "_high"))
    return Band(*(float(end) * times for end in ends))


def _band_or_none(band: Band) -> Band | None:
    return band if np.isfinite(band).all() else None


def scenario_after_change(scenario: Scenario) -> Scenario:
    """The scenario as it would be after the change: what describes the second of two pictures."""
    changed_names = [name.removeprefix(AFTER) for name in names() if name.startswith(AFTER)]
    return replace(scenario, **{name: getattr(scenario, AFTER + name) for name in changed_names})


def read_value(table: Sweep, name: str, load: str, scenario: Scenario) -> float:
    """One value of a table for the scenario's ground and miles; nan where there is none."""
    values = getattr(table, name)[table.loads.index(load), table.surfaces.index(scenario.surface)]
    if np.ndim(values) == 0:
        return float(values)
    return float(np.interp(scenario.miles, table.miles, values))


def steps_per_leg(table: Sweep, scenario: Scenario) -> float:
    """Steps on each leg in the scenario's week."""
    row = table.steps_per_leg[table.surfaces.index(scenario.surface)]
    return float(np.interp(scenario.miles, table.miles, row))


def ratio(before: float, after: float) -> float:
    """After over before; 1 when both are nothing, inf when something comes from nothing."""
    if before == 0:
        return 1.0 if after == 0 else np.inf
    return after / before
