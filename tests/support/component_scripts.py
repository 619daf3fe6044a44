"""The browser's scripts one by one: the server sends them joined, a test asks for a single one."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Route

from explainer.ui import components

ALONE = "/alone"  # no address of the server's: the browser answers it from the folder below
SITE = "https://components.test"  # answered by the browser too: no server of ours
FOLDER = Path(components.__file__).parent


def answer_alone(context: BrowserContext) -> None:
    """Let pages of this context import `/alone/<component>/web/<script>`."""
    context.route(lambda address: f"{ALONE}/" in address, _answer)


def _answer(route: Route) -> None:
    script = FOLDER / route.request.url.partition(f"{ALONE}/")[2]
    route.fulfill(path=script, content_type="text/javascript")
