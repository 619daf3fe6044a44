"""The pen's lines on the handout: a tick that sends them for one print.

The lines are in the memory of the browser's tab (shared/web/drawings.js). They reach the server
only when ticked, and stay in no link and no store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from explainer.handout.drawing import Drawing, read_drawing
from explainer.ui.components.shared.bundle import Bundle, bundle_scripts
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent / "web"
KEY = "share_drawing"


@dataclass
class SentDrawing:
    """What the browser last sent, read when the PDF is requested, as `TypedNames` is."""

    drawing: Drawing | None = None

    def take(self) -> None:
        """Read the component's state; called at the start of the run that it causes."""
        state = st.session_state.get(KEY)
        self.drawing = read_drawing(state.get("drawing") if isinstance(state, Mapping) else None)


def render_tick(words: Words) -> SentDrawing:
    """Render the tick, which shows itself only while there are lines to print."""
    sent = SentDrawing()
    sent.take()
    texts = {name: words.text(f"share.{name}") for name in ("drawing", "drawing_note")}
    data = texts | {"ticked": sent.drawing is not None}
    _component()(key=KEY, data=data, on_drawing_change=sent.take)
    return sent


@cache
def script() -> Bundle:
    """The tick's script with the shared memory of the drawing."""
    return bundle_scripts("share-drawing", DIRECTORY / "drawing_tick.js")


@cache
def _component() -> Any:
    js = f"{script().text}\nexport default render;\n"
    style = (DIRECTORY / "drawing_tick.css").read_text(encoding="utf-8")
    return st.components.v2.component("behind_the_knee_drawing", js=js, css=style)
