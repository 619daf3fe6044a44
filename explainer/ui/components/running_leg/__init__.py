"""The posable leg: the whole limb from the side, moved by a running stride or by the reader.

The browser draws and moves it from tables that Python filled; what the reader moves becomes the
scenario before the page runs again, so every other part of the page follows at once.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from explainer import catalog
from explainer.describe.limb import posture
from explainer.scenario import Scenario
from explainer.ui import model_cache, session
from explainer.ui.components.knee_diagram import LOADER
from explainer.ui.components.running_leg import payload
from explainer.ui.components.running_leg.bundles import SHAPES_URL, script, style
from explainer.ui.components.running_leg.cached_payload import CACHED_PAYLOAD, as_measured
from explainer.ui.components.shared import reports
from explainer.ui.lesson.lesson import Lesson

__all__ = ["CACHED_PAYLOAD", "SHAPES_URL", "prefetch_urls", "render_running_leg", "script", "style"]

# What the component calls the scenario's fields.
FIELDS = {
    "moved_by": "limb_moved_by",
    "percent": "cycle_percent",
    **payload.FIELDS,
    "structure": "structure",
    "dress": "dress",
}


def prefetch_urls(scenario: Scenario) -> tuple[str, ...]:
    """What the leg will fetch, for a page to prefetch before the leg is rendered."""
    first = payload.shapes_url(), CACHED_PAYLOAD.address(scenario)
    return script().address, style().address, *first, *_bone_urls(scenario)


def render_running_leg(page: Lesson) -> None:
    """Title, what to notice, and the leg itself.

    The style sheet reserves the leg's height: no layout shift when it is rendered.
    """
    words, scenario = page.words, page.scenario
    payload_url = CACHED_PAYLOAD.address(scenario)
    spoken = posture(words, scenario, model_cache.one_step(as_measured(scenario)))
    with st.container(key="leg_room"):
        st.markdown(f"**{page.text('leg_title')}.** {page.text('leg_notice')}")
        slot = f"limb:{page.name}"
        _component()(
            key=slot,
            data={
                "script": script().address,
                "preload_urls": [payload.shapes_url(), payload_url],
                "payload_url": payload_url,
                "bones": _bone_urls(scenario),
                "failed": words.text("stage.live.failed_script"),
                "slot": slot,
                "state": _state(scenario),
                "acknowledged": reports.listen(slot, _apply),
                "spoken": spoken,
            },
            on_report_change=reports.take,
        )
        st.caption(page.text("leg_sources"))


def _bone_urls(scenario: Scenario) -> list[str]:
    """The pictures of the bones as the leg opens."""
    loaded = scenario.limb_moved_by == "cycle" and scenario.dress == "load"
    return payload.bone_urls("clay" if loaded else "natural")


def _state(scenario: Scenario) -> dict[str, Any]:
    return {name: getattr(scenario, field) for name, field in FIELDS.items()}


def _apply(values: reports.Values) -> None:
    """Take over what the reader moved; a value that cannot be used changes nothing."""
    choices = catalog.choices()
    usable: dict[str, object] = {}
    for name, field in FIELDS.items():
        value = values.get(name)
        if field in choices and choices[field].is_number:
            if reports.is_number(value):
                usable[field] = float(round(value)) if name == "percent" else value
        elif isinstance(value, str):
            usable[field] = value
    session.choose(**usable)


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_limb", js=LOADER, isolate_styles=True)
