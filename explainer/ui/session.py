"""The reader's scenario during a visit: read from the link once, kept, written back to the link.

The link is the only memory. A session that is lost (a server restarted, a phone asleep) starts
again from the address bar, so nothing here needs to outlive it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer import clinic
from explainer.scenario import Replaced, Scenario
from explainer.words import Words

_SCENARIO = "scenario"
_REPLACED = "replaced"
_SHOWN = "shown_view"


def scenario() -> Scenario:
    """What the reader has chosen so far; a new visit takes it from the link, then the clinic."""
    if _SCENARIO not in st.session_state:
        query = {key: st.query_params.get_all(key) for key in st.query_params}
        read = Scenario.from_query(clinic.own().defaults() | query)
        st.session_state[_SCENARIO], st.session_state[_REPLACED] = read
    return st.session_state[_SCENARIO]


def replaced() -> tuple[Replaced, ...]:
    """The values of the link that opened this visit which could not be used."""
    scenario()
    return st.session_state.get(_REPLACED, ())


def show(view: str) -> None:
    """Remember which picture stands on the page: a lesson may lack the one the reader chose."""
    st.session_state[_SHOWN] = view


def shown_view() -> str:
    """The picture that stands on the page."""
    return st.session_state.get(_SHOWN, scenario().layer)


def choose(**values: Any) -> Scenario:
    """Change some of the reader's choices and return the whole; odd ones change nothing."""
    st.session_state[_SCENARIO] = scenario().choosing(**values)
    return st.session_state[_SCENARIO]


def words() -> Words:
    """The words in the reader's language, register and units."""
    now = scenario()
    return Words(now.language, now.register, now.units)


def write_link() -> None:
    """Bring the address bar in line with the scenario; unchanged addresses are not sent again."""
    query = scenario().to_query()
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
