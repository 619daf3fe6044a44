"""Get help: the dialog opens in the browser at the first tap, whatever has become of the server."""

import re
import shutil
import signal
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from explainer.ui.lesson.lesson import PAGES
from explainer.words import Words
from tests.browser.test_prerender import MAIN, alive, holding, taken_over
from tests.support import server

pytestmark = pytest.mark.browser
WORDS = {language: Words(language) for language in Words.languages()}
DIALOG = "dialog#get-help"
NARROW = {"width": 320, "height": 568}
AT_ONCE_MS = 1000  # no answer of a server comes into it


@pytest.fixture
def phone(new_page):
    """An empty page on a phone with a touch screen."""
    return new_page("phone", has_touch=True, is_mobile=True)


@contextmanager
def own_server():
    """The app in a process that a test may stop; gives the address and the process."""
    address, process = server.start()
    try:
        server.wait(process, f"{address}/_stcore/health")
        yield address, process
    finally:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()


def lead(page, language="en", where="#root"):
    """What leads to help in the row above the page."""
    name = WORDS[language].text("common.buttons.help_today")
    return page.locator(where).locator("a, button").filter(has_text=name).first


def assert_opens(page, tapped, language="en"):
    """One tap shows the lists in the language; Escape closes them and gives the focus back."""
    dialog = page.locator(DIALOG)
    expect(dialog).to_be_hidden()
    tapped.tap() if page.evaluate("navigator.maxTouchPoints") else tapped.click()
    expect(dialog).to_be_visible(timeout=AT_ONCE_MS)
    words = WORDS[language]
    expect(dialog).to_have_accessible_name(words.text("get_help.title"))
    expect(
        dialog.get_by_role("heading", name=words.text("get_help.today.heading"))
    ).to_be_attached()
    assert page.evaluate(f"document.querySelector('{DIALOG}').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("lesson", PAGES)
def test_help_opens_before_and_after_streamlit_has_taken_over(phone, app_url, lesson):
    with holding(phone) as start:
        phone.goto(f"{app_url}/{lesson}?language=es", wait_until="commit")
        assert_opens(phone, lead(phone, "es", "#prerendered"), "es")
        start()
    taken_over(phone)
    button = lead(phone, "es")
    assert_opens(phone, button, "es")
    expect(button).to_be_focused()


@pytest.mark.parametrize("lesson", ["start", "plan"])
def test_the_call_beside_the_picture_opens_the_same_dialog(screen, app_url, lesson):
    """It comes with Streamlit's page; until then there is the one of the header."""
    hint = WORDS["en"].text("start.first_help")
    screen.goto(f"{app_url}/{lesson}")
    taken_over(screen)
    assert_opens(screen, screen.locator("#root").get_by_role("button", name=hint))


@pytest.mark.parametrize("end", [signal.SIGSTOP, signal.SIGKILL])
def test_help_opens_with_the_server_stopped_and_in_the_language_last_chosen(phone, end):
    with own_server() as (address, process):
        phone.goto(f"{address}/tendons")
        taken_over(phone)
        phone.locator(".st-key-language_es button").click()
        expect(phone.locator(f"{MAIN} h1")).to_have_text(WORDS["es"].text("tendons.title"))
        process.send_signal(end)
        assert_opens(phone, lead(phone, "es"), "es")


def test_help_opens_when_the_websocket_is_blocked(phone, app_url):
    phone.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    phone.goto(f"{app_url}/plan")
    alive(phone)
    assert_opens(phone, lead(phone, where="#prerendered"))


def test_the_first_tap_counts_after_a_number_that_has_not_settled(phone, app_url):
    phone.goto(f"{app_url}/plan")
    taken_over(phone)
    monday = phone.locator(f"{MAIN} .number[data-field] input").first
    monday.tap()
    monday.fill("4")
    assert_opens(phone, lead(phone))


def test_help_opens_where_the_served_page_could_not_be_made(phone, tmp_path):
    for name in ("app.py", "pages", "assets", ".streamlit"):
        (tmp_path / name).symlink_to(server.ROOT / name)
    shutil.copytree(server.ROOT / "explainer", tmp_path / "explainer")
    with (tmp_path / "explainer/ui/prerender/document.py").open("a") as source:
        source.write("def document(asked): raise OSError('as if a file were damaged')\n")
    with server.running_app(tmp_path) as address:
        phone.goto(f"{address}/hinge")
        phone.locator(f"{DIALOG}[data-content-url]").wait_for(state="attached")
        expect(phone.locator("#prerendered")).to_have_count(0)
        assert_opens(phone, lead(phone))


@pytest.mark.parametrize("view", ["consult", "patient"])
def test_help_opens_in_the_clinic_and_at_home(phone, app_url, view):
    phone.goto(f"{app_url}/tendons?view={view}")
    taken_over(phone)
    assert_opens(phone, lead(phone))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lists_fit_a_narrow_screen_with_large_text_in_the_pages_colours(
    new_page, app_url, scheme
):
    page = new_page(viewport=NARROW, color_scheme=scheme)
    page.goto(f"{app_url}/hinge?language=es")
    taken_over(page)
    page.add_style_tag(content="html { font-size: 34px !important }")
    lead(page, "es").click()
    dialog = page.locator(DIALOG)
    expect(dialog).to_be_visible()
    box = dialog.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW["width"]
    assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
    assert dialog.evaluate("one => one.scrollHeight > one.clientHeight"), "it scrolls"
    paper = "getComputedStyle(document.querySelector('%s')).backgroundColor"
    assert page.evaluate(paper % DIALOG) == page.evaluate(paper % ".stApp")
    dialog.evaluate("one => one.scrollTo(0, one.scrollHeight)")
    close = WORDS["es"].text("common.buttons.close")
    expect(dialog.get_by_role("button", name=close)).to_be_in_viewport()
    dialog.get_by_role("button", name=close).click()
    expect(dialog).to_be_hidden()


def test_on_paper_open_lists_stand_alone(new_page, app_url):
    page = new_page()
    page.goto(f"{app_url}/hinge")
    taken_over(page)
    page.emulate_media(media="print")
    expect(page.locator(f"{MAIN} h1")).to_be_visible()
    page.emulate_media(media="screen")
    lead(page).click()
    page.emulate_media(media="print")
    expect(page.locator(f"{MAIN} h1")).to_be_hidden()
    expect(
        page.locator(DIALOG).get_by_text(WORDS["en"].text("get_help.today.heading"))
    ).to_be_visible()


def test_without_scripts_the_link_leads_to_the_lists(new_page, app_url):
    page = new_page("phone", java_script_enabled=False)
    page.goto(f"{app_url}/plan")
    heading = page.get_by_role("heading", name=WORDS["en"].text("get_help.title"))
    expect(heading).to_be_visible()
    expect(heading).not_to_be_in_viewport()
    lead(page, where="#prerendered").click()
    expect(page).to_have_url(re.compile("#get-help$"))
    expect(heading).to_be_in_viewport()
