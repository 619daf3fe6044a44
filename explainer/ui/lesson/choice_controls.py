"""Fields that show the scenario and change it; limits and options come from the catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from explainer import catalog
from explainer.ui import session
from explainer.ui.components import form_fields
from explainer.words import Words
from explainer.words.choices import format_choice


def render_controls(*names: str) -> None:
    """A control for each named choice, in the given order; sliders share a row if they can."""
    for is_number, some in groupby(names, key=lambda name: catalog.choices()[name].is_number):
        group = tuple(some)
        for row in [group] if is_number else [(name,) for name in group]:
            _render_row(row)


def build_field(name: str, value: float | str, hint: str = "") -> form_fields.Field:
    """A slider or menu over every value of a choice.

    The position of a slider is the stop closest to `value`, which a link may hold between two.
    """
    words, values = session.words(), possible_values(name)
    texts = tuple(format_choice(words, name, one) for one in values)
    label = words.text(f"common.fields.{name}")
    if isinstance(value, str):
        return form_fields.Menu(name, label, texts, values.index(value), hint)
    nearest = int(np.argmin(np.abs(np.asarray(values) - value)))
    return form_fields.Slider(name, label, texts, nearest, hint)


def values_at(indices: Mapping[str, float]) -> dict[str, Any]:
    """The values of choices, by name, whose fields stand at these indices."""
    return {name: possible_values(name)[int(index)] for name, index in indices.items()}


def possible_values(name: str) -> Sequence[Any]:
    """Every value that a choice can have: its options, or the stops of its slider."""
    choice = catalog.choices()[name]
    if not choice.is_number:
        return choice.options
    count = round((choice.high - choice.low) / choice.step)
    return [round(choice.low + i * choice.step, 6) for i in range(count + 1)]


def _render_row(names: Sequence[str]) -> None:
    words, scenario = session.words(), session.scenario()
    row = [build_field(name, getattr(scenario, name), _hint(name, words)) for name in names]
    form_fields.render_fields(" ".join(names), row, _apply)


def _apply(indices: Mapping[str, float]) -> None:
    for name, value in values_at(indices).items():
        _apply_choice(name, value)


def _apply_choice(name: str, value: float | str) -> None:
    """Take over the reader's choice; the week after the change follows until it is set apart."""
    before, twin = getattr(session.scenario(), name), f"after_{name}"
    chosen = {name: value}
    if twin in catalog.choices() and getattr(session.scenario(), twin) == before:
        chosen[twin] = chosen[name]
    session.choose(**chosen)


def _hint(name: str, words: Words) -> str:
    key = f"common.hints.{name.removeprefix('after_')}"
    return words.text(key) if words.has(key) else ""
