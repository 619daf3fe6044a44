"""Fingers on sliders: who scrolls or pinches moves none; who goes sideways or taps does."""

import pytest

from tests.support import addresses

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
HOST = "[data-testid=stMainBlockContainer] .host.ready"
SLIDERS = {
    "miles": ("tendons", f"{HOST} [data-control=miles] input[type=range]"),
    "ground": ("tendons", f"{HOST} [data-control=surface] input[type=range]"),
    "bend": ("hinge", f"{HOST} [data-control=bend] input[type=range]"),
    "leg": ("hamstrings_calf?limb_moved_by=angles", f"{HOST} [data-control=hip] input[type=range]"),
    "moment": ("hamstrings_calf", f"{HOST} [data-control=cycle] input[type=range]"),
    "field": ("plan", "#root .fields.ready [data-field=guide_miles] input[type=range]"),
}

FRAMES = "async () => { for (let n = 0; n < 12; n++) await new Promise(requestAnimationFrame); }"


class Finger:
    """Chromium's own touches, as a screen would send them."""

    def __init__(self, page) -> None:
        self.page = page
        self.line = page.context.new_cdp_session(page)

    def send(self, kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y, "id": place} for place, (x, y) in enumerate(points)]
        self.line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    def swipe(
        self, start: tuple[float, float], across: float, down: float, steps: int = 12
    ) -> None:
        x, y = start
        self.send("touchStart", start)
        for step in range(1, steps + 1):
            self.send("touchMove", (x + across * step / steps, y + down * step / steps))
        self.page.evaluate(
            FRAMES
        )  # the finger rests before it is lifted: the page does not glide on
        self.send("touchMove", (x + across, y + down))
        self.send("touchEnd")


@pytest.fixture(scope="module")
def context(browser):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture(scope="module", params=SLIDERS)
def slider(request, context, app_url):
    """A slider of each kind in sight, on one page for all touches."""
    path, selector = SLIDERS[request.param]
    page = context.new_page()
    page.goto(f"{app_url}/{path}")
    page.locator("#prerendered").wait_for(state="detached")
    found = page.locator(selector).first
    found.wait_for()
    page.finger = Finger(page)
    yield found
    page.close()


# In the middle, because the bar with the way to help covers the upper edge; and still, because a
# swipe of the test before may go on scrolling by itself.
CENTRE = """async range => {
  const next = () => new Promise(requestAnimationFrame);
  for (let top = null, still = 0; still < 5; await next()) {
    range.scrollIntoView({ block: "center", behavior: "instant" });
    const at = range.getBoundingClientRect().top;
    still = at === top && visualViewport.scale === 1 ? still + 1 : 0;
    top = at;
  }
}"""


def bring_to_rest(slider) -> None:
    """Brings the slider to where a finger reaches it, and waits until nothing scrolls."""
    slider.evaluate(CENTRE)


def at(slider, share: float) -> tuple[float, float]:
    """A place on the track, at a share of its length."""
    box = slider.bounding_box()
    return box["x"] + 22 + share * (box["width"] - 44), box["y"] + box["height"] / 2


def value(slider) -> float:
    return float(slider.input_value())


def share(slider) -> float:
    low, high = (float(slider.get_attribute(end)) for end in ("min", "max"))
    return (value(slider) - low) / (high - low)


def settled(slider) -> float:
    """The value once the page has had time to take a touch wrongly: two frames and a run later."""
    slider.page.wait_for_timeout(300)
    return value(slider)


@pytest.mark.parametrize("where", [0.1, 0.9, "thumb"])
@pytest.mark.parametrize("down", [-260, 160])
def test_a_finger_that_scrolls_moves_no_slider(slider, where, down):
    bring_to_rest(slider)
    before = value(slider)
    start = at(slider, share(slider) if where == "thumb" else where)
    slider.page.finger.swipe(start, across=6, down=down)
    assert settled(slider) == before


def test_fingers_that_pinch_move_no_slider(slider):
    bring_to_rest(slider)
    before, finger = value(slider), slider.page.finger
    x, y = at(slider, 0.9 if share(slider) < 0.5 else 0.1)
    away = 1 if x < PHONE["width"] / 2 else -1
    finger.send("touchStart", (x, y))
    finger.send("touchStart", (x, y), (x + 30 * away, y - 60))
    for step in range(1, 8):
        finger.send("touchMove", (x, y), (x + (30 + 12 * step) * away, y - 60))
    finger.send("touchEnd")
    assert settled(slider) == before
    finger.line.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})  # it was enlarged


def test_a_touch_that_the_system_takes_away_puts_the_value_back(slider):
    bring_to_rest(slider)
    before, finger = value(slider), slider.page.finger
    start = at(slider, 0.5)
    finger.send("touchStart", start)
    for step in range(1, 6):
        finger.send("touchMove", (start[0] + 12 * step, start[1]))
    finger.send("touchCancel")
    assert settled(slider) == before


def test_a_finger_that_goes_sideways_moves_the_slider_with_it(slider):
    bring_to_rest(slider)
    start, end = at(slider, 0.3), at(slider, 0.8)
    slider.page.finger.swipe(start, across=end[0] - start[0], down=2)
    step = 1 / (float(slider.get_attribute("max")) - float(slider.get_attribute("min")))
    assert share(slider) == pytest.approx(0.8, abs=max(step, 0.03))


def test_a_tap_on_the_track_sets_the_value_there(slider):
    bring_to_rest(slider)
    slider.page.finger.swipe(at(slider, 0.2), across=0, down=0, steps=1)
    step = 1 / (float(slider.get_attribute("max")) - float(slider.get_attribute("min")))
    assert share(slider) == pytest.approx(0.2, abs=max(step, 0.03))


def test_what_a_finger_has_moved_stands_in_the_link(context, app_url):
    path, selector = SLIDERS["miles"]
    page = context.new_page()
    page.goto(f"{app_url}/{path}?miles=33")
    page.locator("#prerendered").wait_for(state="detached")
    slider = page.locator(selector).first
    finger = Finger(page)
    bring_to_rest(slider)
    finger.swipe(at(slider, 0.05), across=4, down=-260)
    bring_to_rest(slider)
    start, end = at(slider, 33 / 60), at(slider, 44 / 60)
    finger.swipe(start, across=end[0] - start[0], down=1)
    addresses.settled(page, miles=lambda miles: 43 <= miles <= 45)
    page.close()
