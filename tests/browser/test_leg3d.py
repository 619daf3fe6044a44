"""The running leg from behind, in a real browser."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from explainer.anatomy import limb_pose
from explainer.scenario import Scenario
from explainer.words import Words
from tests.support import chromium
from tests.support.addresses import settled

pytestmark = pytest.mark.browser
WORDS = Words()
VIEW = ".leg-view"
MOVED = """part => new Promise(done => {
  part.value = 95;
  part.dispatchEvent(new Event("input", { bubbles: true }));
  const view = part.getRootNode().querySelector(".leg-view").legView;
  requestAnimationFrame(() => requestAnimationFrame(() => done(view.leg3d.leg.joints)));
})"""  # the knee's slider moved as a drag does, and where the joints are two frames later


REOPENED = """view => new Promise(done => {
  const wait = () => {
    const { leg3d } = view.legView;
    if (leg3d?.isOpen && leg3d.canvas.gl !== window.gone) done();
    else setTimeout(wait, 50);
  };
  wait();
})"""  # the browser took the context away, and there is another one


def open_leg(page: Page, app_url: str, scenario: Scenario) -> Page:
    page.goto(f"{app_url}/hamstrings_calf?{urlencode(scenario.to_query())}")
    page.locator(".host.ready .limb canvas").first.wait_for()
    page.wait_for_function("!document.getElementById('prerendered')")
    return page


def look_from(page: Page, view: str) -> None:
    page.locator("[data-choice=seen_from] .pill", has=page.locator(f"[value={view}]")).click()
    page.locator(f"{VIEW}[data-seen-from={view}]").wait_for()


@pytest.fixture(scope="module")
def leg(app_url, browser):
    """One page for all tests: opening the app anew costs seconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield open_leg(context.new_page(), app_url, Scenario(limb_moved_by="angles"))
    context.close()


def picture(page: Page) -> bytes:
    return page.locator(".limb .pane").screenshot()


def at_rest(page: Page) -> None:
    """The picture is drawn in full, which comes a while after the last move."""
    page.locator(VIEW).evaluate(
        "view => new Promise(done => { const wait = () => view.legView.leg3d.idle.isPending"
        " ? setTimeout(wait, 50) : done(); wait(); })"
    )


def test_from_behind_is_another_picture_and_says_so(leg):
    before = picture(leg)
    look_from(leg, "behind")
    at_rest(leg)
    assert picture(leg) != before
    canvas = leg.locator(f"{VIEW} > canvas.leg")
    assert canvas.get_attribute("aria-label").startswith(WORDS.text("limb.live.seen_behind"))
    expect(canvas).to_have_css("touch-action", "pan-y")
    assert leg.locator(".mesh-canvas").count() == 1


def test_the_leg_from_behind_follows_the_slider_in_the_same_frame(leg):
    look_from(leg, "behind")
    at_rest(leg)
    before = picture(leg)
    joints = leg.locator("[data-control=knee] input[type=range]").evaluate(MOVED)
    places = limb_pose.bones(0, 95, 0)
    assert abs(complex(*joints["ankle"]) - places["shank"](limb_pose.ankle())) < 8
    at_rest(leg)
    assert picture(leg) != before


def test_a_drag_and_keys_turn_it_and_a_tap_chooses(leg):
    look_from(leg, "behind")
    azimuth = "view => view.legView.leg3d.camera.azimuth"
    canvas = leg.locator(f"{VIEW} > canvas.leg")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    start = leg.locator(VIEW).evaluate(azimuth)
    leg.mouse.move(x, y)
    leg.mouse.down()
    leg.mouse.move(x + 90, y, steps=3)
    leg.mouse.up()
    turned = leg.locator(VIEW).evaluate(azimuth)
    assert turned < start - 0.2
    assert "selected" not in leg.locator(".limb-tags").inner_html()  # a drag chooses nothing
    canvas.focus()
    leg.keyboard.press("Shift+ArrowLeft")
    assert leg.locator(VIEW).evaluate(azimuth) > turned
    look_from(leg, "side")
    look_from(leg, "behind")  # looks squarely from behind again
    assert leg.locator(VIEW).evaluate(azimuth) == pytest.approx(start)
    at_rest(leg)
    x, y = leg.locator(VIEW).evaluate("view => view.legView.anchor('biceps_femoris_long')")
    canvas.click(position={"x": x, "y": y})
    settled(leg, structure="biceps_femoris_long")
    expect(leg.locator(".limb-tag.selected")).to_contain_text(WORDS.name("biceps_femoris_long"))


def test_a_lost_context_is_opened_anew_and_the_side_frees_it(leg):
    look_from(leg, "behind")
    lose = "view => { const { canvas } = view.legView.leg3d; window.gone = canvas.gl;" \
           " canvas.gl.getExtension('WEBGL_lose_context').loseContext(); }"  # fmt: skip
    leg.locator(VIEW).evaluate(lose)
    leg.locator(VIEW).evaluate(REOPENED)
    leg.locator(VIEW).evaluate("view => { window.gone = view.legView.leg3d.canvas.gl; }")
    look_from(leg, "side")
    assert leg.evaluate("() => window.gone.isContextLost()")
    assert leg.locator(".mesh-canvas").count() == 0


def test_a_left_leg_is_the_mirror_image(app_url, browser):
    places = {}
    for side in ("right", "left"):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = open_leg(context.new_page(), app_url, Scenario(side=side, cycle_percent=30))
        look_from(page, "behind")
        at_rest(page)
        width = page.locator(VIEW).bounding_box()["width"]
        (x, y) = page.locator(VIEW).evaluate("view => view.legView.anchor('biceps_femoris_long')")
        places[side] = (x / width, y)
        ask = "view => view.legView.isAtRight({ id: 'biceps_femoris_long' })"
        assert page.locator(VIEW).evaluate(ask) == (side == "right")  # at every moment of a stride
        context.close()
    assert places["left"][0] == pytest.approx(1 - places["right"][0], abs=0.02)
    assert places["right"][0] > 0.5  # from behind, a right leg's outer side is at the right


def test_without_webgl_the_page_says_why_and_keeps_the_side(app_url, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(chromium.WITHOUT_WEBGL)
    page = open_leg(context.new_page(), app_url, Scenario(cycle_percent=30))
    page.locator("[data-choice=seen_from] .pill", has=page.locator("[value=behind]")).click()
    expect(page.get_by_text(WORDS.text("limb.live.no_behind"))).to_be_visible()
    expect(page.locator("[data-choice=seen_from]")).to_be_hidden()
    expect(page.locator(VIEW)).to_have_attribute("data-seen-from", "side")
    context.close()
