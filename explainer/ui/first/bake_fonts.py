"""Makes small fonts of Streamlit's own: `python -m explainer.ui.first.bake_fonts`.

Streamlit's text font holds 2,500 glyphs and its icon font 4,000 icons, half a megabyte that every
first visit would wait for. Kept are the letters of Western and Central Europe, every sign in
assets/, and the icons that this app or Streamlit's own scripts name. Needs fonttools and brotli.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from explainer import catalog
from explainer.ui.first.fonts import DIRECTORY, FAMILIES, ICON, ICON_LIST, STREAMLIT

LETTERS = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2023))
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
SPELT_WITH = "abcdefghijklmnopqrstuvwxyz0123456789_"  # an icon is its name, written as a ligature
RENAMED = "Behind the Knee"  # the licence keeps the name "Source" for the whole font


def main() -> None:
    """Write every small font and the list of icons."""
    signs = {ord(sign) for text in _texts() for sign in text}
    wanted = sorted(signs | {code for span in LETTERS for code in span})
    for family, file in FAMILIES.items():
        if family != ICON:
            _save(_original(family), DIRECTORY / file, unicodes=wanted)
    font = _original(ICON)
    known = _ligatures(font)
    names = sorted(known.keys() & icons_named())
    spelt = [ord(letter) for letter in SPELT_WITH]
    _save(font, DIRECTORY / FAMILIES[ICON], glyphs=[known[n] for n in names], unicodes=spelt)
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
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in (getattr(one, "ExtSubTable", one) for one in lookup.SubTable):
            for first, ligatures in getattr(table, "ligatures", {}).items():
                for one in ligatures:
                    spelt = "".join(letter.get(glyph, "?") for glyph in (first, *one.Component))
                    found[spelt] = one.LigGlyph
    return found


def _save(font: TTFont, file: Path, *, unicodes: Iterable[int], glyphs: Iterable[str] = ()) -> None:
    options = subset.Options(hinting=False, layout_features=FEATURES, flavor="woff2")
    if glyphs:  # else every icon that can be spelt with the letters would stay
        options.layout_closure, options.layout_features = False, ["*"]
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=unicodes, glyphs=glyphs)
    chosen.subset(font)
    for record in font["name"].names:
        record.string = record.toUnicode().replace("Source", RENAMED)
    font.flavor = "woff2"
    font.save(file)


if __name__ == "__main__":
    main()
