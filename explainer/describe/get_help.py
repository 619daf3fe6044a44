"""The get-help lists: the signs that cannot wait, by haste, for every place that shows them.

The dialog, the plan page, the served page and the handout all show what `build_get_help` returns,
so that none of them can lack a sign. The words and the sources of each sign are in get_help.toml,
the number to call in the clinic's own file.
"""

from __future__ import annotations

import itertools
from typing import Any, NamedTuple

from explainer import clinic
from explainer.words import Words

TIERS = ("emergency", "today", "this_week")  # in the order of haste
NOTES = ("routine", "no_massage", "cyst")


class Sign(NamedTuple):
    """One sign; its id is the same in every language."""

    id: str
    text: str
    sources: tuple[str, ...]


class Risks(NamedTuple):
    """What makes the signs of a group more likely to be serious."""

    heading: str
    items: tuple[str, ...]
    body: str
    sources: tuple[str, ...]


class Group(NamedTuple):
    """The signs of one part of the body, or of one event."""

    name: str
    signs: tuple[Sign, ...]
    risks: Risks | None


class Tier(NamedTuple):
    """The signs of one haste; `call` labels the call, "" where no number is to be called."""

    id: str
    heading: str
    body: str
    call: str
    groups: tuple[Group, ...]

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Every sign of the tier, in the order of its groups."""
        return tuple(itertools.chain.from_iterable(group.signs for group in self.groups))


class Note(NamedTuple):
    """What holds beside the lists."""

    id: str
    heading: str
    body: str
    sources: tuple[str, ...]


class GetHelp(NamedTuple):
    """The lists with their notes; `number` is what a telephone dials in an emergency."""

    title: str
    lead: str
    number: str
    tiers: tuple[Tier, ...]
    notes: tuple[Note, ...]
    closing: str

    @property
    def tel_url(self) -> str:
        """The address that makes a telephone dial the number (RFC 3966)."""
        return f"tel:{self.number.replace(' ', '')}"


def build_get_help(words: Words) -> GetHelp:
    """The get-help lists in the reader's language and register, with the clinic's number."""
    number = clinic.own().emergency_number
    return GetHelp(
        title=words.text("get_help.title"),
        lead=words.text("get_help.lead"),
        number=number,
        tiers=tuple(_tier(words, tier, number) for tier in TIERS),
        notes=tuple(_note(words, note) for note in NOTES),
        closing=words.text("get_help.button.closing"),
    )


def _tier(words: Words, tier: str, number: str) -> Tier:
    table = words.table(f"get_help.{tier}", number=number)
    groups = tuple(_group(group) for group in table["groups"])
    return Tier(tier, table["heading"], table["body"], table.get("call", ""), groups)


def _group(table: dict[str, Any]) -> Group:
    signs = (Sign(one["id"], one["text"], tuple(one["sources"])) for one in table["signs"])
    risks = None
    if "risks" in table:
        heading, body = table["risks_heading"], table["risks_body"]
        risks = Risks(heading, tuple(table["risks"]), body, tuple(table["sources"]))
    return Group(table["name"], tuple(signs), risks)


def _note(words: Words, note: str) -> Note:
    table = words.table(f"get_help.{note}")
    return Note(note, table["heading"], table["body"], tuple(table["sources"]))
