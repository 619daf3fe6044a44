"""What a reader does with the app, in Firefox and in WebKit as Debian packages them.

WebKit is what every iPhone and iPad shows. The rest of the suite drives Chromium.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from explainer.scenario import Scenario
from explainer.ui.lesson.lesson import PAGES
from explainer.words import Words
from tests.support import firefox, webkit
from tests.support.browser_window import Window

pytestmark = pytest.mark.browser
WORDS = Words()
ENGINES = {"firefox": firefox, "webkit": webkit}
SIZES = {"phone": (390, 844), "screen": (1440, 900)}
MUSCLE = "gastrocnemius_medial"
WITHOUT_PICTURE = ("model",)
MILES = "[data-control=miles] input[type=range]"
BEND = "[data-control=bend] input[type=range]"
STANDS = ".host.ready .picture[data-shows] img.shown"
DRAWING = ".host.ready .hc-card img"  # what care opens with


@pytest.fixture(
    scope="module", params=[(engine, size) for engine in ENGINES for size in SIZES], ids="-".join
)
def window(request, app_url) -> Iterator[Window]:
    """A window of each browser, as large as a phone and as a laptop."""
    engine, size = request.param
    if ENGINES[engine].path() is None:
        pytest.skip(f"{engine} cannot be had on this machine")
    with ENGINES[engine].started(*SIZES[size]) as driver:
        yield Window(driver, app_url, engine)


def track(window: Window, css: str) -> tuple[float, float, float]:
    """Left and right end of a slider's track and its height on the screen, px."""
    x, y = window.middle(css)
    half = window.run("return $(arguments[0]).getBoundingClientRect().width / 2 - 22", css)
    return x - half, x + half, y


def look(window: Window) -> dict:
    """The colour of one muscle, the answer's headline, and which plate stands."""
    script = """
      const path = $(`.host.ready .regions path[data-id=${arguments[0]}]`);
      const value = $(".host.ready .answer .headline");
      const { shows } = $(".host.ready .picture").dataset;
      const said = value?.textContent;
      return said && { fill: path.getAttribute("fill"), value: said, shows };
    """
    return window.wait(script, MUSCLE)


def scenario(window: Window) -> Scenario:
    """What the link in the address bar holds."""
    query = parse_qs(urlsplit(window.driver.current_url).query)
    return Scenario.from_query({key: values[-1] for key, values in query.items()})[0]


@pytest.mark.parametrize("lesson", PAGES)
def test_every_page_opens(window, lesson):
    window.open(f"/{lesson}?miles=25")
    assert window.text("h1") == WORDS.text(f"{lesson}.title")
    if lesson not in WITHOUT_PICTURE:
        opening = DRAWING if lesson == "care" else STANDS
        window.wait("const [one] = $$(arguments[0]); return one?.complete && one.width", opening)
        assert window.run("return $$('.load-error').every((one) => one.hidden)")
    width = window.run("return [document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1], "the page scrolls sideways"


def test_a_drag_recolours_the_picture_before_it_ends(window):
    window.open("/tendons?miles=10")
    left, right, y = track(window, MILES)
    seen = [look(window)]
    window.press(left + (right - left) * 10 / 60, y)
    for miles in (25, 40, 55):
        window.move(left + (right - left) * miles / 60, y)
        before = [seen[-1]["fill"], seen[-1]["value"]]
        window.wait(
            "const [id, fill, value] = arguments;"
            "return $(`.host.ready .regions path[data-id=${id}]`).getAttribute('fill') !== fill"
            " && $('.host.ready .answer .headline').textContent !== value",
            MUSCLE, *before,
        )  # fmt: skip
        seen.append(look(window))
    assert scenario(window).miles == 10, "the pointer is still down"
    window.release()
    assert len({one["fill"] for one in seen}) == len(seen)


def test_a_tap_selects_a_structure(window):
    window.open("/tendons?miles=20")
    window.click(*window.place_on(MUSCLE))
    name = WORDS.name(MUSCLE)
    window.wait(
        "const { textContent } = $('.host.ready .answer .about');"
        "return textContent.toLowerCase().startsWith(arguments[0])",
        name.lower(),
    )
    window.until(lambda: scenario(window).structure == MUSCLE, "the structure in the link")


def test_bending_changes_the_picture(window):
    window.open("/hinge?flexion_deg=0")
    left, right, y = track(window, BEND)
    before = window.run("return $('.host.ready .picture').dataset.shows")
    window.press(left, y)
    window.move((left + right) / 2, y)
    window.wait("return $('.host.ready .picture').dataset.shows !== arguments[0]", before)
    window.release()
    window.until(lambda: scenario(window).flexion_deg > 0, "the bend in the link")


def test_a_link_reopens_the_same_numbers(window):
    window.open("/tendons?miles=20")
    left, right, y = track(window, MILES)
    window.press(left + (right - left) * 20 / 60, y)
    window.move(left + (right - left) * 43 / 60, y)
    window.release()
    window.until(lambda: scenario(window).miles > 20, "the miles in the link")
    seen, held, link = look(window), scenario(window), window.driver.current_url
    window.driver.get("about:blank")
    window.open(link.removeprefix(window.address))
    assert look(window) == seen
    assert scenario(window).miles == held.miles


def _press_download(window: Window) -> str | None:
    """The handout's address, some time after a press of its button: a press may fall on a button
    that the dialog is just drawing anew."""
    window.click_on("[role=dialog] [data-testid=stDownloadButton] button")
    for _ in range(40):
        if address := window.run("return window.handout"):
            return address
        time.sleep(0.25)
    return None


def test_the_handout_is_sent(window):
    """The file itself is fetched: where a browser puts a download no driver says."""
    window.open("/tendons?miles=31")
    window.click_on("#root .st-key-share button")
    window.run("HTMLAnchorElement.prototype.click = function () { window.handout = this.href; };")
    window.until(lambda: _press_download(window), "a handout that is sent")
    script = """
      const done = arguments[arguments.length - 1];
      fetch(arguments[0]).then((answer) => answer.arrayBuffer()).then((content) =>
        done(new TextDecoder().decode(content.slice(0, 5))));
    """
    address = window.wait("return window.handout")
    assert window.driver.execute_async_script(script, address) == "%PDF-"
