"""The view at home: one column, the picture stays, and the rest comes one step at a time.

Step 0 is the picture with everything on it. Then come the guided steps where a page has them, then
its parts. All parts are rendered; the style sheet shows the current one. The link holds its number.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from explainer import catalog
from explainer.scenario import names
from explainer.ui import session
from explainer.ui.components.shared import reports
from explainer.ui.html_markup import element
from explainer.ui.lesson import guided_steps, live_region

PATIENT_VIEW = "patient"
HOME_STYLE = Path(__file__).with_name("patient_steps.css")
LATER_STYLE = Path(__file__).with_name("patient_steps_later.css")
_PAGE, _PARTS = "paging:page", "paging:parts"


def begin_page(page: str) -> None:
    """A page starts at its first step, unless the link that opened the visit names another."""
    if st.session_state.get(_PAGE, page) != page:
        session.choose(lesson_step=0.0)
    st.session_state[_PAGE], st.session_state[_PARTS] = page, 0
    if is_patient_view():
        st.html(HOME_STYLE)
        if session.scenario().lesson_step > _count_guided_steps(page):
            st.html(LATER_STYLE)


def is_patient_view() -> bool:
    """Whether the page is read one step at a time."""
    return session.scenario().view == PATIENT_VIEW


def begin_part() -> None:
    """Begin the next part; beyond the highest step of a link the last part continues."""
    if not is_patient_view() or not count_parts_left():
        return
    st.session_state[_PARTS] += 1
    parts_to_go = (
        session.scenario().lesson_step - _count_guided_steps(_page()) - st.session_state[_PARTS]
    )
    st.html(element("i", class_={0: "part now", -1: "part then"}.get(parts_to_go, "part")))


def count_parts_left() -> int:
    """How many parts may still begin."""
    most = int(catalog.choices()["lesson_step"].high)
    return most - _count_guided_steps(_page()) - st.session_state[_PARTS]


def render_navigation(following: StreamlitPage | None, label: str) -> None:
    """Large buttons back and next; after the last step, next opens the following page."""
    words, page = session.words(), _page()
    total = _count_guided_steps(page) + st.session_state[_PARTS]
    step = int(session.scenario().lesson_step)
    if step > total:
        session.choose(lesson_step=float(total))
        st.rerun()
    place = words.text("consult.step", number=str(step + 1), total=str(total + 1))
    with st.container(key="patient_nav", horizontal=True, vertical_alignment="center"):
        back = words.text("consult.back")
        st.button(
            back, key="patient_back", disabled=not step, on_click=_go_to_step, args=(step - 1,)
        )
        st.html(element("p", place, class_="patient-place"))
        if step < total:
            on = words.text("consult.next")
            st.button(
                on, key="patient_next", type="primary", on_click=_go_to_step, args=(step + 1,)
            )
        elif following:
            st.button(label, key="patient_next", type="primary", on_click=_open, args=(following,))
    live_region.announce(place)


def _page() -> str:
    return st.session_state[_PAGE]


def _count_guided_steps(page: str) -> int:
    """How many guided steps a page has."""
    words = session.words()
    return len(words.tables(f"{page}.guide")) if words.has(f"{page}.guide") else 0


@reports.after_reports
def _open(page: StreamlitPage) -> None:
    st.switch_page(page)


@reports.after_reports
def _go_to_step(step: int) -> None:
    moved = replace(session.scenario(), lesson_step=float(step))
    if 0 < step <= _count_guided_steps(_page()):
        moved = guided_steps.apply_step(_page(), step, moved)
    session.choose(**{name: getattr(moved, name) for name in names()})
