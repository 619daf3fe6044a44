"""Many steps: the fatigue law, easy miles, the sweep and the long run."""

from dataclasses import replace

import numpy as np
import pytest

from explainer import catalog
from explainer.model import LOADS, SURFACES, Assumptions, Runner, Running, long_run, step, week
from explainer.model.one_week.fatigue import FatigueLaw
from explainer.model.one_week.weekly_load import EASY, M_PER_MILE
from explainer.model.sweep import sweep

RUNNER = Runner()
TENDON = FatigueLaw(np.array(14.8), np.array(3.0), np.array(9.0))
MENISCUS = FatigueLaw(np.array(10.59), np.array(3.0), np.array(9.0))


def cycles_ratio(law: FatigueLaw, low: float, high: float) -> float:
    """How many times fewer cycles the higher stress (in % of strength) lasts."""
    return float(np.exp(law.log_harm(np.array(high)) - law.log_harm(np.array(low))))


def test_the_tendon_law_is_the_published_line_between_its_ends():
    assert cycles_ratio(TENDON, 30.0, 44.8) == pytest.approx(10.0)  # 14.8 % is one decade
    assert cycles_ratio(TENDON, 30.0, 40.0) == pytest.approx(6.6e4 / 1.4e4, rel=0.02)
    assert cycles_ratio(MENISCUS, 30.0, 40.0) == pytest.approx(3e6 / 3.4e5, rel=0.03)


@pytest.mark.parametrize(("percent", "exponent"), [(20, 3.1), (30, 4.7), (40, 6.2), (50, 7.8)])
def test_the_local_exponent_grows_with_stress(percent: float, exponent: float):
    assert TENDON.exponent(np.array(float(percent))) == pytest.approx(exponent, abs=0.05)
    nearby = cycles_ratio(TENDON, percent * 0.999, percent * 1.001)
    assert np.log(nearby) / np.log(1.001 / 0.999) == pytest.approx(exponent, abs=0.05)


def test_beyond_its_ends_the_law_is_a_power_and_no_stress_does_no_harm():
    assert cycles_ratio(TENDON, 80.0, 160.0) == pytest.approx(2.0**9.0)
    assert cycles_ratio(TENDON, 5.0, 10.0) == pytest.approx(2.0**3.0)
    assert np.exp(TENDON.log_harm(np.array(0.0))) == 0.0
    stress = np.linspace(0.1, 150.0, 2000)
    assert (np.diff(TENDON.log_harm(stress)) > 0.0).all()


def test_ten_per_cent_more_stress_counts_as_the_derived_rows_say():
    assert cycles_ratio(TENDON, 30.0, 33.0) == pytest.approx(1.56, rel=0.03)
    assert cycles_ratio(TENDON, 50.0, 55.0) == pytest.approx(2.10, rel=0.05)


def test_steps_of_one_leg():
    w, s = week(RUNNER, Running(speed_m_s=3.3), 12.0), step(RUNNER, Running(speed_m_s=3.3))
    assert w.steps_per_leg == pytest.approx(12.0 * 1609.344 / s.step_length_m / 2.0)
    assert M_PER_MILE == 1609.344
    for load in LOADS:
        assert w.loads[load].impulse_bw_s == pytest.approx(
            w.steps_per_leg * s.loads[load].impulse_bw_s
        )


def test_easy_miles_of_easy_miles_are_the_miles_themselves():
    w = week(RUNNER, EASY, 17.0)
    for one in w.loads.values():
        assert one.easy_miles_low == one.easy_miles == one.easy_miles_high == pytest.approx(17.0)


def test_no_miles_no_load():
    w = week(RUNNER, Running(speed_m_s=4.0), 0.0)
    assert w.steps_per_leg == 0.0
    assert all(one.ratio_high == one.impulse_bw_s_high == 0.0 for one in w.loads.values())


def test_uneven_ground_counts_more_for_its_spread_alone():
    """The same mean stress, a wider spread from step to step: a convex law counts it higher."""
    same = (
        ("uneven.thigh_demand_ratio", 1.0),
        ("uneven.calf_demand_ratio", 1.0),
        ("uneven.stiffness_kn_m", catalog.surfaces()["asphalt"].properties["stiffness_kn_m"].value),
    )
    uneven = week(RUNNER, Running(surface="uneven"), 20.0, Assumptions(changed=same))
    for one in uneven.loads.values():
        assert 20.0 < one.easy_miles < 23.0


def test_a_fixed_exponent_can_be_chosen_instead():
    running = Running(step_rate_change=-0.1)
    power = Assumptions(fatigue_exponent=4.0)
    w, here, there = week(RUNNER, running, 10.0, power), step(RUNNER, running), step(RUNNER, EASY)
    steps = there.step_length_m / here.step_length_m
    for load in LOADS:
        ratio = here.loads[load].stress_mpa / there.loads[load].stress_mpa
        assert w.loads[load].easy_miles == pytest.approx(10.0 * steps * ratio**4.0)


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
                    assert mine == pytest.approx(getattr(s.loads[load], name + end))
                for name in ("ratio", "easy_miles", "impulse_bw_s"):
                    mine = getattr(grid, name + end)[i, j, 2]
                    assert mine == pytest.approx(getattr(w.loads[load], name + end))
            total = s.loads[load].stress_mpa * w.steps_per_leg
            assert grid.week_stress_mpa_steps[i, j, 2] == pytest.approx(total)


def test_the_shapes_of_a_sweep():
    grid = sweep(RUNNER, Running(), miles=np.arange(0, 61), surfaces=("asphalt", "grass"))
    assert grid.miles.shape == (61,)
    assert grid.stress_mpa.shape == grid.peak_bw_low.shape == (11, 2)
    assert (
        grid.ratio.shape
        == grid.easy_miles.shape
        == grid.week_stress_mpa_steps_high.shape
        == (11, 2, 61)
    )
    assert grid.steps_per_leg.shape == (2, 61)
    assert (grid.easy_miles_low <= grid.easy_miles).all()
    assert (grid.easy_miles <= grid.easy_miles_high).all()
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
