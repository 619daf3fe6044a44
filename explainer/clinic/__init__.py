"""The clinic that runs this copy: its name, its defaults and its website, from one optional file.

assets/data/clinic.toml says what each line means. A line that cannot be read or used is named once
in the log, with what is allowed; the app then starts as if that line were not there.
"""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from explainer import catalog, forgiving_toml
from explainer.clinic.own_exercises import OwnExercise, read_exercises, read_left_out
from explainer.clinic.values import (
    RefusedError,
    choice_reader,
    in_language,
    is_by_language,
    read_each,
    read_line,
)

FILE = catalog.DATA / "clinic.toml"
LARGEST_LOGO_KB = 300  # it is sent with every first page
PICTURES = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg .jpeg", b"RIFF": ".webp"}  # first bytes
MOST_PRESETS = 4  # leaves room for the built-in ones: number keys reach nine
PRESET_FIELDS = (
    "miles", "surface", "speed_m_s", "longest_miles",
    "after_miles", "after_surface", "after_speed_m_s",
)  # fmt: skip
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
        return in_language(self.names, language)


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
                raise RefusedError(f"{key!r} is not a setting", ", ".join(_READERS))
            clinic = replace(clinic, **{key: _READERS[key](value)})
        except RefusedError as refused:
            mistakes.append(Mistake(key, *refused.args))
            if refused.kept is not None:
                clinic = replace(clinic, **{key: refused.kept})
    return clinic, tuple(mistakes)


def _telephone(value: Any) -> str:
    if not isinstance(value, str) or not TELEPHONE.fullmatch(value.strip()):
        allowed = 'a number in quotation marks such as "911": 2 to 15 digits, a + first, spaces'
        raise RefusedError(f"{value!r} is not a telephone number", allowed)
    return value.strip()


def _logo(value: Any) -> Path:
    allowed = f"the name of a PNG, JPEG or WebP file in assets/, at most {LARGEST_LOGO_KB} kB"
    if not isinstance(value, str) or Path(value).name != value:
        raise RefusedError(f"{value!r} is not the name of a file", allowed)
    file = catalog.ASSETS / value
    try:
        content = file.read_bytes()
    except OSError:
        raise RefusedError(f"there is no file assets/{value}", allowed) from None
    kinds = next((kind for start, kind in PICTURES.items() if content.startswith(start)), "")
    if file.suffix.lower() not in kinds.split():
        raise RefusedError(f"assets/{value} is not a picture of that kind", allowed)
    if len(content) > 1000 * LARGEST_LOGO_KB:
        raise RefusedError(f"assets/{value} has {len(content) // 1000} kB", allowed)
    return file


def _address(value: Any) -> str:
    if not isinstance(value, str) or not ADDRESS.fullmatch(value):
        allowed = "an address such as https://knee.example.com, without ? and #"
        raise RefusedError(f"{value!r} is not an address", allowed)
    return value.rstrip("/")


def _origins(value: Any) -> tuple[str, ...]:
    allowed = 'a list of websites such as ["https://www.example.com"], without a path'
    if not isinstance(value, list):
        raise RefusedError(f"{value!r} is not a list", allowed)
    for one in value:
        if not isinstance(one, str) or not ORIGIN.fullmatch(one):
            raise RefusedError(f"{one!r} is not a website", allowed)
    return tuple(value)


def _presets(value: Any) -> tuple[Preset, ...]:
    allowed = f"at most {MOST_PRESETS} tables [[presets]], each with a name and choices"
    return read_each(value, _preset, MOST_PRESETS, allowed)


def _preset(number: int, given: dict[str, Any]) -> Preset:
    names = given.get("name")
    if not is_by_language(names):
        allowed = 'name = { en = "...", es = "..." }, one language at least'
        raise RefusedError(f"preset {number} has no name by language", allowed)
    chosen = {}
    for choice, value in given.items():
        if choice == "name":
            continue
        if choice not in PRESET_FIELDS:
            raise RefusedError(f"preset {number}: unknown {choice!r}", ", ".join(PRESET_FIELDS))
        try:
            chosen[choice] = choice_reader(choice)(value)
        except RefusedError as refused:
            what, allowed = refused.args
            raise RefusedError(f"preset {number}: {choice}: {what}", allowed) from None
    named = {language: read_line(name) for language, name in names.items()}
    return Preset(MappingProxyType(named), MappingProxyType(chosen))


def _profession(value: Any) -> Mapping[str, str]:
    if not is_by_language(value):
        allowed = '{ en = "physical therapist", es = "fisioterapeuta" }, one language at least'
        raise RefusedError(f"{value!r} is not a profession by language", allowed)
    return MappingProxyType({language: read_line(name) for language, name in value.items()})


def _date(value: Any) -> str:
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        allowed = 'a date such as "2026-11-22": year, month, day'
        raise RefusedError(f"{value!r} is not a date", allowed) from None


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "name": read_line,
    "phone": read_line,
    "emergency_number": _telephone,
    "logo": _logo,
    "language": choice_reader("language"),
    "units": choice_reader("units"),
    "guide_miles": choice_reader("guide_miles"),
    "public_url": _address,
    "embed_on": _origins,
    "presets": _presets,
    "leave_out": read_left_out,
    "exercises": read_exercises,
    "profession": _profession,
    "reviewed_by": read_line,
    "reviewed_on": _date,
}
