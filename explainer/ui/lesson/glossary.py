"""The words of a page that a reader may not know, each with a plain meaning."""

from __future__ import annotations

import streamlit as st

from explainer.ui import layout, session
from explainer.ui.lesson import prose
from explainer.ui.lesson.lesson import Lesson


def show(page: Lesson) -> None:
    """A drawer with the words that this page uses."""
    words = session.words()
    used = [one for one in words.tables("glossary.terms") if page.name in one["pages"]]
    lines = prose.bullets(f"**{one['term']}:** {one['meaning']}" for one in used)

    def show_terms() -> None:
        st.markdown(lines)

    layout.lazy_drawer(words.text("glossary.used_title"), f"{page.name}_words", show_terms)
