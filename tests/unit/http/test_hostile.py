"""Strangers and bad luck: odd links, odd sockets, odd paths, missing files. The app goes on."""

import asyncio
import os
import random
import urllib.error
import urllib.request

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg

from explainer.scenario import Scenario
from explainer.words import Words
from tests.support.addresses import read
from tests.support.hostile_links import links
from tests.support.server import ROOT, healthy, running_app
from tests.support.websocket_client import Reader, complete, opened

SHORT = 24
LONG = int(os.environ.get("SOAK_LINKS", "10000"))
AT_ONCE = 4
FAILED = Words().text("common.errors.page")
SECRETS = ("st.App(", "Traceback", str(ROOT))


async def open_all(url, all_links):
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(page, pairs):
        async with gate:
            reader = await opened(url, page, pairs)
            assert not reader.errors, (page, pairs, reader.errors)
            assert reader.whole, (page, pairs, reader.said)
            assert not any(s in line for s in SECRETS for line in reader.said), (page, pairs)

    await asyncio.gather(*(one(page, pairs) for page, pairs in all_links))


def test_odd_links_open_a_whole_page(app_url):
    complete(open_all(app_url, links(seed=1, count=SHORT)))


@pytest.mark.soak
def test_ten_thousand_odd_links_open_a_whole_page(app_url):
    complete(open_all(app_url, links(seed=2, count=LONG)))
    assert healthy(app_url)


def test_a_value_that_could_not_be_used_is_named_as_plain_text(app_url):
    reader = complete(opened(app_url, "load", [("surface", "![x](//evil.example/x.png)")]))
    line = next(line for line in reader.said if "evil" in line)
    assert r"\!\[x\]\(//evil\.example/x\.png\)" in line


def frames():
    """What no browser of ours sends, each with a name."""
    chance = random.Random(3)
    good = BackMsg()
    good.rerun_script.query_string = "miles=25"
    whole = good.SerializeToString()
    yield "text", "hello"
    yield "empty", b""
    yield "noise", bytes(chance.randrange(256) for _ in range(400))
    yield "cut short", whole[:-3]
    yield "huge", b"\x00" * (2**20 + 1)
    odd = BackMsg()
    odd.rerun_script.page_script_hash = "nowhere"
    odd.rerun_script.widget_states.widgets.add(id="nobody").json_value = "{not json"
    yield "unknown page and widget", odd.SerializeToString()


@pytest.mark.parametrize("frame", [body for _, body in frames()], ids=[n for n, _ in frames()])
def test_a_frame_of_garbage_harms_nobody(app_url, frame):
    async def send():
        address = app_url.replace("http", "ws") + "/_stcore/stream"
        async with websockets.connect(address, subprotocols=["streamlit"]) as socket:
            await socket.send(frame)
            await asyncio.sleep(0.2)
        return await opened(app_url, "load", [])

    reader = complete(send())
    assert not reader.errors
    assert reader.whole


def test_a_diagram_that_reports_nonsense_keeps_the_last_good_choice(app_url):
    async def nonsense():
        async with Reader(app_url, "tendons", miles="25") as reader:
            await reader.run()
            for odd in ("many", None, [], {"a": 1}, float("1e300"), -5, True, "<b>"):
                await reader.move(
                    miles=odd, surface=odd, flexion_deg=odd, knee_view=odd, camera=odd
                )
                assert not reader.errors, odd
                assert reader.said, odd
                assert FAILED not in reader.said, odd
            return reader.address

    assert read(f"?{complete(nonsense())}") == (Scenario(miles=25), ())


def test_sockets_that_are_dropped_at_once_or_never_read_harm_nobody(app_url):
    async def unlucky():
        address = app_url.replace("http", "ws") + "/_stcore/stream"
        request = BackMsg()
        request.rerun_script.page_name = "load"
        kept = []
        for number in range(20):
            socket = await websockets.connect(address, subprotocols=["streamlit"], max_queue=1)
            await socket.send(request.SerializeToString())
            if number % 2:
                socket.transport.abort()
            else:
                kept.append(socket)  # asks for a page and never takes it
        reader = await opened(app_url, "load", [])
        for socket in kept:
            socket.transport.abort()
        return reader

    assert not complete(unlucky()).errors
    assert healthy(app_url)


def fetched(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


@pytest.mark.parametrize("folder", ["/assets/atlas", "/assets"])
@pytest.mark.parametrize(
    "climb",
    ["/../../app.py", "/..%2f..%2fapp.py", "/%2e%2e/%2e%2e/app.py", "//etc/passwd",
     "/..\\..\\app.py", "/....//....//app.py", "/%00", "/" + "a" * 5000],
)  # fmt: skip
def test_no_path_leads_out_of_the_served_folders(app_url, folder, climb):
    status, body = fetched(app_url + folder + climb)
    assert status == 200 or 400 <= status < 500  # 200: the app's own page, for any unknown path
    assert not any(secret.encode() in body for secret in (*SECRETS, "root:x:"))


def test_another_clock_and_locale_change_nothing(tmp_path):
    odd = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "C", "PYTHONUTF8": "0"}
    with running_app(**odd) as url:
        reader = complete(opened(url, "load", [("language", "es"), ("units", "km")]))
    assert not reader.errors
    assert read(f"?{reader.address}")[0].language == "es"
    assert Words("es").text("common.disclaimer") in " ".join(reader.said)
