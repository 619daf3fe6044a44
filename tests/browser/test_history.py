"""The address bar in a real browser: one entry a page, none a move, and each page's own name."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from explainer.scenario import Scenario
from explainer.ui.lesson import link_notice
from explainer.ui.lesson.lesson import PAGES
from explainer.words import LANGUAGES, Words
from tests.support.addresses import read, settled
from tests.unit.test_link import PLANNED

pytestmark = pytest.mark.browser
MILES = "#root .host.ready [data-control=miles] input[type=range]"
CANONICAL = "document.querySelector('link[rel=canonical]').href"
META = 'name => document.querySelector(`meta[property="og:${name}"]`).content'
LINK = urlencode(PLANNED.to_query())


@pytest.fixture
def tab(new_page):
    """A page of its own history, which starts somewhere else."""
    page = new_page()
    page.goto("about:blank")
    return page


def opened(tab, address):
    tab.goto(address)
    stands(tab)


def stands(tab):
    tab.locator("#prerendered").wait_for(state="detached")
    tab.locator(MILES).first.wait_for()


def turn_to(tab, page, words):
    tab.get_by_role("link", name=words.text(f"common.nav.{page}")).first.click()
    title = words.text(f"{page}.title")
    expect(tab.get_by_role("heading", level=1)).to_have_text(title)


def follows(tab):
    """Waits until what the browser's own "Share" sends on is the address bar's."""
    tab.wait_for_function(f"() => {CANONICAL} === location.href")
    assert tab.evaluate(META, "url") == tab.url


def test_moves_leave_no_entry_and_one_back_leaves(tab, app_url):
    opened(tab, f"{app_url}/tendons?miles=20")
    before = tab.evaluate("history.length")
    for miles in (21, 22, 23):
        tab.locator(MILES).first.press("ArrowRight")
        settled(tab, miles=miles)
    assert tab.evaluate("history.length") == before
    follows(tab)
    tab.go_back()
    assert tab.url == "about:blank"


def test_back_returns_to_the_former_page_with_what_was_chosen_since(tab, app_url):
    words = Words()
    opened(tab, f"{app_url}/tendons?miles=20")
    before = tab.evaluate("history.length")
    turn_to(tab, "load", words)
    settled(tab, miles=20)
    follows(tab)
    assert tab.evaluate("history.length") == before + 1
    tab.locator(MILES).first.press("ArrowRight")
    settled(tab, miles=21)
    tab.go_back()
    title = words.text("tendons.title")
    expect(tab.get_by_role("heading", level=1)).to_have_text(title)
    assert re.search(r"/tendons\?", tab.url)
    chosen = settled(tab, miles=21)
    expect(tab.locator(MILES).first).to_have_value("21")
    assert chosen == Scenario(miles=21)
    follows(tab)
    tab.go_back()
    assert tab.url == "about:blank"


def test_back_is_heard_while_a_move_is_on_its_way(tab, app_url):
    """The move is reported and run by the server in the same moments."""
    words = Words()
    opened(tab, f"{app_url}/tendons?miles=20")
    for wait_ms in (0, 450, 700):
        turn_to(tab, "load", words)
        tab.locator(MILES).nth(1).wait_for()
        tab.locator(MILES).first.press("ArrowRight")
        tab.wait_for_timeout(wait_ms)
        tab.evaluate("history.back()")
        title = words.text("tendons.title")
        expect(tab.get_by_role("heading", level=1)).to_have_text(title)
        tab.wait_for_function("() => document.documentElement.dataset.page === 'tendons'")
        expect(tab).to_have_title(re.compile(title))
        assert re.search(r"/tendons(\?|$)", tab.url)


def test_a_damaged_link_is_left_alone_until_the_reader_changes_something(tab, app_url):
    damaged = LINK[: LINK.index("&guide")]
    address = f"{app_url}/plan?{damaged}"
    opened(tab, address)
    words = Words("es", units="km")
    lines = link_notice.lines(words, read(address)[1])
    box = tab.locator("#root [data-testid=stAlert]").first
    for line in lines:
        expect(box).to_contain_text(line)
    assert tab.url == address
    turn_to(tab, "load", words)
    tab.locator(MILES).first.wait_for()
    tab.wait_for_function("() => location.search")
    assert read(tab.url) == read(address)
    tab.reload()
    stands(tab)
    expect(tab.locator("#root [data-testid=stAlert]").first).to_contain_text(lines[0])
    tab.locator(MILES).first.press("ArrowRight")
    assert settled(tab, miles=lambda miles: miles > 28).language == "es"
    tab.go_back()
    expect(tab.get_by_role("heading", level=1)).to_have_text(words.text("plan.title"))


def test_a_good_link_stays_as_it_is(tab, app_url):
    opened(tab, f"{app_url}/plan?{LINK}")
    assert tab.url == f"{app_url}/plan?{LINK}"
    expect(tab.locator("html")).to_have_attribute("lang", "es")
    follows(tab)


@pytest.mark.parametrize("escape", ["&#038;", "&#x26;"])
def test_an_and_sign_that_html_took_for_the_end_is_put_back(tab, app_url, escape):
    tab.goto(f"{app_url}/tendons?{urlencode(Scenario(miles=25).to_query()).replace('&', escape)}")
    stands(tab)
    assert read(tab.url) == (Scenario(miles=25), ())
    expect(tab.locator(MILES).first).to_have_value("25")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_its_own_title_in_the_readers_language(tab, app_url, language):
    words = Words(language)
    name = words.text("common.app_name")
    tab.goto(f"{app_url}/?language={language}")
    tab.locator("#prerendered").wait_for(state="detached")
    for page in (*PAGES[1:], PAGES[0]):
        turn_to(tab, page, words)
        expect(tab).to_have_title(f"{words.text(f'{page}.title')} · {name}")
        tab.wait_for_function(f"() => ({META})('title') === document.title")
