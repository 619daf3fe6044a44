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

from explainer.ui import session
from explainer.ui.components.knee_diagram import LOADER, bundles
from explainer.ui.components.shared import reports
from explainer.ui.components.shared.bundle import Bundle, bundle_scripts
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent / "web"
NOTES = ("clamped", "read", "refused", "now")  # what may be said of a typed number


@dataclass(frozen=True)
class Slider:
    """A slider over stops that are written out, such as paces; its value is a stop's place."""

    name: str
    label: str
    stops: tuple[str, ...]
    value: int
    hint: str = ""

    def accepts(self, value: float) -> bool:
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

    def accepts(self, value: float) -> bool:
        """Whether the field can hold it."""
        return 0 <= value <= self.most


Field = Slider | Number


@dataclass(frozen=True)
class Shared:
    """What numbers may be together; `note` says it, with {value} for what one of them is now."""

    most: float
    note: str


def render_fields(
    key: str,
    fields: Sequence[Field],
    apply_values: Callable[[Mapping[str, float]], None],
    group: str = "",
    shared: Shared | None = None,
) -> None:
    """The fields beside each other as room allows; a screen reader names them as one `group`.

    `apply_values` gets the values by name that the reader has changed, before the page runs again.
    """
    slot, words = f"fields:{key}", session.words()

    def apply(values: reports.Values) -> None:
        apply_values({one.name: values[one.name] for one in fields if _is_usable(one, values)})

    _component()(
        key=slot,
        data={
            "script": script().address,
            "preload_urls": [],
            "failed": words.text("stage.live.failed_script"),
            "style": bundles.style().address,
            "decimal": words.text("common.number.decimal"),
            "texts": _texts(words) | ({"shared": shared.note} if shared else {}),
            "together": shared.most if shared else None,
            "group": group,
            "fields": [_kind(field) | asdict(field) for field in fields],
            "slot": slot,
            "acknowledged": reports.listen(slot, apply),
        },
        on_report_change=reports.take,
    )


def prefetch_urls() -> tuple[str, ...]:
    """What form fields will fetch, for a page to prefetch before they are rendered."""
    return (script().address,)


@cache
def script() -> Bundle:
    """The component's scripts with those of the stage's that they use."""
    return bundle_scripts("form-fields", DIRECTORY / "form_fields.js")


def _kind(field: Field) -> dict[str, str]:
    return {"kind": type(field).__name__.lower()}


def _texts(words: Words) -> dict[str, str]:
    """What is said of a typed number, its placeholders kept for the browser."""
    keep = {name: f"{{{name}}}" for name in ("min", "max", "value", "typed")}
    return {one: words.text(f"stage.live.number_{one}", **keep) for one in NOTES}


def _is_usable(field: Field, values: reports.Values) -> bool:
    value = values.get(field.name)
    return reports.is_number(value) and field.accepts(value)


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_fields", js=LOADER, isolate_styles=True)
