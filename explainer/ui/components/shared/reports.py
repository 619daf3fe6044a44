"""What a reader typed or moved in our own components, as their browser reports it.

The one protocol of diagram, leg and fields; its other half is shared/web/reporting.js. A report
holds every value that has not been acknowledged, each under a number that rises with time. Python
takes a value once and acknowledges the number; what it says afterwards (a preset, a step, another
page) then counts. A report comes from the component itself, and runs only its part of the page, or
from the outbox, which every page has: before a press, or when the component is gone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cache, wraps
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeGuard

import streamlit as st

P = ParamSpec("P")
Values = Mapping[str, Any]

SCRIPT = Path(__file__).resolve().parent / "web" / "outbox.js"
OUTBOX = "outbox"
_APPLY = "reports:apply"  # -> by component, what takes its values over
_ACKNOWLEDGED = "reports:acknowledged"  # -> by component, the highest number taken


class _Value(NamedTuple):
    number: int
    slot: str
    name: str
    value: Any


def listen(slot: str, apply: Callable[[Values], None]) -> int:
    """Hand what the component `slot` reports to `apply`; returns the number to acknowledge.

    `apply` gets values by name as the browser sent them, of any kind; what it cannot use it leaves.
    """
    st.session_state.setdefault(_APPLY, {})[slot] = apply
    return _acknowledged().get(slot, 0)


def take() -> None:
    """Take over every value that has not been taken, in the order in which the reader made them."""
    known = _acknowledged()
    waiting = sorted(_waiting(), key=lambda one: one.number)
    for slot, some in groupby(waiting, key=lambda one: one.slot):
        values = tuple(some)
        known[slot] = values[-1].number
        st.session_state[_APPLY][slot]({one.name: one.value for one in values})


def after_reports(press: Callable[P, None]) -> Callable[P, None]:
    """The callback of a press, after what the reader did before it: Streamlit keeps no order."""

    @wraps(press)
    def callback(*args: P.args, **kwargs: P.kwargs) -> None:
        take()
        press(*args, **kwargs)

    return callback


def outbox() -> None:
    """Let the browser report whatever the page shows; nothing is seen of it."""
    known = _acknowledged()
    with st.container(key=OUTBOX):
        _component()(key=f"{OUTBOX}:all", data={"acknowledged": known}, on_report_change=take)


def is_number(value: object) -> TypeGuard[float]:
    """Whether a value that came from a browser is a number that can be computed with."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond every float
        return False


def _acknowledged() -> dict[str, int]:
    return st.session_state.setdefault(_ACKNOWLEDGED, {})


def _waiting() -> Iterator[_Value]:
    """Every reported value that has not been taken; what cannot be read is left out."""
    slots = st.session_state.get(_APPLY, {})
    posted = _report(f"{OUTBOX}:all").get("slots")
    for slot in slots:
        for values in (_report(slot).get("values"), _entry(posted, slot)):
            if isinstance(values, Mapping):
                yield from _new(slot, values)


def _new(slot: str, values: Mapping[str, Any]) -> Iterator[_Value]:
    taken = _acknowledged().get(slot, 0)
    for name, numbered in values.items():
        match numbered:
            case [int(number), value] if number > taken and not isinstance(number, bool):
                yield _Value(number, slot, name, value)


def _report(slot: str) -> Mapping[str, Any]:
    """What the component has reported last, if it has said anything that can be read."""
    report = _entry(st.session_state.get(slot), "report")
    return report if isinstance(report, Mapping) else {}


def _entry(held: object, name: str) -> Any:
    return held.get(name) if isinstance(held, Mapping) else None


@cache
def _component() -> Any:
    script = SCRIPT.read_text(encoding="utf-8")
    return st.components.v2.component("behind_the_knee_outbox", js=script, isolate_styles=False)
