"""The cached part of a diagram's payload: pictures, structures, words and the model's table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from explainer import catalog
from explainer.describe import scenario_after_change
from explainer.scenario import Scenario
from explainer.ui.components.knee_diagram import payload
from explainer.ui.components.shared.cached_payload import CHOICES, CachedPayload
from explainer.ui.model_cache import changed_weeks, compared_week
from explainer.words import Words

AFTER = "after"  # marks the URL of a changed week alone, compared with the week now
BOTH = "both"  # and that of both weeks side by side
AFTER_CHOICES = ("after_speed_m_s", "after_step_rate_change", "after_slope_deg")


def url_for(
    week: Scenario, views: Sequence[str], *, after: bool = False, two_weeks: bool = False
) -> str:
    """The payload's URL; one after no running at all is compared as a lesson's week is."""
    if two_weeks:
        return CACHED_PAYLOAD.url_for(week, (*views, BOTH))
    if after and week.miles:
        return CACHED_PAYLOAD.url_for(week, (*views, AFTER))
    return CACHED_PAYLOAD.url_for(scenario_after_change(week) if after else week, views)


def _build(scenario: Scenario, also: tuple[str, ...]) -> dict[str, Any]:
    words = Words(scenario.language, scenario.register, scenario.units)
    views = tuple(one for one in also if one not in (AFTER, BOTH))
    found = compared_week(scenario, after=AFTER in also)
    changed = changed_weeks(scenario) if BOTH in also else ()
    return payload.cacheable_payload(views, found.comparison, words, changed)


def _allowed() -> tuple[str, ...]:
    return *catalog.choices()["knee_view"].options, AFTER, BOTH


def _choices(also: Sequence[str]) -> tuple[str, ...]:
    if BOTH in also:
        return CHOICES + AFTER_CHOICES
    return (*CHOICES, "surface", *AFTER_CHOICES) if AFTER in also else CHOICES


CACHED_PAYLOAD = CachedPayload("diagram", _build, _allowed, _choices)
