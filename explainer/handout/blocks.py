"""Layout blocks of all pages: names, headings with lines, columns, disclaimer, page number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image

from explainer.handout.content import Content, Part
from explainer.handout.drawing import Drawing
from explainer.handout.sheet import ACCENT, LEADING, MARGIN_MM, MM_PER_POINT, QUIET, Sheet

GAP_MM, PAD_MM = 4.0, 3.0
SMALL, TINY = 0.86, 0.78  # of the text's size: labels and legend, small print
LEFT_SHARE = 0.5  # of the width: the left column

Block = Callable[[float, float, float, float], float]  # (x, y, width, size) -> y of its end


@dataclass(frozen=True)
class Print:
    """Data of one print, never stored: link, date, names, logo, and lines drawn on the picture."""

    link: str
    date: str
    clinic: str = ""
    patient: str = ""
    logo: Image.Image | None = None
    drawing: Drawing | None = None


@dataclass(frozen=True)
class Blocks:
    """Blocks of a page. Each draws itself and returns the y of its end, mm from the top."""

    sheet: Sheet
    content: Content
    details: Print

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

    def draw_names(self, y: float, width: float, size: float) -> float:
        """Draw the names, in one line where they fit."""
        names = "  ·  ".join(name for name in (self.details.clinic, self.details.patient) if name)
        if not names:
            return y
        return self.sheet.text(MARGIN_MM, y, width, names, size, ink=ACCENT, bold=True) + 1

    def draw_part(self, x: float, y: float, width: float, part: Part, size: float) -> float:
        """Draw a heading and its lines: numbered, with bullets, or plain."""
        sheet = self.sheet
        if part.heading:
            heading = size * (1.0 if part.minor else 1.1)
            tag = "H3" if part.minor else "H2"
            y = sheet.text(x, y, width, part.heading, heading, bold=True, ink=ACCENT, tag=tag) + 0.6
        listed = part.lines[: part.numbered] or (part.lines if part.dotted else ())
        if listed:
            with sheet.element("L"):
                for number, line in enumerate(listed, 1):
                    y = self._draw_item(
                        x, y, width, line, size, f"{number}" if part.numbered else ""
                    )
        for line in part.lines[len(listed) :]:
            y = sheet.text(x, y, width, line, size, rich=True) + 0.5
        return y

    def _draw_item(
        self, x: float, y: float, width: float, line: str, size: float, number: str
    ) -> float:
        """Draw a list item with its number or bullet."""
        sheet, indent = self.sheet, (1.25 if number else 1.0) * size * MM_PER_POINT
        with sheet.element("LI"):
            if number:
                sheet.text(x, y, indent, number, size, bold=True, ink=ACCENT, tag="Lbl")
            else:
                sheet.dot(x + 0.8, y + 0.5 * LEADING * size * MM_PER_POINT, 0.5, ACCENT)
            y = sheet.text(x + indent, y, width - indent, line, size, rich=True, tag="LBody")
        return y + 0.5

    def draw_columns(
        self, blocks: Sequence[Block], x: float, y: float, width: float, size: float
    ) -> float:
        """Draw blocks in order in two columns of about equal length."""
        column_mm = (width - GAP_MM) / 2
        columns = ((x, column_mm), (x + column_mm + GAP_MM, column_mm))
        with self.sheet.measuring():
            heights = [block(x, 0.0, column_mm, size) for block in blocks]
        cut = min(
            range(len(blocks) + 1),
            key=lambda index: (max(sum(heights[:index]), sum(heights[index:])), -index),
        )
        ends = []
        for (left, column_width), column in zip(columns, (blocks[:cut], blocks[cut:]), strict=True):
            at = y
            for block in column:
                at = block(left, at, column_width, size)
            ends.append(at)
        return max(ends)

    def draw_disclaimer(self, x: float, y: float, width: float, size: float) -> float:
        """Draw the disclaimer."""
        return self.sheet.text(x, y, width, self.content.disclaimer, size * SMALL, bold=True) + 0.6

    def draw_page_number(self, page: int) -> None:
        """Draw the page number in the lower margin."""
        size, label = 8.0, self.content.pages[page - 1]
        y = self.sheet.height_mm - MARGIN_MM + 0.5
        self.sheet.text(MARGIN_MM, y, self.width, label, size, align="R", ink=QUIET)
