"""Session state: the reader's scenario, read from the link once and written back to it.

The link is the only persistent state: a lost session (a server restarted, a phone asleep) starts
again from the address bar.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer.scenario import OF_THE_PAGE, Replaced, Scenario
from explainer.ui import query_string
from explainer.words import Words

_SCENARIO = "scenario"
_OPENED = "opened"  # (query of the link that opened the visit, its scenario, replaced values)
_SHOWN = "shown_view"
_PAGE = "page"
USUAL_VIEW = "posterior_superficial"  # until a page has shown a picture


def scenario() -> Scenario:
    """The current scenario; a new session reads it from the link, with the clinic's defaults."""
    if _SCENARIO not in st.session_state:
        query = _query()
        st.session_state[_OPENED] = query, *query_string.read(query)
        st.session_state[_SCENARIO] = st.session_state[_OPENED][1]
    return st.session_state[_SCENARIO]


def replaced() -> tuple[Replaced, ...]:
    """The values of the opening link that could not be used."""
    scenario()
    return st.session_state[_OPENED][2]


def set_page(page: str) -> None:
    """Store the name of the open lesson."""
    st.session_state[_PAGE] = page


def page() -> str:
    """The name of the open lesson, "" before the first."""
    return st.session_state.get(_PAGE, "")


def set_shown_view(view: str) -> None:
    """Store the view that the page shows: a lesson may lack the one that the reader chose."""
    st.session_state[_SHOWN] = view


def shown_view() -> str:
    """The view that the page shows."""
    chosen = scenario().knee_view
    return st.session_state.get(_SHOWN, USUAL_VIEW if chosen == OF_THE_PAGE else chosen)


def choose(**values: Any) -> Scenario:
    """Change fields of the scenario; invalid values are ignored. Returns the new scenario."""
    st.session_state[_SCENARIO] = scenario().choosing(**values)
    return st.session_state[_SCENARIO]


def words() -> Words:
    """The words in the reader's language, register and units, of their knee."""
    now = scenario()
    return Words(now.language, now.register, now.units, now.side)


def write_link() -> None:
    """Write the scenario to the address bar unless the bar already stands for it.

    A damaged link stays until the reader changes something: rewritten, it would pass for what was
    sent.
    """
    now = scenario()
    if query_string.read(_query())[0] == now:
        return
    query, opened, replaced = st.session_state[_OPENED]
    st.query_params.from_dict(query if replaced and now == opened else now.to_query())


def _query() -> dict[str, list[str]]:
    """The query of the address bar, without Streamlit's own keys."""
    return {key: st.query_params.get_all(key) for key in st.query_params}
