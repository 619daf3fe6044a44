"""A week against its reference: the ratio, its joint band, and the damage-weighted index."""

from dataclasses import replace

import numpy as np
import pytest

from explainer import catalog
from explainer.model import (
    EASY,
    LOADS,
    Assumptions,
    ReferenceWeek,
    Runner,
    Running,
    days,
    step,
    usual_reference,
    week,
)
from explainer.model.one_week.reference import GUIDE_MILES
from explainer.model.sweep import sweep

RUNNER = Runner()
HARD = Running(speed_m_s=3.7, slope_deg=-4.0, surface="grass", foot_strike="forefoot")
MIXED = ReferenceWeek(RUNNER, ((EASY, 4.0), (HARD, 0.0), (HARD, 9.0)))


@pytest.mark.parametrize(
    "reference",
    [
        usual_reference(RUNNER),
        usual_reference(Runner(mass_kg=110.0), 33.0),
        ReferenceWeek(RUNNER, ((HARD, 21.0),)),
        MIXED,
    ],
)
def test_the_reference_week_itself_is_exactly_one(reference: ReferenceWeek):
    same = days(reference.runner, reference.runs, reference=reference)
    assert same.miles == reference.miles
    for one in same.loads.values():
        assert (one.ratio_low, one.ratio, one.ratio_high) == (1.0, 1.0, 1.0)
        for exponent in (1.0, 4.0, 9.0):
            assert one.damage_ratio(exponent) == 1.0
            assert one.damage_band(exponent) == (1.0, 1.0)


def test_without_a_reference_a_week_is_compared_with_the_clinics_guide_run_easily():
    found = week(RUNNER, HARD, 20.0)
    assert found.reference == usual_reference(RUNNER) == ReferenceWeek(RUNNER, ((EASY, 15.0),))
    assert (found.reference.miles, GUIDE_MILES) == (15.0, catalog.choices()["guide_miles"].default)
    assert week(RUNNER, EASY, 15.0).loads["soleus"].ratio == 1.0
    assert found.runner == RUNNER
    assert found.runs == ((HARD, 20.0),)


def test_a_week_compares_with_a_week_as_with_its_runs():
    now, planned = week(RUNNER, HARD, 24.0), [(HARD, 6.0), (EASY, 6.0)]
    of_week = days(RUNNER, planned, reference=now)
    of_runs = days(RUNNER, planned, reference=ReferenceWeek(RUNNER, ((HARD, 24.0),)))
    assert of_week.reference == of_runs.reference
    for load in LOADS:
        assert of_week.loads[load] == of_runs.loads[load]
        assert of_week.loads[load].ratio_by_run[0] == pytest.approx(6.0 / 24.0)


def test_nothing_is_compared_with_a_week_of_no_running():
    none = week(RUNNER, HARD, 0.0)
    compared = week(RUNNER, EASY, 30.0, reference=none)
    assert compared.reference == usual_reference(RUNNER)
    assert compared.loads["achilles"].ratio == pytest.approx(2.0)
    with pytest.raises(ValueError, match="at least one run"):
        ReferenceWeek(RUNNER, ())
    with pytest.raises(ValueError, match="miles must be from 0 to 150"):
        usual_reference(RUNNER, 151.0)


def test_the_same_way_of_running_is_in_proportion_to_miles_with_no_band():
    """What is uncertain stands above and below alike, so it cancels."""
    tenth = week(RUNNER, HARD, 10.0)
    for miles in (5.0, 20.0, 40.0):
        for one in week(RUNNER, HARD, miles, reference=tenth).loads.values():
            for end in (one.ratio_low, one.ratio, one.ratio_high):
                assert end == pytest.approx(miles / 10.0, rel=1e-12)
            assert one.damage_ratio(9.0) == pytest.approx(miles / 10.0, rel=1e-12)


def test_the_band_is_of_the_ratio_and_not_the_quotient_of_two_bands():
    fast = week(RUNNER, Running(speed_m_s=3.4), 20.0)
    easy = week(RUNNER, EASY, 15.0)
    for load in LOADS:
        one, above, below = fast.loads[load], fast.loads[load], easy.loads[load]
        assert one.ratio == pytest.approx(above.impulse_bw_s / below.impulse_bw_s)
        low = above.impulse_bw_s_low / below.impulse_bw_s_high
        high = above.impulse_bw_s_high / below.impulse_bw_s_low
        assert one.ratio_low < one.ratio < one.ratio_high
        assert one.ratio_high - one.ratio_low < 0.7 * (high - low)


def test_the_ratio_is_stance_impulse_times_steps():
    here, there = step(RUNNER, HARD), step(RUNNER, EASY)
    found = week(RUNNER, HARD, 20.0, reference=usual_reference(RUNNER, 10.0))
    for load in LOADS:
        impulse = here.loads[load].impulse_bw_s / there.loads[load].impulse_bw_s
        steps = 2.0 * there.step_length_m / here.step_length_m
        assert found.loads[load].ratio == pytest.approx(impulse * steps)


def test_two_bodies_compare_in_newtons():
    """Force goes with mass; stress with mass^(1/3), because areas grow with mass^(2/3)."""
    light, heavy = Runner(mass_kg=50.0), Runner(mass_kg=100.0)
    found = week(heavy, EASY, 15.0, reference=usual_reference(light))
    same = week(heavy, EASY, 15.0, reference=usual_reference(heavy))
    for load in LOADS:
        assert found.loads[load].ratio == pytest.approx(2.0)
        assert found.loads[load].impulse_bw_s == same.loads[load].impulse_bw_s
        assert same.loads[load].ratio == 1.0


def test_the_damage_index_is_the_ratio_at_one_and_weighs_high_forces_more_above():
    found = week(RUNNER, Running(speed_m_s=3.6), 15.0)
    for load in LOADS:
        one = found.loads[load]
        assert one.damage_ratio(1) == one.ratio
        assert one.damage_band(1.0) == (one.ratio_low, one.ratio_high)
        grown = [one.damage_ratio(exponent) for exponent in (1.0, 2.0, 4.0, 9.0)]
        assert grown == sorted(grown)
        assert grown[-1] > 1.1 * grown[0]
        low, high = one.damage_band(9.0)
        assert low < one.damage_ratio(9.0) < high
    for exponent in (0.9, 15.1, float("nan")):
        with pytest.raises(ValueError, match="exponent must be from 1 to 15"):
            found.loads["soleus"].damage_ratio(exponent)


def test_the_damage_index_is_the_curve_to_a_power_where_its_shape_is_kept():
    """Miles, size and pace of the Achilles' curve: height and length change, its shape does not."""
    quick = Running(speed_m_s=3.4)
    found = week(RUNNER, quick, 15.0).loads["achilles"]
    here, there = step(RUNNER, quick), step(RUNNER, EASY)

    def summed(one) -> float:
        foot_down = one.loads["achilles"].percent_stride <= 100.0 * one.duty_factor
        force = np.where(foot_down, one.loads["achilles"].force_n, 0.0)
        stride_s = 120.0 / one.step_rate_spm
        return float(np.trapezoid(force**4, dx=0.01 * stride_s))

    expected = summed(here) / summed(there) * there.step_length_m / here.step_length_m
    assert found.damage_ratio(4.0) == pytest.approx(expected, rel=0.03)


def test_uneven_ground_counts_more_for_its_spread_alone_above_an_exponent_of_one():
    """The same mean force and a wider spread from step to step: a convex law counts it higher."""
    firm = catalog.surfaces()["asphalt"].properties["stiffness_kn_m"].value
    same = Assumptions(
        changed=(
            ("uneven.thigh_demand_ratio", 1.0),
            ("uneven.calf_demand_ratio", 1.0),
            ("uneven.stiffness_kn_m", firm),
        )
    )
    for one in week(RUNNER, replace(EASY, surface="uneven"), 15.0, same).loads.values():
        assert one.ratio == one.damage_ratio(1.0) == pytest.approx(1.0, rel=1e-3)
        assert 1.01 < one.damage_ratio(9.0) < 1.5


def test_the_sweep_has_the_same_reference_as_the_week():
    grid = sweep(RUNNER, HARD, miles=[0.0, 12.0], surfaces=("asphalt", "grass"), reference=MIXED)
    for j, surface in enumerate(grid.surfaces):
        whole = week(RUNNER, replace(HARD, surface=surface), 12.0, reference=MIXED)
        for i, load in enumerate(LOADS):
            for end in ("", "_low", "_high"):
                mine = getattr(grid, f"ratio{end}")[i, j, 1]
                assert mine == pytest.approx(getattr(whole.loads[load], f"ratio{end}"))
    assert (grid.ratio[..., 0] == 0.0).all()
