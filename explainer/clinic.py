"""The clinic that runs this copy: its name, its defaults and its website, from one optional file.

assets/data/clinic.toml says what each line means. A line that cannot be read or used is named once
in the log, with what is allowed; the app then starts as if that line were not there.
"""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeGuard, TypeVar

from explainer import catalog, forgiving_toml
from explainer.catalog import exercises

FILE = catalog.DATA / "clinic.toml"
LONGEST_LINE = 60  # characters: a name or phone number that still fits the head of the handout
LARGEST_LOGO_KB = 300  # it is sent with every first page
PICTURES = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg .jpeg", b"RIFF": ".webp"}  # first bytes
MOST_PRESETS = 4  # leaves room for the built-in ones: number keys reach nine
PRESET_FIELDS = (
    "miles", "surface", "speed_m_s", "longest_miles",
    "after_miles", "after_surface", "after_speed_m_s",
)  # fmt: skip
MOST_EXERCISES = 8  # of the clinic's own: they go first in their stage
EXERCISE_ID = re.compile(r"[a-z]{2,20}")
OWN = "own"  # before the id of a clinic's own exercise: no exercise of ours begins so
EXERCISE_FIELDS = ("id", "stage", "name", "dose", "steps", "stop")
MOST_STEPS, LONGEST_STEP = 3, 100  # lines, characters: five exercises fit a page of the handout
LINES = "key = value on one line, text in straight quotation marks"
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?")
ADDRESS = re.compile(ORIGIN.pattern + r"(/[\w./~-]*)?")
TELEPHONE = re.compile(r"\+?\d(?: ?\d){1,14}", re.ASCII)  # at most 15 digits (ITU-T E.164)

_log = logging.getLogger(__name__)


class Mistake(NamedTuple):
    """A line of the clinic file that could not be used."""

    key: str
    what: str
    allowed: str

    def line(self, file: Path = FILE) -> str:
        """The mistake as one line of the log."""
        return f"{file}: {self.key}: {self.what}. Allowed: {self.allowed}."


@dataclass(frozen=True)
class Preset:
    """A starting point of the clinic's own: names by language, choices as link text."""

    names: Mapping[str, str]
    choices: Mapping[str, str]

    def name(self, language: str) -> str:
        """Its name in a language, or else in the first language it has one in."""
        return _in_language(self.names, language)


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
        return _in_language(self.names, language)

    def dose(self, language: str) -> str:
        """How much, as one line."""
        return _in_language(self.doses, language)

    def steps_in(self, language: str) -> tuple[str, ...]:
        """What to do, line by line."""
        return _in_language(self.steps, language)

    def stop(self, language: str) -> str:
        """When to stop, as one line; may be empty."""
        return _in_language(self.stops, language) if self.stops else ""


@dataclass(frozen=True)
class Clinic:
    """What a clinic has set; in the neutral app every field is empty but the emergency number."""

    name: str = ""
    phone: str = ""
    emergency_number: str = "911"  # as it is shown; may hold single spaces
    logo: Path | None = None
    language: str = ""
    units: str = ""
    guide_miles: str = ""  # as a link writes it
    public_url: str = ""  # without a slash at its end
    embed_on: tuple[str, ...] = ()
    presets: tuple[Preset, ...] = ()
    leave_out: tuple[str, ...] = ()  # exercises of ours that this copy does not offer
    exercises: tuple[OwnExercise, ...] = ()
    profession: Mapping[str, str] = field(default_factory=dict)  # by language, after "your"
    reviewed_by: str = ""  # who has read the texts; "": nobody has yet
    reviewed_on: str = ""  # ISO date

    def defaults(self) -> dict[str, str]:
        """What a new visit starts with, as link text; a link's own values go over these."""
        names = ("language", "units", "guide_miles")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


T = TypeVar("T")


def _in_language(texts: Mapping[str, T], language: str) -> T:
    return texts[language] if language in texts else next(iter(texts.values()))


@cache
def own() -> Clinic:
    """This copy's clinic; what is wrong with its file goes to the log, once."""
    clinic, mistakes = read(FILE)
    for mistake in mistakes:
        _log.warning(mistake.line())
    return clinic


def read(file: Path) -> tuple[Clinic, tuple[Mistake, ...]]:
    """The clinic of a file, and each mistake in it. Never raises: no file is a neutral clinic."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return Clinic(), ()
    except OSError as error:
        return Clinic(), (Mistake("the whole file", str(error), "a file that may be read"),)
    text, taken_for = forgiving_toml.decode(content)
    given, refused = forgiving_toml.parse(text)
    clinic, mistakes = Clinic(), [Mistake(f"line {n}", what, LINES) for n, what in refused]
    if taken_for:
        mistakes.append(Mistake("the whole file", f"read as {taken_for}", "a file saved as UTF-8"))
    for key, value in given.items():
        try:
            if key not in _READERS:
                raise _refused(f"{key!r} is not a setting", ", ".join(_READERS))
            clinic = replace(clinic, **{key: _READERS[key](value)})
        except _RefusedError as refused:
            mistakes.append(Mistake(key, *refused.args))
            if refused.kept is not None:
                clinic = replace(clinic, **{key: refused.kept})
    return clinic, tuple(mistakes)


class _RefusedError(ValueError):
    """What is wrong with a value, and what is allowed instead; `kept` is what was good of it."""

    kept: Any = None


def _refused(what: str, allowed: str) -> _RefusedError:
    return _RefusedError(what, allowed)


def _line(value: Any) -> str:
    allowed = f"one line of text in quotation marks, at most {LONGEST_LINE} characters"
    if not isinstance(value, str) or not value.isprintable() or len(value) > LONGEST_LINE:
        raise _refused(f"{value!r} cannot be printed as it is", allowed)
    return value.strip()


def _telephone(value: Any) -> str:
    if not isinstance(value, str) or not TELEPHONE.fullmatch(value.strip()):
        allowed = 'a number in quotation marks such as "911": 2 to 15 digits, a + first, spaces'
        raise _refused(f"{value!r} is not a telephone number", allowed)
    return value.strip()


def _logo(value: Any) -> Path:
    allowed = f"the name of a PNG, JPEG or WebP file in assets/, at most {LARGEST_LOGO_KB} kB"
    if not isinstance(value, str) or Path(value).name != value:
        raise _refused(f"{value!r} is not the name of a file", allowed)
    file = catalog.ASSETS / value
    try:
        content = file.read_bytes()
    except OSError:
        raise _refused(f"there is no file assets/{value}", allowed) from None
    kinds = next((kind for start, kind in PICTURES.items() if content.startswith(start)), "")
    if file.suffix.lower() not in kinds.split():
        raise _refused(f"assets/{value} is not a picture of that kind", allowed)
    if len(content) > 1000 * LARGEST_LOGO_KB:
        raise _refused(f"assets/{value} has {len(content) // 1000} kB", allowed)
    return file


def _choice(name: str) -> Callable[[Any], str]:
    """Reads one choice of the scenario; the result is link text."""

    def read_choice(value: Any) -> str:
        choice = catalog.choices()[name]
        if choice.is_number:
            allowed = f"a number from {choice.low:g} to {choice.high:g} ({choice.unit})"
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise _refused(f"{value!r} is not a number", allowed)
            if not choice.low <= value <= choice.high:  # refuses nan too
                raise _refused(f"{value:g} is out of range", allowed)
            return f"{value:g}"
        if value not in choice.options:
            raise _refused(f"{value!r} is unknown", ", ".join(choice.options))
        return value

    return read_choice


def _address(value: Any) -> str:
    if not isinstance(value, str) or not ADDRESS.fullmatch(value):
        allowed = "an address such as https://knee.example.com, without ? and #"
        raise _refused(f"{value!r} is not an address", allowed)
    return value.rstrip("/")


def _origins(value: Any) -> tuple[str, ...]:
    allowed = 'a list of websites such as ["https://www.example.com"], without a path'
    if not isinstance(value, list):
        raise _refused(f"{value!r} is not a list", allowed)
    for one in value:
        if not isinstance(one, str) or not ORIGIN.fullmatch(one):
            raise _refused(f"{one!r} is not a website", allowed)
    return tuple(value)


def _presets(value: Any) -> tuple[Preset, ...]:
    allowed = f"at most {MOST_PRESETS} tables [[presets]], each with a name and choices"
    return _each(value, _preset, MOST_PRESETS, allowed)


def _each(
    value: Any, read: Callable[[int, dict[str, Any]], T], most: int, allowed: str
) -> tuple[T, ...]:
    """Every table of a list by its number; one that is wrong costs no other."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise _refused("not a list of tables", allowed)
    if len(value) > most:
        raise _refused(f"there are {len(value)}", allowed)
    good, wrong = [], []
    for number, one in enumerate(value, 1):
        try:
            good.append(read(number, one))
        except _RefusedError as refused:
            wrong.append(refused)
    if wrong:
        raise _partly(wrong, tuple(good))
    return tuple(good)


def _partly(wrong: Sequence[_RefusedError], kept: Any) -> _RefusedError:
    """One refusal for several, with what was good."""
    partly = _refused("; ".join(one.args[0] for one in wrong), wrong[0].args[1])
    partly.kept = kept
    return partly


def _preset(number: int, given: dict[str, Any]) -> Preset:
    names = given.get("name")
    if not _is_by_language(names):
        allowed = 'name = { en = "...", es = "..." }, one language at least'
        raise _refused(f"preset {number} has no name by language", allowed)
    chosen = {}
    for choice, value in given.items():
        if choice == "name":
            continue
        if choice not in PRESET_FIELDS:
            raise _refused(f"preset {number}: unknown {choice!r}", ", ".join(PRESET_FIELDS))
        try:
            chosen[choice] = _choice(choice)(value)
        except _RefusedError as refused:
            what, allowed = refused.args
            raise _refused(f"preset {number}: {choice}: {what}", allowed) from None
    named = {language: _line(name) for language, name in names.items()}
    return Preset(MappingProxyType(named), MappingProxyType(chosen))


def _left_out(value: Any) -> tuple[str, ...]:
    """Ids of our exercises; a stage keeps one at least."""
    known = exercises.exercises()
    allowed = f'a list such as ["ice", "strip"], of {", ".join(known)}'
    if not isinstance(value, list):
        raise _refused(f"{value!r} is not a list", allowed)
    good = tuple(dict.fromkeys(one for one in value if isinstance(one, str) and one in known))
    wrong = [_refused(f"{one!r} is no exercise", allowed) for one in value if one not in good]
    for stage in exercises.STAGES:
        ids = [one.id for one in exercises.stage(stage)]
        if set(ids) <= set(good):
            wrong.append(_refused(f"nothing would be left of the stage {stage!r}", allowed))
            good = tuple(one for one in good if one not in ids)
    if wrong:
        raise _partly(wrong, good)
    return good


def _exercises(value: Any) -> tuple[OwnExercise, ...]:
    allowed = (
        f"at most {MOST_EXERCISES} tables [[exercises]], each with an id, stage, name and so on"
    )
    ids: set[str] = set()

    def read_one(number: int, given: dict[str, Any]) -> OwnExercise:
        one = _exercise(number, given)
        if one.id in ids:
            raise _refused(f"exercise {number}: id: stands twice", "an id of its own for each")
        ids.add(one.id)
        return one

    return _each(value, read_one, MOST_EXERCISES, allowed)


def _exercise(number: int, given: dict[str, Any]) -> OwnExercise:
    """An exercise of the clinic's own, or a refusal that says which and why."""
    place = f"exercise {number}"
    for key in given:
        if key not in EXERCISE_FIELDS:
            raise _refused(f"{place}: unknown {key!r}", ", ".join(EXERCISE_FIELDS))
    id, stage = given.get("id"), given.get("stage")
    if not isinstance(id, str) or not EXERCISE_ID.fullmatch(id):
        raise _refused(f"{place}: id: {id!r}", "2 to 20 small letters: it stands in links")
    if stage not in exercises.STAGES:
        raise _refused(f"{place}: stage: {stage!r} is unknown", ", ".join(exercises.STAGES))
    names, doses = (
        _by_language(f"{place}: {key}", given.get(key), _filled, '{ en = "...", es = "..." }')
        for key in ("name", "dose")
    )
    many = '{ en = ["...", "..."], es = ["...", "..."] }'
    steps = _by_language(f"{place}: steps", given.get("steps"), _steps, many)
    stops: Mapping[str, str] = MappingProxyType({})
    if "stop" in given:
        stops = _by_language(f"{place}: stop", given["stop"], _step, '{ en = "...", es = "..." }')
    return OwnExercise(OWN + id, str(stage), names, doses, steps, stops)


def _by_language(place: str, value: Any, read: Callable[[Any], T], example: str) -> Mapping[str, T]:
    """Texts by language, each read by `read`."""
    if not _is_by_language(value):
        raise _refused(f"{place}: no text by language", f"{example}, one language at least")
    try:
        return MappingProxyType({language: read(text) for language, text in value.items()})
    except _RefusedError as refused:
        what, allowed = refused.args
        raise _refused(f"{place}: {what}", allowed) from None


def _filled(value: Any) -> str:
    line = _line(value)
    if not line:
        raise _refused("is empty", f"one line of text, at most {LONGEST_LINE} characters")
    return line


def _steps(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_STEPS:
        allowed = f"a list of 1 to {MOST_STEPS} lines, each of 1 to {LONGEST_STEP} characters"
        raise _refused(f"{value!r} is no such list", allowed)
    return tuple(map(_step, value))


def _step(value: Any) -> str:
    is_line = isinstance(value, str) and value.isprintable() and bool(value.strip())
    if not is_line or len(value) > LONGEST_STEP:
        allowed = f"one line of text in quotation marks, of 1 to {LONGEST_STEP} characters"
        raise _refused(f"{value!r} cannot be printed as it is", allowed)
    return value.strip()


def _is_by_language(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether it is a table with an entry for one language at least, and for no other thing."""
    languages = catalog.choices()["language"].options
    return isinstance(value, dict) and bool(value) and set(value) <= set(languages)


def _profession(value: Any) -> Mapping[str, str]:
    if not _is_by_language(value):
        allowed = '{ en = "physical therapist", es = "fisioterapeuta" }, one language at least'
        raise _refused(f"{value!r} is not a profession by language", allowed)
    return MappingProxyType({language: _line(name) for language, name in value.items()})


def _date(value: Any) -> str:
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        allowed = 'a date such as "2026-11-22": year, month, day'
        raise _refused(f"{value!r} is not a date", allowed) from None


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "name": _line,
    "phone": _line,
    "emergency_number": _telephone,
    "logo": _logo,
    "language": _choice("language"),
    "units": _choice("units"),
    "guide_miles": _choice("guide_miles"),
    "public_url": _address,
    "embed_on": _origins,
    "presets": _presets,
    "leave_out": _left_out,
    "exercises": _exercises,
    "profession": _profession,
    "reviewed_by": _line,
    "reviewed_on": _date,
}
