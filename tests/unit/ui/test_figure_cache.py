"""Charts are kept by what they use: what a file does not name can never be in its chart."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from plotly.io.json import to_json_plotly

from explainer.figures import joint_force, step_peaks
from explainer.scenario import Scenario
from explainer.ui import layout
from explainer.ui.lesson import charts, figure_cache
from explainer.ui.model_cache import one_step, week_table
from explainer.words import Words

ODD = {
    "miles": "31", "surface": "sand", "after_miles": "17", "after_surface": "grass",
    "structure": "achilles", "guide_miles": "22", "longest_miles": "9",
    "recent_longest_miles": "6", "usual_miles": "24", "ground_force": "half_sine",
    "days": ";".join(["3,grass,2.5", "0,asphalt,2.9"] * 3 + ["8,track,3"]),
}  # fmt: skip


@contextmanager
def open_drawer(label, key):
    """In place of a drawer that waits to be opened."""
    yield True


@pytest.mark.parametrize("page", ["hinge", "hamstrings_calf", "load", "plan", "model"])
def test_every_chart_of_a_page_shows_all_that_was_chosen(open_page, monkeypatch, page):
    drawn_as = []

    def both(drawing, scenario, result, words):
        kept = figure_cache.cached_figure(drawing, scenario, result, words)
        drawn_as.append((kept.to_dict(), drawing.draw(scenario, result, words).to_dict()))
        return kept

    monkeypatch.setattr(charts, "cached_figure", both)
    monkeypatch.setattr(layout, "drawer", open_drawer)
    assert not open_page(page, **ODD).exception
    assert drawn_as
    for kept, anew in drawn_as:
        assert to_json_plotly(kept) == to_json_plotly(anew)  # arrays have no one answer to ==


def test_a_chart_is_drawn_anew_only_when_a_choice_that_it_uses_moves():
    now, words = Scenario(miles=25), Words()
    moved, other = replace(now, miles=26), replace(now, surface="sand")
    step = one_step(now)
    first = figure_cache.cached_figure(joint_force, now, step, words)
    assert figure_cache.cached_figure(joint_force, moved, step, words) is first
    weeks = week_table(now), week_table(now, after=True)
    first = figure_cache.cached_figure(step_peaks, now, weeks, words)
    assert (
        figure_cache.cached_figure(step_peaks, replace(now, flexion_deg=9), weeks, words) is first
    )
    assert figure_cache.cached_figure(step_peaks, other, weeks, words) is not first
