"""The picture of the handout: the plate on screen, coloured as the reader has it, with the mark."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageOps

from explainer import catalog
from explainer.anatomy import atlas, plate_files
from explainer.anatomy.plate_files import DENSITY, Opened, Point, Region
from explainer.describe.readings import ComparedWeek, picture_value
from explainer.figures import load_colours
from explainer.handout.drawing import Drawing
from explainer.scenario import Scenario

BACK = ("z", "y")  # the axes of the pictures on which a sore spot can be shown
WHITE = (255, 255, 255)
HATCH_PX, HATCH_WIDTH_PX = 14, 3  # the screen's hatching, in 2x pixels
HATCH_INK = (184, 182, 187)  # its ink at 0.42 over white: multiplied into the clay
OUTLINE_INK = (20, 24, 29)
OUTLINE_PX, HALO_PX = 5, 11  # line round the chosen part, 2x pixels
MARK_MM = 8.0  # radius of the sore spot's ring: about a fingertip
LEAST_MARK_SHARE = 0.018  # the same as a share of the picture's height: seen on the whole leg too
MARK_INK = (122, 40, 138)  # no colour of the load scale, and not red
PEN_INK = (109, 42, 140)  # of the pen on the screen
PEN_SHARE, PEN_HALO_SHARE = 0.007, 0.0125  # breadth of its lines, as shares of the plate's height


@dataclass(frozen=True)
class Picture:
    """A finished picture, cropped to what it shows.

    `regions` and `mark` are in 1x pixels of the whole plate; `left`, `top`, `width` and `height`
    say which part of it the picture shows.
    """

    image: Image.Image
    left: float
    top: float
    width: float
    height: float
    regions: tuple[Region, ...]
    mark: Point | None
    is_drawn_on: bool = False


def draw(
    scenario: Scenario, view: str, week: ComparedWeek, drawing: Drawing | None = None
) -> Picture:
    """The plate of `view` nearest to the reader's bend. AtlasError where nothing is baked.

    With the lines drawn by hand, where they were drawn on a picture from the same side.
    Drawn as the right knee that was baked; a left one is mirrored as a whole at the end.
    """
    opened = plate_files.nearest(view, scenario.flexion_deg)
    scenario = scenario.shown_on("", view)
    natural = scenario.dress == "natural"
    file = opened.plate.pictures["natural" if natural else "clay", DENSITY]
    baked = plate_files.picture(file, atlas.directory_of(view))
    opacity = baked.getchannel("A")
    image = Image.new("RGB", baked.size, WHITE)
    image.paste(baked, mask=opacity)
    if not natural:
        tint = _load_tint(opened, scenario, week, baked.size)
        image = ImageChops.multiply(image, Image.composite(tint, _white_image(baked.size), opacity))
    _outline_part(image, opened, scenario.structure)
    mark = _draw_mark(image, opened, scenario)
    shown = opacity.getbbox() or (0, 0, *image.size)
    lines = _draw_lines(image, opened, drawing)
    if lines is not None:
        shown = _union(shown, lines)
    left, top, right, bottom = (edge / DENSITY for edge in shown)
    size = right - left, bottom - top
    drawn = Picture(
        image.crop(shown), left, top, *size, opened.regions, mark, is_drawn_on=lines is not None
    )
    return drawn if scenario.side == "right" else _mirror(drawn, opened.plate.width)


def _mirror(drawn: Picture, width: float) -> Picture:
    """The picture of the other knee: all places across a plate of that width turned round."""
    return replace(
        drawn,
        image=ImageOps.mirror(drawn.image),
        left=width - drawn.left - drawn.width,
        regions=tuple(_mirror_region(region, width) for region in drawn.regions),
        mark=drawn.mark and _mirror_point(drawn.mark, width),
    )


def _mirror_region(region: Region, width: float) -> Region:
    rings = tuple(tuple(_mirror_point(one, width) for one in ring) for ring in region.rings)
    side = "left" if region.side == "right" else "right"
    return replace(region, rings=rings, anchor=_mirror_point(region.anchor, width), side=side)


def _mirror_point(point: Point, width: float) -> Point:
    return width - point[0], point[1]


def load_colour(
    structure: str, scenario: Scenario, week: ComparedWeek
) -> tuple[int, int, int] | None:
    """The colour of a structure's load; None where there is no number."""
    value = picture_value(week, catalog.structures()[structure].load, scenario)
    if not np.isfinite(value):
        return None
    return load_colours.scales()[scenario.measure].colour(value)


def _load_tint(
    opened: Opened, scenario: Scenario, week: ComparedWeek, size: tuple[int, int]
) -> Image.Image:
    """Multiplied into the clay: a colour, a hatch, or white for parts that the model leaves out."""
    tint, hatch = _white_image(size), _draw_hatch(size)
    for region in opened.regions:
        fill = load_colour(region.structure, scenario, week)
        if fill is not None:
            tint.paste(fill, mask=_region_mask(region, size))
        elif catalog.structures()[region.structure].load_is_unknown:
            tint.paste(hatch, mask=_region_mask(region, size))
    return tint


def _white_image(size: tuple[int, int]) -> Image.Image:
    return Image.new("RGB", size, WHITE)


def _draw_hatch(size: tuple[int, int]) -> Image.Image:
    """Slanted lines all over."""
    lines, (width, height) = _white_image(size), size
    pen, spacing_px = ImageDraw.Draw(lines), round(HATCH_PX * np.sqrt(2))
    for start in range(-height, width, spacing_px):
        ends = (start, 0, start + height, height)
        pen.line(ends, fill=HATCH_INK, width=HATCH_WIDTH_PX)
    return lines


def _region_mask(region: Region, size: tuple[int, int]) -> Image.Image:
    """The region's inside as a mask; a ring inside a ring is a hole."""
    mask = Image.new("1", size)
    for ring in region.rings:
        ring_mask = Image.new("1", size)
        ImageDraw.Draw(ring_mask).polygon(_to_image_px(ring), fill=1)
        mask = ImageChops.logical_xor(mask, ring_mask)
    return mask


def _outline_part(image: Image.Image, opened: Opened, chosen: str) -> None:
    """A line round the chosen part."""
    pen = ImageDraw.Draw(image)
    for ink, width in ((WHITE, HALO_PX), (OUTLINE_INK, OUTLINE_PX)):
        for region in opened.regions:
            if region.structure == chosen:
                for ring in region.rings:
                    points = _to_image_px(ring)
                    pen.line([*points, points[0]], fill=ink, width=width, joint="curve")


def _draw_mark(image: Image.Image, opened: Opened, scenario: Scenario) -> Point | None:
    """The ring of the sore spot; None where there is none or this picture cannot show it."""
    if scenario.mark is None or opened.axes != BACK:
        return None
    x, y = opened.spot(scenario.mark.z_mm, scenario.mark.y_mm)
    if not (0 <= x <= opened.plate.width and 0 <= y <= opened.plate.height):
        return None
    radius = max(DENSITY * MARK_MM / opened.mm_per_px, LEAST_MARK_SHARE * image.height)
    pen = ImageDraw.Draw(image)
    centre = (DENSITY * x, DENSITY * y)
    pen.circle(centre, radius, outline=WHITE, width=HALO_PX)
    pen.circle(centre, radius - (HALO_PX - OUTLINE_PX) / 2, outline=MARK_INK, width=OUTLINE_PX)
    pen.circle(centre, OUTLINE_PX + 2, fill=MARK_INK, outline=WHITE, width=2)
    return x, y


def _draw_lines(
    image: Image.Image, opened: Opened, drawing: Drawing | None
) -> tuple[int, int, int, int] | None:
    """Draw the lines; the box on the image that holds them, None where none lies on it."""
    if drawing is None or drawing.axes != opened.axes:
        return None
    lines = [_to_image_px(tuple(opened.spot(*at) for at in line)) for line in drawing.lines]
    pen = ImageDraw.Draw(image)
    for ink, share in ((WHITE, PEN_HALO_SHARE), (PEN_INK, PEN_SHARE)):
        breadth = max(round(share * image.height), 1)
        for points in lines:
            pen.line(points, fill=ink, width=breadth, joint="curve")
            for end in (points[0], points[-1]):
                pen.circle(end, breadth / 2, fill=ink)
    margin = PEN_HALO_SHARE * image.height / 2
    across, down = zip(*(point for points in lines for point in points), strict=True)
    box = (
        max(round(min(across) - margin), 0),
        max(round(min(down) - margin), 0),
        min(round(max(across) + margin), image.width),
        min(round(max(down) + margin), image.height),
    )
    return box if box[0] < box[2] and box[1] < box[3] else None


def _union(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, int, int, int]:
    """The smallest box around two boxes."""
    (left, top), (right, bottom) = map(min, one[:2], other[:2]), map(max, one[2:], other[2:])
    return left, top, right, bottom


def _to_image_px(ring: tuple[Point, ...]) -> list[Point]:
    return [(DENSITY * x, DENSITY * y) for x, y in ring]
