"""The QR code of a link, for screen and print."""

from __future__ import annotations

import segno
from PIL import Image

QUIET_MODULES = 4  # the quiet zone (ISO/IEC 18004)
LARGEST_VERSION = 8  # 49 modules a side, for a usual link
# Error correction: M recovers 15 % of the code, L 7 %.
LEVEL, LEVEL_OF_LONG_LINKS = "m", "l"


def make_code(address: str) -> segno.QRCode:
    """The smallest QR code of an address; DataOverflowError (a ValueError) over 2,953 bytes."""
    code = segno.make(address, error=LEVEL, micro=False)
    if int(code.version) > LARGEST_VERSION:
        code = segno.make(address, error=LEVEL_OF_LONG_LINKS, micro=False)
    return code


def draw_code(code: segno.QRCode) -> Image.Image:
    """The code with its quiet zone in black and white, one pixel a module."""
    rows = [bytes(row) for row in code.matrix_iter(border=QUIET_MODULES)]
    picture = Image.frombytes("L", (len(rows[0]), len(rows)), b"".join(rows))
    return picture.point(lambda dark: 0 if dark else 255)
