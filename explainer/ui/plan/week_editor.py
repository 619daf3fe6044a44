"""The week day by day: seven runs to fill in, their sum, and what they ask of the knee."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from explainer import catalog, describe, plan
from explainer.figures import week_days, week_ratios
from explainer.model import LOADS, Week
from explainer.scenario import DAYS_A_WEEK, Day
from explainer.ui import layout, model_cache, session
from explainer.ui.components import form_fields
from explainer.ui.lesson import charts, choice_controls, prose, weighted_index
from explainer.ui.lesson.lesson import Lesson
from explainer.words import Words

SHOWN_DIGITS = 1  # of a day's distance
ALL_RUNS = -1
TABLE_DIGITS = 0  # an impulse of a week has no tenths worth reading


def show(page: Lesson) -> None:
    """The week beside its bars and its longest run; what each part carries waits in a drawer."""
    with layout.side_by_side("plan_week"):
        with st.container():
            _edit(page)
        with st.container():
            _show_days(page)
            _show_longest_run(page)
    _show_tissues(page)


def _edit(page: Lesson) -> None:
    """Seven distances, the ground and pace of one run or of all, and what they add up to."""
    prose.section(page.text("week_title"), page.text("week_lead"))
    days, words = plan.planned_days(page.scenario), page.words
    _render_distance_fields(words, days)
    with layout.drawer(page.text("week_how"), "week_how") as is_open:
        if is_open:
            _render_run_settings(words, days)
    _render_totals(page, plan.planned_days(page.scenario))


def _show_days(page: Lesson) -> None:
    """The seven days as bars: what each adds for the chosen tissue."""
    planned = replace(page.scenario, days=plan.planned_days(page.scenario))
    week = model_cache.planned_week(page.scenario, planned.days)
    spoken = describe.week_days(page.words, week, planned)
    charts.figure(page, week_days, "chart_days", week, spoken, planned)
    load = page.words.text(f"common.loads.{page.scenario.load}")
    st.caption(page.text("chart_days_meaning", name=load), width=layout.FIGURE_WIDTH_PX)


def _show_longest_run(page: Lesson) -> None:
    """The longest run against the longest of the past 30 days, in the order of the week."""
    prose.section(page.text("chart_run_title"))
    choice_controls.render_controls("recent_longest_miles")
    days, recent = plan.planned_days(page.scenario), page.scenario.recent_longest_miles
    jump = plan.largest_jump(days, recent)
    resting = recent and not plan.total_miles(days)  # nothing to ask for, nothing to compare
    sentence = page.text("week_none") if resting else describe.jump(page.words, jump)
    if jump and jump.long_run.rate_ratio > 1:
        st.info(f"{sentence} {page.text('run.note')}")
    else:
        st.markdown(sentence)


def _show_tissues(page: Lesson) -> None:
    """What the planned week asks of each tissue against the present one, drawn and in numbers."""
    planned = model_cache.planned_week(page.scenario)
    weighted_index.show(page, planned)
    with layout.drawer(page.text("tissues"), "tissues") as is_open:
        if not is_open:
            return
        spoken = describe.week_chart(page.words, planned, page.scenario)
        charts.figure(page, week_ratios, "chart_tissues", planned, spoken)
        st.caption(page.words.text("common.high_load"))
        st.markdown(page.text("columns.note"))
        now = model_cache.one_week(page.scenario)
        rows = [_row(page.words, load, now, planned) for load in LOADS]
        st.table(rows, border="horizontal")


def _render_distance_fields(words: Words, days: tuple[Day, ...]) -> None:
    """A field a day, in the reader's unit."""
    per_mile = words.per_mile
    most = round(per_mile * catalog.choices()["longest_miles"].high, SHOWN_DIGITS)
    values_shown = (round(per_mile * day.miles, SHOWN_DIGITS) for day in days)
    week = [
        form_fields.Number(str(number), name.capitalize(), most, plan.STEP_MILES, value)
        for number, (name, value) in enumerate(
            zip(words.items("plan.days"), values_shown, strict=True)
        )
    ]
    together = catalog.choices()["after_miles"].high
    note = words.text("plan.week_shared", most=words.distance(together), value="{value}")
    form_fields.render_fields(
        "days",
        week,
        lambda run: _apply_distances({int(day): value / per_mile for day, value in run.items()}),
        group=words.text("plan.week_title"),
        shared_limit=form_fields.SharedLimit(per_mile * together, note),
    )


def _render_run_settings(words: Words, days: tuple[Day, ...]) -> None:
    """Ground and pace of all runs, or of one day."""
    names = words.items("plan.days_short")

    def day_name(day: int) -> str:
        return words.text("plan.week_all") if day == ALL_RUNS else names[day]

    chosen_day = st.segmented_control(
        words.text("plan.week_of"),
        options=(ALL_RUNS, *range(DAYS_A_WEEK)),
        format_func=day_name,
        default=ALL_RUNS,
        key="week_day",
    )
    day = ALL_RUNS if chosen_day is None else chosen_day

    def apply_settings(changed: Mapping[str, float]) -> None:
        if changed:  # not where the browser's report could not be used
            _change_runs(day, **choice_controls.values_at(changed))

    runs = _selected_days(days, day)
    surface = choice_controls.build_field("surface", plan.main_surface(runs))
    pace = choice_controls.build_field("speed_m_s", plan.main_speed_m_s(runs))
    form_fields.render_fields("day_run", [surface, pace], apply_settings)


def _selected_days(days: tuple[Day, ...], day: int) -> tuple[Day, ...]:
    """One day of the week, or all of them."""
    return days if day == ALL_RUNS else (days[day],)


def _render_totals(page: Lesson, days: tuple[Day, ...]) -> None:
    """What the days add up to, against the present week and the clinic's guide."""
    words, scenario, total = page.words, page.scenario, plan.total_miles(days)
    runs = sum(day.miles > 0 for day in days)
    more = total - scenario.miles
    direction = "same" if abs(more) < plan.SAME_MILES else "below" if more < 0 else "above"
    side = "below" if total <= scenario.guide_miles else "above"
    lines = [
        page.text("week_total", total=words.distance(total), runs=str(runs))
        if runs
        else page.text("week_none"),
        page.text(f"week_{direction}", difference=words.distance(abs(more))),
        page.text(f"guide_{side}", guide=words.distance(scenario.guide_miles)),
    ]
    most = catalog.choices()["after_miles"].high
    if total > most - plan.SAME_MILES:
        lines.append(page.text("week_full", most=words.distance(most)))
    st.markdown(f"**{lines[0]}** {' '.join(lines[1:])}")
    choice_controls.render_controls("guide_miles")
    st.caption(page.text("guide_note"))


def _row(words: Words, load: str, now: Week, after: Week) -> dict[str, str]:
    """One tissue of both weeks: their ratio with its range, and the impulse of each."""
    one, other = now.loads[load], after.loads[load]
    ends = {"low": words.ratio(other.ratio_low), "high": words.ratio(other.ratio_high)}
    band = words.text("describe.diagram.band", **ends)
    return {
        words.text("plan.columns.tissue"): words.text(f"common.loads.{load}"),
        words.text("plan.columns.after"): words.times(other.ratio),
        words.text("plan.columns.range"): band,
        words.text("plan.columns.impulse"): words.text(
            "plan.columns.from_to",
            before=words.number(one.impulse_bw_s, TABLE_DIGITS),
            after=words.number(other.impulse_bw_s, TABLE_DIGITS),
        ),
    }


def _apply_distances(runs: Mapping[int, float]) -> None:
    """Set the miles of some days by their number; the last of them is cut to the week's limit.

    Without any, when the browser's report could not be used, the week stays as it was.
    """
    if not runs:
        return
    days = list(plan.planned_days(session.scenario()))
    for number, miles in runs.items():
        days[number] = days[number]._replace(miles=round(miles, 4))
    most = catalog.choices()["after_miles"].high  # a week stays within the sliders' span
    for number in reversed(list(runs)):
        over = max(plan.total_miles(days) - most, 0.0)
        days[number] = days[number]._replace(miles=max(days[number].miles - over, 0.0))
    session.choose(**plan.choices_from_days(days))


def _change_runs(chosen_day: int, **values: Any) -> None:
    """Change the ground or pace of one day's run, or of all."""
    days = [
        day._replace(**values) if chosen_day in (ALL_RUNS, number) else day
        for number, day in enumerate(plan.planned_days(session.scenario()))
    ]
    session.choose(**plan.choices_from_days(days))
