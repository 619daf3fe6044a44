"""In a real browser, on a phone: presets, the planned week and the guided steps."""

import pytest
from playwright.sync_api import expect

from tests.conftest import SIZES
from tests.support.addresses import settled

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def screen(browser):
    page = browser.new_page(viewport=SIZES["phone"])
    yield page
    page.close()


def opened(screen, app_url: str, path: str):
    screen.goto(f"{app_url}/{path}")
    diagram = screen.locator("[data-testid=stMainBlockContainer] .picture[data-shows]").first
    diagram.wait_for()
    return screen


def fits(screen) -> bool:
    return screen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_preset_moves_both_weeks_and_the_picture_stays_in_the_first_screen(screen, app_url):
    opened(screen, app_url, "load")
    plate = screen.locator("[data-testid=stMainBlockContainer] .host.ready .pane").first
    assert plate.bounding_box()["y"] < 0.65 * screen.viewport_size["height"]
    assert fits(screen)
    headline = screen.locator("#root .host.ready .headline")
    before = headline.inner_text()
    screen.locator(".st-key-presets button").first.click()
    screen.locator(".st-key-preset_0 button").click()
    settled(screen, after_surface="grass")
    expect(headline).not_to_have_text(before)
    expect(headline).to_contain_text("of your week now")
    aloud = screen.locator(".st-key-live_region [role=status]")
    aloud.get_by_text(headline.inner_text()).wait_for(state="attached")


def test_a_day_typed_on_the_plan_page_reaches_the_link(screen, app_url):
    opened(screen, app_url, "plan")
    day = screen.locator("#root .fields.ready [data-field='5'] input")
    day.fill("9")
    day.press("Enter")
    settled(screen, days=lambda days: days and days[5].miles == 9)
    screen.get_by_text("When to stay, when to step back").wait_for()
    assert fits(screen)


def test_the_steps_can_be_walked_and_the_picture_stays_in_the_first_screen(screen, app_url):
    opened(screen, app_url, "tendons")
    screen.locator(".st-key-step_next button").click()
    settled(screen, lesson_step=1)
    screen.locator(".st-key-step_back button").wait_for()
    screen.locator(".st-key-step_next button").click()
    settled(screen, lesson_step=2)
    plate = screen.locator("[data-testid=stMainBlockContainer] .host.ready .pane").first
    assert plate.bounding_box()["y"] < 0.65 * screen.viewport_size["height"]
    assert fits(screen)
