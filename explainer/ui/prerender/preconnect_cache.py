"""Makes the two responses cacheable that Streamlit's frontend needs before its websocket.

web/boot.js requests them while the scripts are loading, so that the frontend's own requests cost no
round trip. They expire after 30 s, so that a reconnect requests them again. The host configuration
also turns off Streamlit's error dialogs, which are in English; the connection note replaces them.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.ui import url_paths
from explainer.ui.streamlit_internals import names

PRECONNECT_PATHS = (f"/{names.HEALTH}", f"/{names.HOST_CONFIG}")
# Of equal length: Content-Length stays valid.
ERROR_DIALOGS = f'"{names.ERROR_DIALOGS_OPTION}":false'.encode()
NO_ERROR_DIALOGS = f'"{names.ERROR_DIALOGS_OPTION}":true '.encode()
CACHE_CONTROL = "private, max-age=30"


class PreconnectCache:
    """ASGI middleware: sets Cache-Control of the two responses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; only a response with status 200 becomes cacheable."""

        async def send_cacheable(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["Cache-Control"] = CACHE_CONTROL
            if message["type"] == "http.response.body":
                body = message.get("body", b"").replace(ERROR_DIALOGS, NO_ERROR_DIALOGS)
                message = {**message, "body": body}
            await send(message)

        is_preconnect = scope["type"] == "http" and url_paths.route_path(scope) in PRECONNECT_PATHS
        await self.app(scope, receive, send_cacheable if is_preconnect else send)
