"""Answers a page's address with the filled page instead of Streamlit's empty one."""

from __future__ import annotations

import logging

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from explainer.ui.first import asked
from explainer.ui.first.document import document

_log = logging.getLogger(__name__)


class FirstPictures:
    """ASGI middleware in front of Streamlit; what is no lesson's address passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the filled page; if it cannot be made, Streamlit's own, which needs nothing."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if not asked.lesson(request.url.path):
            await self.app(scope, receive, send)
            return
        try:
            page = document(asked.read(request))
        except Exception:  # a damaged asset must not keep anyone from the app
            _log.exception("the first picture of %s could not be made", request.url.path)
            await self.app(scope, receive, send)
            return
        headers = {"Cache-Control": "no-cache"}
        await HTMLResponse(page, headers=headers)(scope, receive, send)
