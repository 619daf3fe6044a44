"""Text of a page in few elements.

Each element of a page costs a slow phone a fiftieth of a second and the server a message at every
run, so a heading and the text under it are one element.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import streamlit as st

TEXT_WIDTH_PX = 720  # a line of about 75 characters, the most that reads easily


def section(heading: str, *parts: str, width: Literal["stretch"] | int = "stretch") -> None:
    """A heading and the parts under it, Markdown each; "" is left out."""
    text = "\n\n".join(part for part in (f"## {heading}", *parts) if part)
    st.markdown(text, width=width, anchors=False)


def bullets(lines: Iterable[str]) -> str:
    """The lines as a list."""
    return "\n".join(f"- {line}" for line in lines)


def numbered(lines: Iterable[str]) -> str:
    """The lines as a list with numbers."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def small(text: str) -> str:
    """A paragraph in small type."""
    return f":small[{text}]"


def print_only(text: str) -> str:
    """A paragraph that stands in for a chart where the page is printed before it was drawn.

    Written as a quotation, which site.css shows on paper alone, in the chart's own container.
    """
    return f"> {text}"
