"""The Open Graph preview image of a link: a plate at the size that messengers ask for.

All of them read JPEG and only some WebP, so the image is converted from the baked plate.
"""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageOps
from starlette.requests import Request
from starlette.responses import Response

from explainer.anatomy import atlas
from explainer.ui.lesson.lesson import PAGES

WIDTH_PX, HEIGHT_PX = 1200, 630
BACKGROUND = "#f3f6f8"
JPEG_QUALITY = 85
URL = "/assets/preview"
CACHE_FOR_A_DAY = "public, max-age=86400"


def url(view: str, side: str = "right") -> str:
    """The path of a view's preview image, "" when the atlas has no plate of it."""
    name = view if side == "right" else f"{view}.{side}"
    return f"{URL}/{name}.jpg" if _plate(view) else ""


async def respond(request: Request) -> Response:
    """Answer with the preview image of the view in the path; 404 for an unknown view."""
    view, _, side = request.path_params["view"].partition(".")
    if not url(view) or side not in ("", "left"):
        return Response(status_code=404)
    headers = {"Cache-Control": CACHE_FOR_A_DAY}
    return Response(render_jpeg(view, side), media_type="image/jpeg", headers=headers)


@lru_cache(maxsize=2 * len(PAGES))
def render_jpeg(view: str, side: str = "") -> bytes:
    """The view's plate in natural colours, fitted to the image's height; ValueError without one.

    `side` "left" mirrors it.
    """
    plate = _plate(view)
    if plate is None:
        raise ValueError(f"the atlas has no plate of {view!r}")
    with Image.open(atlas.directory_of(view) / plate.pictures["natural", 2]) as picture:
        shaded = picture.convert("RGBA")
    if side == "left":
        shaded = ImageOps.mirror(shaded)
    shaded.thumbnail((WIDTH_PX, HEIGHT_PX))
    canvas = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), BACKGROUND)
    corner_px = ((WIDTH_PX - shaded.width) // 2, (HEIGHT_PX - shaded.height) // 2)
    canvas.paste(shaded, corner_px, shaded)
    buffer = io.BytesIO()
    canvas.save(buffer, "JPEG", quality=JPEG_QUALITY)
    return buffer.getvalue()


def _plate(view: str) -> atlas.Plate | None:
    """The view's plate at full extension."""
    try:
        baked = atlas.plates(atlas.directory_of(view))
        return next((plate for plate in baked if plate.view == view), None)
    except atlas.AtlasError:
        return None
