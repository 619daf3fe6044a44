"""The first screen of the model page as static HTML: the chain of boxes and the sections below it.

At home the current step alone: the chain with the page's lead is the first one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from explainer.scenario import Scenario
from explainer.ui.html_markup import Markup, bold, element
from explainer.ui.lesson import patient_steps
from explainer.ui.model_page import model_diagram
from explainer.words import Words

PAGE = "model"
BULLET = "- "


def render_model(scenario: Scenario, words: Words) -> list[Markup]:
    """The chain under its title, and what a view shows below it."""
    heading, notice = words.text(f"{PAGE}.picture_title"), words.text(f"{PAGE}.notice")
    chain = [
        element("h2", heading),
        element("p", bold(notice)),
        element("div", model_diagram.markup(words), class_="prerendered-chain"),
    ]
    if scenario.view == "consult":  # in the clinic people talk instead
        return chain
    if not patient_steps.is_patient_view(scenario):
        sections = words.tables(f"{PAGE}.sections")
        return [*chain, element("div", *map(_render_section, sections), class_="prerendered-words")]
    if int(scenario.lesson_step):
        return []
    return [element("div", *chain, element("p", words.text(f"{PAGE}.lead")), class_="at-home")]


def _render_section(section: Mapping[str, Any]) -> Markup:
    """Heading, paragraphs and lists; what lies in its drawer comes with Streamlit's page."""
    blocks = re.split(r"\n\s*\n", section["body"].strip())
    return element("section", element("h2", section["heading"]), *map(_render_block, blocks))


def _render_block(text: str) -> Markup:
    if not text.startswith(BULLET):
        return element("p", bold(text))
    lines = (line.removeprefix(BULLET) for line in text.splitlines())
    return element("ul", *(element("li", bold(line)) for line in lines))
