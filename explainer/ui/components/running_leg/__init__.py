"""The running leg: the whole limb, posed by a running stride or by the reader.

The browser draws it from tables that Python computed; what the reader moves is applied to the
scenario before the page reruns.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from explainer import catalog
from explainer.describe.limb import posture
from explainer.scenario import PainPose, Scenario
from explainer.ui import model_cache, session
from explainer.ui.components.knee_diagram import LOADER
from explainer.ui.components.running_leg import payload
from explainer.ui.components.running_leg.bundles import SHAPES_URL, script, script_3d, style
from explainer.ui.components.running_leg.cached_payload import CACHED_PAYLOAD, at_measured_speed
from explainer.ui.components.shared import reports
from explainer.ui.lesson.lesson import Lesson

__all__ = [
    "CACHED_PAYLOAD", "SHAPES_URL", "prefetch_urls", "render_running_leg", "script", "script_3d",
    "style",
]  # fmt: skip

PAGE = "hamstrings_calf"  # the one with the leg

# The component's name -> field of the scenario.
FIELDS = {
    "moved_by": "limb_moved_by",
    "percent": "cycle_percent",
    **payload.FIELDS,
    "structure": "structure",
    "dress": "dress",
}


def prefetch_urls(scenario: Scenario) -> tuple[str, ...]:
    """URLs that the leg fetches, for a page to prefetch."""
    data_urls = payload.shapes_url(), CACHED_PAYLOAD.url_for(scenario)
    return script().relative_url, style().relative_url, *data_urls, *_image_urls(scenario)


def render_running_leg(page: Lesson) -> None:
    """Render title, notice and the leg; the style sheet reserves its height (no layout shift)."""
    words, scenario = page.words, page.scenario
    payload_url = CACHED_PAYLOAD.url_for(scenario)
    spoken = posture(words, scenario, model_cache.one_step(at_measured_speed(scenario)))
    with st.container(key="leg_room"):
        st.markdown(f"**{page.text('leg_title')}.** {page.text('leg_notice')}")
        slot = f"limb:{page.name}"
        _component()(
            key=slot,
            data={
                "script": script().relative_url,
                "preload_urls": [payload.shapes_url(), payload_url],
                "payload_url": payload_url,
                "images": _image_urls(scenario),
                "failed": words.text("knee_diagram.live.failed_script"),
                "slot": slot,
                "state": _state(scenario),
                "acknowledged": reports.listen(slot, _apply),
                "spoken": spoken,
                "side": scenario.side,
            },
            on_report_change=reports.take,
        )


def _image_urls(scenario: Scenario) -> list[str]:
    """URLs of the pictures of the initial state."""
    loaded = scenario.limb_moved_by == "cycle" and scenario.shown_on(PAGE).dress == "load"
    return payload.image_urls("clay" if loaded else "natural")


def _state(scenario: Scenario) -> dict[str, Any]:
    shown = scenario.shown_on(PAGE)
    state = {name: getattr(shown, field) for name, field in FIELDS.items()}
    if scenario.limb_moved_by == "angles":
        state |= dict(zip(payload.FIELDS, scenario.own_pose, strict=True))
    return state | {"pain_pose": scenario.pain_pose}


def _apply(values: reports.Values) -> None:
    """Apply reported values to the scenario; unusable ones are ignored."""
    choices = catalog.choices()
    usable: dict[str, object] = {}
    for name, field in FIELDS.items():
        value = values.get(name)
        if field in choices and choices[field].is_number:
            if reports.is_number(value):
                usable[field] = float(round(value)) if name == "percent" else value
        elif isinstance(value, str):
            usable[field] = value
    if "pain_pose" in values:
        usable["pain_pose"] = _pain_pose(values["pain_pose"])
    session.choose(**usable)


def _pain_pose(value: object) -> object:
    """A reported pose, or None; anything else the scenario refuses."""
    if not isinstance(value, list) or len(value) != len(PainPose._fields):
        return value
    return PainPose(*value) if all(reports.is_number(angle) for angle in value) else value


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_limb", js=LOADER, isolate_styles=True)
