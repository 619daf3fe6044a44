"""How light falls on what a plate shows: key light, sky, crevices, cast shadows, creases.

Works on the drawn picture alone (depth and normals), as a painter does. Shifts of the picture stand
for rays, so every term is plain array arithmetic.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from explainer.arrays import FloatArray
from explainer.atlas_build.rendering.raster import GBuffer

_COARSE = 2  # crevices and shadows are soft: half the resolution holds them
_RING = 10  # directions in which crevices are sought
_REACH_MM = (1.2, 3.0, 7.0, 14.0)  # how far away a neighbour still shuts out the sky
_SHADOW_MM = tuple(np.geomspace(1.0, 34.0, 16))  # steps along the ray to the lamp
_VOID = np.float32(-1e4)  # depth of a pixel that shows nothing
_SHADOW_BIAS_MM = 0.9  # a form must stand out this far to shade another: none shades itself


def tone(g: GBuffer, light: Mapping[str, Any]) -> tuple[FloatArray, FloatArray]:
    """How light each pixel is (0..1, 0.5 = the tissue's own colour) and its highlight (0..1)."""
    lamp = np.asarray(light["key"], float)
    lamp = (lamp / np.sqrt((lamp**2).sum())).astype(np.float32)
    facing = (g.normal * lamp).sum(axis=-1)
    key = np.clip((facing + light["wrap"]) / (1 + light["wrap"]), 0, 1) ** light["key_power"]
    shade, crevice = _coarse_terms(g, lamp)
    sky = np.clip(0.5 + 0.5 * (0.55 * g.normal[..., 1] + 0.83 * g.normal[..., 2]), 0, 1)
    back = np.clip(-facing, 0, 1) * (1 - g.normal[..., 2])
    total = light["key_strength"] * key * (1 - light["cast"] * shade)
    total += light["fill"] * sky + light["bounce"] * back + _low_fill(g, light)
    total *= 1 - light["occlusion"] * crevice
    total *= 1 - light["turning"] * (1 - np.clip(g.normal[..., 2], 0, 1)) ** 2
    total *= 1 - light["recede"] * _depth_share(g, light["recede_mm"])
    total += light["cavity"] * _crease(g)
    return np.clip(total, 0, 1), _highlight(g, lamp, light) * (1 - shade) * (1 - crevice)


def _low_fill(g: GBuffer, light: Mapping[str, Any]) -> FloatArray:
    """Soft light from below for a viewer who looks down or up into a bent knee; 0 for a level one.

    There half of the limb turns away from the lamp, and would lie in the dark.
    """
    tilt = abs(float(g.camera.basis[2][1]))
    low = np.asarray(light["low"], float)
    low = (low / np.sqrt((low**2).sum())).astype(np.float32)
    return light["low_strength"] * tilt * np.clip((g.normal * low).sum(axis=-1), 0, 1)


def _highlight(g: GBuffer, lamp: FloatArray, light: Mapping[str, Any]) -> FloatArray:
    """Blinn's highlight for a viewer straight ahead, 0..1."""
    half = lamp + np.array([0, 0, 1], np.float32)
    half /= np.sqrt((half**2).sum())
    return np.clip((g.normal * half).sum(axis=-1), 0, 1) ** np.float32(light["shine_power"])


def _depth_share(g: GBuffer, span_mm: float) -> FloatArray:
    """0 at the nearest shown surface, 1 at `span_mm` behind it."""
    depth = np.where(g.shown, g.depth_mm, _VOID)
    near = np.percentile(depth[g.shown], 99.5)
    return np.clip((near - depth) / span_mm, 0, 1)


def _coarse_terms(g: GBuffer, lamp: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Cast shadow and crevice darkness, both 0..1, at the size of the picture."""
    depth = np.where(g.shown, g.depth_mm, _VOID)[::_COARSE, ::_COARSE]
    normal = g.normal[::_COARSE, ::_COARSE]
    step_mm = g.camera.mm_per_px * _COARSE
    shown = depth > _VOID
    shadow, crevice = (
        _enlarged(_smooth_within(term, shown), g.ident.shape)
        for term in (_cast_shadow(depth, step_mm, lamp), _crevices(depth, normal, step_mm))
    )
    return shadow, crevice


def _smooth_within(term: FloatArray, shown: NDArray[np.bool_]) -> FloatArray:
    """Take the grain off a term without bleeding across the outline."""
    weight = ndimage.gaussian_filter(shown.astype(np.float32), 1.0)
    return ndimage.gaussian_filter(term * shown, 1.0) / np.maximum(weight, 1e-3)


def _enlarged(term: FloatArray, shape: tuple[int, int]) -> FloatArray:
    """Linear enlargement by `_COARSE`, cut to `shape`."""
    doubled = np.repeat(np.repeat(term, _COARSE, axis=0), _COARSE, axis=1)
    return ndimage.uniform_filter(doubled, _COARSE)[: shape[0], : shape[1]]


def _shifted(plane: FloatArray, right: int, down: int) -> FloatArray:
    """The plane as seen from each pixel's neighbour at (right, down); edges repeat."""
    rows = np.clip(np.arange(plane.shape[0]) + down, 0, plane.shape[0] - 1)
    columns = np.clip(np.arange(plane.shape[1]) + right, 0, plane.shape[1] - 1)
    return plane[rows][:, columns]


def _crevices(depth: FloatArray, normal: FloatArray, step_mm: float) -> FloatArray:
    """Share of the sky that neighbours shut out, 0..1, by radius and direction."""
    total = np.zeros_like(depth)
    for turn in range(_RING):
        for order, reach in enumerate(_REACH_MM):
            angle = 2 * np.pi * (turn + 0.5 * (order % 2)) / _RING
            right, down = (round(reach / step_mm * f(angle)) for f in (np.cos, np.sin))
            total += _shut_out(depth, normal, right, down, step_mm)
    return np.clip(2.2 * total / (_RING * len(_REACH_MM)), 0, 1)


def _shut_out(
    depth: FloatArray, normal: FloatArray, right: int, down: int, step_mm: float
) -> FloatArray:
    """How high the neighbour at (right, down) stands over each pixel's own plane, 0..1."""
    across, up = right * step_mm, -down * step_mm
    flat = max(np.hypot(across, up), step_mm)
    rise = _shifted(depth, right, down) - depth
    over = normal[..., 0] * across + normal[..., 1] * up + normal[..., 2] * rise
    over /= np.sqrt(flat**2 + rise**2)
    near = 1 / (1 + (rise / (4 * flat)) ** 2)  # a far-off blocker leaves room for light behind it
    return np.clip(over - 0.08, 0, 1) * near


def _cast_shadow(depth: FloatArray, step_mm: float, lamp: FloatArray) -> FloatArray:
    """How much of the lamp each pixel has lost to what stands in its way, 0..1."""
    flat = np.hypot(lamp[0], lamp[1])
    shade = np.zeros_like(depth)
    for reach in _SHADOW_MM:
        pixels = reach / flat / step_mm
        right, down = round(pixels * lamp[0]), round(-pixels * lamp[1])
        ray = depth + reach * lamp[2] / flat
        blocked = (_shifted(depth, right, down) - ray - _SHADOW_BIAS_MM) / (0.35 * reach + 0.8)
        shade = np.maximum(shade, np.clip(blocked, 0, 1) * np.clip(1.25 - reach / 40.0, 0, 1))
    return ndimage.gaussian_filter(shade, 1.1 / step_mm)


def _crease(g: GBuffer) -> FloatArray:
    """-1 in creases .. 1 on ridges, from how normals spread apart within a structure."""
    spread = np.zeros_like(g.depth_mm)
    for axis, component, sign in ((1, 0, 1.0), (0, 1, -1.0)):
        plane = ndimage.gaussian_filter1d(g.normal[..., component], 1.5, axis=axis)
        ahead, behind = np.roll(plane, -2, axis), np.roll(plane, 2, axis)
        same = (np.roll(g.ident, -2, axis) == g.ident) & (np.roll(g.ident, 2, axis) == g.ident)
        spread += np.where(same, sign * (ahead - behind), 0)
    per_mm = spread / (4 * g.camera.mm_per_px)
    return np.clip(2.0 * per_mm, -1, 1)
