"""The model as a picture: boxes, each of which feeds the next; it needs no script.

Written as HTML and not as a chart: a chart would bring a megabyte of script to the top of the page.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from explainer import describe
from explainer.ui import layout
from explainer.ui.html_markup import Markup, element, join
from explainer.ui.lesson import prose
from explainer.ui.lesson.lesson import Lesson
from explainer.words import Words

STYLE = Path(__file__).with_name("model_diagram.css")
# From top to bottom; the inputs stand side by side.
BOXES = (("runner", "running"), ("step",), ("forces",), ("impulse",), ("week",), ("band",))


def show(page: Lesson) -> None:
    """The chain of the model under the page's title for it; it needs no result."""
    width = layout.FIGURE_WIDTH_PX
    prose.section(page.text("picture_title"), page.text("notice"), width=width)
    st.html(markup(page.words), width=width)


def markup(words: Words) -> Markup:
    """The boxes with their style as HTML, the whole described for those who do not see it."""
    rows = (
        element("p", *(element("b", words.text(f"model.boxes.{box}")) for box in row))
        for row in BOXES
    )
    spoken = describe.model_map(words)
    picture = element("div", *rows, class_="chain", role="img", aria_label=spoken)
    return join(element("style", Markup(STYLE.read_text(encoding="utf-8"))), picture)
