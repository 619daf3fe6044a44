"""Makes a record of what stands in a file, and refuses what is missing, odd or without a source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from explainer.catalog.lists import BY_NAME
from explainer.catalog.records import (
    Attachment,
    CatalogError,
    Choice,
    LinkField,
    Parameter,
    Structure,
)

OWN_SOURCE = "ours"  # a choice of this project's own: its reasoning must stand in `note`
PARAMETER_KINDS = ("measured", "modelled", "derived", "ours")
STRUCTURE_KINDS = (
    "bone", "cartilage", "meniscus", "ligament", "tendon", "muscle", "capsule",
    "artery", "vein", "nerve", "bursa", "fat", "skin",
)  # fmt: skip
LAYERS = ("skin", "superficial", "deep", "floor", "bone", "limb")


def source(file: Path | str, key: str, named: str, known: Collection[str]) -> None:
    """Refuses a record whose source is not among the known ones."""
    if named != OWN_SOURCE and named not in known:
        raise CatalogError(f"{file}: {key}: unknown source {named!r}")


def citation(file: Path | str, key: str, given: Mapping[str, str], known: Collection[str]) -> None:
    """Refuses a source that is unknown or without a place, and one of our own without reasoning."""
    source(file, key, given["source"], known)
    if not given["where"]:
        raise CatalogError(f"{file}: {key}: {given['source']}: where is empty")
    if given["source"] == OWN_SOURCE and not given["note"]:
        raise CatalogError(f"{file}: {key}: a choice of our own needs its reasoning in note")


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
_LINK_FIELDS = {
    "key": str,
    "default": str,
    "planned": str,
    "packing": str,
    "codes": dict,
    "former_default": str,
}
_STRUCTURE_FIELDS = {
    "latin": str, "names": dict, "plain": dict, "kind": str, "layer": str, "load": str,
    "identifier": str, "source": str, "attachments": list,
}  # fmt: skip
_ATTACHMENT_FIELDS = {
    "role": str, "on": str, "point_mm": list, "source": str, "where": str, "note": str,
}  # fmt: skip


def parameter(file: Path, key: str, record: dict[str, Any], known: Collection[str]) -> Parameter:
    """A constant within its range, with unit, place and a known source."""
    taken = _take(file, key, {"people": "", "note": ""} | record, _PARAMETER_FIELDS)
    for name in ("value", "low", "high"):
        taken[name] = float(taken[name])
    if not taken["low"] <= taken["value"] <= taken["high"]:  # refuses nan too
        raise CatalogError(f"{file}: {key}: needs low <= value <= high")
    if taken["kind"] not in PARAMETER_KINDS:
        raise CatalogError(f"{file}: {key}: kind must be one of {', '.join(PARAMETER_KINDS)}")
    if not taken["unit"]:
        raise CatalogError(f"{file}: {key}: unit is empty")
    citation(file, key, taken, known)
    return Parameter(key=key, **taken)


def choice(file: Path, key: str, record: dict[str, Any]) -> Choice:
    """A choice whose default is one of its options, or within its limits."""
    if "options_from" in record:
        record = dict(record)
        named = record.pop("options_from")
        if named not in BY_NAME:
            raise CatalogError(f"{file}: {key}: no list {named!r} in explainer/catalog/lists.py")
        record["options"] = BY_NAME[named]
    if "options" in record:
        unused: dict[str, Any] = {"low": 0.0, "high": 0.0, "step": 0.0, "unit": "", "note": ""}
        options = tuple(record["options"])
        if record["default"] not in options:
            raise CatalogError(f"{file}: {key}: the default is not among the options")
        former = MappingProxyType(dict(record.get("former", {})))
        if not set(former.values()) <= set(options):
            raise CatalogError(f"{file}: {key}: former: means none of the options")
        return Choice(name=key, **(unused | record | {"options": options, "former": former}))
    taken = _take(file, key, {"note": ""} | record, _CHOICE_FIELDS)
    if not taken["low"] <= taken["default"] <= taken["high"] or not taken["step"] > 0:
        raise CatalogError(f"{file}: {key}: needs low <= default <= high and a step above 0")
    return Choice(name=key, options=(), **taken)


def link_field(file: Path, name: str, record: dict[str, Any]) -> LinkField:
    """How a version of the link writes a choice; without its own key, under the choice's name."""
    usual = {"key": name, "planned": "", "packing": "", "codes": {}, "former_default": ""}
    added = record.get("added", False) is True
    record = {key: value for key, value in record.items() if key != "added"}
    taken = _take(file, name, usual | record, _LINK_FIELDS)
    return LinkField(name, **(taken | {"codes": MappingProxyType(taken["codes"]), "added": added}))


def structure(file: Path, key: str, record: dict[str, Any], known: Collection[str]) -> Structure:
    """A part of the knee of a known kind and layer, with its attachments."""
    defaults = {"load": "", "identifier": "", "attachments": []}
    taken = _take(file, key, defaults | record, _STRUCTURE_FIELDS)
    if taken["kind"] not in STRUCTURE_KINDS:
        raise CatalogError(f"{file}: {key}: kind must be one of {', '.join(STRUCTURE_KINDS)}")
    if taken["layer"] not in LAYERS:
        raise CatalogError(f"{file}: {key}: layer must be one of {', '.join(LAYERS)}")
    source(file, key, taken["source"], known)
    taken["names"] = MappingProxyType(taken["names"])
    taken["plain"] = MappingProxyType(taken["plain"])
    taken["attachments"] = tuple(_attachment(file, key, one, known) for one in taken["attachments"])
    return Structure(id=key, **taken)


def _attachment(file: Path, key: str, record: dict[str, Any], known: Collection[str]) -> Attachment:
    taken = _take(file, key, {"note": ""} | record, _ATTACHMENT_FIELDS)
    point = taken["point_mm"]
    if len(point) != 3 or not all(isinstance(x, int | float) for x in point):
        raise CatalogError(f"{file}: {key}: point_mm must be three numbers")
    taken["point_mm"] = tuple(float(x) for x in point)
    source(file, key, taken["source"], known)
    return Attachment(**taken)
