"""The exercises: all stages at once; at home one is a step of its own (lesson/patient_view.py)."""

from __future__ import annotations

from explainer.ui import session
from explainer.ui.components import home_care
from explainer.ui.lesson import prose


def show() -> None:
    """Everything, with tabs."""
    home_care.render_exercises()


def pain_guide() -> None:
    """How much pain is all right, and where that guide was borrowed from."""
    words = session.words()
    guide = prose.bullets(words.items("care.pain_guide.steps"))
    heading, body = words.text("care.pain_guide.heading"), words.text("care.pain_guide.body")
    note = prose.small(words.text("care.pain_guide.note"))
    prose.section(heading, body, guide, note, width=prose.TEXT_WIDTH_PX)
