"""What is sent packed: lasting files once and as well as can be, for all readers."""

import asyncio
import gzip

import brotli
import pytest

from explainer.http import compression
from tests.support.asgi_client import get
from tests.support.websocket_client import complete

SCRIPT = b"knee " * 1000
IMMUTABLE = [(b"content-type", b"text/javascript"), (b"cache-control", b"public, immutable")]
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def script_that_counts(requested):
    """What stands behind the packing: a script that never changes."""

    async def script(scope, receive, send):
        assert b"accept-encoding" not in dict(scope["headers"])
        requested.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": IMMUTABLE})
        await send({"type": "http.response.body", "body": SCRIPT})

    return script


@pytest.mark.parametrize(("takes", "coding"), [("gzip, deflate, br;q=1", "br"), ("gzip", "gzip")])
def test_immutable_files_are_compressed_once_per_accepted_coding(takes, coding):
    requested = []
    app = compression.Compression(script_that_counts(requested))
    for _ in range(3):
        found, body = get(app, "/static/js/x.js", accept_encoding=takes)
        assert found["content-encoding"] == coding
        assert int(found["content-length"]) == len(body) < 200
        assert UNPACK[coding](body) == SCRIPT
    assert requested == ["/static/js/x.js"]
    found, body = get(app, "/static/js/x.js")
    assert "content-encoding" not in found
    assert body == SCRIPT


@pytest.mark.parametrize("etag", ['"abc"', 'W/"abc"'])
def test_the_etag_of_a_compressed_response_is_weak(etag):
    async def tagged(scope, receive, send):
        headers = [*IMMUTABLE, (b"etag", etag.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": SCRIPT})

    found, _ = get(compression.Compression(tagged), "/x.js", accept_encoding="br")
    assert found["etag"] == 'W/"abc"', "its bytes are others"


def test_incomplete_response_is_not_cached():
    sent = []

    async def cut_off(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": IMMUTABLE})
        sent.append(len(sent))
        half = {"type": "http.response.body", "body": SCRIPT[:2000], "more_body": True}
        await send(half)
        if len(sent) > 1:
            await send({"type": "http.response.body", "body": SCRIPT[2000:]})

    app = compression.Compression(cut_off)
    get(app, "/static/js/x.js", accept_encoding="br")
    assert not app.cache
    assert brotli.decompress(get(app, "/static/js/x.js", accept_encoding="br")[1]) == SCRIPT


def test_first_request_does_not_wait_for_best_compression(monkeypatch):
    levels = []

    def compress(body, quality):
        levels.append(quality)
        return body[:quality]

    monkeypatch.setattr(brotli, "compress", compress)
    app = compression.Compression(script_that_counts([]))
    scope = {
        "type": "http", "method": "GET", "path": "/x.js", "query_string": b"",
        "headers": [(b"accept-encoding", b"br")],
    }  # fmt: skip

    async def read(query=b""):
        sent = []

        async def send(message):
            sent.append(message)

        await app(scope | {"query_string": query}, None, send)
        await asyncio.gather(*app.tasks)
        return sent[-1]["body"]

    async def three_times():
        return [await read(), await read(), await read(b"made=up")]

    quick, best = compression.FAST_LEVELS["br"], compression.BEST_LEVELS["br"]
    assert [len(body) for body in complete(three_times())] == [quick, best, quick]
    assert levels == [quick, best, quick]  # a made-up query asks for no second best packing
