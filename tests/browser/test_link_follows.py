"""The link in a real browser: it opens the right page cold, and restores the same view."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from explainer.anatomy import atlas
from explainer.scenario import Scenario
from explainer.ui.lesson.lesson import PAGES
from explainer.words import Words
from tests.support import scrolling
from tests.support.addresses import settled

pytestmark = pytest.mark.browser
WORDS = Words()
BENDS = [plate.flexion_deg for plate in atlas.plates() if plate.view == "posterior_superficial"]
WIDEST_GAP_DEG = max(after - before for before, after in pairwise(BENDS))
ON_A_PHONE = pytest.mark.parametrize("screen", ["phone"], indirect=True)  # no matter how wide


@ON_A_PHONE
@pytest.mark.parametrize("lesson", PAGES)
def test_a_cold_deep_link_opens_the_page_in_its_frame(screen, app_url, lesson):
    screen.goto(f"{app_url}/{lesson}?miles=25")
    expect(screen.get_by_role("heading", level=1)).to_have_text(WORDS.text(f"{lesson}.title"))
    expect(
        screen.get_by_role("button", name=WORDS.text("common.buttons.help_today")).first
    ).to_be_visible()
    expect(screen.get_by_text(WORDS.text("common.disclaimer"))).to_be_visible()


@ON_A_PHONE
def test_no_request_leaves_the_machine(screen, app_url):
    requested = []
    screen.on("request", lambda request: requested.append(request.url))
    for lesson in PAGES[1:]:
        screen.goto(f"{app_url}/{lesson}")
        expect(screen.get_by_role("heading", level=1)).to_be_visible()
        screen.wait_for_load_state("networkidle")
    own = (app_url, app_url.replace("http", "ws"), "data:", "blob:")
    assert requested
    assert [url for url in requested if not url.startswith(own)] == []


@ON_A_PHONE
def test_the_address_bar_holds_the_whole_scenario(screen, app_url):
    screen.goto(f"{app_url}/load?miles=25&surface=grass")
    screen.locator("#root [data-control=miles] input[type=range]").first.press("ArrowRight")
    chosen = settled(screen, miles=26)
    assert chosen == Scenario(miles=26, surface="grass")
    assert "v=2&" in screen.url


def test_a_tap_on_the_force_curve_bends_the_knee_to_that_moment(browser, app_url):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{app_url}/hinge")
    page.locator("#prerendered").wait_for(state="detached")
    scrolling.to_the_last_chart(page)
    box = scrolling.steady_box(page.locator(".js-plotly-plot .scatterlayer .point").nth(16))
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    chosen = settled(page, flexion_deg=bool)
    bend = page.locator("[data-control=bend] input.box").first
    expect(bend).not_to_have_value("0")
    shown, requested = float(bend.input_value()), chosen.flexion_deg
    assert abs(shown - requested) <= WIDEST_GAP_DEG / 2  # the flat picture shows its nearest plate
    page.close()
