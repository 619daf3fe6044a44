"""Undoes what mail programs, messengers and hands do to a link, as far as its text can tell.

None of our values holds white space, "&", "=", "?" or "%", and each ends in a letter or a digit. So
whatever of that stands in one was put there: entities for "&", a second round of percent-encoding,
a line break in the middle of a word, the full stop of the sentence that ended with the link.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

# "&" that was escaped for HTML, any number of times, or that begins a query within a query.
SEPARATOR = re.compile(r"(?:&(?:amp;?|#0*38;?|#x0*26;?)*)+|\?", re.IGNORECASE)
# White space and characters that are not seen: soft hyphens, zero-width ones, marks of direction.
UNSEEN = re.compile(r"[\s\x00-\x1f\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+")
ENDS = re.compile(r"^[^a-z0-9-]+|[^a-z0-9]+$")
NO_KEY = re.compile(r"[^a-z0-9_]")
ENCODED = re.compile(r"%[0-9a-fA-F]{2}")
MOST_ROUNDS = 4  # of percent-encoding
ESCAPED_EQUALS = "3d"  # what quoted-printable leaves behind "="
LONGEST = 8192  # characters that are looked at: no link of ours is as long
# HTML reads "&reg" as a sign even without its semicolon, and so "&register" of version 1.
AS_SIGN = ("\u00aeister", "&register")


class Pair(NamedTuple):
    """One key of a link with its value; `given` is the value as it stands there."""

    key: str
    value: str
    given: str


def pairs(query: Mapping[str, str | list[str]], keys: Collection[str]) -> list[Pair]:
    """The pairs of a query, decoded once, whose keys are ours; the order is kept."""
    text = "&".join(f"{key}={value}" for key, value in _decoded(query))[:LONGEST]
    for _ in range(MOST_ROUNDS):
        if not ENCODED.search(text):
            break
        text = unquote(text)
    text = text.replace(*AS_SIGN)
    return [found for piece in SEPARATOR.split(text) if (found := _pair(piece, keys))]


def clean(text: str) -> str:
    """A value without what cannot belong to it."""
    return ENDS.sub("", UNSEEN.sub("", text).replace("=", "").lower())


def unescaped(value: str) -> str:
    """A value without what quoted-printable put before it."""
    return value.removeprefix(ESCAPED_EQUALS)


def _decoded(query: Mapping[str, str | list[str]]) -> Iterator[tuple[str, str]]:
    for key, values in query.items():
        for value in [values] if isinstance(values, str) else values or [""]:
            yield str(key), str(value)


def _pair(piece: str, keys: Collection[str]) -> Pair | None:
    """A line break after "=" may stand in a key too: what follows it belongs to the key."""
    key, *rest = piece.split("=")
    key = NO_KEY.sub("", key.lower())
    while key not in keys and len(rest) > 1:
        key += NO_KEY.sub("", rest.pop(0).lower())
    if key not in keys:
        return None
    given = "=".join(rest)
    return Pair(key, clean(given), given)
