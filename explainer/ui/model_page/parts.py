"""The parts of the model page, each behind one drawer: the page itself stays short."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from explainer.ui import layout
from explainer.ui.lesson.lesson import Lesson
from explainer.ui.model_page import (
    assumptions,
    atlas_validation,
    evidence,
    response_charts,
    rules,
)


def show(page: Lesson) -> None:
    """The drawers side by side (sections.css); a closed one computes nothing."""
    parts: dict[str, Callable[[], None]] = {
        "equations": rules.show,
        "checks": partial(evidence.show_checks, page),
        "plainly": partial(evidence.show_caveats, page),
        "unknown": partial(evidence.show_unknowns, page),
        "assume": partial(assumptions.switches, page),
        "charts": partial(_show_charts, page),
        "grounds": rules.grounds,
        "atlas": partial(atlas_validation.sections, page),
        "left_out": rules.left_out,
    }
    titles = {"atlas": "atlas.title", "left_out": "model.left_out.title"}
    with st.container(key="model_parts"):
        for name, render in parts.items():
            title = page.words.text(titles.get(name, f"model.{name}_title"))
            layout.lazy_drawer(title, f"model_{name}", render)


def _show_charts(page: Lesson) -> None:
    """What the ground's push looks like, what drives the bands, and how loads respond."""
    assumptions.ground(page)
    evidence.show_drivers(page)
    response_charts.show(page)
