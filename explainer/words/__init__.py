"""Texts by key in a language and a register, with their placeholders filled in.

A key is a file's name and the path in it: `hinge.sections`. In the clinical register the key that
ends in `_clinical` takes its place. Placeholders are {named}. Always there: {unit}, {units} and
{Units}, the reader's word for miles; {knee} and {Knee}, which one is shown, the right or the left;
{clinician}, who treats: a chiropractor, or what the clinic's file says; and with their value in
brackets {distance[15]} (miles), {mass[70]} (kg), {name[soleus]}, {full_name[soleus]}.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from explainer import catalog, clinic
from explainer.catalog.lists import LANGUAGES
from explainer.words.amounts import METRES_PER_MILE, Amounts

TEXT = catalog.ASSETS / "text"

CLINICAL = "_clinical"
__all__ = ["CLINICAL", "LANGUAGES", "METRES_PER_MILE", "TEXT", "Words", "WordsError"]


class WordsError(ValueError):
    """A text that is missing or cannot be filled in; the message names the file and the key."""


class BrokenFileError(WordsError):
    """A whole text file that cannot be read; the message names it."""


@dataclass(frozen=True)
class Words(Amounts):
    """The app's text for one reader. Units "miles" go with pounds, "km" with kilograms."""

    language: str = "en"
    register: Literal["plain", "clinical"] = "plain"
    units: Literal["miles", "km"] = "miles"
    side: Literal["right", "left"] = "right"

    @staticmethod
    def languages() -> tuple[str, ...]:
        """The languages that have text."""
        return tuple(language for language in LANGUAGES if (TEXT / language).is_dir())

    def text(self, key: str, **values: object) -> str:
        """The sentence at `key`, its placeholders filled; floats are written by `number`."""
        return self._fill(key, self._find(key, str), values)

    def items(self, key: str, **values: object) -> list[str]:
        """The list of sentences at `key`."""
        return [self._fill(key, one, values) for one in self._find(key, list)]

    def table(self, key: str, **values: object) -> dict[str, Any]:
        """The table at `key`, every sentence in it filled, in this reader's register."""
        return self._fill_all(key, self._find(key, dict), values)

    def tables(self, key: str, **values: object) -> list[dict[str, Any]]:
        """The list of tables at `key`, such as a page's sections."""
        return self._fill_all(key, self._find(key, list), values)

    def has(self, key: str) -> bool:
        """Whether there is anything at `key`: some texts belong to some pages only."""
        try:
            self._find(key, object)
        except BrokenFileError:
            raise
        except WordsError:
            return False
        return True

    @property
    def clinician(self) -> str:
        """Who treats the reader, as written after "your"."""
        return clinic.own().profession.get(self.language) or self.text("common.clinician")

    def name(self, structure: str) -> str:
        """What a structure is called: its everyday name, or its clinical one."""
        return self._names(structure)[0]

    def full_name(self, structure: str) -> str:
        """Both names, this register's own first: for the first time a page names a structure."""
        first, second = self._names(structure)
        same = first == second
        return first if same else self.text("common.full_name", first=first, second=second)

    def _names(self, structure: str) -> tuple[str, str]:
        try:
            record = catalog.structures()[structure]
            both = record.plain[self.language], record.names[self.language]
        except KeyError:
            raise WordsError(f"assets/data/structures: {structure}: {self.language}") from None
        return both if self.register == "plain" else (both[1], both[0])

    def _find(self, key: str, kind: type) -> Any:
        stem, *path = key.split(".")
        entry: Any = _read_file(self.language, stem)
        for part in path:
            if not isinstance(entry, dict):
                break
            clinical = entry.get(part + CLINICAL) if self.register == "clinical" else None
            entry = entry.get(part) if clinical is None else clinical
        if not isinstance(entry, kind) or entry is None:
            raise self._error(key, f"missing, or no {kind.__name__}")
        return entry

    def _error(self, key: str, why: str) -> WordsError:
        return WordsError(f"assets/text/{self.language}/{key.split('.')[0]}.toml: {key}: {why}")

    def _fill(self, key: str, sentence: str, values: Mapping[str, object]) -> str:
        if "{" not in sentence:
            return sentence
        written = {n: self.number(v) if isinstance(v, float) else v for n, v in values.items()}
        try:
            return sentence.format_map(_PlaceholderValues(self, written))
        except (KeyError, IndexError, AttributeError, TypeError) as error:
            raise self._error(key, f"cannot fill in {error}") from None

    def _fill_all(self, key: str, given: Any, values: Mapping[str, object]) -> Any:
        if isinstance(given, str):
            return self._fill(key, given, values)
        if isinstance(given, list):
            return [self._fill_all(key, one, values) for one in given]
        if not isinstance(given, Mapping):
            return given
        own = {name: text for name, text in given.items() if not name.endswith(CLINICAL)}
        if self.register == "clinical":
            own |= {n.removesuffix(CLINICAL): t for n, t in given.items() if n.endswith(CLINICAL)}
        return {name: self._fill_all(f"{key}.{name}", text, values) for name, text in own.items()}


class _PlaceholderValues(dict[str, object]):
    """The values of one sentence; common placeholders are computed when a sentence has them."""

    def __init__(self, words: Words, values: Mapping[str, object]) -> None:
        super().__init__(values)
        self._words = words

    def __missing__(self, name: str) -> object:
        return _PLACEHOLDERS[name](self._words)


class _Lookup:
    """Formats {distance[15]}: the content of the brackets is passed to the function."""

    def __init__(self, format_value: Callable[[Any], str]) -> None:
        self._format = format_value

    def __getitem__(self, argument: object) -> str:
        return self._format(argument)


def _unit(words: Words, number: int) -> str:
    """The reader's word for miles: one of them, or many."""
    return words.items(f"common.units.names_{words.units}")[number]


_PLACEHOLDERS: Mapping[str, Callable[[Words], object]] = {
    "unit": lambda words: _unit(words, 0),
    "units": lambda words: _unit(words, 1),
    "Units": lambda words: _unit(words, 1).capitalize(),
    "knee": lambda words: words.text(f"common.knees.{words.side}"),
    "Knee": lambda words: words.text(f"common.knees.{words.side}").capitalize(),
    "clinician": lambda words: words.clinician,
    "distance": lambda words: _Lookup(lambda miles: words.about_distance(float(miles))),
    "mass": lambda words: _Lookup(lambda kg: words.mass(float(kg))),
    "name": lambda words: _Lookup(words.name),
    "full_name": lambda words: _Lookup(words.full_name),
}


@cache
def _read_file(language: str, stem: str) -> Mapping[str, Any]:
    """One text file of a language: one that cannot be read stops only the pages that need it."""
    file = TEXT / language / f"{stem}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # missing, broken TOML and broken UTF-8 alike
        raise BrokenFileError(f"{file}: {error}") from None
