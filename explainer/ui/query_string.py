"""Reads and writes the query string, for the prerendered page and for the app alike."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from explainer import clinic
from explainer.scenario import Replaced, Scenario

Query = Mapping[str, str | list[str]]


def read(query: Query) -> tuple[Scenario, tuple[Replaced, ...]]:
    """The scenario of a query, decoded once; a new visit starts with the clinic's own choices."""
    return Scenario.from_query(query, clinic.own().defaults())


def normalized(query: Query, scenario: Scenario, replaced: tuple[Replaced, ...]) -> str:
    """The shortest query of the same scenario.

    A damaged query is returned unchanged: rewritten, it would pass for what was sent. An empty one
    stays empty.
    """
    return urlencode(query, doseq=True) if replaced or not query else write(scenario)


def write(scenario: Scenario) -> str:
    """The query of a scenario."""
    return urlencode(scenario.to_query())
