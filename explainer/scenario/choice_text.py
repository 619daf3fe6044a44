"""How each choice is written as text, and read back. An unusable text raises ValueError."""

from __future__ import annotations

import math
from typing import Any

from explainer import catalog, clinic
from explainer.catalog import aggravators, exercises
from explainer.link.packing import format_number
from explainer.scenario.values import (
    CAMERA_NEAR,
    CAMERA_REACH,
    DAYS_A_WEEK,
    MARK_REACH_MM,
    MOST_PICKED,
    POSE_CHOICES,
    Camera,
    Day,
    Mark,
    PainPose,
    PickedExercise,
)

Chosen = (
    float
    | str
    | Camera
    | Mark
    | PainPose
    | tuple[Day, ...]
    | tuple[PickedExercise, ...]
    | tuple[str, ...]
    | None
)


def write(value: Any) -> str:
    """The text of a choice."""
    if value is None:
        return ""
    if isinstance(value, Camera | Mark | PainPose | Day | PickedExercise):
        return ",".join(write(part) for part in value)
    if isinstance(value, tuple):
        return ";".join(write(one) for one in value)
    if isinstance(value, str):
        return value
    return format_number(value)


def read(name: str, text: str) -> Chosen:
    """The choice `name` that a text stands for; raises ValueError where there is none."""
    if name == "structure":
        return _one_of(text, ("", *catalog.structures()))
    if name == "camera":
        return _camera(text) if text else None
    if name == "mark":
        return _mark(text) if text else None
    if name == "pain_pose":
        return _pain_pose(text) if text else None
    if name == "days":
        return _days(text) if text else ()
    if name == "home_care":
        return _picked(text) if text else ()
    if name == "aggravators":
        return _aggravators(text) if text else ()
    choice = catalog.choices()[name]
    if choice.is_number:
        return _number(text, choice.low, choice.high)
    return _one_of(choice.former.get(text, text), choice.options)


def _one_of(text: str, options: tuple[str, ...]) -> str:
    if text not in options:
        raise ValueError(text)
    return text


def _number(text: str, low: float, high: float) -> float:
    if not text.isascii() or "_" in text:  # float() reads both; a link of ours never holds them
        raise ValueError(text)
    number = float(text)
    if not low <= number <= high:  # refuses nan too
        raise ValueError(text)
    return number


def _camera(text: str) -> Camera:
    parts = [_number(part, -CAMERA_REACH, CAMERA_REACH) for part in text.split(",")]
    if len(parts) != len(Camera._fields) or math.hypot(*parts) < CAMERA_NEAR:
        raise ValueError(text)
    return Camera(*parts)


def _mark(text: str) -> Mark:
    parts = [_number(part, -MARK_REACH_MM, MARK_REACH_MM) for part in text.split(",")]
    if len(parts) != len(Mark._fields):
        raise ValueError(text)
    return Mark(*parts)


def _pain_pose(text: str) -> PainPose:
    limits = [catalog.choices()[name] for name in POSE_CHOICES]
    angles = text.split(",")
    if len(angles) != len(limits):
        raise ValueError(text)
    pairs = zip(angles, limits, strict=True)
    return PainPose(*(_number(angle, limit.low, limit.high) for angle, limit in pairs))


def _days(text: str) -> tuple[Day, ...]:
    days = tuple(_day(part) for part in text.split(";"))
    if len(days) != DAYS_A_WEEK:
        raise ValueError(text)
    return days


def _day(text: str) -> Day:
    parts = text.split(",")
    if len(parts) != len(Day._fields):
        raise ValueError(text)
    chosen: dict[str, Any] = {n: read(n, p) for n, p in zip(Day._fields, parts, strict=True)}
    return Day(**chosen)


def _picked(text: str) -> tuple[PickedExercise, ...]:
    picked = tuple(_picked_one(part) for part in text.split(";"))
    if len(picked) > MOST_PICKED or len({one.id for one in picked}) < len(picked):
        raise ValueError(text)
    return picked


def _picked_one(text: str) -> PickedExercise:
    """An exercise of the catalog with whole numbers within its record's ranges, or 0.

    One of the clinic's own has no numbers.
    """
    id, *numbers = text.split(",")
    if id in (one.id for one in clinic.own().exercises):
        if any(float(number) for number in numbers):
            raise ValueError(text)
        return PickedExercise(id)
    ranges = exercises.exercises()[_one_of(id, tuple(exercises.exercises()))].dose.ranges
    if len(numbers) != len(ranges):
        raise ValueError(text)
    dose = [_dose(number, allowed) for number, allowed in zip(numbers, ranges, strict=True)]
    return PickedExercise(id, *dose)


def _dose(text: str, allowed: exercises.DoseRange) -> float:
    """A number of the range; 0 for the usual one, however it was written."""
    number = _number(text, 0.0, allowed.high)
    if number in (0.0, allowed.default):
        return 0.0
    if number not in allowed or number != round(number):
        raise ValueError(text)
    return number


def _aggravators(text: str) -> tuple[str, ...]:
    """Ids of the catalog, each once, in its order."""
    known, ids = tuple(aggravators.aggravators()), text.split(";")
    if not set(ids) <= set(known) or len(set(ids)) < len(ids):
        raise ValueError(text)
    return tuple(sorted(ids, key=known.index))
