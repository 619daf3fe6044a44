"""What surrounds every page: navigation, the way to help, the reader's settings and the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from explainer.scenario import Replaced
from explainer.ui import session
from explainer.ui.components import help_dialog, share
from explainer.ui.components.shared import reports
from explainer.ui.lesson import choice_controls, clinic_branding, link_notice
from explainer.ui.lesson.markdown import escape_markdown
from explainer.ui.streamlit_internals import streamlit_labels
from explainer.words import Words

FIGURE_WIDTH_PX = 900
STYLE = Path(__file__).with_name("site.css")
CLINIC_STYLE = Path(__file__).with_name("consult.css")
ROOT = Path(__file__).resolve().parents[2]


def page(name: str) -> st.Page:
    """The Streamlit page of a lesson; the first one answers at the bare address."""
    title = session.words().text(f"common.nav.{name}")
    return st.Page(
        ROOT / "pages" / f"{name}.py", title=title, url_path=name, default=name == "start"
    )


def document_title(words: Words, page: str) -> str:
    """What the browser's tab, its history and its bookmarks call a page."""
    return f"{words.text(f'{page}.title')} · {words.text('common.app_name')}"


def top(page: str) -> None:
    """The row above every page: help today, and how the reader wants to read."""
    words = session.words()
    st.html(STYLE)
    if session.scenario().view == "consult":
        st.html(CLINIC_STYLE)
    with st.container(key="hidden_components"):
        streamlit_labels.translate()
        reports.outbox()
    with st.container(horizontal=True, horizontal_alignment="right", key="top_row"):
        label = words.text("common.buttons.help_today")
        help_dialog.button(label, "get_help", icon="help", brings_lists=True)
        share.button(page)
        with st.popover(words.text("common.switches.view"), icon=":material/tune:"):
            choice_controls.render_controls("view", "language", "register", "units")
        if session.scenario().view == "consult":
            leave, keys = words.text("consult.leave"), words.text("consult.keys")
            st.button(leave, icon=":material/close:", help=keys, on_click=_leave, key="leave")
    clinic_branding.render_header()


def foot() -> None:
    """The line that every page ends with: this teaches, it does not diagnose."""
    words = session.words()
    about = f"{words.text('common.footer.right_knee')} {words.text('common.footer.adult')}"
    with st.container(key="foot"):
        clinic_branding.render_footer()
        st.caption(f"{words.text('common.disclaimer')}\n\n{about}")


@reports.after_reports
def _leave() -> None:
    """From the clinic's view back to the lesson."""
    session.choose(view="lesson")


@contextmanager
def drawer(label: str, key: str) -> Iterator[bool]:
    """A part that opens at a tap, and whether it is open: what nobody sees is not worked out."""
    box = st.expander(label, key=f"drawer_{key}", on_change="rerun")
    with box:
        yield bool(box.open)


def on_opening(label: str, key: str, inside: Callable[[], None]) -> None:
    """The same for a part that nothing else on the page answers to: opened, it alone runs."""

    def alone() -> None:
        with drawer(label, key) as is_open:
            if is_open:
                inside()

    st.fragment(alone, key=f"{key}_part")()


def help_call() -> None:
    """The question that comes before any load: is there a sign that cannot wait?"""
    words = session.words()
    with st.container(horizontal=True, vertical_alignment="center", key="help_call"):
        st.markdown(words.text("start.first_help"))
        help_dialog.button(words.text("care.button.hint"), "get_help_call", icon="arrow")


def link_notice_box(replaced: Sequence[Replaced]) -> None:
    """One box that says what of the link was lost or could not be used."""
    lines = link_notice.lines(session.words(), replaced)
    if lines:
        st.warning("  \n".join(map(escape_markdown, lines)), icon=":material/link_off:")


def page_link(name: str, label: str) -> None:
    """A link to another page that keeps the reader's choices."""
    st.page_link(page(name), label=label, icon=":material/arrow_forward:")
