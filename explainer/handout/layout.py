"""How large everything on the two pages is: letters as large as fit, then the picture."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from explainer.handout.blocks import Print
from explainer.handout.content import Content
from explainer.handout.front_page import FrontPage
from explainer.handout.help_page import HelpPage
from explainer.handout.picture import Picture
from explainer.handout.sheet import MARGIN_MM, Sheet
from explainer.words import Words

SIZES = (12.0, 11.5, 11.0, 10.6, 10.3, 10.0, 9.8, 9.6, 9.4, 9.2, 9.0)  # points, largest first
PICTURES_MM = (120.0, 112.0, 104.0, 96.0, 88.0, 80.0, 72.0, 64.0, 56.0)  # heights, likewise
READABLE_PICTURE_MM = 80.0  # smaller letters are taken before a picture smaller than this
COMFORTABLE_SIZE = 9.6  # the emergency signs stand on the front too where this size is kept


class OverfullError(ValueError):
    """The handout's text does not fit on its pages at the smallest size."""


def compose(sheet: Sheet, words: Words, content: Content, picture: Picture, given: Print) -> None:
    """Lays both pages out, each as large as fits, and draws them. OverfullError if one does not."""
    front, size, picture_mm = _fit_front(
        FrontPage(sheet, content, given, words, picture, brief=brief) for brief in (False, True)
    )
    back = HelpPage(sheet, content, given)
    ends = sheet.height_mm - MARGIN_MM
    back_size = _first(SIZES, lambda one: back.lay_out(one) <= ends)
    if back_size is None:
        raise OverfullError(content.help_title)
    sheet.dry = False
    front.lay_out(size, picture_mm)
    front.foot(size)
    front.page_number(1)
    sheet.start_next_page()
    back.lay_out(back_size)
    back.page_number(2)


def _fit_front(drafts: Iterable[FrontPage]) -> tuple[FrontPage, float, float]:
    """The first draft that is easy to read, or the last; its size and its picture's height."""
    for page in drafts:
        size = _first(SIZES, partial(_front_fits, page, picture_mm=READABLE_PICTURE_MM))
        if size is not None and size >= COMFORTABLE_SIZE:
            break
    size = size or SIZES[-1]
    picture_mm = _first(PICTURES_MM, lambda one: _front_fits(page, size, one))
    if picture_mm is None:
        raise OverfullError(page.content.title)
    return page, size, picture_mm


def _front_fits(page: FrontPage, size: float, picture_mm: float) -> bool:
    return page.lay_out(size, picture_mm) <= page.foot_top(size)


def _first(falling: Sequence[float], fits: Callable[[float], bool]) -> float | None:
    """The first, so the largest, that fits; what fits at one size fits at every smaller one."""
    place = bisect.bisect_left(falling, True, key=fits)
    return falling[place] if place < len(falling) else None
