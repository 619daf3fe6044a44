"""Notice of a damaged link in the reader's words: few lines, whatever was lost."""

from __future__ import annotations

from collections.abc import Sequence

from explainer import catalog
from explainer.link import CHANGED, CUT
from explainer.scenario import Replaced
from explainer.words import Words
from explainer.words.choices import format_choice

MOST_NAMED = 7  # choices in one line
MOST_UNREADABLE = 2  # lines of their own


def lines(words: Words, replaced: Sequence[Replaced]) -> list[str]:
    """Plain text, no Markdown; no line where everything could be read."""
    whole = [one for one in replaced if one.field in (CUT, CHANGED)]
    other_version = [one for one in replaced if one.field == "v"]
    parts = [one for one in replaced if one not in (*whole, *other_version)]
    unsure = [one for one in parts if one.given and one.given == one.used]
    unreadable = [one for one in parts if one.given.strip() and one not in unsure]
    missing = [one for one in parts if not one.given.strip()]
    return [
        *(words.text(f"common.replaced.{one.field}") for one in (*whole[:1], *other_version)),
        *(_missing(words, missing) if missing else ()),
        *(_unreadable(words, one) for one in unreadable[:MOST_UNREADABLE]),
        *_more(words, unreadable[MOST_UNREADABLE:]),
        *(_unsure(words, one) for one in unsure),
        *([words.text("common.replaced.compare")] if whole and not parts else ()),
        *([words.text("common.replaced.ask")] if whole else ()),
    ]


def _missing(words: Words, missing: Sequence[Replaced]) -> list[str]:
    return [words.text("common.replaced.missing", fields=_listed(words, missing))]


def _more(words: Words, unreadable: Sequence[Replaced]) -> list[str]:
    if not unreadable:
        return []
    return [words.text("common.replaced.unreadable", fields=_listed(words, unreadable))]


def _unreadable(words: Words, one: Replaced) -> str:
    values = {"field": _name(words, one), "value": one.given}
    used = _value(words, one.field, one.used)
    if not used:
        return words.text("common.replaced.left_out", **values)
    return words.text("common.replaced.line", used=used, **values)


def _unsure(words: Words, one: Replaced) -> str:
    field, value = _name(words, one), _value(words, one.field, one.used)
    if not value:
        return words.text("common.replaced.unsure", field=field)
    return words.text("common.replaced.unsure_value", field=field, value=value)


def _listed(words: Words, some: Sequence[Replaced]) -> str:
    named = ", ".join(_name(words, one) for one in some[:MOST_NAMED])
    more = len(some) - MOST_NAMED
    return words.text("common.replaced.more", fields=named, count=more) if more > 0 else named


def _name(words: Words, one: Replaced) -> str:
    return words.text(f"common.fields.{one.field}")


def _value(words: Words, name: str, text: str) -> str:
    """A choice in the reader's words; "" for one left out or without a short name."""
    choice = catalog.choices().get(name)
    if not text:
        return ""
    if choice is None:
        return words.name(text) if name == "structure" else ""
    return format_choice(words, name, float(text) if choice.is_number else text)
