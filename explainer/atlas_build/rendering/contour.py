"""Thin dark contours, as an illustrator inks them: heavier outside and away from the light."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import ndimage

from explainer.arrays import BoolArray, FloatArray
from explainer.atlas_build.rendering.raster import GBuffer

_SLOPE_ALLOWANCE = 2.5  # steep surfaces may change depth this many times faster than a flat guess
_JOINED_STEP = 2.0  # structures that flow together are parted by a line at steps this much deeper
_FAINT = 0.1  # contours weaker than this are left out
_INK_SOFT_PX = 0.6  # evens out the steps that the edge takes from pixel to pixel
_VOID = np.float32(-1e4)  # depth of a pixel that shows nothing
_NEIGHBOURS = ((0, 1), (0, -1), (1, 1), (1, -1))  # axis and direction


def ink(
    g: GBuffer,
    joins: BoolArray,
    line: Mapping[str, Any],
    light_key: FloatArray,
    px_scale: float,
) -> FloatArray:
    """How much of each pixel the contour covers, 0..1.

    `joins` (n, n) says which of the picture's structures flow together: between those a line is
    drawn only at a deep step. `px_scale` is pixels per 1x pixel.
    """
    edge, outline, stands = _edges(g, joins, line["depth_mm"])
    if not edge.any():
        return np.zeros(edge.shape, np.float32)
    distance, nearest = ndimage.distance_transform_edt(~edge, return_indices=True)
    rows, columns = nearest
    shade = _away_from_light(g, light_key)
    weight = np.where(outline, line["outline_px"], line["weight_px"]) * px_scale
    weight = weight * (1 + line["shade_side"] * shade) * stands
    reach = (weight / 2)[rows, columns]
    cover = np.clip(reach + 0.5 - distance, 0, 1) * stands[rows, columns]
    return ndimage.gaussian_filter(cover.astype(np.float32), _INK_SOFT_PX) * g.shown


def _edges(g: GBuffer, joins: BoolArray, step_mm: float) -> tuple[BoolArray, BoolArray, FloatArray]:
    """Pixels on the near side of a contour, those of them that border the page, their strength.

    The contour of what melts away weakens with it, on either side of it.
    """
    depth = np.where(g.shown, g.depth_mm, _VOID)
    toward = np.maximum(g.normal[..., 2], 0.12)
    slope = np.sqrt(np.clip(1 - toward**2, 0, 1)) / toward * g.camera.mm_per_px
    with_page = np.pad(joins, (0, 1))  # EMPTY (-1) picks the added row, which joins nothing
    edge, outline = np.zeros(g.ident.shape, bool), np.zeros(g.ident.shape, bool)
    stands = np.zeros(g.ident.shape, np.float32)
    for axis, direction in _NEIGHBOURS:
        drop = depth - np.roll(depth, direction, axis)
        beside = np.roll(g.ident, direction, axis)
        joined = with_page[g.ident, beside]
        falls = drop > step_mm * np.where(joined, _JOINED_STEP, 1) + _SLOPE_ALLOWANCE * slope
        found = g.shown & (falls | ((beside != g.ident) & ~joined & (drop > 0)))
        over = np.roll(g.under, direction, axis) == g.ident
        strength = g.overlay_opacity * np.where(
            over, np.roll(g.overlay_opacity, direction, axis), 1.0
        )
        stands = np.maximum(stands, np.where(found, strength, 0.0))
        edge |= found & (strength > _FAINT)
        outline |= g.shown & (drop > -_VOID / 2)
    for border in (edge, outline):
        border[0] = border[-1] = border[:, 0] = border[:, -1] = False
    return edge, outline, stands


def _away_from_light(g: GBuffer, key: FloatArray) -> FloatArray:
    """-1 where an outline faces the lamp .. 1 where it faces away."""
    flat = np.sqrt((g.normal[..., :2] ** 2).sum(axis=-1))
    lamp = np.asarray(key[:2], float) / np.hypot(key[0], key[1])
    facing = g.normal[..., 0] * lamp[0] + g.normal[..., 1] * lamp[1]
    return -facing / np.maximum(flat, 1e-3)
