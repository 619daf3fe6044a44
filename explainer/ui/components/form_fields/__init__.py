"""Sliders, menus, number fields and questions: native controls, a row of them in one component.

Streamlit's number field and slider load 50 kB of scripts, its menu 39 kB in 15 files, and each
takes 0.1 s of work on a slow phone. The sliders are those of the diagram.
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
NOTES = ("clamped", "read", "refused", "now")  # messages about a typed number


@dataclass(frozen=True)
class _Options:
    """A choice of one text out of several; its value is the text's index."""

    name: str
    label: str
    options: tuple[str, ...]
    value: int
    hint: str = ""

    def accepts(self, value: object) -> bool:
        """Whether the value is the index of an option."""
        return reports.is_number(value) and value in range(len(self.options))


class Slider(_Options):
    """A slider over ordered options, such as paces."""


class Menu(_Options):
    """A drop-down list."""


@dataclass(frozen=True)
class Number:
    """A field for a number from 0 to `maximum`."""

    name: str
    label: str
    maximum: float
    step: float
    value: float

    def accepts(self, value: object) -> bool:
        """Whether the value is within the limits."""
        return reports.is_number(value) and 0 <= value <= self.maximum


@dataclass(frozen=True)
class Answer:
    """One answer to a question, and what is said where it was chosen; `note` in smaller type."""

    id: str
    label: str
    said: str
    note: str


@dataclass(frozen=True)
class Question:
    """A question with answers of which any number may hold."""

    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Questions:
    """Questions one after another, folded to what was said; its value are ids joined by ";"."""

    name: str
    questions: tuple[Question, ...]
    texts: Mapping[str, str]  # place, begin, back, next, done, change, none and eased
    value: str
    starts_open: bool = False  # on a phone too

    def accepts(self, value: object) -> bool:
        """Whether the value is a text: what is no answer, the scenario refuses."""
        return isinstance(value, str)


Field = Slider | Menu | Number | Questions


@dataclass(frozen=True)
class SharedLimit:
    """The largest sum of the numbers; `note` is shown at it, {value} being the number's value."""

    maximum: float
    note: str


def render_fields(
    key: str,
    fields: Sequence[Field],
    apply_values: Callable[[Mapping[str, Any]], None],
    group: str = "",
    shared_limit: SharedLimit | None = None,
) -> None:
    """Render fields in a wrapping row; `group` is its accessible name.

    `apply_values` gets the changed values by name, before the page reruns.
    """
    slot, words = f"fields:{key}", session.words()

    def apply(values: reports.Values) -> None:
        usable = [one for one in fields if one.name in values and one.accepts(values[one.name])]
        apply_values({one.name: values[one.name] for one in usable})

    _component()(
        key=slot,
        data={
            "script": script().relative_url,
            "preload_urls": [],
            "failed": words.text("knee_diagram.live.failed_script"),
            "style": bundles.style().relative_url,
            "decimal": words.text("common.number.decimal"),
            "texts": _texts(words) | ({"shared": shared_limit.note} if shared_limit else {}),
            "shared_maximum": shared_limit.maximum if shared_limit else None,
            "group": group,
            "fields": [_kind(field) | asdict(field) for field in fields],
            "slot": slot,
            "acknowledged": reports.listen(slot, apply),
        },
        on_report_change=reports.take,
    )


def render_menu(
    key: str, label: str, options: tuple[str, ...], value: int, apply_index: Callable[[int], None]
) -> None:
    """Render one menu; `apply_index` gets the index of the chosen option."""

    def apply(values: Mapping[str, float]) -> None:
        for index in values.values():  # none where the browser's report could not be used
            apply_index(int(index))

    render_fields(key, [Menu(key, label, options, value)], apply)


def prefetch_urls() -> tuple[str, ...]:
    """URLs that form fields fetch, for a page to prefetch."""
    return (script().relative_url,)


@cache
def script() -> Bundle:
    """The component's scripts with the shared ones that they import."""
    return bundle_scripts("form-fields", DIRECTORY / "form_fields.js")


def _kind(field: Field) -> dict[str, str]:
    return {"kind": type(field).__name__.lower()}


def _texts(words: Words) -> dict[str, str]:
    """Messages about a typed number; the browser fills their placeholders."""
    keep = {name: f"{{{name}}}" for name in ("min", "max", "value", "typed")}
    return {one: words.text(f"knee_diagram.live.number_{one}", **keep) for one in NOTES}


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_fields", js=LOADER, isolate_styles=True)
