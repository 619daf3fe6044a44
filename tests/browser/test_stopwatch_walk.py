"""The walk of a consultation, counted: from the sore spot to the paper in few taps and scrolls."""

import pytest
from playwright.sync_api import Locator, Page, expect

from explainer.words import Words
from tests.support.addresses import settled

pytestmark = pytest.mark.browser
WORDS = Words()
MOST_TAPS, MOST_SCROLLS = 12, 2
SPOT = (0.46, 0.45)  # of the picture: the inner side of the hollow of the knee
DIAGRAM = "#root .host.ready"
# Whether what is to be tapped can be seen as a whole between the header and the lower edge.
IN_SIGHT = """(part) => {
  const box = part.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
}"""


class Walker:
    """A reader who counts taps, and scrolls to what is not in sight; typing is no tap."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.scrolls = page, 0, 0

    def tap(self, part: Locator) -> None:
        part.wait_for()
        if not part.evaluate(IN_SIGHT):
            self.scrolls += 1
        self.taps += 1
        part.click()

    def tap_picture(self, across: float, down: float) -> None:
        self.taps += 1
        box = self.page.locator(f"{DIAGRAM} .hits").first.bounding_box()
        self.page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])

    def turn_to(self, lesson: str) -> None:
        self.tap(self.page.get_by_role("link", name=WORDS.text(f"common.nav.{lesson}")).first)
        title = self.page.get_by_role("heading", level=1)
        expect(title).to_have_text(WORDS.text(f"{lesson}.title"))
        self.page.locator(f"{DIAGRAM} .picture[data-shows]").first.wait_for()


def test_from_the_sore_spot_to_the_handout(new_page, app_url):
    """Pain spot, what is under it, 25 miles on concrete against 12 on grass, plan, handout."""
    page = new_page()
    walker = Walker(page)
    page.goto(f"{app_url}/start")
    page.locator("#prerendered").wait_for(state="detached")
    page.locator(f"{DIAGRAM} .picture[data-shows]").wait_for()

    walker.tap_picture(*SPOT)
    settled(page, mark=bool)
    walker.tap(page.locator(f"{DIAGRAM} .tap-row").first)
    settled(page, structure=bool)

    walker.turn_to("load")
    walker.tap(page.get_by_role("button", name=WORDS.text("load.starts")))
    walker.tap(page.locator(".st-key-preset_0 button"))
    settled(page, miles=25, surface="concrete", after_miles=15, after_surface="grass")
    box = page.locator(f"{DIAGRAM} [data-week=after][data-control=miles] input.box")
    walker.tap(box)
    box.fill("12")
    box.press("Enter")
    settled(page, after_miles=12)
    expect(page.locator(f"{DIAGRAM} .headline")).to_be_in_viewport(ratio=1)

    walker.turn_to("plan")
    walker.tap(page.get_by_role("button", name=WORDS.text("share.button"), exact=True))
    with page.expect_download() as download:
        walker.tap(page.get_by_role("button", name=WORDS.text("share.handout")))
    assert download.value.suggested_filename.endswith(".pdf")
    print(f"{walker.taps} taps, {walker.scrolls} scrolls")
    assert walker.taps <= MOST_TAPS
    assert walker.scrolls <= MOST_SCROLLS
