"""Rate limits per IP address: on open websockets and on messages.

Our pages send a message when a control is released, never during a drag. Faster messages are
delayed; malformed or oversized ones close the connection.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.http import forwarded_headers

SOCKETS_PER_IP = 60  # a clinic or a school may share one address
BURST_MESSAGES = 12  # opening a page, or a burst of arrow keys
MESSAGES_PER_S = 4.0  # reports are debounced by 0.3 s or more
MAX_MESSAGE_BYTES = 2**20  # the whole state of a page takes a few thousand
TRY_AGAIN_LATER, UNSUPPORTED_DATA, MESSAGE_TOO_BIG = (
    1013,
    1003,
    1009,
)  # websocket close codes, RFC 6455


class RateLimit:
    """ASGI middleware for websockets; HTTP requests pass through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count an open websocket and limit its message rate."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address = client_ip(scope)
        if address and self.open[address] >= SOCKETS_PER_IP:
            await receive()
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        self.open[address] += 1
        try:
            await self.app(scope, _limited(receive, send), send)
        finally:
            self.open[address] -= 1
            self.open += Counter()  # drops addresses without an open websocket


class TokenBucket:
    """Allows bursts of `BURST_MESSAGES` and `MESSAGES_PER_S` on average."""

    def __init__(self) -> None:
        self.tokens = float(BURST_MESSAGES)
        self.updated_s = time.monotonic()

    async def take(self) -> None:
        """Take one token, waiting until there is one."""
        now_s = time.monotonic()
        refilled = self.tokens + (now_s - self.updated_s) * MESSAGES_PER_S
        self.tokens, self.updated_s = min(refilled, BURST_MESSAGES) - 1, now_s
        if self.tokens < 0:
            await asyncio.sleep(-self.tokens / MESSAGES_PER_S)


def client_ip(scope: Scope) -> str:
    """The client's IP address, "" if unknown or not global.

    A proxy in the server's own network has its own limits (deploy/nginx.conf).
    """
    address = forwarded_headers.client_address(scope)
    return str(address) if address and address.is_global else ""


def _limited(receive: Receive, send: Send) -> Receive:
    bucket = TokenBucket()

    async def next_message() -> Message:
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        body = message.get("bytes")
        if body is None or len(body) > MAX_MESSAGE_BYTES:
            code = UNSUPPORTED_DATA if body is None else MESSAGE_TOO_BIG
            await send({"type": "websocket.close", "code": code})
            return {"type": "websocket.disconnect", "code": code}
        await bucket.take()
        return message

    return next_message
