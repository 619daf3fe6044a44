"""What may bring the pain: the answers to the plan's short question, and what they lean on.

Records: assets/data/aggravators.toml, which says what each field means. An answer's id stands in
links; its words are in assets/text/<language>/aggravators.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from explainer import catalog
from explainer.catalog import checked, files
from explainer.catalog.records import CatalogError

QUESTIONS = ("run", "onset", "other")  # in the order in which they are asked
FILE = "aggravators.toml"


class Evidence(NamedTuple):
    """A source, and the place in it."""

    source: str
    where: str
    note: str


@dataclass(frozen=True)
class Aggravator:
    """One answer, and the sources of its words."""

    id: str
    question: str
    sources: tuple[Evidence, ...]


@cache
def aggravators() -> Mapping[str, Aggravator]:
    """All answers by id, in the file's order; CatalogError names file and key of a bad one."""
    file = catalog.DATA / FILE
    records = files.toml(file)
    return MappingProxyType({key: _read(f"{file}: {key}", key, records[key]) for key in records})


def answers_to(question: str) -> tuple[Aggravator, ...]:
    """The answers to one question."""
    return tuple(one for one in aggravators().values() if one.question == question)


def _read(place: str, key: str, record: Mapping[str, Any]) -> Aggravator:
    if not key.isascii() or not key.isalpha() or not key.islower():
        raise CatalogError(f"{place}: an id is small letters only: it stands in links")
    question = record.get("question")
    if question not in QUESTIONS:
        raise CatalogError(f"{place}: question must be one of {', '.join(QUESTIONS)}")
    sources = tuple(_evidence(place, one) for one in record.get("sources", ()))
    if not sources:
        raise CatalogError(f"{place}: sources is missing")
    return Aggravator(key, question, sources)


def _evidence(place: str, given: Mapping[str, str]) -> Evidence:
    try:
        checked.citation(place, "sources", given, catalog.sources())
        return Evidence(given["source"], given["where"], given["note"])
    except KeyError as error:
        raise CatalogError(f"{place}: sources: {error.args[0]} is missing") from None
