"""Crumbs: slivers of folded sheets and horns that a section of a bent knee would leave lying about.

Straight, the back of the capsule and its ligaments are stretched flat. Bent beyond a right angle
they go slack; their folds and the tips of the menisci then stand in the open joint in pieces too
small to be read. In a body synovial lining smooths them over: they take on what lies round them.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from explainer import catalog
from explainer.arrays import BoolArray, smoothstep
from explainer.atlas_build.rendering.raster import COURSE, EMPTY, GBuffer

SLACK_DEG = (85.0, 95.0)  # bends over which the lining comes to smooth pieces as large as this:
MOST_MM2 = 60.0
KINDS = ("meniscus", "ligament", "capsule", "cartilage")
RIM_PX = 3  # breadth of the rim that is asked what lies there
KEEPS_KINDS = ("bone", "cartilage", "capsule", "fat", "skin")  # what may take a crumb's place
PLANES = ("ident", "depth_mm", "normal", "cut", *COURSE)


def smoothed(g: GBuffer, whole: Collection[str], flexion_deg: float) -> GBuffer:
    """A section without the crumbs of what is not drawn `whole`."""
    low, high = SLACK_DEG
    most_mm2 = MOST_MM2 * float(smoothstep(np.asarray((flexion_deg - low) / (high - low))))
    kinds = [catalog.structures()[name].kind for name in g.ids]
    crumb = np.zeros(g.shown.shape, bool)
    for number, name in enumerate(g.ids):
        if kinds[number] not in KINDS or name in whole or not most_mm2:
            continue
        mine = g.ident == number
        parts, count = ndimage.label(mine)
        if not count:
            continue
        area_mm2 = np.bincount(parts.ravel()) * g.camera.mm_per_px**2
        crumb |= (area_mm2 < most_mm2)[parts] & mine
    if not crumb.any():
        return g
    keeps = [k in KEEPS_KINDS and n not in whole for k, n in zip(kinds, g.ids, strict=True)]
    sawn_bone = np.array([k == "bone" for k in kinds] + [False])[g.ident] & g.cut
    source = np.array([*keeps, False])[g.ident] & ~crumb & ~sawn_bone
    planes = {name: getattr(g, name).copy() for name in (*PLANES, "under")}
    parts, _ = ndimage.label(crumb)
    for number, box in enumerate(ndimage.find_objects(parts), 1):
        window = tuple(slice(max(s.start - RIM_PX, 0), s.stop + RIM_PX) for s in box)
        own = parts[window] == number
        rim = ndimage.binary_dilation(own, iterations=RIM_PX) & source[window]
        if rim.any():
            _lined(planes, window, own, rim)
    planes["under"][crumb] = EMPTY
    return replace(g, **planes)


def _lined(
    planes: dict[str, NDArray[Any]], window: tuple[slice, ...], own: BoolArray, rim: BoolArray
) -> None:
    """Give the pixels `own` to what most of their rim belongs to, as one even face."""
    ident = planes["ident"][window]
    most = np.bincount(ident[rim]).argmax()
    rim = rim & (ident == most)
    depth = planes["depth_mm"][window]
    rows, columns = np.nonzero(rim)
    place = np.stack([np.ones(len(rows)), rows, columns], axis=1)
    plane = np.linalg.lstsq(place, depth[rim].astype(float), rcond=None)[0]
    rows, columns = np.nonzero(own)
    even = np.stack([np.ones(len(rows)), rows, columns], axis=1) @ plane
    low, high = depth[rim].min(), depth[rim].max()
    normal = planes["normal"][window][rim].mean(axis=0)
    for name in (*COURSE, "cut"):
        middle = np.argsort(planes[name][window][rim], kind="stable")[rim.sum() // 2]
        planes[name][window][own] = planes[name][window][rim][middle]
    planes["normal"][window][own] = normal / max(float(np.linalg.norm(normal)), 1e-6)
    depth[own] = np.clip(even, low, high)
    ident[own] = most
