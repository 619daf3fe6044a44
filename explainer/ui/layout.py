"""The header and footer of every page, links between pages, and lazily rendered drawers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainer.scenario import Replaced
from explainer.ui import session
from explainer.ui.components import clinic_bar, help_dialog, knee_diagram, share
from explainer.ui.components.shared import reports
from explainer.ui.lesson import choice_controls, clinic_branding, header_switches, link_notice
from explainer.ui.lesson.markdown import escape_markdown
from explainer.ui.streamlit_internals import streamlit_labels
from explainer.words import Words

FIGURE_WIDTH_PX = 900
STYLE = Path(__file__).with_name("site.css")
TOKENS = knee_diagram.TOKENS
CLINIC_STYLE = Path(__file__).with_name("consult.css")
ROOT = Path(__file__).resolve().parents[2]


def lesson_page(name: str) -> st.Page:
    """The Streamlit page of a lesson; the first one has the root URL."""
    title = session.words().text(f"common.nav.{name}")
    return st.Page(
        ROOT / "pages" / f"{name}.py", title=title, url_path=name, default=name == "start"
    )


def document_title(words: Words, page: str) -> str:
    """The title of the HTML document."""
    return f"{words.text(f'{page}.title')} · {words.text('common.app_name')}"


def render_header(page: str, pages: Sequence[str]) -> None:
    """Render style sheets and the row in the header bar: help, share, settings, knee, language.

    In the clinic's view there is a bar with a link to each of `pages` in place of the menu.
    """
    words, in_clinic = session.words(), session.scenario().view == "consult"
    st.html(TOKENS)
    st.html(STYLE)
    if in_clinic:
        st.html(CLINIC_STYLE)
    with st.container(key="hidden_components"):
        streamlit_labels.translate()
        reports.outbox()
    if in_clinic:
        with st.container(horizontal=True, vertical_alignment="center", key="clinic_bar"):
            clinic_bar.render_pages(
                pages, lambda name, label: st.page_link(lesson_page(name), label=label)
            )
            clinic_bar.render_tools(len(pages))
    with st.container(horizontal=True, horizontal_alignment="right", key="top_row"):
        label = words.text("common.buttons.help_today")
        help_dialog.render_button(label, "get_help", icon="help", sends_content=True)
        share.render_button(page)
        with st.popover(words.text("common.switches.view"), icon=":material/tune:"):
            choice_controls.render_controls("view", "side", "register", "units")
        if in_clinic:
            leave = words.text("consult.leave")
            st.button(leave, icon=":material/close:", on_click=_leave_consult, key="leave")
        header_switches.render()


def render_footer() -> None:
    """Render the disclaimer and review status that every page ends with."""
    words = session.words()
    about = f"{words.text('common.footer.side')} {words.text('common.footer.adult')}"
    with st.container(key="foot"):
        clinic_branding.render_footer()
        st.caption(f"{words.text('common.disclaimer')}\n\n{about}")


@reports.after_reports
def _leave_consult() -> None:
    session.choose(view="lesson")


def side_by_side(key: str) -> DeltaGenerator:
    """A container that sets its parts beside each other where the screen is wide (site.css)."""
    return st.container(key=f"beside_{key}")


def row_of_drawers(key: str) -> DeltaGenerator:
    """A container that sets drawers side by side; an open one takes the row (site.css)."""
    return st.container(key=f"drawers_{key}")


@contextmanager
def drawer(label: str, key: str) -> Iterator[bool]:
    """A collapsible section; yields whether it is open, so that a closed one computes nothing."""
    box = st.expander(label, key=f"drawer_{key}", on_change="rerun")
    with box:
        yield bool(box.open)


def lazy_drawer(label: str, key: str, render: Callable[[], None]) -> None:
    """A drawer in a fragment of its own: opening it reruns nothing but `render`."""

    def fragment() -> None:
        with drawer(label, key) as is_open:
            if is_open:
                render()

    st.fragment(fragment, key=f"{key}_part")()


def render_help_call() -> None:
    """Render the question for signs that cannot wait, as the button that opens the lists."""
    with st.container(key="help_call"):
        question = session.words().text("start.first_help")
        help_dialog.render_button(question, "get_help_call", icon="arrow")


def render_link_notice(replaced: Sequence[Replaced]) -> None:
    """Render one box that lists what of the link was lost or could not be used."""
    lines = link_notice.lines(session.words(), replaced)
    if lines:
        with st.container(key="link_notice"):
            st.warning("  \n".join(map(escape_markdown, lines)), icon=":material/link_off:")


def render_page_link(name: str, label: str) -> None:
    """Render a link to another page that keeps the reader's choices."""
    st.page_link(lesson_page(name), label=label, icon=":material/arrow_forward:")
