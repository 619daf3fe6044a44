"""A guided lesson: one step at a time the picture moves, asks for a guess, and explains.

What a step sets is data (assets/data/steps/<page>.csv: any choices of the scenario as link text);
what it says stands in the page's own words under `guide`. Step 0 is the whole picture, free to
explore. Arrow keys press the two buttons in the clinic view.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import streamlit as st

from explainer import catalog
from explainer.scenario import Scenario, names
from explainer.ui import session
from explainer.ui.components.shared import reports
from explainer.ui.html_markup import Markup, element
from explainer.words import Words

_GUIDED = "guided_page"


def render_step(page: str) -> None:
    """The current step with buttons back and next; before the first, a start button."""
    words, step = session.words(), current_step(page)
    parts = words.tables(f"{page}.guide")
    with st.container(key="guide"):
        if step == 0:
            _button("next", words.text("common.guide.start", total=len(parts)), page, 1)
            return
        part = parts[step - 1]
        with st.container(horizontal=True, vertical_alignment="center", key="guide_row"):
            _button("back", words.text("common.lesson.previous"), page, step - 1)
            st.html(_render_progress(words, step, len(parts)))
            last = step == len(parts)
            label = words.text("common.guide.done" if last else "common.lesson.next")
            _button("next", label, page, 0 if last else step + 1)
        st.markdown(f"**{part['title']}.** {part['look']}")
        _ask_for_guess(page, step, part)


def current_step(page: str) -> int:
    """The current step of a page's guide, 0 for none; another page starts at 0."""
    step = int(session.scenario().lesson_step)
    if not step or not session.words().has(f"{page}.guide"):
        return 0
    if st.session_state.setdefault(_GUIDED, page) != page:
        st.session_state[_GUIDED] = page
        session.choose(lesson_step=0)
        return 0
    return min(step, len(read_steps(page)))


def apply_step(page: str, step: int, scenario: Scenario) -> Scenario:
    """The scenario as a step sets it; step 0 leaves every other choice as it is."""
    query = scenario.to_text() | {"lesson_step": str(step)} | read_steps(page).get(step, {})
    return Scenario.from_text(query)


@cache
def read_steps(page: str) -> dict[int, dict[str, str]]:
    """What each step of a page sets: choices by name as link text, by step from 1."""
    steps: dict[int, dict[str, str]] = {}
    for row in catalog.table(f"steps/{page}"):
        steps.setdefault(int(row["step"]), {})[row["field"]] = row["value"]
    return steps


def _button(name: str, label: str, page: str, step: int) -> None:
    kind: Literal["primary", "secondary"] = "primary" if name == "next" else "secondary"
    st.button(label, key=f"step_{name}", type=kind, on_click=_go, args=(page, step))


@reports.after_reports
def _go(page: str, step: int) -> None:
    st.session_state[_GUIDED] = page
    moved = apply_step(page, step, session.scenario())
    session.choose(**{name: getattr(moved, name) for name in names()})


def _render_progress(words: Words, step: int, total: int) -> Markup:
    """Dots for the eye, and the same in words."""
    dots = (element("i", class_="done" if one <= step else None) for one in range(1, total + 1))
    text = words.text("common.guide.step_of", number=step, total=total)
    return element("p", element("span", *dots, aria_hidden="true"), text, class_="steps")


def _ask_for_guess(page: str, step: int, part: dict[str, Any]) -> None:
    """Ask for a guess before the explanation, in a popover so that the picture stays in sight.

    In the clinic view, which is talked through, the explanation is shown at once.
    """
    words = session.words()
    if session.scenario().view == "consult":
        st.markdown(f"*{part['question']}* {part['explain']}")
        return
    with st.popover(words.text("common.lesson.guess_first")):
        guess = st.radio(
            part["question"],
            options=range(len(part["choices"])),
            format_func=lambda choice: part["choices"][choice],
            index=None,
            key=f"{page}_guess_{step}",
        )
        if guess is not None:
            right = "right" if guess == part["answer_index"] else "not_quite"
            st.markdown(f"**{words.text(f'common.lesson.{right}')}** {part['explain']}")
