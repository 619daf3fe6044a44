"""Translates the texts and accessible names of Streamlit's own buttons.

Streamlit writes them in English whatever the page's language is: the menu of pages, a dialog's
close button. The same component sends the texts of the connection note.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from explainer.ui import session
from explainer.ui.components import connection_status

SCRIPT = Path(__file__).with_name("streamlit_labels.js")
# Streamlit's label -> key of our text; "*" stands for words of the page.
TEXT_KEYS = {
    "Expand sidebar": "open_pages",
    "Collapse sidebar": "close_pages",
    "Close": "close",
    "Dismiss": "close",
    "* more": "more_pages",
    "* icon": "",  # an image beside words that say the same: hidden from screen readers
}


def translate() -> None:
    """Send language, labels and connection texts to the browser; renders nothing visible."""
    words = session.words()
    labels = {
        label: words.text(f"streamlit_labels.{key}") if key else ""
        for label, key in TEXT_KEYS.items()
    }
    data: dict[str, object] = {"labels": labels, "connection": connection_status.note_texts(words)}
    data |= {"language": words.language, "page": session.page()}
    _component()(key="streamlit_labels", data=data)


@cache
def _component() -> Any:
    script = SCRIPT.read_text(encoding="utf-8")
    return st.components.v2.component(
        "behind_the_knee_streamlit_labels", js=script, isolate_styles=False
    )
