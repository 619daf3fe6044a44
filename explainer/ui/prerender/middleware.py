"""Answers page URLs: with the prerendered page, with a redirect to it, or with 404."""

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
from explainer.ui.prerender.document import render_page
from explainer.ui.prerender.not_found import render_not_found
from explainer.ui.streamlit_internals import names

REVALIDATE = {"Cache-Control": "no-cache"}
# Links with choices are personal: not for search engines. robots.txt would also keep messengers
# from fetching their previews.
NO_INDEX = {"X-Robots-Tag": "noindex"}
SCRIPT_PREFIXES = ("/static/", f"/{names.ENDPOINT_PREFIX}")  # requested by scripts only
ROUTED_PREFIXES = ("/assets/", "/media/", "/component/")  # these routes answer 404 themselves
TRAILING_CHARACTERS = "/ .,;:!?*)]}>'\"»”’…"  # appended to a link by prose and mail programs

_log = logging.getLogger(__name__)


class PrerenderedPages:
    """ASGI middleware in front of Streamlit; files and the websocket pass through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the page, redirect to the page that is meant, or answer 404."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        path = url_paths.route_path(scope)
        if page_request.page_at(path):
            await self._send_page(scope, receive, send)
        elif target := _redirect_target(scope):
            await RedirectResponse(target, 301, REVALIDATE)(scope, receive, send)
        elif path.startswith(ROUTED_PREFIXES):
            await self.app(scope, receive, send)
        else:
            forward = _ForwardUnlessUnknown(send, is_file=path.startswith(SCRIPT_PREFIXES))
            await self.app(dict(scope), receive, forward)  # a mounted app modifies it
            if not forward.is_known:
                await _not_found_response(scope, is_file=forward.is_file)(scope, receive, send)

    async def _send_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the prerendered page; if rendering fails, Streamlit's own index page."""
        try:
            page = render_page(page_request.read_request(Request(scope)))
        except Exception:  # a damaged asset must not take the app down
            _log.exception("the prerendered page of %s could not be rendered", scope["path"])
            if development.shows_errors():
                trace = PlainTextResponse(traceback.format_exc(), 500, headers=REVALIDATE)
                await trace(scope, receive, send)
                return
            await self.app(scope, receive, send)
            return
        headers = REVALIDATE | (NO_INDEX if scope["query_string"] else {})
        await HTMLResponse(page, headers=headers)(scope, receive, send)


class _ForwardUnlessUnknown:
    """Forwards a response unless it is Streamlit's index page, its response to unknown paths."""

    def __init__(self, send: Send, *, is_file: bool) -> None:
        self.send = send
        self.is_file = is_file
        self.is_known = True

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "")
            is_index = message["status"] == 200 and kind.startswith("text/html")
            self.is_known = not is_index and (self.is_file or message["status"] != 404)
        if self.is_known:
            await self.send(message)


def _redirect_target(scope: Scope) -> str:
    """The relative URL of the page that a misspelt path means, "" for none.

    Accepted are capitals, trailing punctuation, "-" for "_", and a percent-encoded question mark,
    which puts the query into the path.
    """
    path, query = url_paths.route_path(scope), scope["query_string"].decode("latin-1")
    if path.startswith("//"):  # would redirect to another host
        return ""
    if not path and scope["path"] != url_paths.app_prefix(scope):
        return ""
    name, _, encoded_query = path.partition("?")
    name = name.strip(TRAILING_CHARACTERS).lower().removesuffix(".html").replace("-", "_")
    if name in ("", "index", PAGES[0]):
        page = ""
    elif name in PAGES:
        page = name
    else:
        return ""
    query = "&".join(part for part in (encoded_query, query) if part)
    return url_paths.relative_root_url(scope) + page + (f"?{query}" if query else "")


def _not_found_response(scope: Scope, *, is_file: bool) -> Response:
    """404: a page for readers, two words for scripts."""
    if not is_file:
        try:
            return HTMLResponse(render_not_found(Request(scope)), 404, headers=REVALIDATE)
        except Exception:  # as above
            _log.exception("the 404 page could not be rendered")
    return PlainTextResponse("Not Found", 404, headers=REVALIDATE)
