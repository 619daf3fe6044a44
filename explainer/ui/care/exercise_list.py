"""The exercises: all stages at once, or at home one exercise a step."""

from __future__ import annotations

from explainer.describe import home_care as describe
from explainer.ui import session
from explainer.ui.components import home_care
from explainer.ui.lesson import patient_steps, prose


def show() -> None:
    """Everything with tabs; in the patient's view what was picked for him, one a step."""
    if not patient_steps.is_patient_view():
        home_care.render_exercises()
        return
    for number, picked in enumerate(describe.shown_first(session.scenario())):
        if number:
            patient_steps.begin_part()
        home_care.render_exercise(picked.id)


def pain_guide() -> None:
    """How much pain is all right, and where that guide was borrowed from."""
    patient_steps.begin_part()
    words = session.words()
    guide = prose.bullets(words.items("care.pain_guide.steps"))
    heading, body = words.text("care.pain_guide.heading"), words.text("care.pain_guide.body")
    note = prose.small(words.text("care.pain_guide.note"))
    prose.section(heading, body, guide, note, width=prose.TEXT_WIDTH_PX)
