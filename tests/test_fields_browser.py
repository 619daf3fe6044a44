"""Sliders and number fields beside the text: what they report, and whose word counts when."""

import pytest

from explainer.ui import stage
from explainer.ui.fields import script

pytestmark = pytest.mark.browser
FIELDS = [
    {"kind": "number", "name": "day", "label": "Monday", "most": 40, "step": 0.5, "value": 5},
    {"kind": "slider", "name": "pace", "label": "Pace", "stops": ["slow", "easy", "quick"],
     "value": 1, "hint": "Your easy pace."},
]  # fmt: skip
MOUNT = """async ([script, style]) => {
  const place = document.body.appendChild(document.createElement("div"));
  const { arrive } = await import(script);
  window.told = [];
  window.answer = (fields, heard) => arrive({
    parentElement: place, setStateValue: (_, report) => window.told.push(report),
    data: { style, fields, heard, clamped: ["at least 0", "at most 40"] },
  });
}"""


@pytest.fixture
def page(browser, app_url):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{app_url}/_stcore/health")
    page.evaluate(MOUNT, [script().url, stage.style().url])
    answered(page)
    page.locator(".fields.ready").wait_for()
    yield page
    context.close()


def answered(page, heard: int = 0, **values: float) -> None:
    fields = [one | {"value": values.get(one["name"], one["value"])} for one in FIELDS]
    page.evaluate("([fields, heard]) => answer(fields, heard)", [fields, heard])


def told(page) -> list[dict[str, float]]:
    return [one["values"] for one in page.evaluate("told")]


@pytest.mark.parametrize(
    ("typed", "held", "said"), [("400", "40", "at most 40"), ("-3", "0", "at least 0")]
)
def test_a_number_beyond_an_end_is_cut_and_said_aloud(page, typed, held, said):
    box = page.get_by_label("Monday")
    box.fill(typed)
    box.press("Enter")
    assert box.input_value() == held
    assert page.get_by_role("status").inner_text() == said
    assert told(page) == [{"day": float(held)}]


def test_nothing_typed_leaves_the_number_as_it_was(page):
    box = page.get_by_label("Monday")
    box.fill("")
    box.press("Enter")
    assert box.input_value() == "5"
    assert told(page) == []


def test_a_slider_says_its_stop_and_reports_it_once(page):
    pace = page.get_by_label("Pace")
    assert pace.get_attribute("aria-valuetext") == "easy"
    pace.press("ArrowRight")
    assert pace.get_attribute("aria-valuetext") == "quick"
    assert page.locator(".said").inner_text() == "quick"
    assert told(page) == [{"pace": 2}]


def test_a_report_holds_what_the_last_may_not_have_brought(page):
    page.get_by_label("Monday").fill("7")
    page.get_by_label("Monday").press("Tab")
    page.get_by_label("Pace").press("ArrowRight")
    assert told(page) == [{"day": 7}, {"day": 7, "pace": 2}]
    answered(page, heard=page.evaluate("told[0].number"), day=7)  # the second is on its way
    assert page.locator(".said").inner_text() == "quick"
    answered(page, heard=page.evaluate("told[1].number"), day=7, pace=2)
    page.get_by_label("Pace").press("ArrowLeft")
    assert told(page)[2:] == [{"pace": 1}]


def test_an_answer_to_an_older_report_moves_nothing_back(page):
    pace = page.get_by_label("Pace")
    pace.press("ArrowRight")
    answered(page)  # a run that began before the reader moved
    assert pace.get_attribute("aria-valuetext") == "quick"
    answered(page, heard=page.evaluate("told.at(-1).number"), pace=0)
    assert pace.get_attribute("aria-valuetext") == "slow"
    answered(page, pace=1)  # such as a preset's
    assert pace.get_attribute("aria-valuetext") == "easy"


def test_what_was_told_while_the_line_was_down_is_told_again(page):
    page.get_by_label("Pace").press("ArrowRight")
    page.evaluate("dispatchEvent(new Event('line-is-back'))")
    assert told(page) == [{"pace": 2}, {"pace": 2}]
    answered(page, heard=page.evaluate("told.at(-1).number"), pace=2)
    page.evaluate("dispatchEvent(new Event('line-is-back'))")
    assert len(told(page)) == 2
