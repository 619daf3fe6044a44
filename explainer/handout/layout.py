"""Fits the three pages: the largest font size that fits, then the largest pictures."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from explainer.handout.blocks import Print
from explainer.handout.care_content import CareSheet
from explainer.handout.care_page import CarePage
from explainer.handout.content import Content
from explainer.handout.front_page import FrontPage
from explainer.handout.help_page import HelpPage
from explainer.handout.picture import Picture
from explainer.handout.sheet import MARGIN_MM, Sheet
from explainer.words import Words

SIZES = (12.0, 11.5, 11.0, 10.6, 10.3, 10.0, 9.8, 9.6, 9.4, 9.2, 9.0)  # points, largest first
PICTURES_MM = (120.0, 112.0, 104.0, 96.0, 88.0, 80.0, 72.0, 64.0, 56.0, 48.0)  # heights, likewise
READABLE_PICTURE_MM = 80.0  # the font size is reduced before the picture gets smaller than this
CARE_SIZES = (12.0, 11.5, 11.0)  # points: read at arm's length, lying on the floor
POSES_MM = (46.0, 40.0, 35.0, 30.0, 26.0, 22.0, 18.0)  # heights of an exercise's pictures
READABLE_POSE_MM = 30.0  # the font size is reduced before the poses get smaller than this
COMFORTABLE_SIZE = 9.6  # points; the emergency signs are on the front page too where it is kept


class OverfullError(ValueError):
    """The handout's text does not fit on its pages at the smallest size."""


def compose(
    sheet: Sheet, words: Words, content: Content, care: CareSheet, picture: Picture, details: Print
) -> None:
    """Lay out and draw all pages. Raises OverfullError if one does not fit."""
    front, size, picture_mm = _fit_front(
        FrontPage(sheet, content, details, words, picture, brief=brief) for brief in (False, True)
    )
    exercises, care_size, pose_mm = _fit_care(
        CarePage(sheet, content, details, care, dense=dense) for dense in (False, True)
    )
    back = HelpPage(sheet, content, details)
    ends = sheet.height_mm - MARGIN_MM
    back_size = _first(SIZES, lambda one: back.lay_out(one) <= ends)
    if back_size is None:
        raise OverfullError(content.help_title)
    sheet.dry = False
    front.lay_out(size, picture_mm)
    front.draw_footer(size)
    front.draw_page_number(1)
    sheet.start_next_page()
    exercises.lay_out(care_size, pose_mm)
    exercises.draw_page_number(2)
    sheet.start_next_page()
    back.lay_out(back_size)
    back.draw_page_number(3)


def _fit_care(drafts: Iterable[CarePage]) -> tuple[CarePage, float, float]:
    """The first draft that fits, with its font size and the height of its pictures."""
    for page in drafts:
        size = _first(CARE_SIZES, partial(_care_fits, page, pose_mm=READABLE_POSE_MM))
        size = size or CARE_SIZES[-1]
        pose_mm = _first(POSES_MM, partial(_care_fits, page, size))
        if pose_mm is not None:
            return page, size, pose_mm
    raise OverfullError(page.care.title)


def _care_fits(page: CarePage, size: float, pose_mm: float) -> bool:
    return page.lay_out(size, pose_mm) <= page.sheet.height_mm - MARGIN_MM


def _fit_front(drafts: Iterable[FrontPage]) -> tuple[FrontPage, float, float]:
    """The first draft at a comfortable size, or the last; with font size and picture height."""
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
    return page.lay_out(size, picture_mm) <= page.footer_top(size)


def _first(descending: Sequence[float], fits: Callable[[float], bool]) -> float | None:
    """The first (largest) value that fits, by bisection: every smaller one fits too."""
    index = bisect.bisect_left(descending, True, key=fits)
    return descending[index] if index < len(descending) else None
