"""Whatever a reader typed or moved reaches the scenario, whatever follows it, in the real app."""

import io
import os
import signal
from contextlib import contextmanager

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from explainer.scenario import Scenario
from explainer.words import Words
from tests.conftest import SIZES
from tests.support import server
from tests.support.addresses import scenario_of, settled
from tests.support.patience import PATIENCE_MS

pytestmark = pytest.mark.browser
WORDS = Words()
LOOK_MS = 100
MAIN = "[data-testid=stMainBlockContainer] .host.ready"
MILES = f"{MAIN} [data-control=miles] input.box"
DIALOG = "[role=dialog]"
ACKNOWLEDGED = "() => [...behindTheKneeReports.slots.values()].every((one) => !one.values.size)"


@pytest.fixture(scope="module")
def tab(browser):
    """One tab for all tests: each opens its page anew."""
    page = browser.new_page(viewport=SIZES["phone"], has_touch=True, is_mobile=True)
    yield page
    page.close()


@pytest.fixture(scope="module")
def freezing():
    """An app of our own, so that it can be frozen: its address, and how to freeze it."""
    address, process = server.start()
    server.wait(process, f"{address}/_stcore/health")

    @contextmanager
    def frozen():
        os.kill(process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(process.pid, signal.SIGCONT)

    yield address, frozen
    process.terminate()
    process.wait(timeout=10)


def opened(tab: Page, address: str) -> Page:
    tab.goto(address)
    tab.locator("#prerendered").wait_for(state="detached")
    tab.locator(f"{MAIN} .picture[data-shows]").first.wait_for()
    return tab


def shared(tab: Page, **wanted: object) -> str:
    """The link that the open dialog shows, once it says these choices."""
    field = tab.locator(f"{DIALOG} #link")
    for _ in range(PATIENCE_MS // LOOK_MS):
        text = scenario_of(link := field.input_value())
        if all(getattr(text, name) == value for name, value in wanted.items()):
            return link
        tab.wait_for_timeout(LOOK_MS)
    raise AssertionError(f"the link never said {wanted}: {link}")


def day(tab: Page, number: int):
    return tab.locator(f"#root .fields.ready [data-field='{number}'] input")


def miles_of(scenario: Scenario) -> list[float]:
    return [one.miles for one in scenario.days]


def press(tab: Page, name: str):
    """A button, tapped at once: no pause between what was typed and the press."""
    tab.locator(f".st-key-{name} button").first.tap()


def test_every_day_typed_while_the_server_stands_still_counts(tab, freezing):
    address, frozen = freezing
    opened(tab, f"{address}/plan")
    day(tab, 0).wait_for()
    with frozen():
        for number in range(7):
            day(tab, number).focus()
            tab.keyboard.press("ControlOrMeta+A")
            tab.keyboard.type(str(number + 2))
            tab.keyboard.press("Tab")
    settled(tab, longest_miles=8)
    tab.wait_for_function(ACKNOWLEDGED)
    assert [day(tab, number).input_value() for number in range(7)] == list("2345678")
    assert miles_of(scenario_of(tab.url)) == [2, 3, 4, 5, 6, 7, 8]


def test_what_was_typed_before_another_page_while_the_server_stood_still_counts(tab, freezing):
    address, frozen = freezing
    opened(tab, f"{address}/load")
    with frozen():
        tab.locator(MILES).first.fill("23")
        tab.locator(f"{MAIN} [data-control=miles] input.box").nth(1).fill("9")
        link = tab.get_by_role("link", name=WORDS.text("load.next"))
        link.evaluate("link => link.click()")
    title = tab.get_by_role("heading", level=1)
    expect(title).to_have_text(WORDS.text("plan.title"))
    settled(tab, miles=23, after_miles=9)


def test_share_is_made_of_what_was_typed_and_goes_on_following_it(tab, app_url):
    opened(tab, f"{app_url}/plan?miles=10")
    tab.locator(MILES).first.fill("22")
    press(tab, "share")
    shared(tab, miles=22)
    slider = tab.locator(f"{MAIN} [data-control=miles] input[type=range]").first
    slider.evaluate(  # a report that was late: a dialog lets nobody reach the slider
        """range => {
          range.value = 31;
          for (const name of ["input", "change"]) range.dispatchEvent(new Event(name));
        }"""
    )
    link = shared(tab, miles=31)
    tab.wait_for_function(
        "() => document.querySelector('[data-stale=true]') === null "
        "&& document.querySelector('[data-test-script-state=notRunning]')"
    )
    picture = tab.locator(f"{DIALOG} img").first.evaluate("img => img.src")
    code = Image.open(io.BytesIO(tab.request.get(picture).body()))
    assert [one.text for one in zxingcpp.read_barcodes(code)] == [link]
    with tab.expect_download() as download:
        tab.get_by_role("button", name=WORDS.text("share.handout")).click()
    text = PdfReader(download.value.path()).pages[0].extract_text()
    assert "31 miles" in " ".join(text.split())


def test_a_share_dialog_that_was_dismissed_stays_away(tab, app_url):
    opened(tab, f"{app_url}/plan?miles=10")
    press(tab, "share")
    tab.locator(f"{DIALOG} #link").wait_for()
    close = WORDS.text("streamlit_labels.close")
    tab.locator(f"section{DIALOG}").get_by_role("button", name=close, exact=True).first.tap()
    tab.locator(f"{DIALOG} #link").wait_for(state="detached")
    tab.locator(MILES).first.fill("12")
    settled(tab, miles=12)
    expect(tab.locator(f"{DIALOG} #link")).to_have_count(0)


@pytest.mark.parametrize(
    ("page", "name", "shown"),
    [
        ("load", "preset_2", None),
        ("load", "week_keep", None),
        ("plan", "share", DIALOG),
        ("tendons", "step_next", ".st-key-step_back"),
        ("tendons", "tendons_quiz", f"{MAIN} .quiz"),
    ],
)
def test_the_first_press_after_a_number_counts_and_the_number_too(tab, app_url, page, name, shown):
    opened(tab, f"{app_url}/{page}?miles=10&after_miles=11")
    menu = tab.locator(".st-key-presets [data-testid=stPopover] button")
    (menu if page == "load" else tab.locator(f".st-key-{name} button")).first.wait_for()
    tab.locator(MILES).first.fill("22")
    if page == "load":
        menu.first.tap()
    press(tab, name)
    if name == "preset_2":  # grass after the change: the same miles
        assert settled(tab, after_surface="grass").miles == 22
    elif name == "week_keep":  # the week of now becomes the one after the change
        settled(tab, miles=11)
    else:
        tab.locator(shown).first.wait_for()
        settled(tab, miles=22)


def test_a_day_is_kept_when_a_drawer_is_opened_at_once(tab, app_url):
    opened(tab, f"{app_url}/plan")
    day(tab, 0).fill("7")
    tab.locator(".st-key-drawer_week_how summary").tap()
    tab.locator("[data-field=speed_m_s]").first.wait_for()
    assert day(tab, 0).input_value() == "7"
    assert miles_of(settled(tab, longest_miles=7))[0] == 7


def test_a_day_is_kept_when_a_link_is_followed_at_once(tab, app_url):
    opened(tab, f"{app_url}/plan")
    day(tab, 0).fill("7")
    tab.get_by_role("link", name=WORDS.text("plan.next")).tap()
    title = tab.get_by_role("heading", level=1)
    expect(title).to_have_text(WORDS.text("care.title"))
    assert miles_of(settled(tab, longest_miles=7))[0] == 7


def test_a_number_with_a_comma_means_the_same_everywhere(tab, app_url):
    words = Words("es", "plain", "km")
    opened(tab, f"{app_url}/plan?language=es&units=km")
    box = tab.locator(MILES).first
    mark = words.text("common.number.decimal")
    other = "," if mark == "." else "."
    box.fill(f"7{other}5")
    box.press("Enter")
    expect(box).to_have_value(f"7{mark}5")
    note = tab.locator(f"{MAIN} [data-control=miles] .note").first
    expect(note).to_have_text(words.text("knee_diagram.live.number_read", value=f"7{mark}5"))
    day(tab, 0).fill(f"4{other}5")
    day(tab, 0).press("Enter")
    expect(day(tab, 0)).to_have_value(f"4{mark}5")
    settled(tab, miles=pytest.approx(7.5 / 1.609344, abs=1e-3))
    box.fill("12abc")
    box.press("Enter")
    expect(box).to_have_value(f"7{mark}5")
    message = words.text("knee_diagram.live.number_refused", typed="12abc", value=f"7{mark}5")
    expect(note).to_have_text(message)


def test_what_is_said_of_a_day_beyond_the_week_is_what_stands(tab, app_url):
    opened(tab, f"{app_url}/plan?after_miles=20")
    day(tab, 0).fill("55")
    day(tab, 0).press("Enter")
    others = sum(float(day(tab, number).input_value()) for number in range(1, 7))
    room = min(40.0, 60 - others)
    note = tab.locator("#root .fields:has([data-field='0']) > .note")
    expect(day(tab, 0)).to_have_value(f"{room:g}")
    key = "knee_diagram.live.number_clamped" if room == 40 else "plan.week_shared"
    limits = {"min": "0", "max": f"{room:g}", "most": WORDS.distance(60)}
    expect(note).to_have_text(WORDS.text(key, value=f"{room:g}", **limits))
    day(tab, 1).fill("40")
    day(tab, 1).press("Enter")
    shown = [float(day(tab, number).input_value()) for number in range(7)]
    assert sum(shown) == 60
    expect(note).to_have_text(WORDS.text("plan.week_shared", value=f"{shown[1]:g}", **limits))
    week = settled(tab, longest_miles=room)
    assert miles_of(settled(tab, after_miles=60)) == shown
    assert miles_of(week)[0] == room


def test_no_field_makes_a_phone_enlarge_the_page(tab, app_url):
    opened(tab, f"{app_url}/plan")
    press(tab, "share")
    tab.locator(f"{DIALOG} #link").wait_for()
    tab.get_by_label(WORDS.text("share.patient")).wait_for()
    small = tab.evaluate(
        """() => {
          const all = (root) => [...root.querySelectorAll("*")].flatMap(
            (one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
          const typed = "input:not([type=range], [type=radio], [type=checkbox]), select, textarea";
          return all(document).filter((one) => one.matches(typed))
            .map((one) => [one.outerHTML.slice(0, 120), parseFloat(getComputedStyle(one).fontSize)])
            .filter(([, size]) => size < 16);
        }"""
    )
    assert small == []
