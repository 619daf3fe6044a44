"""The reader's scenario during a visit: read from the link once, kept, written back to the link.

The link is the only memory. A session that is lost (a server restarted, a phone asleep) starts
again from the address bar, so nothing here needs to outlive it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer.scenario import Replaced, Scenario
from explainer.ui import query_string
from explainer.words import Words

_SCENARIO = "scenario"
_OPENED = "opened"  # the query that opened the visit, its scenario, and what it could not say
_SHOWN = "shown_view"
_PAGE = "page"


def scenario() -> Scenario:
    """What the reader has chosen so far; a new visit takes it from the link, then the clinic."""
    if _SCENARIO not in st.session_state:
        query = _query()
        st.session_state[_OPENED] = query, *query_string.read(query)
        st.session_state[_SCENARIO] = st.session_state[_OPENED][1]
    return st.session_state[_SCENARIO]


def replaced() -> tuple[Replaced, ...]:
    """The values of the link that opened this visit which could not be used."""
    scenario()
    return st.session_state[_OPENED][2]


def open(page: str) -> None:
    """Remember which page is open, by the name of its lesson."""
    st.session_state[_PAGE] = page


def page() -> str:
    """The lesson that is open; "" before one is."""
    return st.session_state.get(_PAGE, "")


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
    """Bring the address bar in line with the scenario; one that says the same is left alone.

    A link that was damaged on its way stays as it came, on every page, until the reader changes
    something: written anew, it would pass for what was sent.
    """
    now = scenario()
    if query_string.read(_query())[0] == now:
        return
    query, opened, replaced = st.session_state[_OPENED]
    st.query_params.from_dict(query if replaced and now == opened else now.to_query())


def _query() -> dict[str, list[str]]:
    """The query of the address bar, without the keys that are Streamlit's own."""
    return {key: st.query_params.get_all(key) for key in st.query_params}
