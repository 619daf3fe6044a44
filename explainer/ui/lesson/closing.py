"""How every lesson ends: questions, three lines to keep, how sure we are, sources, what is next."""

from __future__ import annotations

from explainer.ui.lesson import glossary
from explainer.ui.lesson.lesson import Lesson


def show(page: Lesson) -> None:
    """The last parts of a lesson, the same on every page, each filled from the page's own texts."""
    page.check_yourself()
    page.summary()
    page.limits()
    glossary.show(page)
    page.sources()
    page.next()
