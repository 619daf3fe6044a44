"""The stage: the diagram that answers the finger. One component, used by every page.

The browser draws it and answers every drag itself, from a table that the model filled, and reports
what the reader has moved. `web/` holds the scripts; this package decides what they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

from explainer.scenario import Scenario
from explainer.ui.components.knee_diagram import payload
from explainer.ui.components.knee_diagram.bundles import script, style
from explainer.ui.components.knee_diagram.cached_payload import CACHED_PAYLOAD
from explainer.ui.components.knee_diagram.layers import DEPTHS
from explainer.ui.components.knee_diagram.state import MEASURES, StageState
from explainer.ui.components.shared import reports
from explainer.ui.model_cache import week_table
from explainer.words import Words

__all__ = ["CACHED_PAYLOAD", "DEPTHS", "StageState", "fresh", "script", "stage", "style"]

CONTROLS = ("miles", "surface")

# Streamlit runs this text as a module of its own; the scripts proper come from our address, so that
# the browser keeps them. A failed load says so in words, in the place of the picture.
LOADER = """
export default function (component) {
  const place = component.parentElement;
  place.servedBy ??= component.data.script;
  if (place.servedBy !== component.data.script) {
    // The server was updated under an open page: a second script would draw everything twice.
    dispatchEvent(new Event("app-updated"));
    return;
  }
  component.data.first.forEach((address) => fetch(address).catch(() => null));
  const address = new URL(component.data.script, document.baseURI).href;
  return import(address)
    .then((script) => script.arrive(component))
    .catch((error) => {
      const told = document.createElement("p");
      told.className = "load-failed";
      told.setAttribute("role", "alert");
      told.textContent = component.data.failed;
      place.replaceChildren(told);
      throw error;
    });
}
"""


def stage(
    key: str,
    *,
    views: Sequence[str],
    week: Scenario,
    state: StageState,
    words: Words,
    apply: Callable[[reports.Values], None],
    **asked: Any,
) -> None:
    """Draw the diagram; `apply` gets what the reader moves, under the names of `StageState`.

    `views` are plate series of the atlas, the first is shown first. `week` is the scenario whose
    loads the sliders look up. `controls` picks and orders "miles", "surface" and
    "bend". `guide_miles` marks the clinic's guide line on the miles slider. `compact` leaves out
    the list and sets everything in one column, for two stages side by side. `alt` is the picture's
    text alternative. `extras` is what the picture's extras are built from, plain values by name;
    `told` gives what they say of the state, and a change of it builds nothing anew.
    At most one stage of a page may be `turnable`: browsers limit 3-D contexts.
    `state` is what the diagram shows, but for what the reader has moved and Python not yet taken.
    """
    slot = _slot(key)
    given = _given(state, key, views=views, week=week, words=words, **asked)
    data = payload.moved(views=views, **given) | {"acknowledged": reports.listen(slot, apply)}
    _component()(key=slot, data=data, on_report_change=reports.take)


def fresh(
    key: str, *, state: StageState, views: Sequence[str], week: Scenario, words: Words, **asked: Any
) -> dict[str, Any]:
    """All that the browser needs on a new visit, asked as in `stage`: no session is needed."""
    given = _given(state, key, views=views, week=week, words=words, **asked)
    return payload.build(views=views, table=week_table(week), words=words, **given)


def _given(
    state: StageState,
    key: str,
    *,
    views: Sequence[str],
    week: Scenario,
    words: Words,
    controls: Sequence[str] = CONTROLS,
    measures: Sequence[str] = MEASURES,
    turnable: bool = True,
    guide_miles: float | None = None,
    compact: bool = False,
    alt: str = "",
    extras: Mapping[str, Any] | None = None,
    told: Callable[[StageState], Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """What changes from run to run, with the address of what does not."""
    return {
        "slot": _slot(key),
        "key": key,
        "lasting": CACHED_PAYLOAD.address(week, views),
        "failed": words.text("stage.live.failed_script"),
        "controls": list(controls),
        "measures": list(measures),
        "turnable": turnable,
        "guide_miles": guide_miles,
        "compact": compact,
        "alt": alt,
        "extras": dict(extras or {}),
        "told": dict(told(state)) if told else {},
        "state": state,
        "acknowledged": 0,
    }


def _slot(key: str) -> str:
    """What the diagram of this key is called in reports."""
    return f"stage:{key}"


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_stage", js=LOADER, isolate_styles=True)
