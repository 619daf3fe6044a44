"""What the model says of a scenario; kept, because many readers make the same choices."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from explainer import catalog
from explainer.model import SURFACES, Runner, Running, Step, step
from explainer.model.sweep import Sweep, sweep
from explainer.scenario import Scenario

KEPT = 256  # results; a table is about 0.2 MB, so at most 50 MB


def week_table(scenario: Scenario, *, after: bool = False) -> Sweep:
    """The model over every distance and surface that the sliders reach."""
    runner, running = _inputs(scenario, after=after)
    return _sweep(runner, replace(running, surface=SURFACES[0]))


def one_step(scenario: Scenario) -> Step:
    """One step as the scenario has it now, with every load over the stride."""
    return _step(*_inputs(scenario, after=False))


def _inputs(scenario: Scenario, *, after: bool) -> tuple[Runner, Running]:
    prefix = "after_" if after else ""
    names = ("surface", "speed_m_s", "step_rate_change", "slope_deg")
    chosen = {name: getattr(scenario, prefix + name) for name in names}
    runner = Runner(mass_kg=scenario.mass_kg, height_m=scenario.height_m)
    return runner, Running(**chosen, foot_strike=scenario.foot_strike)


@lru_cache(maxsize=KEPT)
def _sweep(runner: Runner, running: Running) -> Sweep:
    span = catalog.choices()["miles"]
    return sweep(runner, running, miles=np.arange(span.low, span.high + 1), surfaces=SURFACES)


@lru_cache(maxsize=KEPT)
def _step(runner: Runner, running: Running) -> Step:
    return step(runner, running)
