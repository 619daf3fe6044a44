"""Rate limits per IP address: on open websockets and on messages.

A page of ours sends a message when a reader has let go of something, never during a drag. What
comes faster is made to wait, and what no browser of ours sends closes the connection.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.http import forwarded_headers

PAGES_PER_ADDRESS = 60  # a clinic or a school may share one address
MESSAGES_AT_ONCE = 12  # opening a page, or a burst of arrow keys
MESSAGES_PER_S = 4.0  # a settled change is reported at most every 0.3 s
LARGEST_MESSAGE = 2**20  # bytes; a page's whole state takes a few thousand
TRY_LATER, TEXT_REFUSED, TOO_BIG = 1013, 1003, 1009  # websocket close codes, RFC 6455


class RateLimit:
    """ASGI middleware around the app's websocket; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the open websocket and slow its messages while it is open."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address = client_ip(scope)
        if address and self.open[address] >= PAGES_PER_ADDRESS:
            await receive()
            await send({"type": "websocket.close", "code": TRY_LATER})
            return
        self.open[address] += 1
        try:
            await self.app(scope, _guarded(receive, send), send)
        finally:
            self.open[address] -= 1
            self.open += Counter()  # forgets addresses that have no page open


class Bucket:
    """Lets `MESSAGES_AT_ONCE` through at once and `MESSAGES_PER_S` in the long run."""

    def __init__(self) -> None:
        self.left = float(MESSAGES_AT_ONCE)
        self.at_s = time.monotonic()

    async def take(self) -> None:
        """Wait until one more message may pass."""
        now_s = time.monotonic()
        refilled = self.left + (now_s - self.at_s) * MESSAGES_PER_S
        self.left, self.at_s = min(refilled, MESSAGES_AT_ONCE) - 1, now_s
        if self.left < 0:
            await asyncio.sleep(-self.left / MESSAGES_PER_S)


def client_ip(scope: Scope) -> str:
    """The client's IP address, "" for one that many readers share or that is unknown.

    A proxy on the server's own machine or network counts its readers itself (deploy/nginx.conf).
    """
    address = forwarded_headers.client_address(scope)
    return str(address) if address and address.is_global else ""


def _guarded(receive: Receive, send: Send) -> Receive:
    bucket = Bucket()

    async def next_message() -> Message:
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        body = message.get("bytes")
        if body is None or len(body) > LARGEST_MESSAGE:
            code = TEXT_REFUSED if body is None else TOO_BIG
            await send({"type": "websocket.close", "code": code})
            return {"type": "websocket.disconnect", "code": code}
        await bucket.take()
        return message

    return next_message
