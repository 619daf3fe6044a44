"""axe-core finds nothing on any page: every view, language, theme and width, dialogs open too."""

from contextlib import contextmanager
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from explainer.ui.lesson.lesson import PAGES
from tests.conftest import SIZES
from tests.support.patience import PATIENCE_MS

pytestmark = pytest.mark.browser
# A run takes each page in one of the first two, and the last two once; the long form takes all.
SOME = (
    ("lesson", "en", "light", "phone"),
    ("lesson", "es", "dark", "screen"),
    ("consult", "en", "dark", "screen"),
    ("patient", "es", "light", "phone"),
)
ALL = tuple(product(("lesson", "consult", "patient"), ("en", "es"), ("light", "dark"), SIZES))
# A page in the clinic's or in the home view repeats the lesson's parts: one of each will do.
# The model page's charts take a minute without a graphics card: it is in the long form only.
SHORT = [(page, SOME[number % 2]) for number, page in enumerate(PAGES) if page != "model"]
SHORT += [("tendons", SOME[2]), ("plan", SOME[3])]


@contextmanager
def opened(browser, app_url, page, state):
    """A page in one of its states, when its picture stands."""
    view, language, theme, size = state
    tab = browser.new_page(viewport=SIZES[size], color_scheme=theme)
    open_whole(tab, f"{app_url}/{page}?view={view}&language={language}")
    try:
        yield tab
    finally:
        tab.close()


def open_whole(tab, address):
    """Opens a page and goes down it, until Streamlit's own page stands with all it holds."""
    tab.goto(address)
    tab.locator("#prerendered").wait_for(state="detached")
    still(tab)


def still(tab):
    """Goes down the page, because charts wait until they are near, and waits until all stands."""
    running = '[data-testid="stApp"][data-test-script-state="running"], [data-testid="stSkeleton"]'
    # what a view hides (a later step at home) is never near, and waits for good
    tab.wait_for_function(
        """running => {
            const main = document.querySelector('[data-testid="stMain"]');
            main.scrollTop = (main.scrollTop + innerHeight) % main.scrollHeight;
            return ![...document.querySelectorAll(running)].some((e) => e.checkVisibility());
        }""",
        arg=running, timeout=PATIENCE_MS, polling=100,
    )  # fmt: skip
    tab.wait_for_timeout(300)  # transitions of colour would be measured half way


def faults(tab):
    """What axe finds, one line each: the rule, the element, and why."""
    found = Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'].splitlines()[1].strip()}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("page", "state"), SHORT)
def test_axe_finds_nothing(app_url, browser, page, state):
    with opened(browser, app_url, page, state) as tab:
        assert faults(tab) == []


@pytest.mark.soak
@pytest.mark.parametrize(("page", "state"), list(product(PAGES, ALL)))
def test_axe_finds_nothing_in_any_state(app_url, browser, page, state):
    with opened(browser, app_url, page, state) as tab:
        assert faults(tab) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("button", ["Get help today", "Share", "View"])
def test_axe_finds_nothing_in_what_opens_over_a_page(app_url, browser, button, theme):
    with opened(browser, app_url, "tendons", ("lesson", "en", theme, "phone")) as tab:
        tab.get_by_role("button", name=button).first.click()
        still(tab)
        assert faults(tab) == []
