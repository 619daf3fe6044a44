"""What to do: the plan's steps, care at home and in the clinic, surgery, help today."""

from __future__ import annotations

import streamlit as st

from explainer.ui import frame, paging, session


def steps() -> None:
    """The four steps of the plan, side by side or one below the other."""
    paging.part()
    words = session.words()
    st.header(words.text("plan.steps_title"), anchor=False)
    parts = words.tables("plan.steps")
    for number, (column, part) in enumerate(zip(st.columns(len(parts)), parts, strict=True), 1):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"**{number}. {part['name']}**\n\n{part['text']}")


def home() -> None:
    """Care at home: what to do, and what research says of it."""
    paging.part()
    words = session.words()
    with st.container(width=frame.TEXT_WIDTH_PX):
        _heading("home")
        for part in words.tables("care.home.steps"):
            st.markdown(f"**{part['name']}.** {part['do']}")
            st.caption(f":material/menu_book: {part['research']}")


def pain_guide() -> None:
    """How much pain is all right, and where that guide was borrowed from."""
    words = session.words()
    with st.container(width=frame.TEXT_WIDTH_PX):
        _heading("pain_guide")
        st.markdown("\n".join(f"- {line}" for line in words.items("care.pain_guide.steps")))
        st.caption(words.text("care.pain_guide.note"))


def clinic() -> None:
    """What the clinic does, and the part that only the reader can do."""
    paging.part()
    with st.container(width=frame.TEXT_WIDTH_PX):
        _heading("clinic")
        _heading("you")


def surgery() -> None:
    """When surgery is a question; most pain behind the knee needs none."""
    paging.part()
    words = session.words()
    with st.container(width=frame.TEXT_WIDTH_PX):
        _heading("surgery")
        st.markdown("\n".join(f"- {sign}" for sign in words.items("care.surgery.signs")))


def help_in_place() -> None:
    """The signs that cannot wait, on the page itself, and by what rules clinicians judge them."""
    words = session.words()
    with st.container(width=frame.TEXT_WIDTH_PX, border=True):
        st.header(words.text("care.title"), anchor=False)
        frame.help_signs()
        _heading("clinicians")


def _heading(part: str) -> None:
    words = session.words()
    st.header(words.text(f"care.{part}.heading"), anchor=False)
    st.markdown(words.text(f"care.{part}.body"))
