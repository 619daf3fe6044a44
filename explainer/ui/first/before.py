"""Lets the browser keep, for half a minute, the answers that Streamlit wants before it connects.

web/start.js asks for them while the scripts are on their way; Streamlit's own questions then cost
no way there and back. After half a minute, and so after a line was lost, it asks the server anew.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

QUESTIONS = ("/_stcore/health", "/_stcore/host-config")
KEPT = "private, max-age=30"


class KeptAnswers:
    """ASGI middleware: marks the two answers; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an answer that is well may be kept."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["Cache-Control"] = KEPT
            await send(message)

        asked = scope["type"] == "http" and scope["path"] in QUESTIONS
        await self.app(scope, receive, marked if asked else send)
