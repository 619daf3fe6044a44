"""The state of the connection to the server, and the note that is shown when it is lost.

`web/connection.js` is inline in the prerendered page, so that it works whatever file is missing. It
sets `<html data-connection>` to "opening", "open", "lost" (it was open before) or "blocked" (it
never was) and dispatches the window event "connection" with each change, and
"websocket-reconnected" once the page has been rerun after a reconnect.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.ui.html_markup import Markup, element
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent / "web"
ID = "connection-note"
KINDS = ("blocked", "lost", "missing", "updated")


def render_note(words: Words) -> Markup:
    """The empty note, a live region, with its texts as data attributes."""
    attributes = {f"data_{key}": text for key, text in note_texts(words).items()}
    return element("div", id=ID, role="status", **attributes)


def note_texts(words: Words) -> dict[str, str]:
    """The text of the note by kind, and the label of its button."""
    return {key: words.text(f"common.connection.{key}") for key in (*KINDS, "reload")}


def style() -> str:
    """The style sheet of the note, and of the page in each state."""
    return _text("connection.css")


def script() -> str:
    """The script, to be inlined in the prerendered page."""
    return _text("connection.js")


@cache
def _text(name: str) -> str:
    return (DIRECTORY / name).read_text(encoding="utf-8").strip()
