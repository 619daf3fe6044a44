"""Writing HTML so that no text can become a tag: what is not made here is escaped."""

from __future__ import annotations

import html
import json
import re
from typing import Any

EMPTY = frozenset({"img", "link", "meta"})  # elements that have no end tag


class Markup(str):
    """Text that is HTML already."""


def element(tag: str, /, *children: str, **attributes: object) -> Markup:
    """An element; in attribute names "_" stands for "-", None and False leave an attribute out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if tag in EMPTY and not children:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{joined(*children)}</{tag}>")


def joined(*parts: str) -> Markup:
    """Several pieces one after the other; plain text among them is escaped."""
    return Markup("".join(p if isinstance(p, Markup) else html.escape(p) for p in parts))


def prose(text: str) -> list[Markup]:
    """The paragraphs of a page's text; of its Markdown only **bold** is kept."""
    return [element("p", marked(part)) for part in re.split(r"\n\s*\n", text.strip())]


def marked(text: str) -> Markup:
    """One paragraph with its **bold** words."""
    pieces = re.split(r"\*\*(.+?)\*\*", text)
    return joined(*(element("strong", p) if n % 2 else p for n, p in enumerate(pieces)))


def data(name: str, value: Any) -> Markup:
    """A value for the page's scripts; "<" cannot stand in it, so no tag can end it early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return element("script", Markup(text), type="application/json", id=name)


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{html.escape(str(value))}"'
