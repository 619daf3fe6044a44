"""The live diagram on a page: alone, or two weeks side by side; it reads and moves the scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from explainer import catalog, describe
from explainer.model.sweep import Sweep
from explainer.scenario import NATURAL_PAGES, SKIN_VIEW, Camera, Mark, Scenario
from explainer.ui import layout, session
from explainer.ui.components.knee_diagram import (
    LAYERS,
    DiagramState,
    Pair,
    render_knee_diagram,
)
from explainer.ui.components.knee_diagram.state import LENGTHS, usable_values
from explainer.ui.lesson import frame_foot, live_region, overlays, prose, quiz
from explainer.ui.lesson.lesson import Lesson
from explainer.ui.model_cache import compared_week, week_table
from explainer.words import Words

WEEK_CHOICES = ("miles", "surface")
AFTER_CHOICES = tuple(f"after_{name}" for name in WEEK_CHOICES)


def show(
    page: Lesson,
    views: Sequence[str],
    sliders: Sequence[str] = WEEK_CHOICES,
    overlay_settings: Mapping[str, Any] | None = None,
) -> None:
    """One diagram with its sliders; what the reader moves becomes the scenario."""
    now = page.scenario
    overlay_settings = quiz.build_payload(page.name, page.words) | dict(overlay_settings or {})
    arguments = diagram_arguments(page.name, page.words, now, views, sliders, overlay_settings)
    render_knee_diagram(**arguments, apply=_apply)
    session.set_shown_view(arguments["state"].knee_view)
    frame_foot.render(page)
    if arguments["foot"] != frame_foot.STEP:  # a step says itself what to look at
        st.markdown(_notice(page))
    if _is_quiet(page.name, now, arguments["state"].knee_view):
        return
    calm = page.words.text("common.high_load")
    if calm not in describe.week_answer(page.words, page.name, compared_week(now), now).sentences:
        st.caption(calm)


def _is_quiet(page: str, scenario: Scenario, view: str) -> bool:
    """Whether the page shows no load until its reader asks for it."""
    return page in NATURAL_PAGES and scenario.shown_on(page, view).dress == "natural"


def compare(page: Lesson, views: Sequence[str], *, longest_run: bool = True) -> tuple[Sweep, Sweep]:
    """Now and after the change side by side; what changes is told in full in a drawer.

    It leaves out the longest run where the page goes through the week day by day.
    """
    words, scenario = page.words, page.scenario
    arguments = pair_arguments(page.name, words, scenario, views)
    arguments["overlay_settings"] |= quiz.build_payload(page.name, words)
    render_knee_diagram(**arguments, apply=_apply)
    session.set_shown_view(arguments["state"].knee_view)
    frame_foot.render(page)
    second = describe.scenario_after_change(scenario)
    compared = compared_week(scenario, after=True)
    live_region.announce(str(describe.week_answer(words, page.name, compared, second)))
    st.markdown(_notice(page))
    weeks = week_table(scenario), week_table(scenario, after=True)
    with layout.drawer(words.text("describe.change.title"), f"{page.name}_change") as is_open:
        if is_open:
            facts = describe.subject_facts(words, page.name, compared, second)
            lines = describe.change_lines(words, *weeks, facts, scenario, longest_run=longest_run)
            st.markdown("\n\n".join((prose.bullets(lines), prose.small(page.text("high_load")))))
    return weeks


def show_alone(
    page: Lesson, shown: Scenario, views: Sequence[str], sliders: Sequence[str], *, after: bool
) -> None:
    """One diagram of the scenario `shown` and nothing else; `after`: of its week after the change.

    What the reader moves becomes the page's own scenario.
    """
    arguments = alone_arguments(page.name, page.words, shown, views, sliders, after=after)
    render_knee_diagram(**arguments, apply=_apply_after if after else _apply)
    session.set_shown_view(arguments["state"].knee_view)


def alone_arguments(
    lesson: str,
    words: Words,
    shown: Scenario,
    views: Sequence[str],
    sliders: Sequence[str],
    *,
    after: bool = False,
) -> dict[str, Any]:
    """Arguments of `render_knee_diagram` for a picture that the page itself has a title for."""
    return _diagram(lesson, words, shown, views, after=after) | {
        "key": f"{lesson}_home{'_after' if after else ''}",
        "controls": tuple(sliders),
        "turnable": False,
        "compact": True,
    }


def diagram_arguments(
    lesson: str,
    words: Words,
    scenario: Scenario,
    views: Sequence[str],
    sliders: Sequence[str] = WEEK_CHOICES,
    overlay_settings: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Arguments of `render_knee_diagram` for the one diagram of a lesson."""
    diagram = _diagram(lesson, words, scenario, views)
    return diagram | {
        **_frame(lesson, words, scenario),
        "controls": tuple(sliders),
        "overlay_settings": diagram["overlay_settings"] | dict(overlay_settings or {}),
    }


def pair_arguments(
    lesson: str, words: Words, scenario: Scenario, views: Sequence[str]
) -> dict[str, Any]:
    """The same for two weeks side by side, which do not turn."""
    now, after = (_diagram(lesson, words, scenario, views, after=after) for after in (False, True))
    names = words.text("load.now"), words.text("load.after")
    pair = Pair((now["alt"], after["alt"]), names)
    return now | {**_frame(lesson, words, scenario), "turnable": False, "pair": pair}


def _frame(lesson: str, words: Words, scenario: Scenario) -> dict[str, Any]:
    """What stands beside a picture that fills the first screen."""
    foot = frame_foot.kind(lesson, words, scenario)
    return {
        "key": f"{lesson}_diagram",
        "title": words.text(f"{lesson}.title"),
        "message": "" if foot == frame_foot.STEP else words.text(f"{lesson}.message"),
        "foot": foot,
    }


def _diagram(
    lesson: str, words: Words, scenario: Scenario, views: Sequence[str], *, after: bool = False
) -> dict[str, Any]:
    view = scenario.knee_view if _offered(scenario, views) else _first_view(scenario, views)
    scenario = replace(scenario.shown_on(lesson), knee_view=view)
    week = describe.scenario_after_change(scenario) if after else scenario
    alt = describe.diagram(words, lesson, compared_week(scenario, after=after), week)
    if week.mark:
        alt = f"{alt} {describe.mark(words, week.mark)}"
    return {
        "views": tuple(views),
        "week": scenario,
        "after": after,
        "subject": describe.unchosen_subject(words, lesson, week),
        "state": _state(week),
        "words": words,
        "guide_miles": week.guide_miles,
        "alt": alt,
        "labels": catalog.label_order(lesson),
        "quiet": lesson in NATURAL_PAGES,
        "overlay_settings": overlays.build_payload(lesson, words, week),
        "overlay_content": overlays.update_for_state(lesson, words),
    }


def _notice(page: Lesson) -> str:
    return f"**{page.text('picture_title')}.** {page.text('notice')}"


def _state(scenario: Scenario) -> DiagramState:
    """What the diagram starts from: its fields are choices of the scenario."""
    values = {field.name: getattr(scenario, field.name) for field in fields(DiagramState)}
    return DiagramState(**values | {name: tuple(values[name] or ()) for name in LENGTHS})


def _first_view(scenario: Scenario, views: Sequence[str]) -> str:
    """What a page opens with: its first view, or for who has asked for load the first with one."""
    if scenario.dress == "load":
        return next(view for view in views if view != SKIN_VIEW)
    return views[0]


def _offered(scenario: Scenario, views: Sequence[str]) -> bool:
    """Whether a page can show the scenario's view: a knee that turns has every layer.

    A page shows its first view where it cannot.
    """
    turned = scenario.rendering == "turned"
    return scenario.knee_view in (*views, *(LAYERS if turned else ()))


def _apply(values: Mapping[str, Any]) -> None:
    """What the reader moved in the diagram becomes the scenario."""
    session.choose(**_choices(values))


def _apply_after(values: Mapping[str, Any]) -> None:
    """The same for the week after the change, shown alone."""
    renamed = {name: f"after_{name}" for name in WEEK_CHOICES}
    moved = {name: one for name, one in _choices(values).items() if name not in AFTER_CHOICES}
    session.choose(**{renamed.get(name, name): one for name, one in moved.items()})


def _choices(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a diagram reports, under the scenario's names."""
    choices = usable_values(values)
    for name, kind in (("camera", Camera), ("mark", Mark)):
        if numbers := choices.get(name):
            choices[name] = kind(*numbers)
    return choices
