"""Where the model meets and misses measurements, what drives its bands, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from explainer import catalog
from explainer.figures import checks as drawing
from explainer.figures import tornado as tornado_drawing
from explainer.model import Assumptions, Runner, Running
from explainer.model.explain import tornado
from explainer.model.measured_range import REACH, unmeasured
from explainer.scenario import Scenario
from explainer.ui import model_cache, session
from explainer.ui.lesson import charts, prose
from explainer.ui.lesson.lesson import Lesson
from explainer.words import constants
from explainer.words.choices import format_condition

CACHE_SIZE = 256  # tornadoes of a few numbers each


def show_drivers(page: Lesson) -> None:
    """Which constants make the band of the chosen load wide, as a chart and in one sentence."""
    words, scenario = page.words, page.scenario
    load = words.text(f"common.loads.{scenario.load}")
    swings = _swings(
        *model_cache.inputs(scenario), scenario.load, model_cache.assumptions(scenario)
    )
    now = model_cache.one_step(scenario).loads[scenario.load]
    first = constants.name(words, swings[0].key)
    spoken = words.text("model.drivers_spoken", load=load, first=first, count=str(len(swings)))
    result = now.peak_bw, swings
    charts.figure(page, tornado_drawing, "drivers", result, spoken, paragraphs=(spoken,))


@lru_cache(maxsize=CACHE_SIZE)
def _swings(
    runner: Runner, running: Running, load: str, assumed: Assumptions
) -> tuple[tornado.Swing, ...]:
    return tornado.tornado(runner, running, load, "peak_bw", assumed)


def show_checks(page: Lesson) -> None:
    """The model beside published results: two charts, the reasons of each miss, and every row."""
    words, rows = session.words(), catalog.table("checks").rows
    agree, judged = (
        sum(row["agrees"] in verdicts for row in rows) for verdicts in (("yes",), ("yes", "no"))
    )
    unjudged = str(len(rows) - judged)
    count = words.text("figures.checks.count", agree=str(agree), all=str(judged), unjudged=unjudged)
    st.markdown(
        "\n\n".join((words.text("model.checks_note"), count, words.text("model.checks_notice")))
    )
    for compare in ("level", "change_percent"):
        charts.titled_figure(page, drawing, compare, words.text(f"figures.checks.{compare}"))
    missed = [f"**{_check_name(row)}.** {row['reason']}." for row in rows if row["agrees"] == "no"]
    st.markdown(f"**{words.text('figures.checks.reasons')}**\n\n{prose.bullets(missed)}")
    st.markdown(f"**{words.text('figures.checks.all')}**")
    st.table([_check_row(row) for row in rows], border="horizontal")


def show_caveats(page: Lesson) -> None:
    """What a reader of these numbers must know, and where measurements end."""
    words, scenario = page.words, page.scenario
    level = catalog.parameter("knee_level_ratio")
    speed, slope, rate = (catalog.parameter(key) for key in REACH.values())
    values = {
        "milliseconds": words.number(1000 * catalog.parameter("impact_time_s").value),
        "level": words.number(level.value),
        "levels": words.band(level.low, level.high),
        "slow": words.pace(speed.low),
        "fast": words.pace(speed.high),
        "slopes": words.angle(slope.high),
        "rates": words.percent(rate.high),
    }
    lines = [one["text"] for one in words.tables("model.plainly", **values)]
    st.markdown(prose.bullets((*lines, _reach(scenario))), width=prose.TEXT_WIDTH_PX)


def _reach(scenario: Scenario) -> str:
    """Which of the reader's choices lie beyond what was measured."""
    words = session.words()
    beyond = [
        words.text(f"common.fields.{name}")
        for name in unmeasured(model_cache.inputs(scenario)[1])
        if name in REACH
    ]
    if not beyond:
        return words.text("model.within_reach")
    return words.text("model.beyond_reach", fields=", ".join(beyond))


def show_unknowns(page: Lesson) -> None:
    """What nobody knows, and where studies do not agree."""
    words = page.words
    unknown, disagree = (
        prose.bullets(entry["text"] for entry in words.tables(f"model.{part}"))
        for part in ("unknown", "disagree")
    )
    heading = f"**{words.text('model.disagree_title')}**"
    st.markdown("\n\n".join((unknown, heading, disagree)), width=prose.TEXT_WIDTH_PX)


def _check_name(row: Mapping[str, str]) -> str:
    words = session.words()
    condition = format_condition(words, row["condition"])
    return drawing.quantity(row["quantity"], words) + (f" ({condition})" if condition else "")


def _direction_word(change: str) -> str:
    size = float(change)
    return "rises" if size > 0 else "falls" if size < 0 else "unchanged"


def _check_row(row: Mapping[str, str]) -> dict[str, str]:
    words = session.words()
    if row["compare"] == "direction":
        published = words.text(f"figures.{_direction_word(row['published'])}")
        model = words.text(f"figures.{_direction_word(row['model'])}")
    else:
        published = f"{row['published']} {row['unit']} {row['spread']}".strip()
        model = f"{row['model']} ({words.band(float(row['low']), float(row['high']))})"
    return {
        words.text("figures.columns.checked"): _check_name(row),
        words.text("figures.columns.published"): published,
        words.text("figures.columns.model"): model,
        words.text("figures.columns.agrees"): words.text(f"figures.{row['agrees']}"),
        words.text("figures.columns.source"): (
            f"{catalog.sources()[row['source']].citation}. {row['where']}"
        ),
    }
