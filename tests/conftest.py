"""What tests share: the app in process, the app as a server, and a real browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright
from streamlit.testing.v1 import AppTest

from tests.support import chromium
from tests.support.server import running_app

# A shared machine pauses at random: how long an example took says nothing about the code.
settings.register_profile("calm", deadline=None, derandomize=True)
settings.load_profile("calm")

expect.set_options(timeout=30_000)  # the same machine may take long to open the app

SITE = Path(__file__).resolve().parent.parent / "explainer" / "ui" / "site.py"
PATIENCE_S = 120  # beside other work a page that runs in one second takes thirty
SIZES = {"phone": {"width": 390, "height": 844}, "screen": {"width": 1440, "height": 900}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs a page in process: `make test-fast` leaves it out.

    A browser test that fails is run once more and listed as RERUN at the end: a shared machine can
    keep a browser waiting for longer than any test is patient. A name that is listed twice is a
    race, in the test or in the app, and is mended.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
        if "open_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.app)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A second run gets pages of its own: the shared one stands as the first run left it."""
    if getattr(item, "execution_count", 1) > 1:
        item.session._setupstate.teardown_exact(item.session)


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
        yield started
        started.close()


@pytest.fixture
def new_page(browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each with settings and a browser context of its own; they end with the test."""
    with ExitStack() as opened:

        def open_page(size: str = "screen", **settings: object) -> Page:
            page = browser.new_page(**{"viewport": SIZES[size]} | settings)
            opened.callback(page.close)
            return page

        yield open_page


@pytest.fixture(params=SIZES)
def screen(request, new_page) -> Page:
    """An empty page at the size of a phone and of a laptop."""
    return new_page(request.param)
