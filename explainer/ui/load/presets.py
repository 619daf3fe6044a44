"""Starting points for the two weeks: one press sets both, so that one thing can be compared.

What a preset does not name stays as the reader has it now, in both weeks alike. In the clinic view
number keys with Shift press them, in the menu's order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from explainer import catalog, clinic
from explainer.scenario import Scenario, names
from explainer.ui import session
from explainer.ui.components.shared import reports
from explainer.words import Words
from explainer.words.choices import OPTIONAL_CHOICES

AFTER = "after_"
SAME_AS = "="  # "=miles" copies the value of another choice
MOST_PRESETS = 9  # the number keys


def show() -> None:
    """The presets and the exchange of the weeks in a menu; in the clinic view also for the keys."""
    words, scenario = session.words(), session.scenario()
    presets = offered(words, scenario)
    with st.container(key="presets"), st.popover(words.text("load.starts")):
        _show_presets("preset", presets)
        _show_week_buttons()
    if scenario.view == "consult":
        with st.container(key="preset_keys"):  # not shown: a closed menu holds no buttons to press
            _show_presets("preset_key", presets)


def _show_presets(key: str, presets: Sequence[tuple[str, Mapping[str, str]]]) -> None:
    for place, (label, choices) in enumerate(presets):
        st.button(label, key=f"{key}_{place}", on_click=_press, args=(choices,))


def offered(words: Words, scenario: Scenario) -> list[tuple[str, Mapping[str, str]]]:
    """The presets by label, the clinic's own first, as many as there are number keys.

    One that takes over a choice which the reader has not said yet would do nothing: it is left out.
    """
    own = [(one.name(words.language), one.choices) for one in clinic.own().presets]
    built_in = [
        (words.text(f"load.presets.{name}"), choices)
        for name, choices in read_built_in().items()
        if not any(_copies_unset_choice(text, scenario) for text in choices.values())
    ]
    return [*own, *built_in][:MOST_PRESETS]


def _copies_unset_choice(text: str, scenario: Scenario) -> bool:
    """Whether a preset's value copies a choice that has not been made."""
    name = text.removeprefix(SAME_AS)
    return text.startswith(SAME_AS) and name in OPTIONAL_CHOICES and not getattr(scenario, name)


def read_built_in() -> dict[str, dict[str, str]]:
    """The built-in presets: choices by name as link text, in the order of the file."""
    presets: dict[str, dict[str, str]] = {}
    for row in catalog.table("presets"):
        presets.setdefault(row["preset"], {})[row["field"]] = row["value"]
    return presets


def apply_preset(choices: Mapping[str, str], scenario: Scenario) -> Scenario:
    """The scenario as a preset sets it; `choices` are link text or "=" and another choice."""
    query = scenario.to_text()

    def apply(after: bool) -> None:
        for name, text in choices.items():
            if name.startswith(AFTER) == after:
                query[name] = query[text.removeprefix(SAME_AS)] if text[0] == SAME_AS else text

    apply(after=False)
    query |= {name: query[name.removeprefix(AFTER)] for name in names() if name.startswith(AFTER)}
    apply(after=True)
    return Scenario.from_text(query)


def swap_weeks(scenario: Scenario) -> dict[str, object]:
    """The choices that exchange the two weeks."""
    second = adopt_change(scenario)
    return second | {AFTER + name: getattr(scenario, name) for name in second}


def adopt_change(scenario: Scenario) -> dict[str, object]:
    """The choices that make the week after the change the week of now."""
    twins = [name for name in names() if name.startswith(AFTER)]
    return {name.removeprefix(AFTER): getattr(scenario, name) for name in twins}


def _show_week_buttons() -> None:
    """Two buttons: swap the weeks, and go on from the changed one."""
    words = session.words()
    for name, move in (("swap", swap_weeks), ("keep", adopt_change)):
        label = words.text(f"common.buttons.{name}")
        st.button(label, key=f"week_{name}", on_click=_move, args=(move,))


@reports.after_reports
def _press(choices: Mapping[str, str]) -> None:
    before = session.scenario()
    pressed = apply_preset(choices, before)
    session.choose(**{name: getattr(pressed, name) for name in names()})


@reports.after_reports
def _move(move: Callable[[Scenario], dict[str, object]]) -> None:
    session.choose(**move(session.scenario()))
