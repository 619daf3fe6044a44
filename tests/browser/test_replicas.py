"""Two replicas behind a real nginx: one dies or hangs and readers go on; who they are is told."""

import asyncio
import json
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from contextlib import ExitStack, contextmanager

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.support import nginx
from tests.support.addresses import settled
from tests.support.server import ROOT, free_port, start, wait
from tests.support.websocket_client import complete

pytestmark = nginx.needed
PATIENCE_MS = 30_000
PATIENCE_S = 30  # of a connection: longer than the proxy may take, so that its limit is what counts
FAILS_OVER_S = 10
PAGES_PER_ADDRESS = 60
OUTER = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https, http",
         "X-Forwarded-Host": "knee.clinic.example", "X-Forwarded-Prefix": "/knee"}  # fmt: skip


@contextmanager
def behind_nginx(folder, replicas, *changes):
    """The proxy's address, with the project's own nginx.conf on free ports.

    `changes` are pairs of text to put in place of text.
    """
    port = free_port()
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    shown = f"listen 127.0.0.1:{port};\n        add_header X-Replica $upstream_addr always;"
    addresses = (address.removeprefix("http://") for address in replicas)
    own = zip(("app-1:8501", "app-2:8501"), addresses, strict=True)
    local = (("listen 8080;", shown), ("/tmp/", f"{folder}/"), ("/dev/stderr", f"{folder}/log"))
    for old, new in (*own, *local, *changes):
        assert old in text, old
        text = text.replace(old, new)
    address = f"http://127.0.0.1:{port}"
    with nginx.running(folder, text, f"{address}/_stcore/health"):
        yield address


@contextmanager
def started(starter):
    """Two replicas: address -> process."""
    servers = dict([starter(), starter()])
    try:
        for address, server in servers.items():
            wait(server, f"{address}/_stcore/health")
        yield servers
    finally:
        for server in servers.values():
            server.kill()
            server.wait(timeout=10)


def echo_server():
    """A server that is started in no time and says what it was asked."""
    port = free_port()
    command = [sys.executable, "-m", "tests.support.echo_server", str(port)]
    return f"http://127.0.0.1:{port}", subprocess.Popen(command, cwd=ROOT)


@pytest.fixture
def echoes():
    with started(echo_server) as servers:
        yield servers


def ask(proxy, path="/tendons", **headers):
    """What a replica was asked when the proxy was asked for a path, and which one it was."""
    given = {name.replace("_", "-"): text for name, text in headers.items()}
    request = urllib.request.Request(proxy + path, headers=given)
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
        return json.loads(answer.read()), f"http://{answer.headers['X-Replica'].split(', ')[-1]}"


def in_use(proxy, agent):
    """The replica that serves this browser."""
    request = urllib.request.Request(f"{proxy}/_stcore/health", headers={"User-Agent": agent})
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
        return "http://" + answer.headers["X-Replica"].split(", ")[-1]


async def opened(proxy, clients):
    """How many of the pages that these addresses open at once behind an outer proxy are let in."""
    address = proxy.replace("http", "ws", 1) + "/_stcore/stream"
    async with asyncio.TaskGroup() as group:
        requested = [
            group.create_task(_open(address, {"X-Forwarded-For": client})) for client in clients
        ]
    sockets = [socket for task in requested if (socket := task.result())]
    for socket in sockets:
        await socket.close()
    return len(sockets)


async def _open(address, headers):
    try:
        return await connect(address, additional_headers=headers, open_timeout=PATIENCE_S)
    except InvalidStatus:
        return None


def test_readers_behind_an_outer_proxy_are_readers_of_their_own(echoes, tmp_path):
    readers = [f"203.0.113.{n}" for n in range(PAGES_PER_ADDRESS + 6)]
    with behind_nginx(tmp_path, echoes) as proxy:
        assert complete(opened(proxy, readers)) == len(readers)
        one = ["203.0.113.9"] * len(readers)
        assert complete(opened(proxy, one)) == PAGES_PER_ADDRESS
        own = Counter(ask(proxy, X_Forwarded_For=reader)[1] for reader in readers)
        assert set(own) == set(echoes)
        assert min(own.values()) > len(readers) / 5
        first = ask(proxy, X_Forwarded_For=readers[0])[1]
        assert {ask(proxy, X_Forwarded_For=readers[0])[1] for _ in range(5)} == {first}


def test_what_an_outer_proxy_says_reaches_the_app(echoes, tmp_path):
    with behind_nginx(tmp_path, echoes) as proxy:
        forwarded, _ = ask(proxy, **OUTER)
        assert forwarded["x-forwarded-for"] == "203.0.113.9"
        assert forwarded["x-forwarded-proto"] == "https"
        assert forwarded["host"] == forwarded["x-forwarded-host"] == "knee.clinic.example"
        assert forwarded["x-forwarded-prefix"] == "/knee"
        chain = "198.51.100.1, 203.0.113.9, 10.0.0.7"  # what a reader made up, then two proxies
        assert ask(proxy, X_Forwarded_For=chain)[0]["x-forwarded-for"] == "203.0.113.9"
        alone, _ = ask(proxy)
        assert alone["x-forwarded-proto"] == "http"
        assert alone["host"] == alone["x-forwarded-host"] == proxy.removeprefix("http://")
        assert "x-forwarded-prefix" not in alone


def test_a_reader_who_claims_to_be_a_proxy_is_not_believed(echoes, tmp_path):
    strangers = (  # here this machine is an address like any other
        ("    set_real_ip_from 127.0.0.0/8;\n", ""),
        ("        127.0.0.0/8 1;\n", ""),
    )
    with behind_nginx(tmp_path, echoes, *strangers) as proxy:
        forwarded, _ = ask(proxy, **OUTER)
        assert forwarded["x-forwarded-for"] == "127.0.0.1"
        assert forwarded["x-forwarded-proto"] == "http"
        assert forwarded["host"] == forwarded["x-forwarded-host"] == proxy.removeprefix("http://")
        assert "x-forwarded-prefix" not in forwarded


def test_a_replica_that_hangs_is_left_and_found_again(echoes, tmp_path):
    with behind_nginx(tmp_path, echoes) as proxy:
        limit = f"proxy_read_timeout {FAILS_OVER_S - 4}s;"
        assert limit in (tmp_path / "nginx.conf").read_text()
        hung = ask(proxy)[1]
        echoes[hung].send_signal(signal.SIGSTOP)
        try:
            page = proxy.replace("http", "ws", 1) + "/_stcore/stream"
            assert complete(_opens(page))  # asked first: nothing else has found out before
            assert ask(proxy)[1] != hung
            assert ask(proxy, "/_stcore/health")[1] != hung
        finally:
            echoes[hung].send_signal(signal.SIGCONT)
        until_found(proxy, hung)


def test_a_replica_that_died_is_found_again_at_its_address(echoes, tmp_path):
    with behind_nginx(tmp_path, echoes) as proxy:
        dead = ask(proxy)[1]
        echoes[dead].kill()
        echoes[dead].wait(timeout=10)
        assert ask(proxy)[1] != dead
        command = [sys.executable, "-m", "tests.support.echo_server", dead.rpartition(":")[2]]
        echoes[dead] = subprocess.Popen(command, cwd=ROOT)
        wait(echoes[dead], f"{dead}/_stcore/health")
        until_found(proxy, dead)


async def _opens(address):
    """Whether a connection is opened to a replica that says something."""
    async with connect(address, open_timeout=PATIENCE_S) as socket:
        await (await socket.ping())
    return True


def until_found(proxy, replica):
    """Returns once the proxy asks the replica again."""
    until = time.monotonic() + PATIENCE_S
    while ask(proxy)[1] != replica:
        assert time.monotonic() < until, "never asked again"
        time.sleep(0.2)


def check(server, address, folder):
    """The exit code of the container's health check."""
    pid_file = folder / "app.pid"
    pid_file.write_text(f"{server.pid}\n")
    where = f"{address.removeprefix('http://')}/_stcore/health"
    command = [sys.executable, ROOT / "deploy" / "healthcheck.py", where, pid_file]
    return subprocess.run(command, check=False, timeout=PATIENCE_S).returncode


def test_the_health_check_ends_only_what_hangs(tmp_path):
    address, server = echo_server()
    try:
        wait(server, f"{address}/_stcore/health")
        assert check(server, address, tmp_path) == 0
        assert check(server, f"http://127.0.0.1:{free_port()}", tmp_path) == 1  # still starting
        assert server.poll() is None
        server.send_signal(signal.SIGSTOP)
        assert check(server, address, tmp_path) == 1
        assert server.wait(timeout=10) == -signal.SIGKILL
    finally:
        server.kill()


@contextmanager
def tls_before(folder, app):
    """A proxy that ends TLS and passes on to our own, as deploy/README.md describes it."""
    folder.mkdir()
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = [
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
        *("-subj", "/CN=localhost", "-keyout", key, "-out", certificate),
    ]
    subprocess.run(made, check=True, capture_output=True)
    response = """
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
    """
    location = f"location / {{ {response} {nginx.PASS.format(app=app)} }}"
    with nginx.proxy(folder, location, tls=(certificate, key)) as outside:
        yield outside


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_the_reader_goes_on_when_the_replica_in_use_dies(tmp_path, browser):
    with ExitStack() as opened:
        two_replicas = opened.enter_context(started(start))
        proxy = opened.enter_context(behind_nginx(tmp_path, two_replicas))
        outside = opened.enter_context(tls_before(tmp_path / "tls", proxy))
        context = browser.new_context(
            viewport={"width": 1440, "height": 900}, ignore_https_errors=True
        )
        opened.callback(context.close)
        page = context.new_page()
        page.goto(f"{outside}/tendons?miles=25&surface=grass")
        for named in ('meta[property="og:url"]', 'meta[property="og:image"]'):
            assert page.locator(named).get_attribute("content").startswith(f"{outside}/")
        slider = page.locator('.host.ready input[type="range"][id^="miles"]').first
        slider.wait_for(timeout=PATIENCE_MS)
        slider.focus()
        slider.press("ArrowRight")
        settled(page, miles=26, surface="grass")

        leg = context.new_page()
        leg.goto(f"{outside}/hamstrings_calf?limb_moved_by=angles&hip_flexion_deg=20")
        hip = leg.locator(".host.ready [data-control=hip] input[type=range]")
        hip.wait_for(timeout=PATIENCE_MS)
        hip.press("ArrowRight")
        settled(leg, hip_flexion_deg=21)

        dead = in_use(proxy, page.evaluate("navigator.userAgent"))
        two_replicas[dead].kill()
        hip.press("ArrowRight")  # while disconnected: sent again after the reconnect
        slider.press("ArrowRight")
        settled(page, miles=27, surface="grass")
        settled(leg, hip_flexion_deg=22)

        assert in_use(proxy, page.evaluate("navigator.userAgent")) != dead
        assert page.locator('[data-testid="stException"]').count() == 0
