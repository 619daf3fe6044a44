"""Where the browser finds the stage's own files: an address that changes when one of them does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.ui.joined import Joined, joined, sheets

DIRECTORY = Path(__file__).resolve().parent / "web"
STYLE = DIRECTORY.parent / "style"
SHEETS = (
    "frame", "switches", "picture", "turning", "legend", "sliders", "reading", "list", "spot",
    "question", "pen", "views", "fields", "room", "print",
)  # fmt: skip


@cache
def script() -> Joined:
    """All scripts in one file, the one that a page asks for."""
    return joined("stage", "stage.js", {"": DIRECTORY})


@cache
def style() -> Joined:
    """All style sheets in one file: what diagram, leg, fields and the first copy wear."""
    return sheets("stage", STYLE, SHEETS)
