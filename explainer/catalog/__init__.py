"""Reads assets/data once into frozen records, and refuses bad data by file and key.

Every number the project uses stands in assets/data with its source. This package is the only door
to it: it checks on the way in, so that the rest of the code can trust what it gets. `records` says
what there is, `files` reads, `checked` refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from explainer.catalog import checked, files
from explainer.catalog.checked import OWN_SOURCE, PARAMETER_KINDS, STRUCTURE_KINDS
from explainer.catalog.lists import SURFACES
from explainer.catalog.records import (
    Attachment,
    CatalogError,
    Choice,
    LinkField,
    Parameter,
    Source,
    Structure,
    Surface,
    Table,
)

__all__ = [
    "ASSETS", "DATA", "OWN_SOURCE", "PARAMETER_KINDS", "STRUCTURE_KINDS", "Attachment",
    "CatalogError", "Choice", "LinkField", "Parameter", "Source", "Structure", "Surface", "Table",
    "choices", "link_fields", "parameter", "parameters", "sources", "structures", "surfaces",
    "table",
]  # fmt: skip

T = TypeVar("T")

ASSETS = Path(__file__).resolve().parents[2] / "assets"
DATA = ASSETS / "data"


@cache
def sources() -> Mapping[str, Source]:
    """All sources by key."""
    rows = files.csv_rows(DATA / "sources.csv")
    return MappingProxyType({row["key"]: Source(**row) for row in rows})


@cache
def parameters() -> Mapping[str, Parameter]:
    """All parameters by key, over every file of assets/data/parameters."""
    return _records("parameters", checked.parameter)


def parameter(key: str) -> Parameter:
    """One parameter; an unknown key raises CatalogError."""
    try:
        return parameters()[key]
    except KeyError:
        raise CatalogError(f"assets/data/parameters: no parameter {key!r}") from None


@cache
def surfaces() -> Mapping[str, Surface]:
    """All surfaces by id, in the order of explainer/catalog/lists.py."""
    file = DATA / "surfaces.toml"
    found: dict[str, Surface] = {}
    for key, properties in files.toml(file).items():
        made = {
            name: checked.parameter(file, f"{key}.{name}", one, sources())
            for name, one in properties.items()
        }
        found[key] = Surface(key, MappingProxyType(made))
    for key in {*found} ^ {*SURFACES}:
        why = "not in SURFACES of" if key in found else "no records here, but it is listed in"
        raise CatalogError(f"{file}: {key}: {why} explainer/catalog/lists.py")
    return MappingProxyType({key: found[key] for key in SURFACES})


@cache
def choices() -> Mapping[str, Choice]:
    """What a reader can choose, by name: defaults, limits and options of the scenario."""
    file = DATA / "scenario.toml"
    records = files.toml(file).items()
    return MappingProxyType({key: checked.choice(file, key, record) for key, record in records})


@cache
def link_fields(version: str) -> Mapping[str, LinkField]:
    """How a version of the link writes each choice, by the choice's present name, in its order."""
    file = DATA / f"link_v{version}.toml"
    present = {one.former_name: one.name for one in choices().values()}
    records = files.toml(file).items()
    fields = {
        present.get(key, key): checked.link_field(file, key, record) for key, record in records
    }
    for key, one in fields.items():
        without = [surface for surface in SURFACES if surface not in one.codes]
        if one.packing == "days" and without:
            raise CatalogError(f"{file}: {key}: codes: {without[0]} has no letter")
    return MappingProxyType(fields)


@cache
def structures() -> Mapping[str, Structure]:
    """All structures by id, over every file of assets/data/structures."""
    return _records("structures", checked.structure)


@cache
def label_order(page: str) -> tuple[str, ...]:
    """The structures that a page's picture labels first: those that its text teaches, in order."""
    file = DATA / "labels.toml"
    orders = files.toml(file)
    if page not in orders:
        return ()
    unknown = [key for key in orders[page]["first"] if key not in structures()]
    if unknown:
        raise CatalogError(f"{file}: {page}: first: no structure {unknown[0]!r}")
    return tuple(orders[page]["first"])


@cache
def table(name: str) -> Table:
    """assets/data/<name>.csv as text cells; each row must name its source and the place in it."""
    rows = files.csv_rows(DATA / f"{name}.csv")
    file = f"assets/data/{name}.csv"
    for number, row in enumerate(rows, start=2):
        for column in ("source", "where"):
            if not row.get(column, "").strip():
                raise CatalogError(f"{file}: line {number}: {column} is missing")
        checked.source(file, f"line {number}", row["source"], sources())
    return Table(name, tuple(rows[0]), tuple(MappingProxyType(row) for row in rows))


def _records(
    folder: str, make: Callable[[Path, str, dict[str, Any], Mapping[str, Source]], T]
) -> Mapping[str, T]:
    """The records of every file of a folder by key; a key stands in one file only."""
    found: dict[str, T] = {}
    for file in sorted((DATA / folder).glob("*.toml")):
        for key, record in files.toml(file).items():
            if key in found:
                raise CatalogError(f"{file}: {key}: the key is used twice")
            found[key] = make(file, key, record, sources())
    if not found:
        raise CatalogError(f"{DATA / folder}: has no records")
    return MappingProxyType(found)
