"""When Streamlit's page takes over from the prerendered one: never under a finger."""

import json
from functools import partial

import pytest
from playwright.sync_api import Route

from explainer.ui.prerender import DIRECTORY
from tests.support.component_scripts import SITE

pytestmark = pytest.mark.browser


HANDED_OVER = "document.getElementById('prerendered') === null"
BEGIN = "import('/prerender.js').then(() => null)"


@pytest.fixture
def opened(scripts_site):
    """Opens a prerendered page without a diagram over a finished page of Streamlit's."""
    pages = []

    def open_page(content=""):
        page = scripts_site.new_page()
        pages.append(page)
        page.goto(f"{SITE}/")
        page.clock.install(time=0)
        page.clock.pause_at(1)  # s; from here on time passes only where the test says so
        data = json.dumps({"diagrams": []})
        page.set_content(
            f"""<div id=prerendered></div>
            <script id=prerendered-data type=application/json>{data}</script>
            <style id=prerendered-style></style>
            <div id=root><div data-testid=stMain><h1>Knee</h1>{content}</div>
            <div data-test-script-state=notRunning></div>
            <div class=st-key-hidden_components style="display: none"></div></div>"""
        )
        for name in ("prerender.js", "after_handover.js"):
            answer = partial(Route.fulfill, path=DIRECTORY / name, content_type="text/javascript")
            page.route(f"{SITE}/{name}", lambda route, _, answer=answer: answer(route))
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.mark.parametrize("far", [False, True])
def test_the_live_page_waits_for_the_components_of_its_first_screen(opened, far):
    waiting = "<div data-testid=stSkeleton>...</div>"
    page = opened(f'<div style="height: {3000 * far}px"></div><div id=place>{waiting}</div>')
    page.evaluate(BEGIN)
    page.clock.run_for(3_000)
    assert page.evaluate(HANDED_OVER) == far, "what lies further down moves nothing in sight"
    if far:
        return
    page.evaluate(
        """() => {
          const component = document.createElement("div");
          component.dataset.testid = "stBidiComponentIsolated";
          component.attachShadow({ mode: "open" }).innerHTML = "<p class=host>...</p>";
          document.getElementById("place").replaceChildren(component);
        }"""
    )
    page.clock.run_for(3_000)
    assert not page.evaluate(HANDED_OVER), "it has no style sheet yet"
    page.evaluate(
        "document.querySelector('#place > *').shadowRoot.firstElementChild.className = 'host ready'"
    )
    page.clock.run_for(1_000)
    assert page.evaluate(HANDED_OVER)


def test_the_live_page_never_takes_over_under_a_resting_finger(opened):
    page = opened()
    finger = "(name) => document.body.dispatchEvent(new PointerEvent(name, { bubbles: true }))"
    page.evaluate(finger, "pointermove")
    page.evaluate(BEGIN)
    assert page.evaluate("document.getElementById('prerendered').dataset.hydrating") == "yes"
    page.evaluate(finger, "pointerdown")
    page.clock.run_for(30_000)
    assert not page.evaluate(HANDED_OVER)
    page.evaluate(finger, "pointerup")
    page.clock.run_for(200)
    assert not page.evaluate(HANDED_OVER), "nor just after it was lifted"
    page.clock.run_for(1_000)
    assert page.evaluate(HANDED_OVER)
