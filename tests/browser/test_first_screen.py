"""The first screen of every page with one knee: the picture is the page, at every size.

For each size: the share of the screen that the picture takes, the height of the drawn limb in
sight, and that both sliders, the answer and the colour scale are in sight without scrolling.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from explainer.words import Words
from tests.support.patience import PATIENCE_S

pytestmark = pytest.mark.browser
PAGES = ("start", "hinge", "tendons", "hamstrings_calf")
# (width, height) -> least share of the picture, least height of the limb in px
SIZES: dict[tuple[int, int], tuple[float, float]] = {
    (1440, 900): (0.55, 700),
    (1920, 1080): (0.55, 860),
    (1024, 768): (0.50, 560),
    (820, 1180): (0.45, 620),
    (390, 844): (0.45, 380),
    (390, 664): (0, 260),
    (360, 740): (0, 300),
    (320, 568): (0, 180),
    (844, 390): (0, 0),  # picture and sliders side by side
}
SIDEWAYS = (844, 390)
COUNTED = {
    "lesson": ((1440, 900), (1024, 768), (390, 844)),
    "consult": ((1920, 1080), (1440, 900), (1024, 768)),
}
ALL_PAGES = (*PAGES, "load", "plan")  # these two have two weeks side by side
LOADED = "&dress=load&miles=20"  # start opens without numbers
HEADER_PX = 56
MOST_CONTROLS = 15  # in the lesson: the clinic's bar has every page and tool
MOST_WORDS = 120  # names of pages, grounds and parts in the picture are among them
MOST_LABELS = {(1440, 900): 14, (390, 844): 8}

HERE = Path(__file__).parent
MEASURE = (HERE / "first_screen.js").read_text(encoding="utf-8")
COUNT = (HERE / "first_screen_count.js").read_text(encoding="utf-8")


def at_rest(page: Page, script: str, wanted: Callable[[Any], bool] = lambda found: True) -> Any:
    """What a script measures, once it is what is wanted and the same three times in a row."""
    until, found = time.monotonic() + PATIENCE_S, []
    while time.monotonic() < until:
        found.append(page.evaluate(script))
        if len(found) > 2 and found[-1] == found[-2] == found[-3] and wanted(found[-1]):
            break
        page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
    return found[-1]


@pytest.fixture(scope="module", params=PAGES)
def lesson(request, app_url, browser):
    """A page in its load colours, the picture standing."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{app_url}/{request.param}?dress=load&miles=20")
    page.locator("#prerendered").wait_for(state="detached")
    page.locator("#root .host.ready .tag:visible").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    yield page
    context.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_picture_is_the_page(lesson, size):
    width, height = size
    lesson.set_viewport_size({"width": width, "height": height})
    share, limb = SIZES[size]
    found = at_rest(lesson, MEASURE, lambda now: now["limb"] >= limb and now["share"] >= share)
    print(f"{width}x{height}: {100 * found['share']:.0f} %, {found['limb']:.0f} px")
    assert found["header"] <= HEADER_PX
    assert found["share"] >= share
    assert found["limb"] >= limb
    for part in ("miles", "ground", "stops", "answer", "scale"):
        assert found[part], part
    assert found["titles"] == 1
    assert found["width"] <= width
    assert found["labels"] <= MOST_LABELS.get(size, 14)
    assert found["labels"] >= 3
    if size == SIDEWAYS:
        assert found["beside"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ALL_PAGES)
@pytest.mark.parametrize("view", COUNTED)
def test_a_first_screen_is_read_in_a_moment(app_url, new_page, view, name, language):
    page = new_page(viewport={"width": 1440, "height": 900})
    loaded = "" if name == "start" else LOADED
    page.goto(f"{app_url}/{name}?language={language}&view={view}{loaded}")
    page.locator("#prerendered").wait_for(state="detached")
    page.locator("#root .host.ready .picture[data-shows]").first.wait_for()
    page.locator("#root .host.ready .tag:visible").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    for width, height in COUNTED[view]:
        page.set_viewport_size({"width": width, "height": height})
        page.mouse.move(width - 5, height / 2)  # off the picture: its small buttons show on hover
        found = at_rest(page, COUNT, lambda now: len(now["words"]) <= MOST_WORDS)
        print(width, len(found["controls"]), found["controls"])
        print(len(found["words"]), " ".join(found["words"]))
        assert view == "consult" or len(found["controls"]) <= MOST_CONTROLS
        assert len(found["words"]) <= MOST_WORDS


def test_the_row_of_pages_says_in_spanish_how_many_more_there_are(app_url, new_page):
    page = new_page(viewport={"width": 1024, "height": 768})
    page.goto(f"{app_url}/tendons?language=es")
    page.locator("#prerendered").wait_for(state="detached")
    row = page.get_by_test_id("stTopNav")
    expect(row.get_by_text(re.compile(r"^\d+ más$"))).to_be_visible()
    page.set_viewport_size({"width": 1100, "height": 768})
    expect(row.get_by_text(re.compile(r"^\d+ más$"))).to_be_visible()
    expect(row.get_by_text(re.compile(r"more$"))).to_have_count(0)


def test_what_has_nothing_to_act_on_is_not_shown(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/tendons")
    page.locator("#prerendered").wait_for(state="detached")
    emphasis = page.locator("#root [data-choice=emphasis]")
    expect(emphasis).to_be_hidden()
    page.locator("#root .part", has_text=Words().name("semimembranosus")).click()
    expect(emphasis).to_be_visible()
    page.get_by_role("button", name=Words().text("knee_diagram.live.clear")).click()
    expect(emphasis).to_be_hidden()


def test_the_value_under_the_finger_is_marked_on_the_scale(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/tendons?measure=step")
    page.locator("#prerendered").wait_for(state="detached")
    dot = page.locator("#root .legend .bar-dot")
    subject = dot.get_attribute("style")
    calf = page.locator("#root .hits path[data-id=gastrocnemius_medial]")
    box = calf.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 0.7 * box["height"])
    expect(dot).not_to_have_attribute("style", subject)
    page.mouse.move(5, 5)
    expect(dot).to_have_attribute("style", subject)
