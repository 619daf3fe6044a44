"""Reads Streamlit's own index.html: what it loads, and which bundles our pages need besides."""

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

BUNDLE_PATTERN = "static/js/%s.*.js"
INDEX = Path(st.__file__).parent / "static" / "index.html"
DEFERRED_RELATIONS = ("modulepreload", "stylesheet")  # loaded after the static diagram
# Bundles that only some pages need; for the charts it is the small deferred_charts.js.
PAGE_BUNDLES = {
    page: (names.CHART_BUNDLE,) for page in ("hinge", "hamstrings_calf", "load", "plan")
}
LARGE_BYTES = 10_000  # compressed; below, latency costs a slow connection more than bandwidth
Element = tuple[str, tuple[tuple[str, str], ...]]  # tag and attributes

IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')


@dataclass(frozen=True)
class IndexPage:
    """The elements that load Streamlit's frontend, and the texts of its inline scripts."""

    frontend_elements: tuple[Element, ...]
    inline_scripts: tuple[str, ...]


@cache
def read_index() -> IndexPage:
    """The installed Streamlit's index page; raises ValueError if its structure is unknown."""
    text = INDEX.read_text(encoding="utf-8")
    collector = _FrontendElements()
    collector.feed(text)
    has_script = any(tag == "script" for tag, _ in collector.elements)
    if not has_script or f'<div id="{names.ROOT_ID}">' not in text:
        raise ValueError(f"{INDEX}: no module script, or no place for the app")
    inline = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    return IndexPage(tuple(_interleaved_by_size(collector.elements)), tuple(inline))


@cache
def preload_elements(page: str) -> tuple[Element, ...]:
    """Module preloads for the bundles that a page needs and the index page does not name.

    Streamlit would import them one after the other; their own static imports are included.
    """
    known = {_url(element).rpartition("/")[2] for element in read_index().frontend_elements}
    wanted = (*names.PRELOADED_BUNDLES, *PAGE_BUNDLES.get(page, ()))
    queue = [file for name in wanted for file in sorted(INDEX.parent.glob(BUNDLE_PATTERN % name))]
    elements = []
    while queue:
        file = queue.pop(0)
        if file.name in known:
            continue
        known.add(file.name)
        elements.append(_preload(file))
        imported = IMPORTED.findall(file.read_text(encoding="utf-8"))
        queue += [file.with_name(name) for name in imported]
    return tuple(_interleaved_by_size(elements))


def _interleaved_by_size(elements: Sequence[Element]) -> Iterator[Element]:
    """The elements in the order that loads all of them soonest on a slow connection.

    A browser requests six files at a time over HTTP/1.1. Large files are bound by bandwidth, small
    ones by latency: so the large ones come in turn, and the small ones are spread between them.
    """
    sizes = {element: compressed_bytes(element) for element in elements}
    large = [element for element in elements if sizes[element] > LARGE_BYTES]
    large.sort(key=lambda element: sizes[element], reverse=True)
    small = [element for element in elements if sizes[element] <= LARGE_BYTES]
    total_bytes = sum(sizes[element] for element in large)
    requested_bytes, used = 0, 0
    for element in large:
        yield element
        requested_bytes += sizes[element]
        until = len(small) * requested_bytes // total_bytes
        yield from small[used:until]
        used = until
    yield from small[used:]


def compressed_bytes(element: Element) -> int:
    """About how many bytes the element's file takes on the network."""
    url = _url(element)
    if url.startswith(f".{deferred_charts.PREFIX}"):
        return len(bundles.source("deferred_charts.js"))  # sent in its place
    return len(zlib.compress((INDEX.parent / url).read_bytes(), level=1))


def _url(element: Element) -> str:
    attributes = dict(element[1])
    return attributes.get("href", attributes.get("src", ""))


def _preload(file: Path) -> Element:
    href = f"./{file.relative_to(INDEX.parent).as_posix()}"
    return "link", (("rel", "modulepreload"), ("crossorigin", ""), ("href", href))


class _FrontendElements(HTMLParser):
    """Collects the elements that load Streamlit's scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect a module script, its preloads and the style sheet."""
        attributes = {name: value or "" for name, value in attrs}
        is_module = tag == "script" and attributes.get("type") == "module"
        if is_module or (tag == "link" and attributes.get("rel") in DEFERRED_RELATIONS):
            self.elements.append((tag, tuple(attributes.items())))
