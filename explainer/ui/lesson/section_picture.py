"""The picture of a section: a cut-out of a plate on which the structures it speaks of are lit.

Which view, bend and structures a section shows is data (assets/data/section_pictures.csv). It is
plain HTML, for any knee side, without a number of load; the names are listed below it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import quote

from explainer import catalog
from explainer.anatomy import atlas, plate_files
from explainer.ui.components.knee_diagram import plates
from explainer.ui.html_markup import Markup, element
from explainer.words import Words

TABLE = "section_pictures"
CACHE_SIZE = 256  # pictures of some 10 kB
MARGIN = 0.12  # of the lit parts' larger extent, on each side
LEAST_PX = 300  # of the cut-out: less is a patch without a place
ASPECTS = 0.8, 1.25  # width to height of the cut-out
OUTLINE = "fill='none' stroke='black' stroke-width='3'"  # a mask takes the opacity alone
NUMBER_GAP = 0.11  # of the cut-out, between two numbers
HEIGHTS = 0.5, 0.3, 0.7, 0.15, 0.85  # where else a number may stand, of the cut-out
NEAR = 0.02  # of the cut-out: points that count as at a height
EDGE = 0.05  # of the cut-out: a number stays whole
URL_SAFE = "/:=' ,"
POINT_GAP_PX = 2.0  # outlines lose points that lie nearer than this to the one before


class PictureSettings(NamedTuple):
    """What a section's picture shows; the bend is in degrees."""

    view: str
    flexion_deg: float
    structures: tuple[str, ...]


class Box(NamedTuple):
    """A cut-out of a plate, in its 1x pixels."""

    left: float
    top: float
    width: float
    height: float


@cache
def settings() -> Mapping[tuple[str, str], PictureSettings]:
    """What is shown, by page and section id."""
    return {
        (row["page"], row["section"]): PictureSettings(
            row["view"], float(row["flexion_deg"]), tuple(row["structures"].split())
        )
        for row in catalog.table(TABLE)
    }


def markup(page: str, section: str, words: Words) -> Markup:
    """The picture of a section; empty where it has none, or where the atlas is missing."""
    shown = settings().get((page, section))
    if shown is None:
        return Markup()
    try:
        return _draw(shown, words)
    except atlas.AtlasError:
        return Markup()


@lru_cache(maxsize=CACHE_SIZE)
def _draw(shown: PictureSettings, words: Words) -> Markup:
    plate = plate_files.nearest(shown.view, shown.flexion_deg)
    lit = [_region(plate, name) for name in shown.structures]
    box = _cut_out(lit, plate.plate.width, plate.plate.height)
    names = [words.name(region.structure) for region in lit]
    frame = element(
        "div",
        _sheet(plate, lit, box, words.side),
        *_numbers(lit, box, words.side),
        class_="lit-frame",
        role="img",
        aria_label=words.text("common.lesson.lit", names=", ".join(names)),
        style=f"--shape: {box.width / box.height:.3f}",
    )
    listed = element("ol", *(element("li", name) for name in names))
    return element("figure", frame, element("figcaption", listed), class_="lit")


def _region(plate: plate_files.Opened, name: str) -> plate_files.Region:
    for region in plate.regions:
        if region.structure == name:
            return region
    raise atlas.AtlasError(f"{name!r} is not on the plate {plate.plate.view!r}")


def _cut_out(lit: Sequence[plate_files.Region], width: int, height: int) -> Box:
    """The part of the plate around the lit structures."""
    points = [point for region in lit for ring in region.rings for point in ring]
    across, down = ([point[axis] for point in points] for axis in (0, 1))
    extents = max(across) - min(across), max(down) - min(down)
    margin = MARGIN * max(extents)
    wide, high = (max(extent + 2 * margin, LEAST_PX) for extent in extents)
    wide = min(max(wide, ASPECTS[0] * high), width)
    high = min(max(high, wide / ASPECTS[1]), wide / ASPECTS[0], height)
    left = (max(across) + min(across) - wide) / 2
    top = (max(down) + min(down) - high) / 2
    return Box(min(max(left, 0), width - wide), min(max(top, 0), height - high), wide, high)


def _sheet(
    plate: plate_files.Opened, lit: Sequence[plate_files.Region], box: Box, side: str
) -> Markup:
    """The whole plate behind the frame: its image, a veil with the lit parts left out, outlines."""
    width, height = plate.plate.width, plate.plate.height
    left = box.left if side == "right" else width - box.left - box.width
    place = {
        "width": width / box.width,
        "height": height / box.height,
        "left": -left / box.width,
        "top": -box.top / box.height,
    }
    urls = plates.picture_urls(plate.plate, "natural")
    image = element(
        "img",
        src=urls[0],
        srcset=", ".join(f"{url} {density * width}w" for density, url in enumerate(urls, 1)),
        sizes=f"auto, {width}px",  # as it is laid out; else by the screen's density alone
        alt="",
        loading="lazy",
    )
    outlines = "".join(_path(region.rings) for region in lit)
    veil = f"M0 0H{width}V{height}H0Z{outlines}"
    style = "; ".join(f"{name}: {100 * share:.2f}%" for name, share in place.items())
    return element(
        "div",
        image,
        _masked("lit-veil", f"<path fill-rule='evenodd' d='{veil}'/>", width, height),
        _masked("lit-outline", f"<path {OUTLINE} d='{outlines}'/>", width, height),
        class_=f"lit-sheet {side}",
        style=style,
    )


def _masked(css_class: str, shape: str, width: int, height: int) -> Markup:
    """A field in the colour of its class, as far as the shape covers it.

    A mask and not an <svg>: Streamlit takes those out of the HTML that a page writes.
    """
    box = f"viewBox='0 0 {width} {height}' preserveAspectRatio='none'"
    drawn = quote(f"<svg xmlns='http://www.w3.org/2000/svg' {box}>{shape}</svg>", safe=URL_SAFE)
    mask = f'mask-image: url("data:image/svg+xml,{drawn}")'
    return element("i", class_=css_class, aria_hidden="true", style=mask)


def _numbers(lit: Sequence[plate_files.Region], box: Box, side: str) -> list[Markup]:
    """A number on each structure, none on another one where there is a place for both."""
    taken: list[plate_files.Point] = []
    for region in lit:
        places = [_in_frame(point, box) for point in (region.anchor, *_inside(region, box))]
        free = (one for one in places if all(math.dist(one, other) > NUMBER_GAP for other in taken))
        taken.append(next(free, places[0]))
    return [
        element(
            "b",
            str(number),
            class_="lit-number",
            style=f"left: {100 * (across if side == 'right' else 1 - across):.1f}%; "
            f"top: {100 * down:.1f}%",
        )
        for number, (across, down) in enumerate(taken, 1)
    ]


def _inside(region: plate_files.Region, box: Box) -> list[plate_files.Point]:
    """The middle of the structure at several heights of the cut-out, the middle one first."""
    points = [point for ring in region.rings for point in ring]
    found = []
    for share in HEIGHTS:
        y = box.top + share * box.height
        near = [x for x, other in points if abs(other - y) < box.height * NEAR]
        if near:
            found.append(((max(near) + min(near)) / 2, y))
    return found


def _in_frame(point: plate_files.Point, box: Box) -> plate_files.Point:
    """A point of the plate as shares of the cut-out, or as near to it as the frame reaches."""
    across, down = (point[0] - box.left) / box.width, (point[1] - box.top) / box.height
    return min(max(across, EDGE), 1 - EDGE), min(max(down, EDGE), 1 - EDGE)


def _path(rings: Iterable[Sequence[plate_files.Point]]) -> str:
    return "".join(
        "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in _thinned(ring)) + "Z" for ring in rings
    )


def _thinned(ring: Sequence[plate_files.Point]) -> list[plate_files.Point]:
    kept = [ring[0]]
    for x, y in ring[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= POINT_GAP_PX:
            kept.append((x, y))
    return kept
