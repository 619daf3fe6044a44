"""The get-help lists in a dialog that the browser opens itself: at the first tap, without a server.

The served page holds the dialog, so that it is there before any script has come. Streamlit's page
has buttons for it: they bring the words of a newly chosen language, and the dialog itself where the
served page could not be made. `web/` holds what runs in the browser.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from explainer.ui import session, url_paths
from explainer.ui.components.shared import asset_urls
from explainer.ui.html_markup import Markup, element, joined
from explainer.ui.lesson import get_help
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent / "web"
ID = "get-help"
URL = "/assets/get-help"
VARIANTS = 8  # languages times registers, with room
_SENT = "get_help_sent"  # session key: the address of the lists that this visit has last had


def link(label: str, **attributes: object) -> Markup:
    """A link to the dialog; without scripts it leads to the lists at the end of the page."""
    return element("a", label, href=f"#{ID}", **attributes)


def dialog(words: Words) -> Markup:
    """The closed dialog for the served page, outside everything that Streamlit replaces."""
    return element(
        "dialog",
        Markup(content(words)),
        id=ID,
        aria_labelledby=f"{ID}-title",
        data_lists=address(words),
    )


def style() -> str:
    """The style sheet of the dialog."""
    return _text("dialog.css")


def script() -> str:
    """What opens the dialog, to stand inline in the served page."""
    return _text("dialog.js")


def button(label: str, key: str, *, icon: str, brings_lists: bool = False) -> None:
    """A button that opens the dialog; `icon` names one of the pictures of `web/button.js`.

    One button of a page brings the lists: whole with the run in which the reader's language or
    register has changed, else their address, for a browser that lacks them.
    """
    data = {"label": label, "icon": icon, "lists": "", "content": ""}
    if brings_lists:
        words = session.words()
        data["lists"] = address(words)
        if st.session_state.get(_SENT, data["lists"]) != data["lists"]:
            data["content"] = content(words)
        st.session_state[_SENT] = data["lists"]
    _component()(key=key, data=data, width="content")


def address(words: Words) -> str:
    """Where the dialog's content stands in the words' language and register."""
    digest = asset_urls.content_hash(content(words).encode())
    return url_paths.relative(f"{URL}/{words.language}-{words.register}.html?v={digest}")


def route() -> Route:
    """Answers at every address that `address` gives."""
    return Route(f"{URL}/{{language}}-{{register}}.html", _answer)


@lru_cache(maxsize=VARIANTS)
def content(words: Words) -> str:
    """What stands in the dialog: the way out, the title, the lists."""
    close = element("button", "×", aria_label=words.text("common.buttons.close"), autofocus=True)
    way_out = element("form", close, method="dialog")
    title = element("h2", words.text("care.title"), id=f"{ID}-title")
    return joined(way_out, title, get_help.markup(words))


async def _answer(request: Request) -> Response:
    """The content in a language and register that the app has; anything else is not found."""
    language, register = (request.path_params[name] for name in ("language", "register"))
    try:
        found = content(Words(language, register))
    except (KeyError, ValueError, OSError):
        return Response(status_code=404)
    same = request.query_params.get("v") == asset_urls.content_hash(found.encode())
    headers = {"Cache-Control": asset_urls.CACHE_FOR_EVER if same else asset_urls.REVALIDATE}
    return HTMLResponse(found, headers=headers)


@cache
def _text(name: str) -> str:
    return (DIRECTORY / name).read_text(encoding="utf-8").strip()


@cache
def _component() -> Any:
    js = f"{script()}\n{_text('button.js')}"
    css = f"{style()}\n{_text('button.css')}"
    return st.components.v2.component(
        "behind_the_knee_get_help", js=js, css=css, isolate_styles=False
    )
