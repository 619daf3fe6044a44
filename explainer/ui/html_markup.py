"""Builds HTML; all text that was not built here is escaped."""

from __future__ import annotations

import html
import json
import re
from typing import Any

VOID_ELEMENTS = frozenset({"img", "link", "meta"})


class Markup(str):
    """Text that is HTML already and is not escaped again."""


def element(tag: str, /, *children: str, **attributes: object) -> Markup:
    """An element; in attribute names "_" stands for "-", None and False leave an attribute out."""
    attributes_html = "".join(_attribute(key, value) for key, value in attributes.items())
    if tag in VOID_ELEMENTS and not children:
        return Markup(f"<{tag}{attributes_html}>")
    return Markup(f"<{tag}{attributes_html}>{join(*children)}</{tag}>")


def join(*parts: str) -> Markup:
    """Concatenate pieces; plain text among them is escaped."""
    return Markup("".join(p if isinstance(p, Markup) else html.escape(p) for p in parts))


def paragraphs(text: str) -> list[Markup]:
    """The paragraphs of a page's text; of its Markdown only **bold** is kept."""
    return [element("p", bold(part)) for part in re.split(r"\n\s*\n", text.strip())]


def bold(text: str) -> Markup:
    """One paragraph with its **bold** words as <strong>."""
    pieces = re.split(r"\*\*(.+?)\*\*", text)
    return join(*(element("strong", p) if n % 2 else p for n, p in enumerate(pieces)))


def json_script(element_id: str, value: Any) -> Markup:
    """A script element that holds a value as JSON; "<" is escaped, so no tag can end it early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return element("script", Markup(text), type="application/json", id=element_id)


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    html_name = name.rstrip("_").replace("_", "-")
    return f" {html_name}" if value is True else f' {html_name}="{html.escape(str(value))}"'
