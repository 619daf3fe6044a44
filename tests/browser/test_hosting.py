"""The app where it is hosted, in a real browser: under a path, behind a proxy that strips it, in a
frame, and behind two proxies with TLS at the outer one."""

from contextlib import ExitStack, contextmanager

import pytest

from tests.support.nginx import PASS, needed, proxy
from tests.support.server import running_app

pytestmark = [pytest.mark.browser, needed]
MILES = '.host.ready input[type="range"][id^="miles"]'
NEXT = '#root a[href*="load"]'


@pytest.fixture(scope="module")
def at_the_root():
    with running_app() as app:
        yield app


@contextmanager
def base_path(folder, _):
    """`server.baseUrlPath`, and a proxy that passes on nothing else."""
    with ExitStack() as opened:
        app = opened.enter_context(running_app(base="/knee"))
        passed = PASS.format(app=app.removesuffix("/knee"))
        outside = opened.enter_context(proxy(folder, f"location /knee/ {{ {passed} }}"))
        yield f"{outside}/knee", ""


@contextmanager
def stripped_prefix(folder, app):
    """The app at its root; the proxy strips the path and does not say so."""
    with proxy(folder, f"location /knee/ {{ {PASS.format(app=app + '/')} }}") as outside:
        yield f"{outside}/knee", ""


@contextmanager
def framed(folder, app):
    """As a hosting service does it: its own page around the app, under an odd stripped path."""
    page = "<iframe src='/~/+/tendons?miles=22' style='width: 100%; height: 700px'></iframe>"
    around = f'location = /tendons {{ default_type text/html; return 200 "{page}"; }}'
    with proxy(folder, f"{around} location /~/+/ {{ {PASS.format(app=app + '/')} }}") as outside:
        yield outside, "/~/+"


@pytest.mark.parametrize("way", [base_path, stripped_prefix, framed])
def test_the_app_is_whole_under_a_path(way, at_the_root, tmp_path, browser):
    with way(tmp_path, at_the_root) as (address, inside):
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        failed = []
        page.on("response", lambda one: failed.append(one.url) if one.status >= 400 else None)
        page.on("requestfailed", lambda one: failed.append(one.url))
        page.goto(f"{address}/tendons?miles=22")
        app = page.frames[-1]
        app.wait_for_function("() => !document.getElementById('prerendered')")
        miles = app.locator(MILES).first
        miles.press("ArrowRight")
        app.wait_for_function("() => location.search.includes('23')")
        app.locator(NEXT).first.click()
        app.locator("#root h1", has_text="ground").wait_for()
        app.wait_for_function("() => location.search.includes('23')")
        assert app.url.startswith(f"{address}{inside}/load?")
        app.locator(MILES).first.wait_for()
        assert app.locator(MILES).first.input_value() == "23"
        assert [one for one in failed if "favicon" not in one] == []
        page.context.close()
