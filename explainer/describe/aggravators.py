"""What brings the pain, in words: what was named, what to ease first, what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainer.catalog import aggravators
from explainer.words import Words

COMES_BACK = ("run", "other")  # questions whose answers are things to do again later


def name(words: Words, id: str) -> str:
    """What an answer is called, within a sentence."""
    return words.text(f"aggravators.answers.{id}.name")


def label(words: Words, id: str) -> str:
    """What an answer is called by itself."""
    written = name(words, id)
    return written[:1].upper() + written[1:]


def ease(words: Words, id: str) -> str:
    """What to ease first, in one sentence."""
    return words.text(f"aggravators.answers.{id}.ease")


def known(words: Words, id: str) -> str:
    """What is known of it, or that nothing is."""
    return words.text(f"aggravators.answers.{id}.known")


def named(words: Words, ids: Sequence[str]) -> str:
    """What was named, as one sentence; "" where nothing was."""
    return words.text("aggravators.named", names=_join(words, ids)) if ids else ""


def comes_back_last(words: Words, ids: Iterable[str]) -> str:
    """What to take up again at the end of the way back; "" for nothing."""
    known_answers = aggravators.aggravators()
    later = [id for id in ids if known_answers[id].question in COMES_BACK]
    return words.text("aggravators.last", names=_join(words, later)) if later else ""


def _join(words: Words, ids: Iterable[str]) -> str:
    return ", ".join(name(words, id) for id in ids)
