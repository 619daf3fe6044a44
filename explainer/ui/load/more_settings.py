"""Choices in a drawer below the two weeks: most readers change miles and ground alone."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from explainer import describe
from explainer.ui import layout
from explainer.ui.lesson import choice_controls
from explainer.ui.lesson.lesson import Lesson


def show(page: Lesson, differing: Sequence[str], shared: Sequence[str]) -> None:
    """The choices that each week holds on its own side by side, then those of the runner.

    What differs between the weeks is listed below the drawer, open or not.
    """
    words = page.words
    with layout.drawer(page.text("finer"), f"{page.name}_finer") as is_open:
        if is_open:
            for column, after in zip(st.columns(2), (False, True), strict=True):
                with column:
                    st.markdown(f"**{words.text('load.after' if after else 'load.now')}**")
                    choice_controls.render_controls(
                        *(f"after_{name}" if after else name for name in differing)
                    )
            page.choose(*shared)
    lines = describe.list_differences(words, page.scenario, differing)
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
