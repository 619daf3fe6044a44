"""Building up again: from the planned week back to the present one, and when to step back."""

from __future__ import annotations

import streamlit as st

from explainer import describe, plan
from explainer.figures import return_weeks
from explainer.ui import model_cache
from explainer.ui.lesson import charts, choice_controls, patient_steps, prose
from explainer.ui.lesson.lesson import Lesson


def show(page: Lesson) -> None:
    """The weeks one by one, their load as a chart, and the rule for pain."""
    patient_steps.begin_part()
    graded_return = model_cache.return_plan(page.scenario)
    spoken = describe.return_weeks(page.words, graded_return, page.scenario)
    if len(graded_return.weeks) > 1:
        charts.figure(page, return_weeks, "chart_return", graded_return, spoken)
    else:
        prose.section(page.text("chart_return_title"))
    if page.scenario.miles > page.scenario.guide_miles:
        with st.container(width=prose.TEXT_WIDTH_PX):
            choice_controls.render_controls("return_past_guide")
    step_back = (
        f"### {page.text('step_back.heading')}",
        prose.bullets(page.words.items("plan.step_back.items")),
        prose.small(page.text("step_back.note")),
    )
    st.markdown(
        "\n\n".join((*_weeks(page, graded_return), *step_back)),
        width=prose.TEXT_WIDTH_PX,
        anchors=False,
    )
    page.show_calculation(used=graded_return.used)


def _weeks(page: Lesson, graded_return: plan.Return) -> tuple[str, ...]:
    """One line a week, to be ticked off on paper as much as on the screen; where it leads."""
    words = page.words
    conclusion = describe.return_end(words, graded_return)
    if len(graded_return.weeks) == 1:
        return (conclusion,)
    lines = []
    for one in graded_return.weeks:
        distances = {
            "miles": words.distance(one.miles),
            "longest": words.distance(one.longest_miles),
        }
        key = "return.week" if one.runs else "return.rest"
        lines.append(f"{one.number}. {page.text(key, runs=str(one.runs), **distances)}")
    return "\n".join(lines), conclusion, prose.small(page.text("return.note"))
