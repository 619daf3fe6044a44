"""The app on screens and with settings that differ: small and low screens, paper, forced colours,
less motion, a browser that translates."""

import io
import time
from collections.abc import Callable

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from explainer.words import Words
from tests.support.patience import PATIENCE_S

pytestmark = pytest.mark.browser
WORDS = Words()
SMALL_PHONE = {"width": 390, "height": 664}  # an iPhone's screen without the browser's bars
LOW = [{"width": 844, "height": 390}, {"width": 720, "height": 450}]  # on its side; 200 % zoom
LAPTOP = {"width": 1440, "height": 900}
LESSONS = ("start", "hinge", "tendons", "hamstrings_calf", "load")
LEAST_SEEN_PX = 180
MILES = "[data-control=miles] input[type=range]"

# How much of the picture is in sight between the header and what lies over it, px; whether the
# sliders, where there are any, lie beside it; where the colour scale ends.
SEEN = """() => {
  const hosts = [...document.querySelectorAll("#root [data-testid=stBidiComponentIsolated]")];
  const root = hosts.map((one) => one.shadowRoot).find((one) => one?.querySelector(".pane"));
  const box = (css) => root.querySelector(css)?.getBoundingClientRect();
  const [plate, dock, meter] = [box(".plate"), box(".dock"), box(".legend .meter")];
  const top = document.querySelector("[data-testid=stHeader]").getBoundingClientRect().bottom;
  const beside = !dock.height || dock.left >= plate.right || dock.top >= plate.bottom;
  const low = Math.min(innerHeight, plate.bottom, beside ? Infinity : dock.top);
  return { px: low - Math.max(top, plate.top), beside, scale: meter.bottom };
}"""
ANIMATIONS = """() => {
  const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap(
    (one) => one.shadowRoot ? roots(one.shadowRoot) : [])];
  return roots(document).flatMap((root) => root.getAnimations())
    .map((one) => one.transitionProperty ?? one.animationName)
    .filter((name) => !String(name).includes("st-"));
}"""
# As Chromium's translator does: each text node gives its place to a <font> with other words.
TRANSLATE = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const font = document.createElement("font");
    font.textContent = node.data;
    node.parentNode.insertBefore(font, node);
    node.remove();
  }
}"""

NUMBERS = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  // What was spoken is spoken of a change only.
  const regions = [...main.querySelectorAll("[role=status], [aria-live]")];
  const spoken = regions.map((one) => one.innerText);
  const text = spoken.reduce((all, one) => all.replace(one, ""), main.innerText);
  return String(text.match(/\\d[\\d.,]*/g));
}"""
TRY_CODE = """() => {
  const code = `
    const runs = (tried) => { try { tried(); return true; } catch { return false; } };
    const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    window.allowed = {
      wasm: runs(() => new WebAssembly.Module(empty)),
      eval: runs(() => Function("return 1")()),
    };`;
  const file = new Blob([code], { type: "text/javascript" });
  setTimeout(() => import(URL.createObjectURL(file)));
}"""


def opened(new_page: Callable[..., Page], address: str, size: dict, **settings) -> Page:
    """A page of its own, once its picture stands."""
    page = new_page(viewport=size, **settings)
    page.goto(address)
    page.locator("#prerendered").wait_for(state="detached")
    page.locator("#root .host.ready .picture[data-shows]").first.wait_for()
    return page


def wait_until_equal(read: Callable[[], tuple[object, object]]) -> None:
    """Returns once what is read is twice the same; fails with both when it never is."""
    until = time.monotonic() + PATIENCE_S
    while len(set(pair := read())) > 1 and time.monotonic() < until:
        time.sleep(0.1)
    assert pair[0] == pair[1]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_small_phones_first_screen_shows_the_knee(app_url, new_page, lesson):
    page = opened(new_page, f"{app_url}/{lesson}", SMALL_PHONE)
    seen = page.evaluate(SEEN)
    print(f"{lesson}: {seen['px']:.0f} px")
    assert seen["px"] >= LEAST_SEEN_PX


def test_a_small_phones_first_screen_says_what_the_miles_mean(app_url, new_page):
    """The answer itself lies below; its headline stands above the sliders and follows them."""
    page = opened(new_page, f"{app_url}/tendons?miles=15", SMALL_PHONE)
    brief, headline = (page.locator(f"#root .host.ready .{part}") for part in ("brief", "headline"))
    before = brief.inner_text()
    page.locator(MILES).first.fill("30")
    expect(brief).not_to_have_text(before)
    expect(brief).to_have_text(headline.text_content())
    box = brief.bounding_box()
    assert 0 < box["y"] < box["y"] + box["height"] < SMALL_PHONE["height"]


@pytest.mark.parametrize("size", LOW, ids=lambda size: f"{size['width']}x{size['height']}")
def test_on_a_low_screen_the_sliders_never_cover_the_knee(app_url, new_page, size):
    page = opened(new_page, f"{app_url}/hinge", size)
    seen = page.evaluate(SEEN)
    assert seen["beside"]
    assert seen["px"] > 50  # the title and the row of help stand above it


def test_the_colour_scale_is_in_a_laptops_first_screen(app_url, new_page):
    page = opened(new_page, f"{app_url}/tendons", LAPTOP)
    seen = page.evaluate(SEEN)
    assert seen["scale"] <= LAPTOP["height"]


def test_forced_colours_show_a_sliders_track_and_thumb(app_url, new_page):
    page = opened(new_page, f"{app_url}/tendons?miles=40", LAPTOP, forced_colors="active")
    picture = Image.open(io.BytesIO(page.locator(MILES).screenshot())).convert("L")
    ground, middle = picture.getpixel((2, 2)), picture.height // 2
    marked = [abs(picture.getpixel((x, middle)) - ground) > 40 for x in range(picture.width)]
    assert sum(marked) > 0.8 * picture.width, "no track"
    tall = [
        sum(abs(picture.getpixel((x, y)) - ground) > 40 for y in range(picture.height))
        for x in range(picture.width)
    ]
    assert max(tall) >= 16, "no thumb"


def test_less_motion_is_honoured(app_url, new_page):
    """While the picture is bent and dressed anew, nothing of ours fades or moves by itself."""
    page = opened(new_page, f"{app_url}/hinge", LAPTOP, reduced_motion="reduce")
    for control in ("[data-choice=dress] .pill >> nth=1", "[data-choice=view] .pill >> nth=1"):
        page.locator(f"#root .host.ready {control}").click()
        page.evaluate("() => new Promise(requestAnimationFrame)")
        assert page.evaluate(ANIMATIONS) == []


def test_a_translated_page_takes_new_numbers(app_url, new_page):
    fresh = opened(new_page, f"{app_url}/plan?miles=43", LAPTOP)
    page = opened(new_page, f"{app_url}/plan?miles=20", LAPTOP)
    for one in (fresh, page):
        one.locator("[data-test-script-state=notRunning]").wait_for()
    assert page.evaluate(NUMBERS) != fresh.evaluate(NUMBERS)
    page.evaluate(TRANSLATE)
    page.locator(MILES).first.fill("43")
    wait_until_equal(lambda: (page.evaluate(NUMBERS), fresh.evaluate(NUMBERS)))


def test_a_phones_page_prints_whole(app_url, new_page):
    page = opened(new_page, f"{app_url}/tendons", SMALL_PHONE)
    paper = pypdfium2.PdfDocument(page.pdf(format="Letter", print_background=True))
    assert len(paper) <= 3
    drawn = paper[0].render(scale=1).to_pil().convert("HSV")
    upper = np.asarray(drawn)[: drawn.height // 2]
    _, across = np.nonzero((upper[..., 1] > 90) & (upper[..., 2] > 60))  # the knee's colours
    assert len(across) > 2000
    assert abs(np.median(across) - drawn.width / 2) < 0.1 * drawn.width


def test_webassembly_is_allowed_and_eval_is_not(app_url, new_page):
    """Streamlit's protocol library compiles a module on every page; Firefox logs each block."""
    page = new_page()
    page.goto(f"{app_url}/model")
    page.evaluate(TRY_CODE)  # in a script of its own: what a test runs itself may do more
    page.wait_for_function("() => window.allowed")
    assert page.evaluate("window.allowed") == {"wasm": True, "eval": False}


def test_the_menu_closes_when_the_clinics_view_is_chosen(app_url, new_page):
    page = opened(new_page, f"{app_url}/tendons", LAPTOP)
    page.locator(".st-key-top_row [data-testid=stPopover] button").last.click()
    menu = page.locator("[data-testid=stPopoverBody]")
    view = menu.get_by_role("combobox", name=WORDS.text("common.fields.view"))
    view.select_option(WORDS.text("common.options.view.consult"))
    page.locator(".st-key-leave").wait_for()
    expect(menu).to_be_hidden()
