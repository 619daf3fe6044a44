"""How a value of the clinic's file is read: a line, a choice, texts by language, a list of tables.

A reader takes what the file gives and raises `RefusedError`, which says what is allowed instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeGuard, TypeVar

from explainer import catalog

LONGEST_LINE = 60  # characters: a name or phone number that still fits the head of the handout

T = TypeVar("T")


def in_language(texts: Mapping[str, T], language: str) -> T:
    """The text in a language, or else in the first language there is one in."""
    return texts[language] if language in texts else next(iter(texts.values()))


class RefusedError(ValueError):
    """What is wrong with a value, and what is allowed instead; `kept` is what was good of it."""

    kept: Any = None


def partly_refused(wrong: Sequence[RefusedError], kept: Any) -> RefusedError:
    """One refusal for several, with what was good."""
    refusal = RefusedError("; ".join(one.args[0] for one in wrong), wrong[0].args[1])
    refusal.kept = kept
    return refusal


def read_each(
    value: Any, read: Callable[[int, dict[str, Any]], T], most: int, allowed: str
) -> tuple[T, ...]:
    """Every table of a list by its number; one that is wrong costs no other."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise RefusedError("not a list of tables", allowed)
    if len(value) > most:
        raise RefusedError(f"there are {len(value)}", allowed)
    good, wrong = [], []
    for number, one in enumerate(value, 1):
        try:
            good.append(read(number, one))
        except RefusedError as refused:
            wrong.append(refused)
    if wrong:
        raise partly_refused(wrong, tuple(good))
    return tuple(good)


def read_line(value: Any) -> str:
    """One line that can be printed; may be empty."""
    allowed = f"one line of text in quotation marks, at most {LONGEST_LINE} characters"
    if not isinstance(value, str) or not value.isprintable() or len(value) > LONGEST_LINE:
        raise RefusedError(f"{value!r} cannot be printed as it is", allowed)
    return value.strip()


def choice_reader(name: str) -> Callable[[Any], str]:
    """Reads one choice of the scenario; the result is link text."""

    def read_choice(value: Any) -> str:
        choice = catalog.choices()[name]
        if choice.is_number:
            allowed = f"a number from {choice.low:g} to {choice.high:g} ({choice.unit})"
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise RefusedError(f"{value!r} is not a number", allowed)
            if not choice.low <= value <= choice.high:  # refuses nan too
                raise RefusedError(f"{value:g} is out of range", allowed)
            return f"{value:g}"
        if value not in choice.options:
            raise RefusedError(f"{value!r} is unknown", ", ".join(choice.options))
        return value

    return read_choice


def is_by_language(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether it is a table with an entry for one language at least, and for no other thing."""
    languages = catalog.choices()["language"].options
    return isinstance(value, dict) and bool(value) and set(value) <= set(languages)


def read_by_language(
    place: str, value: Any, read: Callable[[Any], T], example: str
) -> Mapping[str, T]:
    """Texts by language, each read by `read`."""
    if not is_by_language(value):
        raise RefusedError(f"{place}: no text by language", f"{example}, one language at least")
    try:
        return MappingProxyType({language: read(text) for language, text in value.items()})
    except RefusedError as refused:
        what, allowed = refused.args
        raise RefusedError(f"{place}: {what}", allowed) from None
