"""The exercise drawings on the page: still until asked, played, stopped, calm when wanted."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def hold_card(new_page, app_url) -> Callable[..., Locator]:
    """Opens the page and gives the card of one exercise, opened: a closed one has no button."""

    def open_card(query: str = "", **settings: object) -> Locator:
        page: Page = new_page(**settings)
        page.goto(f"{app_url}/care{query}")
        page.locator("#prerendered").wait_for(state="detached")
        card = page.locator('.hc-card[data-exercise="hold"]')
        card.locator("summary").click()
        card.locator("img").first.scroll_into_view_if_needed()
        return card

    return open_card


def test_a_drawing_plays_when_asked_until_it_is_stopped(hold_card):
    card = hold_card()
    button, stills, drawing = (card.locator(one) for one in (".exercise-play", "img", ".exercise"))
    moving = card.locator(".exercise-poses > figure > svg")
    expect(stills).to_have_count(2)
    expect(stills.first).to_have_attribute("alt", re.compile("heels"))
    assert drawing.get_attribute("data-share") is None  # nothing moves unasked
    button.focus()
    card.page.keyboard.press("Enter")
    expect(button).to_have_attribute("data-does", "pause")
    expect(moving).to_have_attribute("aria-label", re.compile("hips are up"))
    first = moving.locator("path").nth(2).get_attribute("d")
    expect(moving.locator("path").nth(2)).not_to_have_attribute("d", first)
    card.page.keyboard.press("Enter")
    expect(button).to_have_attribute("data-does", "play")
    expect(button).to_be_focused()
    expect(stills).to_have_count(2)
    assert drawing.get_attribute("data-share") is None


def test_who_wants_no_motion_goes_from_pose_to_pose(hold_card):
    card = hold_card(reduced_motion="reduce")
    button = card.locator(".exercise-play")
    expect(button).to_have_attribute("data-does", "next_pose")
    for wanted in ("0.000", "0.200", "0.400"):
        button.click()
        expect(card.locator(".exercise")).to_have_attribute("data-share", wanted)
    expect(button).to_have_attribute("data-does", "next_pose")


def test_the_drawings_are_of_the_readers_own_knee(hold_card):
    card = hold_card("?side=left")
    expect(card.locator("img").first).to_have_attribute("src", re.compile("hold-left-start"))
    loaded = "(image) => image.decode().then(() => image.naturalWidth)"
    assert card.locator("img").first.evaluate(loaded) > 1000
