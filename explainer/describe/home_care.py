"""Sentences about home care: dose, length of the muscles, what is known.

For the page, the handout and a screen reader alike. Numbers are those of the record, of the
clinician's choice in the link, or of the length model (explainer.anatomy.lengths).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from explainer import clinic
from explainer.anatomy import lengths
from explainer.catalog import exercises
from explainer.catalog.exercises import Exercise, Pose
from explainer.clinic.own_exercises import OwnExercise
from explainer.scenario import PickedExercise, Scenario
from explainer.words import Words

MOST_LENGTHS = 2  # muscles whose length is told
SHORT_LIST = 3  # exercises that the handout shows where none is picked
LEAST_MOVE_MM = 2.0  # between start and end, for both to be told
LENGTHS_TOLD = (
    "semimembranosus", "semitendinosus", "biceps_femoris_long",
    "gastrocnemius_medial", "gastrocnemius_lateral", "soleus",
)  # fmt: skip
# Named as one in plain words, where at least so many of them take part.
GROUPS = {
    "hamstrings": (3, (*LENGTHS_TOLD[:3], "biceps_femoris_short")),
    "calf_heads": (2, LENGTHS_TOLD[3:5]),
    "front_thigh": (2, ("rectus_femoris", "vastus_lateralis", "vastus_medialis")),
}


@dataclass(frozen=True)
class DoseNumbers:
    """How much: sets of an amount, times a day, days a week."""

    sets: float
    amount: float
    per_day: float
    days: float


@dataclass(frozen=True)
class ExerciseText:
    """Everything that is said of an exercise, in the reader's words."""

    name: str
    purpose: str
    muscles: tuple[str, ...]
    steps: tuple[str, ...]
    lengths: tuple[str, ...]
    stop: tuple[str, ...]
    avoid: tuple[str, ...]
    known: str
    tested: str
    intervals: tuple[str, ...]
    sources: tuple[str, ...]


def shown_first(scenario: Scenario) -> tuple[PickedExercise, ...]:
    """What the clinician picked, else the core set of the first stage and of the next."""
    if scenario.home_care:
        return scenario.home_care
    offered = [one for name in exercises.STAGES for one in offered_in(name)]
    core_first = sorted(offered, key=lambda one: not one.is_core)
    return tuple(PickedExercise(one.id) for one in core_first[:SHORT_LIST])


def offered_in(stage: str) -> tuple[Exercise, ...]:
    """Our exercises of a stage but those that the clinic leaves out."""
    left_out = clinic.own().leave_out
    return tuple(one for one in exercises.stage(stage) if one.id not in left_out)


def own_exercises() -> dict[str, OwnExercise]:
    """The clinic's own by id."""
    return {one.id: one for one in clinic.own().exercises}


def pain_limit(id: str) -> int:
    """The pain of 0 to 10 above which to stop: of our record, or the strictest of them all."""
    known = exercises.exercises()
    if id in known:
        return known[id].pain_limit
    return min(one.pain_limit for one in known.values())


def dose_numbers(exercise: Exercise, picked: PickedExercise | None = None) -> DoseNumbers:
    """The clinician's numbers, and the record's usual ones where none was chosen."""
    chosen = picked[1:] if picked else (0.0,) * len(exercise.dose.ranges)
    pairs = zip(chosen, exercise.dose.ranges, strict=True)
    return DoseNumbers(*(number or usual.default for number, usual in pairs))


def dose(words: Words, exercise: Exercise, picked: PickedExercise | None = None) -> str:
    """The dose in one line, such as "3 × 30 seconds, once a day, 5 days a week, for 6 weeks"."""
    return f"{daily_dose(words, exercise, picked)}, {weeks(words, exercise)}"


def weeks(words: Words, exercise: Exercise) -> str:
    """How long to go on, such as "for 4 to 6 weeks"."""
    first, last = exercise.dose.weeks
    one, same, span = words.items("exercises.amounts.weeks", first=str(first), last=str(last))
    return one if last == 1 else same if first == last else span


def daily_dose(words: Words, exercise: Exercise, picked: PickedExercise | None = None) -> str:
    """The dose without its weeks."""
    numbers = dose_numbers(exercise, picked)
    one = "_one" if numbers.sets == 1 else ""
    values = {"sets": numbers.sets, "amount": numbers.amount}
    once, twice, often = words.items("exercises.amounts.per_day", count=numbers.per_day)
    day, some_days, every_day = words.items("exercises.amounts.days", count=numbers.days)
    return ", ".join(
        (
            words.text(f"exercises.amounts.{exercise.dose.unit}{one}", **values),
            {1: once, 2: twice}.get(round(numbers.per_day), often),
            {1: day, 7: every_day}.get(round(numbers.days), some_days),
        )
    )


def text(words: Words, exercise: Exercise) -> ExerciseText:
    """Everything that is said of an exercise but its dose."""
    way = words.table(f"exercises.ways.{exercise.id}")
    common = words.table("exercises.common", limit=str(exercise.pain_limit))
    return ExerciseText(
        name=way["name"],
        purpose=way["purpose"],
        muscles=_muscle_lines(words, exercise),
        steps=tuple(way["steps"]),
        lengths=length_sentences(words, exercise),
        stop=(*way["stop"], *common["stop"]),
        avoid=(*way["avoid"], *common["avoid"]),
        known=way["known"],
        tested=_tested(words, exercise),
        intervals=_interval_lines(words, exercise),
        sources=exercise.cited(),
    )


def own_text(words: Words, own: OwnExercise) -> ExerciseText:
    """The same of an exercise of the clinic's own: its words, and the rules that hold for all."""
    common = words.table("exercises.common", limit=str(pain_limit(own.id)))
    return ExerciseText(
        name=own.name(words.language),
        purpose="",
        muscles=(),
        steps=own.steps_in(words.language),
        lengths=(),
        stop=(*filter(None, (own.stop(words.language),)), *common["stop"]),
        avoid=tuple(common["avoid"]),
        known=words.text("exercises.own_known"),
        tested="",
        intervals=(),
        sources=(),
    )


def length_sentences(words: Words, exercise: Exercise) -> tuple[str, ...]:
    """How long its first muscles are at the end, at the start and in a run, against standing."""
    if exercise.start is None or exercise.end is None or exercise.kind == "ice":
        return ()
    known = [one for one in LENGTHS_TOLD if one in exercise.muscles]
    one_a_group = {_group(one): one for one in reversed(known)}
    mentioned = [one for one in known if one in one_a_group.values()][:MOST_LENGTHS]
    return tuple(_length_sentence(words, one, exercise.start, exercise.end) for one in mentioned)


def length_change_mm(muscle: str, pose: Pose) -> float:
    """Muscle-tendon length in a pose less that of standing, mm."""
    return float(lengths.length_mm(muscle, *pose)) - lengths.standing_mm(muscle)


def _length_sentence(words: Words, muscle: str, start: Pose, end: Pose) -> str:
    first, last = length_change_mm(muscle, start), length_change_mm(muscle, end)
    name = words.name(muscle)
    parts = [_change(words, "held", last, name=name)]
    if abs(last - first) >= LEAST_MOVE_MM:
        parts.append(_change(words, "start", first))
    short, long = _run_range_mm(muscle)
    if round(short) < 0 < round(long):
        values = {"short": words.number(-short, 0), "long": words.number(long, 0)}
        parts.append(words.text("exercises.lengths.run", **values))
    return " ".join(parts)


def _change(words: Words, key: str, change_mm: float, **values: str) -> str:
    """A sentence about a length; another one where it is that of standing."""
    rounded = round(change_mm)
    if not rounded:
        return words.text(f"exercises.lengths.{key}_same", **values)
    way = "longer" if rounded > 0 else "shorter"
    change = words.text(f"exercises.lengths.{way}", mm=words.number(abs(rounded), 0))
    return words.text(f"exercises.lengths.{key}", change=change, **values)


@cache
def _run_range_mm(muscle: str) -> tuple[float, float]:
    """The shortest and longest of an easy stride against standing, mm."""
    change, _ = lengths.stride_change_mm(muscle)
    return float(change.min()), float(change.max())


def _muscle_lines(words: Words, exercise: Exercise) -> tuple[str, ...]:
    kinds = {
        "stretches": exercise.stretches,
        "works": exercise.works,
        "treats": exercise.treats,
    }
    return tuple(
        words.text(f"exercises.{kind}", muscles=", ".join(_names(words, muscles)))
        for kind, muscles in kinds.items()
        if muscles
    )


def _names(words: Words, muscles: tuple[str, ...]) -> list[str]:
    """Names of muscles; in plain words those of a group as one."""
    named: dict[str, None] = {}
    for one in muscles:
        least, members = GROUPS.get(_group(one), (0, ()))
        is_group = words.register == "plain" and least and len({*members} & {*muscles}) >= least
        named[words.text(f"exercises.groups.{_group(one)}") if is_group else words.name(one)] = None
    return list(named)


def _group(muscle: str) -> str:
    """The group of a muscle; its own id where it has none."""
    return next((name for name, (_, members) in GROUPS.items() if muscle in members), muscle)


def _tested(words: Words, exercise: Exercise) -> str:
    grade = words.text(f"exercises.grades.{exercise.grade}")
    people = [words.text(f"exercises.people.{one}") for one in exercise.tested_in if one != "none"]
    if not people:
        return words.text("exercises.untested", grade=grade)
    return words.text("exercises.tested", grade=grade, people=", ".join(people))


def _interval_lines(words: Words, exercise: Exercise) -> tuple[str, ...]:
    """The steps of the run-walk plan."""
    lines = []
    for number, one in enumerate(exercise.intervals, 1):
        values = {"number": str(number), "distance": words.distance(one.miles)}
        if one.run_min:
            values |= {"walk": _minutes(words, one.walk_min), "run": _minutes(words, one.run_min)}
        key = "intervals" if one.run_min else "intervals_all"
        lines.append(words.text(f"exercises.{key}", **values))
    return tuple(lines)


def _minutes(words: Words, amount: float) -> str:
    one, many = words.items("exercises.amounts.minute", amount=amount)
    return one if amount == 1 else many
