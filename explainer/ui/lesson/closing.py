"""How every lesson ends: questions, three lines to keep, how sure we are, sources, what is next."""

from __future__ import annotations

import streamlit as st

from explainer.ui.lesson import glossary
from explainer.ui.lesson.lesson import Lesson


def show(page: Lesson) -> None:
    """The last parts of a lesson, the same on every page, each filled from the page's own texts.

    What is short stands side by side (sections.css).
    """
    with st.container(key="closing"):
        page.summary()
        page.limits()
        with st.container(key="questions"):
            page.check_yourself()
            page.predict()
    with st.container(key="closing_drawers"):
        glossary.show(page)
        page.sources()
        page.next()
