"""The limits on one stranger's connections: waiting, refusing, and counting out again."""

import asyncio
from types import SimpleNamespace

import pytest

from explainer.http import rate_limit
from tests.support.websocket_client import complete

FAR_AWAY = "198.35.26.96"


class Socket:
    """A websocket's two ends as the server sees them."""

    def __init__(self, *messages):
        self.messages = [{"type": "websocket.connect"}, *messages]
        self.sent = []

    async def receive(self):
        if self.messages:
            return self.messages.pop(0)
        return {"type": "websocket.disconnect", "code": 1000}

    async def send(self, message):
        self.sent.append(message)


async def reads_to_the_end(scope, receive, send):
    scope["received"] = []
    while (message := await receive())["type"] != "websocket.disconnect":
        scope["received"].append(message)


def serve(app, socket, host=FAR_AWAY):
    scope = {"type": "websocket", "client": (host, 1)}
    complete(app(scope, socket.receive, socket.send))
    return scope


def binary(body=b"x"):
    return {"type": "websocket.receive", "bytes": body}


def test_ordinary_messages_pass_in_order():
    scope = serve(rate_limit.RateLimit(reads_to_the_end), Socket(binary(b"a"), binary(b"b")))
    assert [m.get("bytes") for m in scope["received"]] == [None, b"a", b"b"]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"type": "websocket.receive", "text": "hello"}, rate_limit.UNSUPPORTED_DATA),
        (binary(b"x" * (rate_limit.MAX_MESSAGE_BYTES + 1)), rate_limit.MESSAGE_TOO_BIG),
    ],
)
def test_what_no_page_sends_closes_the_connection(message, code):
    socket = Socket(message, binary())
    scope = serve(rate_limit.RateLimit(reads_to_the_end), socket)
    assert socket.sent == [{"type": "websocket.close", "code": code}]
    assert len(scope["received"]) == 1  # the connection's opening, and nothing after


def test_a_flood_waits_and_nothing_of_it_is_lost(monkeypatch):
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    monkeypatch.setattr(rate_limit.asyncio, "sleep", sleep)
    flood = [binary(bytes([i])) for i in range(rate_limit.BURST_MESSAGES + 8)]
    scope = serve(rate_limit.RateLimit(reads_to_the_end), Socket(*flood))
    assert scope["received"][1:] == flood
    assert len(waits) == 8
    assert waits == sorted(waits)
    assert waits[-1] == pytest.approx(8 / rate_limit.MESSAGES_PER_S, rel=0.1)


def test_a_long_silence_saves_up_one_burst_and_no_more(monkeypatch):
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    monkeypatch.setattr(rate_limit.asyncio, "sleep", sleep)
    clock_s = iter([0.0, *[3600.0] * (rate_limit.BURST_MESSAGES + 1)])
    monkeypatch.setattr(rate_limit, "time", SimpleNamespace(monotonic=lambda: next(clock_s)))

    async def burst():
        bucket = rate_limit.TokenBucket()
        for _ in range(rate_limit.BURST_MESSAGES + 1):
            await bucket.take()

    complete(burst())
    assert waits == [1 / rate_limit.MESSAGES_PER_S]


async def many_at_once(host, count):
    hold = asyncio.Event()
    served = []

    async def stays(scope, receive, send):
        served.append(scope)
        await hold.wait()

    app = rate_limit.RateLimit(stays)
    sockets = [Socket() for _ in range(count)]
    scope = {"type": "websocket", "client": (host, 1)}
    open_pages = [asyncio.create_task(app(scope, s.receive, s.send)) for s in sockets]
    await asyncio.sleep(0.01)
    hold.set()
    await asyncio.gather(*open_pages)
    return served, sockets, app


def test_one_address_opens_only_so_many_pages_at_once():
    served, sockets, app = complete(many_at_once(FAR_AWAY, rate_limit.SOCKETS_PER_IP + 3))
    assert len(served) == rate_limit.SOCKETS_PER_IP
    refused = [s for s in sockets if s.sent]
    assert len(refused) == 3
    assert all(s.sent[0]["code"] == rate_limit.TRY_AGAIN_LATER for s in refused)
    assert not app.open  # all are counted out


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "::1", "testclient", ""])
def test_a_proxy_of_our_own_is_not_counted_as_one_reader(host):
    served, _, _ = complete(many_at_once(host, rate_limit.SOCKETS_PER_IP + 3))
    assert len(served) == rate_limit.SOCKETS_PER_IP + 3


def test_what_is_no_websocket_passes():
    received = []

    async def app(scope, receive, send):
        received.append((scope, receive, send))

    complete(rate_limit.RateLimit(app)({"type": "http"}, "receive", "send"))
    assert received == [({"type": "http"}, "receive", "send")]
