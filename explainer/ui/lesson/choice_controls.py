"""Widgets that show the scenario and change it; limits and options come from the catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np
import streamlit as st

from explainer import catalog
from explainer.ui import session
from explainer.ui.components import form_fields
from explainer.ui.components.shared import reports
from explainer.words import Words
from explainer.words.choices import format_choice


def render_controls(*names: str) -> None:
    """A control for each named choice, in the given order; sliders share a row if they can."""
    for is_number, some in groupby(names, key=lambda name: catalog.choices()[name].is_number):
        if is_number:
            _sliders(tuple(some))
        else:
            for name in some:
                _menu(name)


def slider_values(name: str) -> list[float]:
    """Every value that a slider of this choice can have."""
    choice = catalog.choices()[name]
    count = round((choice.high - choice.low) / choice.step)
    return [round(choice.low + i * choice.step, 6) for i in range(count + 1)]


def build_slider(name: str, value: float, hint: str = "") -> form_fields.Slider:
    """A slider over every stop of a choice; its position is the stop closest to `value`."""
    words, reached = session.words(), slider_values(name)
    texts = tuple(format_choice(words, name, stop) for stop in reached)
    label = words.text(f"common.fields.{name}")
    return form_fields.Slider(name, label, texts, _nearest(reached, value), hint)


def _nearest(stops: Sequence[float], value: float) -> int:
    """The place of the stop closest to a value that a link may hold between two."""
    return int(np.argmin(np.abs(np.asarray(stops) - value)))


def _sliders(names: tuple[str, ...]) -> None:
    words, scenario = session.words(), session.scenario()
    row = [build_slider(name, getattr(scenario, name), _hint(name, words)) for name in names]
    form_fields.render_fields(" ".join(names), row, _apply_stops)


def _menu(name: str) -> None:
    options, words, key = catalog.choices()[name].options, session.words(), f"choose_{name}"
    st.session_state[key] = getattr(session.scenario(), name)
    st.selectbox(
        words.text(f"common.fields.{name}"),
        options=options,
        format_func=lambda option: format_choice(words, name, option),
        help=_hint(name, words) or None,
        key=key,
        on_change=reports.after_reports(lambda: _apply_choice(name, st.session_state[key])),
    )


def _apply_stops(places: Mapping[str, float]) -> None:
    """Apply the stops that sliders were moved to; `places` are their indices."""
    for name, place in places.items():
        _apply_choice(name, slider_values(name)[int(place)])


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
