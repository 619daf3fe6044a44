"""Uncaught errors of the pages' scripts, gathered from every page that a browser opens.

They are gathered, not raised in the handler: an exception in a handler ends the connection to the
browser's driver, and every later test then fails with "connection closed" instead of the error.
"""

from playwright.sync_api import Browser, BrowserContext, WebError


class ScriptErrors:
    """What the pages of one browser raised since the last `take`."""

    def __init__(self, browser: Browser) -> None:
        self._stacks: list[str] = []
        browser.on("context", self._watch)

    def _watch(self, context: BrowserContext) -> None:
        context.on("weberror", self._keep)

    def _keep(self, web_error: WebError) -> None:
        error = web_error.error
        self._stacks.append(getattr(error, "stack", None) or str(error))

    def take(self) -> list[str]:
        """The stack of each error, oldest first; then forgets them."""
        stacks, self._stacks = self._stacks, []
        return stacks
