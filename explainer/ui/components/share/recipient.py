"""For whom a page is shared: the language and view of the link, the message and the print.

The choice is made once and kept for the session. It never changes the view of the one who shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from explainer.scenario import Scenario
from explainer.ui import session
from explainer.words import Words

VIEWS = ("patient", "lesson")
AT_HOME = VIEWS[0]
_CHOSEN = "share:recipient"


@dataclass
class Recipient:
    """What the receiver gets.

    The fields' callbacks write here at the start of their run, so that a print requested by the
    next press, before that run has ended, is made in the language just chosen.
    """

    language: str = ""  # "": the sharer's own, until one is chosen
    view: str = AT_HOME

    def scenario(self, shown: Scenario) -> Scenario:
        """The sharer's scenario as it opens: from the first step, at home in plain words."""
        language = self.language or shown.language
        opened = shown.choosing(language=language, view=self.view, lesson_step=0.0)
        return opened.choosing(register="plain") if self.view == AT_HOME else opened

    def words(self, shown: Scenario) -> Words:
        """The words of the receiver, about the knee that is shown."""
        opened = self.scenario(shown)
        return Words(opened.language, opened.register, opened.units, opened.side)


def current() -> Recipient:
    """The receiver chosen in this session."""
    return st.session_state.setdefault(_CHOSEN, Recipient())


def render_choices(words: Words) -> Recipient:
    """Render the choice of language and view."""
    recipient = current()
    opened = recipient.scenario(session.scenario())
    with st.container(horizontal=True, gap="medium", key="share_recipient"):
        for name, options in (("language", words.languages()), ("view", VIEWS)):
            key = f"share_to_{name}"
            st.session_state[key] = getattr(opened, name)
            st.segmented_control(
                words.text(f"share.{name}"),
                options,
                format_func=partial(_option, words, name),
                required=True,
                key=key,
                on_change=_take,
                args=(recipient, name),
            )
    return recipient


def _option(words: Words, name: str, value: str) -> str:
    key = f"common.options.language.{value}" if name == "language" else f"share.views.{value}"
    return words.text(key)


def _take(recipient: Recipient, name: str) -> None:
    setattr(recipient, name, st.session_state[f"share_to_{name}"])
