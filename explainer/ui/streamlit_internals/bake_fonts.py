"""Subsets Streamlit's fonts: `python -m explainer.ui.streamlit_internals.bake_fonts`.

Streamlit's text font has 2,500 glyphs and its icon font 4,000 icons, half a megabyte. The subsets
contain the letters of Western and Central Europe, every character in assets/, and the icons that
this app or Streamlit's own scripts name. The handout's two weights are instances of the same text
font; they are read on the server only and contain what a name may need: Latin with Vietnamese and
Romanian, Greek, Cyrillic. Needs fonttools and brotli.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from explainer import catalog
from explainer.handout.sheet import FILES as PRINT_FILES
from explainer.ui.streamlit_internals.subset_fonts import (
    DIRECTORY,
    FAMILIES,
    ICON,
    ICON_LIST,
    STREAMLIT,
    TEXT,
)

LETTERS = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2023))
PRINT_LETTERS = (  # all of Latin, Greek and Cyrillic that the font has; punctuation and signs
    range(0x20, 0x300), range(0x370, 0x530), range(0x1E00, 0x2800),
)  # fmt: skip
LAYOUT_TABLES = ["BASE", "GDEF", "GPOS", "GSUB", "STAT"]
PRINT_WEIGHTS = {"": ("Regular", 400), "B": ("Bold", 650)}  # fpdf2's style -> name, weight
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
ICON_NAME_LETTERS = (
    "abcdefghijklmnopqrstuvwxyz0123456789_"  # an icon is its name, written as a ligature
)
RENAMED = "Behind the Knee"  # the licence reserves the name "Source" for the original


def main() -> None:
    """Write every subset and the list of icons."""
    characters = {ord(one) for text in _texts() for one in text}
    unicodes = sorted(characters | {code for span in LETTERS for code in span})
    for family, file in FAMILIES.items():
        if family != ICON:
            _save(_original(family), DIRECTORY / file, unicodes=unicodes)
    for style, (weight_name, weight) in PRINT_WEIGHTS.items():
        _save_print(weight_name, weight, DIRECTORY / PRINT_FILES[style])
    font = _original(ICON)
    glyphs = _ligatures(font)
    names = sorted(glyphs.keys() & icons_named())
    letters = [ord(letter) for letter in ICON_NAME_LETTERS]
    _save(font, DIRECTORY / FAMILIES[ICON], glyphs=[glyphs[n] for n in names], unicodes=letters)
    ICON_LIST.write_text("\n".join(names) + "\n", encoding="utf-8")


def icons_named() -> set[str]:
    """Every icon that this app or one of Streamlit's scripts names."""
    root = catalog.ASSETS.parent
    ours = [*(root / "pages").glob("*.py"), *(root / "explainer").rglob("*.py")]
    files = [*ours, *catalog.ASSETS.glob("text/*/*.toml"), *STREAMLIT.glob("js/*.js")]
    pattern = re.compile(r":material/([a-z0-9_]+)")
    return {name for file in files for name in pattern.findall(file.read_text(encoding="utf-8"))}


def _texts() -> Iterator[str]:
    for kind in ("*.toml", "*.csv"):
        for file in sorted(catalog.ASSETS.rglob(kind)):
            yield file.read_text(encoding="utf-8")


def _original(family: str) -> TTFont:
    return TTFont(next(STREAMLIT.glob(f"media/{family}.*woff2")), lazy=False)


def _ligatures(font: TTFont) -> dict[str, str]:
    """Icon name -> glyph name."""
    letter = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    names = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in (getattr(one, "ExtSubTable", one) for one in lookup.SubTable):
            for first, ligatures in getattr(table, "ligatures", {}).items():
                for one in ligatures:
                    name = "".join(letter.get(glyph, "?") for glyph in (first, *one.Component))
                    names[name] = one.LigGlyph
    return names


def _save_print(weight_name: str, weight: int, file: Path) -> None:
    """Write one weight of the text font as TrueType without layout tables: fpdf2 does not shape."""
    font = instancer.instantiateVariableFont(_original(TEXT), {"wght": weight})
    options = subset.Options(hinting=False, layout_features=[])
    options.drop_tables += LAYOUT_TABLES
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for span in PRINT_LETTERS for code in span])
    subsetter.subset(font)
    family = f"{RENAMED} Sans"
    full = f"{family} {weight_name}"
    name_records = {  # name ID -> text
        1: family, 2: weight_name, 3: f"{full}; made from a variable font of 2024", 4: full,
        6: f"{family.replace(' ', '')}-{weight_name}",
    }  # fmt: skip
    for number in (16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=number)
    for number, text in name_records.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font.flavor = None
    font.save(file)


def _save(font: TTFont, file: Path, *, unicodes: Iterable[int], glyphs: Iterable[str] = ()) -> None:
    options = subset.Options(hinting=False, layout_features=FEATURES, flavor="woff2")
    if glyphs:  # else the closure would keep every icon, whose names are ligatures of the letters
        options.layout_closure, options.layout_features = False, ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes, glyphs=glyphs)
    subsetter.subset(font)
    for record in font["name"].names:
        record.string = record.toUnicode().replace("Source", RENAMED)
    font.flavor = "woff2"
    font.save(file)


if __name__ == "__main__":
    main()
