"""Reads assets/data once into frozen records, and refuses bad data by file and key.

Every number the project uses stands in assets/data with its source. This module is the only door to
it: it checks on the way in, so that the rest of the code can trust what it gets.
"""

from __future__ import annotations

import csv
import math
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")

ASSETS = Path(__file__).resolve().parent.parent / "assets"
DATA = ASSETS / "data"

OWN_SOURCE = "ours"  # a choice of this project's own: its reasoning must stand in `note`
PARAMETER_KINDS = ("measured", "modelled", "derived", "ours")
STRUCTURE_KINDS = (
    "bone", "cartilage", "meniscus", "ligament", "tendon", "muscle", "capsule",
    "artery", "vein", "nerve", "bursa", "skin",
)  # fmt: skip
LOADED_KINDS = frozenset({"cartilage", "meniscus", "ligament", "tendon", "muscle", "capsule"})
LAYERS = ("skin", "superficial", "deep", "floor", "bone")


class CatalogError(ValueError):
    """A record in assets/data that cannot be used; the message names the file and the key."""


@dataclass(frozen=True)
class Source:
    """Where a number comes from."""

    key: str
    authors: str
    year: str
    title: str
    journal: str
    doi: str
    url: str
    note: str

    @property
    def citation(self) -> str:
        """Authors, year, title and journal in one line; parts that are not known are left out."""
        head = f"{self.authors} ({self.year})" if self.year else self.authors
        return ". ".join(part for part in (head, self.title, self.journal) if part)

    @property
    def link(self) -> str:
        """The address to open, from the DOI where there is one; empty when neither is known."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@dataclass(frozen=True)
class Parameter:
    """One constant: its value, the range it is known within, its unit and its source."""

    key: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    where: str
    kind: str
    people: str
    note: str


@dataclass(frozen=True)
class Surface:
    """A ground to run on, with what has been measured of it."""

    id: str
    properties: Mapping[str, Parameter]


@dataclass(frozen=True)
class Attachment:
    """Where a structure holds on to another; point_mm is in frame K at 0 degrees."""

    role: str
    on: str
    point_mm: tuple[float, float, float]
    source: str
    where: str
    note: str


@dataclass(frozen=True)
class Structure:
    """One named part of the knee. `load` is its load id; "" where no running force is published."""

    id: str
    latin: str
    names: Mapping[str, str]  # language -> clinical name
    plain: Mapping[str, str]  # language -> everyday name
    kind: str
    layer: str
    load: str
    identifier: str
    source: str
    attachments: tuple[Attachment, ...]

    @property
    def load_is_unknown(self) -> bool:
        """Whether running loads this part and no one has published how much."""
        return self.kind in LOADED_KINDS and not self.load


@dataclass(frozen=True)
class Choice:
    """One thing a reader can choose: a number between low and high, or one of the options."""

    name: str
    default: float | str
    low: float
    high: float
    step: float
    unit: str
    options: tuple[str, ...]  # empty for a number
    note: str

    @property
    def is_number(self) -> bool:
        """Whether the choice is a number rather than one of a list."""
        return not self.options


@dataclass(frozen=True)
class Table:
    """A CSV of assets/data: every row carries its source and the place in it."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]

    def __iter__(self) -> Iterator[Mapping[str, str]]:
        return iter(self.rows)

    def floats(self, column: str) -> np.ndarray:
        """One column as numbers, shape (rows,); an empty cell is nan."""
        if column not in self.columns:
            raise CatalogError(f"assets/data/{self.name}.csv: no column {column!r}")
        return np.array([_cell(self.name, row, column) for row in self.rows])

    def where(self, **wanted: str) -> Table:
        """The rows whose cells equal the given ones."""
        rows = (r for r in self.rows if all(r[column] == text for column, text in wanted.items()))
        return Table(self.name, self.columns, tuple(rows))


@cache
def sources() -> Mapping[str, Source]:
    """All sources by key."""
    rows = _csv_rows("sources")
    return MappingProxyType({row["key"]: Source(**row) for row in rows})


@cache
def parameters() -> Mapping[str, Parameter]:
    """All parameters by key, over every file of assets/data/parameters."""
    return _records("parameters", _parameter)


def parameter(key: str) -> Parameter:
    """One parameter; an unknown key raises CatalogError."""
    try:
        return parameters()[key]
    except KeyError:
        raise CatalogError(f"assets/data/parameters: no parameter {key!r}") from None


@cache
def surfaces() -> Mapping[str, Surface]:
    """All surfaces by id, in the order of the file."""
    file = DATA / "surfaces.toml"
    return MappingProxyType(
        {
            key: Surface(
                key,
                MappingProxyType(
                    {name: _parameter(file, f"{key}.{name}", one) for name, one in table.items()}
                ),
            )
            for key, table in _toml(file).items()
        }
    )


@cache
def choices() -> Mapping[str, Choice]:
    """What a reader can choose, by name: defaults, limits and options of the scenario."""
    file = DATA / "scenario.toml"
    return MappingProxyType(
        {key: _choice(file, key, record) for key, record in _toml(file).items()}
    )


@cache
def structures() -> Mapping[str, Structure]:
    """All structures by id, over every file of assets/data/structures."""
    return _records("structures", _structure)


@cache
def table(name: str) -> Table:
    """assets/data/<name>.csv as text cells; each row must name its source and the place in it."""
    rows = _csv_rows(name)
    file = f"assets/data/{name}.csv"
    for number, row in enumerate(rows, start=2):
        for column in ("source", "where"):
            if not row.get(column, "").strip():
                raise CatalogError(f"{file}: line {number}: {column} is missing")
        _check_source(file, f"line {number}", row["source"])
    return Table(name, tuple(rows[0]), tuple(MappingProxyType(row) for row in rows))


def _records(folder: str, make: Callable[[Path, str, dict[str, Any]], T]) -> Mapping[str, T]:
    """The records of every file of a folder by key; a key stands in one file only."""
    found: dict[str, T] = {}
    for file in sorted((DATA / folder).glob("*.toml")):
        for key, record in _toml(file).items():
            if key in found:
                raise CatalogError(f"{file}: {key}: the key is used twice")
            found[key] = make(file, key, record)
    return MappingProxyType(found)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogError(f"{file}: cannot be read ({error.strerror})") from None
    except ValueError as error:  # broken TOML and broken UTF-8 alike
        raise CatalogError(f"{file}: {error}") from None


def _csv_rows(name: str) -> list[dict[str, str]]:
    file = DATA / f"{name}.csv"
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as error:
        raise CatalogError(f"{file}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise CatalogError(f"{file}: {error}") from None
    if not rows:
        raise CatalogError(f"{file}: has no rows")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise CatalogError(f"{file}: line {number}: wrong number of cells")
    return rows


def _cell(name: str, row: Mapping[str, str], column: str) -> float:
    text = row[column].strip()
    try:
        return float(text) if text else math.nan
    except ValueError:
        raise CatalogError(f"assets/data/{name}.csv: {column}: {text!r} is no number") from None


def _check_source(file: Path | str, key: str, source: str) -> None:
    if source != OWN_SOURCE and source not in sources():
        raise CatalogError(f"{file}: {key}: unknown source {source!r}")


def _take(
    file: Path, key: str, record: dict[str, Any], fields: Mapping[str, type]
) -> dict[str, Any]:
    """The named fields of a record, each present and of its type, and no other."""
    extra = set(record) - set(fields)
    if extra:
        raise CatalogError(f"{file}: {key}: unknown field {sorted(extra)[0]!r}")
    for name, kind in fields.items():
        if name not in record:
            raise CatalogError(f"{file}: {key}: {name} is missing")
        given = record[name]
        fits = isinstance(given, int | float) if kind is float else isinstance(given, kind)
        if not fits or isinstance(given, bool):
            raise CatalogError(f"{file}: {key}: {name} must be {kind.__name__}, not {given!r}")
    return dict(record)


_PARAMETER_FIELDS = {
    "value": float, "low": float, "high": float, "unit": str, "source": str,
    "where": str, "kind": str, "people": str, "note": str,
}  # fmt: skip
_CHOICE_FIELDS = {
    "default": float, "low": float, "high": float, "step": float, "unit": str, "note": str,
}  # fmt: skip
_STRUCTURE_FIELDS = {
    "latin": str, "names": dict, "plain": dict, "kind": str, "layer": str, "load": str,
    "identifier": str, "source": str, "attachments": list,
}  # fmt: skip
_ATTACHMENT_FIELDS = {
    "role": str, "on": str, "point_mm": list, "source": str, "where": str, "note": str,
}  # fmt: skip


def _parameter(file: Path, key: str, record: dict[str, Any]) -> Parameter:
    taken = _take(file, key, {"people": "", "note": ""} | record, _PARAMETER_FIELDS)
    for name in ("value", "low", "high"):
        taken[name] = float(taken[name])
    if not taken["low"] <= taken["value"] <= taken["high"]:  # refuses nan too
        raise CatalogError(f"{file}: {key}: needs low <= value <= high")
    if taken["kind"] not in PARAMETER_KINDS:
        raise CatalogError(f"{file}: {key}: kind must be one of {', '.join(PARAMETER_KINDS)}")
    if not taken["unit"] or not taken["where"]:
        raise CatalogError(f"{file}: {key}: unit and where may not be empty")
    if taken["source"] == OWN_SOURCE and not taken["note"]:
        raise CatalogError(f"{file}: {key}: a choice of our own needs its reasoning in note")
    _check_source(file, key, taken["source"])
    return Parameter(key=key, **taken)


def _choice(file: Path, key: str, record: dict[str, Any]) -> Choice:
    if "options" in record:
        record = {"low": 0.0, "high": 0.0, "step": 0.0, "unit": "", "note": ""} | record
        options = tuple(record["options"])
        if record["default"] not in options:
            raise CatalogError(f"{file}: {key}: the default is not among the options")
        return Choice(name=key, **(record | {"options": options}))
    taken = _take(file, key, {"note": ""} | record, _CHOICE_FIELDS)
    if not taken["low"] <= taken["default"] <= taken["high"] or not taken["step"] > 0:
        raise CatalogError(f"{file}: {key}: needs low <= default <= high and a step above 0")
    return Choice(name=key, options=(), **taken)


def _structure(file: Path, key: str, record: dict[str, Any]) -> Structure:
    defaults = {"load": "", "identifier": "", "attachments": []}
    taken = _take(file, key, defaults | record, _STRUCTURE_FIELDS)
    if taken["kind"] not in STRUCTURE_KINDS:
        raise CatalogError(f"{file}: {key}: kind must be one of {', '.join(STRUCTURE_KINDS)}")
    if taken["layer"] not in LAYERS:
        raise CatalogError(f"{file}: {key}: layer must be one of {', '.join(LAYERS)}")
    _check_source(file, key, taken["source"])
    taken["names"] = MappingProxyType(taken["names"])
    taken["plain"] = MappingProxyType(taken["plain"])
    taken["attachments"] = tuple(_attachment(file, key, one) for one in taken["attachments"])
    return Structure(id=key, **taken)


def _attachment(file: Path, key: str, record: dict[str, Any]) -> Attachment:
    taken = _take(file, key, {"note": ""} | record, _ATTACHMENT_FIELDS)
    point = taken["point_mm"]
    if len(point) != 3 or not all(isinstance(x, int | float) for x in point):
        raise CatalogError(f"{file}: {key}: point_mm must be three numbers")
    taken["point_mm"] = tuple(float(x) for x in point)
    _check_source(file, key, taken["source"])
    return Attachment(**taken)
