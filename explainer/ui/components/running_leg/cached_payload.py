"""The cached part of the leg's payload: shapes, tables, texts, force over the stride."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from explainer import catalog
from explainer.scenario import Scenario
from explainer.ui import model_cache
from explainer.ui.components.running_leg import payload
from explainer.ui.components.shared.cached_payload import CachedPayload
from explainer.words import Words


def at_measured_speed(scenario: Scenario) -> Scenario:
    """The scenario at the speed at which the joint angles were measured, on the level."""
    speed = catalog.parameter("stride_angles_speed").value
    return replace(scenario, speed_m_s=speed, step_rate_change=0.0, slope_deg=0.0)


def _build(scenario: Scenario, _: tuple[str, ...]) -> dict[str, Any]:
    words = Words(scenario.language, scenario.register, scenario.units)
    step = model_cache.one_step(at_measured_speed(scenario))
    return payload.cacheable_payload(step, words, scenario.height_m)


CACHED_PAYLOAD = CachedPayload("leg", _build)
