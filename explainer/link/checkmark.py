"""The two keys by which a link knows itself: the list of what it holds, and a mark over all of it.

Both are written in the 32 characters of Crockford's base 32, which leaves out letters that read
like digits. The mark is 20 bits of a hash over the choices that the link stands for, not over its
characters: a link that was altered on its way but still says the same is the same link.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

HELD, MARK = "n", "c"  # their keys
MARK_CHARACTERS = 4
BITS = 5
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
ALIKE = str.maketrans("oil", "011")


def mark(texts: Mapping[str, str]) -> str:
    """Four characters over all choices; one changed link in 2**20 has the same by chance."""
    content = "&".join(f"{name}={text}" for name, text in texts.items())
    number = int.from_bytes(hashlib.blake2s(content.encode(), digest_size=4).digest(), "big")
    return _digits(number)[-MARK_CHARACTERS:].rjust(MARK_CHARACTERS, DIGITS[0])


def held(written: Iterable[str], names: Sequence[str]) -> str:
    """Which of the names are written: a bit each, the first name's lowest, lowest digit first."""
    return _digits(sum(1 << names.index(name) for name in written))[::-1]


def named(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names that such a list holds; none where it cannot be read."""
    try:
        number = sum(DIGITS.index(one) << BITS * place for place, one in enumerate(plain(text)))
    except ValueError:
        return ()
    return tuple(name for place, name in enumerate(names) if number >> place & 1)


def plain(text: str) -> str:
    """The text with letters that read like digits written as digits."""
    return text.translate(ALIKE)


def _digits(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 1 << BITS)
        text = DIGITS[digit] + text
    return text
