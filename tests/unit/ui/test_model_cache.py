"""What the pages ask of the model: the reader's assumptions and week reach every result."""

from dataclasses import replace

import pytest

from explainer.model import EASY, Assumptions, Runner, Running, step, usual_reference, week
from explainer.scenario import Day, Scenario
from explainer.ui import model_cache

SAND = Scenario(surface="sand", speed_m_s=3.4, miles=18.0, structure="")


@pytest.mark.parametrize(
    ("changed", "assumed"),
    [
        ({}, Assumptions()),
        ({"surface_sensitive": "yes"}, Assumptions(surface_sensitive=True)),
        ({"ground_force": "half_sine"}, Assumptions(ground_force="half_sine")),
    ],
)
def test_an_assumption_reaches_table_step_and_week(changed, assumed):
    scenario = replace(SAND, **changed)
    runner, running = model_cache.inputs(scenario)
    one = step(runner, running, assumed)
    whole = week(runner, running, scenario.miles, assumed, usual_reference(runner, 15.0))
    assert model_cache.assumptions(scenario) == assumed
    table = model_cache.week_table(scenario)
    ground, miles = table.surfaces.index("sand"), list(table.miles).index(scenario.miles)
    for i, load in enumerate(table.loads):
        assert table.peak_bw[i, ground] == pytest.approx(one.loads[load].peak_bw)
        assert table.ratio[i, ground, miles] == pytest.approx(whole.loads[load].ratio)
        drawn = model_cache.one_step(scenario).loads[load]
        assert drawn.peak_bw_high == one.loads[load].peak_bw_high
        counted = model_cache.one_week(scenario).loads[load]
        assert counted.ratio_low == whole.loads[load].ratio_low


def test_each_assumption_changes_what_a_page_shows():
    plain = model_cache.one_week(SAND).loads["gastrocnemius_medial"].ratio
    keen = model_cache.one_week(replace(SAND, surface_sensitive="yes"))
    assert keen.loads["gastrocnemius_medial"].ratio != pytest.approx(plain, rel=0.05)
    joint = model_cache.one_step(SAND).loads["tibiofemoral"].peak_n
    smooth = (
        model_cache.one_step(replace(SAND, ground_force="half_sine")).loads["tibiofemoral"].peak_n
    )
    assert smooth != pytest.approx(joint, rel=0.005)


def test_a_planned_week_is_its_days():
    days = tuple(Day(miles, "grass", 2.7) for miles in (3.0, 0.0, 4.0, 0.0, 5.0, 0.0, 8.0))
    planned = model_cache.planned_week(SAND, days)
    even = model_cache.one_week(replace(SAND, surface="grass", speed_m_s=2.7, miles=20.0))
    assert planned.miles == 20.0
    assert planned.steps_by_run[1] == 0.0
    assert planned.loads["soleus"].impulse_bw_s == pytest.approx(even.loads["soleus"].impulse_bw_s)
    of_its_own = replace(SAND, days=days, after_miles=20.0, after_surface="grass")
    followed = model_cache.planned_week(replace(of_its_own, after_speed_m_s=2.7))
    assert followed.loads == planned.loads


def test_a_planned_week_has_the_slope_and_step_rate_of_the_change_and_is_compared_with_now():
    changed = replace(SAND, slope_deg=-4.0, after_slope_deg=2.0, after_step_rate_change=0.05)
    planned = model_cache.planned_week(changed)
    assert {(one.slope_deg, one.step_rate_change) for one, _ in planned.runs} == {(2.0, 0.05)}
    ((now, miles),) = planned.reference.runs
    assert (now.slope_deg, now.surface, miles) == (-4.0, "sand", 18.0)


def test_a_week_beyond_the_model_is_drawn_in_and_says_so():
    days = tuple(Day(40.0, "asphalt", 3.0) for _ in range(7))
    planned = model_cache.planned_week(SAND, days)
    assert planned.miles == pytest.approx(150.0)
    assert planned.miles <= 150.0


def test_a_week_of_now_is_compared_with_the_usual_week_or_else_with_the_guide():
    guide = replace(SAND, guide_miles=12.0)
    assert model_cache.one_week(guide).reference == usual_reference(Runner(), 12.0)
    usual = replace(guide, usual_miles=30.0, mass_kg=90.0)
    assert model_cache.one_week(usual).reference == usual_reference(Runner(mass_kg=90.0), 30.0)
    table = model_cache.week_table(replace(usual, surface="asphalt", speed_m_s=EASY.speed_m_s))
    road = table.surfaces.index("asphalt")
    assert table.ratio[:, road, 30] == pytest.approx(1.0)
    assert table.ratio[:, road, 15] == pytest.approx(0.5)


def test_a_week_after_a_change_is_compared_with_that_of_now():
    now = replace(SAND, after_miles=9.0, after_surface="sand", after_speed_m_s=3.4)
    table = model_cache.week_table(now, after=True)
    sand = table.surfaces.index("sand")
    assert table.ratio[:, sand, 18] == pytest.approx(1.0)
    assert table.ratio[:, sand, 9] == pytest.approx(0.5)
    planned = model_cache.planned_week(now, (Day(3.0, "sand", 3.4),) * 7)
    assert planned.reference.runs == ((Running(surface="sand", speed_m_s=3.4), 18.0),)
    assert planned.loads["achilles"].ratio == pytest.approx(21.0 / 18.0)


def test_a_week_after_none_is_compared_with_the_usual_one():
    none = replace(SAND, miles=0.0, usual_miles=30.0, after_speed_m_s=EASY.speed_m_s)
    table = model_cache.week_table(none, after=True)
    assert table.ratio[:, table.surfaces.index("asphalt"), 30] == pytest.approx(1.0)
