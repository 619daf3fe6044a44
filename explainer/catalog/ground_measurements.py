"""What studies measured of running on each ground; for the reader to see, never for the model.

Shock of the shin, pressure under the foot, energy, muscle activity and variation of steps do not
say what the force in the knee is. A ground without a record of a quantity was not measured. Some
records are results that check the model (tests/published), so the model may not read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from explainer import catalog
from explainer.catalog.lists import SURFACES
from explainer.catalog.records import CatalogError

QUANTITIES = ("shin_shock", "foot_pressure", "energy", "muscle_activity", "step_variation")
# ratio: a number against `compared_with`; alike: no difference found; more, less: the way alone;
# comparison: the ground that the others were compared with.
FINDINGS = ("ratio", "alike", "more", "less", "comparison")
FILE = "assets/data/ground_measurements.csv"


class Ratio(NamedTuple):
    """A size against the ground that a study compared with, 1 for no difference, and its range."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class GroundMeasurement:
    """One study's finding of a quantity on a ground; `ratio` is None where it gives no size."""

    surface: str
    quantity: str
    finding: str
    ratio: Ratio | None
    compared_with: str
    people: str
    source: str
    where: str
    note: str


@cache
def ground_measurements() -> Mapping[tuple[str, str], tuple[GroundMeasurement, ...]]:
    """The records by (surface, quantity), in the file's order; CatalogError for a bad one."""
    found: dict[tuple[str, str], tuple[GroundMeasurement, ...]] = {}
    for line, row in enumerate(catalog.table("ground_measurements"), start=2):
        one = _checked(f"{FILE}: line {line}", row)
        key = one.surface, one.quantity
        found[key] = (*found.get(key, ()), one)
    return MappingProxyType(found)


def _checked(place: str, row: Mapping[str, str]) -> GroundMeasurement:
    """A record of a known ground, quantity and finding, with a size where it claims one."""
    for name, known in (("surface", SURFACES), ("quantity", QUANTITIES), ("finding", FINDINGS)):
        if row[name] not in known:
            raise CatalogError(f"{place}: {name} must be one of {', '.join(known)}")
    if row["source"] == catalog.OWN_SOURCE or row["seen"] != "yes" or not row["compared_with"]:
        raise CatalogError(f"{place}: needs a study that was read, and what it compared with")
    named = ("surface", "quantity", "finding", "compared_with", "people", "source", "where", "note")
    return GroundMeasurement(ratio=_ratio(place, row), **{name: row[name] for name in named})


def _ratio(place: str, row: Mapping[str, str]) -> Ratio | None:
    """The size and its range, all three for a ratio and none for any other finding."""
    texts = [row[name] for name in Ratio._fields]
    if row["finding"] != "ratio":
        if any(texts):
            raise CatalogError(f"{place}: value, low and high belong to a ratio")
        return None
    try:
        ratio = Ratio(*map(float, texts))
    except ValueError:
        raise CatalogError(f"{place}: value, low and high must be numbers") from None
    if not 0 < ratio.low <= ratio.value <= ratio.high:  # refuses nan too
        raise CatalogError(f"{place}: needs 0 < low <= value <= high")
    return ratio
