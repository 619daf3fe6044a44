"""Paints the skin in the light of the plates: tones, creases, outline, fading ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from explainer.arrays import BoolArray, FloatArray
from explainer.atlas_build.rendering import palette, plates, shading, texture
from explainer.atlas_build.rendering.contour import ink
from explainer.atlas_build.rendering.lighting import tone
from explainer.atlas_build.rendering.raster import COURSE, EMPTY, GBuffer
from explainer.skin_build.surface import SKIN, Surface, drawn_on, record

GRAIN_SEED = 41
CREASE_STRENGTH = 0.4
EDGE_SOFT_PX, EDGE_FROM = 0.75, 0.14  # as the plates of the atlas end


def pictures(surface: Surface, flexion_deg: float, scale: int) -> dict[int, NDArray[np.uint8]]:
    """The finished sRGB pictures (h, w, 4) by pixel density; `scale` is that of the surface."""
    view = drawn_on().bent(flexion_deg)
    faded = plates.opacity(view, flexion_deg, surface.camera, surface.depth_mm)
    painted = _painted(surface, faded, scale)
    densities = [one for one in view.densities(flexion_deg) if one <= scale]
    return {density: shading.picture(painted, scale // density) for density in densities}


def _painted(surface: Surface, opacity: FloatArray, scale: int) -> FloatArray:
    """Premultiplied linear colour and opacity, (height, width, 4)."""
    look, light = record()["tone"], palette.dress("natural").light
    g = _as_drawn(surface)
    tones, shine = tone(g, light)
    rows, columns = np.nonzero(surface.shown)
    points = np.stack([columns, rows, np.zeros_like(rows)], axis=1) * surface.camera.mm_per_px
    grain = np.zeros_like(tones)
    grain[rows, columns] = look["grain"] * texture.grain(points, look["grain_mm"], GRAIN_SEED)
    level = np.clip(tones * (1 + grain) + look["gloss"] * shine, 0, 1)
    ramp = palette.ramp(look["shadow"], look["base"], look["light"])
    colour = ramp[np.round(level * (palette.RAMP_STEPS - 1)).astype(np.int64)]
    crease = (CREASE_STRENGTH * surface.crease)[..., None] * palette.linear(look["crease"])
    colour = colour * (1 - CREASE_STRENGTH * surface.crease[..., None]) + crease
    line = palette.linear(look["line"])
    lamp = np.asarray(light["key"], float)
    covered = ink(g, np.array([[True]]), palette.dress("natural").line, lamp, scale)
    covered = (covered * look["line_strength"])[..., None]
    colour = colour * (1 - covered) + line * covered
    colour[~surface.shown] = line
    alpha = _soft_cover(surface.shown) * np.where(surface.shown, opacity, _spread(opacity))
    return np.concatenate([colour * alpha[..., None], alpha[..., None]], axis=-1).astype(np.float32)


def _soft_cover(shown: BoolArray) -> FloatArray:
    """How much of each pixel the skin covers, without the steps of its outline, 0..1."""
    soft = ndimage.gaussian_filter(shown.astype(np.float32), EDGE_SOFT_PX)
    return np.clip((soft - EDGE_FROM) / (1.0 - 2.0 * EDGE_FROM), 0.0, 1.0)


def _spread(opacity: FloatArray) -> FloatArray:
    """Opacity carried a pixel beyond the outline."""
    return ndimage.maximum_filter(opacity, 3)


def _as_drawn(surface: Surface) -> GBuffer:
    """The surface as light and contour take a drawn picture."""
    shape = surface.shown.shape
    nowhere = np.full(shape, np.nan, np.float32)
    return GBuffer(
        surface.camera,
        (SKIN,),
        np.where(surface.shown, 0, EMPTY).astype(np.int16),
        surface.depth_mm,
        np.where(surface.shown[..., None], surface.normal, 0).astype(np.float32),
        along=nowhere,
        around=nowhere,
        tendon=nowhere,
        cut=np.zeros(shape, bool),
        under=np.full(shape, EMPTY, np.int16),
        overlay_opacity=np.ones(shape, np.float32),
        beneath=np.full((*shape, len(COURSE)), np.nan, np.float32),
    )
