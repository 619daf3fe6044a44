"""The bar of the clinic's view: every page, the pen, full screen, and the sheet of the keys.

The browser script presses what stands on the page, so a key does what its button does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from explainer.ui import session
from explainer.ui.components.shared.bundle import Bundle, bundle_scripts
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent / "web"
TOOLS = ("pen", "wipe", "restore", "full", "keys")
SPOKEN = ("label", "pen_taken", "pen_left", "pen_wiped", "pen_restored")
# The rows of the sheet, by their text under consult.sheet: what the script knows the key by, and
# the names of the keys. A row without anything to act on is left out by the script.
ROWS = {
    "pages": ("pages", ("1–{pages}",)),
    "examples": ("examples", ("{shift}", "1–9")),
    "steps": ("ArrowRight", ("←", "→")),
    "views": ("v", ("V",)),
    "colours": ("c", ("C",)),
    "turn": ("t", ("T",)),
    "zoom": ("zoom", ("+", "−", "0")),
    "labels": ("zoom", ("L",)),
    "pen": ("p", ("P",)),
    "wipe": ("Escape", ("Esc",)),
    "restore": ("u", ("U",)),
    "full": ("f", ("F",)),
    "share": ("s", ("S",)),
    "help": ("h", ("H",)),
    "keys": ("?", ("?",)),
}


def render_pages(pages: Sequence[str], render_link: Callable[[str, str], object]) -> None:
    """Render a link to each page, numbered in order as its key is; `render_link` gets its label."""
    words = session.words()
    with st.container(key="clinic_pages", horizontal=True, gap="xsmall"):
        for number, name in enumerate(pages, 1):
            short = f"consult.pages.{name}"
            title = words.text(short if words.has(short) else f"common.nav.{name}")
            key = f":gray[{number}]"  # an element of its own, which a narrow bar does not show
            render_link(name, words.text("consult.page", number=key, name=title))


def render_tools(page_count: int) -> None:
    """Render the pen, full screen, and the button of the sheet."""
    words = session.words()
    texts = {name: words.text(f"consult.bar.{name}") for name in (*TOOLS, *SPOKEN)}
    hints = {f"{name}_hint": words.text(f"consult.bar.{name}_hint") for name in TOOLS}
    sheet = {
        "title": words.text("consult.sheet.title"),
        "close": words.text("common.buttons.close"),
        "rows": key_rows(words, page_count),
    }
    data = {"texts": texts | hints, "sheet": sheet}
    _component()(key="clinic_tools", data=data, width="content")


def key_rows(words: Words, page_count: int) -> list[dict[str, object]]:
    """The rows of the sheet: what the key is known by, the names of its keys, what they do."""
    named = {"pages": str(page_count), "shift": words.text("consult.sheet.shift")}
    return [
        {
            "id": key,
            "keys": [name.format(**named) for name in names],
            "text": words.text(f"consult.sheet.{row}"),
        }
        for row, (key, names) in ROWS.items()
    ]


@cache
def script() -> Bundle:
    """The bar's scripts in one."""
    return bundle_scripts("clinic-bar", DIRECTORY / "clinic_bar.js")


@cache
def _component() -> Any:
    js = f"{script().text}\nexport default render;\n"
    css = (DIRECTORY / "clinic_bar.css").read_text(encoding="utf-8")
    return st.components.v2.component(
        "behind_the_knee_clinic_bar", js=js, css=css, isolate_styles=False
    )
