"""Server side of the report protocol: values that a reader typed or moved in our components.

Used by knee diagram, running leg and form fields; the browser side is shared/web/reporting.js. A
report holds every unacknowledged value with a sequence number. Python applies each value once and
acknowledges its number; from then on Python's state (a preset, a step, another page) wins. A report
comes from the component itself and reruns only its fragment, or from the outbox of the page: before
a press, or after the component was unmounted.
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
_APPLY = "reports:apply"  # session key: slot -> callback for its values
_ACKNOWLEDGED = "reports:acknowledged"  # session key: slot -> highest number applied


class _Value(NamedTuple):
    number: int
    slot: str
    name: str
    value: Any


def listen(slot: str, apply: Callable[[Values], None]) -> int:
    """Register `apply` for the reports of a component; returns the number to acknowledge.

    `apply` gets values by name as the browser sent them, of any type, and ignores unusable ones.
    """
    st.session_state.setdefault(_APPLY, {})[slot] = apply
    return _acknowledged().get(slot, 0)


def take() -> None:
    """Apply every value that has not been applied, in the order in which they were entered."""
    known = _acknowledged()
    pending = sorted(_pending(), key=lambda one: one.number)
    for slot, group in groupby(pending, key=lambda one: one.slot):
        values = tuple(group)
        known[slot] = values[-1].number
        st.session_state[_APPLY][slot]({one.name: one.value for one in values})


def after_reports(press: Callable[P, None]) -> Callable[P, None]:
    """Wrap a callback so that earlier reports are applied first: Streamlit keeps no order."""

    @wraps(press)
    def callback(*args: P.args, **kwargs: P.kwargs) -> None:
        take()
        press(*args, **kwargs)

    return callback


def outbox() -> None:
    """Render the invisible component through which the page sends reports of all components."""
    known = _acknowledged()
    with st.container(key=OUTBOX):
        _component()(key=f"{OUTBOX}:all", data={"acknowledged": known}, on_report_change=take)


def is_number(value: object) -> TypeGuard[float]:
    """Whether a value from a browser is a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer beyond every float
        return False


def _acknowledged() -> dict[str, int]:
    return st.session_state.setdefault(_ACKNOWLEDGED, {})


def _pending() -> Iterator[_Value]:
    """Every reported value that has not been applied; malformed ones are dropped."""
    slots = st.session_state.get(_APPLY, {})
    posted = _report(f"{OUTBOX}:all").get("slots")
    for slot in slots:
        for values in (_report(slot).get("values"), _entry(posted, slot)):
            if isinstance(values, Mapping):
                yield from _unapplied(slot, values)


def _unapplied(slot: str, values: Mapping[str, Any]) -> Iterator[_Value]:
    applied = _acknowledged().get(slot, 0)
    for name, numbered in values.items():
        match numbered:
            case [int(number), value] if number > applied and not isinstance(number, bool):
                yield _Value(number, slot, name, value)


def _report(slot: str) -> Mapping[str, Any]:
    """The component's last report, empty if there is none or it is malformed."""
    report = _entry(st.session_state.get(slot), "report")
    return report if isinstance(report, Mapping) else {}


def _entry(mapping: object, name: str) -> Any:
    return mapping.get(name) if isinstance(mapping, Mapping) else None


@cache
def _component() -> Any:
    script = SCRIPT.read_text(encoding="utf-8")
    return st.components.v2.component("behind_the_knee_outbox", js=script, isolate_styles=False)
