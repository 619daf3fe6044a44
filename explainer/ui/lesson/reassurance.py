"""That most people get better, and who says so: it stands before what is not known."""

from __future__ import annotations

from explainer.ui import session
from explainer.ui.lesson import prose


def render() -> None:
    """A heading and a short paragraph."""
    words = session.words()
    heading, body = (words.text(f"care.reassure.{part}") for part in ("heading", "body"))
    prose.section(heading, body, width=prose.TEXT_WIDTH_PX)
