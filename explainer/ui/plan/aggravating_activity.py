"""A short question: which run brings the pain, when it starts, what else does it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from explainer.catalog import aggravators
from explainer.describe import aggravators as describe
from explainer.scenario import Scenario
from explainer.ui import session
from explainer.ui.components import form_fields
from explainer.ui.lesson import patient_steps, prose
from explainer.words import Words

FIELD = "aggravators"  # of the scenario


def show() -> None:
    """The questions one after another, with what to ease first for each answer."""
    words = session.words()
    with st.container():
        prose.section(words.text("aggravators.heading"))
        form_fields.render_fields(FIELD, [build_questions(words, session.scenario())], _apply)


def build_questions(words: Words, scenario: Scenario) -> form_fields.Questions:
    """All questions and answers in the reader's words, and what the scenario holds."""
    questions = tuple(
        form_fields.Question(
            words.text(f"aggravators.questions.{question}"),
            tuple(_answer(words, one.id) for one in aggravators.answers_to(question)),
        )
        for question in aggravators.QUESTIONS
    )
    keep = {name: f"{{{name}}}" for name in ("number", "total")}
    texts = words.table("aggravators.live", **keep)
    value, is_alone = scenario.to_text()[FIELD], patient_steps.is_patient_view(scenario)
    return form_fields.Questions(FIELD, questions, texts, value, starts_open=is_alone)


def _answer(words: Words, id: str) -> form_fields.Answer:
    label, known = describe.label(words, id), describe.known(words, id)
    return form_fields.Answer(id, label, describe.ease(words, id), known)


def _apply(values: Mapping[str, str]) -> None:
    """Take over the answers; what no link could hold is ignored."""
    if FIELD in values:
        session.choose(**{FIELD: values[FIELD]})
