"""The first page: picture, the two weeks, advice, emergency signs, QR code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PIL import Image

from explainer.figures import load_colours
from explainer.handout.blocks import GAP_MM, SMALL, TINY
from explainer.handout.callouts import draw_callouts
from explainer.handout.code import draw_code, make_code
from explainer.handout.content import Legend, Part
from explainer.handout.help_blocks import HelpBlocks
from explainer.handout.picture import MARK_INK, Picture
from explainer.handout.sheet import ACCENT, INK, LEADING, MARGIN_MM, MM_PER_POINT, QUIET, WASH
from explainer.words import Words

LABELS_MM = 22.0  # a column of labels on either side of the picture
CODE_MM = 43.0  # smallest side with the quiet zone: 0.75 mm a module at version 8
MODULE_MM = 0.5  # smallest module; a longer link's code takes more of the page
RING_MM = 1.2  # the sore spot's ring beside its line
RAMP_STEPS = 60
TICK_WIDTH_MM = 34.0  # the longest name on the scale stands on one line
LOGO_MM = (40.0, 11.0)  # largest width and height


@dataclass(frozen=True)
class FrontPage(HelpBlocks):
    """The page with the reader's own choices."""

    words: Words
    picture: Picture
    brief: bool = False  # whether the emergency signs are left to the second page

    def lay_out(self, size: float, picture_mm: float) -> float:
        """Draw everything above the footer; returns the y of its end, mm."""
        y = self._draw_header(size)
        columns = ((MARGIN_MM, self.left_width), (self.right_x, self.right_width))
        ends = [
            self._draw_picture(*columns[0], y, picture_mm, size),
            self._draw_weeks(*columns[1], y, size),
        ]
        for part in self.content.lists:
            shorter = ends.index(min(ends))
            x, width = columns[shorter]
            ends[shorter] = self.draw_part(x, ends[shorter] + GAP_MM / 2, width, part, size)
        y = max(ends) + GAP_MM
        return self._draw_days(y, self.content.days, size) + GAP_MM if self.content.days else y

    def _draw_header(self, size: float) -> float:
        sheet, details = self.sheet, self.details
        y, right = MARGIN_MM, self.width
        if details.logo is not None:
            right -= self._draw_logo(details.logo) + GAP_MM
        y = self.draw_names(y, right, size)
        y = sheet.text(MARGIN_MM, y, right, self.content.title, size * 1.9, bold=True, tag="H1")
        y = sheet.text(MARGIN_MM, y, right, self.content.lead, size, ink=QUIET)
        sheet.line(MARGIN_MM, y + 2, MARGIN_MM + self.width, y + 2)
        return y + 2 + GAP_MM

    def _draw_logo(self, logo: Image.Image) -> float:
        rgba = logo.convert("RGBA")
        image = Image.new("RGB", rgba.size, (255, 255, 255))
        image.paste(rgba, mask=rgba.getchannel("A"))
        most_width, most_height = LOGO_MM
        scale = min(most_width / image.width, most_height / image.height)
        width, height = image.width * scale, image.height * scale
        left = self.sheet.width_mm - MARGIN_MM - width
        self.sheet.picture(image, left, MARGIN_MM, width, height, alt=self.details.clinic)
        return width

    def _draw_picture(self, x: float, width: float, y: float, height: float, size: float) -> float:
        sheet, picture, content = self.sheet, self.picture, self.content
        y = sheet.text(x, y, width, content.picture, size, bold=True, ink=ACCENT, tag="H2") + 1.5
        available_width = width - 2 * LABELS_MM
        shown_width = min(available_width, height * picture.width / picture.height)
        shown_height = shown_width * picture.height / picture.width
        left = x + (width - shown_width) / 2
        sheet.picture(picture.image, left, y, shown_width, shown_height, content.picture_alt)
        draw_callouts(
            sheet, self.words, picture, (left, y, shown_width), (x, x + width), size * SMALL
        )
        y += shown_height + 2
        if content.legend:
            y = self._draw_legend(x, y, width, content.legend, size * SMALL)
        if content.mark:
            middle = y + size * SMALL * MM_PER_POINT * LEADING / 2
            sheet.ring(x + RING_MM, middle, RING_MM, MARK_INK)
            inset = 3.5 * RING_MM
            y = sheet.text(x + inset, y, width - inset, content.mark, size * SMALL) + 0.5
        if content.pain_pose:
            y = sheet.text(x, y, width, content.pain_pose, size * SMALL) + 0.5
        if content.drawing:
            y = sheet.text(x, y, width, content.drawing, size * SMALL) + 0.5
        return y

    def _draw_legend(self, x: float, y: float, width: float, legend: Legend, size: float) -> float:
        sheet = self.sheet
        scale = load_colours.colour_ramp(RAMP_STEPS)
        inset = 4.0  # room for half of the first and last number
        sheet.ramp(x + inset, y, width - 2 * inset, 2.6, scale)
        y += 3.0
        ends = []
        with sheet.element("P"):
            for place, number in legend.ticks:
                at = x + inset + place * (width - 2 * inset)
                left, most = at - TICK_WIDTH_MM / 2, TICK_WIDTH_MM
                ends.append(
                    sheet.text(left, y, most, number, size, align="C", ink=QUIET, tag="Span")
                )
        y = max(ends)
        y = sheet.text(x, y, width, legend.title, size, align="C", ink=QUIET)
        return sheet.text(x, y, width, legend.use, size, align="C") + 1

    def _draw_weeks(self, x: float, width: float, y: float, size: float) -> float:
        sheet, content = self.sheet, self.content
        y = sheet.text(
            x, y, width, content.facts_title, size * 1.2, bold=True, ink=ACCENT, tag="H2"
        ) + 1  # fmt: skip
        rows = [("", content.now, content.after), *content.facts]
        with sheet.element("Table"):
            for number, row in enumerate(rows):
                y = self._draw_row(x, y, width, row, size * 0.95, is_header=number == 0)
        y = self.draw_part(x, y + GAP_MM / 2, width, content.meaning, size)
        return self.draw_part(x, y + GAP_MM / 2, width, content.todo, size)

    def _draw_row(
        self,
        x: float,
        y: float,
        width: float,
        row: tuple[str, ...],
        size: float,
        *,
        is_header: bool,
    ) -> float:
        sheet, ends = self.sheet, [y]
        columns = (width * 0.4, width * 0.3, width * 0.3)
        at = x
        with sheet.element("TR"):
            for place, (cell, cell_width) in enumerate(zip(row, columns, strict=True)):
                head = is_header or place == 0
                tag, bold = "TH" if head else "TD", is_header or place > 0
                ink = QUIET if head else INK
                ends.append(
                    sheet.text(at, y, cell_width - 2, cell, size, bold=bold, ink=ink, tag=tag)
                )
                at += cell_width
        y = max(ends) + 1
        sheet.line(x, y, x + width, y)
        return y + 1

    def _draw_days(self, y: float, days: Part, size: float) -> float:
        """Draw the planned week as a row of seven boxes."""
        sheet = self.sheet
        y = sheet.text(
            MARGIN_MM, y, self.width, days.heading, size * 1.1, bold=True, ink=ACCENT, tag="H2"
        ) + 0.8  # fmt: skip
        cell_width = (self.width + 1) / len(days.lines)
        cells = [line.split("|") for line in days.lines]
        places = [MARGIN_MM + number * cell_width for number in range(len(cells))]
        with sheet.measuring():
            ends = max(
                self._draw_day(x, y, cell_width - 1, cell, size, y)
                for x, cell in zip(places, cells, strict=True)
            )
        with sheet.element("L"):
            for x, cell in zip(places, cells, strict=True):
                self._draw_day(x, y, cell_width - 1, cell, size, ends)
        return ends

    def _draw_day(
        self, x: float, y: float, width: float, cell: list[str], size: float, to_y: float
    ) -> float:
        """Draw one day in a box that reaches down to `to_y`."""
        sheet = self.sheet
        sheet.box(x, y, width, to_y - y, WASH)
        day, run, ground = cell
        with sheet.element("LI"), sheet.element("LBody"):
            y = sheet.text(x, y + 0.8, width, day, size * SMALL, align="C", ink=QUIET, tag="Span")
            y = sheet.text(x, y, width, run, size * SMALL, align="C", bold=True, tag="Span")
            y = sheet.text(x, y, width, ground, size * TINY, align="C", tag="Span")
        return y + 0.8

    @cached_property
    def code(self) -> Image.Image:
        """The QR code of the link, one pixel a module."""
        return draw_code(make_code(self.details.link))

    @property
    def code_mm(self) -> float:
        """The side of the code with its quiet zone, mm."""
        return max(CODE_MM, MODULE_MM * self.code.width)

    def footer_top(self, size: float) -> float:
        """The y at which the footer begins, mm."""
        with self.sheet.measuring():
            height = self._draw_footer_text(0, size)
        return self.sheet.height_mm - MARGIN_MM - max(self.code_mm, height)

    def draw_footer(self, size: float) -> None:
        """Draw the QR code and the text beside it."""
        top, side = self.footer_top(size), self.code_mm
        self.sheet.line(MARGIN_MM, top - 1.5, MARGIN_MM + self.width, top - 1.5)
        code_alt = self.content.code_alt
        self.sheet.code(self.code, MARGIN_MM, top, side, self.details.link, code_alt)
        self._draw_footer_text(top, size)

    def _draw_footer_text(self, y: float, size: float) -> float:
        """Draw emergency signs, link and disclaimer beside the code; returns the y of their end."""
        sheet, link = self.sheet, self.details.link
        x = MARGIN_MM + self.code_mm + GAP_MM
        width = self.width - self.code_mm - GAP_MM
        tier = self.content.help[0]
        signs = tuple(Part("", (line,)) for group in tier.groups for line in group.lines)
        see_help = self.content.see_all_help if self.brief else self.content.see_help
        tier = tier._replace(body=see_help, groups=() if self.brief else signs)
        y = self.draw_boxed_tier(tier, x, y, width, size, space_mm=0.0) + 1.5
        heading, note, opens = self.content.way_back
        y = sheet.text(x, y, width, heading, size, bold=True, ink=ACCENT, tag="H2")
        y = sheet.text(x, y, width, note, size * SMALL)
        y = sheet.text(
            x, y, width, opens, size * SMALL, ink=ACCENT, tag="Link", link=link, link_alt=heading
        ) + 1  # fmt: skip
        return self.draw_disclaimer(x, y, width, size)
