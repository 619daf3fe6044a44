"""What tests share: the app in process, the app as a server, and a real browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright
from streamlit.testing.v1 import AppTest

from tests.support import chromium
from tests.support.patience import PATIENCE_MS, PATIENCE_S
from tests.support.script_errors import ScriptErrors
from tests.support.server import running_app

pytest_plugins = ["tests.support.second_chance"]

# A shared machine pauses at random: how long an example took says nothing about the code.
settings.register_profile("calm", deadline=None, derandomize=True)
settings.load_profile("calm")

expect.set_options(timeout=PATIENCE_MS)

SITE = Path(__file__).resolve().parent.parent / "explainer" / "ui" / "site.py"
SIZES = {"phone": {"width": 390, "height": 844}, "screen": {"width": 1440, "height": 900}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs a page in process: `make test-fast` leaves it out."""
    for item in items:
        if "open_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.app)


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """Runs a page in process, as a reader who opens it cold by its link would see it."""

    def run(page: str, **query: str) -> AppTest:
        app = AppTest.from_file(str(SITE), default_timeout=PATIENCE_S)
        for name, text in query.items():
            app.query_params[name] = text
        app.switch_page(str(SITE.parents[2] / "pages" / f"{page}.py"))
        return app.run()

    return run


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """The address of the real app, started once for all browser tests."""
    with running_app() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.path(), args=list(chromium.FLAGS)
        )
        started.on("context", wait_patiently)
        yield started
        # A driver that died has nothing to close; to raise would keep the next test from a new one.
        with suppress(Error):
            started.close()


def wait_patiently(context: BrowserContext) -> None:
    """Every page of the context opens and answers within the one patience of all tests."""
    context.set_default_timeout(PATIENCE_MS)


def close_page(page: Page) -> None:
    """Close a page, unless its browser has gone already."""
    with suppress(Error):
        page.close()


@pytest.fixture(scope="session")
def script_errors(browser: Browser) -> ScriptErrors:
    """The uncaught errors of all pages' scripts; in tests/browser none may be left by a test."""
    return ScriptErrors(browser)


@pytest.fixture
def new_page(browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each with settings and a browser context of its own; they end with the test."""
    with ExitStack() as opened:

        def open_page(size: str = "screen", **settings: object) -> Page:
            page = browser.new_page(**{"viewport": SIZES[size]} | settings)
            opened.callback(close_page, page)
            return page

        yield open_page


@pytest.fixture(params=SIZES)
def screen(request, new_page) -> Page:
    """An empty page at the size of a phone and of a laptop."""
    return new_page(request.param)
