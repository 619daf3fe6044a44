"""The field list and the checksum of a link, by which damage is detected.

Both are in Crockford's base 32, which has no letters that look like digits. The checksum is 20
bits of a hash over the scenario's choices, not over the link's characters: a link that was altered
on its way but still stands for the same scenario is valid.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

FIELD_LIST_KEY, CHECKSUM_KEY = "n", "c"
CHARACTERS = 4  # of the checksum
BITS = 5
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
LOOKALIKES = str.maketrans("oil", "011")


def compute(texts: Mapping[str, str]) -> str:
    """The checksum of all choices; a changed link has the same by chance once in 2**20."""
    content = "&".join(f"{name}={text}" for name, text in texts.items())
    number = int.from_bytes(hashlib.blake2s(content.encode(), digest_size=4).digest(), "big")
    return _digits(number)[-CHARACTERS:].rjust(CHARACTERS, DIGITS[0])


def encode_names(written: Iterable[str], names: Sequence[str]) -> str:
    """A bit field of the `names` that are `written`: first name lowest, lowest digit first."""
    return _digits(sum(1 << names.index(name) for name in written))[::-1]


def decode_names(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names in a field list; none where it is malformed."""
    try:
        number = sum(DIGITS.index(one) << BITS * place for place, one in enumerate(normalise(text)))
    except ValueError:
        return ()
    return tuple(name for place, name in enumerate(names) if number >> place & 1)


def normalise(text: str) -> str:
    """Replace letters that look like digits by the digits."""
    return text.translate(LOOKALIKES)


def _digits(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 1 << BITS)
        text = DIGITS[digit] + text
    return text
