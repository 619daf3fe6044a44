"""What the reader reads: text by key in a language and a register, numbers and units written once.

A key is a file's name and the path in it: `hinge.sections`. In the clinical register the key that
ends in `_clinical` takes its place. Placeholders are {named}; four are always there and take their
value in brackets: {distance[15]} (miles), {mass[70]} (kg), {name[soleus]}, {full_name[soleus]}.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from explainer import catalog

LANGUAGES = ("en", "es")
TEXT = catalog.ASSETS / "text"

METRES_PER_MILE = 1609.344  # by definition
KG_PER_POUND = 0.45359237  # by definition
METRES_PER_INCH = 0.0254  # by definition
CLINICAL = "_clinical"


class WordsError(ValueError):
    """A text that is missing or cannot be filled in; the message names the file and the key."""


@dataclass(frozen=True)
class Words:
    """The app's text for one reader. Units "miles" go with pounds, "km" with kilograms."""

    language: str = "en"
    register: Literal["plain", "clinical"] = "plain"
    units: Literal["miles", "km"] = "miles"

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
        except WordsError:
            return False
        return True

    def name(self, structure: str) -> str:
        """What a structure is called: its everyday name, or its clinical one."""
        return self._names(structure)[0]

    def full_name(self, structure: str) -> str:
        """Both names, this register's own first: for the first time a page names a structure."""
        first, second = self._names(structure)
        same = first == second
        return first if same else self.text("common.full_name", first=first, second=second)

    def number(self, value: float, digits: int | None = None) -> str:
        """A number with this language's marks; without `digits`, three figures that count."""
        text = f"{value:.{digits}f}" if digits is not None else f"{float(f'{value:.3g}'):.10g}"
        whole, _, decimals = text.lstrip("-").partition(".")
        if len(whole) >= int(self.text("common.number.group_from")):
            whole = f"{int(whole):,}".replace(",", self.text("common.number.thousands"))
        point = self.text("common.number.decimal")
        minus = "\N{MINUS SIGN}" if value < 0 and float(text) != 0 else ""
        return minus + whole + (point + decimals if decimals else "")

    def band(self, low: float, high: float, digits: int | None = None) -> str:
        """The range a value lies in, such as "8 to 12"."""
        first, last = self.number(low, digits), self.number(high, digits)
        same = first == last
        return first if same else self.text("common.number.band", low=first, high=last)

    def percent(self, fraction: float, digits: int = 0, signed: bool = False) -> str:
        """A fraction as per cent; with `signed`, a plus sign in front of a rise."""
        plus = "+" if signed and fraction > 0 else ""
        return self.text("common.units.percent", value=plus + self.number(100 * fraction, digits))

    def distance(self, miles: float) -> str:
        """A distance in the reader's unit."""
        value = miles if self.units == "miles" else miles * METRES_PER_MILE / 1000
        return self._counted(self.units, value)

    def mass(self, kg: float) -> str:
        """A body weight in pounds or kilograms, whole."""
        unit, value = ("pounds", kg / KG_PER_POUND) if self.units == "miles" else ("kilograms", kg)
        return self._counted(unit, value, 0)

    def height(self, metres: float) -> str:
        """A body height in feet and inches or in centimetres."""
        if self.units == "km":
            return self._counted("centimetres", 100 * metres, 0)
        feet, inches = divmod(round(metres / METRES_PER_INCH), 12)
        return self.text("common.units.feet_inches", feet=str(feet), inches=str(inches))

    def pace(self, speed_m_s: float) -> str:
        """Minutes and seconds for a mile or a kilometre."""
        metres = METRES_PER_MILE if self.units == "miles" else 1000.0
        minutes, seconds = divmod(round(metres / speed_m_s), 60)
        return self.text(f"common.units.pace_{self.units}", value=f"{minutes}:{seconds:02d}")

    def stress(self, mpa: float) -> str:
        """A stress in megapascals."""
        return self._counted("megapascals", mpa)

    def force(self, bw: float) -> str:
        """A force in body weights."""
        return self._counted("body_weights", bw)

    def angle(self, degrees: float) -> str:
        """An angle in whole degrees."""
        return self._counted("degrees", degrees, 0)

    def date(self, iso: str) -> str:
        """A date such as 2026-11-22 in this language's order and month names."""
        day = datetime.date.fromisoformat(iso)
        month = self.items("common.date.months")[day.month - 1]
        return self.text("common.date.order", day=str(day.day), month=month, year=str(day.year))

    def _counted(self, unit: str, value: float, digits: int | None = None) -> str:
        if digits is None:  # whole from ten on, below that to a tenth where it counts
            digits = 0 if round(value, 1) >= 10 or value == round(value) else 1
        number = self.number(value, digits)
        one, many = self._find(f"common.units.{unit}", list)
        return (one if number == "1" else many).format(value=number)

    def _names(self, structure: str) -> tuple[str, str]:
        try:
            record = catalog.structures()[structure]
            both = record.plain[self.language], record.names[self.language]
        except KeyError:
            raise WordsError(f"assets/data/structures: {structure}: {self.language}") from None
        return both if self.register == "plain" else (both[1], both[0])

    def _find(self, key: str, kind: type) -> Any:
        stem, *path = key.split(".")
        found: Any = _files(self.language).get(stem)
        for part in path:
            if not isinstance(found, Mapping):
                break
            clinical = found.get(part + CLINICAL) if self.register == "clinical" else None
            found = found.get(part) if clinical is None else clinical
        if not isinstance(found, kind) or found is None:
            raise self._error(key, f"missing, or no {kind.__name__}")
        return found

    def _error(self, key: str, why: str) -> WordsError:
        return WordsError(f"assets/text/{self.language}/{key.split('.')[0]}.toml: {key}: {why}")

    def _fill(self, key: str, sentence: str, values: Mapping[str, object]) -> str:
        written = {n: self.number(v) if isinstance(v, float) else v for n, v in values.items()}
        lookups = {
            "distance": _Lookup(lambda miles: self.distance(float(miles))),
            "mass": _Lookup(lambda kg: self.mass(float(kg))),
            "name": _Lookup(self.name),
            "full_name": _Lookup(self.full_name),
        }
        try:
            return sentence.format_map(lookups | written)
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


class _Lookup:
    """Lets a sentence ask for {distance[15]}: the bracket's content goes to the function."""

    def __init__(self, answer: Callable[[Any], str]) -> None:
        self._answer = answer

    def __getitem__(self, given: object) -> str:
        return self._answer(given)


@cache
def _files(language: str) -> Mapping[str, dict[str, Any]]:
    """Every text file of a language by its stem."""
    found = {}
    for file in sorted((TEXT / language).glob("*.toml")):
        try:
            found[file.stem] = tomllib.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise WordsError(f"{file}: {error}") from None
    return found
