"""The sections of a page: who says it, the text, its picture, and more behind one drawer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from explainer.ui import layout, session
from explainer.ui.lesson import prose, section_picture

VOICE_ICONS = {"clinic": ":material/stethoscope:", "research": ":material/menu_book:"}
STYLE = Path(__file__).with_name("sections.css")


def render_grid(page: str, sections: Iterable[Mapping[str, Any]]) -> None:
    """All of them, side by side where there is room."""
    st.html(STYLE)
    with st.container(key="sections"):
        for section in sections:
            with st.container(key=_key(page, section)):
                render(page, section)


def render(
    page: str,
    section: Mapping[str, Any],
    *,
    with_picture: bool = True,
    with_heading: bool = True,
) -> None:
    """One section; its picture stands beside the text (sections.css)."""
    words = session.words()
    picture = with_picture and section_picture.markup(page, section.get("id", ""), words)
    with st.container(key=f"{_key(page, section)}_row"):
        with st.container(key=f"{_key(page, section)}_text"):
            if with_heading:
                prose.section(section["heading"], _voice(section), section["body"])
            else:
                st.markdown("\n\n".join(filter(None, (_voice(section), section["body"]))))
            if more := section.get("more"):
                _render_more(f"{_key(page, section)}_more", more)
        if picture:
            st.html(picture)


def _voice(section: Mapping[str, Any]) -> str:
    """Who says it: what the clinic teaches and what research adds stand side by side."""
    voice = section.get("voice", "")
    if voice not in VOICE_ICONS:
        return ""
    return prose.small(f"{VOICE_ICONS[voice]} {session.words().text(f'common.voice.{voice}')}")


def _render_more(key: str, text: str) -> None:
    def show() -> None:
        st.markdown(text)

    layout.lazy_drawer(session.words().text("common.lesson.more"), key, show)


def _key(page: str, section: Mapping[str, Any]) -> str:
    """A key by which the style sheet finds the section; pages may have sections without an id."""
    return f"section_{page}_{section.get('id') or section['heading']}"
