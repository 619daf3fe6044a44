"""The sore spot in words: where it is and what lies under it, in the order a finger feels it."""

from __future__ import annotations

from typing import Any

from explainer import catalog
from explainer.anatomy import pointing
from explainer.anatomy.pointing import TouchedStructure
from explainer.scenario import Mark
from explainer.words import Words

SPOKEN_NAMES = 3  # names in the one sentence: more cannot be kept in mind when heard
LISTED_NAMES = 5  # names in the first group of the list: what fits beside the picture
RIGHT_UNDER_MM = 5.0  # what is first but deeper than this has fat over it
DEPTH_STEP_MM = 5.0  # depths are written to this: another knee differs by more


def mark(words: Words, spot: Mark | None) -> str:
    """The sore spot and what lies under it, in a sentence or two; none is said too."""
    if spot is None:
        return words.text("start.under.none")
    found = pointing.structures_under(spot)
    if not found:
        return words.text("start.under.outside")
    names = ", ".join(words.name(one.structure) for one in _named_first(found)[:SPOKEN_NAMES])
    sentence = words.text("start.under.spoken", zone=zone(words, spot)["name"], names=names)
    has_warning = any(one.not_to_press for one in found)
    return f"{sentence} {words.text('start.under.hands_off')}" if has_warning else sentence


def zone(words: Words, spot: Mark) -> dict[str, Any]:
    """The zone in which the spot lies, in this reader's words."""
    name = pointing.zone(spot)
    return next(one for one in words.tables("start.zones") if one["id"] == name)


def groups(words: Words, spot: Mark) -> list[dict[str, Any]]:
    """What lies under the spot: groups of rows (a structure's id and its depth), some folded.

    First the tendons, ligaments and muscles, likeliest first; then vessels and nerves, which nobody
    should press hard; then what is too deep to tell apart.
    """
    found = pointing.structures_under(spot)
    first = _named_first(found)[:LISTED_NAMES]
    not_to_press = [one for one in found if one.not_to_press]
    rest = [one for one in found if one not in first and one not in not_to_press]
    by_title = {"first": first, "hands_off": not_to_press, "deeper": rest}
    return [
        {
            "title": words.text(f"start.under.{title}"),
            "rows": [{"id": one.structure, "depth": depth(words, one)} for one in members],
            "folded": title == "deeper",
        }
        for title, members in by_title.items()
        if members
    ]


def depth(words: Words, one: TouchedStructure) -> str:
    """How deep a structure lies: what lies over it, and millimetres from the skin."""
    rounded_mm = DEPTH_STEP_MM * round(one.depth_mm / DEPTH_STEP_MM)
    padded = one.place == "top" and rounded_mm > RIGHT_UNDER_MM
    place = words.text(f"start.under.{'padded' if padded else one.place}")
    if not rounded_mm:
        return words.text("start.under.at_skin", place=place)
    return words.text("start.under.depth", place=place, depth=words.number(rounded_mm, 0))


def _named_first(found: tuple[TouchedStructure, ...]) -> list[TouchedStructure]:
    """Those of the kinds that are named first."""
    kinds = catalog.structures()
    return [one for one in found if kinds[one.structure].kind in pointing.NAMED_FIRST]
