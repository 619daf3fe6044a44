"""Sections: the cut face of every solid laid into a sawn-off picture.

A pixel lies inside a solid when the first of its triangles behind the section faces away from the
viewer. Each solid is asked alone, so that one that is stuck into another leaves no hole in its cut
face; where two claim a pixel, the harder tissue has it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.raster import GBuffer, Item, draw, extent

HARDEST_FIRST = (
    "bone", "cartilage", "meniscus", "artery", "vein", "nerve", "tendon", "ligament", "bursa",
    "muscle", "capsule", "fat", "skin",
)  # fmt: skip
FLAT_MM = 0.3  # what is shown whole lies this close behind the section
FLAT_SHARE = 0.02  # of its own depth, so that its near parts still hide its far ones


def flatten(item: Item, camera: Camera) -> Item:
    """An item that stays whole at a section: what stands out is pressed back behind the plane."""
    towards = camera.basis[2]
    depth = item.vertices_mm.astype(float) @ towards
    out = np.maximum(depth - (camera.section_mm - FLAT_MM), 0.0)
    top = camera.section_mm - FLAT_MM + FLAT_SHARE * (out - out.max(initial=0.0))
    pressed = np.where(out > 0.0, np.minimum(top, depth), depth)
    return replace(item, vertices_mm=item.vertices_mm + np.outer(pressed - depth, towards))


def cap_section(g: GBuffer, items: Sequence[Item], kinds: Mapping[str, str]) -> GBuffer:
    """The picture with the cut faces of these items; `kinds` gives each item's tissue."""
    planes = {
        name: getattr(g, name).copy()
        for name in ("ident", "depth_mm", "normal", "along", "around", "tendon", "cut")
    }
    planes["cut"][:] = False
    for item in sorted(items, key=lambda i: -HARDEST_FIRST.index(kinds[i.id])):
        left, top, width, height = extent([item], g.camera)
        own = draw([item], g.camera.window(left, top, width, height))
        inside = own.cut
        view = np.s_[top : top + height, left : left + width]
        for name, plane in planes.items():
            seen = g.ids.index(item.id) if name == "ident" else getattr(own, name)[inside]
            plane[view][inside] = seen
    return replace(g, **planes)
