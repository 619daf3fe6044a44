"""The calculation of each number of a load: its terms, and the sources of their constants."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import streamlit as st

from explainer import catalog
from explainer.model import Assumptions, ReferenceWeek, Runner, Running
from explainer.model.explain.displayed_numbers import DisplayedNumber, displayed_numbers
from explainer.model.explain.terms import Term
from explainer.scenario import Scenario
from explainer.ui import layout, model_cache, session
from explainer.ui.lesson import sources
from explainer.words import Words, choices
from explainer.words import constants as named

CACHE_SIZE = 256  # results of a few numbers each
SIGNS = {"product": "×", "sum": "+", "quotient": "÷"}


def show(scenario: Scenario, load: str, used: Iterable[str] = ()) -> None:
    """A drawer: the load's numbers one by one, then every constant behind them.

    The constants are those of one step, and those `used` beside. Above the drawer:
    the assumptions that the reader has changed.
    """
    words = session.words()
    if changed_names := _changed_assumptions(words, scenario):
        st.caption(words.text("working.assumed", changed="; ".join(changed_names)))
    with layout.drawer(words.text("common.lesson.working"), "working") as is_open:
        if not is_open:
            return
        st.markdown(words.text("working.of", load=words.text(f"common.loads.{load}")))
        for one in compute_numbers(scenario, load):
            _render_number(words, one)
        st.markdown(f"**{words.text('working.all_constants')}**")
        sources.table([*model_cache.one_step(scenario).loads[load].used, *used])


def _changed_assumptions(words: Words, scenario: Scenario) -> list[str]:
    """The assumptions that are not as they start out, each with its setting."""
    return [
        f"{words.text(f'common.fields.{name}')}: {choices.format_choice(words, name, chosen)}"
        for name in model_cache.ASSUMPTION_NAMES
        if (chosen := getattr(scenario, name)) != catalog.choices()[name].default
    ]


def compute_numbers(scenario: Scenario, load: str) -> tuple[DisplayedNumber, ...]:
    """The numbers of one load under the reader's choices and assumptions."""
    runner, running = model_cache.inputs(scenario)
    assumed, reference = model_cache.assumptions(scenario), model_cache.usual_week(scenario)
    return _compute_numbers(runner, running, scenario.miles, load, assumed, reference)


@lru_cache(maxsize=CACHE_SIZE)
def _compute_numbers(
    runner: Runner,
    running: Running,
    miles: float,
    load: str,
    assumed: Assumptions,
    reference: ReferenceWeek,
) -> tuple[DisplayedNumber, ...]:
    return displayed_numbers(runner, running, miles, load, assumed, reference)


def _render_number(words: Words, one: DisplayedNumber) -> None:
    """The name, the rule, each term with its present value, and the result with its range."""
    st.markdown(f"**{words.text(f'working.numbers.{one.name}')}** = {format_result(words, one)}")
    st.caption(words.text(f"working.rules.{one.name}"))
    rows = [_row(words, one, place, term) for place, term in enumerate(one.terms)]
    st.table(rows, border="horizontal")


def format_result(words: Words, one: DisplayedNumber) -> str:
    """The result in its unit, with its range."""
    value = _amount(words, one.value, one.unit)
    ends = (_amount(words, end, one.unit) for end in (one.low, one.high))
    return words.text("working.with_band", value=value, low=next(ends), high=next(ends))


def _row(words: Words, one: DisplayedNumber, place: int, term: Term) -> dict[str, str]:
    sign = f"{SIGNS[one.how]} " if place else ""
    cited = dict.fromkeys(_short_citation(words, named.record(key)) for key in term.used)
    return {
        words.text("working.columns.what"): sign + words.text(f"working.terms.{term.name}"),
        words.text("working.columns.now"): _amount(words, term.value, term.unit),
        words.text("working.columns.source"): "; ".join(cited) or words.text("working.chosen"),
    }


def _amount(words: Words, value: float, unit: str) -> str:
    if unit == "times":
        return words.times(value)
    if unit == "BW":
        return words.force(value)
    if unit == "BW s":
        return words.text("working.impulse", value=words.number(value))
    return named.format_amount(words, value, unit)


def _short_citation(words: Words, record: catalog.Parameter) -> str:
    """The source of a constant: authors and year."""
    if record.source == catalog.OWN_SOURCE:
        return words.text("constants.kinds.ours")
    source = catalog.sources()[record.source]
    return f"{source.authors} ({source.year})" if source.year else source.authors
