"""Text from outside, shown letter for letter."""

from __future__ import annotations

MARKDOWN_CHARACTERS = r"\`*_{}[]()<>#+-.!|~$:"  # what Markdown reads as more than a letter


def escape_markdown(text: str) -> str:
    """Markdown that shows the text as it is: no stranger's word becomes a link or a picture."""
    return "".join(f"\\{mark}" if mark in MARKDOWN_CHARACTERS else mark for mark in text)
