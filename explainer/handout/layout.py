"""How large everything on the two pages is: as large as fits, the picture last to grow."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence

from explainer.handout.blocks import Print
from explainer.handout.content import Content
from explainer.handout.front_page import FrontPage
from explainer.handout.help_page import HelpPage
from explainer.handout.picture import Picture
from explainer.handout.sheet import MARGIN_MM, Sheet
from explainer.words import Words

# Points, the largest that fits is taken; both pages in one size.
SIZES = (12.0, 11.5, 11.0, 10.6, 10.3, 10.0, 9.8, 9.6, 9.4, 9.2, 9.0)
PICTURES_MM = (120.0, 112.0, 104.0, 96.0, 88.0, 80.0, 72.0, 64.0, 56.0)  # heights, likewise
READABLE_PICTURE_MM = 80.0  # smaller letters are taken before a picture smaller than this


class OverfullError(ValueError):
    """The handout's text does not fit on its pages at the smallest size."""


def compose(sheet: Sheet, words: Words, content: Content, picture: Picture, given: Print) -> None:
    """Lays everything out as large as fits, and draws it. OverfullError if nothing fits."""
    front = FrontPage(sheet, content, given, words, picture)
    back = HelpPage(sheet, content, given)

    def fits(size: float, picture_mm: float) -> bool:
        ends = sheet.height_mm - MARGIN_MM
        return back.lay(size) <= ends and front.lay(size, picture_mm) <= front.foot_top(size)

    wished = PICTURES_MM.index(READABLE_PICTURE_MM)
    size = _first(SIZES, lambda one: fits(one, READABLE_PICTURE_MM))
    if size is None:
        size, left = SIZES[-1], PICTURES_MM[wished:]
    else:
        left = PICTURES_MM[: wished + 1]
    picture_mm = _first(left, lambda one: fits(size, one))
    if picture_mm is None:
        raise OverfullError(content.title)
    sheet.dry = False
    front.lay(size, picture_mm)
    front.foot(size)
    front.page_number(1)
    sheet.start_next_page()
    back.lay(size)
    back.page_number(2)


def _first(falling: Sequence[float], fits: Callable[[float], bool]) -> float | None:
    """The first, so the largest, that fits; what fits at one size fits at every smaller one."""
    place = bisect.bisect_left(falling, True, key=fits)
    return falling[place] if place < len(falling) else None
