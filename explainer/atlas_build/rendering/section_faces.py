"""Sections: the cut face of every solid laid into a sawn-off picture.

A pixel lies inside a solid when the outline in which the saw meets it goes round the pixel. An
outline may cross itself, as that of folded flesh does, and leaves no hole. Each solid is asked
alone, so that one that is stuck into another leaves no hole in its cut face; where two claim a
pixel, the harder tissue has it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer.arrays import FloatArray
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.raster import EMPTY, GBuffer, Item, draw, extent

HARDEST_FIRST = (
    "bone", "cartilage", "meniscus", "artery", "vein", "nerve", "tendon", "ligament", "bursa",
    "muscle", "capsule", "fat", "skin",
)  # fmt: skip
FLAT_MM = 0.3  # what is shown whole lies this close behind the section
FLAT_SHARE = 0.02  # of its own depth, so that its near parts still hide its far ones


def flatten(item: Item, camera: Camera) -> Item:
    """An item that stays whole at a section: what stands out is pressed back behind the plane."""
    towards = camera.basis[2]
    depth = camera.depth_mm(item.vertices_mm.astype(float))
    out = np.maximum(depth - (camera.section_mm - FLAT_MM), 0.0)
    top = camera.section_mm - FLAT_MM + FLAT_SHARE * (out - out.max(initial=0.0))
    pressed = np.where(out > 0.0, np.minimum(top, depth), depth)
    return replace(item, vertices_mm=item.vertices_mm + np.outer(pressed - depth, towards))


def inside(item: Item, camera: Camera) -> NDArray[np.bool_]:
    """Pixels of `camera` (height, width) at which the saw runs through the inside of an item."""
    corners = camera.to_pixels(item.vertices_mm.astype(float))
    corners[:, 2] -= camera.section_mm
    start, end = _outline(corners[item.triangles])
    turns = np.zeros((camera.height, camera.width + 1), np.int32)
    low, high = (f(start[:, 1], end[:, 1]) for f in (np.minimum, np.maximum))
    first = np.maximum(np.ceil(low - 0.5), 0).astype(np.int64)
    count = np.maximum(np.minimum(np.ceil(high - 0.5), camera.height).astype(np.int64) - first, 0)
    edge = np.repeat(np.arange(len(count)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    row = first[edge] + step
    share = (row + 0.5 - start[edge, 1]) / (end[edge, 1] - start[edge, 1])
    across = start[edge, 0] + share * (end[edge, 0] - start[edge, 0])
    column = np.clip(np.ceil(across - 0.5), 0, camera.width).astype(np.int64)
    np.add.at(turns, (row, column), np.where(end[edge, 1] > start[edge, 1], -1, 1))
    return np.cumsum(turns[:, :-1], axis=1) > 0


def _outline(corners: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Where the saw (depth 0) crosses triangles (m, 3, 3): starts and ends (k, 2) of edges.

    Every edge has the inside of its solid on the same hand.
    """
    behind = corners[..., 2] < 0.0
    met = corners[behind.any(axis=1) & ~behind.all(axis=1)]
    behind = met[..., 2] < 0.0
    leaves, enters = np.empty((len(met), 2)), np.empty((len(met), 2))
    for here in range(3):
        there = (here + 1) % 3
        a, b = met[:, here], met[:, there]
        crossed = behind[:, here] != behind[:, there]
        share = a[crossed, 2] / (a[crossed, 2] - b[crossed, 2])
        point = a[crossed, :2] + share[:, None] * (b[crossed, :2] - a[crossed, :2])
        out = behind[crossed, here]
        leaves[np.flatnonzero(crossed)[out]] = point[out]
        enters[np.flatnonzero(crossed)[~out]] = point[~out]
    return leaves, enters


def cap_section(g: GBuffer, items: Sequence[Item], kinds: Mapping[str, str]) -> GBuffer:
    """The picture with the cut faces of these items; `kinds` gives each item's tissue."""
    planes = {
        name: getattr(g, name).copy()
        for name in ("ident", "depth_mm", "normal", "along", "around", "tendon", "cut", "under")
    }
    planes["cut"][:] = False
    for item in sorted(items, key=lambda i: -HARDEST_FIRST.index(kinds[i.id])):
        left, top, width, height = extent([item], g.camera)
        window = g.camera.window(left, top, width, height)
        own, face = draw([item], window), inside(item, window)
        view = np.s_[top : top + height, left : left + width]
        flat: dict[str, Any] = {
            "ident": g.ids.index(item.id),
            "depth_mm": g.camera.section_mm,
            "cut": True,
        }
        flat |= {"normal": np.array([0, 0, 1], np.float32), "under": EMPTY}
        for name, plane in planes.items():
            plane[view][face] = flat[name] if name in flat else getattr(own, name)[face]
    return replace(g, **planes)
