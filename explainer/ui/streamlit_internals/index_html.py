"""Streamlit's own index.html taken apart: what it loads, and what is left of it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import streamlit as st

from explainer.ui.prerender import bundles, deferred_charts
from explainer.ui.streamlit_internals import names

SCRIPT = "static/js/%s.*.js"
INDEX = Path(st.__file__).parent / "static" / "index.html"
LATER = ("modulepreload", "stylesheet")  # what may wait until the first picture stands
# Scripts that every page of ours needs and that Streamlit asks for late, one after the other.
SOON = names.PRELOADED_BUNDLES
# And those that only some pages need; the chart's are the lines that wait in its place
# (deferred_charts.js).
ALSO = {
    "hinge": (names.CHART_BUNDLE,),
    "hamstrings_calf": (names.CHART_BUNDLE,),
    "load": (names.CHART_BUNDLE,),
    "plan": (names.CHART_BUNDLE,),
}
LONG_BYTES = 10_000  # packed; below, a file's way takes a slow line longer than its bytes
Element = tuple[str, tuple[tuple[str, str], ...]]  # tag and attributes

IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')


@dataclass(frozen=True)
class Shell:
    """`later` are the elements that bring Streamlit in, as tag and attributes, in their order;
    `inline` its own inline scripts."""

    later: tuple[Element, ...]
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
    return Shell(tuple(_dealt(found.later)), tuple(inline))


@cache
def soon(lesson: str) -> tuple[Element, ...]:
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
    return tuple(_dealt(found))


def _dealt(elements: Sequence[Element]) -> Iterator[Element]:
    """The same elements in the order in which a slow line brings all of them soonest.

    A browser asks one server for six files at a time. The size of a long one keeps the line busy,
    the way there and back that of a short one: so the long ones come one after the other, and the
    short ones beside them.
    """
    sizes = {element: packed_bytes(element) for element in elements}
    long = sorted((one for one in elements if sizes[one] > LONG_BYTES), key=sizes.get, reverse=True)
    short = [one for one in elements if sizes[one] <= LONG_BYTES]
    whole_bytes, sent_bytes, given = sum(map(sizes.get, long)), 0, 0
    for one in long:
        yield one
        sent_bytes += sizes[one]
        until = len(short) * sent_bytes // whole_bytes
        yield from short[given:until]
        given = until
    yield from short[given:]


def packed_bytes(element: Element) -> int:
    """About what a file of Streamlit's takes on the line."""
    named = dict(element[1])
    address = named.get("href", named.get("src", ""))
    if address.startswith(f".{deferred_charts.PREFIX}"):
        return len(bundles.text("deferred_charts.js"))  # what is sent in its place
    return len(zlib.compress((INDEX.parent / address).read_bytes(), level=1))


def _preload(file: Path) -> Element:
    href = f"./{file.relative_to(INDEX.parent).as_posix()}"
    return "link", (("rel", "modulepreload"), ("crossorigin", ""), ("href", href))


class _Finder(HTMLParser):
    """Collects the elements that load Streamlit's scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.later: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a module script, its preloads and the style sheet."""
        named = {name: value or "" for name, value in attrs}
        module = tag == "script" and named.get("type") == "module"
        if module or (tag == "link" and named.get("rel") in LATER):
            self.later.append((tag, tuple(named.items())))
