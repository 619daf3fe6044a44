"""A few names beside the picture, each with a line to its part; no two lines cross."""

from __future__ import annotations

from explainer import catalog
from explainer.handout.picture import Picture
from explainer.handout.sheet import INK, LEADING, MM_PER_POINT, QUIET, Sheet
from explainer.words import Words

MOST = 5  # names on a side
NAMED = ("muscle", "tendon", "ligament", "meniscus", "nerve", "artery", "vein")
AWAY_MM = 1.5  # between a line and its name
DOT_MM = 0.5


def callouts(
    sheet: Sheet, words: Words, picture: Picture, at: tuple[float, float, float],
    edges: tuple[float, float], size: float,
) -> None:  # fmt: skip
    """Names in the columns between the picture and the edges.

    `at` is the picture's left, top and width on the sheet, `edges` the outer ends of the columns,
    all in mm; `size` in points.
    """
    left, top, shown = at
    scale = shown / picture.width
    for side in ("left", "right"):
        chosen = _chosen(picture, words, side)
        x, width = (edges[0], left - edges[0]) if side == "left" else (left + shown, 0)
        if side == "right":
            width = edges[1] - x
        bottom = top + picture.height * scale
        y_free = top
        for name, (px, py) in chosen:
            spot = left + (px - picture.left) * scale, top + (py - picture.top) * scale
            height = _height(sheet, name, width - AWAY_MM, size)
            y = max(spot[1] - height / 2, y_free)
            if y + height > bottom:
                break
            y_free = y + height + 1
            _draw(sheet, name, side, (x, y, width), spot, size)


def _chosen(picture: Picture, words: Words, side: str) -> list[tuple[str, tuple[float, float]]]:
    """The largest parts of a side that have a name to learn, from top to bottom."""
    kinds = catalog.structures()
    own = [
        region
        for region in picture.regions
        if region.side == side and kinds[region.structure].kind in NAMED
    ]
    own.sort(key=lambda region: -region.area_px)
    kept = sorted(own[:MOST], key=lambda region: region.anchor[1])
    return [(words.name(region.structure), region.anchor) for region in kept]


def _height(sheet: Sheet, name: str, width: float, size: float) -> float:
    with sheet.measuring():
        return sheet.text(0, 0, width, name, size)


def _draw(
    sheet: Sheet, name: str, side: str, box: tuple[float, float, float],
    spot: tuple[float, float], size: float,
) -> None:  # fmt: skip
    x, y, width = box
    middle = y + size * MM_PER_POINT * LEADING / 2
    if side == "left":
        sheet.text(x, y, width - AWAY_MM, name, size, align="R", ink=INK, tag="LBody")
        start = x + width - AWAY_MM / 2
    else:
        sheet.text(x + AWAY_MM, y, width - AWAY_MM, name, size, ink=INK, tag="LBody")
        start = x + AWAY_MM / 2
    sheet.line(start, middle, *spot, ink=QUIET, width=0.15)
    sheet.dot(*spot, DOT_MM, QUIET)
