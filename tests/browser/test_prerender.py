"""The first copy of a page in a real browser: alive before Streamlit, and gone without a jump."""

import re
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from explainer.scenario import PickedExercise, Scenario
from explainer.ui.components import form_fields
from explainer.ui.prerender import openings
from explainer.words import Words
from tests.support import scrolling
from tests.support.addresses import settled

pytestmark = pytest.mark.browser
STREAMLIT = "**/static/js/index.*.js"
MAIN = "#root [data-testid=stMain]"
MILES = "[data-control=miles] input[type=range]"
SHIFT = """() => {
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""
MOST_SHIFT = 0.1
# What Streamlit's page sets until it knows the theme, while the first copy stands over it.
BEFORE_THE_THEME = "html { font-size: 16px } p, ol, ul, li { font-size: 1rem; line-height: 1.6 }"


@pytest.fixture
def phone(new_page):
    """An empty page at the size of a phone."""
    return new_page("phone")


@pytest.fixture
def held(screen):
    """Holds Streamlit's script back; calling it lets Streamlit start."""
    with holding(screen) as start:
        yield start


@contextmanager
def holding(page, address=STREAMLIT):
    """The same for any page, and for any script."""
    waiting, free = [], []

    def hold(route):
        if free:
            route.continue_()
        else:
            waiting.append(route)

    def start():
        free.append(True)
        while waiting:
            waiting.pop().continue_()

    page.route(address, hold)
    yield start
    start()  # a request that is held for ever keeps later pages of the browser from theirs


def alive(page):
    """The first copy's diagram, once it stands in the place of the plain picture."""
    expect(page.locator("#prerendered .prerendered-slot.live").first).to_be_attached()
    return page.locator("#prerendered .prerendered-live").first


def taken_over(page):
    page.locator("#prerendered").wait_for(state="detached")


@pytest.mark.parametrize("path", ["", "hinge", "load?language=es"])
def test_the_picture_keeps_its_place_when_its_typeface_comes(phone, app_url, path):
    picture = phone.locator("#prerendered img").first
    script = "**/assets/knee-diagram-*.js"  # the static plate stays until it is released
    with holding(phone), holding(phone, script), holding(phone, "**/SourceSans*") as typeface:
        phone.goto(f"{app_url}/{path}", wait_until="commit")
        expect(picture).to_be_visible()
        before = picture.bounding_box()
        with phone.expect_response("**/SourceSans*"):
            typeface()
        phone.wait_for_function("document.fonts.check('17px \"Prerender Sans\"')")
        assert picture.bounding_box() == pytest.approx(before, abs=1)


def test_the_first_picture_stands_when_streamlit_cannot_connect(phone, app_url):
    phone.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    phone.goto(f"{app_url}/tendons?miles=40&language=es")
    expect(phone.get_by_role("heading", level=1)).to_have_text(Words("es").text("tendons.title"))
    expect(alive(phone).locator(".tag:not(.unplaced)").first).to_be_visible()
    expect(alive(phone).locator(MILES)).to_have_value("40")


def test_a_slider_recolours_before_streamlit_has_started(screen, app_url, held):
    screen.goto(f"{app_url}/tendons?miles=10", wait_until="commit")
    diagram = alive(screen)
    number = diagram.locator(".answer .headline")
    part = diagram.locator(".regions path[fill^=rgb]").first
    before, shade = number.inner_text(), part.get_attribute("fill")
    diagram.locator(MILES).focus()
    for _ in range(20):
        screen.keyboard.press("ArrowRight")
    expect(diagram.locator(MILES)).to_have_value("30")
    expect(number).not_to_have_text(before)
    expect(part).not_to_have_attribute("fill", shade)
    assert screen.locator("#root *").count() == 0


def test_no_layout_shift_when_the_diagram_is_hydrated(screen, app_url, held):
    with holding(screen, "**/assets/knee-diagram-*.js") as start:
        screen.goto(f"{app_url}/tendons", wait_until="commit")
        screen.locator(".prerendered-plate").wait_for()
        screen.evaluate("document.fonts.ready.then(() => null)")
        plain = screen.locator(".prerendered-plate").bounding_box()
        screen.add_style_tag(content=BEFORE_THE_THEME)
        start()
    live = alive(screen).locator(".plate").bounding_box()
    for name in ("x", "y", "width", "height"):
        assert live[name] == pytest.approx(plain[name], abs=1.5)


def test_what_the_reader_moved_is_kept_when_streamlit_takes_over(screen, app_url, held):
    screen.add_init_script(f"({SHIFT})()")
    screen.goto(f"{app_url}/tendons?miles=10", wait_until="commit")
    diagram = alive(screen)
    diagram.locator(MILES).focus()
    for _ in range(25):
        screen.keyboard.press("ArrowRight")
    height = diagram.locator(".pane").bounding_box()["y"]
    held()
    taken_over(screen)
    expect(screen.locator(MILES)).to_have_value("35")
    settled(screen, miles=35)
    focused = "root => root.activeElement?.shadowRoot?.activeElement?.closest('[data-control]')"
    assert screen.evaluate(f"({focused})(document)?.dataset.control") == "miles"
    assert screen.locator(".pane").bounding_box()["y"] == pytest.approx(height, abs=12)
    assert screen.evaluate("window.shift") < MOST_SHIFT


def test_the_diagram_is_built_once_and_moves_into_streamlits_page(phone, app_url):
    with holding(phone) as start:
        phone.goto(f"{app_url}/plan", wait_until="commit")
        alive(phone)
        phone.evaluate(
            "window.kept = document.querySelector('.prerendered-live').shadowRoot"
            ".querySelector('.host')"
        )
        start()
    taken_over(phone)
    home = "getRootNode().host?.closest('[class*=st-key-diagram-]')?.className"
    assert "st-key-diagram-plan_diagram" in phone.evaluate(f"kept.{home}")
    expect(phone.locator(f"{MAIN} .host")).to_have_count(1)
    expect(phone.locator(f"{MAIN} .week .picture[data-shows]")).to_have_count(2)
    expect(phone.locator(f"{MAIN} .handover-placeholder")).to_have_count(0)


@pytest.mark.parametrize(
    "link", ["", "tendons?view=patient", "plan?view=patient", "load?view=consult"]
)
def test_no_layout_shift_at_the_handover_in_every_view(phone, app_url, link):
    with holding(phone) as start:
        phone.goto(f"{app_url}/{link}", wait_until="commit")
        first = alive(phone).locator(".pane").first.bounding_box()
        size = phone.locator("#prerendered h1").evaluate("h1 => getComputedStyle(h1).fontSize")
        start()
    taken_over(phone)
    expect(phone.locator("#root h1")).to_have_css("font-size", size)
    assert phone.locator(MAIN).evaluate("main => main.scrollTop") == 0
    now = phone.locator(".pane").first.bounding_box()
    assert now == pytest.approx(first, abs=2)


FIRST_SEEN = """(root) => {
  const found = {};
  const visit = (place) => {
    for (const element of place.querySelectorAll("*")) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (!element.matches("h1, h2, .chain b, article, article img, .hc-lead, .hc-dose")) continue;
      const { x, y, width, height } = element.getBoundingClientRect();
      if (!width || y >= innerHeight) continue;
      const name = element.textContent.slice(0, 16) || element.src.split("/").pop();
      found[`${element.tagName} ${name}`] ??= { x, y, width, height };
    }
  };
  visit(document.querySelector(root));
  return found;
}"""


@pytest.mark.parametrize("size", ["phone", "screen"])
@pytest.mark.parametrize(
    "link",
    [
        "care",
        "care?language=es&view=patient",
        f"care?{urlencode(Scenario(home_care=(PickedExercise('calf'),)).to_query())}",
        "model?language=es",
        "model?view=patient",
    ],
)
def test_the_first_screen_of_a_page_without_a_knee_stays_where_it_is(new_page, app_url, size, link):
    page = new_page(size)
    page.add_init_script(f"({SHIFT})()")
    with holding(page) as start:
        page.goto(f"{app_url}/{link}", wait_until="commit")
        page.locator("#prerendered[data-hydrating]").wait_for()
        page.evaluate("document.fonts.ready.then(() => null)")
        first = page.evaluate(FIRST_SEEN, "#prerendered")
        assert len(first) > 4
        start()
    taken_over(page)
    now = page.evaluate(FIRST_SEEN, "#root")
    for name, box in first.items():
        if name.startswith(("H1", "H2")):
            box["width"] = now[name]["width"]  # of a heading its letters are seen
        if name.startswith("ARTICLE"):
            box["height"] = now[name]["height"]  # an open exercise goes on below the screen
        assert now[name] == pytest.approx(box, abs=2), name
    assert page.evaluate("window.shift") < MOST_SHIFT


BETWEEN = {
    "tablet": {"width": 1024, "height": 768},
    "upright": {"width": 820, "height": 1180},
    "sideways": {"width": 844, "height": 390},
}


@pytest.mark.parametrize("size", BETWEEN)
@pytest.mark.parametrize("link", ["", "load", "tendons?view=consult"])
def test_between_phone_and_laptop_the_page_opens_at_its_top_with_the_row_of_help(
    new_page, app_url, link, size
):
    page = new_page(viewport=BETWEEN[size])
    with holding(page) as start:
        page.goto(f"{app_url}/{link}", wait_until="commit")
        first = alive(page).locator(".pane").first.bounding_box()
        start()
    taken_over(page)
    assert page.locator(MAIN).evaluate("main => main.scrollTop") == 0
    row = page.locator("#root .st-key-top_row")
    for button in (row.locator("[data-opens=get-help]"), row.locator("button:visible").last):
        expect(button).to_be_in_viewport(ratio=1)
        box = button.bounding_box()
        seen = (
            "([x, y]) => document.elementFromPoint(x, y)?.closest('button, [role=button]') !== null"
        )
        assert page.evaluate(seen, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
    now = page.locator(".pane").first.bounding_box()
    assert now == pytest.approx(first, abs=2)


@pytest.mark.parametrize("lesson", ["start", "hinge", "hamstrings_calf", "plan", "model"])
def test_the_handover_is_not_by_timeout(phone, app_url, lesson):
    phone.goto(f"{app_url}/{lesson}")
    taken_over(phone)
    assert phone.locator("html").get_attribute("data-handover") == "ready"


# A component's element that Streamlit has placed and not yet mounted: it has no shadow root.
UNMOUNTED = """
const watch = new MutationObserver(() => {
  const main = document.querySelector('#root [data-testid="stMain"]');
  if (!main) return;
  watch.disconnect();
  const host = document.createElement("div");
  host.dataset.testid = "stBidiComponentIsolated";
  host.style.cssText = "position: fixed; top: 0; width: 9px; height: 9px";
  main.append(host);
  window.unmounted = host;
});
watch.observe(document, { childList: true, subtree: true });
"""


def test_the_handover_waits_for_a_component_that_is_not_mounted_yet(phone, app_url):
    phone.add_init_script(UNMOUNTED)
    phone.goto(f"{app_url}/care")
    phone.locator("#root .st-key-foot").wait_for(state="attached")
    phone.wait_for_timeout(1000)  # some of the looks that come every tenth of a second
    expect(phone.locator("#prerendered")).to_be_attached()
    phone.evaluate("window.unmounted.remove()")
    taken_over(phone)


def test_the_pages_language_follows_the_switch(phone, app_url):
    phone.goto(f"{app_url}/tendons")
    taken_over(phone)
    phone.locator(".st-key-language_es button").press("Enter")
    expect(phone.locator("html")).to_have_attribute("lang", "es")


def test_the_chart_script_comes_when_a_chart_nears_the_screen(phone, app_url):
    requested = []
    phone.on("request", lambda request: requested.append(request.url))
    with phone.expect_request(lambda one: "/PlotlyChart." in one.url):
        phone.goto(f"{app_url}/hinge")
        taken_over(phone)
    assert not any(url.endswith("?bundle") for url in requested)
    scrolling.to_the_last_chart(phone)
    assert any(url.endswith("?bundle") for url in requested)


def test_preconnect_requests_are_cached(phone, app_url):
    phone.goto(f"{app_url}/model")
    taken_over(phone)
    sent = phone.evaluate(
        """["health", "host-config"].map((name) => performance.getEntriesByType("resource")
          .filter((one) => one.name.endsWith(`/_stcore/${name}`)).map((one) => one.transferSize))"""
    )
    for first, *again in sent:
        assert first > 0
        assert again, "Streamlit asks for itself"
        assert not any(again), "and finds the answer kept"


def test_the_leg_fetches_what_was_asked_for_while_the_line_was_idle(phone, app_url):
    requested = {}
    phone.on("request", lambda one: requested.setdefault(one.url, set()).add(one.resource_type))
    phone.goto(f"{app_url}/hamstrings_calf?speed_m_s=3.4&language=es")
    phone.locator(".host.ready .limb canvas").wait_for()
    ahead = phone.locator("link[rel=prefetch]").evaluate_all("links => links.map(l => l.href)")
    assert len(ahead) == 11, "script, style, shapes, tables, six bones and the sheet of strips"
    used = {"script", "stylesheet", "fetch", "image"}
    for address in ahead:
        while not requested[address] & used:  # a bone is drawn with the leg's next frame
            phone.wait_for_event("request")


@pytest.mark.parametrize("lesson", openings.FORM_FIELD_PAGES)
def test_a_page_with_fields_has_their_script_before_it_stands(phone, app_url, lesson):
    phone.goto(f"{app_url}/{lesson}")
    phone.locator("#root .fields.ready").first.wait_for()
    ahead = phone.locator("link[rel=prefetch]").evaluate_all("links => links.map(l => l.href)")
    assert ahead == [f"{app_url}{form_fields.script().url}"]


@pytest.mark.parametrize("lesson", ["plan", "hinge"])
def test_a_chart_that_is_not_drawn_yet_stands_on_paper_in_words(phone, app_url, lesson):
    phone.goto(f"{app_url}/{lesson}")
    taken_over(phone)
    alternative = phone.locator("[class*=st-key-chart_] blockquote").first
    alternative.wait_for(state="attached")
    expect(alternative).to_be_hidden()
    phone.emulate_media(media="print")
    expect(alternative).to_be_visible()
    expect(alternative).to_contain_text(re.compile(r"\d"))
    expect(phone.locator("[data-testid=stSkeleton]:visible")).to_have_count(0)
    phone.emulate_media(media="screen")
    scrolling.to_the_last_chart(phone)
    phone.emulate_media(media="print")
    drawn = phone.locator("[class*=st-key-chart_]:has(.main-svg) blockquote").last
    expect(drawn).to_be_hidden()


def test_without_scripts_there_are_picture_words_and_help(new_page, app_url):
    page = new_page("phone", java_script_enabled=False)
    page.goto(f"{app_url}/plan?language=es&miles=30")
    words = Words("es")
    expect(page.get_by_role("heading", level=1)).to_have_text(words.text("plan.title"))
    expect(page.get_by_role("img").first).to_be_visible()
    expect(page.get_by_text(words.text("get_help.today.heading"))).to_be_visible()
    page.get_by_role("link", name=words.text("common.nav.tendons")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.text("tendons.title"))


def test_nothing_is_refused_by_the_policy(phone, app_url):
    refused = []
    phone.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    phone.goto(f"{app_url}/load")
    taken_over(phone)
    phone.wait_for_load_state("networkidle")
    assert [text for text in refused if "Content Security Policy" in text] == []
