"""Two replicas behind a real nginx: the one in use dies, and the reader goes on."""

import subprocess
import urllib.request
from contextlib import contextmanager

import pytest

from tests import nginx
from tests.addresses import settled
from tests.server import ROOT, free_port, start, wait

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(nginx.path() is None, reason="nginx is not installed"),
]
PATIENCE_MS = 30_000


@contextmanager
def behind_nginx(folder, replicas):
    """The proxy's address, with the project's own nginx.conf on free ports."""
    port = free_port()
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for name, address in zip(("app-1:8501", "app-2:8501"), replicas, strict=True):
        text = text.replace(name, address.removeprefix("http://"))
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};\n        "
                        "add_header X-Replica $upstream_addr always;")  # fmt: skip
    text = text.replace("/tmp/", f"{folder}/").replace("/dev/stderr", f"{folder}/error.log")
    conf = folder / "nginx.conf"
    conf.write_text(text)
    proxy = subprocess.Popen([nginx.path(), "-c", str(conf), "-g", "daemon off;"])
    try:
        address = f"http://127.0.0.1:{port}"
        wait(proxy, f"{address}/_stcore/health")
        yield address
    finally:
        proxy.terminate()
        proxy.wait(timeout=10)


@pytest.fixture
def two_replicas():
    started = dict([start(), start()])
    try:
        for address, server in started.items():
            wait(server, f"{address}/_stcore/health")
        yield started
    finally:
        for server in started.values():
            server.kill()
            server.wait(timeout=10)


def in_use(proxy, agent):
    """The replica that serves this browser."""
    request = urllib.request.Request(f"{proxy}/_stcore/health", headers={"User-Agent": agent})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return "http://" + answer.headers["X-Replica"]


def test_the_reader_goes_on_when_the_replica_in_use_dies(two_replicas, tmp_path, browser):
    with behind_nginx(tmp_path, two_replicas) as proxy:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(f"{proxy}/tendons?miles=25&surface=grass")
        slider = page.locator('.host.ready input[type="range"][id^="miles"]').first
        slider.wait_for(timeout=PATIENCE_MS)
        slider.focus()
        slider.press("ArrowRight")
        settled(page, miles=26, surface="grass")

        leg = context.new_page()
        leg.goto(f"{proxy}/hamstrings_calf?limb_moved_by=angles&hip_flexion_deg=20")
        hip = leg.locator(".host.ready [data-control=hip] input[type=range]")
        hip.wait_for(timeout=PATIENCE_MS)
        hip.press("ArrowRight")
        settled(leg, hip_flexion_deg=21)

        dead = in_use(proxy, page.evaluate("navigator.userAgent"))
        two_replicas[dead].kill()
        hip.press("ArrowRight")  # while the line is down: told again when it is back
        slider.press("ArrowRight")
        settled(page, miles=27, surface="grass")
        settled(leg, hip_flexion_deg=22)

        assert in_use(proxy, page.evaluate("navigator.userAgent")) != dead
        assert page.locator('[data-testid="stException"]').count() == 0
        context.close()
