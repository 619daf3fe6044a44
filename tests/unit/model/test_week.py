"""Many steps: a week, the sweep and the long run."""

from dataclasses import replace

import numpy as np
import pytest

from explainer import catalog
from explainer.model import LOADS, SURFACES, Runner, Running, long_run, step, week
from explainer.model.one_week.running_batch import M_PER_MILE
from explainer.model.sweep import sweep

RUNNER = Runner()


def test_steps_of_one_leg():
    w, s = week(RUNNER, Running(speed_m_s=3.3), 12.0), step(RUNNER, Running(speed_m_s=3.3))
    assert w.steps_per_leg == pytest.approx(12.0 * 1609.344 / s.step_length_m / 2.0)
    assert M_PER_MILE == 1609.344
    for load in LOADS:
        assert w.loads[load].impulse_bw_s == pytest.approx(
            w.steps_per_leg * s.loads[load].impulse_bw_s
        )


def test_no_miles_no_load():
    w = week(RUNNER, Running(speed_m_s=4.0), 0.0)
    assert w.steps_per_leg == 0.0
    assert all(one.ratio_high == one.impulse_bw_s_high == 0.0 for one in w.loads.values())


def test_the_sweep_is_the_step_and_the_week():
    running = Running(speed_m_s=3.1, slope_deg=-3.0, step_rate_change=0.04)
    grid = sweep(RUNNER, running, miles=[0.0, 8.0, 23.0])
    assert grid.loads == LOADS
    assert grid.surfaces == SURFACES
    for j, surface in enumerate(SURFACES):
        here = replace(running, surface=surface)
        s, w = step(RUNNER, here), week(RUNNER, here, 23.0)
        assert grid.steps_per_leg[j, 2] == pytest.approx(w.steps_per_leg)
        for i, load in enumerate(LOADS):
            for end in ("", "_low", "_high"):
                for name in ("stress_mpa", "peak_bw"):
                    mine = getattr(grid, name + end)[i, j]
                    theirs = getattr(s.loads[load], name + end)
                    assert mine == pytest.approx(theirs, nan_ok=name == "stress_mpa")
                for name in ("ratio", "impulse_bw_s"):
                    mine = getattr(grid, name + end)[i, j, 2]
                    assert mine == pytest.approx(getattr(w.loads[load], name + end))


def test_the_shapes_of_a_sweep():
    grid = sweep(RUNNER, Running(), miles=np.arange(0, 61), surfaces=("asphalt", "grass"))
    assert grid.miles.shape == (61,)
    assert grid.stress_mpa.shape == grid.peak_bw_low.shape == (11, 2)
    assert grid.ratio.shape == grid.ratio_low.shape == grid.impulse_bw_s.shape == (11, 2, 61)
    assert grid.steps_per_leg.shape == (2, 61)
    assert (grid.ratio_low <= grid.ratio).all()
    assert (grid.ratio <= grid.ratio_high).all()
    with pytest.raises(ValueError, match="surface must be one of"):
        sweep(RUNNER, Running(), surfaces=("moon",))


@pytest.mark.parametrize(
    ("run", "ratio"),
    [(10.0, 1.0), (11.0, 1.0), (11.5, 1.64), (13.0, 1.64), (13.5, 1.52), (20.5, 2.28)],
)
def test_a_long_run_against_the_longest_of_the_last_month(run: float, ratio: float):
    found = long_run(run, 10.0)
    assert found.jump == pytest.approx(run / 10.0 - 1.0)
    assert found.rate_ratio == ratio
    assert found.rate_ratio_low <= ratio <= found.rate_ratio_high
    assert all(catalog.parameter(key).source == "runsafe_2025" for key in found.used)


def test_a_long_run_needs_something_to_be_compared_with():
    with pytest.raises(ValueError, match="longest_recent_miles must be above 0"):
        long_run(5.0, 0.0)
