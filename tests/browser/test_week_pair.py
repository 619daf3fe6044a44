"""Two weeks side by side, mounted without the app: what a slider moves is shown where it counts."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from explainer import describe
from explainer.scenario import Scenario
from explainer.ui import model_cache
from explainer.ui.components.knee_diagram import initial_payload, script, tables
from explainer.ui.lesson import diagram
from explainer.words import Words
from tests.support.mounted_diagram import EVERYTHING, MARGIN_PX, MOUNT

pytestmark = pytest.mark.browser
WORDS = Words()
MOST_MILES = 60.0
VIEWS = ("posterior_superficial", "lateral")
# A slider moved as a finger moves it; answers with what stands after the next animation frame.
MOVE = """async ([week, control, value]) => {
  const css = `[data-week=${week}][data-control=${control}] input[type=range]`;
  const range = window.place.querySelector(css);
  range.value = value;
  range.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise(requestAnimationFrame);
}"""
SHOWN = """() => {
  const text = (css) => [...window.place.querySelectorAll(css)].map((one) => one.textContent);
  const all = (css) => [...window.place.querySelectorAll(css)];
  const fills = (week) => all(`.week.${week} .regions path`).map((one) => one.getAttribute("fill"));
  const bars = all(".week-bar .fill").map((one) => one.style.width);
  return {
    headline: text(".headline"), sentences: text(".sentences p"), bars,
    brief: text(".brief"), now: fills("now"), after: fills("after"),
  };
}"""
UNPACK = """({ tableBeside }, packed) =>
  Object.fromEntries(
    Object.keys(packed.references).map((name) => [name, tableBeside(packed, name)]))"""


class Pair:
    """Two mounted weeks of the page on miles and ground."""

    def __init__(self, page: Page, address: str) -> None:
        page.goto(f"{address}/robots.txt")  # light, and as deep as a page: its files are relative
        self.page = page

    def mount(self, **choices: Any) -> "Pair":
        """As Python would render it for these choices of a reader."""
        scenario = Scenario(**choices)
        data = initial_payload(**diagram.pair_arguments("load", WORDS, scenario, VIEWS))
        data |= {"acknowledged": EVERYTHING}
        self.page.evaluate(MOUNT, [script().url, data, MARGIN_PX])
        self.page.locator(".host.ready").wait_for()
        for week in ("now", "after"):
            self.page.locator(f".week.{week} .picture[data-shows]").wait_for()
            self.page.locator(f".week.{week} .regions path").first.wait_for(state="attached")
        return self

    def move(self, week: str, control: str, value: float) -> "Pair":
        self.page.evaluate(MOVE, [week, control, value])
        return self

    @property
    def shown(self) -> dict[str, Any]:
        return self.page.evaluate(SHOWN)


@pytest.fixture
def pair(new_page, app_url) -> Pair:
    return Pair(new_page(), app_url)


def ground_stop(surface: str) -> int:
    return model_cache.compared_week(Scenario()).comparison.surfaces.index(surface)


SAND, GRASS = ground_stop("sand"), ground_stop("grass")
USUAL = {"usual_miles": 30.0}


@pytest.mark.parametrize("register", ["plain", "clinical"])
@pytest.mark.parametrize(
    "change", [{}, {"after_speed_m_s": 3.6}, {"speed_m_s": 3.6, "slope_deg": 2.0}]
)
def test_the_table_beside_every_week_of_now_is_the_models_own(run, change, register):
    words, found = Words(register=register), model_cache.changed_weeks(Scenario(**change))
    packed = tables.pack_change(found, MOST_MILES, words)
    unpacked = run("knee_diagram/web/weeks/change_table.js", UNPACK, packed)
    assert len(unpacked) == len(found) == len(found[0][1].surfaces) + 1
    for name, one in found:
        wanted = tables.pack_comparison(one, MOST_MILES, words)
        assert unpacked[name] == {"road": wanted["ground"]} | wanted, name


@pytest.mark.parametrize(
    ("before", "moves", "after"),
    [
        ({"miles": 20.0}, [("now", "miles", 40)], {"miles": 40.0}),
        ({"miles": 20.0}, [("now", "surface", SAND)], {"miles": 20.0, "surface": "sand"}),
        ({"miles": 20.0}, [("now", "miles", 0)], {"miles": 0.0}),
        ({"miles": 0.0} | USUAL, [("now", "miles", 12)], {"miles": 12.0} | USUAL),
        (
            {"miles": 25.0, "surface": "concrete", "after_speed_m_s": 3.6},
            [("after", "miles", 12), ("after", "surface", GRASS), ("now", "miles", 31)],
            {"miles": 31.0, "surface": "concrete", "after_speed_m_s": 3.6,
             "after_miles": 12.0, "after_surface": "grass"},
        ),
    ],
)  # fmt: skip
def test_the_one_answer_follows_the_sliders_of_both_weeks_in_their_frame(
    pair, before, moves, after
):
    """It says what Python says, and the pictures have the colours of a page opened like that."""
    pair.mount(**before)
    first = pair.shown
    for move in moves:
        pair.move(*move)
    moved = pair.shown
    scenario = Scenario(**after)
    answer = describe.week_answer(
        WORDS, "load", model_cache.compared_week(scenario, after=True),
        describe.scenario_after_change(scenario),
    )  # fmt: skip
    assert moved["headline"] == [answer.headline]
    assert moved["brief"] == [answer.headline]
    assert moved["sentences"] == list(answer.sentences)
    assert moved != first
    assert moved == pair.mount(**after).shown


def test_there_is_one_set_of_switches_one_scale_and_one_answer(pair):
    page = pair.mount().page
    one_each = ("[data-choice=dress]", "[data-choice=view]", "[data-choice=measure]", ".legend")
    for part in (*one_each, ".answer", ".list", "h1"):
        expect(page.locator(part)).to_have_count(1)
    for week in ("Now", "After"):
        for name in ("miles", "surface"):
            label = f"{WORDS.text(f'knee_diagram.live.{name}')} {week}"
            slider = page.locator(".dock").get_by_role("slider", name=label, exact=True)
            expect(slider).to_have_count(1)
    assert pair.page.locator(".week-name").all_inner_texts() == ["Now", "After"]


@pytest.mark.parametrize("width", [320, 360, 390])
def test_on_a_phone_no_switch_lies_on_the_name_of_a_week(new_page, app_url, width):
    page = new_page(viewport={"width": width, "height": 740})
    page.goto(f"{app_url}/load?language=es")
    page.locator("#prerendered").wait_for(state="detached")
    name = page.locator("#root .week.after .week-name")
    switch = page.locator("#root .week.after .top-right").bounding_box()
    words = name.evaluate(
        """(one) => {
            const range = document.createRange();
            range.selectNodeContents(one);
            const { right, bottom } = range.getBoundingClientRect();
            return { right, bottom };
        }"""
    )
    assert words["right"] <= switch["x"] or words["bottom"] <= switch["y"]


def test_dress_view_and_selection_of_one_picture_are_those_of_both(pair):
    page = pair.mount().page
    both = page.locator(".week")
    page.locator("[data-choice=dress] .pill").last.click()
    expect(both.and_(page.locator("[data-dress=natural]"))).to_have_count(2)
    page.locator("[data-choice=dress] .pill").first.click()
    name = page.locator(".week.now .tag:visible").first
    chosen = name.get_attribute("data-id")
    name.click()
    for week in ("now", "after"):
        expect(page.locator(f".week.{week} .tag.selected")).to_have_attribute("data-id", chosen)
    page.locator("[data-choice=view] .pill").last.click()
    expect(page.locator(".picture[data-shows^='lateral ']")).to_have_count(2)
    page.locator("[data-choice=measure] select").select_option("step")
    expect(page.locator(".headline")).to_contain_text("times")


def test_what_the_second_week_reports_has_names_of_its_own(pair):
    page = pair.mount().page
    box = page.locator("[data-week=after][data-control=miles] input.box")
    box.fill("9")
    box.press("Enter")
    page.wait_for_function("() => window.reports.length")
    (number, miles) = page.evaluate("window.reports.at(-1).values.after_miles")
    assert miles == 9
    assert number > 0
    assert "miles" not in page.evaluate("Object.keys(window.reports.at(-1).values)")


# The height of the drawn limb of each week.
LIMBS = """() => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  return ["now", "after"].map((week) => {
    const paths = all(document).filter((one) => one.matches(`.week.${week} .hits path`));
    const boxes = paths.map((one) => one.getBoundingClientRect()).filter((one) => one.height);
    return Math.max(...boxes.map((one) => one.bottom)) - Math.min(...boxes.map((one) => one.top));
  });
}"""
# What stands in the column and below the picture, and the labels: none may lie over another.
PLACED = """() => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const css = ".component h1, .message, .compared-name, [data-week] label, [data-week] .track,"
    + " .answer, .tag, .week-name, .bar-row > *, .corner > *, [class*=st-key-foot_] button";
  const seen = all(document.querySelector("#root")).filter((one) =>
    one.matches(css) && one.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
  return seen.map((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return [one.className || one.tagName, left, top, right, bottom];
  }).filter(([, left, , right]) => right - left > 2);
}"""


@pytest.mark.parametrize(
    ("width", "height", "view", "least_px"),
    [
        (1024, 768, "lesson", 560),
        (1440, 900, "lesson", 740),
        (1920, 1080, "lesson", 900),
        (1024, 768, "consult", 560),
        (1440, 900, "consult", 740),
        (1920, 1080, "consult", 940),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_both_knees_fill_the_height_of_the_screen(
    new_page, app_url, width, height, view, least_px, language
):
    """As tall as each other, with all that is said beside them in a place of its own."""
    page = new_page(viewport={"width": width, "height": height})
    page.goto(f"{app_url}/load?view={view}&language={language}")
    page.locator("#prerendered").wait_for(state="detached")
    page.wait_for_function(f"Math.min(...({LIMBS})()) >= {least_px}")
    limbs = page.evaluate(LIMBS)
    print(limbs)
    assert limbs[0] == pytest.approx(limbs[1], abs=2)
    page.locator(".st-key-presets button").first.wait_for()
    placed = page.evaluate(PLACED)
    assert len(placed) > 12
    for place, (name, left, top, right, bottom) in enumerate(placed):
        assert left >= -1, name
        for other, other_left, other_top, other_right, other_bottom in placed[place + 1 :]:
            apart = (
                right <= other_left + 1
                or other_right <= left + 1
                or bottom <= other_top + 1
                or other_bottom <= top + 1
            )
            assert apart, (name, other)
