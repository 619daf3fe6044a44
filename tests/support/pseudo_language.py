"""A language that nobody speaks, made from the English text: every letter changed, 40 % longer.

A copy of the project that holds it in place of English shows at once which visible words do not
come from the text files (their letters are plain), and which places have no room for longer words.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

from tests.support.server import ROOT

COPIED = ("app.py", "assets", "explainer", "pages", ".streamlit")
LONGER = 0.4  # as much as German or Finnish need over English
PLAIN = "abcdefghijklmnopqrstuvwxyz"
STRANGE = "áƀçðéƒğĥîĵķļɱñöþɋŕšţüṽŵẋýž"
LETTERS = str.maketrans(PLAIN + PLAIN.upper(), STRANGE + STRANGE.upper())
FILLING = ("öñé", "ţŵö", "þéŕšöñ", "ƒîŕšţ")  # words of several lengths, so that lines can break
PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
# What is no text although it stands among the text: names of things, numbers, dates, formats.
NO_TEXT = {
    "id", "structures", "voice", "reviewed", "file_name", "order", "decimal", "thousands",
    "group_from",
}  # fmt: skip
KEYS = "sources"  # a list of keys, or the heading above them
NAMES = ("names", "plain")  # of a structure, by language


def pseudo(text: str) -> str:
    """The text in the language: placeholders stay, letters change, words are added."""
    parts = PLACEHOLDER.split(text)
    accented = "".join(
        part if PLACEHOLDER.fullmatch(part) else part.translate(LETTERS) for part in parts
    )
    wanted, added = round(LONGER * len(PLACEHOLDER.sub("", text))), ""
    place = len(text)
    while len(added) < wanted:
        added += " " + FILLING[place % len(FILLING)]
        place += 1
    return accented + added[: max(wanted, 0)].rstrip() if wanted else accented


def translated(given: Any, name: str = "") -> Any:
    """A text file's content in the language."""
    if isinstance(given, dict):
        return {key: translated(one, key) for key, one in given.items()}
    if isinstance(given, list):
        return given if name == KEYS else [translated(one, name) for one in given]
    is_text = isinstance(given, str) and name not in NO_TEXT
    return pseudo(given) if is_text else given


def copy_of_the_project(root: Path) -> Path:
    """A copy that runs by itself and speaks the language where it would speak English."""
    for name in COPIED:
        source, target = ROOT / name, root / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    for file in (root / "assets" / "text" / "en").glob("*.toml"):
        _rewrite(file, translated(tomllib.loads(file.read_text(encoding="utf-8"))))
    for file in (root / "assets" / "data" / "structures").glob("*.toml"):
        structures = tomllib.loads(file.read_text(encoding="utf-8"))
        for record in structures.values():
            for kind in NAMES:
                record[kind]["en"] = pseudo(record[kind]["en"])
        _rewrite(file, structures)
    return root


def _rewrite(file: Path, content: dict[str, Any]) -> None:
    lines = [f"{json.dumps(key)} = {_toml(one)}\n" for key, one in content.items()]
    file.write_text("".join(lines), encoding="utf-8")


def _toml(value: Any) -> str:
    """A value as TOML writes it in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)
