"""In a real browser: the sore spot, questions on the picture, the clinic's pen and keys."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from explainer.anatomy import pointing
from explainer.scenario import Mark, Scenario
from explainer.words import Words
from tests.support.addresses import scenario_of, settled

pytestmark = pytest.mark.browser
WORDS = Words()
DIAGRAM = "#root .host.ready"
TAG = f"{DIAGRAM} .picture .tag:visible"
SETTLE_MS = 1500  # until the picture that a preset asked for stands still
PHONE = {"width": 390, "height": 844}
SCREEN = {"width": 1440, "height": 900}
SEEN = (0.36, 0.53)  # of the plate: over the inner hamstring tendons


@pytest.fixture
def opened(new_page, app_url) -> Callable[..., Page]:
    """Opens a page of the app at a size."""

    def go(path: str, size: dict = SCREEN) -> Page:
        page = new_page(viewport=size)
        page.goto(app_url + path)
        page.locator(TAG).first.wait_for()
        return page

    return go


def chosen(page: Page) -> Scenario:
    return scenario_of(page.url)


def test_a_tap_marks_the_spot_and_the_link_brings_it_back(opened):
    page = opened("/", PHONE)
    box = page.locator(f"{DIAGRAM} .plate").bounding_box()
    x, y = box["x"] + SEEN[0] * box["width"], box["y"] + SEEN[1] * box["height"]
    page.mouse.click(x, y)
    mark = settled(page, mark=bool).mark
    first = page.locator(f"{DIAGRAM} .tap-row .tap-name").first
    found = pointing.structures_under(mark)[0].structure
    expect(first).to_have_text(WORDS.name(found))
    expect(page.locator(f"{DIAGRAM} .tap-panel [role=status]")).to_contain_text(WORDS.name(found))
    ring = page.locator(f"{DIAGRAM} .spot-ring")
    middle = ring.bounding_box()
    assert abs(middle["x"] + middle["width"] / 2 - x) < 3
    assert abs(middle["y"] + middle["height"] / 2 - y) < 3
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    page.mouse.up()
    dragged = settled(page, mark=lambda at: at.z_mm != mark.z_mm).mark
    assert dragged.z_mm > mark.z_mm
    found = pointing.structures_under(dragged)[0].structure
    expect(first).to_have_text(WORDS.name(found))
    first.click()
    settled(page, structure=found)
    page.reload()
    expect(ring).to_be_visible()
    assert chosen(page).mark == dragged


def test_the_mark_can_be_placed_by_keys_alone_and_shows_on_other_pages(opened):
    page = opened("/")
    page.get_by_role("button", name=WORDS.text("mark.live.mark_place")).press("Enter")
    ring = page.locator(f"{DIAGRAM} .spot")
    expect(ring).to_be_focused()
    start = pointing.zones()["middle"]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowUp")
    settled(page, mark=Mark(start.z_mm - 2, start.y_mm + 10))
    page.get_by_role("combobox", name=WORDS.text("mark.live.mark_zone")).select_option("outer")
    expect(page.locator(f"{DIAGRAM} .tap-name").first).to_have_text(
        WORDS.name(pointing.structures_under(pointing.zones()["outer"])[0].structure)
    )
    settled(page, mark=pointing.zones()["outer"])
    page.goto(re.sub(r"/\?", "/tendons?", page.url))
    page.locator(TAG).first.wait_for()
    expect(page.locator(f"{DIAGRAM} .spot.read-only")).to_be_visible()


def test_who_rather_says_where_chooses_a_place_of_the_list(opened):
    page = opened("/")
    names = {one["id"]: one["name"] for one in WORDS.tables("start.zones")}
    places = page.locator(f"{DIAGRAM} .tap-places")
    expect(places.get_by_role("button")).to_have_count(len(names))
    expect(page.locator(f"{DIAGRAM} .tap-tools select")).to_be_hidden()
    first, second, outer = (
        places.get_by_role("button", name=names[one], exact=True)
        for one in ("inner", "middle", "outer")
    )
    first.press("ArrowDown")
    expect(second).to_be_focused()
    expect(places).to_be_visible()  # arrows go from place to place, Enter chooses
    outer.press("Enter")
    settled(page, mark=pointing.zones()["outer"])
    expect(places).to_be_hidden()
    page.get_by_role("button", name=WORDS.text("mark.live.mark_remove")).click()
    expect(places).to_be_visible()


def test_the_chosen_label_has_its_latin_name_below_it(opened):
    page = opened("/tendons")
    page.locator(TAG, has_text=WORDS.name("gastrocnemius_medial")).click()
    chosen_label = page.locator(f"{DIAGRAM} .picture .tag.selected")
    latin = Words(register="clinical").name("gastrocnemius_medial")
    expect(chosen_label.locator(".tag-second")).to_have_text(latin)
    expect(page.locator(f"{DIAGRAM} .picture .tag-second:not(:empty)")).to_have_count(1)


def test_questions_are_answered_on_the_picture(opened):
    page = opened("/tendons")
    page.get_by_role("button", name=WORDS.text("quiz.begin"), exact=True).click()
    question, feedback = (
        page.locator(f"{DIAGRAM} .quiz-question"),
        page.locator(f"{DIAGRAM} .quiz-feedback"),
    )
    expect(question).to_be_focused()
    expect(page.locator(TAG)).to_have_count(0)  # no label gives the name away
    page.locator(f"{DIAGRAM} .hits path[data-id=gastrocnemius_medial]").click(position=None)
    expect(feedback).to_contain_text(WORDS.text("quiz.live.quiz_wrong"))
    expect(page.locator(f"{DIAGRAM} .tag.selected")).to_have_attribute("data-id", "semitendinosus")
    page.keyboard.press("Enter")  # the focus waits on the way to the next question
    expect(question).to_have_text(WORDS.tables("quiz.tendons")[1]["ask"])
    page.locator(f"{DIAGRAM} .quiz select").select_option("semimembranosus")
    page.get_by_role("button", name=WORDS.text("quiz.live.quiz_answer")).click()
    expect(feedback).to_contain_text(WORDS.text("quiz.live.quiz_right"))
    page.get_by_role("button", name=WORDS.text("quiz.live.quiz_stop")).click()
    expect(page.locator(f"{DIAGRAM} .quiz")).to_be_hidden()
    assert "quiz" not in page.url


def test_a_slider_answers_a_question(opened):
    page = opened("/plan?miles=20")
    page.get_by_role("button", name=WORDS.text("quiz.begin"), exact=True).click()
    feedback, check = page.locator(f"{DIAGRAM} .quiz-feedback"), WORDS.text("quiz.live.quiz_check")
    page.get_by_role("button", name=check, exact=True).click()
    expect(feedback).to_have_text(WORDS.text("quiz.live.quiz_not_yet"))
    page.locator(f"{DIAGRAM} [data-control=miles] input.box").first.fill("10")
    page.get_by_role("button", name=check, exact=True).click()
    expect(feedback).to_contain_text(WORDS.text("quiz.live.quiz_right"))


def test_the_clinic_draws_and_wipes_and_presses_presets_by_number(opened):
    page = opened("/load?view=consult&miles=20")
    for gone in ("[data-testid=stHeader]", ".st-key-foot", f"{DIAGRAM} .list"):
        expect(page.locator(gone).first).to_be_hidden()
    pen = page.get_by_role("button", name=WORDS.text("consult.bar.pen"))
    expect(pen).to_be_visible()
    page.keyboard.press("Shift+Digit1")
    settled(page, surface="concrete")
    page.keyboard.press("p")
    expect(pen).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(SETTLE_MS)
    box = page.locator(f"{DIAGRAM} .pane").first.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 120, steps=4)
    page.mouse.up()
    line = page.locator(f"{DIAGRAM} .pen-line")
    expect(line).to_have_count(1)
    before = page.url
    page.locator(f"{DIAGRAM} [data-control=miles] input[type=range]").first.press("ArrowRight")
    page.wait_for_url(lambda url: url != before)  # a slider answers while the pen is in hand
    expect(line).to_have_count(1)
    page.locator("h1").click()
    page.keyboard.press("Escape")
    expect(line).to_have_count(0)
    page.get_by_role("button", name=WORDS.text("consult.leave")).click()
    expect(page.locator("[data-testid=stHeader]")).to_be_visible()
    expect(pen).to_have_count(0)


def test_the_clinic_goes_through_a_lesson_by_arrow_keys(opened):
    page = opened("/hinge?view=consult")
    page.keyboard.press("ArrowRight")
    settled(page, lesson_step=1)
    page.locator(TAG).first.wait_for()
    page.keyboard.press("ArrowRight")
    settled(page, lesson_step=2)
    page.locator(TAG).first.wait_for()
    page.keyboard.press("ArrowLeft")
    settled(page, lesson_step=1)
