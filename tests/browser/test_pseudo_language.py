"""No visible word stands outside the text files, and words 40 % longer break no page on a phone."""

from pathlib import Path

import pytest

from explainer.ui.lesson.lesson import PAGES
from tests.conftest import SIZES
from tests.support import pseudo_language
from tests.support.patience import PATIENCE_MS
from tests.support.server import running_app

LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def strange_url(tmp_path_factory):
    """The app in a language in which every letter is strange and every text is longer."""
    with running_app(
        pseudo_language.copy_of_the_project(tmp_path_factory.mktemp("pseudo"))
    ) as address:
        yield address


@pytest.fixture(scope="module")
def phone(browser):
    page = browser.new_page(viewport=SIZES["phone"])
    yield page
    page.close()


def opened(tab, address: str) -> None:
    """Opens a page and goes down it once, because charts wait until they are near."""
    tab.goto(address)
    tab.locator("#prerendered").wait_for(state="detached")
    tab.wait_for_function(
        """() => {
            const main = document.querySelector('[data-testid="stMain"]');
            main.scrollTop = (main.scrollTop + innerHeight) % main.scrollHeight;
            const busy = '[data-test-script-state="running"], [data-testid="stSkeleton"]';
            return !document.querySelector(busy);
        }""",
        timeout=PATIENCE_MS,
        polling=100,
    )


def assert_strange_and_roomy(tab) -> None:
    found = tab.evaluate(LOOK)
    assert found["plain"] == []
    assert found["cut"] == []
    assert found["outside"] == []
    assert found["width"] <= SIZES["phone"]["width"]


def test_the_language_changes_letters_and_length_and_keeps_what_is_filled_in():
    plain = "Run {distance[15]} a week, or less."
    shown = pseudo_language.pseudo(plain)
    assert "{distance[15]}" in shown
    assert not any(
        letter in pseudo_language.PLAIN for letter in shown.replace("{distance[15]}", "").lower()
    )
    assert len(shown) >= len(plain) + 0.3 * len(plain.replace("{distance[15]}", ""))


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
def test_every_word_of_a_page_comes_from_the_text_files_and_has_room(strange_url, phone, page):
    opened(phone, f"{strange_url}/{page}?structure=semimembranosus&mark=-22,5")
    assert_strange_and_roomy(phone)


@pytest.mark.browser
@pytest.mark.parametrize("opener", [".st-key-share button", ".st-key-top_row button >> nth=0"])
def test_every_word_of_a_dialog_comes_from_the_text_files(strange_url, phone, opener):
    opened(phone, f"{strange_url}/tendons")
    phone.locator(opener).click()
    phone.get_by_role("dialog").wait_for()
    phone.wait_for_timeout(1000)
    found = phone.evaluate(LOOK)
    web = [text for text in found["plain"] if not text.startswith(("http", "<iframe"))]
    assert web == []
    assert found["cut"] == []


@pytest.mark.browser
def test_a_plain_word_and_a_cut_button_would_be_noticed(strange_url, phone):
    """The look itself: a plain word and a cut button are found."""
    opened(phone, f"{strange_url}/tendons")
    phone.evaluate(
        """() => {
            const plain = document.createElement("button");
            plain.textContent = "Plain word";
            plain.style.cssText = "width: 20px; overflow: hidden; white-space: nowrap; padding: 0";
            document.querySelector("[data-testid=stMainBlockContainer]").append(plain);
        }"""
    )
    found = phone.evaluate(LOOK)
    assert "Plain word" in found["plain"]
    assert "Plain word" in found["cut"]
