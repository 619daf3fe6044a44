"""The cached part of a diagram's payload: pictures, structures, words and the model's table."""

from __future__ import annotations

from typing import Any

from explainer import catalog
from explainer.scenario import Scenario
from explainer.ui.components.knee_diagram import payload
from explainer.ui.components.shared.cached_payload import CachedPayload
from explainer.ui.model_cache import week_table
from explainer.words import Words


def _build(scenario: Scenario, views: tuple[str, ...]) -> dict[str, Any]:
    words = Words(scenario.language, scenario.register, scenario.units)
    return payload.cacheable_payload(views, week_table(scenario), words)


CACHED_PAYLOAD = CachedPayload("stage", _build, allowed=lambda: catalog.choices()["layer"].options)
