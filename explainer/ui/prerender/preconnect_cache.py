"""What Streamlit asks before it connects: kept by the browser for half a minute, and made ours.

web/boot.js asks for them while the scripts are on their way; Streamlit's own questions then cost
no way there and back. After half a minute, and so after a line was lost, it asks the server anew.
The host configuration blocks Streamlit's own error dialogs: they speak English and cover the page,
which says in the reader's language what is wrong (connection/web/connection.js).
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.ui import url_paths

QUESTIONS = ("/_stcore/health", "/_stcore/host-config")
DIALOGS, NO_DIALOGS = b'"blockErrorDialogs":false', b'"blockErrorDialogs":true '  # as long
KEPT = "private, max-age=30"


class PreconnectCache:
    """ASGI middleware: marks the two answers; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an answer that is well may be kept."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["Cache-Control"] = KEPT
            if message["type"] == "http.response.body":
                message = message | {"body": message.get("body", b"").replace(DIALOGS, NO_DIALOGS)}
            await send(message)

        asked = scope["type"] == "http" and url_paths.route_path(scope) in QUESTIONS
        await self.app(scope, receive, marked if asked else send)
