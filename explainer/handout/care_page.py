"""The second page: the exercises in two poses, dose, stop rule, and boxes to tick for two weeks."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from explainer.handout.blocks import GAP_MM, PAD_MM, SMALL, Blocks
from explainer.handout.care_content import CareItem, CareSheet
from explainer.handout.content import Part
from explainer.handout.sheet import ACCENT, CARE_WASH, INK, LEADING, MARGIN_MM, MM_PER_POINT, QUIET

PICTURES_WIDTH_MM = 64.0  # of both poses of an exercise
DENSE_PICTURES_WIDTH_MM = 38.0  # the same on a page of many exercises
POSE_GAP_MM = 2.0
CAPTION_SHARE = 0.82  # of the text's size
KEY_COLUMNS = 4  # room for every ink of the drawings
KEY_DROP_MM = 0.6  # from the top of a line to its sample
NAME_SHARE = 0.5  # of the grid's width: the names
DENSE_NAME_SHARE = 0.57
TICK_WEEKS = 2
TICK_GAP_MM = 3.0  # between the two weeks
WRITING_LINE_MM = 8.5  # a line to write on
LABEL_MM = 27.0  # what stands before it
GRID_LINE_MM = 0.25


@dataclass(frozen=True)
class CarePage(Blocks):
    """The page of exercises."""

    care: CareSheet
    dense: bool = False  # steps in one paragraph and smaller poses, where there are many exercises

    @property
    def pictures_width_mm(self) -> float:
        """The width of an exercise's poses, mm."""
        return DENSE_PICTURES_WIDTH_MM if self.dense else PICTURES_WIDTH_MM

    @property
    def names_width_mm(self) -> float:
        """The width of the names beside the boxes to tick, mm."""
        return self.width * (DENSE_NAME_SHARE if self.dense else NAME_SHARE)

    def lay_out(self, size: float, picture_mm: float) -> float:
        """Draw everything but the page number; returns the y of its end, mm."""
        sheet, care = self.sheet, self.care
        y = self.draw_names(MARGIN_MM, self.width, size)
        y = sheet.text(MARGIN_MM, y, self.width, care.title, size * 1.7, bold=True, tag="H1")
        y = y + 1 if self.dense else sheet.text(MARGIN_MM, y, self.width, care.lead, size) + 2
        gap = GAP_MM / 4 if self.dense else GAP_MM / 2
        for item in care.items:
            y = self._draw_item_block(item, y, size, picture_mm) + gap
            sheet.line(MARGIN_MM, y, MARGIN_MM + self.width, y)
            y += gap
        y = self._draw_key(y, size)
        y = self._draw_grid(y, size) + GAP_MM / 2
        y = self._draw_stop(y, size) + GAP_MM / 2
        return self._draw_writing_lines(y, size)

    def _draw_item_block(self, item: CareItem, y: float, size: float, picture_mm: float) -> float:
        """Draw an exercise: poses at the left, words beside them."""
        ends = [self._draw_poses(item, MARGIN_MM, y, size, picture_mm)]
        x = MARGIN_MM + self.pictures_width_mm + GAP_MM if item.poses else MARGIN_MM
        width = MARGIN_MM + self.width - x
        sheet = self.sheet
        at = sheet.text(x, y, width, item.name, size * 1.1, bold=True, ink=ACCENT, tag="H2")
        at = sheet.text(x, at, width, item.dose, size, bold=True) + 0.6
        if self.dense:
            steps = " ".join(f"**{n}**\u00a0{step}" for n, step in enumerate(item.steps, 1))
            whole = " ".join(filter(None, (steps, item.intervals, item.stop)))
            ends.append(sheet.text(x, at, width, whole, size, rich=True))
        else:
            lines = (*item.steps, *filter(None, (item.intervals, item.stop)))
            part = Part("", lines, numbered=len(item.steps))
            ends.append(self.draw_part(x, at, width, part, size))
        return max(ends)

    def _draw_poses(
        self, item: CareItem, x: float, y: float, size: float, picture_mm: float
    ) -> float:
        """Draw the poses, side by side or one below the other; returns the y of their end."""
        sheet, caption_size = self.sheet, size * CAPTION_SHARE
        count = len(item.poses)
        stacked = item.is_wide
        most_height = picture_mm / 2 if stacked and count > 1 else picture_mm
        slots = count if count and not stacked else 1
        most_width = (self.pictures_width_mm - (slots - 1) * POSE_GAP_MM) / slots
        end, left, top = y, x, y
        for image, caption, alt in item.poses:
            scale = min(most_width / image.width, most_height / image.height)
            width, height = image.width * scale, image.height * scale
            sheet.picture(image, left, top, width, height, alt)
            bottom = sheet.text(
                left, top + height, most_width, caption, caption_size, ink=QUIET
            ) if caption and not self.dense else top + height  # fmt: skip
            end = max(end, bottom)
            if stacked:
                top = bottom + POSE_GAP_MM / 2
            else:
                left += most_width + POSE_GAP_MM
        return end

    def _draw_key(self, y: float, size: float) -> float:
        """Draw what the inks of the drawings mean, in one row; returns the y of its end."""
        sheet, key = self.sheet, self.care.key
        if not key:
            return y
        column, caption_size = self.width / KEY_COLUMNS, size * CAPTION_SHARE
        height = caption_size * MM_PER_POINT
        ends = []
        for number, (swatch, meaning) in enumerate(key):
            x = MARGIN_MM + number * column
            width = height * swatch.width / swatch.height
            sheet.picture(swatch, x, y + KEY_DROP_MM, width, height)
            at = x + width + POSE_GAP_MM
            text_width = column - width - 2 * POSE_GAP_MM
            ends.append(sheet.text(at, y, text_width, meaning, caption_size, ink=QUIET))
        return max(ends) + GAP_MM / 4

    def _draw_grid(self, y: float, size: float) -> float:
        """Draw a box for each exercise and day of two weeks, as a table."""
        sheet, care = self.sheet, self.care
        y = sheet.text(
            MARGIN_MM, y, self.width, care.grid_title, size * 1.1, bold=True, ink=ACCENT, tag="H2"
        )
        columns = self._day_columns()
        cell = columns[1] - columns[0]
        line = size * MM_PER_POINT * LEADING
        with sheet.element("Table"):
            with sheet.element("TR"):
                head = [*care.days] * TICK_WEEKS
                sheet.text(MARGIN_MM, y, 1, "", size, tag="TD")
                for x, day in zip(columns, head, strict=True):
                    sheet.text(x, y, cell, day, size * SMALL, align="C", ink=QUIET, tag="TH")
            y += line
            for item in care.items:
                y = self._draw_row(item.name, columns, cell, y, size)
        return y

    def _draw_row(
        self, name: str, columns: list[float], cell: float, y: float, size: float
    ) -> float:
        """Draw one exercise's name and its boxes."""
        sheet = self.sheet
        width = self.names_width_mm - 2
        with sheet.element("TR"):
            end = sheet.text(MARGIN_MM, y + 0.8, width, name, size, tag="TH")
            for _ in columns:
                with sheet.element("TD"):
                    pass
        bottom = max(end + 0.8, y + cell)
        for x in columns:
            self._draw_box(x, (y + bottom - cell) / 2, cell)
        return bottom

    def _draw_box(self, x: float, y: float, side: float) -> None:
        """Draw the outline of a box to tick."""
        inset = 0.12 * side
        left, top, right, bottom = x + inset, y + inset, x + side - inset, y + side - inset
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        for one, other in itertools.pairwise(corners):
            self.sheet.line(*one, *other, ink=INK, width=GRID_LINE_MM)

    def _day_columns(self) -> list[float]:
        """The left of each day's column, mm; a gap between the weeks."""
        days, weeks = len(self.care.days), TICK_WEEKS
        left = MARGIN_MM + self.names_width_mm
        cell = (self.width - self.names_width_mm - (weeks - 1) * TICK_GAP_MM) / (days * weeks)
        return [
            left + cell * number + TICK_GAP_MM * (number // days) for number in range(days * weeks)
        ]

    def _draw_stop(self, y: float, size: float) -> float:
        """Draw the stop rule that holds for all exercises, in a box."""
        part = Part(self.care.stop_title, self.care.stop)
        if self.dense:
            title = f"**{self.care.stop_title}:**"
            part = Part("", (f"{title} {' '.join(self.care.stop)}",), dotted=False)
        inner = (MARGIN_MM + PAD_MM, y + PAD_MM / 2, self.width - 2 * PAD_MM, part, size)
        with self.sheet.measuring():  # the box is drawn before its text
            end = self.draw_part(*inner) + PAD_MM / 2
        self.sheet.box(MARGIN_MM, y, self.width, end - y, CARE_WASH)
        self.draw_part(*inner)
        return end

    def _draw_writing_lines(self, y: float, size: float) -> float:
        """Draw a line for the next visit and one for notes, beside each other."""
        base = y + WRITING_LINE_MM
        half = (self.width - GAP_MM) / 2
        for x, label in (
            (MARGIN_MM, self.care.next_visit),
            (MARGIN_MM + half + GAP_MM, self.care.notes),
        ):
            self.sheet.text(x, base - size * MM_PER_POINT * LEADING, LABEL_MM, label, size)
            self.sheet.line(x + LABEL_MM, base, x + half, base, ink=QUIET)
        return base
