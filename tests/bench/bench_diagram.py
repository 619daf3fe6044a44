"""The live diagram: key press to painted, median / 95th percentile, in the real app.

Run: python -m tests.bench.bench_diagram. Figures are median and 95th percentile in milliseconds,
from the input event's own time stamp to the frame in which its colours are on the screen. "frame"
is what the same machine needs to paint nothing: the floor under every other figure. The plate is
measured without WebGL, the turning knee with WebGL in software: emulating a graphics card slows the
whole window down, and a reader's own card does neither.
"""

import statistics
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, sync_playwright

from explainer.model import SURFACES
from tests.bench.table import Row, show
from tests.support import chromium
from tests.support.server import running_app

SIZES = {"screen": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGE = "hinge"  # has every slider: bend, miles and ground
NO_WEBGL = "--disable-gpu"
WEBGL_FLAGS = ("--use-angle", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
PRESSES = 60
PAUSE_MS = 60  # between presses: slower than a frame, so that each is measured alone
PATIENCE_MS = 30_000
SETTLE_MS = 4_000  # the page's own first runs and charts

RECORD = """() => {
  window.taken = [];
  const painted = (from) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.taken.push(performance.now() - from);
    channel.port2.postMessage(0);
  });
  window.painted = painted;
  for (const name of ["keydown", "pointermove"]) {
    document.addEventListener(name, (event) => {
      if (name === "keydown" || event.buttons) painted(event.timeStamp);
    }, true);
  }
}"""
EMPTY = """async (count) => {
  for (let n = 0; n < count; n += 1) {
    window.painted(performance.now());
    await new Promise((done) => setTimeout(done, 60));
  }
}"""


def figures(page: Page) -> str:
    """The recorded times, and a fresh start for the next ones."""
    taken = sorted(page.evaluate("() => window.taken.splice(0)"))
    if not taken:
        return "nothing recorded"
    late = taken[min(len(taken) - 1, int(0.95 * len(taken)))]
    return f"{statistics.median(taken):.1f} / {late:.1f} ms"


def press(page: Page, control: str, steps: int) -> None:
    """Arrow keys on a slider, up and down by `steps`: a key at its end would paint nothing."""
    page.locator(f"[data-control={control}] input[type=range]").first.focus()
    for count in range(PRESSES):
        page.keyboard.press("ArrowRight" if count % (2 * steps) < steps else "ArrowLeft")
        page.wait_for_timeout(PAUSE_MS)


def drag(page: Page, control: str) -> None:
    """The slider's thumb from one end to the other under the pointer."""
    box = page.locator(f"[data-control={control}] input[type=range]").first.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 22, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 22, middle, steps=PRESSES)
    page.mouse.up()


def plate(page: Page) -> Iterator[tuple[str, str]]:
    """What is measured on the plate, and its figures, one after the other."""
    page.evaluate(EMPTY, PRESSES)
    yield "frame", figures(page)
    press(page, "miles", steps=15)
    yield "plate: key on miles", figures(page)
    page.wait_for_timeout(SETTLE_MS)
    press(page, "surface", steps=len(SURFACES) - 1)
    yield "plate: key on ground", figures(page)
    drag(page, "miles")
    page.wait_for_timeout(500)
    yield "plate: drag on miles", figures(page)
    page.wait_for_timeout(SETTLE_MS)
    press(page, "bend", steps=PRESSES // 2)
    yield "plate: key on bend", figures(page)
    drag(page, "bend")
    page.wait_for_timeout(500)
    yield "plate: drag on bend", figures(page)


def turning(page: Page) -> Iterator[tuple[str, str]]:
    """The same on the turning knee."""
    page.locator(".turn").first.click()
    page.locator(".knee .tag").first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(SETTLE_MS)
    figures(page)
    press(page, "miles", steps=15)
    yield "3-D: key on miles", figures(page)
    page.wait_for_timeout(SETTLE_MS)
    looked = page.locator(".scene").evaluate("s => String(s.knee3d.camera.eye)")
    press(page, "bend", steps=PRESSES // 2)
    yield "3-D: key on bend", figures(page)
    drag(page, "bend")
    page.wait_for_timeout(500)
    yield "3-D: drag on bend", figures(page)
    if looked != page.locator(".scene").evaluate("s => String(s.knee3d.camera.eye)"):
        yield "3-D: camera", "moved"


def opened(browser: Browser, address: str, size: dict[str, int]) -> Page:
    """The page at this size, quiet and recording."""
    page = browser.new_context(viewport=size).new_page()
    page.goto(f"{address}/{PAGE}")
    page.locator("#prerendered").wait_for(state="detached", timeout=PATIENCE_MS)
    page.locator(".host.ready .tag").first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLE_MS)
    page.evaluate(RECORD)
    return page


def rows() -> Iterator[Row]:
    """The figures for both screen sizes."""
    bare = [flag for flag in chromium.FLAGS if not flag.startswith(WEBGL_FLAGS)]
    runs = ((plate, [*bare, NO_WEBGL]), (turning, list(chromium.FLAGS)))
    with running_app() as address, sync_playwright() as playwright:
        for measure, flags in runs:
            browser = playwright.chromium.launch(executable_path=chromium.path(), args=flags)
            for name, size in SIZES.items():
                page = opened(browser, address, size)
                for what, taken in measure(page):
                    yield f"{name}, {what}", taken, ""
                page.context.close()
            browser.close()


if __name__ == "__main__":
    show(__doc__.splitlines()[0], rows())
