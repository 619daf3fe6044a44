"""The diagram on devices that differ: touch, lost or missing 3-D graphics, a slow line."""

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from explainer.anatomy import atlas
from explainer.ui.components.knee_diagram import LAYERS
from explainer.words import Words
from tests.support import chromium
from tests.support.mounted_diagram import MountedDiagram

pytestmark = pytest.mark.browser
WORDS = Words()
BACK = (-1.9, 0.0, 0.15)
PHONE = {"width": 390, "height": 844}
AHEAD_DEG, MOST_LOADS = 30, 3  # as in plate/plate_loader.js
BEND_FETCHED = re.compile(rf"/{LAYERS[0]}-(\d+)\.regions\.json")
PICTURES = f"""performance.getEntriesByType("resource").map((one) => one.name)
  .filter((name) => name.includes("{LAYERS[0]}-") && name.includes("webp"))"""
FETCHED = f"(count) => new Set({PICTURES}).size >= count"
# Resolves when what follows a decoded picture has begun: the next one would be on its way.
DECODED = f"""async () => {{
  for (const src of {PICTURES}) await Object.assign(new Image(), {{ src }}).decode();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}}"""
LOSE = """() => {
  const { gl } = document.querySelector(".scene").knee3d.canvas;
  gl.getExtension("WEBGL_lose_context").loseContext();
}"""

# Where the lines of the turning knee's labels end, by structure; a lost one has no end.
ENDS = """() => Object.fromEntries(
  [...document.querySelectorAll(".knee line.line")].map((line) => [line.dataset.id,
    line.matches(".occluded") ? null : [line.x2.baseVal.value, line.y2.baseVal.value]]))"""
# A gesture may report on its way as well: the last report says where the camera stands.
LAST_EYE_REPORTED = """() => {
  const eye = window.reports.at(-1)?.values.camera?.[1] ?? [];
  const { camera } = document.querySelector('.scene').knee3d;
  return eye.length === 3 && eye.every((value, axis) => Math.abs(value - camera.eye[axis]) < 0.01);
}"""
EYE = "() => document.querySelector('.scene').knee3d.camera.eye"

# Notes for every plate that comes to stand whether its picture could be painted at once.
WATCH_SWAPS = """() => {
  window.swaps = [];
  const watch = new MutationObserver((changes) => changes.forEach(({ addedNodes }) =>
    addedNodes.forEach((plate) => {
      const image = plate.querySelector("img.shown");
      window.swaps.push(Boolean(image?.complete && image.naturalWidth));
    })));
  watch.observe(document.querySelector(".sheets"), { childList: true });
}"""


@pytest.fixture
def phone(app_url, browser):
    """A diagram alone under a finger."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield MountedDiagram(context.new_page(), app_url)
    context.close()


def fingers(session: CDPSession, kind: str, *places: tuple[float, float]) -> None:
    """Touches at these places of the window: kind is Start, Move or End."""
    points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(places)]
    session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})


def turning(diagram: MountedDiagram) -> tuple[CDPSession, float, float]:
    """The knee that turns, awake, and the middle of its scene."""
    page = diagram.page
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=BACK)
    page.locator(".start-turn").tap()
    box = page.locator(".scene").bounding_box()
    session = page.context.new_cdp_session(page)
    return session, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def reported(page: Page, name: str) -> list | str | bool:
    """What the diagram last told Python of a field."""
    return page.evaluate("name => window.reports.at(-1)?.values[name]?.[1]", name)


def test_labels_and_link_follow_a_finger_that_turns_the_knee(phone):
    page = phone.page
    session, x, y = turning(phone)
    before = page.evaluate(ENDS)
    fingers(session, "Start", (x, y))
    for step in range(1, 9):
        fingers(session, "Move", (x + 6 * step, y))
    page.wait_for_function(
        f"before => JSON.stringify(({ENDS})()) !== JSON.stringify(before)", arg=before
    )
    fingers(session, "End")
    page.wait_for_function(f"""() => {{
      const [last, eye] = [window.reports.at(-1)?.values.camera?.[1] ?? [], ({EYE})()];
      return last.length === 3 && last.every((part, axis) => Math.abs(part - eye[axis]) < 0.001);
    }}""")  # a slow device tells on the way too
    assert reported(page, "camera") != pytest.approx(BACK, abs=0.05)
    expect(page.locator("[data-choice=camera] input:checked")).to_have_count(0)


def test_two_fingers_enlarge_the_knee_and_do_not_turn_it(phone):
    page = phone.page
    session, x, y = turning(phone)
    before = page.evaluate(EYE)
    fingers(session, "Start", (x - 40, y), (x + 40, y))
    for step in range(1, 6):
        fingers(session, "Move", (x - 40 - 8 * step, y), (x + 40 + 8 * step, y))
    fingers(session, "End")
    page.wait_for_function(LAST_EYE_REPORTED)
    eye = reported(page, "camera")
    share = [now / then for now, then in zip(eye, before, strict=True) if then]
    assert share == pytest.approx([0.5, 0.5], abs=0.03)  # the fingers are twice as far apart


def test_lost_graphics_are_said_and_the_button_builds_the_knee_anew(phone):
    page = phone.page
    phone.show(rendering="turned", knee_view=LAYERS[0], camera=BACK)
    page.evaluate(LOSE)
    button = WORDS.text("knee_diagram.live.turn")
    words = WORDS.text("turning.live.lost_knee", button=button)
    expect(page.locator(".picture-note")).to_have_text(words)
    page.locator(".picture .tag:visible").first.wait_for()
    page.get_by_role("button", name=button).tap()
    page.locator(".knee .tag:visible").first.wait_for()
    expect(page.locator(".picture-note")).to_be_hidden()
    page.wait_for_function(
        "() => { const { scene, canvas } = document.querySelector('.scene').knee3d;"
        " return scene?.paints && !canvas.gl.isContextLost(); }"
    )


def test_without_webgl_the_excuse_is_a_sentence_below_the_picture(phone):
    page = phone.page
    page.add_init_script(chromium.WITHOUT_WEBGL)
    page.reload()
    phone.show(knee_view=LAYERS[0])
    before = page.locator(".pane").bounding_box()
    page.locator(".turn").tap()
    excuse = page.get_by_text(WORDS.text("knee_diagram.live.failed_knee"))
    box = excuse.bounding_box()
    assert box["width"] > 0.8 * before["width"], "one word a line"
    after = page.locator(".pane").bounding_box()
    assert after["y"] <= before["y"] + 1, "the picture was pushed down"
    assert after["height"] == before["height"]


def test_a_plate_stands_only_when_it_can_be_painted(phone):
    page = phone.page
    page.route("**/*.webp", lambda route: (page.wait_for_timeout(150), route.continue_()))
    phone.show(knee_view=LAYERS[0], flexion_deg=0.0, dress="load")
    page.evaluate(WATCH_SWAPS)
    bend = page.locator("[data-control=bend] input[type=range]")
    for degrees in (15, 30, 45, 60, 75):
        bend.fill(str(degrees))
    page.locator(f".picture[data-shows='{LAYERS[0]} 75']").wait_for()
    swaps = page.evaluate("window.swaps")
    assert swaps
    assert all(swaps)


def test_other_bends_are_fetched_when_the_knee_is_bent_and_no_further_than_near(phone):
    page, requested = phone.page, []
    page.on("request", lambda one: requested.extend(BEND_FETCHED.findall(one.url)))
    bends = {one.flexion_deg for one in atlas.plates() if one.view == LAYERS[0]}
    first, bent = 60.0, 45.0
    phone.show(knee_view=LAYERS[0], flexion_deg=first, dress="load")
    page.locator(f".picture[data-shows='{LAYERS[0]} {first:g}']").wait_for()
    page.locator(".picture .tag:visible").first.wait_for()
    assert {float(one) for one in requested} == {first}, "opening costs one plate"
    page.locator("[data-control=bend] input[type=range]").fill(str(bent))
    near = {one for one in bends if abs(one - bent) <= AHEAD_DEG}
    while {float(one) for one in requested} != near:
        page.wait_for_event("request", timeout=30_000)
    page.wait_for_function(FETCHED, arg=len(near))
    page.evaluate(DECODED)
    assert {float(one) for one in requested} == near
    order = [abs(float(one) - bent) for one in dict.fromkeys(requested) if float(one) != first]
    assert order == sorted(order), "nearest first"


def test_a_slider_faster_than_the_line_fetches_few_of_the_plates_that_it_passes(phone):
    page, requested = phone.page, []
    phone.show(knee_view=LAYERS[0], flexion_deg=0.0, dress="load")
    page.locator(f".picture[data-shows='{LAYERS[0]} 0']").wait_for()
    held = []
    page.route("**/*.regions.json*", lambda route: held.append(route))
    page.on("request", lambda one: requested.extend(BEND_FETCHED.findall(one.url)))
    bend = page.locator("[data-control=bend] input[type=range]")
    bends = [one.flexion_deg for one in atlas.plates() if one.view == LAYERS[0]][1:]
    for degrees in bends:
        with page.expect_event("console", lambda one: one.text == "frame"):
            bend.fill(f"{degrees:g}")
            page.evaluate("requestAnimationFrame(() => setTimeout(() => console.log('frame')))")
    assert len(set(requested)) <= MOST_LOADS + 1  # and what is prefetched
    page.route("**/*.regions.json*", lambda route: route.continue_())
    for route in held:
        route.continue_()
    page.locator(f".picture[data-shows='{LAYERS[0]} {bends[-1]:g}']").wait_for()


def test_the_old_dress_stays_until_the_new_one_can_be_painted(phone):
    page = phone.page
    phone.show(knee_view=LAYERS[0], dress="natural")
    page.wait_for_function("() => document.querySelector('img.shown')?.complete")
    page.route("**/*clay*.webp", lambda route: (page.wait_for_timeout(150), route.continue_()))
    page.evaluate(
        """() => {
          window.bare = 0;
          const look = () => {
            const worn = document.querySelector(".sheets img.shown");
            if (!worn?.complete || !worn.naturalWidth) window.bare += 1;
            window.looking = requestAnimationFrame(look);
          };
          look();
        }"""
    )
    page.locator("[data-choice=dress] .pill").first.click()
    page.wait_for_function(
        "() => document.querySelector('.sheets img.shown').currentSrc.includes('clay')"
    )
    assert page.evaluate("window.bare") == 0
