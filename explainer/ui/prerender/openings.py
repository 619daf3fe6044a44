"""Which pictures open each lesson: what its page shows first, known before the page has run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explainer import describe
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.ui.components import form_fields, running_leg
from explainer.ui.components.knee_diagram import fresh
from explainer.ui.lesson import diagram
from explainer.ui.model_cache import week_table
from explainer.words import Words

WEEKS = {"now": False, "after": True}  # a comparison's two weeks, and which is the second
BACK = ("posterior_superficial", "posterior_deep", "posterior_floor")
WITH_FIELDS = ("load", "plan")
WITH_BEND = ("bend", *diagram.OF_THE_WEEK)


@dataclass(frozen=True)
class Opening:
    """A lesson's first picture: the views it offers, its sliders, and whether two weeks stand."""

    views: tuple[str, ...]
    sliders: tuple[str, ...] = diagram.OF_THE_WEEK
    two_weeks: bool = False


# The same as the pages ask for; a test runs every page and compares.
OPENINGS = {
    "start": Opening(BACK),
    "hinge": Opening(("lateral", "medial", "anterior", "sagittal", "posterior_joint"), WITH_BEND),
    "tendons": Opening(BACK, WITH_BEND),
    "hamstrings_calf": Opening(("limb_posterior",)),
    "load": Opening(("posterior_superficial", "lateral"), two_weeks=True),
    "plan": Opening(("posterior_superficial",), two_weeks=True),
}


@dataclass(frozen=True)
class Picture:
    """One diagram as the page will ask for it."""

    key: str
    heading: str  # "": the picture stands alone
    week: Scenario
    table: Sweep
    data: dict[str, Any]  # what the stage's scripts are given
    lives: bool  # the stage may take the plain picture's place before Streamlit is there


def pictures(lesson: str, scenario: Scenario, words: Words) -> list[Picture]:
    """The diagrams that open a lesson; none where it opens with a chart."""
    opening = OPENINGS.get(lesson)
    if opening is None:
        return []
    views = opening.views
    if not opening.two_weeks:
        asked = diagram.asked(lesson, words, scenario, views, opening.sliders)
        return [_picture("", scenario, asked)]
    return [
        _picture(
            f"**{words.text(f'load.{name}')}:** {describe.week(words, scenario, after=after)}",
            describe.changed(scenario) if after else scenario,
            diagram.asked_week(lesson, words, scenario, views, after=after),
        )
        for name, after in WEEKS.items()
    ]


def ahead(lesson: str, scenario: Scenario) -> tuple[str, ...]:
    """What a lesson fetches for what stands below its first pictures."""
    if lesson == "hamstrings_calf":
        return running_leg.ahead(scenario)
    return form_fields.ahead() if lesson in WITH_FIELDS else ()


def _picture(heading: str, week: Scenario, asked: dict[str, Any]) -> Picture:
    """A diagram; the turning knee needs a megabyte more, so such a link waits with its plate."""
    data = fresh(**asked)
    lives = not data["state"]["turned"]
    return Picture(asked["key"], heading, week, week_table(week), data, lives)
