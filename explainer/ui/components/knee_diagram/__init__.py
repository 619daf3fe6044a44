"""The knee diagram: one interactive component, used by every page.

The browser draws it and answers every drag itself, from a table that the model filled, and reports
what the reader has moved. `web/` holds the scripts; this package decides what they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import streamlit as st

from explainer.describe.subject import Subject
from explainer.scenario import Scenario
from explainer.ui.components.knee_diagram import cached_payload, payload
from explainer.ui.components.knee_diagram.bundles import TOKENS, script, style
from explainer.ui.components.knee_diagram.cached_payload import CACHED_PAYLOAD
from explainer.ui.components.knee_diagram.layers import LAYERS
from explainer.ui.components.knee_diagram.state import MEASURES, DiagramState
from explainer.ui.components.shared import reports
from explainer.ui.model_cache import changed_weeks, compared_week
from explainer.words import Words

__all__ = [
    "CACHED_PAYLOAD",
    "LAYERS",
    "TOKENS",
    "DiagramState",
    "Pair",
    "initial_payload",
    "render_knee_diagram",
    "script",
    "style",
]

CONTROLS = ("miles", "surface")


class Pair(NamedTuple):
    """What tells two weeks side by side apart: their text alternatives and names."""

    alts: tuple[str, str]
    names: tuple[str, str]


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
  component.data.preload_urls.forEach((address) => fetch(address).catch(() => null));
  const loadScript = (address) => import(new URL(address, document.baseURI).href);
  return loadScript(component.data.script)
    .then((script) => script.render({ ...component, loadScript }))
    .catch(() => { // not thrown on: Streamlit would put an English error in the place of ours
      const message = document.createElement("p");
      message.className = "load-failed";
      message.setAttribute("role", "alert");
      message.textContent = component.data.failed;
      const title = document.createElement("h1");
      title.textContent = component.data.title;
      place.replaceChildren(...(component.data.title ? [title, message] : [message]));
    });
}
"""


def render_knee_diagram(
    key: str,
    *,
    views: Sequence[str],
    week: Scenario,
    subject: Subject,
    state: DiagramState,
    words: Words,
    apply: Callable[[reports.Values], None],
    **options: Any,
) -> None:
    """Draw the diagram; `apply` gets what the reader moves, under the names of `DiagramState`.

    `views` are plate series of the atlas, the first is shown first. `week` is the scenario whose
    loads the sliders look up, those of its second week where `after`. `subject` is the part that
    the answer is about while none is chosen. `controls` picks and orders "miles", "surface" and
    "bend". `pair` shows the week now and after the change side by side, the state holding both.
    `guide_miles` marks the clinic's guide line on the miles slider. `compact` leaves out
    the list and sets everything in one column, for two diagrams side by side. `alt` is the text
    alternative. `title` and `message`, the page's, stand beside the picture, which then fills the
    screen; `foot` names what the page renders at the foot of that column ("actions", "step").
    `labels` are the structures that are labelled first. A `quiet` diagram shows no load, no number
    and none of their sliders in natural colours. `overlay_settings` configures the
    overlays, plain values by name; `overlay_content` gives what they show of a state, and a change
    of it does not rebuild the diagram.
    At most one diagram of a page may be `turnable`: browsers limit 3-D contexts.
    `state` is what the diagram shows, but for what the reader has moved and Python not yet taken.
    """
    slot = _slot(key)
    changing = _changing_arguments(
        state, key, views=views, week=week, subject=subject, words=words, **options
    )
    data = payload.changing_payload(views=views, **changing) | {
        "acknowledged": reports.listen(slot, apply)
    }
    _component()(key=slot, data=data, on_report_change=reports.take)


def initial_payload(
    key: str,
    *,
    state: DiagramState,
    views: Sequence[str],
    week: Scenario,
    subject: Subject,
    words: Words,
    **options: Any,
) -> dict[str, Any]:
    """The whole payload of a new visit, for `render_knee_diagram`'s arguments; needs no session."""
    changing = _changing_arguments(
        state, key, views=views, week=week, subject=subject, words=words, **options
    )
    changed = changed_weeks(week) if options.get("pair") else ()
    return payload.full_payload(views=views, words=words, changed=changed, **changing)


def _changing_arguments(
    state: DiagramState,
    key: str,
    *,
    views: Sequence[str],
    week: Scenario,
    subject: Subject,
    words: Words,
    after: bool = False,
    controls: Sequence[str] = CONTROLS,
    measures: Sequence[str] = MEASURES,
    turnable: bool = True,
    guide_miles: float | None = None,
    compact: bool = False,
    pair: Pair | None = None,
    alt: str = "",
    title: str = "",
    message: str = "",
    foot: str = "",
    labels: Sequence[str] = (),
    quiet: bool = False,
    overlay_settings: Mapping[str, Any] | None = None,
    overlay_content: Callable[[DiagramState], Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """The part of the payload that changes from run to run, with the URL of the cached part."""
    return {
        "slot": _slot(key),
        "key": key,
        "payload_url": cached_payload.url_for(week, views, after=after, two_weeks=pair is not None),
        "failed": words.text("knee_diagram.live.failed_script"),
        "controls": list(controls),
        "measures": list(measures),
        "compared": compared_week(week, after=after),
        "subject": payload.subject(subject),
        "turnable": turnable,
        "guide_miles": guide_miles,
        "compact": compact,
        "alt": alt,
        "title": title,
        "message": message,
        "foot": foot,
        "labels": list(labels),
        "quiet": quiet,
        "side": week.side,
        "overlay_settings": dict(overlay_settings or {}),
        "overlay_content": dict(overlay_content(state)) if overlay_content else {},
        "state": state,
        "acknowledged": 0,
        **({"alts": pair.alts, "week_names": pair.names} if pair else {}),
    }


def _slot(key: str) -> str:
    """The name of the diagram in reports."""
    return f"diagram:{key}"


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_diagram", js=LOADER, isolate_styles=True)
