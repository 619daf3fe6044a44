"""Send to the patient: language and view, message, link, code, print, and the phone's own sheet."""

import io
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from explainer.words import Words
from tests.support.addresses import scenario_of

pytestmark = pytest.mark.browser
WORDS, SPANISH = Words(), Words("es")
DIALOG = "[role=dialog]"
STUB = """
  window.sentToSheet = [];
  navigator.share = async (data) => {
    window.sentToSheet.push(data);
    if (window.dismissSheet) throw new DOMException("dismissed", "AbortError");
  };
"""
IDLE = """() => document.querySelector('[data-test-script-state=notRunning]')
  && !document.querySelector('[data-stale=true]')"""


def opened(tab, address: str):
    """A page whose dialog is open."""
    tab.goto(address)
    tab.locator("#prerendered").wait_for(state="detached")
    tab.locator(".host.ready .picture[data-shows]").first.wait_for()
    tab.locator(".st-key-share button").first.click()
    tab.locator(f"{DIALOG} #link").wait_for()
    return tab


def choose(tab, option: str) -> None:
    tab.locator(f"{DIALOG} .st-key-share_recipient").get_by_text(option, exact=True).click()


def message(tab):
    return tab.locator(f"{DIALOG} #message")


def to_spanish(tab) -> str:
    """Chooses Spanish for the patient; the link that the dialog then shows."""
    choose(tab, WORDS.text("common.options.language.es"))
    hello = SPANISH.text("share.message.from_clinic")
    tab.wait_for_function(
        "([field, hello]) => field.value.startsWith(hello)",
        arg=[message(tab).element_handle(), hello],
    )
    return tab.locator(f"{DIALOG} #link").input_value()


def code_of(tab) -> str:
    """The link in the QR code on the screen, once the page has come to rest."""
    tab.wait_for_function(IDLE)
    source = tab.locator(f"{DIALOG} img").first.evaluate("image => image.src")
    picture = Image.open(io.BytesIO(tab.request.get(source).body()))
    return zxingcpp.read_barcodes(picture)[0].text


def test_in_the_clinic_everything_for_the_patient_is_made_and_her_own_view_stays(new_page, app_url):
    tab = new_page()
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(tab, f"{app_url}/plan?view=consult&miles=25&side=left&mark=-22,5")
    before = tab.url
    expect(tab.get_by_role("dialog").first).to_contain_text(WORDS.text("share.title_clinic"))
    link = to_spanish(tab)
    theirs = scenario_of(link)
    assert (theirs.view, theirs.language, theirs.side) == ("patient", "es", "left")
    assert (theirs.miles, theirs.mark.z_mm) == (25, -22)
    tab.get_by_role("button", name=WORDS.text("share.message_copy")).click()
    expect(tab.get_by_text(WORDS.text("share.message_copied"))).to_be_visible()
    pasted = tab.evaluate("navigator.clipboard.readText()")
    assert SPANISH.text("plan.title") in pasted
    assert link in pasted.split("\n")
    mail = tab.locator(f"{DIALOG} a[href^='mailto:']").get_attribute("href")
    assert urlsplit(mail).query.count("body=") == 1
    assert code_of(tab) == link
    with tab.expect_download() as download:
        tab.get_by_role("button", name=WORDS.text("share.handout")).click()
    assert download.value.suggested_filename == f"{SPANISH.text('handout.file_name')}.pdf"
    pdf = download.value.path().read_bytes()
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert SPANISH.text("handout.title") in text
    codes = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil())
    assert [one.text for one in codes] == [link]
    assert tab.url == before
    expect(tab.locator("h1").first).to_have_text(WORDS.text("plan.title"))


def test_the_code_is_large_enough_to_be_scanned_across_a_desk(new_page, app_url):
    tab = opened(new_page(), f"{app_url}/plan?view=consult")
    box = tab.locator(f"{DIALOG} img").first.bounding_box()
    assert min(box["width"], box["height"]) >= 300
    expect(tab.locator(f"{DIALOG} img").first).to_be_in_viewport(ratio=1)
    expect(tab.get_by_role("button", name=WORDS.text("share.handout"))).to_be_in_viewport(ratio=1)


def test_the_language_chosen_right_before_the_press_is_the_one_of_the_print(new_page, app_url):
    tab = opened(new_page(), f"{app_url}/plan?view=consult")
    tab.wait_for_function(IDLE)
    button = tab.get_by_role("button", name=WORDS.text("share.handout"))
    with tab.expect_download() as download:
        choose(tab, WORDS.text("common.options.language.es"))
        button.evaluate("button => button.click()")
    text = PdfReader(download.value.path()).pages[0].extract_text()
    assert SPANISH.text("handout.title") in " ".join(text.split())


def test_on_a_phone_the_system_sheet_comes_first_and_the_code_last(new_page, app_url):
    phone = new_page("phone", has_touch=True, is_mobile=True)
    phone.add_init_script(STUB)
    opened(phone, f"{app_url}/plan")
    send = phone.get_by_role("button", name=WORDS.text("share.send"), exact=True)
    expect(send).to_be_in_viewport()
    tops = [
        one.bounding_box()["y"]
        for one in (send, message(phone), phone.locator(f"{DIALOG} #link"),
                    phone.locator(f"{DIALOG} img").first)
    ]  # fmt: skip
    assert tops == sorted(tops)
    message(phone).fill("See you on Monday.\n\n" + message(phone).input_value())
    send.tap()
    expect(phone.get_by_text(WORDS.text("share.sent"))).to_be_visible()
    (sent,) = phone.evaluate("window.sentToSheet")
    link = phone.locator(f"{DIALOG} #link").input_value()
    assert sent["url"] == link
    assert link not in sent["text"], "the sheet adds it"
    assert sent["text"].startswith("See you on Monday.")
    assert WORDS.text("share.message.from_reader") in sent["text"]
    phone.evaluate("window.dismissSheet = true")
    send.tap()
    expect(phone.get_by_text(WORDS.text("share.sent"))).to_be_hidden()
    expect(message(phone)).to_be_visible()


def test_where_there_is_no_system_sheet_there_is_no_button_for_it(new_page, app_url):
    desk = new_page()
    desk.add_init_script(STUB)  # a desktop's sheet says less than the field
    opened(desk, f"{app_url}/tendons")
    send = desk.get_by_role("button", name=WORDS.text("share.send"), exact=True)
    expect(send).to_be_hidden()
    expect(message(desk)).to_be_visible()
