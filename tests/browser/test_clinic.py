"""The clinic's view: every page by bar and key, the sheet of keys, the pen, full screen, sizes."""

import io

import pypdfium2
import pytest
from playwright.sync_api import expect

from explainer.scenario import Scenario
from explainer.ui.lesson.lesson import PAGES
from explainer.words import Words
from tests.support.addresses import scenario_of, settled
from tests.support.pen_ink import inked

pytestmark = pytest.mark.browser
WORDS = {language: Words(language) for language in ("en", "es")}
WIDE, LAPTOP, TABLET = (
    {"width": 1920, "height": 1080},
    {"width": 1440, "height": 900},
    {"width": 1024, "height": 768},
)
SHEET = "dialog.key-sheet"
PEN = "#root [data-tool=pen]"
LINES = "#root .host.ready .pen-line"
PRESS_AGAIN_MS, PRESSES, LOOK_MS = 20_000, 4, 100
IDLE = "() => document.querySelector('[data-test-script-state=notRunning]')"
LEAST_LIMB_PX = 940  # screen.md's own: at 1920 x 1080
LIMB = """() => {
  const roots = [...document.querySelectorAll("#root *")].map((one) => one.shadowRoot);
  const paths = roots.flatMap((one) => [...(one?.querySelectorAll(".regions path") ?? [])]);
  const boxes = paths.map((path) => path.getBoundingClientRect()).filter(({ height }) => height);
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  return Math.min(bottom, innerHeight) - Math.max(top, 0);
}"""


@pytest.fixture
def opened(new_page, app_url):
    """Opens a page in the clinic's view at a size."""

    def go(path: str, size: dict = LAPTOP, **settings):
        page = new_page(viewport=size, **settings)
        joined = "&" if "?" in path else "?"
        page.goto(f"{app_url}/{path}{joined}view=consult")
        page.locator("#prerendered").wait_for(state="detached")
        page.locator(PEN).wait_for()
        return page

    return go


def draw(page, number: int = 0) -> None:
    """A stroke across the picture, with the pen in use."""
    box = page.locator("#root .host.ready .pane").nth(number).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 30, y - 40)
    page.mouse.down()
    page.mouse.move(x + 30, y + 40, steps=6)
    page.mouse.up()


def title_is(page, name: str, language: str = "en") -> None:
    title = page.get_by_role("heading", level=1).first
    expect(title).to_have_text(WORDS[language].text(f"{name}.title"))


def test_every_page_is_a_number_away_and_the_visit_goes_along(opened):
    page = opened("start?miles=25&mark=-22,5")
    for number, name in enumerate(PAGES, 1):
        page.keyboard.press(str(number))
        title_is(page, name)
        page.locator(PEN).wait_for()
    now = settled(page, miles=25, view="consult")
    assert now.mark.z_mm == -22


@pytest.mark.parametrize("size", [WIDE, LAPTOP, TABLET], ids=["1920", "1440", "1024"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_bar_shows_every_page_and_tool_in_one_row(opened, size, language):
    page = opened(f"tendons?language={language}", size)
    links = page.locator(".st-key-clinic_pages a")
    expect(links).to_have_count(len(PAGES))
    others = page.locator(
        "[data-tool=pen], [data-tool=full], [data-tool=keys], .st-key-share button,"
        " .st-key-leave button, .st-key-header_switches button, .st-key-top_row [data-opens]"
    )
    seen = others.filter(visible=True)
    expect(seen.nth(7)).to_be_visible()  # the last comes with Streamlit's page
    boxes = [one.bounding_box() for one in [*links.all(), *seen.all()]]
    for place, one in enumerate(boxes):
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= size["width"]
        assert one["y"] >= 0
        assert one["y"] + one["height"] <= 64, "one slim bar"
        for other in boxes[place + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"] + 1
                or other["x"] + other["width"] <= one["x"] + 1
            )
            assert apart, (one, other)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sheet_names_the_keys_of_the_page_and_gives_the_focus_back(opened, language):
    words = WORDS[language]
    page = opened(f"hinge?language={language}")
    page.locator("#root .host.ready .tag").first.wait_for()
    page.keyboard.press("p")
    draw(page)
    sheet = page.locator(SHEET)
    expect(sheet).to_be_hidden()
    page.keyboard.press("?")
    expect(sheet).to_be_visible()
    expect(sheet).to_have_accessible_name(words.text("consult.sheet.title"))
    for row in ("pages", "steps", "views", "colours", "pen", "full", "share", "keys"):
        expect(sheet.get_by_text(words.text(f"consult.sheet.{row}"), exact=True)).to_be_visible()
    expect(sheet.get_by_text(words.text("consult.sheet.examples"))).to_have_count(0)
    assert page.evaluate(f"document.querySelector('{SHEET}').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator(LINES)).to_have_count(1)  # Escape closed the sheet and wiped nothing
    button = page.locator("#root [data-tool=keys]")
    button.focus()
    page.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    page.keyboard.press("?")
    expect(sheet).to_be_hidden()
    expect(button).to_be_focused()


def test_shift_and_a_number_choose_an_example_and_the_sheet_says_so(opened):
    page = opened("load?miles=20")
    page.locator(".st-key-presets button").first.wait_for()
    page.keyboard.press("?")
    expect(
        page.locator(SHEET).get_by_text(WORDS["en"].text("consult.sheet.examples"))
    ).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Digit1")
    settled(page, surface="concrete")
    title_is(page, "load")


def test_keys_change_view_and_colours_and_belong_to_a_field_that_is_typed_in(opened):
    page = opened("tendons")
    page.locator("#root .host.ready .tag").first.wait_for()
    before = scenario_of(page.url)
    page.keyboard.press("v")
    settled(page, knee_view=lambda one: one != before.knee_view)
    page.keyboard.press("c")
    settled(page, dress=lambda one: one != before.dress)
    box = page.locator("#root .host.ready [data-control=miles] input.box").first
    box.click()
    page.keyboard.press("2")
    page.keyboard.press("p")
    title_is(page, "tendons")
    expect(page.locator(f"{PEN}[aria-pressed=true]")).to_have_count(0)


def test_one_pen_draws_on_every_picture_and_no_line_is_lost(opened):
    page = opened("load?miles=20")
    page.locator("#root .host.ready .tag").nth(1).wait_for()
    expect(page.locator("button", has_text=WORDS["en"].text("consult.bar.pen"))).to_have_count(1)
    page.locator(PEN).click()
    draw(page, 0)
    draw(page, 1)
    expect(page.locator(LINES)).to_have_count(2)
    page.keyboard.press("3")
    title_is(page, "tendons")
    expect(page.locator(LINES)).to_have_count(0)
    page.go_back()
    title_is(page, "load")
    expect(page.locator(LINES)).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(LINES)).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator(LINES)).to_have_count(2)
    page.locator(".st-key-leave button").click()
    expect(page.locator(LINES)).to_have_count(0)
    assert "drawing" not in page.url


def test_a_line_stays_on_the_knee_when_the_picture_changes_its_size(opened):
    page = opened("tendons", WIDE)
    page.locator("#root .host.ready .tag").first.wait_for()
    page.keyboard.press("p")
    draw(page)
    place = """() => {
      const roots = [...document.querySelectorAll("#root *")].map((one) => one.shadowRoot);
      const root = roots.find((one) => one?.querySelector(".pen-line"));
      const box = (one) => root.querySelector(one).getBoundingClientRect();
      const [line, plate] = [box(".pen-line"), box(".plate")];
      return [(line.left - plate.left) / plate.width, (line.top - plate.top) / plate.height];
    }"""
    before = page.evaluate(place)
    page.set_viewport_size(TABLET)
    page.wait_for_function(
        f"([x, y]) => {{ const now = ({place})();"
        " return Math.abs(now[0] - x) < 0.02 && Math.abs(now[1] - y) < 0.02; }",
        arg=before,
    )


def test_the_lines_are_on_the_paper_when_they_are_ticked_and_not_otherwise(opened):
    page = opened("tendons")
    page.locator("#root .host.ready .tag").first.wait_for()
    page.keyboard.press("p")
    draw(page)
    page.keyboard.press("s")
    link = page.locator("[role=dialog] #link")
    link.wait_for()
    tick = page.get_by_label(WORDS["en"].text("share.drawing"))
    expect(tick).not_to_be_checked()
    assert len(printed_ink(page)) == 0
    tick.click()
    assert len(printed_ink(page, at_once=True)) > 100
    assert scenario_of(link.input_value()) == Scenario(view="patient"), "the link holds no line"
    tick.click()
    assert len(printed_ink(page, at_once=True)) == 0


def printed_ink(page, *, at_once: bool = False):
    """The pixels of the pen's colour on the handout."""
    if not at_once:
        page.wait_for_function(IDLE)
    button = page.get_by_role("button", name=WORDS["en"].text("share.handout"))
    downloads = []
    page.on("download", lambda download: downloads.append(download))
    for _ in range(PRESSES):  # again where the press met a button that was just being drawn anew
        button.evaluate("button => button.click()")
        for _ in range(PRESS_AGAIN_MS // LOOK_MS):
            page.wait_for_timeout(LOOK_MS)
            if downloads:
                pdf = pypdfium2.PdfDocument(io.BytesIO(downloads[0].path().read_bytes()))
                return inked(pdf[0].render(scale=3).to_pil())
    raise AssertionError("nothing was printed")


def test_without_lines_there_is_no_tick(opened):
    page = opened("tendons")
    page.keyboard.press("s")
    page.locator("[role=dialog] #link").wait_for()
    expect(page.get_by_label(WORDS["en"].text("share.drawing"))).to_be_hidden()


def test_the_picture_fills_the_screen_on_request(opened):
    page = opened("tendons")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement !== null")
    full = page.locator("#root [data-tool=full]")
    expect(full).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("2")
    title_is(page, "hinge")
    assert page.evaluate("document.fullscreenElement !== null"), "another page keeps it"
    full.click()
    page.wait_for_function("() => document.fullscreenElement === null")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.locator(".st-key-leave button").click()
    page.wait_for_function("() => document.fullscreenElement === null")


@pytest.mark.parametrize("name", ["start", "tendons", "hamstrings_calf"])
def test_the_knee_is_as_tall_as_a_large_screen(opened, name):
    page = opened(name, WIDE)
    page.locator("#root .host.ready .tag").first.wait_for()
    page.wait_for_function(f"(least) => ({LIMB})() >= least", arg=LEAST_LIMB_PX)
