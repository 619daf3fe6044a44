"""The colours of the light theme, which Streamlit, the components and the handout share.

They stand in Streamlit's own file of settings, .streamlit/config.toml.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
Colour = tuple[int, int, int]  # red, green, blue, 0 to 255


@cache
def colour(name: str) -> Colour:
    """A colour by Streamlit's name for it: "textColor", "primaryColor" ..."""
    settings = tomllib.loads(FILE.read_text(encoding="utf-8"))
    red, green, blue = bytes.fromhex(settings["theme"]["light"][name].removeprefix("#"))
    return red, green, blue


def tint(share: float) -> Colour:
    """The text's colour mixed with the background: `share` of it, the rest background."""
    ink, paper = colour("textColor"), colour("backgroundColor")
    red, green, blue = (
        round(share * dark + (1 - share) * light) for dark, light in zip(ink, paper, strict=True)
    )
    return red, green, blue
