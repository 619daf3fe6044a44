"""Reads a link of any version, and lists what of it is missing or could not be used.

A link without a version was written by hand and may have any number of choices. One of version 1
has every choice, one of version 2 a field list and a checksum. A version 2 link with a valid
checksum stands for the scenario it was made from, and nothing is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from explainer import catalog
from explainer.link import checksum, packing, repair
from explainer.link.repair import Pair
from explainer.link.writing import VERSION, checked_texts, resolve

VERSION_1 = "1"
CUT, CHANGED = "link_cut", "link_changed"  # pseudo-fields: damage to the link as a whole
SHOWN_CHARACTERS = 40  # of an unusable value
MIN_SHORT_KEYS = 2  # of version 2: two are no accident
Canonical = Callable[[str, str], str]  # (field, text) -> normalised text; raises ValueError


class Replaced(NamedTuple):
    """A value of a link that could not be used, and what was used instead.

    `field` is a choice, "v" for an unknown version, or CUT or CHANGED for the link as a whole, with
    the last choice that was read as `given`. An empty `given` is a choice that the original link
    contained; a `given` that equals `used` may have lost its end.
    """

    field: str
    given: str
    used: str


class ParsedLink(NamedTuple):
    """Every choice by name as in `Scenario.to_text`, and what could not be used."""

    texts: dict[str, str]
    replaced: tuple[Replaced, ...]


def read(
    query: Mapping[str, str | list[str]], canonical: Canonical, defaults: Mapping[str, str]
) -> ParsedLink:
    """Read a query that was decoded once. Never raises; unknown keys are ignored.

    `defaults` are those of a new session: used for what a link without a version leaves out, and
    for what a cut link of version 1 has lost.
    """
    short = {field.key: name for name, field in catalog.link_fields(VERSION).items()}
    renamed = _renamed()
    keys = {"v", checksum.FIELD_LIST_KEY, checksum.CHECKSUM_KEY, *short, *defaults, *renamed}
    pairs = repair.split_pairs(query, keys)
    found = [pair._replace(key=renamed.get(pair.key, pair.key)) for pair in pairs]
    version = _last(found, "v")
    versions = list(_candidates(version))
    if VERSION in versions or _has_short_keys(pairs, set(short) - set(defaults) - set(renamed)):
        # A former name may also be a short key.
        found = [a if a.key in short else b for a, b in zip(pairs, found, strict=True)]
        reading = _read_version_2(found, canonical, short)
        if reading.replaced and version and version.value.isdigit() and VERSION not in versions:
            return reading._replace(replaced=(_unknown_version(version), *reading.replaced[1:]))
        return reading
    if VERSION_1 in versions:
        return _read_version_1(found, canonical, defaults)
    given, replaced = _read_named(found, canonical, defaults)
    if version:
        is_cut = version.value == ""  # "v=" at the end of a cut link
        replaced.insert(0, Replaced(CUT, "", "") if is_cut else _unknown_version(version))
    return ParsedLink(dict(defaults) | given, tuple(_with_used(replaced, defaults)))


def _renamed() -> dict[str, str]:
    """Former name of a choice -> its present name."""
    choices = catalog.choices().values()
    return {choice.former_name: choice.name for choice in choices if choice.former_name}


def _has_short_keys(found: Sequence[Pair], short: Collection[str]) -> bool:
    """Whether the keys are of version 2, for a link whose version was lost or altered."""
    shorts = {pair.key for pair in found} & set(short)
    marked = checksum.CHECKSUM_KEY in (pair.key for pair in found)
    return bool(shorts) and (marked or len(shorts) >= MIN_SHORT_KEYS)


def _unknown_version(version: Pair) -> Replaced:
    return Replaced("v", _shorten(version.given), VERSION)


def _read_version_1(
    found: Sequence[Pair], canonical: Canonical, defaults: Mapping[str, str]
) -> ParsedLink:
    """Read a link of version 1; a cut one is detected by missing keys."""
    fields = catalog.link_fields(VERSION_1)
    given, replaced = _read_named(found, canonical, defaults)
    present = {pair.key for pair in found}
    oldest = not any(field.added and name in present for name, field in fields.items())
    expected = [name for name, field in fields.items() if not (oldest and field.added)]
    missing = [name for name in expected if name not in present]
    if missing or found[-1].key in (one.field for one in replaced):
        last = found[-1].key if found[-1].key in fields else ""
        replaced = [Replaced(CUT, last, ""), *_possibly_cut(last, given), *replaced]
        replaced += [Replaced(name, "", "") for name in _in_link_order(missing)]
    return ParsedLink(dict(defaults) | given, tuple(_with_used(replaced, defaults)))


def _read_version_2(
    found: Sequence[Pair], canonical: Canonical, short: Mapping[str, str]
) -> ParsedLink:
    """Read a link of version 2: what matches its checksum, else what is usable."""
    mark = _last(found, checksum.CHECKSUM_KEY)
    readings = []
    for choose in (_last, _first):  # of a repeated key
        readings.append(_decode(found, canonical, short, choose))
        if mark and _matches_checksum(mark, readings[-1].texts):
            return ParsedLink(readings[-1].texts, ())
    reading = min(readings, key=lambda one: len(one.replaced))
    names = list(catalog.link_fields(VERSION))
    listed = _last(found, checksum.FIELD_LIST_KEY)
    present = [name for pair in found if (name := short.get(pair.key))]
    held = checksum.decode_names(listed.value, names) if listed else ()
    lost = [Replaced(name, "", "") for name in held if name not in present]
    last = present[-1] if present else ""
    cut = mark is None or len(mark.value) < checksum.CHARACTERS
    whole = [Replaced(CUT if cut else CHANGED, last, "")]
    unsure = _possibly_cut(last, reading.texts) if mark is None and found[-1].key in short else []
    replaced = [*whole, *unsure, *reading.replaced, *lost]
    return ParsedLink(reading.texts, tuple(_with_used(replaced, reading.texts)))


def _decode(
    found: Sequence[Pair],
    canonical: Canonical,
    short: Mapping[str, str],
    choose: Callable[[Sequence[Pair], str], Pair | None],
) -> ParsedLink:
    """Decode the choices; hand-written links may have full names as keys."""
    fields = catalog.link_fields(VERSION)
    keys = {name: key for key, name in short.items()}
    replaced: list[Replaced] = []

    def given(name: str, before: Mapping[str, str]) -> str | None:
        pair = choose(found, keys[name]) or choose(found, name)
        for value in _candidates(pair):
            try:
                return canonical(name, packing.unpack(fields[name], value, before))
            except ValueError:
                continue
        if pair:
            replaced.append(Replaced(name, _shorten(pair.given), ""))
        return None

    _, texts = resolve(given)
    for name, field in fields.items():
        if field.planned and not _is_choice(name, texts[name], canonical):
            texts[name] = field.default  # altered days may have an invalid sum
    return ParsedLink(texts, tuple(replaced))


def _is_choice(name: str, text: str, canonical: Canonical) -> bool:
    try:
        canonical(name, text)
    except ValueError:
        return False
    return True


def _matches_checksum(mark: Pair, texts: Mapping[str, str]) -> bool:
    """Whether the checksum is that of these choices; characters appended to it are ignored."""
    right = checksum.compute(checked_texts(texts))
    return any(checksum.normalise(value).startswith(right) for value in _candidates(mark))


def _read_named(
    found: Sequence[Pair], canonical: Canonical, names: Collection[str]
) -> tuple[dict[str, str], list[Replaced]]:
    """The choices under their full names, and those that cannot be used."""
    texts: dict[str, str] = {}
    replaced: list[Replaced] = []
    for pair in {pair.key: pair for pair in found if pair.key in names}.values():  # the last counts
        for value in _candidates(pair):
            try:
                texts[pair.key] = canonical(pair.key, value)
                break
            except ValueError:
                continue
        else:
            replaced.append(Replaced(pair.key, _shorten(pair.given), ""))
    return texts, replaced


def _candidates(pair: Pair | None) -> Iterator[str]:
    """Possible values of a pair, the likeliest first."""
    if pair:
        yield from dict.fromkeys((pair.value, repair.strip_escaped_equals(pair.value)))


def _possibly_cut(last: str, texts: Mapping[str, str]) -> list[Replaced]:
    """The last choice of a cut link if it is a number: it may have lost digits."""
    text = texts.get(last, "")
    return [Replaced(last, text, text)] if text[-1:].isdigit() else []


def _with_used(replaced: Sequence[Replaced], texts: Mapping[str, str]) -> Iterator[Replaced]:
    for one in replaced:
        yield one if one.used else one._replace(used=texts.get(one.field, ""))


def _in_link_order(names: Sequence[str]) -> list[str]:
    """In the order of version 2: most frequently changed first."""
    return [name for name in catalog.link_fields(VERSION) if name in names]


def _last(found: Sequence[Pair], key: str) -> Pair | None:
    return next((pair for pair in reversed(found) if pair.key == key), None)


def _first(found: Sequence[Pair], key: str) -> Pair | None:
    return next((pair for pair in found if pair.key == key), None)


def _shorten(given: str) -> str:
    return given[:SHOWN_CHARACTERS]
