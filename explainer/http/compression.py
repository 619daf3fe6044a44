"""Compression: files whose address never changes its content are packed once and kept.

Streamlit's scripts are the same for every reader. Packing them anew for each would hold the server
for a tenth of a second a page. Brotli makes them a sixth smaller than gzip does, which saves half a
second on a slow line, but takes seconds for all: meanwhile the first readers get them packed
quickly.
"""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from dataclasses import dataclass

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FROM_BYTES = 1000  # below about one network packet, packing gains nothing
KEPT_BYTES = 16 * 2**20  # all scripts that a visit to every page asks for take 4 MB
PACKED = ("text/", "application/javascript", "application/json", "image/svg", "application/wasm")
CACHED_PAYLOAD = "immutable"
QUICK = {"br": 5, "gzip": 6}  # levels for what is sent once, and until the best is ready
BEST = {"br": 11, "gzip": 9}  # for scripts and styles; browsers take the first they know of the two
ALIKE = ("text/javascript", "application/javascript", "text/css")  # what all readers get


@dataclass(frozen=True)
class _Kept:
    """An answer as it is sent."""

    start: Message
    body: bytes


class Compression:
    """ASGI middleware: packs text, and remembers it where the answer is marked as lasting."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self.one_at_a_time = asyncio.Lock()  # readers come before better packing
        self.packing: set[asyncio.Task[None]] = set()
        self.bettered: set[tuple[str, str]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pack the answer on its way."""
        coding = _coding(scope)
        if not coding:
            await self.app(scope, receive, send)
            return
        known_by = (f"{scope['path']}?{scope['query_string'].decode('latin-1')}", coding)
        if known_by in self.kept:
            self.kept.move_to_end(known_by)
            await _answer(send, self.kept[known_by])
            return
        answer = _Answer(send)
        await self.app(_without_coding(scope), receive, answer)
        if answer.start is None:  # sent on as it came
            return
        if not answer.ended:  # the reader left: a part of a file must reach no other reader
            return
        body = bytes(answer.body)
        quick = await _packed(answer.start, body, coding, QUICK[coding])
        await _answer(send, quick)
        headers = Headers(raw=answer.start["headers"])
        if CACHED_PAYLOAD not in headers.get("cache-control", ""):
            return
        self._keep(known_by, quick)
        file = (scope["path"], coding)  # a made-up query must not ask for the work again
        if headers["content-type"].startswith(ALIKE) and file not in self.bettered:
            self.bettered.add(file)
            task = asyncio.create_task(self._better(known_by, answer.start, body))
            self.packing.add(task)
            task.add_done_callback(self.packing.discard)

    async def _better(self, known_by: tuple[str, str], start: Message, body: bytes) -> None:
        async with self.one_at_a_time:
            coding = known_by[1]
            self._keep(known_by, await _packed(start, body, coding, BEST[coding]))

    def _keep(self, known_by: tuple[str, str], answer: _Kept) -> None:
        self.kept[known_by] = answer
        while sum(len(kept.body) for kept in self.kept.values()) > KEPT_BYTES:
            self.kept.popitem(last=False)


class _Answer:
    """Collects an answer that is worth packing; sends any other on at once."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = bytearray()
        self.ended = False  # whether all of it came

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _worth_packing(message):
            self.start = message
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            self.ended = not message.get("more_body", False)
        else:
            await self.send(message)


def _coding(scope: Scope) -> str:
    """How an answer may be packed, "" for not at all."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    headers = Headers(scope=scope)
    if "range" in headers:
        return ""
    asked = headers.get("accept-encoding", "").split(",")
    taken = {one.partition(";")[0].strip() for one in asked}
    return next((coding for coding in BEST if coding in taken), "")


def _without_coding(scope: Scope) -> Scope:
    """The request as one that takes no packing: Streamlit would pack, anew for every reader."""
    headers = [(name, text) for name, text in scope["headers"] if name != b"accept-encoding"]
    return scope | {"headers": headers}


def _worth_packing(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    text = headers.get("content-type", "").startswith(PACKED)
    long = int(headers.get("content-length", FROM_BYTES)) >= FROM_BYTES
    stream = headers.get("content-type", "").startswith("text/event-stream")
    packed = "content-encoding" in headers
    return start["status"] == 200 and text and long and not packed and not stream


async def _packed(start: Message, body: bytes, coding: str, level: int) -> _Kept:
    """An answer packed in a thread of its own."""
    if coding == "br":
        small = await asyncio.to_thread(brotli.compress, body, quality=level)
    else:
        small = await asyncio.to_thread(gzip.compress, body, level, mtime=0)
    own = {**start, "headers": list(start["headers"])}
    headers = MutableHeaders(scope=own)
    headers["Content-Encoding"] = coding
    headers["Content-Length"] = str(len(small))
    headers.add_vary_header("Accept-Encoding")
    if "etag" in headers:
        headers["ETag"] = headers["etag"].removeprefix("W/").join(("W/", ""))
    return _Kept(own, small)


async def _answer(send: Send, answer: _Kept) -> None:
    await send(answer.start)
    await send({"type": "http.response.body", "body": answer.body})
