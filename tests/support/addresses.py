"""What an address says, and waiting until a browser's address says it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from explainer.scenario import Replaced, Scenario


def read(address: str) -> tuple[Scenario, tuple[Replaced, ...]]:
    """The scenario of an address, and what of it could not be used."""
    return Scenario.from_query(parse_qs(urlsplit(address).query, keep_blank_values=True))


def scenario_of(address: str) -> Scenario:
    """The scenario of an address, every part of which must be usable."""
    scenario, replaced = read(address)
    assert replaced == ()
    return scenario


def settled(page: Page, **wanted: object) -> Scenario:
    """Waits until the page's address says these choices; a function tells whether one will do."""

    def says(url: str) -> bool:
        parsed = read(url)[0]
        return all(
            choice(getattr(parsed, name)) if callable(choice) else getattr(parsed, name) == choice
            for name, choice in wanted.items()
        )

    page.wait_for_url(says)
    return scenario_of(page.url)
