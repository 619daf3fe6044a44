"""Words that Streamlit itself puts on a page, in the reader's language.

Streamlit names its own buttons in English whatever the page speaks: the menu of pages, a dialog's
cross, the help beside a control. A screen reader would say them so; here they get our words. What
the page says of its connection in place of Streamlit's message comes along.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from explainer.ui import session
from explainer.ui.components import connection_status

SCRIPT = Path(__file__).with_name("streamlit_labels.js")
# Streamlit's label -> our text; in a label "*" stands for words of the page, ours say {words}.
LABELS = {
    "Expand sidebar": "open_pages",
    "Collapse sidebar": "close_pages",
    "Close": "close",
    "Dismiss": "close",
    "Open": "open",
    "Choose an option": "choose",
    "Help for *": "help_for",
    "* icon": "",  # a picture beside words that say the same
}


def translate() -> None:
    """Send the page's language and our labels to the browser; shows nothing."""
    words = session.words()
    ours = {
        theirs: words.text(f"streamlit_labels.{key}", words="{words}") if key else ""
        for theirs, key in LABELS.items()
    }
    said = connection_status.texts(words)
    data: dict[str, object] = {"ours": ours, "connection": said}
    data |= {"language": words.language, "page": session.page()}
    _component()(key="streamlit_labels", data=data)


@cache
def _component() -> Any:
    script = SCRIPT.read_text(encoding="utf-8")
    return st.components.v2.component(
        "behind_the_knee_streamlit_labels", js=script, isolate_styles=False
    )
