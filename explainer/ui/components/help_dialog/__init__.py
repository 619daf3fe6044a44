"""The get-help lists in a <dialog> that opens without the server.

The prerendered page contains the dialog, so that it works before any script has loaded. Streamlit's
page has buttons for it; one of them also sends the content in a newly chosen language, and creates
the dialog where the prerendered page could not be rendered.
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
from explainer.ui.html_markup import Markup, element, join
from explainer.ui.lesson import get_help
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent / "web"
ID = "get-help"
URL = "/assets/get-help"
CACHED_VARIANTS = 8  # languages times registers, with room
_SENT = "get_help_sent"  # session key: URL of the content last sent


def render_link(label: str, **attributes: object) -> Markup:
    """A link to the dialog; without scripts it leads to the lists at the page's end."""
    return element("a", label, href=f"#{ID}", **attributes)


def render_dialog(words: Words) -> Markup:
    """The closed dialog, outside of everything that Streamlit replaces."""
    return element(
        "dialog",
        Markup(render_content(words)),
        id=ID,
        aria_labelledby=f"{ID}-title",
        data_content_url=content_url(words),
    )


def style() -> str:
    """The style sheet of the dialog."""
    return _text("dialog.css")


def script() -> str:
    """The script that opens the dialog, to be inlined in the prerendered page."""
    return _text("dialog.js")


def render_button(label: str, key: str, *, icon: str, sends_content: bool = False) -> None:
    """Render a button that opens the dialog; `icon` names one of the icons of `web/button.js`.

    With `sends_content` (one button of a page) the dialog's content is sent in the run in which the
    reader's language or register has changed, else only its URL.
    """
    data = {"label": label, "icon": icon, "content_url": "", "content": ""}
    if sends_content:
        words = session.words()
        url = data["content_url"] = content_url(words)
        if st.session_state.get(_SENT, url) != url:
            data["content"] = render_content(words)
        st.session_state[_SENT] = url
    _component()(key=key, data=data, width="content")


def content_url(words: Words) -> str:
    """The URL of the dialog's content, relative to a page."""
    digest = asset_urls.content_hash(render_content(words).encode())
    return url_paths.relative_url(f"{URL}/{words.language}-{words.register}.html?v={digest}")


def route() -> Route:
    """The route that answers every URL of `content_url`."""
    return Route(f"{URL}/{{language}}-{{register}}.html", _respond)


@lru_cache(maxsize=CACHED_VARIANTS)
def render_content(words: Words) -> str:
    """The dialog's content as HTML: close button, title, lists."""
    close = element("button", "×", aria_label=words.text("common.buttons.close"), autofocus=True)
    form = element("form", close, method="dialog")
    title = element("h2", words.text("get_help.title"), id=f"{ID}-title")
    return join(form, title, get_help.markup(words))


async def _respond(request: Request) -> Response:
    """The content in one of the app's languages and registers, else 404."""
    language, register = (request.path_params[name] for name in ("language", "register"))
    try:
        content = render_content(Words(language, register))
    except (KeyError, ValueError, OSError):
        return Response(status_code=404)
    is_current = request.query_params.get("v") == asset_urls.content_hash(content.encode())
    headers = {"Cache-Control": asset_urls.IMMUTABLE if is_current else asset_urls.REVALIDATE}
    return HTMLResponse(content, headers=headers)


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
