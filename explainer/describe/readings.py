"""Numbers looked up in the model's table for a scenario's own week, before and after a change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explainer.model.sweep import Sweep
from explainer.scenario import Scenario, names

AFTER = "after_"  # how the scenario marks what belongs to the second of two weeks
TABLES = {"week": "week_stress_mpa_steps", "step": "stress_mpa", "easy": "easy_miles"}


def scenario_after_change(scenario: Scenario) -> Scenario:
    """The scenario as it would be after the change: what describes the second of two pictures."""
    held = [name.removeprefix(AFTER) for name in names() if name.startswith(AFTER)]
    return replace(scenario, **{name: getattr(scenario, AFTER + name) for name in held})


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


def week_ratios(now: Sweep, after: Sweep, scenario: Scenario) -> dict[str, float]:
    """For each known load, the week's stress after the change over that of now; inf from none."""
    name, second = TABLES["week"], scenario_after_change(scenario)
    pairs = {
        load: (read_value(now, name, load, scenario), read_value(after, name, load, second))
        for load in now.loads
    }
    return {load: ratio(*pair) for load, pair in pairs.items() if np.isfinite(pair).all()}


def ratio(before: float, after: float) -> float:
    """After over before; 1 when both are nothing, inf when something comes from nothing."""
    if before == 0:
        return 1.0 if after == 0 else np.inf
    return after / before
