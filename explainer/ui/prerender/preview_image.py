"""What a message shows of a link: a plate on a card of the size that messengers ask for.

They read JPEG everywhere and WebP in some places only, so the card is made from the baked plate.
"""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image
from starlette.requests import Request
from starlette.responses import Response

from explainer.anatomy import atlas
from explainer.ui.lesson.lesson import PAGES

WIDTH_PX, HEIGHT_PX = 1200, 630
PAPER = "#f3f6f8"
QUALITY = 85
URL = "/assets/preview"
A_DAY = "public, max-age=86400"


def address(view: str) -> str:
    """Where the card of a view stands, "" when the atlas has no plate of it."""
    return f"{URL}/{view}.jpg" if _plate(view) else ""


async def answer(request: Request) -> Response:
    """The card of the view that the address names."""
    view = request.path_params["view"]
    if _plate(view) is None:
        return Response(status_code=404)
    headers = {"Cache-Control": A_DAY}
    return Response(card(view), media_type="image/jpeg", headers=headers)


@lru_cache(maxsize=len(PAGES))
def card(view: str) -> bytes:
    """The straight plate in its natural colours, as high as the card, as JPEG."""
    plate = _plate(view)
    with Image.open(atlas.DIRECTORY / plate.pictures["natural", 2]) as picture:
        shaded = picture.convert("RGBA")
    shaded.thumbnail((WIDTH_PX, HEIGHT_PX))
    sheet = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), PAPER)
    place = ((WIDTH_PX - shaded.width) // 2, (HEIGHT_PX - shaded.height) // 2)
    sheet.paste(shaded, place, shaded)
    written = io.BytesIO()
    sheet.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _plate(view: str) -> atlas.Plate | None:
    try:
        return next((plate for plate in atlas.plates() if plate.view == view), None)
    except atlas.AtlasError:
        return None
