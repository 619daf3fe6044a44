"""The view at home on a phone: one step at a time, its picture in sight, no slider over it."""

import pytest
from playwright.sync_api import Page, expect

from explainer.ui.lesson import patient_steps
from explainer.ui.lesson.lesson import PAGES
from explainer.words import Words
from tests.browser.cut_texts import cut_texts
from tests.support.addresses import settled

pytestmark = pytest.mark.browser
TALL, SHORT = {"width": 390, "height": 844}, {"width": 390, "height": 664}
MAIN = '#root [data-testid="stMain"]'
NEXT = ".st-key-patient_next button"
KNEE = "#root .host.ready .plate"
PICTURES = {
    "knee": KNEE,
    "load": KNEE,
    "planned": KNEE,
    "section": "#root .lit-frame",
    "leg": "#root .host.ready canvas",
    "curve": "#root .chart-frame",
    "model": "#root .chain",
}
# Every slider that is shown, as the share of the picture's height that it covers.
COVERED = """picture => {
  const box = picture.getBoundingClientRect();
  const hosts = [...document.querySelectorAll('#root *')].filter(one => one.shadowRoot);
  const roots = [document, ...hosts.map(one => one.shadowRoot)];
  const sliders = roots.flatMap(root => [...root.querySelectorAll('input[type=range]')]);
  const shares = sliders.filter(one => one.checkVisibility()).map(one => {
    const slider = one.getBoundingClientRect();
    const down = Math.min(box.bottom, slider.bottom) - Math.max(box.top, slider.top);
    const across = Math.min(box.right, slider.right) - Math.max(box.left, slider.left);
    return across > 0 && down > 0 ? down / box.height : 0;
  });
  return Math.max(0, ...shares);
}"""


def opened(new_page, app_url: str, path: str, size: dict) -> Page:
    page = new_page(viewport=size)
    page.goto(f"{app_url}{path}")
    page.locator("#prerendered").wait_for(state="detached")
    return page


def stands(page: Page, step: patient_steps.Step, words: Words, place: str) -> None:
    """The step is told, its picture is in the first screen, and no slider lies on it."""
    expect(page.locator(".patient-place")).to_have_text([place])  # the step before may still leave
    expect(page.locator(".st-key-patient_nav")).to_be_in_viewport()
    for section in step.sections:
        name = section["heading"]
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    if step.picture in PICTURES:
        picture = page.locator(PICTURES[step.picture]).first
        expect(picture).to_be_in_viewport()
        assert picture.evaluate(COVERED) == 0
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


@pytest.mark.parametrize(
    ("language", "size"), [("en", TALL), ("es", SHORT)], ids=["en-844", "es-664"]
)
@pytest.mark.parametrize("name", [page for page in PAGES if patient_steps.has_steps(page)])
def test_every_step_shows_its_picture_and_no_slider_lies_on_it(
    new_page, app_url, name, language, size
):
    words = Words(language)
    steps = patient_steps.steps(name, words)
    page = opened(new_page, app_url, f"/{name}?view=patient&language={language}", size)
    for number, step in enumerate(steps):
        place = words.text("consult.step", number=str(number + 1), total=str(len(steps)))
        stands(page, step, words, place)
        assert page.locator(MAIN).evaluate("main => main.scrollTop") == 0
        for width in (360, size["width"]):
            page.set_viewport_size(size | {"width": width})
            assert cut_texts(page) == [], width
        if number + 1 < len(steps):
            page.locator(NEXT).click()
            settled(page, lesson_step=number + 1)


def test_keyboard_reload_and_back_keep_the_step(new_page, app_url):
    words = Words()
    total = str(len(patient_steps.steps("hinge", words)))
    page = opened(new_page, app_url, "/hinge?view=patient", TALL)
    place = page.locator(".patient-place")
    page.locator(NEXT).focus()
    page.keyboard.press("Enter")
    settled(page, lesson_step=1)
    expect(place).to_have_text(words.text("consult.step", number="2", total=total))
    expect(page.locator(NEXT)).to_be_focused()
    spoken = page.locator(".st-key-live_region [role=status]")
    expect(spoken).to_contain_text(words.text("consult.step", number="2", total=total))
    page.reload()
    page.locator("#prerendered").wait_for(state="detached")
    expect(place).to_have_text(words.text("consult.step", number="2", total=total))
    page.goto(f"{app_url}/tendons?view=patient")
    expect(page.get_by_role("heading", level=1)).to_have_text(words.text("tendons.title"))
    page.go_back()
    page.locator("#prerendered").wait_for(state="detached")
    expect(place).to_have_text(words.text("consult.step", number="2", total=total))


def test_the_other_language_is_there_by_its_own_name_and_keeps_the_step(new_page, app_url):
    page = opened(new_page, app_url, "/tendons?view=patient&lesson_step=3", TALL)
    spanish = Words("es")
    page.get_by_role("button", name="Español").click()
    settled(page, language="es", lesson_step=3)
    heading = patient_steps.steps("tendons", spanish)[3].sections[0]["heading"]
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
