"""The working shown to a reader gives the figure it explains."""

import numpy as np
import pytest

from explainer.model import LOADS, Assumptions, Runner, Running, step
from explainer.model.explain.provenance import load_keys, surface_keys
from explainer.model.explain.terms import peak_terms

CASES = [
    (Runner(), Running()),
    (Runner(90.0, 1.8), Running(3.6, 0.08, -6.0, "treadmill", "forefoot")),
    (Runner(55.0, 1.6), Running(2.4, -0.1, 5.0, "sand", "midfoot")),
]


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize(("runner", "running"), CASES)
def test_the_terms_give_the_peak(load: str, runner: Runner, running: Running):
    shown = peak_terms(runner, running, load)
    peak_n = step(runner, running).loads[load].peak_n
    assert shown.peak_n == pytest.approx(peak_n)
    put_together = {"product": np.prod, "sum": np.sum}[shown.how]
    assert put_together([term.value for term in shown.terms]) == pytest.approx(peak_n)
    assert all(term.value > 0.0 for term in shown.terms)


@pytest.mark.parametrize("load", LOADS)
def test_every_term_names_records_that_stand_behind_the_load(load: str):
    known = set(load_keys(load)) | set(surface_keys("grass"))
    for term in peak_terms(Runner(), Running(surface="grass", foot_strike="forefoot"), load).terms:
        assert set(term.used) <= known, term.name
    names = [term.name for term in peak_terms(Runner(), Running(), load).terms]
    assert len(names) == len(set(names))


def test_the_quadriceps_presses_the_joint_most():
    terms = {t.name: t.value for t in peak_terms(Runner(), Running(), "tibiofemoral").terms}
    assert max(terms, key=terms.__getitem__) == "quadriceps"
    assert terms["gastrocnemius"] > terms["hamstrings"]


def test_a_changed_assumption_shows_in_the_working():
    changed = Assumptions(changed=(("achilles_lever_mm", 40.0),))
    terms = {t.name: t.value for t in peak_terms(Runner(), Running(), "achilles", changed).terms}
    assert terms["per_heel_lever"] == pytest.approx(25.0)


def test_an_unknown_load_is_refused():
    with pytest.raises(KeyError):
        peak_terms(Runner(), Running(), "no_such_load")
