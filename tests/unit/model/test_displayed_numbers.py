"""Every number that a page shows of a load is what its terms give, and has a name to read."""

import pytest

from explainer.model import LOADS, Assumptions, ReferenceWeek, Runner, Running, step, week
from explainer.model.explain.displayed_numbers import displayed_numbers
from explainer.model.explain.provenance import ALL_KEYS, RULE_KEYS, surface_keys
from explainer.model.explain.tornado import tornado
from explainer.words import Words, constants

CASES = [
    (Runner(), Running(), 20.0, Assumptions()),
    (
        Runner(90.0, 1.8),
        Running(3.6, -0.08, -6.0, "treadmill", "forefoot"),
        33.0,
        Assumptions(surface_sensitive=True),
    ),
]


REFERENCES = [
    None,
    ReferenceWeek(Runner(60.0), ((Running(), 4.0), (Running(2.5, surface="grass"), 8.0))),
]


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize(("runner", "running", "miles", "taken"), CASES)
@pytest.mark.parametrize("other", REFERENCES)
def test_the_terms_give_the_number(load, runner, running, miles, taken, other):
    for one in displayed_numbers(runner, running, miles, load, taken, other):
        assert one.total == pytest.approx(one.value, rel=1e-9), one.name
        assert one.low <= one.value <= one.high


def test_the_numbers_are_the_models_own():
    runner, running, miles, taken = CASES[1]
    found = {one.name: one for one in displayed_numbers(runner, running, miles, "achilles", taken)}
    now = step(runner, running, taken).loads["achilles"]
    whole = week(runner, running, miles, taken)
    assert found["peak"].value == now.peak_n
    assert found["stress"].high == now.stress_mpa_high
    assert found["steps"].value == whole.steps_per_leg
    assert found["ratio"].low == whole.loads["achilles"].ratio_low
    assert found["impulse"].value == pytest.approx(now.impulse_bw_s * whole.steps_per_leg)


def test_stress_is_shown_where_an_area_is_measured_and_nowhere_else():
    shown = {
        load
        for load in LOADS
        if "stress" in {one.name for one in displayed_numbers(Runner(), Running(), 9.0, load)}
    }
    assert shown == {"tibiofemoral", "patellofemoral", "achilles"}


def test_a_week_of_no_miles_has_its_numbers_too():
    found = {one.name: one.value for one in displayed_numbers(Runner(), Running(), 0.0, "soleus")}
    assert found["ratio"] == found["steps"] == found["impulse"] == 0.0
    assert found["peak"] > 0.0


@pytest.mark.parametrize("language", Words.languages())
@pytest.mark.parametrize("register", ["plain", "clinical"])
def test_every_term_and_constant_has_a_name(language, register):
    words = Words(language, register)
    for load in LOADS:
        for one in displayed_numbers(*CASES[1][:3], load):
            assert words.text(f"working.numbers.{one.name}")
            assert words.text(f"working.rules.{one.name}")
            assert all(words.text(f"working.terms.{term.name}") for term in one.terms)
    named = [constants.name(words, key) for key in (*ALL_KEYS, *surface_keys("sand"))]
    assert len(set(named)) == len(named)
    rules = [rule["id"] for rule in words.tables("model.equations")]
    assert sorted(rules) == sorted(RULE_KEYS)


def test_a_tornado_bar_has_a_name():
    swings = tornado(Runner(), Running(surface="grass"), "tibiofemoral")
    assert all(constants.name(Words("es"), one.key) for one in swings)
