"""For clinicians: a week with high forces weighted more, its exponent a visible choice."""

from __future__ import annotations

import streamlit as st

from explainer.model import Week
from explainer.ui import layout
from explainer.ui.lesson import choice_controls
from explainer.ui.lesson.lesson import Lesson
from explainer.words import Words

MOST_SHOWN = 3.0  # beyond it the exponent, not the run, makes the number


def show(page: Lesson, week: Week) -> None:
    """The chosen load's index of a week, and that no cohort confirms it; nothing in plain words."""
    if page.words.register != "clinical":
        return
    with st.container(width=layout.FIGURE_WIDTH_PX):
        choice_controls.render_controls("damage_exponent")
        st.markdown(
            describe_index(page.words, week, page.scenario.load, page.scenario.damage_exponent)
        )


def describe_index(words: Words, week: Week, load: str, exponent: str) -> str:
    """The index of one load with its band, in one sentence and its caveat."""
    one, power = week.loads[load], float(exponent)
    low, high = one.damage_band(power)
    central = one.damage_ratio(power)
    values = {"name": words.text(f"common.loads.{load}"), "exponent": exponent}
    if central > MOST_SHOWN:
        index = words.text("describe.weighted.most", **values)
    else:
        top = words.text("describe.weighted.beyond") if high > MOST_SHOWN else words.ratio(high)
        index = words.text(
            "describe.weighted.line",
            times=words.times(central),
            low=words.ratio(low),
            high=top,
            **values,
        )
    return f"{index} {words.text('describe.weighted.caveat')}"
