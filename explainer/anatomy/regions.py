"""Outlines of what a plate shows, for colouring, pointing and labels.

Each visible structure gets one even-odd path in 1x pixels, an anchor well inside its biggest part,
the side its label had better stand on, and the outline of what other structures hide of it.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage import measure

from explainer.anatomy.placing import place
from explainer.anatomy.plates import SUPERSAMPLE, Plate, opacity, placed
from explainer.anatomy.raster import silhouette
from explainer.anatomy.shading import averaged
from explainer.anatomy.shapes import Solid

FloatArray = NDArray[np.floating]

SEEN_OPACITY = 0.1  # a region reaches this far into a fading end; its colour fades with the picture
SEEN_PX = 24.0  # a structure that shows less than this is a speck, not a region
LOOP_PX = 8.0  # smaller loops of a region are left out
HIDDEN_PX = 120.0  # hidden parts smaller than this tell a reader nothing
OUTLINE_TOLERANCE_PX = 0.35  # how far a simplified outline may leave the true one
HIDDEN_TOLERANCE_PX = 0.8


def regions(plate: Plate, solids: Mapping[str, Solid]) -> dict[str, Any]:
    """The region record of a plate, ready for JSON; regions run from farthest to nearest."""
    camera = plate.view.camera
    seen = _visible_parts(plate)
    rows = [_region(plate, name, cover, solids[name]) for name, cover in seen.items()]
    return {
        "view": plate.view.id,
        "flexion_deg": plate.flexion_deg,
        "width": camera.width,
        "height": camera.height,
        "mm_per_px": round(camera.mm_per_px, 6),
        "origin_mm": [camera.left_mm, camera.top_mm],
        "axes": list(plate.view.axes),
        "regions": [row for row in rows if row],
    }


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


def _region(plate: Plate, name: str, cover: FloatArray, solid: Solid) -> dict[str, Any] | None:
    """The record of one structure, or None when only a speck of it shows."""
    area = float(cover.sum())
    path = outline(cover, OUTLINE_TOLERANCE_PX, LOOP_PX)
    if area < SEEN_PX or not path:
        return None
    anchor = inner_point(cover)
    return {
        "id": name,
        "path": path,
        "anchor": anchor,
        "side": "left" if anchor[0] < plate.view.camera.width / 2 else "right",
        "area_px": round(area),
        "hidden_path": _hidden(plate, name, cover, solid),
    }


def outline(cover: FloatArray, tolerance_px: float, least_px: float) -> str:
    """SVG path of the half-covered line of a cover plane; "" when nothing is big enough."""
    parts = []
    for loop in measure.find_contours(np.pad(cover, 1), 0.5):
        points = measure.approximate_polygon(loop[:, ::-1] - 0.5, tolerance_px)[:-1]
        if len(points) >= 3 and abs(_area(points)) >= least_px:
            parts.append("M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points) + "Z")
    return "".join(parts)


def _short(value: float) -> str:
    """A coordinate to a tenth of a pixel without idle zeros."""
    return f"{max(value, 0.0):.1f}".removesuffix(".0")


def _area(points: FloatArray) -> float:
    """Signed area of a closed polygon (k, 2)."""
    x, y = points.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)


def inner_point(cover: FloatArray) -> list[float]:
    """The middle of the roundest place in the biggest part of a cover plane, in 1x pixels."""
    parts, count = ndimage.label(cover >= 0.5)
    if count == 0:
        row, column = np.unravel_index(int(cover.argmax()), cover.shape)
        return [column + 0.5, row + 0.5]
    biggest = 1 + int(np.bincount(parts.ravel())[1:].argmax())
    distance = ndimage.distance_transform_edt(np.pad(parts == biggest, 1))[1:-1, 1:-1]
    row, column = np.unravel_index(int(distance.argmax()), distance.shape)
    return [float(column) + 0.5, float(row) + 0.5]


def _hidden(plate: Plate, name: str, cover: FloatArray, solid: Solid) -> str | None:
    """Outline of the part of a structure that others hide, or None when too small."""
    item = place(name, solid, plate.view.cut_back.get(name))
    depth = silhouette(item, plate.view.camera)
    faded = opacity(plate.view, plate.flexion_deg, plate.view.camera, depth)
    rest = ndimage.binary_opening((faded >= SEEN_OPACITY) & (cover < 0.5))
    if rest.sum() < HIDDEN_PX:
        return None
    return outline(rest.astype(float), HIDDEN_TOLERANCE_PX, HIDDEN_PX) or None
