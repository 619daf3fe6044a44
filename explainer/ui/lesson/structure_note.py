"""The part of the knee that the reader chose: what it is, its attachments, its sources."""

from __future__ import annotations

import streamlit as st

from explainer import catalog
from explainer.ui import session
from explainer.ui.lesson import prose, sources


def show() -> None:
    """A note on the chosen part, below the picture; nothing while nothing is chosen."""
    words, structure = session.words(), session.scenario().structure
    if not structure:
        return
    note = words.table(f"glossary.structures.{structure}")
    ends = catalog.structures()[structure].attachments
    paragraphs = [f"**{words.full_name(structure)}.** {note['what']}"]
    attachments = [_attachment(end) for end in ends if words.has(f"common.roles.{end.role}")]
    if attachments:
        paragraphs.append("; ".join(dict.fromkeys(attachments)).capitalize() + ".")
    with st.container(width=prose.TEXT_WIDTH_PX, border=True):
        st.markdown("\n\n".join(paragraphs))
        with st.expander(words.text("common.lesson.sources")):
            sources.cite([*note["sources"], *(end.source for end in ends)])


def _attachment(end: catalog.Attachment) -> str:
    words = session.words()
    return f"{words.text(f'common.roles.{end.role}')}: {words.name(end.on)}"
