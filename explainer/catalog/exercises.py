"""What a patient does at home: pose, dose, grade of evidence and sources of each way.

Records: assets/data/care/exercises.toml, which says what each field means. An exercise's id stands
in links; its words are in assets/text/<language>/exercises.toml.
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

KINDS = ("ice", "mobility", "strength", "stretch", "massage", "running")
STAGES = ("calm", "build", "return")
UNITS = ("repeats", "seconds", "minutes")
GRADES = ("strong", "moderate", "weak", "practice")
# Whom the grade speaks of. None of them had pain behind the knee.
TESTED_IN = (
    "achilles", "ankle_sprain", "footballers", "hamstring_strain", "healthy", "healthy_sport",
    "muscle_size", "none", "other_tendons", "sport", "surgery", "trained_runners",
)  # fmt: skip
ROLES = ("pose", "dose", "effect", "harm", "caution")  # what a source is cited for
PAIN_SCALE_MAXIMUM = 10
MOST_CORE = 4  # of a stage: what stands beside more is not done
FILE = "care/exercises.toml"


class Pose(NamedTuple):
    """Hip flexion, knee flexion and ankle dorsiflexion of the leg that works, degrees."""

    hip_deg: float
    knee_deg: float
    ankle_deg: float


class DoseRange(NamedTuple):
    """The least and the most that a source allows, and what is usual."""

    low: float
    high: float
    default: float

    def __contains__(self, value: object) -> bool:
        """Whether a value is within the range."""
        return isinstance(value, int | float) and self.low <= value <= self.high


@dataclass(frozen=True)
class Dose:
    """Sets of an amount, times a day, days a week, for the first to the last of `weeks`."""

    sets: DoseRange
    amount: DoseRange
    unit: str
    per_day: DoseRange
    days: DoseRange
    weeks: tuple[int, int]

    @property
    def ranges(self) -> tuple[DoseRange, DoseRange, DoseRange, DoseRange]:
        """Sets, amount, times a day and days a week: what a clinician may set."""
        return self.sets, self.amount, self.per_day, self.days


class Cited(NamedTuple):
    """A source, what it is cited for, and the place in it."""

    role: str
    source: str
    where: str
    note: str


class Interval(NamedTuple):
    """A step of the run-walk plan: minutes of walking and running by turns; 0, 0: all running."""

    walk_min: float
    run_min: float
    miles: float


@dataclass(frozen=True)
class Exercise:
    """One way of care at home. `start` and `end` are None where the running stride is meant."""

    id: str
    kind: str
    stage: str
    core_rank: int  # 1 is shown first in its stage; 0: an option
    start: Pose | None
    end: Pose | None
    works: tuple[str, ...]
    stretches: tuple[str, ...]
    treats: tuple[str, ...]
    pain_limit: int
    dose: Dose
    grade: str
    tested_in: tuple[str, ...]
    intervals: tuple[Interval, ...]
    signs: tuple[str, ...]  # of the get-help lists, that its own words speak of
    sources: tuple[Cited, ...]

    @property
    def is_core(self) -> bool:
        """Whether it belongs to the core set."""
        return self.core_rank > 0

    @property
    def muscles(self) -> tuple[str, ...]:
        """The structures that work, are stretched or are treated, each once."""
        return tuple(dict.fromkeys((*self.stretches, *self.works, *self.treats)))

    def cited(self, *roles: str) -> tuple[str, ...]:
        """The keys of the sources cited for these roles, or for any, each once."""
        wanted = roles or ROLES
        return tuple(dict.fromkeys(one.source for one in self.sources if one.role in wanted))


@cache
def exercises() -> Mapping[str, Exercise]:
    """All exercises by id, in the file's order; CatalogError names file and key of a bad one."""
    file = catalog.DATA / FILE
    records = files.toml(file)
    return MappingProxyType({key: _read(f"{file}: {key}", key, records[key]) for key in records})


def stage(name: str) -> tuple[Exercise, ...]:
    """The exercises of a stage: the core set by rank, then the options in the file's order."""
    found = [one for one in exercises().values() if one.stage == name]
    return tuple(sorted(found, key=lambda one: one.core_rank or len(found) + 1))


def _read(place: str, key: str, record: Mapping[str, Any]) -> Exercise:
    """An exercise from its record."""
    if not key.isascii() or not key.isalpha() or not key.islower():
        raise CatalogError(f"{place}: an id is small letters only: it stands in links")
    try:
        exercise = Exercise(
            id=key,
            kind=_one_of(place, "kind", record["kind"], KINDS),
            stage=_one_of(place, "stage", record["stage"], STAGES),
            core_rank=int(record["core"]),
            start=_pose(place, "start", record["start"]),
            end=_pose(place, "end", record["end"]),
            works=_structures(place, "works", record["works"]),
            stretches=_structures(place, "stretches", record["stretches"]),
            treats=_structures(place, "treats", record["treats"]),
            pain_limit=int(record["limit"]),
            dose=_dose(place, record),
            grade=_one_of(place, "grade", record["grade"], GRADES),
            tested_in=tuple(
                _one_of(place, "tested_in", one, TESTED_IN) for one in record["tested_in"]
            ),
            intervals=tuple(Interval(*one) for one in record.get("intervals", ())),
            signs=tuple(record.get("signs", ())),
            sources=tuple(_cited(place, one) for one in record["sources"]),
        )
    except KeyError as error:
        raise CatalogError(f"{place}: {error.args[0]} is missing") from None
    _check(place, exercise)
    return exercise


def _check(place: str, exercise: Exercise) -> None:
    """Refuses what no reader should meet: no muscle, no source, a grade without people."""
    if not exercise.muscles:
        raise CatalogError(f"{place}: no structure works, is stretched or is treated")
    if not 0 < exercise.pain_limit < PAIN_SCALE_MAXIMUM:
        raise CatalogError(f"{place}: limit must lie between 0 and {PAIN_SCALE_MAXIMUM}")
    if (exercise.start is None) != (exercise.end is None):
        raise CatalogError(f"{place}: start and end: both or none")
    if (exercise.grade == "practice") != (exercise.tested_in == ("none",)):
        raise CatalogError(f"{place}: tested_in must be none for practice, and for nothing else")
    needed = ["dose"] + ["pose"] * (exercise.start is not None)
    needed += ["effect"] * (exercise.grade != "practice")
    for role in needed:
        if not exercise.cited(role):
            raise CatalogError(f"{place}: no source for its {role}")


def _one_of(place: str, name: str, value: object, known: tuple[str, ...]) -> str:
    if value not in known:
        raise CatalogError(f"{place}: {name} must be one of {', '.join(known)}, not {value!r}")
    return str(value)


def _pose(place: str, name: str, angles: list[float]) -> Pose | None:
    if not angles:
        return None
    if len(angles) != len(Pose._fields):
        raise CatalogError(f"{place}: {name} must be hip, knee and ankle")
    return Pose(*map(float, angles))


def _structures(place: str, name: str, ids: list[str]) -> tuple[str, ...]:
    for one in ids:
        if one not in catalog.structures():
            raise CatalogError(f"{place}: {name}: no structure {one!r}")
    return tuple(ids)


def _dose(place: str, record: Mapping[str, Any]) -> Dose:
    first, last = record["weeks"]
    if not 0 < first <= last:
        raise CatalogError(f"{place}: weeks: needs 0 < first <= last")
    unit = _one_of(place, "unit", record["unit"], UNITS)
    sets, amount, per_day, days = (
        _range(place, name, record[name]) for name in ("sets", "amount", "per_day", "days")
    )
    return Dose(sets, amount, unit, per_day, days, (int(first), int(last)))


def _range(place: str, name: str, given: list[float]) -> DoseRange:
    low, high, default = map(float, given)
    if not 0 < low <= default <= high:  # refuses nan too
        raise CatalogError(f"{place}: {name}: needs 0 < least <= usual <= most")
    return DoseRange(low, high, default)


def _cited(place: str, given: Mapping[str, str]) -> Cited:
    _one_of(place, "of", given["of"], ROLES)
    checked.citation(place, "sources", given, catalog.sources())
    return Cited(given["of"], given["source"], given["where"], given["note"])
