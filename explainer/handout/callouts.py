"""Labels beside the picture with leader lines that do not cross."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from explainer import catalog
from explainer.handout.picture import Picture
from explainer.handout.sheet import LEADING, MM_PER_POINT, QUIET, Sheet
from explainer.words import Words

MAX_LABELS = 5  # on a side
LABELLED_KINDS = ("muscle", "tendon", "ligament", "meniscus", "nerve", "artery", "vein")
GAP_MM = 1.5  # between a line and its label
DOT_MM = 0.5

Line = tuple[tuple[float, float], tuple[float, float]]  # two ends, mm


class Label(NamedTuple):
    """A name with the anchor of its structure on the sheet and the height of its text, mm."""

    name: str
    spot: tuple[float, float]
    height: float


def draw_callouts(
    sheet: Sheet, words: Words, picture: Picture, at: tuple[float, float, float],
    edges: tuple[float, float], size: float,
) -> None:  # fmt: skip
    """Draw labels in the columns between the picture and the edges.

    `at` is the picture's left, top and width on the sheet, `edges` the outer ends of the columns,
    all in mm; `size` in points.
    """
    left, top, shown = at
    scale = shown / picture.width
    bottom = top + picture.height * scale
    columns = (
        ("left", edges[0], left - edges[0], left - GAP_MM / 2),
        ("right", left + shown, edges[1] - left - shown, left + shown + GAP_MM / 2),
    )
    with sheet.element("L"):
        for side, x, width, start_x in columns:
            labels = []
            for name, (px, py) in _largest_parts(picture, words, side):
                spot = left + (px - picture.left) * scale, top + (py - picture.top) * scale
                labels.append(Label(name, spot, _label_height(sheet, name, width - GAP_MM, size)))
            middle = size * MM_PER_POINT * LEADING / 2
            for label, y in arrange(labels, (top, bottom), start_x, middle):
                _draw_label(sheet, label, side, (x, y, width), (start_x, y + middle), size)


def arrange(
    labels: Sequence[Label], span: tuple[float, float], start_x: float, middle: float
) -> list[tuple[Label, float]]:
    """Place the labels of one side: (label, top), no labels overlap and no leader lines cross.

    `span` is the column's top and bottom; a line starts at `start_x`, `middle` below its label's
    top, all in mm. Labels that do not fit are dropped, then those whose line would cross.
    """
    order = sorted(labels, key=lambda label: label.spot[1])
    for _ in range(len(order) ** 2):
        placed = _stack(order, span)
        crossing = _first_crossing(placed, start_x, middle)
        if crossing is None:
            return placed
        one, other = crossing
        order[one], order[other] = order[other], order[one]
    placed = _stack(order, span)
    while (crossing := _first_crossing(placed, start_x, middle)) is not None:
        del placed[crossing[1]]
    return placed


def _stack(order: Sequence[Label], span: tuple[float, float]) -> list[tuple[Label, float]]:
    """Each label at the height of its anchor, or below the label before."""
    y_free, bottom = span
    placed = []
    for label in order:
        y = max(label.spot[1] - label.height / 2, y_free)
        if y + label.height > bottom:
            break
        y_free = y + label.height + 1
        placed.append((label, y))
    return placed


def _first_crossing(
    placed: Sequence[tuple[Label, float]], start_x: float, middle: float
) -> tuple[int, int] | None:
    lines = [((start_x, y + middle), label.spot) for label, y in placed]
    pairs = itertools.combinations(range(len(lines)), 2)
    return next((pair for pair in pairs if lines_cross(lines[pair[0]], lines[pair[1]])), None)


def lines_cross(one: Line, other: Line) -> bool:
    """Whether two lines cross between their ends."""
    return _separates(one, other) and _separates(other, one)


def _separates(line: Line, other: Line) -> bool:
    """Whether the ends of `other` lie on different sides of the infinite line through `line`."""
    (x0, y0), (x1, y1) = line
    first, second = ((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) for x, y in other)
    return first * second < 0


def _largest_parts(
    picture: Picture, words: Words, side: str
) -> list[tuple[str, tuple[float, float]]]:
    """Names and anchors of the largest labelled structures of a side, top to bottom."""
    kinds = catalog.structures()
    regions = [
        region
        for region in picture.regions
        if region.side == side and kinds[region.structure].kind in LABELLED_KINDS
    ]
    regions.sort(key=lambda region: -region.area_px)
    largest = sorted(regions[:MAX_LABELS], key=lambda region: region.anchor[1])
    return [(words.name(region.structure), region.anchor) for region in largest]


def _label_height(sheet: Sheet, name: str, width: float, size: float) -> float:
    with sheet.measuring():
        return sheet.text(0, 0, width, name, size)


def _draw_label(
    sheet: Sheet, label: Label, side: str, box: tuple[float, float, float],
    start: tuple[float, float], size: float,
) -> None:  # fmt: skip
    x, y, width = box
    align, left = ("R", x) if side == "left" else ("L", x + GAP_MM)
    with sheet.element("LI"):
        sheet.text(left, y, width - GAP_MM, label.name, size, align=align, tag="LBody")
    sheet.line(*start, *label.spot, ink=QUIET, width=0.15)
    sheet.dot(*label.spot, DOT_MM, QUIET)
