"""What of a page's words cannot be read: cut by a box, by the screen, or wider than their list."""

import time
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
PATIENCE_S = 60


def cut_texts(page: Page, patience_s: float = PATIENCE_S) -> list[str]:
    """Empty once nothing is cut; what is while the page is laid out anew does not count."""
    until = time.monotonic() + patience_s
    while (found := page.evaluate(SCRIPT)) and time.monotonic() < until:
        page.wait_for_timeout(200)
    return found
