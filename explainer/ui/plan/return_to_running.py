"""Building up again: from the planned week back to the present one, and when to step back."""

from __future__ import annotations

import streamlit as st

from explainer import describe, plan
from explainer.describe import aggravators
from explainer.figures import return_weeks
from explainer.ui import layout, model_cache
from explainer.ui.lesson import charts, choice_controls, prose
from explainer.ui.lesson.lesson import Lesson


def show(page: Lesson) -> None:
    """The weeks one by one, their load as a chart, and the rule for pain."""
    graded_return = model_cache.return_plan(page.scenario)
    with layout.side_by_side("plan_return"):
        with st.container():
            if len(graded_return.weeks) > 1:
                spoken = describe.return_weeks(page.words, graded_return, page.scenario)
                charts.figure(page, return_weeks, "chart_return", graded_return, spoken)
            else:
                prose.section(page.text("chart_return_title"))
            last = aggravators.comes_back_last(page.words, page.scenario.aggravators)
            st.markdown("\n\n".join((*_conclusion(page, graded_return), last)))
            if page.scenario.miles > page.scenario.guide_miles:
                choice_controls.render_controls("return_past_guide")
        step_back = (
            f"### {page.text('step_back.heading')}",
            page.text("step_back.scale"),
            prose.bullets(page.words.items("plan.step_back.items")),
        )
        st.markdown("\n\n".join((*_weeks(page, graded_return), *step_back)), anchors=False)
    page.show_calculation(used=graded_return.used)


def _conclusion(page: Lesson, graded_return: plan.Return) -> tuple[str, ...]:
    """Where the weeks lead, and that their growth is a choice."""
    conclusion = describe.return_end(page.words, graded_return)
    if len(graded_return.weeks) == 1:
        return (conclusion,)
    return conclusion, prose.small(page.text("return.note"))


def _weeks(page: Lesson, graded_return: plan.Return) -> tuple[str, ...]:
    """One line a week, to be ticked off on paper as much as on the screen; none for one alone."""
    if len(graded_return.weeks) == 1:
        return ()
    words, lines = page.words, []
    for one in graded_return.weeks:
        distances = {
            "miles": words.distance(one.miles),
            "longest": words.distance(one.longest_miles),
        }
        key = "return.week" if one.runs else "return.rest"
        lines.append(f"{one.number}. {page.text(key, runs=str(one.runs), **distances)}")
    return ("\n".join(lines),)
