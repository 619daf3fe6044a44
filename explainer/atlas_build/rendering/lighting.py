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
_BAND = 32_768  # pixels at once: what is worked out about them stays in the processor's cache
_RING = 10  # directions in which crevices are sought
_REACH_MM = (1.2, 3.0, 7.0, 14.0)  # how far away a neighbour still shuts out the sky
_SHADOW_MM = tuple(np.geomspace(1.0, 34.0, 16))  # steps along the ray to the lamp
_VOID = np.float32(-1e4)  # depth of a pixel that shows nothing
_SHADOW_BIAS_MM = 0.9  # a form must stand out this far to shade another: none shades itself


def tone(g: GBuffer, light: Mapping[str, Any]) -> tuple[FloatArray, FloatArray]:
    """How light each pixel is (0..1, 0.5 = the tissue's own colour) and its highlight (0..1).

    Both are 0 where nothing is shown.
    """
    lamp = np.asarray(light["key"], float)
    lamp = (lamp / np.sqrt((lamp**2).sum())).astype(np.float32)
    shown = np.flatnonzero(g.shown)
    normal = np.ascontiguousarray(g.normal.reshape(-1, 3)[shown].T)
    shade, crevice, crease = (term.ravel()[shown] for term in (*_coarse_terms(g, lamp), _crease(g)))
    depth_share = _depth_share(g.depth_mm.ravel()[shown], light["recede_mm"])
    tilt = abs(float(g.camera.basis[2][1]))
    tones, shine = np.zeros(g.ident.shape), np.zeros(g.ident.shape)
    for start in range(0, len(shown), _BAND):
        part = np.s_[start : start + _BAND]
        facing = _facing(normal[:, part], lamp)
        key = np.clip((facing + light["wrap"]) / (1 + light["wrap"]), 0, 1) ** light["key_power"]
        up, towards = normal[1, part], normal[2, part]
        sky = np.clip(0.5 + 0.5 * (0.55 * up + 0.83 * towards), 0, 1)
        back = np.clip(-facing, 0, 1) * (1 - towards)
        total = light["key_strength"] * key * (1 - light["cast"] * shade[part])
        total += (
            light["fill"] * sky + light["bounce"] * back + _low_fill(normal[:, part], tilt, light)
        )
        total *= 1 - light["occlusion"] * crevice[part]
        total *= 1 - light["turning"] * (1 - np.clip(towards, 0, 1)) ** 2
        total *= 1 - light["recede"] * depth_share[part]
        total += light["cavity"] * crease[part]
        tones.reshape(-1)[shown[part]] = np.clip(total, 0, 1)
        shine.reshape(-1)[shown[part]] = (
            _highlight(normal[:, part], lamp, light) * (1 - shade[part]) * (1 - crevice[part])
        )
    return tones, shine


def _facing(normal: FloatArray, way: FloatArray) -> FloatArray:
    """How squarely normals (3, n) face a way (3,), -1..1."""
    x, y, z = (normal[axis] * way[axis] for axis in range(3))
    return x + y + z


def _low_fill(normal: FloatArray, tilt: float, light: Mapping[str, Any]) -> FloatArray:
    """Soft light from below for a viewer who looks down or up into a bent knee; 0 for a level one.

    There half of the limb turns away from the lamp, and would lie in the dark. `tilt` is how far
    the viewer looks down or up, 0..1.
    """
    low = np.asarray(light["low"], float)
    low = (low / np.sqrt((low**2).sum())).astype(np.float32)
    return light["low_strength"] * tilt * np.clip(_facing(normal, low), 0, 1)


def _highlight(normal: FloatArray, lamp: FloatArray, light: Mapping[str, Any]) -> FloatArray:
    """Blinn's highlight for a viewer straight ahead, 0..1."""
    half = lamp + np.array([0, 0, 1], np.float32)
    half /= np.sqrt((half**2).sum())
    return np.clip(_facing(normal, half), 0, 1) ** np.float32(light["shine_power"])


def _depth_share(depth_mm: FloatArray, span_mm: float) -> FloatArray:
    """0 at the nearest of shown surfaces (n,), 1 at `span_mm` behind it."""
    near = np.percentile(depth_mm, 99.5)
    return np.clip((near - depth_mm) / span_mm, 0, 1)


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


def _crevices(depth: FloatArray, normal: FloatArray, step_mm: float) -> FloatArray:
    """Share of the sky that neighbours shut out, 0..1, by radius and direction; 0 off the shown."""
    rim = int(_REACH_MM[-1] / step_mm) + 1
    padded = np.pad(depth, rim, mode="edge")
    shown = np.flatnonzero(depth > _VOID)
    row, column = np.divmod(shown, depth.shape[1])
    place = (row + rim) * padded.shape[1] + column + rim
    facing = normal.reshape(-1, 3)[shown].T.copy()
    total = np.zeros(len(shown), depth.dtype)
    for start in range(0, len(shown), _BAND):
        part = np.s_[start : start + _BAND]
        own = padded.ravel()[place[part]]
        for turn in range(_RING):
            for order, reach in enumerate(_REACH_MM):
                angle = 2 * np.pi * (turn + 0.5 * (order % 2)) / _RING
                right, down = (round(reach / step_mm * f(angle)) for f in (np.cos, np.sin))
                beside = padded.ravel()[place[part] + (down * padded.shape[1] + right)]
                across, up = right * step_mm, -down * step_mm
                total[part] += _shut_out(beside - own, facing[:, part], across, up, step_mm)
    plane = np.zeros_like(depth)
    plane.flat[shown] = np.clip(2.2 * total / (_RING * len(_REACH_MM)), 0, 1)
    return plane


def _shut_out(
    rise: FloatArray, normal: FloatArray, across: float, up: float, step_mm: float
) -> FloatArray:
    """How high a neighbour (across, up) mm away stands over each pixel's own plane (n,), 0..1.

    It stands `rise` (n,) higher than the pixel, which faces `normal` (3, n).
    """
    flat = max(np.hypot(across, up), step_mm)
    over = normal[0] * across + normal[1] * up + normal[2] * rise
    over /= np.sqrt(flat**2 + rise**2)
    near = 1 / (1 + (rise / (4 * flat)) ** 2)  # a far-off blocker leaves room for light behind it
    return np.clip(over - 0.08, 0, 1) * near


def _cast_shadow(depth: FloatArray, step_mm: float, lamp: FloatArray) -> FloatArray:
    """How much of the lamp each pixel has lost to what stands in its way, 0..1."""
    flat = np.hypot(lamp[0], lamp[1])
    shade = np.zeros(depth.shape)
    rim = int(_SHADOW_MM[-1] / step_mm) + 1
    padded, (height, width) = np.pad(depth, rim, mode="edge"), depth.shape
    rows = max(1, _BAND // width)
    for reach in _SHADOW_MM:
        pixels = reach / flat / step_mm
        right, down = round(pixels * lamp[0]), round(-pixels * lamp[1])
        weaker = np.clip(1.25 - reach / 40.0, 0, 1)
        for top in range(0, height, rows):
            band = np.s_[top : top + rows]
            beside = padded[top + rim + down :][:rows, rim + right : rim + right + width]
            ray = depth[band] + reach * lamp[2] / flat
            beside = beside[: len(ray)]
            blocked = (beside - ray - _SHADOW_BIAS_MM) / (0.35 * reach + 0.8)
            shade[band] = np.maximum(shade[band], np.clip(blocked, 0, 1) * weaker)
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
