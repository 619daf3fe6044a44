"""The get-help lists as HTML: the signs in the order of haste."""

from __future__ import annotations

from explainer.ui.markup import Markup, element, joined, marked, prose
from explainer.words import Words


def lists(words: Words) -> Markup:
    """The signs that cannot wait, with headings of the third level."""
    parts = []
    for name in ("emergency", "today"):
        block = words.table(f"care.{name}")
        signs = [element("li", marked(sign)) for sign in block["signs"]]
        parts += [element("h3", block["heading"]), *prose(block["body"]), element("ul", *signs)]
    more = [element("li", marked(one)) for one in words.items("care.today.more")]
    heading = element("p", element("strong", words.text("care.today.more_heading")))
    parts += [heading, element("ul", *more), *prose(words.text("care.today.more_body"))]
    for name in ("cyst", "no_massage"):
        parts.append(element("h3", words.text(f"care.{name}.heading")))
        parts += prose(words.text(f"care.{name}.body"))
    return joined(*parts)
