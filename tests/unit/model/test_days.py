"""A week of different runs: a sum, run by run, with one band for the whole."""

import numpy as np
import pytest

from explainer.model import EASY, LOADS, Assumptions, Runner, Running, days, week
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.loads import respond
from explainer.model.one_week.running_batch import (
    stance_impulse_n_s_per_mile,
    steps_per_leg_per_mile,
)
from explainer.model.uncertainty import BAND, Values

RUNNER = Runner()
RUNS = [(Running(), 4.0), (Running(speed_m_s=3.6), 3.0), (Running(surface="grass"), 8.0)]


def test_days_add_up_to_their_week():
    whole = days(RUNNER, RUNS)
    single = [week(RUNNER, running, miles) for running, miles in RUNS]
    assert whole.miles == 15.0
    assert whole.steps_per_leg == pytest.approx(sum(w.steps_per_leg for w in single))
    assert whole.steps_by_run == pytest.approx([w.steps_per_leg for w in single])
    for load in LOADS:
        for figure in ("ratio", "impulse_bw_s"):
            parts = sum(getattr(w.loads[load], figure) for w in single)
            assert getattr(whole.loads[load], figure) == pytest.approx(parts)
        by_run = [w.loads[load].ratio for w in single]
        assert whole.loads[load].ratio_by_run == pytest.approx(by_run)
    assert "grass.stiffness_kn_m" in whole.loads["achilles"].used


def test_the_band_of_a_week_is_summed_draw_by_draw():
    """The same tissue runs every run, so the draws go together and the bands do not add up."""
    assumptions = Assumptions()
    scenes = ScenarioBatch.from_pairs([*((RUNNER, running) for running, _ in RUNS), (RUNNER, EASY)])
    body = respond(scenes, Values(assumptions), assumptions)
    per_mile = stance_impulse_n_s_per_mile(body)
    miles = np.array([distance for _, distance in RUNS])
    whole = days(RUNNER, RUNS)
    steps = (steps_per_leg_per_mile(body)[:-1] * miles[:, None]).sum(axis=0)
    ends = (whole.steps_per_leg_low, whole.steps_per_leg_high)
    assert ends == pytest.approx(np.quantile(steps[1:], BAND))
    for i, load in enumerate(LOADS):
        drawn = (per_mile[i, :-1] * miles[:, None]).sum(axis=0) / (15.0 * per_mile[i, -1])
        low, high = np.quantile(drawn[1:], BAND)
        one = whole.loads[load]
        assert one.ratio == pytest.approx(drawn[0])
        assert one.ratio_low == pytest.approx(low)
        assert one.ratio_high == pytest.approx(high)


def test_the_order_of_the_runs_does_not_matter():
    there, back = days(RUNNER, RUNS), days(RUNNER, RUNS[::-1])
    for load in LOADS:
        one, other = there.loads[load], back.loads[load]
        assert one.ratio == pytest.approx(other.ratio, rel=1e-12)
        assert one.ratio_by_run == pytest.approx(other.ratio_by_run[::-1], rel=1e-12)


def test_a_day_of_rest_adds_nothing_and_keeps_its_place():
    rested = days(RUNNER, [RUNS[0], (Running(speed_m_s=5.0), 0.0), *RUNS[1:]])
    for load in LOADS:
        assert rested.loads[load].ratio == pytest.approx(days(RUNNER, RUNS).loads[load].ratio)
        assert rested.loads[load].ratio_by_run[1] == 0.0
    assert rested.steps_by_run[1] == 0.0


def test_a_split_run_counts_as_the_whole():
    """The sum knows no rest: two easy fours are an easy eight."""
    split = days(RUNNER, [(Running(), 4.0), (Running(), 4.0)])
    assert split.loads["achilles"].ratio == pytest.approx(8.0 / 15.0)


def test_days_refuse_no_run_and_too_many_miles():
    with pytest.raises(ValueError, match="at least one run"):
        days(RUNNER, [])
    with pytest.raises(ValueError, match="miles must be from 0 to 150"):
        days(RUNNER, [(Running(), 100.0), (Running(), 60.0)])
    with pytest.raises(ValueError, match="miles must be from 0 to 150, not -1"):
        days(RUNNER, [(Running(), -1.0), (Running(), 60.0)])
