"""URLs of the diagram's scripts and style: each changes when one of its files does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.ui.components.shared.bundle import Bundle, bundle_scripts, bundle_sheets

DIRECTORY = Path(__file__).resolve().parent / "web"
STYLE = DIRECTORY.parent / "style"
TOKENS = STYLE / "tokens.css"  # the page loads them too
SHEETS = (
    "tokens", "frame", "switches", "picture", "knee3d", "legend", "sliders", "ground",
    "answer", "list", "pain_marker", "zoom", "quiz", "pen", "screen", "pair", "fields",
    "breakpoints",
    "page_overrides", "print",
)  # fmt: skip


@cache
def script() -> Bundle:
    """All scripts in one file, the one that a page asks for."""
    return bundle_scripts("knee-diagram", DIRECTORY / "knee_diagram.js")


@cache
def style() -> Bundle:
    """All style sheets in one file: of diagram, leg, form fields and the prerendered page."""
    return bundle_sheets("knee-diagram", STYLE, SHEETS)
