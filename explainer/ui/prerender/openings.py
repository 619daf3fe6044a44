"""The diagrams at the top of each page, known before Streamlit has run the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from explainer import describe
from explainer.describe.readings import ComparedWeek
from explainer.scenario import Scenario
from explainer.ui.components import form_fields, home_care, running_leg
from explainer.ui.components.knee_diagram import initial_payload
from explainer.ui.lesson import diagram, patient_steps
from explainer.ui.model_cache import compared_week
from explainer.words import Words

POSTERIOR_VIEWS = ("posterior_superficial", "posterior_deep", "posterior_floor")
FORM_FIELD_PAGES = ("load", "plan")
BEND_AND_WEEK_SLIDERS = ("bend", *diagram.WEEK_CHOICES)


@dataclass(frozen=True)
class Opening:
    """A page's first diagram: its views, its sliders, and whether it compares two weeks."""

    views: tuple[str, ...]
    sliders: tuple[str, ...] = diagram.WEEK_CHOICES
    two_weeks: bool = False


# Repeats what the pages pass to their diagrams; a test runs every page and compares.
OPENINGS = {
    "start": Opening(("skin", *POSTERIOR_VIEWS)),
    "hinge": Opening(
        ("lateral", "medial", "anterior", "sagittal", "posterior_joint"), BEND_AND_WEEK_SLIDERS
    ),
    "tendons": Opening(POSTERIOR_VIEWS, BEND_AND_WEEK_SLIDERS),
    "hamstrings_calf": Opening(("limb_posterior",)),
    "load": Opening(("posterior_superficial", "lateral"), two_weeks=True),
    "plan": Opening(("posterior_superficial",), two_weeks=True),
}


@dataclass(frozen=True)
class OpeningDiagram:
    """One diagram with the data that the page will give its component."""

    key: str
    week: Scenario
    compared: ComparedWeek
    data: dict[str, Any]  # payload of the component
    hydrates: bool  # whether the component is mounted before Streamlit has started
    second: OpeningDiagram | None = None  # the week after the change beside it, as a picture


def opening_diagrams(page: str, scenario: Scenario, words: Words) -> list[OpeningDiagram]:
    """The diagrams at the top of a page; empty where it begins with something else."""
    opening = OPENINGS.get(page)
    if opening is None:
        return []
    views = opening.views
    if patient_steps.is_patient_view(scenario):
        return _first_step(page, scenario, words, views)
    if not opening.two_weeks:
        parameters = diagram.diagram_arguments(page, words, scenario, views, opening.sliders)
        return [_opening_diagram(page, scenario, parameters)]
    return [_opening_pair(page, scenario, diagram.pair_arguments(page, words, scenario, views))]


def _first_step(
    page: str, scenario: Scenario, words: Words, views: tuple[str, ...]
) -> list[OpeningDiagram]:
    """The picture of the first step at home, where it is a knee; no later step has one."""
    step = patient_steps.first_step(page)
    if int(scenario.lesson_step) or step is None or step.picture not in patient_steps.KNEES:
        return []
    shown, after = patient_steps.as_shown(step, scenario), step.picture == patient_steps.PLANNED
    arguments = diagram.alone_arguments(page, words, shown, views, step.sliders, after=after)
    return [_opening_diagram(page, shown, arguments, after=after)]


def prefetch_urls(page: str, scenario: Scenario) -> tuple[str, ...]:
    """URLs of the scripts and data below a page's first diagrams, to be prefetched."""
    if page == "hamstrings_calf":
        return running_leg.prefetch_urls(scenario)
    if page == "care":
        return home_care.prefetch_urls(scenario)
    return form_fields.prefetch_urls() if page in FORM_FIELD_PAGES else ()


def _opening_diagram(
    page: str, scenario: Scenario, parameters: dict[str, Any], *, after: bool = False
) -> OpeningDiagram:
    """A diagram, of the week `after` the change or of that now.

    One that opens in 3-D loads a megabyte more and is not hydrated.
    """
    data = initial_payload(**parameters)
    hydrates = data["state"]["rendering"] == "flat" or not data["turnable"]
    week = scenario.shown_on(page, data["state"]["knee_view"])
    if after:
        week = describe.scenario_after_change(week)
    compared = compared_week(scenario, after=after)
    return OpeningDiagram(parameters["key"], week, compared, data, hydrates)


def _opening_pair(page: str, scenario: Scenario, parameters: dict[str, Any]) -> OpeningDiagram:
    """Two weeks side by side: one component, two pictures."""
    first = _opening_diagram(page, scenario, parameters)
    week = describe.scenario_after_change(first.week)
    data = first.data | {"alt": parameters["pair"].alts[1]}
    compared = compared_week(scenario, after=True)
    second = OpeningDiagram(f"{first.key}_after", week, compared, data, hydrates=False)
    return replace(first, second=second)
