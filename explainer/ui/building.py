"""Building up again: from the planned week back to the present one, and when to step back."""

from __future__ import annotations

import streamlit as st

from explainer import describe, plan
from explainer.figures import return_weeks
from explainer.ui import charts, frame, paging, results
from explainer.ui.lesson import Lesson


def up(page: Lesson) -> None:
    """The weeks one by one, their load as a chart, and the rule for pain."""
    paging.part()
    way = results.way_back(page.scenario)
    spoken = describe.return_weeks(page.words, way, page.scenario.load)
    if len(way.weeks) > 1:
        charts.figure(page, return_weeks, "chart_return", way, spoken)
    else:
        st.header(page.text("chart_return_title"), anchor=False)
    with st.container(width=frame.TEXT_WIDTH_PX):
        _weeks(page, way)
        st.subheader(page.text("step_back.heading"), anchor=False)
        st.markdown("\n".join(f"- {line}" for line in page.words.items("plan.step_back.items")))
        st.caption(page.text("step_back.note"))
    page.working(used=way.used)


def _weeks(page: Lesson, way: plan.Return) -> None:
    """One line a week, to be ticked off on paper as much as on the screen."""
    words = page.words
    if len(way.weeks) == 1:
        st.markdown(page.text("return.nothing"))
        return
    lines = []
    for one in way.weeks:
        said = {"miles": words.distance(one.miles), "longest": words.distance(one.longest_miles)}
        key = "return.week" if one.runs else "return.rest"
        lines.append(f"{one.number}. {page.text(key, runs=str(one.runs), **said)}")
    st.markdown("\n".join(lines))
    end = "arrives" if way.arrives else "goes_on"
    st.markdown(page.text(f"return.{end}", goal=words.distance(way.goal_miles)))
    st.caption(page.text("return.note"))
