"""The stage: the diagram that answers the finger. One component, used by every page.

The browser draws it and answers every drag itself, from a table that the model filled; Python hears
what the reader settled on. `web/` holds the scripts; this package decides what they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

from explainer.scenario import Scenario
from explainer.ui import heard
from explainer.ui.results import week_table
from explainer.ui.stage import payload
from explainer.ui.stage.depths import DEPTHS
from explainer.ui.stage.lasting import LASTING
from explainer.ui.stage.served import script, style
from explainer.ui.stage.state import MEASURES, Memory, StageState, reconcile
from explainer.words import Words

__all__ = ["DEPTHS", "LASTING", "StageState", "fresh", "script", "stage", "style"]

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
    on_change: Callable[[], None] | None = None,
    **asked: Any,
) -> StageState:
    """Draw the diagram and return what the reader has settled on.

    `views` are plate series of the atlas, the first is shown first. `week` is the scenario whose
    loads the sliders look up. `controls` picks and orders "miles", "surface" and
    "bend". `guide_miles` marks the clinic's guide line on the miles slider. `compact` leaves out
    the list and sets everything in one column, for two stages side by side. `alt` is the picture's
    text alternative. `extras` is what the picture's extras are built from, plain values by name;
    `told` gives what they say of the state that holds now, and a change of it builds nothing anew.
    At most one stage of a page may be `turnable`: browsers limit 3-D contexts.
    A `state` that differs from both the last one passed and the last one returned moves the
    diagram; otherwise the reader's own move wins.
    """
    kept, slot = f"stage:{key}:memory", f"stage:{key}"
    memory = reconcile(st.session_state.get(kept), state, heard.report(slot))
    st.session_state[kept] = memory
    given = _given(memory, key, views=views, week=week, words=words, **asked)
    data = payload.moved(views=views, **given)
    _component()(key=slot, data=data, on_settled_change=on_change or _nothing)
    return memory.returned


def fresh(
    key: str, *, state: StageState, views: Sequence[str], week: Scenario, words: Words, **asked: Any
) -> dict[str, Any]:
    """All that the browser needs on a new visit, asked as in `stage`: no session is needed."""
    memory = reconcile(None, state, None)
    given = _given(memory, key, views=views, week=week, words=words, **asked)
    return payload.build(views=views, table=week_table(week), words=words, **given)


def _given(
    memory: Memory,
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
        "key": key,
        "lasting": LASTING.address(week, views),
        "failed": words.text("stage.live.failed_script"),
        "controls": list(controls),
        "measures": list(measures),
        "turnable": turnable,
        "guide_miles": guide_miles,
        "compact": compact,
        "alt": alt,
        "extras": dict(extras or {}),
        "told": dict(told(memory.returned)) if told else {},
        "turn": memory.turn,
        "state": memory.sent,
    }


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_stage", js=LOADER, isolate_styles=True)


def _nothing() -> None:
    """Streamlit keeps a component's state only if a callback is registered for it."""
