"""A tagged PDF sheet: text, boxes, pictures and the QR code, in mm from the upper left.

With `dry` set nothing is drawn, and every call still returns the y of its end: the layout runs dry
until everything fits, and is then drawn once. Text and pictures have a tag, the standard structure
type of ISO 32000-1, 14.8.4 (P, H1, LI, Figure); everything else is an artifact.
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
from explainer.catalog import theme
from explainer.catalog.theme import Colour
from explainer.handout.tags import TagTree

PAPERS = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}  # mm
MARGIN_MM = 13.0  # printable by every household printer
FAMILY = "behind the knee sans"
FILES = {"": "behind-the-knee-sans-regular.ttf", "B": "behind-the-knee-sans-bold.ttf"}
MM_PER_POINT = 25.4 / 72
LEADING = 1.26  # line height over letter height
INK, QUIET, LINE = theme.colour("textColor"), theme.tint(0.75), theme.tint(0.24)
ACCENT, WASH = theme.colour("primaryColor"), theme.colour("secondaryBackgroundColor")
CARE_WASH = (252, 246, 232)
LOCALES = {"en": "en-US", "es": "es-US"}


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
        """Add a page, once the one before is drawn."""
        self._pdf.add_page()

    def set_date(self, date: str) -> None:
        """Set the creation date, as YYYY-MM-DD."""
        day = datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC)
        self._pdf.set_creation_date(day)

    def text(
        self, x: float, y: float, width: float, text: str, size: float, *,
        bold: bool = False, ink: Colour = INK, align: str = "L", rich: bool = False,
        tag: str = "P", link: str = "", link_alt: str = "",
    ) -> float:  # fmt: skip
        """Draw text of `size` points within a width; returns the y of its end. `rich`: **bold**.

        `link` is a URL that the text opens, `link_alt` its description.
        """
        if not text:
            with self.element(tag):
                return y
        block = (text, width, size, bold, rich)
        if self.dry and block in self._heights:
            return y + self._heights[block]
        with nullcontext(None) if self.dry else self._tags.content(tag) as element:
            self._pdf.set_font(FAMILY, "B" if bold else "", size)
            self._pdf.set_text_color(*ink)
            self._pdf.set_xy(x, y)
            line = size * MM_PER_POINT * LEADING
            height = self._pdf.multi_cell(
                width, line, text, align=align, markdown=rich, dry_run=self.dry,
                output=MethodReturnValue.HEIGHT, new_x=XPos.LEFT, new_y=YPos.NEXT,
            )  # fmt: skip
            self._heights[block] = cast(float, height)
            if link and element is not None:
                shown = min(width, self._pdf.get_string_width(text))
                self._tags.link(element, (x, y, shown, self._heights[block]), link, link_alt)
        return y + self._heights[block]

    def element(self, tag: str) -> AbstractContextManager[object]:
        """A structure element around what is drawn inside the block, such as a list."""
        return nullcontext() if self.dry else self._tags.element(tag)

    @contextmanager
    def measuring(self) -> Iterator[None]:
        """Draw nothing inside the block."""
        before, self.dry = self.dry, True
        yield
        self.dry = before

    def box(self, x: float, y: float, width: float, height: float, wash: Colour) -> None:
        """Draw a filled rounded rectangle."""
        if self.dry:
            return
        with self._tags.artifact():
            self._pdf.set_fill_color(*wash)
            self._pdf.rect(x, y, width, height, style="F", round_corners=True, corner_radius=2)

    def line(
        self, x: float, y: float, to_x: float, to_y: float, ink: Colour = LINE, width: float = 0.2
    ) -> None:
        """Draw a line."""
        if self.dry:
            return
        with self._tags.artifact():
            self._pdf.set_draw_color(*ink)
            self._pdf.set_line_width(width)
            self._pdf.line(x, y, to_x, to_y)

    def dot(self, x: float, y: float, radius: float, ink: Colour) -> None:
        """Draw a filled circle."""
        if self.dry:
            return
        with self._tags.artifact():
            self._pdf.set_fill_color(*ink)
            self._pdf.circle(x, y, radius, style="F")

    def ring(self, x: float, y: float, radius: float, ink: Colour) -> None:
        """Draw a circle."""
        if self.dry:
            return
        with self._tags.artifact():
            self._pdf.set_draw_color(*ink)
            self._pdf.set_line_width(0.4)
            self._pdf.circle(x, y, radius, style="D")

    def ramp(
        self, x: float, y: float, width: float, height: float, colours: Sequence[Colour]
    ) -> None:
        """Draw a colour bar from left to right."""
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
        """Draw a picture; `alt` is its text alternative, without one it is an artifact."""
        if self.dry:
            return
        with self._tags.content("Figure", alt) if alt else self._tags.artifact():
            self._pdf.set_image_filter("DCTDecode")
            self._pdf.image(image, x, y, width, height)

    def code(self, code: Image.Image, x: float, y: float, size: float, url: str, alt: str) -> None:
        """Draw a QR code, one pixel a module, that links to its URL; `alt` describes the link."""
        if self.dry:
            return
        with self._tags.element("Link") as element, self._tags.content("Figure", alt):
            self._pdf.set_image_filter("FlateDecode")
            self._pdf.image(code, x, y, size, size)
            self._tags.link(element, (x, y, size, size), url, alt)

    def to_pdf(self) -> bytes:
        """The finished document."""
        return bytes(self._pdf.output())

    def __enter__(self) -> Sheet:
        return self

    def __exit__(self, *_: object) -> None:
        for font in self._pdf.fonts.values():  # each holds its file open
            if isinstance(font, TTFFont):
                font.close()
