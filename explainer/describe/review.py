"""Who of the clinic has reviewed the texts."""

from __future__ import annotations

from explainer import clinic
from explainer.words import Words


def review(words: Words) -> str:
    """The clinic's reviewer and the date, as its own file says; "" where nobody is named."""
    own = clinic.own()
    if not own.reviewed_by:
        return ""
    if not own.reviewed_on:
        return words.text("common.review.by", name=own.reviewed_by)
    date = words.date(own.reviewed_on)
    return words.text("common.review.by_on", name=own.reviewed_by, date=date)
