"""Where the browser finds the stage's own files: an address that changes when one of them does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.ui.components.shared.bundle import Bundle, bundle_scripts, bundle_sheets

DIRECTORY = Path(__file__).resolve().parent / "web"
STYLE = DIRECTORY.parent / "style"
SHEETS = (
    "frame", "switches", "picture", "turning", "legend", "sliders", "reading", "list", "spot",
    "question", "pen", "views", "fields", "room", "print",
)  # fmt: skip


@cache
def script() -> Bundle:
    """All scripts in one file, the one that a page asks for."""
    return bundle_scripts("knee-diagram", DIRECTORY / "knee_diagram.js")


@cache
def style() -> Bundle:
    """All style sheets in one file: what diagram, leg, fields and the first copy wear."""
    return bundle_sheets("knee-diagram", STYLE, SHEETS)
