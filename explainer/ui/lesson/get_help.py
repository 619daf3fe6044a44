"""The get-help lists as HTML: the same for the dialog, the plan page and the served page.

It needs neither Streamlit nor a script, so that it opens where only the served page has come.
"""

from __future__ import annotations

from pathlib import Path

from explainer.describe.get_help import Group, Risks, Tier, build_get_help
from explainer.ui.html_markup import Markup, bold, element, join, paragraphs
from explainer.words import Words

STYLE = Path(__file__).with_name("get_help.css")


def markup(words: Words) -> Markup:
    """The lists with their style, without their title; headings from the third level on."""
    lists = build_get_help(words)
    parts = [element("style", Markup(STYLE.read_text(encoding="utf-8")))]
    parts.append(element("p", lists.lead))
    parts += [_tier(tier, lists.tel_url) for tier in lists.tiers]
    for note in lists.notes:
        parts.append(element("section", element("h3", note.heading), *paragraphs(note.body)))
    parts.append(element("p", lists.closing))
    return element("div", *parts, class_="get-help")


def _tier(tier: Tier, tel_url: str) -> Markup:
    parts = [element("h3", tier.heading), element("p", tier.body)]
    if tier.call:
        parts.append(element("p", element("a", tier.call, href=tel_url, class_="get-help-call")))
    parts += [_group(group) for group in tier.groups]
    return element("section", *parts, class_=f"get-help-{tier.id.replace('_', '-')}")


def _group(group: Group) -> Markup:
    signs = (element("li", bold(sign.text), data_sign=sign.id) for sign in group.signs)
    risks = _risks(group.risks) if group.risks else Markup("")
    return join(element("h4", group.name), element("ul", *signs), risks)


def _risks(risks: Risks) -> Markup:
    """A field of its own, so that nobody takes what it lists for signs."""
    items = element("ul", *(element("li", item) for item in risks.items))
    heading = element("p", element("strong", risks.heading))
    return element("div", heading, items, element("p", risks.body), class_="get-help-risks")
