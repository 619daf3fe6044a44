"""Undoes what mail programs, messengers and people do to a link.

Our values contain no white space, "&", "=", "?" or "%" and end in a letter or a digit. Anything
else was added: HTML entities for "&", a second percent-encoding, line breaks, the full stop of the
sentence that ended with the link.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

# "&", HTML-escaped any number of times; "?" starts a query within a query.
SEPARATOR = re.compile(r"(?:&(?:amp;?|#0*38;?|#x0*26;?)*)+|\?", re.IGNORECASE)
# White space and invisible characters: soft hyphens, zero-width and bidirectional marks.
INVISIBLE = re.compile(r"[\s\x00-\x1f\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+")
ENDS = re.compile(r"^[^a-z0-9-]+|[^a-z0-9]+$")
NO_KEY = re.compile(r"[^a-z0-9_]")
ENCODED = re.compile(r"%[0-9a-fA-F]{2}")
MAX_DECODINGS = 4  # of percent-encoding
ESCAPED_EQUALS = "3d"  # what quoted-printable leaves behind "="
MAX_CHARACTERS = 8192  # our links are shorter
# In HTML "&reg" is an entity even without a semicolon, and so is the start of "&register".
REGISTER_ENTITY = ("\u00aeister", "&register")


class Pair(NamedTuple):
    """A key of a link with its cleaned value; `given` is the value as received."""

    key: str
    value: str
    given: str


def split_pairs(query: Mapping[str, str | list[str]], keys: Collection[str]) -> list[Pair]:
    """The pairs with known keys of a query that was decoded once, in its order."""
    text = "&".join(f"{key}={value}" for key, value in _decoded(query))[:MAX_CHARACTERS]
    for _ in range(MAX_DECODINGS):
        if not ENCODED.search(text):
            break
        text = unquote(text)
    text = text.replace(*REGISTER_ENTITY)
    return [found for piece in SEPARATOR.split(text) if (found := _pair(piece, keys))]


def clean_value(text: str) -> str:
    """Remove what cannot be part of a value."""
    return ENDS.sub("", INVISIBLE.sub("", text).replace("=", "").lower())


def strip_escaped_equals(value: str) -> str:
    """Remove "3D" before a value, left by the quoted-printable encoding of "="."""
    return value.removeprefix(ESCAPED_EQUALS)


def _decoded(query: Mapping[str, str | list[str]]) -> Iterator[tuple[str, str]]:
    for key, values in query.items():
        for value in [values] if isinstance(values, str) else values or [""]:
            yield str(key), str(value)


def _pair(piece: str, keys: Collection[str]) -> Pair | None:
    """A quoted-printable line break ("=" at a line's end) may be in a key: joins its parts."""
    key, *rest = piece.split("=")
    key = NO_KEY.sub("", key.lower())
    while key not in keys and len(rest) > 1:
        key += NO_KEY.sub("", rest.pop(0).lower())
    if key not in keys:
        return None
    given = "=".join(rest)
    return Pair(key, clean_value(given), given)
