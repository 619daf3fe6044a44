"""Compression: files whose address never changes its content are packed once and kept.

Streamlit's scripts are the same for every reader. Packing them anew for each would hold the server
for a tenth of a second a page.
"""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FROM_BYTES = 1000  # below about one network packet, packing gains nothing
KEPT_BYTES = 16 * 2**20  # all scripts that a visit to every page asks for take 4 MB
PACKED = ("text/", "application/javascript", "application/json", "image/svg", "application/wasm")
LASTING = "immutable"
QUICK, BEST = 6, 9  # gzip levels: for what is sent once, and for what is kept


class Packed:
    """ASGI middleware: gzip for text, remembered where the answer is marked as lasting."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: OrderedDict[str, tuple[Message, bytes]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pack the answer on its way."""
        if scope["type"] != "http" or not _may_pack(scope):
            await self.app(scope, receive, send)
            return
        address = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
        if address in self.kept:
            self.kept.move_to_end(address)
            start, body = self.kept[address]
            await _answer(send, start, body)
            return
        answer = _Answer(send)
        await self.app(scope, receive, answer)
        if answer.start is None:  # sent on as it came
            return
        await self._pack(address, answer.start, bytes(answer.body), send)

    async def _pack(self, address: str, start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(scope=start)
        lasting = LASTING in headers.get("cache-control", "")
        small = await asyncio.to_thread(gzip.compress, body, BEST if lasting else QUICK, mtime=0)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(small))
        headers.add_vary_header("Accept-Encoding")
        if "etag" in headers:
            headers["ETag"] = headers["etag"].removeprefix("W/").join(("W/", ""))
        if lasting:
            self._keep(address, start, small)
        await _answer(send, start, small)

    def _keep(self, address: str, start: Message, body: bytes) -> None:
        self.kept[address] = (start, body)
        while sum(len(kept) for _, kept in self.kept.values()) > KEPT_BYTES:
            self.kept.popitem(last=False)


class _Answer:
    """Collects an answer that is worth packing; sends any other on at once."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _worth_packing(message):
            self.start = message
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
        else:
            await self.send(message)


def _may_pack(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    takes = "gzip" in headers.get("accept-encoding", "")
    return takes and scope["method"] == "GET" and "range" not in headers


def _worth_packing(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    text = headers.get("content-type", "").startswith(PACKED)
    long = int(headers.get("content-length", FROM_BYTES)) >= FROM_BYTES
    stream = headers.get("content-type", "").startswith("text/event-stream")
    packed = "content-encoding" in headers
    return start["status"] == 200 and text and long and not packed and not stream


async def _answer(send: Send, start: Message, body: bytes) -> None:
    await send(start)
    await send({"type": "http.response.body", "body": body})
