"""The view at home: one column, one step at a time, each with its own picture.

Only the current step is rendered. Back and Next stay at the bottom of the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from explainer import describe
from explainer.figures import joint_force
from explainer.scenario import names
from explainer.ui import layout, model_cache, session
from explainer.ui.components import home_care as exercises
from explainer.ui.components import running_leg
from explainer.ui.components.shared import reports
from explainer.ui.html_markup import element
from explainer.ui.lesson import (
    charts,
    diagram,
    lesson,
    live_region,
    patient_steps,
    prose,
    section_picture,
    sections,
    structure_note,
)
from explainer.ui.lesson.lesson import Lesson
from explainer.ui.lesson.patient_steps import Step
from explainer.ui.model_page import model_diagram
from explainer.ui.plan import home_care, return_to_running, week_editor
from explainer.ui.prerender import openings

STYLE = Path(__file__).with_name("patient_view.css")


def render(name: str) -> None:
    """The current step of a page."""
    page = Lesson(name)
    steps = patient_steps.steps(name, page.words, page.scenario)
    number = patient_steps.current(name, len(steps))
    step = steps[number]
    st.html(STYLE)
    st.html(sections.STYLE)
    st.title(page.text("title"), anchor=False)
    layout.render_link_notice(session.replaced())
    if number == 0:
        st.markdown(f"**{patient_steps.opening_text(page.words, name)}**")
    else:
        st.empty()  # keeps the place of what follows: a button that is moved loses the focus
    with st.container(key="home_step"):
        if len(step.sections) == 1:  # what the picture is about stands over it
            prose.section(step.sections[0]["heading"])
        _PICTURES[step.picture](page, step)
        _render_part(page, step)
    _render_navigation(page, number, len(steps))


def _render_part(page: Lesson, step: Step) -> None:
    """What the step says or asks to do."""
    if step.sections:
        with_heading = len(step.sections) > 1
        for section in step.sections:
            sections.render(page.name, section, with_picture=False, with_heading=with_heading)
    else:
        _PARTS[step.part](page)


def _opening(page: Lesson) -> None:
    st.markdown(page.text("lead"))
    structure_note.show()


def _planned(page: Lesson) -> None:
    """What the change does, in words."""
    after = describe.scenario_after_change(page.scenario)
    compared = model_cache.compared_week(page.scenario, after=True)
    answer = describe.week_answer(page.words, page.name, compared, after)
    st.markdown(f"**{answer.headline}** {' '.join(answer.sentences)}")


def _help(page: Lesson) -> None:
    layout.render_help_call()


def _clinic(page: Lesson) -> None:
    home_care.surgery_and_help()


def _home_care(page: Lesson) -> None:
    home_care.home_and_clinic()


def _plan_steps(page: Lesson) -> None:
    home_care.steps()


def _nothing(page: Lesson) -> None:
    """Where the picture says it all."""


_PARTS: dict[str, Callable[[Lesson], None]] = {
    "opening": _opening,
    "planned": _planned,
    "help": _help,
    "plan_steps": _plan_steps,
    "week": week_editor.show,
    "return": return_to_running.show,
    "home_care": _home_care,
    "clinic": _clinic,
    patient_steps.EXERCISES: _nothing,
    "summary": Lesson.summary,
    "sure": Lesson.limits,
}


def _no_picture(page: Lesson, step: Step) -> None:
    """Where none helps."""


def _knee(page: Lesson, step: Step) -> None:
    """The live diagram as the step shows it; what the reader moves becomes the scenario."""

    @page.live
    def knee() -> None:
        shown = patient_steps.as_shown(step, page.scenario)
        views = openings.OPENINGS[page.name].views
        after = step.picture == patient_steps.PLANNED
        with st.container(key=patient_steps.container_key(step, shown)):
            diagram.show_alone(page, shown, views, step.sliders, after=after)


def _section(page: Lesson, step: Step) -> None:
    for section in step.sections:
        if picture := section_picture.markup(page.name, section["id"], page.words):
            st.html(picture)


def _curve(page: Lesson, step: Step) -> None:
    one_step = model_cache.one_step(page.scenario)
    spoken = describe.force_curve(page.words, one_step)
    charts.figure(page, joint_force, "curve", one_step, spoken)


def _leg(page: Lesson, step: Step) -> None:
    @page.live
    def leg() -> None:
        running_leg.render_running_leg(page)


def _exercise(page: Lesson, step: Step) -> None:
    exercises.render_exercise(step.exercise)


def _model(page: Lesson, step: Step) -> None:
    model_diagram.show(page)


_PICTURES: dict[str, Callable[[Lesson, Step], None]] = {
    "none": _no_picture,
    **dict.fromkeys(patient_steps.KNEES, _knee),
    "section": _section,
    "curve": _curve,
    "leg": _leg,
    "model": _model,
    "exercise": _exercise,
}


def _render_navigation(page: Lesson, number: int, total: int) -> None:
    """Large buttons back and next; after the last step, next opens the following page."""
    words = page.words
    place = words.text("consult.step", number=str(number + 1), total=str(total))
    with st.container(key="patient_nav", horizontal=True, vertical_alignment="center"):
        st.button(
            words.text("consult.back"),
            key="patient_back",
            disabled=not number,
            on_click=_go_to_step,
            args=(page.name, number - 1),
        )
        st.html(element("p", place, class_="patient-place"))
        if number + 1 < total:
            st.button(
                words.text("consult.next"),
                key="patient_next",
                type="primary",
                on_click=_go_to_step,
                args=(page.name, number + 1),
            )
        elif following := lesson.following(page.name):
            label = page.text("next")
            st.button(label, key="patient_next", type="primary", on_click=_open, args=(following,))
    live_region.announce(place, f"{page.name}:{number}")


@reports.after_reports
def _open(page: str) -> None:
    st.switch_page(layout.lesson_page(page))


@reports.after_reports
def _go_to_step(page: str, number: int) -> None:
    """The step, and its picture where the step starts it."""
    step = patient_steps.steps(page, session.words(), session.scenario())[number]
    choices: dict[str, Any] = {"lesson_step": float(number), **step.starts_at}
    moved = session.scenario().choosing(**choices)
    session.choose(**{name: getattr(moved, name) for name in names()})
