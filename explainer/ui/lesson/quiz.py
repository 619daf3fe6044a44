"""Check yourself: a few questions, answered on the page's own picture; nothing is kept."""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer.describe import quiz
from explainer.scenario import Scenario
from explainer.ui import model_cache, session
from explainer.ui.components.shared import reports
from explainer.ui.lesson import prose
from explainer.words import Words

_BEGUN = "quiz:{page}"  # -> how often the reader began, and what was chosen at that moment


def render_invitation(page: str) -> None:
    """What awaits, and the button that brings the first question to the picture."""
    words = session.words()
    number = quiz.count(words, page)
    if not number:
        return
    again = _BEGUN.format(page=page) in st.session_state
    with st.container(
        border=True, horizontal=True, vertical_alignment="bottom", key="check_yourself"
    ):
        prose.section(words.text("quiz.title"), words.text("quiz.lead", count=str(number)))
        label = words.text("quiz.again" if again else "quiz.begin")
        st.button(label, key=f"{page}_quiz", on_click=_begin_run, args=(page,))


def build_payload(page: str, words: Words) -> dict[str, Any]:
    """The questions as the picture asks them; {} until the reader begins."""
    begun = st.session_state.get(_BEGUN.format(page=page))
    if not begun:
        return {}
    run, scenario = begun
    questions = quiz.questions(_basis(words, scenario), page)
    return {"quiz": {"run": run, "questions": questions}}


@reports.after_reports
def _begin_run(page: str) -> None:
    """Fix the scenario of a run of questions, so that none changes while it is open."""
    slot = _BEGUN.format(page=page)
    run, _ = st.session_state.get(slot, (0, None))
    st.session_state[slot] = (run + 1, session.scenario())


def _basis(words: Words, scenario: Scenario) -> quiz.Basis:
    table, step = model_cache.week_table(scenario), model_cache.one_step(scenario)
    return quiz.Basis(words, scenario, table, step)
