"""Reads a link of any version, and says what of it is missing or could not be read.

A link without a version is one that somebody wrote by hand: it may hold as much or as little as it
likes. One of version 1 holds every choice, one of version 2 a list of what it holds and a mark over
all of it. Where the mark is right the link says what it said when it was made, whatever became of
its characters, and there is nothing to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from explainer import catalog
from explainer.link import checkmark, packing, repair
from explainer.link.repair import Pair
from explainer.link.writing import VERSION, resolve

FIRST = "1"
CUT, CHANGED = "link_cut", "link_changed"  # in the place of a choice: what became of the whole
SHOWN_CHARACTERS = 40  # of a value that could not be used: enough to recognise it
SHORT_KEYS = 2  # so many keys of version 2 are no accident
Canonical = Callable[[str, str], str]  # the usual text of a choice; raises ValueError for no choice


class Replaced(NamedTuple):
    """A value of a link that could not be used, and what was used instead.

    `field` is a choice, or "v" for a version that is not known, or CUT or CHANGED for the link as a
    whole, `given` then being the last choice that was read. An empty `given` is a choice that the
    link held when it was made; one that equals `used` may have lost its end.
    """

    field: str
    given: str
    used: str


class Reading(NamedTuple):
    """Every choice by name as the scenario writes it, and what could not be used."""

    texts: dict[str, str]
    replaced: tuple[Replaced, ...]


def read(
    query: Mapping[str, str | list[str]], canonical: Canonical, defaults: Mapping[str, str]
) -> Reading:
    """What a query, decoded once, stands for. Never raises; keys that are not ours are left alone.

    `defaults` are those of a new visit: they hold where a link without a version says nothing, and
    for what a cut link of version 1 has lost.
    """
    short = {field.key: name for name, field in catalog.link_fields(VERSION).items()}
    renamed = _renamed()
    keys = {"v", checkmark.HELD, checkmark.MARK, *short, *defaults, *renamed}
    found = [
        pair._replace(key=renamed.get(pair.key, pair.key)) for pair in repair.pairs(query, keys)
    ]
    version = _last(found, "v")
    told = list(_values(version))
    if VERSION in told or _has_short_keys(found, set(short) - set(defaults)):
        reading = _read_second(found, canonical, short)
        if reading.replaced and version and version.value.isdigit() and VERSION not in told:
            return reading._replace(replaced=(_unknown(version), *reading.replaced[1:]))
        return reading
    if FIRST in told:
        return _read_first(found, canonical, defaults)
    given, replaced = _given(found, canonical, defaults)
    if version:
        is_cut = version.value == ""  # nothing stands behind "v=": what did was lost
        replaced.insert(0, Replaced(CUT, "", "") if is_cut else _unknown(version))
    return Reading(dict(defaults) | given, tuple(_with_used(replaced, defaults)))


def _renamed() -> dict[str, str]:
    """Former names of choices, and what each is called now."""
    choices = catalog.choices().values()
    return {choice.former_name: choice.name for choice in choices if choice.former_name}


def _has_short_keys(found: Sequence[Pair], short: Collection[str]) -> bool:
    """Whether a link is of version 2 by its keys, where its version was lost or altered."""
    shorts = {pair.key for pair in found} & set(short)
    marked = checkmark.MARK in (pair.key for pair in found)
    return bool(shorts) and (marked or len(shorts) >= SHORT_KEYS)


def _unknown(version: Pair) -> Replaced:
    return Replaced("v", _shown(version.given), VERSION)


def _read_first(
    found: Sequence[Pair], canonical: Canonical, defaults: Mapping[str, str]
) -> Reading:
    """A link of version 1; one whose end is missing is told by the keys that it lacks."""
    renamed = _renamed()
    fields = {renamed.get(name, name): one for name, one in catalog.link_fields(FIRST).items()}
    given, replaced = _given(found, canonical, defaults)
    present = {pair.key for pair in found}
    oldest = not any(field.added and name in present for name, field in fields.items())
    due = [name for name, field in fields.items() if not (oldest and field.added)]
    missing = [name for name in due if name not in present]
    if missing or found[-1].key in (one.field for one in replaced):
        last = found[-1].key if found[-1].key in fields else ""
        replaced = [Replaced(CUT, last, ""), *_unsure(last, given), *replaced]
        replaced += [Replaced(name, "", "") for name in _usual_first(missing)]
    return Reading(dict(defaults) | given, tuple(_with_used(replaced, defaults)))


def _read_second(found: Sequence[Pair], canonical: Canonical, short: Mapping[str, str]) -> Reading:
    """A link of version 2: the first reading of it that its mark confirms, or else what is left."""
    mark = _last(found, checkmark.MARK)
    readings = []
    for choose in (_last, _first):  # of a repeated key
        readings.append(_decode(found, canonical, short, choose))
        if mark and _confirmed(mark, readings[-1].texts):
            return Reading(readings[-1].texts, ())
    reading = min(readings, key=lambda one: len(one.replaced))
    names = list(catalog.link_fields(VERSION))
    listed = _last(found, checkmark.HELD)
    present = [name for pair in found if (name := short.get(pair.key))]
    held = checkmark.named(listed.value, names) if listed else ()
    lost = [Replaced(name, "", "") for name in held if name not in present]
    last = present[-1] if present else ""
    cut = mark is None or len(mark.value) < checkmark.MARK_CHARACTERS
    whole = [Replaced(CUT if cut else CHANGED, last, "")]
    unsure = _unsure(last, reading.texts) if mark is None and found[-1].key in short else []
    replaced = [*whole, *unsure, *reading.replaced, *lost]
    return Reading(reading.texts, tuple(_with_used(replaced, reading.texts)))


def _decode(
    found: Sequence[Pair],
    canonical: Canonical,
    short: Mapping[str, str],
    choose: Callable[[Sequence[Pair], str], Pair | None],
) -> Reading:
    """The choices of version 2's keys; by hand a choice may be written under its own name."""
    fields = catalog.link_fields(VERSION)
    keys = {name: key for key, name in short.items()}
    replaced: list[Replaced] = []

    def given(name: str, before: Mapping[str, str]) -> str | None:
        pair = choose(found, keys[name]) or choose(found, name)
        for value in _values(pair):
            try:
                return canonical(name, packing.unpack(fields[name], value, before))
            except ValueError:
                continue
        if pair:
            replaced.append(Replaced(name, _shown(pair.given), ""))
        return None

    _, texts = resolve(given)
    for name, field in fields.items():
        if field.planned and not _is_choice(name, texts[name], canonical):
            texts[name] = field.default  # days that were altered may add up to no week of ours
    return Reading(texts, tuple(replaced))


def _is_choice(name: str, text: str, canonical: Canonical) -> bool:
    try:
        canonical(name, text)
    except ValueError:
        return False
    return True


def _confirmed(mark: Pair, texts: Mapping[str, str]) -> bool:
    """Whether the mark is the one of these choices; what was written behind it does not count."""
    right = checkmark.mark(texts)
    return any(checkmark.plain(value).startswith(right) for value in _values(mark))


def _given(
    found: Sequence[Pair], canonical: Canonical, names: Collection[str]
) -> tuple[dict[str, str], list[Replaced]]:
    """The choices that stand under their own names, and those that cannot be used."""
    texts: dict[str, str] = {}
    replaced: list[Replaced] = []
    for pair in {pair.key: pair for pair in found if pair.key in names}.values():  # the last counts
        for value in _values(pair):
            try:
                texts[pair.key] = canonical(pair.key, value)
                break
            except ValueError:
                continue
        else:
            replaced.append(Replaced(pair.key, _shown(pair.given), ""))
    return texts, replaced


def _values(pair: Pair | None) -> Iterator[str]:
    """What a pair may stand for, the likeliest first."""
    if pair:
        yield from dict.fromkeys((pair.value, repair.unescaped(pair.value)))


def _unsure(last: str, texts: Mapping[str, str]) -> list[Replaced]:
    """The last choice of a cut link, if it is a number: its end may be missing too."""
    text = texts.get(last, "")
    return [Replaced(last, text, text)] if text[-1:].isdigit() else []


def _with_used(replaced: Sequence[Replaced], texts: Mapping[str, str]) -> Iterator[Replaced]:
    for one in replaced:
        yield one if one.used else one._replace(used=texts.get(one.field, ""))


def _usual_first(names: Sequence[str]) -> list[str]:
    """In the order of version 2: what a consultation usually changes comes first."""
    return [name for name in catalog.link_fields(VERSION) if name in names]


def _last(found: Sequence[Pair], key: str) -> Pair | None:
    return next((pair for pair in reversed(found) if pair.key == key), None)


def _first(found: Sequence[Pair], key: str) -> Pair | None:
    return next((pair for pair in found if pair.key == key), None)


def _shown(given: str) -> str:
    return given[:SHOWN_CHARACTERS]
