"""Widgets that show the scenario and change it; limits and options come from the catalog."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from explainer import catalog
from explainer.ui import session
from explainer.words import Words
from explainer.words.choices import written


def choose(*names: str) -> None:
    """One control a named choice, in the given order."""
    for name in names:
        if catalog.choices()[name].is_number:
            _slider(name)
        else:
            _menu(name)


def side_by_side(*names: str) -> None:
    """The same controls in a row; on a phone the row becomes a column."""
    for column, name in zip(st.columns(len(names)), names, strict=True):
        with column:
            choose(name)


def stops(name: str) -> list[float]:
    """Every value that a slider of this choice can stand on."""
    choice = catalog.choices()[name]
    count = round((choice.high - choice.low) / choice.step)
    return [round(choice.low + i * choice.step, 6) for i in range(count + 1)]


def nearest(stops: Sequence[float], value: float) -> float:
    """The stop closest to a value that a link may hold between two."""
    return stops[int(np.argmin(np.abs(np.asarray(stops) - value)))]


def _slider(name: str) -> None:
    words, reached = session.words(), stops(name)
    st.select_slider(
        words.text(f"common.fields.{name}"),
        options=reached,
        format_func=lambda value: written(words, name, value),
        help=_hint(name, words),
        key=_key(name, nearest(reached, getattr(session.scenario(), name))),
        on_change=_keep,
        args=(name,),
    )


def _menu(name: str) -> None:
    options, words = catalog.choices()[name].options, session.words()
    if name == "language":  # only languages that have text can be read
        options = tuple(option for option in options if option in words.languages())
    st.selectbox(
        words.text(f"common.fields.{name}"),
        options=options,
        format_func=lambda option: written(words, name, option),
        help=_hint(name, words),
        key=_key(name, getattr(session.scenario(), name)),
        on_change=_keep,
        args=(name,),
    )


def _key(name: str, value: float | str) -> str:
    """The widget's key, with its state set to the scenario's value before it is drawn."""
    key = f"choose_{name}"
    st.session_state[key] = value
    return key


def _keep(name: str) -> None:
    """Take over the reader's choice; the week after the change follows until it is set apart."""
    before, twin = getattr(session.scenario(), name), f"after_{name}"
    chosen = {name: st.session_state[f"choose_{name}"]}
    if twin in catalog.choices() and getattr(session.scenario(), twin) == before:
        chosen[twin] = chosen[name]
    session.choose(**chosen)


def _hint(name: str, words: Words) -> str | None:
    key = f"common.hints.{name.removeprefix('after_')}"
    return words.text(key) if words.has(key) else None
