"""Sliders and number fields beside the text: what they report, and whose word counts when."""

import pytest

from explainer.ui.components import knee_diagram
from explainer.ui.components.form_fields import script

pytestmark = pytest.mark.browser
FIELDS = [
    {"kind": "number", "name": "day", "label": "Monday", "maximum": 40, "step": 0.5, "value": 5},
    {"kind": "number", "name": "next", "label": "Tuesday", "maximum": 40, "step": 0.5, "value": 0},
    {"kind": "slider", "name": "pace", "label": "Pace", "options": ["slow", "easy", "quick"],
     "value": 1, "hint": "Your easy pace."},
    {"kind": "menu", "name": "ground", "label": "Ground", "options": ["road", "grass", "sand"],
     "value": 0, "hint": ""},
]  # fmt: skip
TEXTS = {
    "clamped": "{min} to {max}, now {value}",
    "shared": "together, now {value}",
    "read": "read as {value}",
    "refused": "{typed} is no number, still {value}",
    "now": "now {value}",
}
MOUNT = """async ([script, style, texts]) => {
  const place = document.body.appendChild(document.createElement("div"));
  const { render } = await import(script);
  window.reports = [];
  window.answer = (fields, acknowledged) => render({
    parentElement: place, setStateValue: (_, report) => window.reports.push(report),
    data: { slot: "fields", style, fields, acknowledged, texts, decimal: ".", shared_maximum: 60 },
  });
}"""


@pytest.fixture
def page(new_page, app_url):
    page = new_page()
    page.goto(f"{app_url}/_stcore/health")
    page.evaluate(MOUNT, [script().url, knee_diagram.style().url, TEXTS])
    answered(page)
    page.locator(".fields.ready").wait_for()
    return page


def answered(page, acknowledged: int = 0, **values: float) -> None:
    """Python has spoken: it holds these values and has taken all up to that number."""
    fields = [one | {"value": values.get(one["name"], one["value"])} for one in FIELDS]
    page.evaluate("([fields, number]) => answer(fields, number)", [fields, acknowledged])


def reported(page, count: int) -> list[dict[str, float]]:
    """The values of each report, once there are so many."""
    page.wait_for_function("count => reports.length >= count", arg=count)
    reports = page.evaluate("reports.map(({ values }) => values)")
    return [{name: value for name, (_, value) in one.items()} for one in reports]


def last_number(page, place: int = -1) -> int:
    return page.evaluate("place => reports.at(place).number", place)


def typed(page, text: str, label: str = "Monday"):
    box = page.get_by_label(label)
    box.fill(text)
    box.press("Enter")
    return box


def note_text(page) -> str:
    return page.locator(".fields > .note").text_content()


@pytest.mark.parametrize(
    ("text", "held", "note"),
    [
        ("400", "40", "0 to 40, now 40"),
        ("-3", "0", "0 to 40, now 0"),
        ("4,5", "4.5", "read as 4.5"),
        (" 4.5 ", "4.5", ""),
        ("٤٫٥", "4.5", "read as 4.5"),
        ("４．５", "4.5", "read as 4.5"),
        ("4.56", "4.6", "read as 4.6"),
        ("1.234,5", "40", "0 to 40, now 40"),
        ("1,234.5", "40", "0 to 40, now 40"),
        ("2,125", "2.1", "read as 2.1"),
    ],
)
def test_a_number_is_read_as_people_write_it_and_what_was_read_is_said(page, text, held, note):
    box = typed(page, text)
    assert box.input_value() == held
    assert note_text(page) == note
    assert reported(page, 1)[-1] == {"day": float(held)}


@pytest.mark.parametrize("text", ["12abc", "1e3", "4 5", "1/2", "--4", "1,2,3", "∞", "."])
def test_what_is_no_number_changes_nothing_and_is_said(page, text):
    box = typed(page, text)
    assert box.input_value() == "5"
    assert note_text(page) == f"{text} is no number, still 5"
    page.get_by_label("Pace").press("ArrowRight")
    assert reported(page, 1)[-1].get("day", 5) == 5


def test_letters_after_a_number_bring_back_what_stood_before(page):
    box = page.get_by_label("Monday")
    box.focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("12abc")
    page.keyboard.press("Tab")
    assert box.input_value() == "5"
    assert note_text(page) == "12abc is no number, still 5"


def test_nothing_typed_leaves_the_number_as_it_was(page):
    assert typed(page, "").input_value() == "5"
    assert note_text(page) == ""


def test_numbers_that_share_a_whole_take_no_more_than_is_left(page):
    typed(page, "40")
    box = typed(page, "25", "Tuesday")
    assert box.input_value() == "20"
    assert note_text(page) == "together, now 20"
    assert reported(page, 1)[-1]["next"] == 20


def test_up_and_down_step_a_number_and_a_reader_of_the_screen_hears_a_spin_button(page):
    box = page.get_by_role("spinbutton", name="Monday")
    box.press("ArrowUp")
    box.press("ArrowUp")
    assert box.input_value() == "6"
    box.press("PageDown")
    assert box.get_attribute("aria-valuenow") == "1"
    assert [box.get_attribute(f"aria-value{end}") for end in ("min", "max")] == ["0", "40"]


def test_a_slider_says_its_stop_and_reports_it_once(page):
    pace = page.get_by_label("Pace")
    assert pace.get_attribute("aria-valuetext") == "easy"
    pace.press("ArrowRight")
    assert pace.get_attribute("aria-valuetext") == "quick"
    assert page.locator(".slider-value").inner_text() == "quick"
    assert reported(page, 1) == [{"pace": 2}]


def test_a_menu_is_named_by_its_label_and_reports_the_chosen_index(page):
    ground = page.get_by_role("combobox", name="Ground")
    assert ground.locator("option").all_inner_texts() == ["road", "grass", "sand"]
    ground.press("ArrowDown")
    assert reported(page, 1) == [{"ground": 1}]
    answered(page, last_number(page), ground=1)
    ground.select_option("sand")
    assert reported(page, 2)[1:] == [{"ground": 2}]


def test_an_answer_to_an_older_choice_in_a_menu_moves_nothing_back(page):
    ground = page.get_by_label("Ground")
    ground.select_option("grass")
    reported(page, 1)
    first = last_number(page)
    ground.select_option("sand")
    reported(page, 2)
    answered(page, first, ground=1)
    assert ground.evaluate("list => list.selectedIndex") == 2
    answered(page, last_number(page), ground=0)  # a preset after both
    assert ground.evaluate("list => list.selectedIndex") == 0


def test_a_report_holds_everything_that_is_not_acknowledged(page):
    typed(page, "7")
    reported(page, 1)
    page.get_by_label("Pace").press("ArrowRight")
    assert reported(page, 2) == [{"day": 7}, {"day": 7, "pace": 2}]
    answered(page, last_number(page, 0), day=7)  # the second is on its way
    assert page.locator(".slider-value").inner_text() == "quick"
    answered(page, last_number(page), day=7, pace=2)
    page.get_by_label("Pace").press("ArrowLeft")
    assert reported(page, 3)[2:] == [{"pace": 1}]


def test_an_answer_to_an_older_report_moves_nothing_back(page):
    pace = page.get_by_label("Pace")
    pace.press("ArrowRight")
    reported(page, 1)
    answered(page)  # a run that began before the reader moved
    assert pace.get_attribute("aria-valuetext") == "quick"
    answered(page, last_number(page), pace=0)
    assert pace.get_attribute("aria-valuetext") == "slow"
    answered(page, last_number(page), pace=1)  # such as a preset's
    assert pace.get_attribute("aria-valuetext") == "easy"


def test_a_number_that_python_holds_otherwise_is_said(page):
    box = typed(page, "7")
    reported(page, 1)
    answered(page, last_number(page), day=6.5)
    assert box.input_value() == "6.5"
    assert note_text(page) == "now 6.5"


def test_what_was_reported_while_the_line_was_down_is_reported_again(page):
    page.get_by_label("Pace").press("ArrowRight")
    reported(page, 1)
    page.evaluate("dispatchEvent(new Event('websocket-reconnected'))")
    assert reported(page, 2) == [{"pace": 2}, {"pace": 2}]
    assert last_number(page, 0) < last_number(page, 1)
    answered(page, last_number(page), pace=2)
    page.evaluate("dispatchEvent(new Event('websocket-reconnected'))")
    assert len(reported(page, 2)) == 2


def test_a_report_without_an_answer_is_sent_again(page):
    page.get_by_label("Pace").press("ArrowRight")
    assert reported(page, 2) == [{"pace": 2}, {"pace": 2}]


@pytest.mark.parametrize("leaves", ["hidden", "pagehide", "press"])
def test_a_number_being_typed_is_reported_when_the_reader_does_something_else(page, leaves):
    page.get_by_label("Monday").fill("7")
    page.evaluate(
        """leaves => {
          if (leaves === "press") {
            const button = document.body.appendChild(document.createElement("button"));
            button.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
            return;
          }
          Object.defineProperty(document, "visibilityState", { value: "hidden" });
          if (leaves === "hidden") document.dispatchEvent(new Event("visibilitychange"));
          else dispatchEvent(new Event("pagehide"));
        }""",
        leaves,
    )
    assert page.evaluate("reports.length") == 1, "in the same moment"
    assert reported(page, 1) == [{"day": 7}]
