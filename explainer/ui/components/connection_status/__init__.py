"""Whether the page reaches its server, and the one line that says so when it does not.

`web/connection.js` stands inline in the served page, so that it works whatever file is missing. It
keeps the state in `<html data-connection>`: "opening", "open", "lost" (it was open before) or
"blocked" (it never was), and dispatches the window event "connection" with each change. When the
page has been made anew after a break it dispatches "websocket-reconnected".
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.ui.html_markup import Markup, element
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent / "web"
ID = "connection-note"
KINDS = ("blocked", "lost", "missing", "updated")


def note(words: Words) -> Markup:
    """The place of the line, with what it may have to say; a screen reader follows it."""
    named = {f"data_{key}": text for key, text in texts(words).items()}
    return element("div", id=ID, role="status", **named)


def texts(words: Words) -> dict[str, str]:
    """What the line may say, by kind, and the words on its button."""
    return {key: words.text(f"common.connection.{key}") for key in (*KINDS, "reload")}


def style() -> str:
    """The style sheet of the line, and what else the state changes on a page."""
    return _text("connection.css")


def script() -> str:
    """What watches the connection, to stand inline in the served page."""
    return _text("connection.js")


@cache
def _text(name: str) -> str:
    return (DIRECTORY / name).read_text(encoding="utf-8").strip()
