"""Building up again: from the planned week back to the present one, and when to step back."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from explainer import describe, plan
from explainer.figures import return_weeks
from explainer.model import EASY
from explainer.ui import charts, frame, results, week
from explainer.ui.lesson import Lesson

PATTERN_MILES = 10.0  # any week will do to read off what a mile brings when none is planned


def up(page: Lesson) -> None:
    """The weeks one by one, their load as a chart, and the rule for pain."""
    back = _back(page)
    spoken = describe.return_weeks(page.words, back, page.scenario.load)
    if len(back.weeks) > 1:
        charts.figure(page, return_weeks, "chart_return", back, spoken)
    else:
        st.header(page.text("chart_return_title"), anchor=False)
    with st.container(width=frame.TEXT_WIDTH_PX):
        _weeks(page, back)
        st.subheader(page.text("step_back.heading"), anchor=False)
        st.markdown("\n".join(f"- {line}" for line in page.words.items("plan.step_back.items")))
        st.caption(page.text("step_back.note"))
    page.working(back.used)


def _back(page: Lesson) -> plan.Return:
    chosen = week.planned(page)
    pattern = results.planned_week(chosen)
    if not pattern.miles:
        days = plan.even_days(PATTERN_MILES, chosen.surface, EASY.speed_m_s)
        pattern = results.planned_week(replace(chosen, days=days))
    now = page.scenario
    return plan.build_up(now.miles, chosen.days, now.recent_longest_miles, pattern)


def _weeks(page: Lesson, back: plan.Return) -> None:
    """One line a week, to be ticked off on paper as much as on the screen."""
    words = page.words
    if len(back.weeks) == 1:
        st.markdown(page.text("return.nothing"))
        return
    lines = []
    for one in back.weeks:
        said = {"miles": words.distance(one.miles), "longest": words.distance(one.longest_miles)}
        key = "return.week" if one.runs else "return.rest"
        lines.append(f"{one.number}. {page.text(key, runs=str(one.runs), **said)}")
    st.markdown("\n".join(lines))
    end = "arrives" if back.arrives else "goes_on"
    st.markdown(page.text(f"return.{end}", goal=words.distance(back.goal_miles)))
    st.caption(page.text("return.note"))
