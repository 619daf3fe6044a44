"""Faults of the net: a file that does not come, a websocket that is blocked, a server that is gone.

No dead copy stays over a live page, what needs no server goes on working, and one calm line in the
reader's language says what is missing.
"""

import re
import signal

import pytest
from playwright.sync_api import expect

from explainer.ui.components import form_fields, knee_diagram
from explainer.words import Words
from tests.browser.test_help_dialog import assert_opens, lead, own_server
from tests.browser.test_prerender import MAIN, MILES, alive, holding, taken_over
from tests.support.addresses import settled

pytestmark = pytest.mark.browser
SPANISH = Words("es")
NOTE = "#connection-note"
ENGLISH = re.compile("streamlit|connecting|connection error", re.IGNORECASE)
# What a page of fields and diagrams asks for, by kind; the soak test finds every file by itself.
FILES = {
    "first copy": "**/assets/prerender-*/prerender.js",
    "focus": "**/assets/prerender-*/after_handover.js",
    "diagram": f"**{knee_diagram.script().url}",
    "sheet": f"**{knee_diagram.style().url}",
    "fields": f"**{form_fields.script().url}",
    "plate": "**/assets/atlas/**/*.webp*",
    "regions": "**/assets/atlas/**/*.json*",
    "payload": "**/assets/payload-*/**",
    "fonts": "**/*.woff2",
    "frontend style": "**/static/css/**",
    "charts": "**/static/js/PlotlyChart.*.js?bundle",
}


@pytest.fixture
def phone(new_page):
    return new_page("phone", has_touch=True)


def line(page, kind, words=SPANISH):
    """The calm line says this, and Streamlit's English nothing."""
    note = page.locator(NOTE)
    expect(note).to_contain_text(words.text(f"common.connection.{kind}"))
    assert not page.get_by_text(ENGLISH).filter(visible=True).count()


def works(page, miles=MILES):
    """A slider still moves and recolours, and help opens."""
    slider = page.locator(miles).first
    part = page.locator(".regions path[fill^=rgb]").first
    before = part.get_attribute("fill")
    slider.focus()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    expect(part).not_to_have_attribute("fill", before)


def page_stands(page, words=SPANISH, lesson="plan"):
    """Streamlit's page is there, alone, with its title, its row and its foot."""
    taken_over(page)
    expect(page.locator(f"{MAIN} h1")).to_have_text(words.text(f"{lesson}.title"))
    expect(page.locator("#root .st-key-share button")).to_be_visible()
    expect(page.get_by_text(words.text("common.disclaimer"))).to_be_attached()
    assert_opens(page, lead(page, "es"), "es")


@pytest.mark.parametrize("file", FILES)
def test_no_missing_file_leaves_a_dead_copy_over_the_page(phone, app_url, file):
    phone.route(FILES[file], lambda route: route.abort())
    phone.goto(f"{app_url}/plan?language=es")
    page_stands(phone)
    assert phone.locator("html").get_attribute("data-handover") != "timeout"
    if file == "sheet":
        line(phone, "missing")
    if file not in ("diagram", "plate", "regions", "payload"):
        works(phone, f"{MAIN} {MILES}")
    assert not phone.get_by_text(ENGLISH).filter(visible=True).count()


@pytest.mark.parametrize("file", ["first copy", "fonts", "focus"])
def test_no_file_that_is_held_up_keeps_the_page_from_taking_over(phone, app_url, file):
    with holding(phone, FILES[file]):
        phone.goto(f"{app_url}/plan?language=es", wait_until="commit")
        page_stands(phone)
        works(phone, f"{MAIN} {MILES}")


def test_a_missing_script_is_said_in_words_where_its_part_would_stand(phone, app_url):
    phone.route(FILES["fields"], lambda route: route.abort())
    phone.goto(f"{app_url}/plan?language=es")
    taken_over(phone)
    message = phone.locator(f"{MAIN} .load-failed").first
    expect(message).to_have_text(SPANISH.text("knee_diagram.live.failed_script"))


def test_charts_that_do_not_come_are_told_in_words(phone, app_url):
    phone.route(FILES["charts"], lambda route: route.abort())
    phone.goto(f"{app_url}/hinge?language=es")
    taken_over(phone)
    message = phone.locator("[class*=st-key-chart_] blockquote").first
    message.wait_for(state="attached")
    expect(message).to_be_hidden()
    message.evaluate("one => one.closest('[class*=st-key-chart_]').scrollIntoView()")
    expect(message).to_be_visible()
    line(phone, "missing")
    assert not phone.locator("[data-testid=stException]").count()


def test_with_the_websocket_blocked_the_served_page_goes_on_and_says_so(phone, app_url):
    phone.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    phone.goto(f"{app_url}/load?language=es")
    alive(phone)
    line(phone, "blocked")
    works(phone, f"#prerendered {MILES}")
    assert_opens(phone, lead(phone, "es", "#prerendered"), "es")
    phone.get_by_role("link", name=SPANISH.text("common.nav.tendons")).click()
    # A list: while the diagram is hydrated, its title and the static one's are there at once.
    expect(phone.locator("#prerendered h1")).to_have_text([SPANISH.text("tendons.title")])


def test_without_streamlits_scripts_the_served_page_goes_on_and_says_so(phone, app_url):
    phone.route("**/static/js/index.*.js", lambda route: route.abort())
    phone.goto(f"{app_url}/tendons?language=es")
    alive(phone)
    line(phone, "blocked")
    works(phone, f"#prerendered {MILES}")


@pytest.mark.parametrize("end", [signal.SIGSTOP, signal.SIGKILL])
def test_a_server_that_goes_is_said_in_the_readers_language_and_the_rest_goes_on(phone, end):
    with own_server() as (address, process):
        phone.goto(f"{address}/tendons?language=es")
        taken_over(phone)
        phone.wait_for_function("document.documentElement.dataset.connection === 'open'")
        process.send_signal(end)
        works(phone, f"{MAIN} {MILES}")
        line(phone, "lost")
        expect(phone.locator(".st-key-share button")).to_have_css("pointer-events", "none")
        assert_opens(phone, lead(phone, "es"), "es")
        phone.wait_for_timeout(12_000)  # Streamlit's own dialog came after so long
        assert not phone.get_by_text(ENGLISH).filter(visible=True).count()
        if end == signal.SIGSTOP:
            moved = phone.locator(f"{MAIN} {MILES}").input_value()
            process.send_signal(signal.SIGCONT)
            expect(phone.locator(NOTE)).to_be_empty()
            expect(phone.locator(".st-key-share button")).to_be_enabled()
            settled(phone, miles=float(moved))
            expect(phone.locator(f"{MAIN} {MILES}")).to_have_value(moved)


def test_the_line_says_it_in_a_language_chosen_later(phone):
    with own_server() as (address, process):
        phone.goto(f"{address}/tendons")
        taken_over(phone)
        phone.locator(".st-key-language_es button").click()
        expect(phone.locator(f"{MAIN} h1")).to_have_text(SPANISH.text("tendons.title"))
        process.kill()
        line(phone, "lost")


def test_a_page_that_outlives_an_update_says_so_and_draws_nothing_twice(phone, app_url):
    """The newer server names another script; the page goes on with the one that it has."""
    phone.goto(f"{app_url}/plan?language=es")
    taken_over(phone)
    expect(phone.locator(f"{MAIN} .host.ready")).to_have_count(1)
    phone.evaluate(
        """document.querySelectorAll('[data-testid="stBidiComponentIsolated"]').forEach((one) => {
            const root = one.shadowRoot;
            if (root?.servedBy) root.servedBy = "/assets/knee-diagram-of-yesterday.js";
        })"""
    )
    phone.locator(f"{MAIN} {MILES}").first.focus()
    phone.keyboard.press("ArrowRight")
    line(phone, "updated")
    expect(phone.locator(f"{MAIN} .host")).to_have_count(1)
    phone.get_by_role("button", name=SPANISH.text("common.connection.reload")).click()
    alive(phone)
    expect(phone.locator(NOTE)).to_be_empty()


def test_a_disabled_filled_button_shows_its_words(phone, app_url):
    phone.goto(f"{app_url}/tendons")
    taken_over(phone)
    phone.locator(".st-key-share button").click()
    button = phone.locator("[data-testid=stBaseButton-primary]").first
    button.wait_for()
    ink = "one => getComputedStyle(one.querySelector('p')).color"
    enabled = button.evaluate(ink)
    button.evaluate("one => (one.disabled = true)")
    assert button.evaluate(ink) != enabled


@pytest.mark.soak
@pytest.mark.parametrize("lesson", ["", "hinge", "hamstrings_calf", "load", "plan", "model"])
def test_each_file_of_a_page_may_be_missing(new_page, app_url, lesson):
    """Every file that a real opening asks for, left out one at a time."""
    page, requested = new_page(), []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(f"{app_url}/{lesson}?language=es")
    taken_over(page)
    page.wait_for_load_state("networkidle")
    page.close()
    ours = {url for url in requested if "/assets/" in url or "/media/" in url or "favicon" in url}
    assert len(ours) > 5
    for url in sorted(ours):
        page = new_page()
        page.route(url, lambda route: route.abort())
        page.goto(f"{app_url}/{lesson}?language=es")
        page_stands(page, lesson=lesson or "start")
        page.close()
