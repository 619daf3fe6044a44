"""In a real browser: a left knee is the mirror image of the right one, and keeps its mark."""

import io
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from explainer.scenario import Camera, Scenario
from explainer.words import Words
from tests.browser.test_tap import DIAGRAM, SEEN, TAG
from tests.support.addresses import scenario_of, settled

pytestmark = pytest.mark.browser
SWITCH = "#root .st-key-header_switches [role=radio]"
DOTS = """(tags) => {
    const dots = tags.querySelectorAll(".limb-dot");
    const at = (n) => ["cx", "cy"].map((name) => Number(dots[n].getAttribute(name)));
    const named = [...tags.querySelectorAll(".limb-tag")].map((tag, n) => [tag, n]);
    const seen = named.filter(([tag]) => !tag.classList.contains("invisible"));
    return Object.fromEntries(seen.map(([tag, n]) => [tag.dataset.id, at(n)]));
}"""
INNER, OUTER = "Calf, inner half", "Calf, outer half"  # as the skin of start names them


@pytest.fixture
def page(new_page) -> Page:
    page = new_page()
    return page


def is_mirrored(drawn: Locator) -> bool:
    return drawn.evaluate("(one) => getComputedStyle(one).transform.startsWith('matrix(-1')")


def tap(page: Page, across: float, down: float) -> None:
    box = page.locator(f"{DIAGRAM} .plate").bounding_box()
    page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])


def ring_across(page: Page) -> float:
    """Where the mark's ring stands, as a share of the plate's breadth."""
    plate = page.locator(f"{DIAGRAM} .plate").bounding_box()
    ring = page.locator(f"{DIAGRAM} .spot-ring").bounding_box()
    return (ring["x"] + ring["width"] / 2 - plate["x"]) / plate["width"]


def middle(page: Page, name: str) -> float:
    box = page.locator(TAG).filter(has_text=name).first.bounding_box()
    return box["x"] + box["width"] / 2


def test_the_mark_stays_inner_when_the_side_changes(page, app_url):
    page.goto(app_url)
    page.locator(TAG).first.wait_for()
    assert middle(page, INNER) < middle(page, OUTER)
    assert not is_mirrored(page.locator(f"{DIAGRAM} .plate"))
    tap(page, *SEEN)
    mark = settled(page, mark=bool).mark
    assert mark.z_mm < 0  # frame K: the inner side
    assert ring_across(page) == pytest.approx(SEEN[0], abs=0.01)
    page.locator(SWITCH).filter(has_text=Words().text("common.sides.left")).click()
    expect(page.locator(f"{DIAGRAM} .component")).to_have_attribute("data-side", "left")
    page.locator(TAG).filter(has_text=OUTER).first.wait_for()
    page.wait_for_function(
        "([diagram, share]) => { const [p, r] = ['.plate', '.spot-ring'].map((one) =>"
        " diagram.querySelector(one)?.getBoundingClientRect());"
        " return p && r && Math.abs((r.x + r.width / 2 - p.x) / p.width - share) < 0.01; }",
        arg=[page.locator(f"{DIAGRAM} .component").element_handle(), 1 - SEEN[0]],
    )
    assert is_mirrored(page.locator(f"{DIAGRAM} .plate"))
    assert settled(page, side="left").mark == mark
    assert middle(page, OUTER) < middle(page, INNER)
    tap(page, 1 - SEEN[0], SEEN[1] + 0.1)  # where the finger is, not where it was baked
    again = settled(page, mark=lambda one: one and one != mark).mark
    assert again.z_mm == pytest.approx(mark.z_mm, abs=1)
    handle = page.locator(f"{DIAGRAM} button.spot")
    handle.press("ArrowLeft")
    assert settled(page, mark=lambda one: one != again).mark.z_mm == again.z_mm + 2


def silhouette(page: Page) -> np.ndarray:
    """Which pixels of the 3-D scene hold the knee."""
    shot = page.locator(f"{DIAGRAM} .knee .scene").screenshot()
    with Image.open(io.BytesIO(shot)) as image:
        seen = np.asarray(image.convert("RGB"), int)
    return np.abs(seen - seen[2, 2]).max(axis=2) > 4


def test_the_turning_left_knee_is_the_mirror_image(page, app_url):
    """From the same side of the body: the camera is mirrored too."""
    shapes, camera = {}, Camera(-1.2, 1.2, 0.4)  # from behind and the inner side
    for side in ("right", "left"):
        chosen = Scenario(
            side=side, rendering="turned", camera=camera, flexion_deg=60, dress="natural"
        )
        page.goto(f"{app_url}/tendons?{urlencode(chosen.to_query())}")
        page.locator(f"{DIAGRAM} .knee .tag:visible").first.wait_for()
        page.locator(f"{DIAGRAM} .knee :is(.lines, .callouts, .start-turn, .choice)").evaluate_all(
            "(all) => all.forEach((one) => (one.style.visibility = 'hidden'))"
        )
        page.locator(f"{DIAGRAM} .view").evaluate("(ground) => (ground.style.background = 'white')")
        page.locator(f"{DIAGRAM} .pane > :is(.corner, .zoom)").evaluate_all(
            "(all) => all.forEach((one) => (one.style.visibility = 'hidden'))"
        )
        shapes[side] = silhouette(page)
        assert scenario_of(page.url).camera == camera
    right, left = shapes["right"], shapes["left"]

    def shared(other: np.ndarray) -> float:
        return (left & other).sum() / (left | other).sum()

    assert right.mean() > 0.05
    assert shared(right[:, ::-1]) > 0.95 > 0.5 > shared(right)


def test_the_running_leg_is_mirrored_and_its_parts_are_under_the_finger(page, app_url):
    places, found = {}, {}
    for side in ("right", "left"):
        chosen = Scenario(side=side, cycle_percent=30)
        page.goto(f"{app_url}/hamstrings_calf?{urlencode(chosen.to_query())}")
        page.locator("#prerendered").wait_for(state="detached")
        leg = page.locator(".host.ready .limb")
        leg.locator(".limb-dot").first.wait_for(state="attached")
        leg.locator("canvas").scroll_into_view_if_needed()
        dots = leg.locator(".limb-tags").evaluate(DOTS)
        width = leg.locator("canvas").bounding_box()["width"]
        places[side] = {name: x / width for name, (x, _) in dots.items()}
        assert is_mirrored(leg.locator("canvas")) == (side == "left")
        x, y = dots["gastrocnemius_medial"]
        leg.locator("canvas").click(position={"x": x, "y": y})
        found[side] = settled(page, structure=bool).structure
    assert found["left"] == found["right"]
    assert set(places["right"]) == set(places["left"])
    assert len(places["right"]) >= 3  # one of each group beside a narrow leg
    for name, share in places["right"].items():
        assert places["left"][name] == pytest.approx(1 - share, abs=0.005)
