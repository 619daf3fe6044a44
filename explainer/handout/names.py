"""Names typed for one print: written so that the handout's fonts hold every letter, or refused.

The fonts hold Latin, Greek and Cyrillic letters and are not shaped, so scripts that run from right
to left or join their letters are refused, and so are marks that no single letter contains. No
message here holds a letter of a name: messages reach the log.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from explainer import catalog
from explainer.handout.sheet import FILES

INVISIBLE = ("Cc", "Cf")  # Unicode categories: control and format characters draw nothing
VARIATION_SELECTORS = range(0xFE00, 0xFE10)


class UnprintableNameError(ValueError):
    """A name for the print has letters that the handout's fonts do not hold."""


def clean_name(typed: str) -> str:
    """The name in composed letters (NFC), one space between words, nothing invisible in it.

    Full-width and styled letters become the plain ones that the fonts hold.
    """
    spaced = " ".join(typed.split())
    seen = "".join(one for one in spaced if unicodedata.category(one) not in INVISIBLE)
    composed = unicodedata.normalize("NFC", seen)
    name = "".join(_plain(one) for one in composed if ord(one) not in VARIATION_SELECTORS)
    return " ".join(unicodedata.normalize("NFC", name).split())


def find_unprintable(name: str) -> tuple[str, ...]:
    """The letters of a cleaned name that cannot be printed, once each, with their marks."""
    held = _letters_held()
    clusters: list[str] = []
    for one in name:
        if clusters and unicodedata.category(one).startswith("M"):
            clusters[-1] += one
        else:
            clusters.append(one)
    missing = (cluster for cluster in clusters if not held.issuperset(map(ord, cluster)))
    return tuple(dict.fromkeys(missing))


def printable_name(typed: str) -> str:
    """The cleaned name. UnprintableNameError if the fonts lack one of its letters."""
    name = clean_name(typed)
    missing = len(find_unprintable(name))
    if missing:
        raise UnprintableNameError(f"{missing} letters of a name are in no font of the handout")
    return name


def _plain(letter: str) -> str:
    """The compatible letters, such as A for full-width A, if the fonts hold those alone."""
    held = _letters_held()
    plain = unicodedata.normalize("NFKC", letter)
    return plain if ord(letter) not in held and held.issuperset(map(ord, plain)) else letter


@cache
def _letters_held() -> frozenset[int]:
    """The code points that every weight has a glyph for."""
    held = []
    for file in FILES.values():
        with TTFont(catalog.ASSETS / "fonts" / file, lazy=True) as font:
            held.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*held)
