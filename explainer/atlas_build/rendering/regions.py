"""Outlines of what a plate shows, for colouring, pointing and labels.

Each visible structure gets one even-odd path in 1x pixels, an anchor well inside its biggest part,
the side its label had better stand on, and the outline of what other structures hide of it.
"""

from typing import Any

import numpy as np
from scipy import ndimage
from skimage import measure

from explainer.arrays import BoolArray, FloatArray
from explainer.atlas_build.rendering.plates import SUPERSAMPLE, Plate, opacity, placed
from explainer.atlas_build.rendering.raster import extent, silhouette
from explainer.atlas_build.rendering.shading import averaged

SEEN_OPACITY = 0.1  # a region reaches this far into a fading end; its colour fades with the picture
SEEN_PX = 24.0  # a structure that shows less than this is a speck, not a region
LOOP_PX = 8.0  # smaller loops of a region are left out
HIDDEN_PX = 120.0  # hidden parts smaller than this tell a reader nothing
ROW_PX = 0.37  # rows in which a wide place is sought; odd, so that none runs through a corner
OUTLINE_TOLERANCE_PX = 0.35  # how far a simplified outline may leave the true one
HIDDEN_TOLERANCE_PX = 0.8


def regions(plate: Plate) -> dict[str, Any]:
    """The region record of a plate, ready for JSON; regions run from farthest to nearest."""
    camera = plate.view.camera
    seen = _visible_parts(plate)
    rows = [_region(plate, name, cover) for name, cover in seen.items()]
    return {
        "view": plate.view.id,
        "flexion_deg": plate.flexion_deg,
        "rise_deg": plate.view.rise_share * plate.flexion_deg,
        "width": camera.width,
        "height": camera.height,
        "mm_per_px": round(camera.mm_per_px, 6),
        "origin_mm": [camera.left_mm, camera.top_mm],
        "axes": list(plate.view.axes),
        "regions": [row for row in rows if row],
        "hidden": _wholly_hidden(plate, {row["id"] for row in rows if row}),
    }


def _wholly_hidden(plate: Plate, shown: set[str]) -> list[dict[str, Any]]:
    """Structures of the view of which nothing shows: outline, anchor and side of each."""
    camera = plate.view.camera
    nothing = np.zeros((camera.height, camera.width))
    rows = []
    for name in plate.view.shows:
        if name in shown or name not in plate.items:
            continue
        rest = _rest(plate, name, nothing)
        path = outline(rest, HIDDEN_TOLERANCE_PX, HIDDEN_PX) if rest.sum() >= HIDDEN_PX else ""
        if path:
            anchor = inner_point(rest)
            side = "left" if anchor[0] < camera.width / 2 else "right"
            rows.append({"id": name, "hidden_path": path, "anchor": anchor, "side": side})
    return rows


def _visible_parts(plate: Plate) -> dict[str, FloatArray]:
    """How much of each 1x pixel each structure covers, by id, farthest structure first."""
    g, solid_enough = plate.g, plate.opacity >= SEEN_OPACITY
    found = {}
    for number, name in enumerate(g.ids):
        if name not in plate.view.shows:
            continue  # the filling of a section is no structure to point at
        mask = (g.ident == number) & solid_enough
        if mask.any():
            cover = placed(averaged(mask, SUPERSAMPLE), plate.view.camera, plate.corner_px)
            found[name] = (float(g.depth_mm[mask].mean()), cover)
    order = sorted(found, key=lambda name: found[name][0])
    return {name: found[name][1] for name in order}


def _region(plate: Plate, name: str, cover: FloatArray) -> dict[str, Any] | None:
    """The record of one structure, or None when only a speck of it shows."""
    area = float(cover.sum())
    path = outline(cover, OUTLINE_TOLERANCE_PX, LOOP_PX)
    if area < SEEN_PX or not path:
        return None
    anchor = seated(inner_point(cover), path)
    return {
        "id": name,
        "path": path,
        "anchor": anchor,
        "side": "left" if anchor[0] < plate.view.camera.width / 2 else "right",
        "area_px": round(area),
        "hidden_path": _hidden(plate, name, cover),
    }


def outline(cover: FloatArray, tolerance_px: float, least_px: float) -> str:
    """SVG path of the half-covered line of a cover plane; "" when nothing is big enough."""
    parts = []
    down, across = _box(cover > 0)
    held = cover[: down.stop, : across.stop]  # corners keep their places on the whole
    for loop in measure.find_contours(np.pad(held, 1), 0.5):
        points = measure.approximate_polygon(loop[:, ::-1] - 0.5, tolerance_px)[:-1]
        if len(points) >= 3 and abs(_area(points)) >= least_px:
            parts.append("M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points) + "Z")
    return "".join(parts)


def _box(mask: BoolArray) -> tuple[slice, slice]:
    """The rows and columns between which all of a mask lies; empty if nothing does."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _short(value: float) -> str:
    """A coordinate to a tenth of a pixel without idle zeros."""
    return f"{max(value, 0.0):.1f}".removesuffix(".0")


def _area(points: FloatArray) -> float:
    """Signed area of a closed polygon (k, 2)."""
    x, y = points.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)


def inner_point(cover: FloatArray) -> list[float]:
    """The middle of the roundest place in the biggest part of a cover plane, in 1x pixels."""
    box = _box(cover >= 0.5)
    parts, count = ndimage.label(cover[box] >= 0.5)
    if count == 0:
        row, column = np.unravel_index(int(cover.argmax()), cover.shape)
        return [column + 0.5, row + 0.5]
    biggest = 1 + int(np.bincount(parts.ravel())[1:].argmax())
    down, across = ndimage.find_objects(parts)[biggest - 1]
    part = np.pad(parts[down, across] == biggest, 1)
    distance = ndimage.distance_transform_edt(part)[1:-1, 1:-1]
    row, column = np.unravel_index(int(distance.argmax()), distance.shape)
    left, top = box[1].start + across.start, box[0].start + down.start
    return [left + float(column) + 0.5, top + float(row) + 0.5]


def seated(anchor: list[float], path: str) -> list[float]:
    """The anchor if it lies within the outline `path`, else the middle of its widest stretch.

    Where a structure shows in slivers alone, the simplified outline may pass a pixel by.
    """
    loops = [
        np.array([point.split() for point in loop.split("L")], float)
        for loop in path[1:-1].split("ZM")
    ]
    across = _crossings(loops, anchor[1])
    if any(low < anchor[0] < high for low, high in across):
        return anchor
    points = np.concatenate(loops)
    rows = np.arange(points[:, 1].min() + ROW_PX / 2, points[:, 1].max(), ROW_PX)
    spans = [(high - low, (low + high) / 2, y) for y in rows for low, high in _crossings(loops, y)]
    _, x, y = max(spans)
    return [round(float(x), 2), round(float(y), 2)]


def _crossings(loops: list[FloatArray], y: float) -> list[tuple[float, float]]:
    """Stretches (from, to) of the row at height y that lie within loops (k, 2), by even-odd."""
    at = []
    for loop in loops:
        start, end = loop, np.roll(loop, -1, axis=0)
        met = (start[:, 1] > y) != (end[:, 1] > y)
        rise = np.where(met, end[:, 1] - start[:, 1], 1.0)
        at.extend((start[:, 0] + (y - start[:, 1]) / rise * (end[:, 0] - start[:, 0]))[met])
    at.sort()
    return list(zip(at[::2], at[1::2], strict=True))


def _hidden(plate: Plate, name: str, cover: FloatArray) -> str | None:
    """Outline of the part of a structure that others hide, or None when too small."""
    rest = _rest(plate, name, cover)
    if rest.sum() < HIDDEN_PX:
        return None
    return outline(rest, HIDDEN_TOLERANCE_PX, HIDDEN_PX) or None


def _rest(plate: Plate, name: str, cover: FloatArray) -> FloatArray:
    """1 where a structure lies and does not show, else 0, (height, width)."""
    item, camera = plate.items[name], plate.view.camera
    left, top, width, height = extent([item], camera)
    window = camera.window(left, top, width, height)
    faded = opacity(plate.view, plate.flexion_deg, window, silhouette(item, window))
    open_to_sight = cover[top : top + height, left : left + width] >= 0.5
    hidden = ndimage.binary_opening((faded >= SEEN_OPACITY) & ~open_to_sight)
    return placed(hidden.astype(float), camera, (left, top))
