"""The steps of a page at home: which there are, which is current, and what each shows.

A step has one part of the page and one picture (assets/data/home_steps.csv). The link holds the
number of the current one, 0 for the first; the session keeps it for each page, so that Back to a
page finds it where it was left.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import streamlit as st

from explainer import catalog
from explainer.describe import home_care
from explainer.scenario import Scenario
from explainer.ui import session
from explainer.words import Words

PATIENT_VIEW = "patient"
TABLE = "home_steps"
SECTION = "section:"
REST = "sections"  # a part for all sections that have no step of their own, several steps long
EXERCISES = "exercises"  # a part for all exercises of this patient, one a step
MOST_STEPS = 8  # of a page
PLANNED = "planned"  # the picture of the week after the change
KNEES = ("knee", "load", PLANNED)  # pictures that are a live knee
BEND = "bend"  # the slider that lies on the picture's own edge
_PAGE, _LEFT_AT = "home:page", "home:step:{page}"


class Step(NamedTuple):
    """One step: the part of the page, its picture, and what that picture shows.

    `shows` are choices that hold while the step is read, `starts_at` those that the reader may move
    from there; `sliders` are the diagram's. `sections` are those that it holds, `exercise` the one
    that it shows.
    """

    part: str
    picture: str
    shows: Mapping[str, str]
    starts_at: Mapping[str, str]
    sliders: tuple[str, ...]
    sections: tuple[Mapping[str, Any], ...] = ()
    exercise: str = ""


def is_patient_view(scenario: Scenario | None = None) -> bool:
    """Whether the page is read one step at a time."""
    return (scenario or session.scenario()).view == PATIENT_VIEW


def has_steps(page: str) -> bool:
    """Whether a page is read in steps at home; others are shown whole."""
    return bool(_rows(page))


def steps(page: str, words: Words, scenario: Scenario | None = None) -> tuple[Step, ...]:
    """The steps of a page, at most MOST_STEPS; of the scenario's exercises, else the usual ones."""
    chosen = [one.id for one in home_care.shown_first(scenario or Scenario())]
    rows: list[Step] = []
    for row in _rows(page):
        shown = chosen if row.part == EXERCISES else chosen[:1]
        is_exercise = row.picture == "exercise"
        rows += [row._replace(exercise=one) for one in shown] if is_exercise else [row]
    by_id = {one["id"]: one for one in _sections(page, words) if "id" in one}
    named = {row.part.removeprefix(SECTION) for row in rows if row.part.startswith(SECTION)}
    rest = [one for one in _sections(page, words) if one.get("id") not in named]
    room = MOST_STEPS - sum(row.part != REST for row in rows)
    found: list[Step] = []
    for row in rows:
        if row.part == REST:
            found += [row._replace(sections=group) for group in _share_out(rest, room)]
        elif row.part.startswith(SECTION):
            found.append(row._replace(sections=(by_id[row.part.removeprefix(SECTION)],)))
        else:
            found.append(row)
    return tuple(found)


def current(page: str, count: int) -> int:
    """The current step, from 0; of a page opened anew the one at which it was left."""
    if st.session_state.get(_PAGE, page) != page:
        session.choose(lesson_step=float(st.session_state.get(_LEFT_AT.format(page=page), 0)))
    st.session_state[_PAGE] = page
    step = min(int(session.scenario().lesson_step), count - 1)
    st.session_state[_LEFT_AT.format(page=page)] = step
    return step


def opening_text(words: Words, page: str) -> str:
    """The sentence at the top of a page's first step."""
    return words.text(f"{page}.{'at_home' if words.has(f'{page}.at_home') else 'message'}")


def as_shown(step: Step, scenario: Scenario) -> Scenario:
    """The scenario as the step's picture shows it; the reader's own choices stay theirs."""
    return scenario.choosing(**step.shows)


def container_key(step: Step, shown: Scenario) -> str:
    """How high a step's knee may be, by the name that patient_view.css and prerender.css know."""
    has_bar = BEND in step.sliders or shown.dress == "load"  # the scale lies there too
    return "home_week" if "miles" in step.sliders else "home_bar" if has_bar else "home_knee"


def first_step(page: str) -> Step | None:
    """The first step of a page; None of a page without steps."""
    return next(iter(_rows(page)), None)


@cache
def _rows(page: str) -> tuple[Step, ...]:
    return tuple(
        Step(
            row["part"],
            row["picture"],
            _choices(row["shows"]),
            _choices(row["starts_at"]),
            tuple(row["sliders"].split()),
        )
        for row in catalog.table(TABLE)
        if row["page"] == page
    )


def _choices(text: str) -> Mapping[str, str]:
    """Choices by name, written as "name=value name=value"."""
    return dict(pair.split("=") for pair in text.split())


def _sections(page: str, words: Words) -> Sequence[Mapping[str, Any]]:
    return words.tables(f"{page}.sections") if words.has(f"{page}.sections") else []


def _share_out(
    sections: Sequence[Mapping[str, Any]], room: int
) -> list[tuple[Mapping[str, Any], ...]]:
    """The sections in as many groups as there is room for, in their order."""
    count = min(len(sections), room)
    ends = [number * len(sections) // count for number in range(count + 1)] if count else [0]
    return [tuple(sections[a:b]) for a, b in itertools.pairwise(ends)]
