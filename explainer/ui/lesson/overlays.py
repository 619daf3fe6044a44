"""Payload of the diagram's overlays: the sore spot and, in the clinic, the pen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from explainer import catalog, describe
from explainer.anatomy import pointing
from explainer.scenario import Mark, Scenario
from explainer.ui.components.knee_diagram import DiagramState
from explainer.words import Words

Facts = dict[str, Any]
PLACED_ON = "start"  # the page that asks where it hurts; the others only show the answer


def build_payload(page: str, words: Words, scenario: Scenario) -> Facts:
    """Settings of the overlays of a page's diagram, by name; needs no session."""
    clinic = {"clinic": True} if scenario.view == "consult" else {}
    return {"mark": _mark(page, words)} | clinic


def update_for_state(page: str, words: Words) -> Callable[[DiagramState], Facts]:
    """What the overlays show of a state."""

    def content(state: DiagramState) -> Facts:
        return {"mark": _under(words, state.mark)} if page == PLACED_ON else {}

    return content


def _mark(page: str, words: Words) -> Facts:
    radius_mm = catalog.parameter("pointing_finger_radius").value
    if page != PLACED_ON:
        return {"place": False, "radius_mm": radius_mm}
    names = {zone["id"]: zone["name"] for zone in words.tables("start.zones")}
    zones = [
        {"id": one, "name": names[one], "at": list(at)} for one, at in pointing.zones().items()
    ]
    outline = pointing.outline()
    return {"place": True, "radius_mm": radius_mm, "zones": zones, "outline": outline}


def _under(words: Words, at: tuple[float, ...]) -> Facts:
    """The parts under the mark, as the list beside the picture shows them."""
    spot = Mark(*at) if at else None
    content = {
        "at": list(at),
        "title": words.text("start.under.title"),
        "spoken": describe.mark(words, spot),
    }
    if spot is None or not pointing.structures_under(spot):
        return content | {"zone": content["spoken"], "groups": [], "notes": []}
    zone = describe.zone(words, spot)
    rule = f"{words.text('start.under.rule')} {words.text('start.under.drawn')}"
    notes = [rule, words.text("start.not_a_test")]
    content |= {"groups": describe.groups(words, spot), "notes": notes}
    return content | {"zone": f"{zone['name']}. {zone['body']}"}
