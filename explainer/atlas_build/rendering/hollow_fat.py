"""The fat of the hollow behind the knee, where nothing else stands between the viewer and the page.

Beyond a right angle calf and thigh meet, and the fat that lay spread out between them is pressed
into every gap which muscles, tendons and bones leave. It is no structure to point at: it lies as a
soft floor a little deeper than what surrounds it.
"""

from dataclasses import replace

import numpy as np
from scipy import ndimage

from explainer.arrays import BoolArray, FloatArray, smoothstep
from explainer.atlas_build.geometry.shapes import Solid
from explainer.atlas_build.rendering.material import Material, material
from explainer.atlas_build.rendering.raster import EMPTY, GBuffer

FAT = "hollow_fat"
PRESSED_DEG = (85.0, 90.0)  # bends from which and up to which the fat is pressed into the gaps
MOUTH_MM = 0.3  # a gap whose mouth is no wider than twice this is closed as well
SINK_MM, SINK_RATE = 5.0, 0.8  # how deep the floor lies at most, and per mm from its rim
ROUNDS = 60  # of evening out the floor
SOFT_MM = 1.0  # its rim is rounded over so much


def fat_material(wrapping: Solid) -> dict[str, Material]:
    """How the fat is painted, by its id; its grain has the scale of what wraps the limb."""
    return {FAT: material(FAT, "fat", wrapping)}


def pressed_in(g: GBuffer, flexion_deg: float) -> tuple[GBuffer, FloatArray]:
    """The picture with fat in its gaps, and how much of each pixel's fat stands, 0..1."""
    low, high = PRESSED_DEG
    share = float(smoothstep(np.asarray((flexion_deg - low) / (high - low))))
    stands = np.ones(g.ident.shape, np.float32)
    gap = gaps(g.shown, MOUTH_MM / g.camera.mm_per_px) if share else np.zeros_like(g.shown)
    if not gap.any():
        return g, stands
    stands[gap] = share
    depth, normal = _floor(g, gap)
    number = len(g.ids)
    return replace(
        g,
        ids=(*g.ids, FAT),
        ident=np.where(gap, number, g.ident).astype(g.ident.dtype),
        depth_mm=depth,
        normal=normal,
        under=np.where(gap, EMPTY, g.under).astype(g.under.dtype),
    ), stands


def gaps(shown: BoolArray, mouth_px: float) -> BoolArray:
    """Pixels that show nothing and that what is `shown` encloses, but for a mouth this wide."""
    around = ndimage.distance_transform_edt(~shown) <= mouth_px
    wide = ndimage.binary_fill_holes(around) & ~around
    reach = ndimage.distance_transform_edt(~wide) <= mouth_px + 1.0 if wide.any() else wide
    return (ndimage.binary_fill_holes(shown) | reach) & ~shown


def _floor(g: GBuffer, gap: BoolArray) -> tuple[FloatArray, FloatArray]:
    """Depth and normals of the whole picture with a sunken floor in the gaps."""
    depth, normal = g.depth_mm.copy(), g.normal.copy()
    parts, _ = ndimage.label(gap, np.ones((3, 3)))
    for number, box in enumerate(ndimage.find_objects(parts), 1):
        grown = tuple(slice(max(s.start - 3, 0), s.stop + 3) for s in box)
        own = parts[grown] == number
        rim = ndimage.binary_dilation(own, iterations=2) & g.shown[grown]
        if not rim.any():
            continue
        away, at = ndimage.distance_transform_edt(~rim, return_indices=True)
        level = np.where(rim, g.depth_mm[grown], g.depth_mm[grown][tuple(at)])
        fixed = level.copy()
        for _ in range(ROUNDS):
            level = np.where(rim, fixed, ndimage.uniform_filter(level, 5, mode="nearest"))
        mm = g.camera.mm_per_px
        level -= np.minimum(SINK_RATE * away * mm, SINK_MM)
        level = ndimage.gaussian_filter(level, SOFT_MM / mm)
        down, right = np.gradient(level, mm)
        slope = np.stack([-right, down, np.ones_like(level)], axis=-1)
        slope /= np.linalg.norm(slope, axis=-1, keepdims=True)
        depth[grown][own] = level[own]
        normal[grown][own] = slope[own]
    return depth, normal
