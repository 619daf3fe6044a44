"""Compression: immutable files are compressed once and cached.

Compressing Streamlit's scripts per request would take 0.1 s of the server per page. Brotli at its
best level makes them a sixth smaller than gzip, half a second on a slow connection, but takes
seconds: until it is done in the background, responses are compressed at a fast level.
"""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from dataclasses import dataclass

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MIN_BYTES = 1000  # about one network packet: below, compression gains nothing
CACHE_BYTES = 16 * 2**20  # the scripts of all pages take 4 MB
COMPRESSIBLE = (
    "text/",
    "application/javascript",
    "application/json",
    "image/svg",
    "application/wasm",
)
IMMUTABLE = "immutable"
FAST_LEVELS = {"br": 5, "gzip": 6}  # for dynamic responses, and until the best level is done
BEST_LEVELS = {"br": 11, "gzip": 9}  # for scripts and styles; codings in order of preference
RECOMPRESSED = ("text/javascript", "application/javascript", "text/css")


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
        self.recompression_lock = asyncio.Lock()  # one recompression at a time: requests come first
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
        collector = _Collector(send)
        await self.app(_without_accept_encoding(scope), receive, collector)
        if collector.start is None:  # was forwarded
            return
        if not collector.is_complete:  # the client disconnected: a partial body must not be cached
            return
        body = bytes(collector.body)
        response = await _compress(collector.start, body, coding, FAST_LEVELS[coding])
        await _send_response(send, response)
        headers = Headers(raw=collector.start["headers"])
        if IMMUTABLE not in headers.get("cache-control", ""):
            return
        self._store(cache_key, response)
        file = (scope["path"], coding)  # without the query: invented ones must not repeat the work
        if headers["content-type"].startswith(RECOMPRESSED) and file not in self.recompressed:
            self.recompressed.add(file)
            task = asyncio.create_task(self._recompress(cache_key, collector.start, body))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _recompress(self, cache_key: tuple[str, str], start: Message, body: bytes) -> None:
        async with self.recompression_lock:
            coding = cache_key[1]
            self._store(cache_key, await _compress(start, body, coding, BEST_LEVELS[coding]))

    def _store(self, cache_key: tuple[str, str], response: _Response) -> None:
        self.cache[cache_key] = response
        while sum(len(cached.body) for cached in self.cache.values()) > CACHE_BYTES:
            self.cache.popitem(last=False)


class _Collector:
    """Buffers a compressible response; forwards any other at once."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = bytearray()
        self.is_complete = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_compressible(message):
            self.start = message
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            self.is_complete = not message.get("more_body", False)
        else:
            await self.send(message)


def _coding(scope: Scope) -> str:
    """The content coding for a response, "" for none."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    headers = Headers(scope=scope)
    if "range" in headers:
        return ""
    items = headers.get("accept-encoding", "").split(",")
    accepted = {item.partition(";")[0].strip() for item in items}
    return next((coding for coding in BEST_LEVELS if coding in accepted), "")


def _without_accept_encoding(scope: Scope) -> Scope:
    """The request without Accept-Encoding: Streamlit would compress every response itself."""
    headers = [(name, text) for name, text in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": headers}


def _is_compressible(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    text = headers.get("content-type", "").startswith(COMPRESSIBLE)
    long = int(headers.get("content-length", MIN_BYTES)) >= MIN_BYTES
    stream = headers.get("content-type", "").startswith("text/event-stream")
    encoded = "content-encoding" in headers
    return start["status"] == 200 and text and long and not encoded and not stream


async def _compress(start: Message, body: bytes, coding: str, level: int) -> _Response:
    """The compressed response; the work is done in a thread."""
    if coding == "br":
        compressed = await asyncio.to_thread(brotli.compress, body, quality=level)
    else:
        compressed = await asyncio.to_thread(gzip.compress, body, level, mtime=0)
    new_start = {**start, "headers": list(start["headers"])}
    headers = MutableHeaders(scope=new_start)
    headers["Content-Encoding"] = coding
    headers["Content-Length"] = str(len(compressed))
    headers.add_vary_header("Accept-Encoding")
    if "etag" in headers:
        headers["ETag"] = headers["etag"].removeprefix("W/").join(("W/", ""))
    return _Response(new_start, compressed)


async def _send_response(send: Send, response: _Response) -> None:
    await send(response.start)
    await send({"type": "http.response.body", "body": response.body})
