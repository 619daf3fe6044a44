"""Every number that a page shows of a load is what its terms give, and has a name to read."""

import pytest

from explainer.model import LOADS, Assumptions, Runner, Running, step, week
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
        Assumptions(fatigue_exponent=6.0, surface_sensitive=True),
    ),
]


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize(("runner", "running", "miles", "taken"), CASES)
def test_the_terms_give_the_number(load, runner, running, miles, taken):
    for one in displayed_numbers(runner, running, miles, load, taken):
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
    assert found["easy_miles"].low == whole.loads["achilles"].easy_miles_low
    assert found["week_stress"].value == pytest.approx(now.stress_mpa * whole.steps_per_leg)


def test_a_week_of_no_miles_has_its_numbers_too():
    found = {one.name: one.value for one in displayed_numbers(Runner(), Running(), 0.0, "soleus")}
    assert found["easy_miles"] == found["steps"] == found["impulse"] == 0.0
    assert found["stress"] > 0.0


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
    swings = tornado(Runner(), Running(surface="grass"), "tibiofemoral", "stress_mpa")
    assert all(constants.name(Words("es"), one.key) for one in swings)
