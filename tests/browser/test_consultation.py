"""A whole visit: marked, picked and dosed in the clinic; printed in Spanish; read on her phone."""

import io
import re

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from explainer.catalog import exercises
from explainer.describe import home_care
from explainer.scenario import PickedExercise
from explainer.words import Words
from tests.browser.test_home_care import card, name
from tests.browser.test_send import DIALOG, IDLE, to_spanish
from tests.browser.test_side import SWITCH, tap
from tests.browser.test_tap import DIAGRAM, SEEN, TAG
from tests.support.addresses import scenario_of, settled

pytestmark = pytest.mark.browser
WORDS, SPANISH = Words(), Words("es", side="left")
PICKED = (PickedExercise("hold"), PickedExercise("calf", amount=20))
CARE_KEY = "7"  # of the clinic's bar
GREY_SCALE = 4


def page_for(new_page, size: str = "screen") -> Page:
    page = new_page(size)
    return page


def mark_the_left_knee(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/start?view=consult")
    page.locator("#prerendered").wait_for(state="detached")
    page.locator(TAG).first.wait_for()
    page.locator(SWITCH).filter(has_text=WORDS.text("common.sides.left")).click()
    expect(page.locator(f"{DIAGRAM} .component")).to_have_attribute("data-side", "left")
    settled(page, side="left")
    tap(page, 1 - SEEN[0], SEEN[1])
    settled(page, mark=bool)


def pick_two_and_change_a_dose(page: Page) -> None:
    page.keyboard.press(CARE_KEY)
    card(page, "hold").wait_for()
    page.get_by_role("button", name=WORDS.text("exercises.live.pick"), exact=True).click()
    page.get_by_label(WORDS.text("exercises.live.pick_one", name=name(WORDS, "hold"))).check()
    page.get_by_label(WORDS.text("exercises.stages.build.name"), exact=True).check()
    page.get_by_label(WORDS.text("exercises.live.pick_one", name=name(WORDS, "calf"))).check()
    seconds = WORDS.text("exercises.live.seconds")
    card(page, "calf").get_by_label(seconds, exact=True).select_option("20")
    settled(page, home_care=PICKED)


def spanish_handout(page: Page) -> bytes:
    page.locator(".st-key-share button").first.click()
    page.locator(f"{DIALOG} #link").wait_for()
    to_spanish(page)
    page.wait_for_function(IDLE)
    with page.expect_download() as download:
        page.get_by_role("button", name=WORDS.text("share.handout")).click()
    return download.value.path().read_bytes()


def codes_of(pdf: bytes) -> list[str]:
    """The codes of the first page as a camera sees them on a black-and-white print."""
    front = pypdfium2.PdfDocument(pdf)[0].render(scale=GREY_SCALE).to_pil().convert("L")
    return [code.text for code in zxingcpp.read_barcodes(front)]


def test_a_visit_from_the_mark_to_the_patients_phone(new_page, app_url):
    clinic = page_for(new_page)
    mark_the_left_knee(clinic, app_url)
    pick_two_and_change_a_dose(clinic)
    seen = scenario_of(clinic.url)
    pdf = spanish_handout(clinic)
    dose = home_care.daily_dose(SPANISH, exercises.exercises()["calf"], PICKED[1])

    printed = " ".join(PdfReader(io.BytesIO(pdf)).pages[1].extract_text().split())
    assert printed.index(name(SPANISH, "hold")) < printed.index(name(SPANISH, "calf"))
    assert dose in printed
    assert name(SPANISH, "ice") not in printed

    (link,) = codes_of(pdf)
    theirs = scenario_of(link)
    assert (theirs.language, theirs.view, theirs.side) == ("es", "patient", "left")
    assert (theirs.mark, theirs.home_care) == (seen.mark, PICKED)

    phone = page_for(new_page, "phone")
    phone.goto(link)
    phone.locator("#prerendered").wait_for(state="detached")
    shown = phone.locator(".host.ready .hc-card")
    expect(shown.locator("> h2")).to_have_text(name(SPANISH, "hold"))
    start = shown.locator("img[data-pose=start]")
    expect(start).to_have_attribute("src", re.compile("hold-left-start"))
    phone.locator(".st-key-patient_next button").click()
    expect(shown.locator("> h2")).to_have_text(name(SPANISH, "calf"))
    expect(shown.locator(".hc-whole-dose")).to_contain_text(dose)
    expect(start).to_have_attribute("src", re.compile("calf-left-start"))
