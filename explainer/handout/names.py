"""Normalises names typed for a print, and rejects letters that the handout's fonts lack.

The fonts have Latin, Greek and Cyrillic letters, and fpdf2 does no text shaping: right-to-left and
joining scripts are rejected, and so are combining marks without a precomposed letter. Error
messages contain no letters of a name, because they are logged.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from explainer import catalog
from explainer.handout.sheet import FILES

INVISIBLE = ("Cc", "Cf")  # Unicode categories: control and format characters
VARIATION_SELECTORS = range(0xFE00, 0xFE10)


class UnprintableNameError(ValueError):
    """A name has letters that the handout's fonts lack."""


def clean_name(typed: str) -> str:
    """Normalise a name to NFC, single spaces, no invisible characters.

    Full-width and styled letters become their compatible plain ones.
    """
    spaced = " ".join(typed.split())
    visible = "".join(one for one in spaced if unicodedata.category(one) not in INVISIBLE)
    composed = unicodedata.normalize("NFC", visible)
    name = "".join(_plain(one) for one in composed if ord(one) not in VARIATION_SELECTORS)
    return " ".join(unicodedata.normalize("NFC", name).split())


def find_unprintable(name: str) -> tuple[str, ...]:
    """The letters of a cleaned name that cannot be printed, once each, with their marks."""
    available = _available_letters()
    clusters: list[str] = []
    for one in name:
        if clusters and unicodedata.category(one).startswith("M"):
            clusters[-1] += one
        else:
            clusters.append(one)
    missing = (cluster for cluster in clusters if not available.issuperset(map(ord, cluster)))
    return tuple(dict.fromkeys(missing))


def printable_name(typed: str) -> str:
    """The cleaned name; raises UnprintableNameError if the fonts lack one of its letters."""
    name = clean_name(typed)
    missing = len(find_unprintable(name))
    if missing:
        raise UnprintableNameError(f"{missing} letters of a name are in no font of the handout")
    return name


def _plain(letter: str) -> str:
    """The compatible letters (NFKC), such as A for full-width A, if the fonts have only those."""
    available = _available_letters()
    plain = unicodedata.normalize("NFKC", letter)
    is_replaceable = ord(letter) not in available and available.issuperset(map(ord, plain))
    return plain if is_replaceable else letter


@cache
def _available_letters() -> frozenset[int]:
    """The code points that every weight has a glyph for."""
    code_points = []
    for file in FILES.values():
        with TTFont(catalog.ASSETS / "fonts" / file, lazy=True) as font:
            code_points.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*code_points)
