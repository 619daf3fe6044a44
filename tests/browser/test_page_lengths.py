"""How long every page is, in screens of a laptop and of a phone, with its drawers closed."""

import time

import pytest
from playwright.sync_api import Page

from explainer.ui.lesson.lesson import PAGES
from tests.conftest import SIZES
from tests.support.patience import PATIENCE_S

pytestmark = pytest.mark.browser
LESSON, LONG, EXPLAINS = (3.0, 6.0), (5.0, 9.0), (6.5, 13.0)  # screens of a laptop, of a phone
MOST_SCREENS = dict.fromkeys(PAGES, LESSON) | {
    "plan": LONG,
    "care": LONG,
    "model": EXPLAINS,  # no lesson: every rule and check of the model, for who asks
}
PAUSE_MS = 400
# A screen further, from the end to the top again: a chart is drawn while it is in sight.
GO_ON = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  if (!main) return;
  const ended = main.scrollTop + main.clientHeight >= main.scrollHeight - 2;
  main.scrollTo(0, ended ? 0 : main.scrollTop + innerHeight);
}"""
# The page's height in screens; null while something of it is still to come.
SCREENS = """() => {
  const page = document.querySelector("#root [data-testid=stMainBlockContainer]");
  const still = document.querySelector("#root [data-test-script-state=notRunning]");
  const coming = document.querySelector("#prerendered, #root [data-testid=stSkeleton]");
  const charts = [...document.querySelectorAll("#root [data-testid=stPlotlyChart]")];
  const drawn = charts.every((one) => one.querySelector(".main-svg"));
  if (!page || !still || coming || !drawn) return null;
  return page.scrollHeight / innerHeight;
}"""


def screens(page: Page) -> float:
    """How many screens high the page is once nothing of it is still to come."""
    until, before = time.monotonic() + PATIENCE_S, None
    while time.monotonic() < until:
        page.evaluate(GO_ON)
        now = page.evaluate(SCREENS)
        if now is not None and now == before:
            return now
        before = now
        page.wait_for_timeout(PAUSE_MS)
    raise AssertionError("the page did not come to rest")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("lesson", PAGES)
def test_no_page_is_longer_than_its_screens(new_page, app_url, lesson, language):
    found = []
    for size in ("screen", "phone"):
        page = new_page(size)
        page.goto(f"{app_url}/{lesson}?language={language}")
        page.locator("#prerendered").wait_for(state="detached")
        found.append(screens(page))
    most = MOST_SCREENS[lesson]
    print(f"{lesson} {language}: {found[0]:.2f} / {found[1]:.2f} screens")
    assert all(one <= limit for one, limit in zip(found, most, strict=True)), (found, most)


def test_sizes_are_those_of_a_laptop_and_a_phone():
    assert SIZES["screen"] == {"width": 1440, "height": 900}
    assert SIZES["phone"] == {"width": 390, "height": 844}
