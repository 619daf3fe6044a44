"""Answers a page's address: with the filled page, with the way to it, or with "not here"."""

from __future__ import annotations

import logging
import traceback

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.ui import development, url_paths
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.prerender import page_request
from explainer.ui.prerender.document import document
from explainer.ui.prerender.not_found import not_found

ASK_AGAIN = {"Cache-Control": "no-cache"}
# A link that holds somebody's choices is for them, not for a search engine; robots.txt would also
# keep messengers from fetching its preview.
NOT_LISTED = {"X-Robots-Tag": "noindex"}
FILES = ("/static/", "/_stcore/")  # what scripts ask for: no reader sees the answer
ANSWERED = ("/assets/", "/media/", "/component/")  # whose routes say themselves what is not there
AFTER = "/ .,;:!?*)]}>'\"»”’…"  # what a sentence or a mail program leaves behind a link

_log = logging.getLogger(__name__)


class PrerenderedPages:
    """ASGI middleware in front of Streamlit; files and the websocket pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the page, or lead to the page that is meant, or say that there is none."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        path = url_paths.route_path(scope)
        if page_request.lesson(path):
            await self._lesson(scope, receive, send)
        elif way := _way(scope):
            await RedirectResponse(way, 301, ASK_AGAIN)(scope, receive, send)
        elif path.startswith(ANSWERED):
            await self.app(scope, receive, send)
        else:
            found = _Found(send, is_file=path.startswith(FILES))
            await self.app(dict(scope), receive, found)  # a mount on the way writes into it
            if not found.known:
                await _nothing(scope, is_file=found.is_file)(scope, receive, send)

    async def _lesson(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the filled page; if it cannot be made, Streamlit's own, which needs nothing."""
        try:
            page = document(page_request.read(Request(scope)))
        except Exception:  # a damaged asset must not keep anyone from the app
            _log.exception("the first picture of %s could not be made", scope["path"])
            if development.shows_errors():
                trace = PlainTextResponse(traceback.format_exc(), 500, headers=ASK_AGAIN)
                await trace(scope, receive, send)
                return
            await self.app(scope, receive, send)
            return
        headers = ASK_AGAIN | (NOT_LISTED if scope["query_string"] else {})
        await HTMLResponse(page, headers=headers)(scope, receive, send)


class _Found:
    """Sends an answer on, unless it is Streamlit's empty page for an address it does not know."""

    def __init__(self, send: Send, *, is_file: bool) -> None:
        self.send = send
        self.is_file = is_file
        self.known = True

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "")
            empty = message["status"] == 200 and kind.startswith("text/html")
            self.known = not empty and (self.is_file or message["status"] != 404)
        if self.known:
            await self.send(message)


def _way(scope: Scope) -> str:
    """The relative way to the lesson that an address means without being it, "" for no lesson.

    Capitals, a slash or full stop behind it, a dash for the line, and a question mark that came
    percent-encoded, so that the choices stand in the path.
    """
    path, chosen = url_paths.route_path(scope), scope["query_string"].decode("latin-1")
    if path.startswith("//"):  # Streamlit refuses it: it could lead to another host
        return ""
    if not path and scope["path"] != url_paths.own_prefix(scope):
        return ""
    named, _, held = path.partition("?")
    named = named.strip(AFTER).lower().removesuffix(".html").replace("-", "_")
    if named in ("", "index", PAGES[0]):
        place = ""
    elif named in PAGES:
        place = named
    else:
        return ""
    query = "&".join(part for part in (held, chosen) if part)
    return url_paths.to_root(scope) + place + (f"?{query}" if query else "")


def _nothing(scope: Scope, *, is_file: bool) -> Response:
    """That there is nothing: a page for readers, two words for scripts."""
    if not is_file:
        try:
            return HTMLResponse(not_found(Request(scope)), 404, headers=ASK_AGAIN)
        except Exception:  # as above
            _log.exception("the page for unknown addresses could not be made")
    return PlainTextResponse("Not Found", 404, headers=ASK_AGAIN)
