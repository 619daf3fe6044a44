"""Home care in the browser: stages with exercises, picks, timer, length of the calf.

Everything works without the server but the picks, which go into the scenario and so into the link.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from explainer.catalog import exercises
from explainer.describe import home_care as describe
from explainer.scenario import Scenario
from explainer.ui import session
from explainer.ui.components import exercise_drawing
from explainer.ui.components.home_care.bundles import control_style, script, style
from explainer.ui.components.home_care.payload import CACHED_PAYLOAD
from explainer.ui.components.knee_diagram import LOADER
from explainer.ui.components.shared import reports
from explainer.ui.components.shared.bundle import Bundle
from explainer.ui.lesson import patient_steps
from explainer.words import Words

__all__ = [
    "CACHED_PAYLOAD",
    "control_style",
    "doses",
    "prefetch_urls",
    "render_exercise",
    "render_exercises",
    "script",
    "style",
]

FIELD = "home_care"  # of the scenario


def render_exercises() -> None:
    """Render all stages, with the picks for this patient first."""
    _render("home_care:all", "")


def render_exercise(id: str) -> None:
    """Render one exercise alone, opened: for the view that shows one thing at a time."""
    _render(f"home_care:{id}", id)


def prefetch_urls(scenario: Scenario) -> tuple[str, ...]:
    """URLs that the component fetches, for a page to prefetch."""
    files = (script(), *_styles())
    return *(one.relative_url for one in files), CACHED_PAYLOAD.url_for(scenario)


def _styles() -> tuple[Bundle, ...]:
    return control_style(), style(), exercise_drawing.style()


def _render(slot: str, only: str) -> None:
    words, scenario = session.words(), session.scenario()
    payload_url = CACHED_PAYLOAD.url_for(scenario)
    _component()(
        key=slot,
        data={
            "script": script().relative_url,
            "preload_urls": [payload_url],
            "payload_url": payload_url,
            "css": [one.relative_url for one in _styles()],
            "failed": words.text("knee_diagram.live.failed_script"),
            "only": only,
            "can_pick": not patient_steps.is_patient_view(),
            "doses": doses(words, scenario),
            "slot": slot,
            "state": {FIELD: scenario.to_text()[FIELD]},
            "acknowledged": reports.listen(slot, _apply),
        },
        on_report_change=reports.take,
    )


def doses(words: Words, scenario: Scenario) -> dict[str, str]:
    """The daily dose of every exercise by id: the clinician's where it was picked."""
    picked = {one.id: one for one in scenario.home_care}
    return {
        one.id: describe.daily_dose(words, one, picked.get(one.id))
        for one in exercises.exercises().values()
    } | {id: own.dose(words.language) for id, own in describe.own_exercises().items()}


def _apply(values: reports.Values) -> None:
    """Take over the picks; what no link could hold is ignored."""
    picks = values.get(FIELD)
    if isinstance(picks, str):
        session.choose(**{FIELD: picks})


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_home_care", js=LOADER, isolate_styles=True)
