"""A consultation in a real browser, from the sore spot to the paper, and from the paper back."""

import io
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect
from pypdf import PdfReader

from explainer.words import Words
from tests.support.addresses import scenario_of, settled

pytestmark = pytest.mark.browser
WORDS = Words()
PRESS_AGAIN_MS, PRESSES, LOOK_MS = 20_000, 4, 100
CLINIC = "Example Chiropractic"
SPOT = (0.46, 0.45)  # of the picture: the inner side of the hollow of the knee
WEEKS = (("25", "concrete"), ("12", "grass"))


def opened(tab, address: str) -> None:
    """Opens an address and waits until its picture answers."""
    tab.goto(address)
    tab.locator("#prerendered").wait_for(state="detached")
    tab.locator(".host.ready .picture[data-shows]").first.wait_for()


def turn_to(tab, page: str) -> None:
    """Follows the link at the top of the page."""
    tab.get_by_role("link", name=WORDS.text(f"common.nav.{page}")).first.click()
    title = tab.get_by_role("heading", level=1)
    expect(title).to_have_text(WORDS.text(f"{page}.title"))
    tab.locator(".host.ready .picture[data-shows]").first.wait_for()


def tap_the_sore_spot(tab) -> None:
    box = tab.locator(".host.ready .hits").first.bounding_box()
    across, down = SPOT
    tab.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])
    settled(tab, mark=bool)


def choose_two_weeks(tab) -> None:
    """25 miles on concrete now, 12 on grass after the change."""
    for place, (miles, surface) in enumerate(WEEKS):
        prefix = "after_" if place else ""
        box = tab.locator("[data-control=miles] input.box").nth(place)
        box.fill(miles)
        box.press("Enter")
        settled(tab, **{f"{prefix}miles": float(miles)})
        ground = WORDS.text(f"common.surfaces.{surface}.name")
        tab.locator("[data-control=surface] select").nth(place).select_option(label=ground)
        settled(tab, **{f"{prefix}surface": surface})


def printed(tab) -> bytes:
    """The handout, with the clinic's name for this print."""
    field = tab.get_by_label(WORDS.text("share.clinic"))
    field.fill(CLINIC)
    field.press("Tab")
    tab.wait_for_timeout(500)
    with tab.expect_download() as download:
        tab.get_by_role("button", name=WORDS.text("share.handout")).click()
    assert download.value.suggested_filename == f"{WORDS.text('handout.file_name')}.pdf"
    return download.value.path().read_bytes()


def test_a_consultation_from_the_sore_spot_to_the_paper_and_back(new_page, app_url):
    tab = new_page()
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(tab, f"{app_url}/start")
    tap_the_sore_spot(tab)
    turn_to(tab, "load")
    choose_two_weeks(tab)
    turn_to(tab, "plan")
    tab.get_by_role("button", name=WORDS.text("share.button"), exact=True).click()

    copy = tab.get_by_role("button", name=WORDS.text("share.copy"))
    copy.focus()
    copy.press("Enter")
    expect(tab.get_by_text(WORDS.text("share.copied"))).to_be_visible()
    link = tab.evaluate("navigator.clipboard.readText()")
    chosen = scenario_of(link)
    assert urlsplit(link).path == "/plan"
    assert (chosen.miles, chosen.surface) == (25, "concrete")
    assert (chosen.after_miles, chosen.after_surface) == (12, "grass")
    assert chosen.mark is not None

    pdf = printed(tab)
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    for part in (CLINIC, "25 miles", "Concrete", "12 miles", "Grass"):
        assert part in text
    code = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil())
    assert [one.text for one in code] == [link]
    assert CLINIC.split()[0] not in link
    assert CLINIC.split()[0] not in tab.url
    tab.close()

    later = new_page("phone")
    opened(later, code[0].text)
    expect(later.get_by_role("heading", level=1)).to_have_text(WORDS.text("plan.title"))
    assert scenario_of(later.url) == chosen
    expect(later.locator(".host.ready .spot").first).to_be_visible()
    assert (chosen.view, chosen.language) == ("patient", "en"), "he gets the home view"


def type_and_tap(field, name: str, button) -> None:
    """Leaves the field by the button, faster than any finger."""
    field.fill(name)
    field.press("Tab")
    button.evaluate("button => button.click()")


def printed_with(tab, field, name: str, button) -> bytes:
    """The handout; pressed again where the press met a button that was just being drawn anew."""
    downloads = []
    tab.on("download", lambda download: downloads.append(download))
    type_and_tap(field, name, button)
    for _ in range(PRESSES):
        for _ in range(PRESS_AGAIN_MS // LOOK_MS):
            tab.wait_for_timeout(LOOK_MS)
            if downloads:
                return downloads[0].path().read_bytes()
        button.click()
    raise AssertionError(f"nothing printed for {name}")


def test_a_name_typed_right_before_the_tap_is_on_the_paper_or_nothing_is_printed(
    new_page, app_url
):  # fmt: skip
    tab = new_page()
    opened(tab, f"{app_url}/plan")
    tab.get_by_role("button", name=WORDS.text("share.button"), exact=True).click()
    field = tab.get_by_label(WORDS.text("share.patient"))
    field.wait_for()
    button = tab.get_by_role("button", name=WORDS.text("share.handout"))
    for name in ("Дмитрий", "Nguyễn Thị Hằng"):
        pdf = PdfReader(io.BytesIO(printed_with(tab, field, name, button)))
        assert name in " ".join(pdf.pages[0].extract_text().split())
    downloads = []
    tab.on("download", lambda download: downloads.append(download))
    type_and_tap(field, "张伟", button)
    without = WORDS.text("share.without_patient")
    expect(tab.get_by_text(without)).to_be_visible()
    expect(button).to_be_disabled()
    assert downloads == []
