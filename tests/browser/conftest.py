"""No test leaves a script error; the components' scripts one by one on a blank page."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.support.component_scripts import ALONE, SITE, answer_alone

BLANK = "<!doctype html><meta charset=utf-8><body></body>"


@pytest.fixture(autouse=True)
def no_script_error(request: pytest.FixtureRequest) -> Iterator[None]:
    """An uncaught error of a page's script fails the test that sees it."""
    if "browser" not in request.fixturenames:
        yield
        return
    errors = request.getfixturevalue("script_errors")
    yield
    found = errors.take()
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def scripts_site(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that answers for a site of its own: a blank page and the scripts."""
    context = browser.new_context(viewport={"width": 800, "height": 600})
    context.route(f"{SITE}/**", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
    answer_alone(context)
    yield context
    context.close()


@pytest.fixture(scope="module")
def run(scripts_site: BrowserContext) -> Callable[..., Any]:
    """Runs a function on a blank page with the exports of one script and one argument."""
    page = scripts_site.new_page()
    page.goto(f"{SITE}/")

    def run(script: str, function: str, argument: object = None) -> Any:
        call = f"async ([url, argument]) => ({function})(await import(url), argument)"
        return page.evaluate(call, [f"{ALONE}/{script}", argument])

    return run
