"""Compression: immutable files are compressed once and cached.

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

MIN_BYTES = 1000  # below about one network packet, packing gains nothing
CACHE_BYTES = 16 * 2**20  # all scripts that a visit to every page asks for take 4 MB
COMPRESSIBLE = (
    "text/",
    "application/javascript",
    "application/json",
    "image/svg",
    "application/wasm",
)
IMMUTABLE = "immutable"
FAST_LEVELS = {"br": 5, "gzip": 6}  # levels for what is sent once, and until the best is ready
BEST_LEVELS = {
    "br": 11,
    "gzip": 9,
}  # for scripts and styles; browsers take the first they know of the two
RECOMPRESSED = ("text/javascript", "application/javascript", "text/css")  # what all readers get


@dataclass(frozen=True)
class _Response:
    """A compressed response."""

    start: Message
    body: bytes


class Compression:
    """ASGI middleware: compresses text, and caches it where the response is marked immutable."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.cache: OrderedDict[tuple[str, str], _Response] = OrderedDict()
        self.recompression_lock = asyncio.Lock()  # readers come before better packing
        self.tasks: set[asyncio.Task[None]] = set()
        self.recompressed: set[tuple[str, str]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the cache, or compress the response."""
        coding = _coding(scope)
        if not coding:
            await self.app(scope, receive, send)
            return
        cache_key = (f"{scope['path']}?{scope['query_string'].decode('latin-1')}", coding)
        if cache_key in self.cache:
            self.cache.move_to_end(cache_key)
            await _send_response(send, self.cache[cache_key])
            return
        answer = _Collector(send)
        await self.app(_without_accept_encoding(scope), receive, answer)
        if answer.start is None:  # sent on as it came
            return
        if not answer.ended:  # the reader left: a part of a file must reach no other reader
            return
        body = bytes(answer.body)
        quick = await _compress(answer.start, body, coding, FAST_LEVELS[coding])
        await _send_response(send, quick)
        headers = Headers(raw=answer.start["headers"])
        if IMMUTABLE not in headers.get("cache-control", ""):
            return
        self._store(cache_key, quick)
        file = (scope["path"], coding)  # a made-up query must not ask for the work again
        if headers["content-type"].startswith(RECOMPRESSED) and file not in self.recompressed:
            self.recompressed.add(file)
            task = asyncio.create_task(self._recompress(cache_key, answer.start, body))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _recompress(self, cache_key: tuple[str, str], start: Message, body: bytes) -> None:
        async with self.recompression_lock:
            coding = cache_key[1]
            self._store(cache_key, await _compress(start, body, coding, BEST_LEVELS[coding]))

    def _store(self, cache_key: tuple[str, str], answer: _Response) -> None:
        self.cache[cache_key] = answer
        while sum(len(kept.body) for kept in self.cache.values()) > CACHE_BYTES:
            self.cache.popitem(last=False)


class _Collector:
    """Buffers a compressible response; forwards any other at once."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = bytearray()
        self.ended = False  # whether all of it came

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_compressible(message):
            self.start = message
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            self.ended = not message.get("more_body", False)
        else:
            await self.send(message)


def _coding(scope: Scope) -> str:
    """The content coding for a response, "" for none."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    headers = Headers(scope=scope)
    if "range" in headers:
        return ""
    asked = headers.get("accept-encoding", "").split(",")
    taken = {one.partition(";")[0].strip() for one in asked}
    return next((coding for coding in BEST_LEVELS if coding in taken), "")


def _without_accept_encoding(scope: Scope) -> Scope:
    """The request as one that takes no packing: Streamlit would pack, anew for every reader."""
    headers = [(name, text) for name, text in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": headers}


def _is_compressible(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    text = headers.get("content-type", "").startswith(COMPRESSIBLE)
    long = int(headers.get("content-length", MIN_BYTES)) >= MIN_BYTES
    stream = headers.get("content-type", "").startswith("text/event-stream")
    packed = "content-encoding" in headers
    return start["status"] == 200 and text and long and not packed and not stream


async def _compress(start: Message, body: bytes, coding: str, level: int) -> _Response:
    """The compressed response; the work is done in a thread."""
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
    return _Response(own, small)


async def _send_response(send: Send, answer: _Response) -> None:
    await send(answer.start)
    await send({"type": "http.response.body", "body": answer.body})
