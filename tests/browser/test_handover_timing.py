"""When Streamlit's page takes over from the prerendered one: never under a finger."""

import json
from functools import partial

import pytest
from playwright.sync_api import Route

from explainer.ui.prerender import DIRECTORY
from tests.support.component_scripts import SITE

pytestmark = pytest.mark.browser


def test_the_live_page_never_takes_over_under_a_resting_finger(scripts_site):
    page = scripts_site.new_page()
    page.goto(f"{SITE}/")
    page.clock.install(time=0)
    page.clock.pause_at(1)  # s; from here on time passes only where the test says so
    data = json.dumps({"diagrams": []})
    page.set_content(
        f"""<div id=prerendered></div>
        <script id=prerendered-data type=application/json>{data}</script>
        <style id=prerendered-style></style><div id=root><div data-testid=stMain><h1>Knee</h1></div>
        <div data-test-script-state=notRunning></div>
        <div class=st-key-hidden_components style="display: none"></div></div>"""
    )
    for name in ("prerender.js", "after_handover.js"):
        answer = partial(Route.fulfill, path=DIRECTORY / name, content_type="text/javascript")
        page.route(f"{SITE}/{name}", lambda route, _, answer=answer: answer(route))
    handed_over = "document.getElementById('prerendered') === null"
    finger = "(name) => document.body.dispatchEvent(new PointerEvent(name, { bubbles: true }))"
    page.evaluate(finger, "pointermove")
    page.evaluate("import('/prerender.js').then(() => null)")
    assert page.evaluate("document.getElementById('prerendered').dataset.hydrating") == "yes"
    page.evaluate(finger, "pointerdown")
    page.clock.run_for(30_000)
    assert not page.evaluate(handed_over)
    page.evaluate(finger, "pointerup")
    page.clock.run_for(200)
    assert not page.evaluate(handed_over), "nor just after it was lifted"
    page.clock.run_for(1_000)
    assert page.evaluate(handed_over)
    page.close()
