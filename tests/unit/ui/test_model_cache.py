"""What the pages ask of the model: the reader's assumptions and week reach every result."""

from dataclasses import replace

import pytest

from explainer.model import Assumptions, step, week
from explainer.scenario import Day, Scenario
from explainer.ui import model_cache

SAND = Scenario(surface="sand", speed_m_s=3.4, miles=18.0, structure="")


@pytest.mark.parametrize(
    ("changed", "assumed"),
    [
        ({}, Assumptions()),
        ({"surface_sensitive": "yes"}, Assumptions(surface_sensitive=True)),
        ({"ground_force": "half_sine"}, Assumptions(ground_force="half_sine")),
        ({"fatigue_law": "6"}, Assumptions(fatigue_exponent=6.0)),
    ],
)
def test_an_assumption_reaches_table_step_and_week(changed, assumed):
    scenario = replace(SAND, **changed)
    runner, running = model_cache.inputs(scenario)
    one, whole = step(runner, running, assumed), week(runner, running, scenario.miles, assumed)
    assert model_cache.assumptions(scenario) == assumed
    table = model_cache.week_table(scenario)
    ground, miles = table.surfaces.index("sand"), list(table.miles).index(scenario.miles)
    for i, load in enumerate(table.loads):
        assert table.stress_mpa[i, ground] == pytest.approx(one.loads[load].stress_mpa)
        assert table.easy_miles[i, ground, miles] == pytest.approx(whole.loads[load].easy_miles)
        drawn = model_cache.one_step(scenario).loads[load]
        assert drawn.stress_mpa_high == one.loads[load].stress_mpa_high
        counted = model_cache.one_week(scenario).loads[load]
        assert counted.easy_miles_low == whole.loads[load].easy_miles_low


def test_each_assumption_changes_what_a_page_shows():
    plain = model_cache.one_week(SAND).loads["gastrocnemius_medial"].easy_miles
    for changed in ({"surface_sensitive": "yes"}, {"fatigue_law": "3"}, {"fatigue_law": "9"}):
        other = (
            model_cache.one_week(replace(SAND, **changed)).loads["gastrocnemius_medial"].easy_miles
        )
        assert other != pytest.approx(plain, rel=0.05)
    joint = model_cache.one_step(SAND).loads["tibiofemoral"].peak_n
    smooth = (
        model_cache.one_step(replace(SAND, ground_force="half_sine")).loads["tibiofemoral"].peak_n
    )
    assert smooth != pytest.approx(joint, rel=0.005)


def test_a_planned_week_is_its_days():
    days = tuple(Day(miles, "grass", 2.7) for miles in (3.0, 0.0, 4.0, 0.0, 5.0, 0.0, 8.0))
    planned = model_cache.planned_week(replace(SAND, days=days))
    even = model_cache.one_week(replace(SAND, surface="grass", speed_m_s=2.7, miles=20.0))
    assert planned.miles == 20.0
    assert planned.steps_by_run[1] == 0.0
    assert planned.loads["soleus"].easy_miles == pytest.approx(even.loads["soleus"].easy_miles)
    with pytest.raises(ValueError, match="holds no days"):
        model_cache.planned_week(SAND)


def test_a_week_beyond_the_model_is_drawn_in_and_says_so():
    days = tuple(Day(40.0, "asphalt", 3.0) for _ in range(7))
    planned = model_cache.planned_week(replace(SAND, days=days))
    assert planned.miles == pytest.approx(150.0)
    assert planned.miles <= 150.0
