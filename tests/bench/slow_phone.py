"""A slow phone on a slow line: what a reader who opens a link waits for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page
from playwright.sync_api import TimeoutError as NotInTime

SCREEN = {"width": 390, "height": 844}
DENSITY = 2
SLOWER = 4  # times the processor of the machine that measures
DOWN_BYTES_S, UP_BYTES_S, DELAY_MS = 1.6e6 / 8, 750e3 / 8, 150
PATIENCE_MS = 90_000
PAUSE_MS = 300  # between two presses: about as fast as a thumb
LOOK_MS = 100
UP_MS = 1500  # a reader's browser is open already; ours starts its own window's parts meanwhile
QUIET_MS = 1500  # nothing on the line for so long: the page is whole

WATCH = Path(__file__).with_name("slow_phone.js")


@dataclass(frozen=True)
class Opened:
    """One page opened cold; times in seconds from the first request."""

    largest_paint_s: float
    answers_s: float  # 0: the page has no miles slider
    stands_s: float  # what is asked for to stand, stands
    whole_s: float  # the last byte of what came by itself
    shift: float
    kilobytes: float
    requests: int
    slowest_answer_ms: float


@contextmanager
def slow_page(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """An empty page of a phone whose processor and line are slow."""
    context = browser.new_context(
        viewport=SCREEN, device_scale_factor=DENSITY, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    line = {"downloadThroughput": DOWN_BYTES_S, "uploadThroughput": UP_BYTES_S}
    tools.send("Network.emulateNetworkConditions", {"offline": False, "latency": DELAY_MS, **line})
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(path=WATCH)
    page.wait_for_timeout(UP_MS)
    yield page, tools
    context.close()


def opened(browser: Browser, address: str, stands: str, presses: int = 0) -> Opened:
    """Open a page cold and wait until the selector `stands` does and the line is quiet."""
    with slow_page(browser) as (page, tools):
        line = _Line(tools)
        page.goto(address, wait_until="commit", timeout=PATIENCE_MS)
        at_s = _stood(page, stands)
        for _ in range(PATIENCE_MS // LOOK_MS):
            if line.quiet_s(page) >= QUIET_MS / 1000:
                break
            page.wait_for_timeout(LOOK_MS)
        whole_s, came, requests = line.last_s, line.bytes, line.requests
        seen = page.evaluate("({ ...window.seen })")
        slider = page.locator("[data-control=miles] input[type=range]").first
        for number in range(presses):
            slider.press("ArrowRight" if number % 2 else "ArrowLeft")
            page.wait_for_timeout(PAUSE_MS)
        return Opened(
            largest_paint_s=seen["lcp"] / 1000,
            answers_s=seen["answers"] / 1000,
            stands_s=at_s,
            whole_s=whole_s,
            shift=seen["cls"],
            kilobytes=came / 1000,
            requests=requests,
            slowest_answer_ms=page.evaluate("window.seen.inp"),
        )


def _stood(page: Page, selector: str) -> float:
    try:
        page.locator(selector).first.wait_for(timeout=PATIENCE_MS)
    except NotInTime:
        return float("inf")
    return page.evaluate("performance.now()") / 1000


class _Line:
    """What came over the line, and when the last of it did."""

    def __init__(self, tools: CDPSession) -> None:
        self.from_s: float | None = None
        self.last_s = 0.0
        self.bytes = 0.0
        self.requests = 0
        self.open: set[str] = set()
        tools.on("Network.requestWillBeSent", self._on_request)
        tools.on("Network.loadingFinished", self._came)
        tools.on("Network.loadingFailed", lambda event: self.open.discard(event["requestId"]))

    def quiet_s(self, page: Page) -> float:
        """How long nothing has been on its way."""
        now_s = page.evaluate("performance.now()") / 1000
        return 0.0 if self.open else now_s - self.last_s

    def _on_request(self, event: dict) -> None:
        self.from_s = self.from_s or event["timestamp"]
        self.requests += 1
        if not event["request"]["url"].startswith(("data:", "blob:")):
            self.open.add(event["requestId"])

    def _came(self, event: dict) -> None:
        self.open.discard(event["requestId"])
        self.bytes += event["encodedDataLength"]
        self.last_s = event["timestamp"] - (self.from_s or 0.0)
