"""Reads a TOML file written by hand: a line that is no TOML costs that line, not the file."""

from __future__ import annotations

import codecs
import re
import tomllib
from typing import Any

TABLE = re.compile(r"\s*\[{1,2}\s*[A-Za-z_\"']")
BEGINS = re.compile(rf"""{TABLE.pattern}|\s*[\w."'-]+\s*=(?!=)""")  # or a key with its value
PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
WINDOWS = "Windows-1252"  # what older editors on Windows save

Refused = tuple[int, str]  # number of the line, from 1, and what is wrong with it


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file, and what it was taken for, "" for UTF-8 with or without its mark."""
    for mark, name in MARKS.items():
        if content.startswith(mark):
            return content.decode(name, errors="replace"), name
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return content.decode(WINDOWS, errors="replace"), WINDOWS


def parse(text: str) -> tuple[dict[str, Any], tuple[Refused, ...]]:
    """What the good lines say, and each bad one. Never raises."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        return tomllib.loads("\n".join(lines)), ()
    except tomllib.TOMLDecodeError:
        pass
    refused: list[Refused] = []
    for first, last in _statements(lines):
        if error := _error(lines[first:last]):
            _drop(lines, first, last, error, refused)
    while error := _error(lines):  # only beside other lines, such as a key that stands twice
        at = _line(error)
        spans = _statements(lines)
        first, last = next((s for s in spans if at is not None and s[0] <= at < s[1]), spans[-1])
        _drop(lines, first, last, error, refused)
    return tomllib.loads("\n".join(lines)), tuple(sorted(refused))


def _statements(lines: list[str]) -> list[tuple[int, int]]:
    """First line of each table head, key with its value, or line that is neither, and its end.

    A value may go on for several lines, up to where it can be read, or else to the next beginning.
    """
    found, first = [], 0
    while first < len(lines):
        if re.match(r"[ \t]*(#|$)", lines[first]) and not _error([lines[first]]):
            first += 1
            continue
        limit = next(
            (n for n in range(first + 1, len(lines)) if BEGINS.match(lines[n])), len(lines)
        )
        whole = (n for n in range(first + 1, limit + 1) if not _error(lines[first:n]))
        last = next(whole, limit if BEGINS.match(lines[first]) else first + 1)
        found.append((first, last))
        first = last
    return found


def _error(lines: list[str]) -> tomllib.TOMLDecodeError | None:
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        return error
    return None


def _drop(
    lines: list[str], first: int, last: int, error: Exception, refused: list[Refused]
) -> None:
    """Empty a statement, and a table with its head: its keys would count for another one."""
    what = PLACE.sub("", str(error))
    refused.append((first + 1, f"{lines[first].strip()!r} cannot be read ({what})"))
    if TABLE.match(lines[first]):
        heads = (n for n in range(first + 1, len(lines)) if TABLE.match(lines[n]))
        last = next(heads, len(lines))
    lines[first:last] = [""] * (last - first)


def _line(error: Exception) -> int | None:
    found = PLACE.search(str(error))
    return int(found[1]) - 1 if found and found[1] else None
