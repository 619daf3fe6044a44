"""Where everything stands on the sheet: head, picture and weeks, what to do, help, foot."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image

from explainer.figures import load_colours
from explainer.handout.callouts import callouts
from explainer.handout.content import Content, Part
from explainer.handout.picture import MARK_INK, Picture
from explainer.handout.sheet import (
    ACCENT,
    CARE_WASH,
    INK,
    LEADING,
    MARGIN_MM,
    MM_PER_POINT,
    QUIET,
    WASH,
    Sheet,
)
from explainer.words import Words

SIZES = (10.4, 10.0, 9.6, 9.2, 8.8, 8.4, 8.0, 7.6, 7.2)  # points, the largest that fits is taken
PICTURES_MM = (120.0, 112.0, 104.0, 96.0, 88.0, 80.0, 72.0, 64.0)  # heights, likewise
READABLE_PICTURE_MM = 88.0  # smaller letters are taken before a picture smaller than this
GAP_MM, PAD_MM = 4.0, 3.0
LABELS_MM = 22.0  # a column of labels on either side of the picture
LEFT_SHARE = 0.5  # of the width: picture with its labels
CODE_MM = 31.0  # at the longest link a square of the code is then 0.27 mm
SMALL, TINY = 0.86, 0.74  # of the text's size: labels and legend, small print
RING_MM = 1.2  # the sore spot's ring beside its line
RAMP_STEPS = 60
LOGO_MM = (40.0, 11.0)  # the most it may take


class OverfullError(ValueError):
    """The handout's text does not fit on one page at the smallest size."""


@dataclass(frozen=True)
class Print:
    """What belongs to this print only: its link, date, and the names given for it."""

    link: str
    date: str
    clinic: str = ""
    patient: str = ""
    logo: Image.Image | None = None


def compose(sheet: Sheet, words: Words, content: Content, picture: Picture, given: Print) -> None:
    """Lays everything out as large as fits, and draws it. OverfullError if nothing fits."""
    page = Page(sheet, words, content, picture, given)

    def fits(size: float, picture_mm: float) -> bool:
        return page.lay(size, picture_mm) <= page.foot_top(size)

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
    page.lay(size, picture_mm)
    page.foot(size)


def _first(falling: Sequence[float], fits: Callable[[float], bool]) -> float | None:
    """The first, so the largest, that fits; what fits at one size fits at every smaller one."""
    place = bisect.bisect_left(falling, True, key=fits)
    return falling[place] if place < len(falling) else None


@dataclass(frozen=True)
class Page:
    """The parts of the sheet from top to bottom; each says where it ends, in mm."""

    sheet: Sheet
    words: Words
    content: Content
    picture: Picture
    given: Print

    @property
    def width(self) -> float:
        """The width between the margins, mm."""
        return self.sheet.width_mm - 2 * MARGIN_MM

    @property
    def left_width(self) -> float:
        """The width of the left column, mm."""
        return self.width * LEFT_SHARE

    @property
    def right_width(self) -> float:
        """The width of the right column, mm."""
        return self.width - self.left_width - GAP_MM

    @property
    def right_x(self) -> float:
        """Where the right column begins, mm."""
        return MARGIN_MM + self.left_width + GAP_MM

    def lay(self, size: float, picture_mm: float) -> float:
        """Everything above the foot; returns where it ends."""
        y = self._head(size)
        pictured = self._picture(MARGIN_MM, y, self.left_width, picture_mm, size)
        told = self._weeks(self.right_x, y, self.right_width, size)
        y = max(pictured, told) + GAP_MM
        if self.content.days:
            y = self._days(y, size) + GAP_MM
        y = self._side_by_side(y, size) + GAP_MM
        return self._help(y, size) + GAP_MM

    def _head(self, size: float) -> float:
        sheet, given = self.sheet, self.given
        y, right = MARGIN_MM, self.width
        if given.logo is not None:
            right -= self._logo(given.logo) + GAP_MM
        names = "  ·  ".join(name for name in (given.clinic, given.patient) if name)
        if names:
            y = sheet.text(MARGIN_MM, y, right, names, size, ink=ACCENT, bold=True) + 1
        y = sheet.text(MARGIN_MM, y, right, self.content.title, size * 1.9, bold=True)
        y = sheet.text(MARGIN_MM, y, right, self.content.lead, size, ink=QUIET)
        sheet.line(MARGIN_MM, y + 2, MARGIN_MM + self.width, y + 2)
        return y + 2 + GAP_MM

    def _logo(self, given: Image.Image) -> float:
        drawn = given.convert("RGBA")
        image = Image.new("RGB", drawn.size, (255, 255, 255))
        image.paste(drawn, mask=drawn.getchannel("A"))
        most_width, most_height = LOGO_MM
        scale = min(most_width / image.width, most_height / image.height)
        width, height = image.width * scale, image.height * scale
        left = self.sheet.width_mm - MARGIN_MM - width
        self.sheet.picture(image, left, MARGIN_MM, width, height, alt=self.given.clinic)
        return width

    def _picture(self, x: float, y: float, width: float, height: float, size: float) -> float:
        sheet, picture, content = self.sheet, self.picture, self.content
        y = sheet.text(x, y, width, content.picture, size, bold=True, ink=ACCENT) + 1.5
        room = width - 2 * LABELS_MM
        shown_width = min(room, height * picture.width / picture.height)
        shown_height = shown_width * picture.height / picture.width
        left = x + (width - shown_width) / 2
        sheet.picture(picture.image, left, y, shown_width, shown_height, content.picture_alt)
        callouts(sheet, self.words, picture, (left, y, shown_width), (x, x + width), size * SMALL)
        y += shown_height + 2
        if content.legend:
            y = self._legend(x, y, width, size * SMALL)
        if content.mark:
            middle = y + size * SMALL * MM_PER_POINT * LEADING / 2
            sheet.ring(x + RING_MM, middle, RING_MM, MARK_INK)
            inset = 3.5 * RING_MM
            y = sheet.text(x + inset, y, width - inset, content.mark, size * SMALL) + 0.5
        return y

    def _legend(self, x: float, y: float, width: float, size: float) -> float:
        sheet, legend = self.sheet, self.content.legend
        scale = load_colours.bar(RAMP_STEPS)
        inset = 4.0  # room for half of the first and last number
        sheet.ramp(x + inset, y, width - 2 * inset, 2.6, scale)
        y += 3.0
        for place, number in legend.ticks:
            at = x + inset + place * (width - 2 * inset)
            sheet.text(at - 8, y, 16, number, size, align="C", ink=QUIET)
        y += size * MM_PER_POINT * LEADING
        y = sheet.text(x, y, width, legend.title, size, align="C", ink=QUIET)
        return sheet.text(x, y, width, legend.use, size, align="C") + 1

    def _weeks(self, x: float, y: float, width: float, size: float) -> float:
        sheet, content = self.sheet, self.content
        y = sheet.text(x, y, width, content.facts_title, size * 1.2, bold=True, ink=ACCENT) + 1
        columns = (width * 0.4, width * 0.3, width * 0.3)
        rows = [("", content.now, content.after), *content.facts]
        for number, row in enumerate(rows):
            at, ends = x, []
            for place, (cell, wide) in enumerate(zip(row, columns, strict=True)):
                bold = number == 0 or place > 0
                ink = QUIET if number == 0 or place == 0 else INK
                ends.append(sheet.text(at, y, wide - 2, cell, size * 0.95, bold=bold, ink=ink))
                at += wide
            y = max(ends) + 1
            sheet.line(x, y, x + width, y)
            y += 1
        y = self._part(x, y + GAP_MM / 2, width, content.meaning, size)
        return self._part(x, y + GAP_MM / 2, width, content.todo, size)

    def _days(self, y: float, size: float) -> float:
        """The planned week as a strip of seven fields."""
        sheet, days = self.sheet, self.content.days
        y = sheet.text(MARGIN_MM, y, self.width, days.heading, size * 1.1, bold=True, ink=ACCENT)
        y += 0.8
        wide = (self.width + 1) / len(days.lines)
        cells = [line.split("|") for line in days.lines]
        places = [MARGIN_MM + number * wide for number in range(len(cells))]
        with sheet.measuring():
            ends = max(
                self._day(x, y, wide - 1, cell, size, y)
                for x, cell in zip(places, cells, strict=True)
            )
        for x, cell in zip(places, cells, strict=True):
            self._day(x, y, wide - 1, cell, size, ends)
        return ends

    def _day(
        self, x: float, y: float, width: float, cell: list[str], size: float, to_y: float
    ) -> float:
        """One day; its field reaches down to `to_y`."""
        self.sheet.box(x, y, width, to_y - y, WASH)
        day, run, ground = cell
        y = self.sheet.text(x, y + 0.8, width, day, size * SMALL, align="C", ink=QUIET)
        y = self.sheet.text(x, y, width, run, size * SMALL, align="C", bold=True)
        return self.sheet.text(x, y, width, ground, size * TINY, align="C") + 0.8

    def _side_by_side(self, y: float, size: float) -> float:
        """Two short lists."""
        left, right = self.content.lists
        return max(
            self._part(MARGIN_MM, y, self.left_width, left, size),
            self._part(self.right_x, y, self.right_width, right, size),
        )

    def _help(self, y: float, size: float) -> float:
        """The signs that cannot wait, in a field of their own across the page."""
        sheet = self.sheet
        if not sheet.dry:  # the field lies under its text, so its height comes first
            with sheet.measuring():
                ends = self._help_text(y, size)
            sheet.box(MARGIN_MM, y, self.width, ends - y, CARE_WASH)
        return self._help_text(y, size)

    def _help_text(self, y: float, size: float) -> float:
        sheet, content = self.sheet, self.content
        x, width = MARGIN_MM + PAD_MM, self.left_width - PAD_MM
        top = sheet.text(x, y + PAD_MM, width, content.help_title, size * 1.2, bold=True) + 0.8
        now, today = content.help
        left = self._part(x, top, width, now, size)
        for line in content.help_more:
            left = sheet.text(x, left + 0.8, width, line, size * SMALL)
        right = self._part(self.right_x, y + PAD_MM, self.right_width - PAD_MM, today, size)
        return max(left, right) + PAD_MM

    def _part(self, x: float, y: float, width: float, part: Part, size: float) -> float:
        """A heading and its lines: numbered steps and plain lines, or all with a dot."""
        sheet = self.sheet
        y = sheet.text(x, y, width, part.heading, size * 1.1, bold=True, ink=ACCENT) + 0.6
        indent = 1.25 * size * MM_PER_POINT
        for number, line in enumerate(part.lines, 1):
            inset = 0.0 if number > part.numbered > 0 else indent
            if number <= part.numbered:
                sheet.text(x, y, indent, f"{number}", size, bold=True, ink=ACCENT)
            elif inset:
                sheet.dot(x + 0.8, y + 0.5 * LEADING * size * MM_PER_POINT, 0.5, ACCENT)
            y = sheet.text(x + inset, y, width - inset, line, size, rich=True) + 0.5
        return y

    def foot_top(self, size: float) -> float:
        """Where the foot begins."""
        with self.sheet.measuring():
            height = self._foot_text(0, size)
        return self.sheet.height_mm - MARGIN_MM - max(CODE_MM, height)

    def foot(self, size: float) -> None:
        """The code, the way back, the clinician's line and the small print."""
        top = self.foot_top(size)
        self.sheet.line(MARGIN_MM, top - 1.5, MARGIN_MM + self.width, top - 1.5)
        self.sheet.code(MARGIN_MM - 1, top, CODE_MM, self.given.link, self.content.code_alt)
        self._foot_text(top, size)

    def _foot_text(self, y: float, size: float) -> float:
        """The foot's text beside the code; returns where it ends."""
        sheet, content = self.sheet, self.content
        x = MARGIN_MM + CODE_MM + GAP_MM
        width = self.width - CODE_MM - GAP_MM
        heading, note, link = content.way_back
        y = sheet.text(x, y + 1, width, heading, size, bold=True, ink=ACCENT)
        y = sheet.text(x, y, width, note, size * SMALL)
        y = sheet.text(x, y, width, link, size * SMALL, ink=ACCENT, link=self.given.link) + 1
        disclaimer, *small = content.small_print
        y = sheet.text(x, y, width, disclaimer, size * SMALL, bold=True) + 0.6
        for line in small:
            y = sheet.text(x, y, width, line, size * TINY, ink=QUIET)
        return sheet.text(x, y + 1, width, content.review, size * TINY, ink=QUIET)
