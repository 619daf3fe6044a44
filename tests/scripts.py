"""The browser's scripts one by one: the server sends them joined, a test asks for a single one."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Route

from explainer.ui.limb import served as leg
from explainer.ui.stage import served as stage

ALONE = "/alone"  # no address of the server's: the browser answers it from the folders below
FOLDERS = {"stage": stage.DIRECTORY, "leg/stage": stage.DIRECTORY, "leg": leg.DIRECTORY}


def alone(context: BrowserContext) -> None:
    """Let pages of this context import `/alone/stage/<script>` and `/alone/leg/<script>`."""
    context.route(lambda address: f"{ALONE}/" in address, _answer)


def _answer(route: Route) -> None:
    folder, _, name = route.request.url.partition(f"{ALONE}/")[2].rpartition("/")
    route.fulfill(path=FOLDERS[folder] / name, content_type="text/javascript")
