"""Streamlit's own index.html taken apart: what it loads, and what is left of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import streamlit as st

SCRIPT = "static/js/%s.*.js"
INDEX = Path(st.__file__).parent / "static" / "index.html"
LATER = ("modulepreload", "stylesheet")  # what may wait until the first picture stands
# Scripts that every page of ours needs and that Streamlit asks for late, one after the other.
SOON = (
    "Button", "Html", "purify.es", "BidiComponent", "serialization", "recordbatch", "Radio",
    "PageLink",
)  # fmt: skip
# And those that only some pages need; the chart's are the lines that wait in its place (late.js).
ALSO = {
    "hinge": ("PlotlyChart",),
    "hamstrings_calf": ("PlotlyChart",),
    "load": ("Slider", "PlotlyChart"),
    "plan": ("Slider", "NumberInput", "PlotlyChart"),
}
IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')


@dataclass(frozen=True)
class Shell:
    """`later` are the elements that bring Streamlit in, as tag and attributes, in their order;
    `inline` its own inline scripts."""

    later: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    inline: tuple[str, ...]


@cache
def shell() -> Shell:
    """Streamlit's page as it is installed; raises ValueError if it is not what we know."""
    text = INDEX.read_text(encoding="utf-8")
    found = _Finder()
    found.feed(text)
    if not any(tag == "script" for tag, _ in found.later) or '<div id="root">' not in text:
        raise ValueError(f"{INDEX}: no module script, or no place for the app")
    inline = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    return Shell(tuple(found.later), tuple(inline))


@cache
def soon(lesson: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """As `Shell.later`: asks ahead for the scripts that a lesson needs, and what they import."""
    asked = {dict(named).get("href", dict(named).get("src", "")) for _, named in shell().later}
    known = {address.rpartition("/")[2] for address in asked}
    names = (*SOON, *ALSO.get(lesson, ()))
    due = [file for name in names for file in sorted(INDEX.parent.glob(SCRIPT % name))]
    found = []
    while due:
        file = due.pop(0)
        if file.name in known:
            continue
        known.add(file.name)
        found.append(_preload(file))
        imported = IMPORTED.findall(file.read_text(encoding="utf-8"))
        due += [file.with_name(name) for name in imported]
    return tuple(found)


def _preload(file: Path) -> tuple[str, tuple[tuple[str, str], ...]]:
    href = f"./{file.relative_to(INDEX.parent).as_posix()}"
    return "link", (("rel", "modulepreload"), ("crossorigin", ""), ("href", href))


class _Finder(HTMLParser):
    """Collects the elements that load Streamlit's scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.later: list[tuple[str, tuple[tuple[str, str], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a module script, its preloads and the style sheet."""
        named = {name: value or "" for name, value in attrs}
        module = tag == "script" and named.get("type") == "module"
        if module or (tag == "link" and named.get("rel") in LATER):
            self.later.append((tag, tuple(named.items())))
