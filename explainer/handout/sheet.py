"""The paper: tagged text, boxes, pictures and the code, in millimetres from the upper left.

A sheet can be laid out `dry`: nothing is drawn, and every call still says where it would end. The
layout runs dry until everything fits, then once for good. Text and pictures carry a tag, the
standard structure type of ISO 32000-1, 14.8.4: P, H1, LI, Figure; everything else is decoration.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences
from PIL import Image

from explainer import catalog
from explainer.handout.tags import TagTree

PAPERS = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}  # mm
MARGIN_MM = 13.0  # what every household printer can print on
FAMILY = "behind the knee sans"
FILES = {"": "behind-the-knee-sans-regular.ttf", "B": "behind-the-knee-sans-bold.ttf"}
MM_PER_POINT = 25.4 / 72
LEADING = 1.26  # line height over letter height
INK, QUIET, LINE = (27, 39, 48), (84, 98, 108), (200, 208, 214)
ACCENT, WASH, CARE_WASH = (31, 95, 139), (243, 246, 248), (252, 246, 232)
LOCALES = {"en": "en-US", "es": "es-US"}

Colour = tuple[int, int, int]


class Sheet:
    """Paper of one size, page after page."""

    def __init__(self, paper: str, language: str, title: str, subject: str) -> None:
        self.width_mm, self.height_mm = PAPERS[paper]
        self.dry = True
        self._heights: dict[tuple[str, float, float, bool, bool], float] = {}
        self._pdf = FPDF(unit="mm", format=PAPERS[paper])
        self._pdf.set_auto_page_break(False)
        self._pdf.set_margin(0)
        self._pdf.c_margin = 0
        self._pdf.alias_nb_pages("")  # off: "{nb}" in a name stays as it was typed
        self._pdf.set_lang(LOCALES.get(language, language))
        self._pdf.set_title(title)
        self._pdf.set_subject(subject)
        self._pdf.set_creator(title)
        self._pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        for style, file in FILES.items():
            self._pdf.add_font(FAMILY, style, catalog.ASSETS / "fonts" / file)
        self._tags = TagTree(self._pdf)
        self._pdf.add_page()

    def start_next_page(self) -> None:
        """Goes on to the next page, once the one before is drawn."""
        self._pdf.add_page()

    def set_date(self, date: str) -> None:
        """Gives the document its date, such as 2026-11-22."""
        day = datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC)
        self._pdf.set_creation_date(day)

    def text(
        self, x: float, y: float, width: float, said: str, size: float, *,
        bold: bool = False, ink: Colour = INK, align: str = "L", rich: bool = False,
        tag: str = "P", link: str = "", link_says: str = "",
    ) -> float:  # fmt: skip
        """Writes text of `size` points within a width; returns where it ends. `rich`: **bold**.

        `link` is an address that the text opens, `link_says` where it leads.
        """
        if not said:
            with self.element(tag):
                return y
        block = (said, width, size, bold, rich)
        if self.dry and block in self._heights:
            return y + self._heights[block]
        with nullcontext(None) if self.dry else self._tags.content(tag) as element:
            self._pdf.set_font(FAMILY, "B" if bold else "", size)
            self._pdf.set_text_color(*ink)
            self._pdf.set_xy(x, y)
            line = size * MM_PER_POINT * LEADING
            height = self._pdf.multi_cell(
                width, line, said, align=align, markdown=rich, dry_run=self.dry,
                output=MethodReturnValue.HEIGHT, new_x=XPos.LEFT, new_y=YPos.NEXT,
            )  # fmt: skip
            self._heights[block] = cast(float, height)
            if link and element is not None:
                shown = min(width, self._pdf.get_string_width(said))
                self._tags.link(element, (x, y, shown, self._heights[block]), link, link_says)
        return y + self._heights[block]

    def element(self, tag: str) -> AbstractContextManager[object]:
        """A structure element around what is written inside the block, such as a list."""
        return nullcontext() if self.dry else self._tags.element(tag)

    @contextmanager
    def measuring(self) -> Iterator[None]:
        """Nothing is drawn for as long as the block lasts."""
        before, self.dry = self.dry, True
        yield
        self.dry = before

    def box(self, x: float, y: float, width: float, height: float, wash: Colour) -> None:
        """A rounded field of colour."""
        if self.dry:
            return
        with self._tags.artifact():
            self._pdf.set_fill_color(*wash)
            self._pdf.rect(x, y, width, height, style="F", round_corners=True, corner_radius=2)

    def line(
        self, x: float, y: float, to_x: float, to_y: float, ink: Colour = LINE, width: float = 0.2
    ) -> None:
        """A thin line."""
        if self.dry:
            return
        with self._tags.artifact():
            self._pdf.set_draw_color(*ink)
            self._pdf.set_line_width(width)
            self._pdf.line(x, y, to_x, to_y)

    def dot(self, x: float, y: float, radius: float, ink: Colour) -> None:
        """A small filled circle."""
        if self.dry:
            return
        with self._tags.artifact():
            self._pdf.set_fill_color(*ink)
            self._pdf.circle(x, y, radius, style="F")

    def ring(self, x: float, y: float, radius: float, ink: Colour) -> None:
        """A small circle."""
        if self.dry:
            return
        with self._tags.artifact():
            self._pdf.set_draw_color(*ink)
            self._pdf.set_line_width(0.4)
            self._pdf.circle(x, y, radius, style="D")

    def ramp(
        self, x: float, y: float, width: float, height: float, colours: Sequence[Colour]
    ) -> None:
        """A bar of colours from left to right."""
        if self.dry:
            return
        with self._tags.artifact():
            step = width / len(colours)
            for place, colour in enumerate(colours):
                self._pdf.set_fill_color(*colour)
                self._pdf.rect(x + place * step, y, step * 1.05, height, style="F")

    def picture(
        self, image: Image.Image, x: float, y: float, width: float, height: float, alt: str = ""
    ) -> None:
        """A picture, with what it shows in words."""
        if self.dry:
            return
        with self._tags.content("Figure", alt) if alt else self._tags.artifact():
            self._pdf.set_image_filter("DCTDecode")
            self._pdf.image(image, x, y, width, height)

    def code(
        self, code: Image.Image, x: float, y: float, size: float, address: str, says: str
    ) -> None:
        """A QR code, one pixel a module, that opens its address too; `says` where it leads."""
        if self.dry:
            return
        with self._tags.element("Link") as element, self._tags.content("Figure", says):
            self._pdf.set_image_filter("FlateDecode")
            self._pdf.image(code, x, y, size, size)
            self._tags.link(element, (x, y, size, size), address, says)

    def to_pdf(self) -> bytes:
        """The document."""
        return bytes(self._pdf.output())

    def __enter__(self) -> Sheet:
        return self

    def __exit__(self, *_: object) -> None:
        for font in self._pdf.fonts.values():  # each holds its file open
            if isinstance(font, TTFFont):
                font.close()
