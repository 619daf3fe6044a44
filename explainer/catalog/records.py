"""What assets/data holds, as frozen records."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

LOADED_KINDS = frozenset({"cartilage", "meniscus", "ligament", "tendon", "muscle", "capsule"})


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
    def is_of_knee(self) -> bool:
        """Whether the knee has this part; hip and foot have parts that only the whole leg shows."""
        return self.layer != "limb"

    @property
    def load_is_unknown(self) -> bool:
        """Whether running loads this part of the knee and no one has published how much."""
        return self.kind in LOADED_KINDS and not self.load and self.is_of_knee


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
    former_name: str = ""  # under which links that were sent hold the choice
    # an option of such links, and what it means now
    former: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def is_number(self) -> bool:
        """Whether the choice is a number rather than one of a list."""
        return not self.options


@dataclass(frozen=True)
class LinkField:
    """How a version of the link writes a choice; what each means: assets/data/link_v2.toml."""

    name: str  # the choice's name when the version was made: the checksum covers it
    key: str
    default: str
    planned: str
    packing: str
    codes: Mapping[str, str]  # option -> code
    former_default: str
    added: bool


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


def _cell(name: str, row: Mapping[str, str], column: str) -> float:
    text = row[column].strip()
    try:
        return float(text) if text else math.nan
    except ValueError:
        raise CatalogError(f"assets/data/{name}.csv: {column}: {text!r} is no number") from None
