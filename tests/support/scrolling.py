"""Bringing a late part of a page onto the screen while the page above it still grows."""

import time

from playwright.sync_api import FloatRect, Locator, Page

from tests.support.patience import PATIENCE_S

CHART = ".js-plotly-plot .main-svg"
PLACES = '[data-testid="stSkeleton"], .js-plotly-plot'  # where a chart will stand, or does
TO_IT = "places => [...document.querySelectorAll(places)].at(-1)?.scrollIntoView({block: 'center'})"
PAUSE_MS = 250


def to_the_last_chart(page: Page) -> None:
    """Scrolls to where the page's last chart will stand, again and again until it does."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        page.evaluate(TO_IT, PLACES)
        page.wait_for_timeout(PAUSE_MS)
        if page.locator(CHART).last.is_visible():
            return
    raise AssertionError(f"no chart stood within {PATIENCE_S} s")


def steady_box(part: Locator) -> FloatRect:
    """Where a part stands once it has stopped moving."""
    until = time.monotonic() + PATIENCE_S
    before = None
    while time.monotonic() < until:
        part.scroll_into_view_if_needed()
        now = part.bounding_box()
        if now is not None and now == before:
            return now
        before = now
        part.page.wait_for_timeout(PAUSE_MS)
    raise AssertionError(f"{part} did not stop moving within {PATIENCE_S} s")
