"""What the clinic does with exercises: ours that it leaves out, and its own, in words alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from explainer.catalog import exercises
from explainer.clinic.values import (
    LONGEST_LINE,
    RefusedError,
    in_language,
    partly_refused,
    read_by_language,
    read_each,
    read_line,
)

MOST_EXERCISES = 8  # of the clinic's own: they go first in their stage
EXERCISE_ID = re.compile(r"[a-z]{2,20}")
OWN = "own"  # before the id of a clinic's own exercise: no exercise of ours begins so
EXERCISE_FIELDS = ("id", "stage", "name", "dose", "steps", "stop")
MOST_STEPS, LONGEST_STEP = 3, 100  # lines, characters: five exercises fit a page of the handout


@dataclass(frozen=True)
class OwnExercise:
    """A thing to do at home that the clinic has added, in words alone; its texts by language."""

    id: str  # as links and pages know it: OWN and what the file says
    stage: str
    names: Mapping[str, str]
    doses: Mapping[str, str]
    steps: Mapping[str, tuple[str, ...]]
    stops: Mapping[str, str]  # beside the rules that hold for all exercises; may be empty

    def name(self, language: str) -> str:
        """Its name in a language, or else in the first language it has one in."""
        return in_language(self.names, language)

    def dose(self, language: str) -> str:
        """How much, as one line."""
        return in_language(self.doses, language)

    def steps_in(self, language: str) -> tuple[str, ...]:
        """What to do, line by line."""
        return in_language(self.steps, language)

    def stop(self, language: str) -> str:
        """When to stop, as one line; may be empty."""
        return in_language(self.stops, language) if self.stops else ""


def read_left_out(value: Any) -> tuple[str, ...]:
    """Ids of our exercises; a stage keeps one at least."""
    known = exercises.exercises()
    allowed = f'a list such as ["ice", "strip"], of {", ".join(known)}'
    if not isinstance(value, list):
        raise RefusedError(f"{value!r} is not a list", allowed)
    good = tuple(dict.fromkeys(one for one in value if isinstance(one, str) and one in known))
    wrong = [RefusedError(f"{one!r} is no exercise", allowed) for one in value if one not in good]
    for stage in exercises.STAGES:
        ids = [one.id for one in exercises.stage(stage)]
        if set(ids) <= set(good):
            wrong.append(RefusedError(f"nothing would be left of the stage {stage!r}", allowed))
            good = tuple(one for one in good if one not in ids)
    if wrong:
        raise partly_refused(wrong, good)
    return good


def read_exercises(value: Any) -> tuple[OwnExercise, ...]:
    """The clinic's own, in the order of the file; no id stands twice."""
    allowed = (
        f"at most {MOST_EXERCISES} tables [[exercises]], each with an id, stage, name and so on"
    )
    ids: set[str] = set()

    def read_one(number: int, given: dict[str, Any]) -> OwnExercise:
        one = _exercise(number, given)
        if one.id in ids:
            raise RefusedError(f"exercise {number}: id: stands twice", "an id of its own for each")
        ids.add(one.id)
        return one

    return read_each(value, read_one, MOST_EXERCISES, allowed)


def _exercise(number: int, given: dict[str, Any]) -> OwnExercise:
    """An exercise of the clinic's own, or a refusal that says which and why."""
    place = f"exercise {number}"
    for key in given:
        if key not in EXERCISE_FIELDS:
            raise RefusedError(f"{place}: unknown {key!r}", ", ".join(EXERCISE_FIELDS))
    id, stage = given.get("id"), given.get("stage")
    if not isinstance(id, str) or not EXERCISE_ID.fullmatch(id):
        raise RefusedError(f"{place}: id: {id!r}", "2 to 20 small letters: it stands in links")
    if stage not in exercises.STAGES:
        raise RefusedError(f"{place}: stage: {stage!r} is unknown", ", ".join(exercises.STAGES))
    names, doses = (
        read_by_language(f"{place}: {key}", given.get(key), _filled, '{ en = "...", es = "..." }')
        for key in ("name", "dose")
    )
    many = '{ en = ["...", "..."], es = ["...", "..."] }'
    steps = read_by_language(f"{place}: steps", given.get("steps"), _steps, many)
    stops: Mapping[str, str] = MappingProxyType({})
    if "stop" in given:
        stops = read_by_language(
            f"{place}: stop", given["stop"], _step, '{ en = "...", es = "..." }'
        )
    return OwnExercise(OWN + id, str(stage), names, doses, steps, stops)


def _filled(value: Any) -> str:
    line = read_line(value)
    if not line:
        raise RefusedError("is empty", f"one line of text, at most {LONGEST_LINE} characters")
    return line


def _steps(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_STEPS:
        allowed = f"a list of 1 to {MOST_STEPS} lines, each of 1 to {LONGEST_STEP} characters"
        raise RefusedError(f"{value!r} is no such list", allowed)
    return tuple(map(_step, value))


def _step(value: Any) -> str:
    is_line = isinstance(value, str) and value.isprintable() and bool(value.strip())
    if not is_line or len(value) > LONGEST_STEP:
        allowed = f"one line of text in quotation marks, of 1 to {LONGEST_STEP} characters"
        raise RefusedError(f"{value!r} cannot be printed as it is", allowed)
    return value.strip()
