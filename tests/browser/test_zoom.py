"""In a real browser: the picture enlarged by wheel, keys, buttons and fingers, and what is hit."""

import time

import pytest
from playwright.sync_api import Page, expect

from explainer.words import Words
from tests.support.mounted_diagram import MountedDiagram
from tests.support.patience import PATIENCE_S

pytestmark = pytest.mark.browser
BACK = "posterior_superficial"
DOTS = """() => [...document.querySelectorAll(".line-dot:not(.occluded)")]
  .map((one) => one.getBoundingClientRect().y)"""
ENLARGED = ".pane.enlarged"
EYE_AWAY = "Math.hypot(...document.querySelector('.scene').dataset.eye.split(',').map(Number))"
TALL = "document.body.style.minHeight = '3000px'"
WIDTH = "document.querySelector('.plate').getBoundingClientRect().width"
AWAY = 40  # px that a finger or a drag moves


@pytest.fixture(scope="module")
def screen(browser, app_url):
    """A mounted diagram on a page that can be scrolled."""
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    diagram = MountedDiagram(context.new_page(), app_url)
    diagram.show(knee_view=BACK)
    diagram.page.evaluate(TALL)
    yield diagram
    context.close()


@pytest.fixture
def page(screen) -> Page:
    """The whole picture, with labels, no part chosen, at the top of the page."""
    screen.page.keyboard.press("0")
    screen.show(knee_view=BACK)
    screen.page.evaluate("scrollTo(0, 0)")
    expect(screen.page.locator(ENLARGED)).to_have_count(0)
    widths = [0, 1]
    while widths[-1] != widths[-2]:  # labels that come may narrow the picture once more
        screen.page.wait_for_timeout(100)
        widths.append(box(screen.page)["width"])
    return screen.page


def box(page: Page, name: str = ".plate") -> dict:
    return page.locator(name).first.bounding_box()


def middle(page: Page) -> tuple[float, float]:
    return centre(box(page))


def centre(one: dict) -> tuple[float, float]:
    return one["x"] + one["width"] / 2, one["y"] + one["height"] / 2


def settled(page: Page) -> None:
    """Waits until an enlarged picture and its labels are laid out where it has come to rest."""
    expect(page.locator(".sheets")).to_have_css("transform", "none")


def wait_until(page: Page, condition: str) -> None:
    """Waits for a condition in the page, whose policy forbids what Playwright waits by."""
    until = time.monotonic() + PATIENCE_S
    while not page.evaluate(condition):
        assert time.monotonic() < until, condition
        page.wait_for_timeout(100)


def zoom_by_wheel(page: Page, at: tuple[float, float], px: float = -240) -> None:
    page.mouse.move(*at)
    page.keyboard.down("Control")
    page.mouse.wheel(0, px)
    page.keyboard.up("Control")
    expect(page.locator(ENLARGED)).to_have_count(1)
    settled(page)


def test_a_plain_wheel_scrolls_the_page_and_control_enlarges_round_the_pointer(page):
    before = box(page)
    at = before["x"] + 0.3 * before["width"], before["y"] + 0.4 * before["height"]
    page.mouse.move(*at)
    page.mouse.wheel(0, 200)
    wait_until(page, "scrollY > 0")
    assert box(page)["width"] == pytest.approx(before["width"], abs=0.5)
    page.evaluate("scrollTo(0, 0)")
    zoom_by_wheel(page, at)
    assert page.evaluate("scrollY") == 0
    after = box(page)
    assert after["width"] > 1.3 * before["width"]
    share = (at[0] - after["x"]) / after["width"], (at[1] - after["y"]) / after["height"]
    assert share == pytest.approx((0.3, 0.4), abs=0.03)


def test_enlarged_a_click_hits_what_is_seen_and_labels_follow(page):
    zoom_by_wheel(page, middle(page))
    found = "gastrocnemius_lateral"  # broad: thin parts have hit areas wider than they are
    shape = page.locator(f".outlines ~ .hits path[data-id={found}]").bounding_box()
    x, y = centre(shape)
    page.mouse.click(x + 0.1 * shape["width"], min(y, box(page, ".pane")["y"] + 600))
    expect(page.locator(f".list input[value={found}]")).to_be_checked()
    pane = box(page, ".pane")
    ends = page.evaluate(DOTS)
    assert len(ends) > 2
    assert all(pane["y"] - 8 <= y <= pane["y"] + pane["height"] + 8 for y in ends)


def test_a_drag_moves_the_enlarged_picture_and_chooses_nothing(page):
    at = middle(page)
    zoom_by_wheel(page, at)
    before = box(page)
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + AWAY, at[1] + AWAY, steps=4)
    page.mouse.up()
    after = box(page)
    assert after["y"] - before["y"] == pytest.approx(AWAY, abs=3)
    assert after["width"] == pytest.approx(before["width"], abs=1)
    expect(page.locator(".tag.selected")).to_have_count(0)
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0], at[1] + 4000, steps=3)
    page.mouse.up()
    pane, edge = box(page, ".pane"), box(page)
    assert edge["y"] <= pane["y"] + pane["height"] / 2  # it never leaves its box
    assert edge["y"] + edge["height"] >= pane["y"] + pane["height"] / 2


def test_keys_enlarge_and_switch_labels_but_leave_the_browsers_own_zoom(page):
    whole = box(page)["width"]
    page.keyboard.press("+")
    expect(page.locator(ENLARGED)).to_have_count(1)
    assert box(page)["width"] > 1.3 * whole
    page.keyboard.press("-")
    expect(page.locator(ENLARGED)).to_have_count(0)
    assert box(page)["width"] == pytest.approx(whole, abs=1)
    page.keyboard.press("Control+0")


def test_labels_are_few_at_first_then_all_then_none(page):
    tags = page.locator(".tag:visible")
    few = tags.count()
    assert 3 <= few <= 5
    page.keyboard.press("l")
    page.wait_for_function(f"document.querySelectorAll('.tag:not(.unplaced)').length > {few}")
    page.keyboard.press("l")
    expect(tags).to_have_count(0)
    words = Words().table("zoom.live")
    page.get_by_role("button", name=words["zoom_labels_few"]).click()
    expect(tags).to_have_count(few)
    expect(page.get_by_role("button", name=words["zoom_labels_all"])).to_be_visible()


def test_a_typed_number_is_no_key_of_the_picture(page):
    whole = box(page)["width"]
    field = page.locator("[data-control=bend] input.box")
    field.fill("0")
    field.press("0")
    field.press("-")
    assert box(page)["width"] == pytest.approx(whole, abs=1)
    field.fill("0")
    field.press(
        "Enter"
    )  # what cannot be read brings a line below the slider, and a smaller picture
    field.blur()


def test_a_double_click_enlarges_and_shows_the_whole_again(page):
    whole, at = box(page)["width"], middle(page)
    page.mouse.dblclick(*at)
    expect(page.locator(ENLARGED)).to_have_count(1)
    assert box(page)["width"] > 2 * whole
    page.mouse.dblclick(*at)
    expect(page.locator(ENLARGED)).to_have_count(0)
    wait_until(page, f"{WIDTH} - {whole} < 1 && {whole} - {WIDTH} < 1")


def test_a_double_click_on_a_part_does_not_choose_it(page):
    shape = page.locator(".outlines ~ .hits path[data-id=gastrocnemius_lateral]").bounding_box()
    x, y = centre(shape)
    page.mouse.dblclick(x + 0.1 * shape["width"], y)
    expect(page.locator(ENLARGED)).to_have_count(1)
    expect(page.locator(".list input:checked")).to_have_count(0)


def test_the_buttons_show_under_the_pointer_and_enlarge(page):
    page.mouse.move(0, 0)
    group = page.get_by_role("group", name="Size of the picture")
    expect(group).to_have_css("opacity", "0")
    page.mouse.move(*middle(page))
    expect(group).to_have_css("opacity", "1")
    expect(page.get_by_role("button", name="Whole picture")).to_be_disabled()
    page.get_by_role("button", name="Larger").click()
    expect(page.locator(ENLARGED)).to_have_count(1)
    page.get_by_role("button", name="Whole picture").click()
    expect(page.locator(ENLARGED)).to_have_count(0)


def test_another_bend_keeps_what_is_enlarged(screen, page):
    zoom_by_wheel(page, middle(page))
    before = box(page)
    screen.show(knee_view=BACK, flexion_deg=30.0)
    page.locator(f".picture[data-shows='{BACK} 30']").wait_for()
    assert box(page) == pytest.approx(before, abs=2)


@pytest.fixture
def phone(browser, app_url):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    diagram = MountedDiagram(context.new_page(), app_url)
    diagram.show(knee_view=BACK)
    diagram.page.evaluate(TALL)
    yield diagram.page
    context.close()


def touch(page: Page, *steps: list[tuple[float, float]]) -> None:
    """Fingers that are put down, moved from step to step and lifted."""
    session = page.context.new_cdp_session(page)
    for number, points in enumerate(steps):
        fingers = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        kind = "touchMove" if number else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_two_fingers_enlarge_the_picture_and_not_the_page(phone):
    whole, (x, y) = box(phone)["width"], middle(phone)
    spread = [[(x - gap, y), (x + gap, y)] for gap in (30, 45, 60, 75, 90)]
    touch(phone, *spread)
    expect(phone.locator(ENLARGED)).to_have_count(1)
    assert box(phone)["width"] > 2 * whole
    assert phone.evaluate("visualViewport.scale") == pytest.approx(1)
    expect(phone.locator(".tag.selected")).to_have_count(0)
    before = box(phone)
    touch(phone, [(x, y)], [(x, y + 15)], [(x, y + AWAY)])
    assert box(phone)["y"] > before["y"]  # one finger moves it now
    assert phone.evaluate("scrollY") == 0


def test_one_finger_on_the_whole_picture_scrolls_the_page(phone):
    x, y = middle(phone)
    touch(phone, *([(x, y - 15 * step)] for step in range(13)))
    wait_until(phone, "scrollY > 50")
    expect(phone.locator(ENLARGED)).to_have_count(0)


def test_the_turning_knee_comes_nearer_and_goes_back(browser, app_url):
    context = browser.new_context(viewport={"width": 900, "height": 800})
    diagram = MountedDiagram(context.new_page(), app_url)
    diagram.show(knee_view=BACK, rendering="turned")
    page = diagram.page
    page.keyboard.press("0")
    whole = page.evaluate(EYE_AWAY)
    page.keyboard.press("+")
    wait_until(page, f"{EYE_AWAY} < 0.8 * {whole}")
    nearer = page.evaluate(EYE_AWAY)
    page.mouse.move(*centre(page.locator(".scene").bounding_box()))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    wait_until(page, f"{EYE_AWAY} < 0.9 * {nearer}")
    page.keyboard.press("0")
    wait_until(page, f"Math.abs({EYE_AWAY} - {whole}) < 0.01 * {whole}")
    context.close()
