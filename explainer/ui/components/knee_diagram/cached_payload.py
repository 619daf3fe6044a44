"""The cached part of a diagram's payload: pictures, structures, words and the model's table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from explainer import catalog
from explainer.describe import scenario_after_change
from explainer.scenario import Scenario
from explainer.ui.components.knee_diagram import payload
from explainer.ui.components.shared.cached_payload import CHOICES, CachedPayload
from explainer.ui.model_cache import compared_week
from explainer.words import Words

AFTER = "after"  # marks the URL of the second of two weeks, which is compared with the first
AFTER_CHOICES = (
    "surface", "after_speed_m_s", "after_step_rate_change", "after_slope_deg",
)  # fmt: skip


def url_for(week: Scenario, views: Sequence[str], *, after: bool) -> str:
    """The payload's URL; one after no running at all is compared as a lesson's week is."""
    if after and week.miles:
        return CACHED_PAYLOAD.url_for(week, (*views, AFTER))
    return CACHED_PAYLOAD.url_for(scenario_after_change(week) if after else week, views)


def _build(scenario: Scenario, also: tuple[str, ...]) -> dict[str, Any]:
    words = Words(scenario.language, scenario.register, scenario.units)
    views = tuple(one for one in also if one != AFTER)
    found = compared_week(scenario, after=AFTER in also)
    return payload.cacheable_payload(views, found.comparison, words)


def _allowed() -> tuple[str, ...]:
    return *catalog.choices()["layer"].options, AFTER


def _choices(also: Sequence[str]) -> tuple[str, ...]:
    return CHOICES + AFTER_CHOICES if AFTER in also else CHOICES


CACHED_PAYLOAD = CachedPayload("stage", _build, _allowed, _choices)
