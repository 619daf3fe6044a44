"""Sliders and number fields beside the text: the browser's own controls in one light component.

Streamlit's number field and slider bring 50 kB of scripts and a tenth of a second of work each on a
slow phone. A row of these is one element, and its sliders are those of the diagram.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from explainer.ui import heard, session
from explainer.ui.joined import Joined, joined
from explainer.ui.stage import LOADER
from explainer.ui.stage import served as stage

DIRECTORY = Path(__file__).resolve().parent / "web"


@dataclass(frozen=True)
class Slider:
    """A slider over stops that are written out, such as paces; its value is a stop's place."""

    name: str
    label: str
    stops: tuple[str, ...]
    value: int
    hint: str = ""

    def takes(self, value: float) -> bool:
        """Whether the slider can stand there."""
        return value in range(len(self.stops))


@dataclass(frozen=True)
class Number:
    """A field for a number from 0 to `most`."""

    name: str
    label: str
    most: float
    step: float
    value: float

    def takes(self, value: float) -> bool:
        """Whether the field can hold it."""
        return 0 <= value <= self.most


Field = Slider | Number


def show(
    key: str, fields: Sequence[Field], taken: Callable[[str, float], None], group: str = ""
) -> None:
    """The fields beside each other as room allows; a screen reader names them as one `group`.

    `taken` hears name and value of what the reader has changed, before the page runs again.
    """
    slot = f"fields:{key}"
    most = max((field.most for field in fields if isinstance(field, Number)), default=0.0)
    _component()(
        key=slot,
        data={
            "script": script().url,
            "first": [],
            "failed": session.words().text("stage.live.failed_script"),
            "style": stage.style().url,
            "clamped": [_clamped(most, end) for end in (0.0, most)],
            "group": group,
            "fields": [_kind(field) | asdict(field) for field in fields],
            "heard": (heard.report(slot) or {}).get("number", 0),
        },
        on_settled_change=lambda: _settle(slot, fields, taken),
    )


def ahead() -> tuple[str, ...]:
    """The addresses of what fields will fetch, for a page that has time before it stands."""
    return (script().url,)


@cache
def script() -> Joined:
    """The component's scripts with those of the stage's that they use."""
    return joined("fields", "fields.js", {"": DIRECTORY, "stage": stage.DIRECTORY})


def _kind(field: Field) -> dict[str, str]:
    return {"kind": type(field).__name__.lower()}


def _clamped(most: float, now: float) -> str:
    """What is said when a number beyond an end was typed."""
    words = session.words()
    ends = {"min": "0", "max": words.number(most), "value": words.number(now)}
    return words.text("stage.live.clamped", **ends)


def _settle(slot: str, fields: Sequence[Field], taken: Callable[[str, float], None]) -> None:
    """Hand on what the reader changed; a value that a field cannot hold changes nothing."""
    values = (heard.report(slot) or {}).get("values")
    if not isinstance(values, Mapping):
        return
    for field in fields:
        value = values.get(field.name)
        if heard.is_number(value) and field.takes(value):
            taken(field.name, value)


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_fields", js=LOADER, isolate_styles=True)
