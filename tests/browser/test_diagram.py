"""The live diagram in a real browser: what it shows, how it answers, what it says if it cannot."""

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from explainer import describe
from explainer.model import SURFACES
from explainer.scenario import Scenario
from explainer.ui.model_cache import compared_week
from explainer.words import Words
from tests.support.addresses import settled
from tests.support.label_geometry import crossing, overlap

pytestmark = pytest.mark.browser
WORDS = Words()
SIZES = {"phone": {"width": 390, "height": 844}, "screen": {"width": 1440, "height": 900}}
PLATE = ".host.ready .picture .tag:visible"
SOFTWARE_3D_MS = (
    120_000  # the first turning picture, drawn without a graphics card beside other work
)
SMALLEST_TARGET_PX = 24  # WCAG 2.2, 2.5.8
MILES = "[data-control=miles] input[type=range]"


def opened(page: Page, url: str) -> Page:
    """The page with its picture standing."""
    page.goto(url)
    page.locator("#prerendered").wait_for(state="detached")  # the served copy of the picture
    page.locator(PLATE).first.wait_for()
    return page


@pytest.fixture(scope="module")
def diagram(app_url, browser):
    """One page for the tests that only look and move: opening the app anew costs seconds."""
    context = browser.new_context(viewport=SIZES["screen"])
    page = context.new_page()
    page.sent = []  # what the browser tells the server
    keep = {"framesent": lambda frame: page.sent.append(frame)}
    page.on("websocket", lambda socket: socket.on("framesent", keep["framesent"]))
    yield opened(page, f"{app_url}/tendons?miles=20")
    context.close()


def headline(miles: float, **choices: object) -> str:
    """The answer's headline as Python composes it."""
    scenario = Scenario(miles=miles, **choices)
    return describe.week_answer(WORDS, "tendons", compared_week(scenario), scenario).headline


def check_labels(page: Page, least: int) -> None:
    """No label over another or outside the page; no two lines cross."""
    boxes = page.locator(".picture .tag").evaluate_all(
        "all => all.filter(t => t.checkVisibility({ visibilityProperty: true }))"
        ".map(t => t.getBoundingClientRect())"
    )
    assert len(boxes) >= least
    for box in boxes:
        assert box["left"] >= 0
        assert box["right"] <= page.viewport_size["width"]
    assert not [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair)]
    lines = page.locator(".picture line.line").evaluate_all(
        "all => all.map(l => ['x1', 'y1', 'x2', 'y2'].map(n => Number(l.getAttribute(n))))"
    )
    assert len(lines) == len(boxes)
    assert not [pair for pair in itertools.combinations(lines, 2) if crossing(*pair)]


def check_views(page: Page, least: int) -> None:
    inputs = page.locator("[data-choice=view] input")
    views = inputs.evaluate_all("all => all.map(one => one.value)")
    assert len(views) > 1
    for view in (*views[1:], views[0]):
        pill = page.locator("[data-choice=view] .pill", has=page.locator(f"[value={view}]"))
        pill.evaluate("one => one.scrollIntoView({ block: 'center' })")  # above the sliders
        pill.click()
        page.locator(f".picture[data-shows^='{view} ']").wait_for()
        check_labels(page, least)


def test_labels_stand_clear_in_every_view_on_a_screen(diagram):
    check_views(diagram, least=4)


def test_labels_stand_clear_in_every_view_on_a_phone(app_url, browser):
    context = browser.new_context(viewport=SIZES["phone"])
    check_views(opened(context.new_page(), f"{app_url}/tendons"), least=4)
    context.close()


def test_a_key_recolours_and_answers_in_the_next_frame(diagram):
    diagram.locator(MILES).fill("20")
    answer = diagram.locator(".answer .headline")
    expect(answer).to_have_text(headline(20))
    *fills, message = diagram.evaluate(
        """async (css) => {
          const holds = (e) => e.shadowRoot?.querySelector(css);
          const root = [...document.querySelectorAll("*")].find(holds).shadowRoot;
          const range = root.querySelector(css);
          const path = root.querySelector(".regions path[data-id=gastrocnemius_medial]");
          const before = path.getAttribute("fill");
          range.value = 45;
          range.dispatchEvent(new Event("input"));
          await new Promise(requestAnimationFrame);
          const told = root.querySelector(".answer .headline").textContent;
          return [before, path.getAttribute("fill"), told];
        }""",
        MILES,
    )
    assert fills[0] != fills[1]
    assert message == headline(45)


def test_both_boxes_and_sliders_say_the_same(diagram):
    diagram.locator(MILES).fill("33")
    expect(diagram.locator("[data-control=miles] input.box")).to_have_value("33")
    diagram.locator("[data-control=surface] select").select_option(label="Dry sand")
    expect(diagram.locator("[data-control=surface] input[type=range]")).to_have_value(
        str(SURFACES.index("sand"))
    )
    expect(diagram.locator(".answer .headline")).to_have_text(headline(33, surface="sand"))
    expect(diagram.locator(".sentences")).to_contain_text("on dry sand")
    diagram.locator("[data-control=surface] select").select_option(label="Road (asphalt)")
    expect(diagram.locator(".sentences")).not_to_contain_text("on dry sand")


@pytest.mark.parametrize("size", SIZES)
def test_every_ground_has_its_name_at_its_stop_and_answers_a_tap(diagram, size):
    diagram.set_viewport_size(SIZES[size])
    control = diagram.locator("[data-control=surface]")
    boxes = []
    for index, surface in enumerate(SURFACES):
        named = control.locator(".stop").nth(index)
        expect(named).to_have_text(WORDS.text(f"ground.stops.{surface}"))
        named.scroll_into_view_if_needed()
        boxes.append(named.locator("b").bounding_box())
        target = named.bounding_box()
        assert min(target["width"], target["height"]) >= SMALLEST_TARGET_PX
        named.locator("b").click()
        expect(control.locator("input[type=range]")).to_have_value(str(index))
        expect(control.locator(".stop.current")).to_have_text(WORDS.text(f"ground.stops.{surface}"))
    for line in (boxes[::2], boxes[1::2]):
        for left, right in itertools.pairwise(line):
            assert left["x"] + left["width"] < right["x"], "no name lies over its neighbour"
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] + 1
    control.locator(".stop b").first.click()
    diagram.set_viewport_size(SIZES["screen"])


def test_the_strip_answers_the_ground_in_the_next_frame(diagram):
    diagram.locator("[data-control=surface] input[type=range]").fill("0")
    expect(diagram.locator(".strip .studies")).to_contain_text("Tessutti")
    before, after = diagram.evaluate(
        """async ([css, sand]) => {
          const holds = (e) => e.shadowRoot?.querySelector(css);
          const root = [...document.querySelectorAll("*")].find(holds).shadowRoot;
          const texts = () => [...root.querySelectorAll(".strip .measured .finding")]
            .map((one) => one.textContent);
          const before = texts();
          const range = root.querySelector(css);
          range.value = sand;
          range.dispatchEvent(new Event("input"));
          await new Promise(requestAnimationFrame);
          return [before, texts()];
        }""",
        ["[data-control=surface] input[type=range]", SURFACES.index("sand")],
    )
    message = describe.measured_grounds(WORDS)
    assert before == [row.text for row in message["asphalt"].rows]
    assert after == [row.text for row in message["sand"].rows]


def test_what_is_seen_is_said_once_the_reader_has_paused(diagram):
    """The live region and the picture's description hold the words that stand beside it."""
    diagram.locator("[data-control=surface] input[type=range]").fill("0")
    diagram.locator(MILES).fill("27")
    settled(diagram, miles=27, surface="asphalt")
    spoken = diagram.locator(".host.ready .component > [role=status]")
    expect(spoken).to_contain_text(headline(27))
    for sentence in diagram.locator(".sentences p").all_inner_texts():
        expect(spoken).to_contain_text(sentence)
    expect(diagram.locator(".picture")).to_have_attribute("aria-label", re.compile(headline(27)))


def test_steps_are_drawn_as_dots_of_two_thousand(diagram):
    diagram.locator(MILES).fill("20")
    week, reference = diagram.locator(".dots-line .dots").all()
    expect(diagram.locator(".dots-line > span")).to_have_text(["15,900", "11,900"])
    expect(week.locator("i")).to_have_count(8)  # 15,900 steps
    expect(reference.locator("i")).to_have_count(6)  # 11,900
    diagram.locator(MILES).fill("0")
    expect(diagram.locator(".answer-drawing")).to_be_hidden()
    diagram.locator(MILES).fill("20")


def test_two_weeks_are_drawn_as_bars(app_url, browser):
    context = browser.new_context(viewport=SIZES["screen"])
    page = opened(context.new_page(), f"{app_url}/load?miles=25&surface=concrete&after_miles=12")
    after = page.locator(".host.ready .answer")
    expect(after.locator(".headline")).to_have_text("About half of your week now")
    expect(after.locator(".week-bar.reference")).to_have_text("Now: 25 miles on concrete")
    whole, half = (
        after.locator(f".week-bar.{kind} .fill").bounding_box()["width"]
        for kind in ("reference", "this")
    )
    assert half / whole == pytest.approx(0.48, abs=0.02)
    page.locator("[data-control=miles] input[type=range]").nth(1).fill("25")
    expect(after.locator(".headline")).to_have_text("About the same as your week now")
    context.close()


def test_a_number_out_of_range_is_held_and_said(diagram):
    box = diagram.locator("[data-control=miles] input.box")
    box.fill("500")
    box.press("Tab")
    expect(box).to_have_value("60")
    note = diagram.locator("[data-control=miles] .note")
    message = WORDS.text("knee_diagram.live.number_clamped", min="0", max="60", value="60")
    expect(note).to_have_text(message)
    diagram.locator(MILES).fill("20")
    expect(note).to_be_empty()


def test_held_keys_report_once_and_the_link_follows(diagram):
    diagram.locator(MILES).fill("20")
    settled(diagram, miles=20)
    diagram.sent.clear()
    # what a held key does to the slider, in one go: a slow machine cannot stretch it over a pause
    diagram.locator(MILES).evaluate(
        """(range) => {
          for (let press = 0; press < 8; press += 1) {
            range.stepUp();
            for (const name of ["input", "change"]) {
              range.dispatchEvent(new Event(name, { bubbles: true }));
            }
          }
        }"""
    )
    settled(diagram, miles=28)
    assert len(diagram.sent) == 1


def test_tapping_a_part_selects_it_everywhere(diagram):
    region = diagram.locator(".hits path[data-id=gastrocnemius_medial]").bounding_box()
    at = region["x"] + region["width"] / 2, region["y"] + 0.7 * region["height"]
    diagram.mouse.click(*at)
    name = WORDS.name("gastrocnemius_medial")
    expect(diagram.locator(".answer .about")).to_contain_text(name, ignore_case=True)
    expect(diagram.locator(".part", has_text=name).locator("input")).to_be_checked()
    expect(diagram.locator(f"{PLATE}.selected")).to_contain_text(name)
    settled(diagram, structure="gastrocnemius_medial")
    assert diagram.locator(".outlines .ring").get_attribute("d")


def test_the_list_works_by_keyboard_alone(diagram):
    radios = diagram.locator(".part input")
    radios.first.focus()
    diagram.keyboard.press("ArrowDown")
    chosen = diagram.locator(".part:has(input:checked) .part-name").inner_text()
    expect(diagram.locator(".answer .about")).to_contain_text(chosen, ignore_case=True)


def test_an_unknown_force_is_called_not_known(diagram):
    diagram.locator("[data-choice=view] .pill").nth(2).click()
    part = diagram.locator(".part", has_text=WORDS.name("popliteus"))
    part.wait_for()  # it enters the list with its view
    part.click()
    expect(diagram.locator(".answer-drawing")).to_be_hidden()
    expect(diagram.locator(".headline")).to_have_text(WORDS.text("answer.live.headline_unknown"))
    expect(diagram.locator(".sentences")).to_have_text(WORDS.text("answer.live.unknown"))
    fill = diagram.locator(".regions path[data-id=popliteus]").get_attribute("fill")
    assert fill.startswith("url(#hatch")
    diagram.locator("[data-choice=view] .pill").first.click()


def test_natural_colours_show_no_numbers(diagram):
    diagram.locator("[data-choice=dress] .pill").last.click()
    expect(diagram.locator(".legend")).to_be_hidden()
    assert set(diagram.locator(".regions path[data-id]").evaluate_all(
        "all => all.map(p => p.getAttribute('fill'))"
    )) == {"none"}  # fmt: skip
    diagram.locator("[data-choice=dress] .pill").first.click()
    expect(diagram.locator(".legend")).to_be_visible()


def test_a_missing_picture_is_said_and_the_numbers_hold(app_url, browser):
    context = browser.new_context(viewport=SIZES["screen"])
    context.route("**/assets/atlas/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{app_url}/tendons?structure=soleus&miles=20")
    view = WORDS.text("common.options.knee_view.posterior_superficial")
    expect(page.locator(".load-error")).to_have_text(
        WORDS.text("knee_diagram.live.failed_plate", view=view)
    )
    expect(page.locator(".answer .headline")).to_have_text(headline(20, structure="soleus"))
    context.close()


def test_the_turning_knee_keeps_its_camera_while_recoloured(diagram):
    """Last on the shared page: it leaves the knee turned."""
    fetched = []
    diagram.on("request", lambda request: fetched.append(request.url))
    diagram.locator(".turn").click()
    diagram.locator(".knee .tag:visible").first.wait_for(timeout=SOFTWARE_3D_MS)
    diagram.locator("[data-choice=camera] .pill").nth(2).click()
    settled(diagram, camera=bool)
    looked = diagram.locator(".scene").evaluate("s => s.knee3d.camera.eye")
    scene = diagram.locator(".scene").element_handle()
    shade = 's => String(s.knee3d.scene.paints.get("soleus").rgb)'
    before = scene.evaluate(shade)
    diagram.locator(MILES).fill("50")
    settled(diagram, miles=50)
    diagram.wait_for_function(f"([s, before]) => ({shade})(s) !== before", arg=[scene, before])
    assert diagram.locator(".scene").evaluate("s => s.knee3d.camera.eye") == looked
    assert looked[1] < -1.3, "seen from the outer side"
    assert not [url for url in fetched if "plotly" in url.lower()], "the 3-D knee draws itself"
