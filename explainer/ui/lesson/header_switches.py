"""The switches in the header of every page: which knee is shown, the other languages by name."""

from __future__ import annotations

import streamlit as st

from explainer import catalog
from explainer.ui import session
from explainer.ui.components.shared import reports
from explainer.words import Words

_SIDE = "header_side"  # the settings menu, which a phone has instead, has a widget of its own


def sides() -> tuple[str, ...]:
    """Both knees, the left one first: as they lie side by side, seen from behind."""
    return tuple(sorted(catalog.choices()["side"].options))


def other_languages(words: Words) -> dict[str, str]:
    """The code of each language that is not the reader's, and its own name for itself."""
    codes = (code for code in words.languages() if code != words.language)
    return {code: Words(code).text(f"common.options.language.{code}") for code in codes}


def render() -> None:
    """Render both; each keeps every other choice."""
    words = session.words()
    with st.container(key="header_switches"):
        st.session_state[_SIDE] = session.scenario().side
        st.segmented_control(
            words.text("common.fields.side"),
            sides(),
            format_func=lambda side: words.text(f"common.sides.{side}"),
            label_visibility="collapsed",
            required=True,
            key=_SIDE,
            on_change=_choose_side,
        )
    for code, name in other_languages(words).items():
        key = f"language_{code}"  # streamlit_labels.js tells its language to screen readers
        st.button(name, type="tertiary", key=key, on_click=_choose_language, args=(code,))


@reports.after_reports
def _choose_side() -> None:
    session.choose(side=st.session_state[_SIDE])


@reports.after_reports
def _choose_language(code: str) -> None:
    session.choose(language=code)
