"""Charts on a page: title, what to notice, the drawing, and its spoken alternative."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from types import ModuleType

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainer import describe
from explainer.figures import longest_run as longest_run_bars
from explainer.model import Step, long_run
from explainer.scenario import Scenario
from explainer.ui import layout, session
from explainer.ui.lesson import choice_controls, prose
from explainer.ui.lesson.figure_cache import cached_figure
from explainer.ui.lesson.lesson import Lesson

CONFIG = {"displayModeBar": False, "scrollZoom": False}


def figure(
    page: Lesson,
    drawing: ModuleType,
    title: str,
    result: object,
    spoken: str,
    scenario: Scenario | None = None,
) -> None:
    """One chart under the page's own title for it; of the page's scenario unless one is given."""
    with _container(page, title):
        _introduce(page, title, prose.print_only(spoken))
        _chart(page, drawing, title, result, spoken, scenario)


def section_with_drawer(
    page: Lesson, drawing: ModuleType, title: str, result: object, spoken: str, *paragraphs: str
) -> None:
    """Title, what to notice and paragraphs; the chart itself is drawn lazily in a drawer.

    For a page of many charts. Without paragraphs the text alternative is printed.
    """
    with _container(page, title):
        _introduce(page, title, *(paragraphs or (prose.print_only(spoken),)))
        figure_in_drawer(page, drawing, title, page.text(f"{title}_title"), result, spoken)


def figure_in_drawer(
    page: Lesson, drawing: ModuleType, name: str, title: str, result: object, spoken: str
) -> None:
    """A chart that is drawn once its drawer is opened."""
    label = page.words.text("common.lesson.chart", title=title)
    chart = partial(_chart, page, drawing, name, result, spoken)
    layout.lazy_drawer(label, f"{page.name}_{name}", chart)


@contextmanager
def more_charts_drawer(page: Lesson) -> Iterator[bool]:
    """A drawer for what only the curious need: charts, and below them the page's further texts.

    Gives whether it is open; closed, there is nothing to draw.
    """
    with layout.drawer(page.text("closer"), f"{page.name}_closer") as is_open:
        yield is_open
        if not is_open:
            return
        st.caption(page.words.text("common.high_load"))
        for section in page.words.tables(f"{page.name}.closer_sections"):
            prose.section(section["heading"], section["body"], width=layout.FIGURE_WIDTH_PX)


def _chart(
    page: Lesson,
    drawing: ModuleType,
    name: str,
    result: object,
    spoken: str,
    scenario: Scenario | None = None,
) -> None:
    st.plotly_chart(
        cached_figure(drawing, scenario or page.scenario, result, page.words),
        key=f"{page.name}_{name}",
        config=CONFIG,
        alt=spoken,
    )


def step_curve(page: Lesson, drawing: ModuleType, result: Step, spoken: str) -> None:
    """The force through one step; a tap on the curve bends the knee to that moment."""
    slot = f"{page.name}_moment"

    def bend_to_the_moment() -> None:
        points = st.session_state[slot]["selection"]["points"]
        if points:
            moments_percent = drawing.stance_percent(result)
            bend = np.interp(points[0]["x"], moments_percent, result.knee_flexion_deg)
            session.choose(flexion_deg=float(round(bend)))

    with _container(page, "curve"):
        _introduce(page, "curve", prose.print_only(spoken))
        st.plotly_chart(
            cached_figure(drawing, page.scenario, result, page.words),
            key=slot,
            config=CONFIG,
            on_select=bend_to_the_moment,
            selection_mode="points",
            alt=spoken,
        )


def longest_run(page: Lesson) -> None:
    """This week's longest run against the longest of the past 30 days, in one sentence."""
    both_known = page.scenario.longest_miles and page.scenario.recent_longest_miles
    spoken = describe.runs_chart(page.words, page.scenario) if both_known else ""
    with _container(page, "chart_run"):
        printed = [prose.print_only(spoken)] if spoken else []
        _introduce(page, "chart_run", page.text("run.why"), *printed)
        choice_controls.render_controls("longest_miles", "recent_longest_miles")
        if spoken:
            _chart(page, longest_run_bars, "chart_run", None, spoken)
        st.markdown("\n\n".join(_longest_run_lines(page)))


def _longest_run_lines(page: Lesson) -> list[str]:
    run, recent = page.scenario.longest_miles, page.scenario.recent_longest_miles
    if not (run and recent):  # not said
        return [page.text("run.first")]
    increase, words = long_run(run, recent), page.words
    distances = {"run": words.distance(run), "recent": words.distance(recent)}
    lines = [page.text("run.over_week")] if run > page.scenario.miles else []
    if increase.rate_ratio > 1:
        jump = page.text("run.jump", percent=words.percent(increase.jump), **distances)
        return [*lines, jump, page.text("run.line")]
    return [*lines, page.text("run.under", **distances), page.text("run.line")]


def _container(page: Lesson, title: str) -> DeltaGenerator:
    """A container for a chart and its text; site.css selects it by the prefix of its key."""
    return st.container(width=layout.FIGURE_WIDTH_PX, key=f"chart_{page.name}_{title}")


def _introduce(page: Lesson, title: str, *paragraphs: str) -> None:
    notice = f"{title}_notice" if page.words.has(f"{page.name}.{title}_notice") else "notice"
    prose.section(page.text(f"{title}_title"), page.text(notice), *paragraphs)
