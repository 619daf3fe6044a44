"""Charts on a page: title, what to notice, the drawing, and its spoken alternative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainer import describe
from explainer.figures import longest_run as longest_run_bars
from explainer.model import Step, long_run
from explainer.scenario import Scenario
from explainer.ui import layout, session
from explainer.ui.html_markup import Markup, element, join
from explainer.ui.lesson import chart_frame, choice_controls, prose
from explainer.ui.lesson.figure_cache import SerializedFigure, cached_figure
from explainer.ui.lesson.lesson import Lesson

STYLE = Path(__file__).with_name("charts.css")
CONFIG = {"displayModeBar": False, "scrollZoom": False}


def figure(
    page: Lesson,
    drawing: ModuleType,
    title: str,
    result: object,
    spoken: str,
    scenario: Scenario | None = None,
    paragraphs: Sequence[str] = (),
) -> None:
    """One chart under the page's own title for it; of the page's scenario unless one is given.

    Without paragraphs the text alternative is printed.
    """
    with _container(page, title):
        _introduce(page, title, *(paragraphs or (prose.print_only(spoken),)))
        _chart(page, drawing, title, result, spoken, scenario)


def figure_in_drawer(
    page: Lesson, drawing: ModuleType, name: str, title: str, result: object, spoken: str
) -> None:
    """A chart that is drawn once its drawer is opened."""
    label = page.words.text("common.lesson.chart", title=title)
    chart = partial(_chart, page, drawing, name, result, spoken)
    layout.lazy_drawer(label, f"{page.name}_{name}", chart)


def titled_figure(
    page: Lesson, drawing: ModuleType, name: str, title: str, spoken: str = ""
) -> None:
    """A chart under a title of its own, inside a drawer; its result is known by the name."""
    with _container(page, name):
        st.markdown(f"**{title}**")
        _chart(page, drawing, name, name, spoken or title)


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
    slot = f"{page.name}_{name}"
    _draw_framed(
        cached_figure(drawing, scenario or page.scenario, result, page.words), slot, spoken
    )


def _draw_framed(chart: SerializedFigure, slot: str, spoken: str, **options: Any) -> None:
    """A chart over its frame, which is there at once (charts.css)."""
    with st.container(key=f"framed_{slot}"):
        st.html(join(_style(), chart_frame.markup(chart)))
        st.plotly_chart(chart, key=slot, config=CONFIG, alt=spoken, **options)


@cache
def _style() -> Markup:
    return element("style", Markup(STYLE.read_text(encoding="utf-8")))


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
        _draw_framed(
            cached_figure(drawing, page.scenario, result, page.words),
            slot,
            spoken,
            on_select=bend_to_the_moment,
            selection_mode="points",
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
