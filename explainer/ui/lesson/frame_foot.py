"""The foot of the column beside the knee: a guided step, or a few actions; the clinic's name."""

from __future__ import annotations

import streamlit as st

from explainer.scenario import Scenario
from explainer.ui import layout, session
from explainer.ui.lesson import clinic_branding
from explainer.ui.lesson.lesson import Lesson
from explainer.ui.load import presets
from explainer.words import Words

STEP, ACTIONS = "step", "actions"
PAGES_WITH_HELP_CALL = ("start", "plan")  # ask first for signs that cannot wait
COMPARED_ON = "load"


def kind(page: str, words: Words, scenario: Scenario) -> str:
    """What stands at the foot of a page's column; style sheets keep its place free."""
    is_step = scenario.lesson_step > 0 and words.has(f"{page}.guide")
    return STEP if is_step else ACTIONS


def render(page: Lesson) -> None:
    """Render it right after the diagram: site.css pulls it up into the column."""
    found = kind(page.name, session.words(), page.scenario)
    with st.container(key=f"foot_{found}"):
        if page.words.has(f"{page.name}.guide"):
            page.guide()
        if found == STEP:
            return
        if page.name in PAGES_WITH_HELP_CALL:
            layout.render_help_call()
        elif page.name == COMPARED_ON:
            presets.show()
        else:
            layout.render_page_link(COMPARED_ON, page.words.text("common.buttons.compare"))
        clinic_branding.render_header()
