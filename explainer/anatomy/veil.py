"""Thin sheets that grow out of what they lie on: their edges melt into it, without rim or line.

A capsule has no edge where it is rooted in bone, and the ligaments that strengthen it have none
where their fibres fan out into it. A sheet is drawn alone and laid over the picture; towards its
ends and sides its depth, its slope and its colour pass over into what lies beneath.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explainer.anatomy.finish import Finish
from explainer.anatomy.raster import EMPTY, GBuffer, Item, draw, extent

FloatArray = NDArray[np.floating]

BLENDED = ("depth_mm", "normal")
TAKEN = ("along", "around", "tendon")


def overlaid(g: GBuffer, sheets: Sequence[Item], finishes: Mapping[str, Finish]) -> GBuffer:
    """The picture with these sheets laid over it in this order, the deepest first."""
    for item in sheets:
        g = _laid(g, item, finishes[item.id])
    return g


def _laid(g: GBuffer, item: Item, finish: Finish) -> GBuffer:
    """The picture with one sheet; `under` and `veil` say what shows through and how little."""
    left, top, width, height = extent([item], g.camera)
    window = np.s_[top : top + height, left : left + width]
    sheet = draw([item], g.camera.window(left, top, width, height))
    seen = sheet.shown & (sheet.depth_mm > g.depth_mm[window])
    rooted = seen & g.shown[window]
    cover = np.where(rooted, _cover(sheet, finish), 1.0).astype(np.float32)
    planes = {
        name: getattr(g, name).copy() for name in (*BLENDED, *TAKEN, "ident", "under", "veil")
    }
    planes["under"][window][seen] = np.where(rooted, g.ident[window], EMPTY)[seen]
    planes["veil"][window][seen] = cover[seen]
    planes["ident"][window][seen] = len(g.ids)
    for name in TAKEN:
        planes[name][window][seen] = getattr(sheet, name)[seen]
    for name in BLENDED:
        own, plane = getattr(sheet, name)[seen], planes[name][window]
        share = cover[seen] if own.ndim == 1 else cover[seen][:, None]
        beneath = np.where(share < 1.0, plane[seen], 0.0)  # the page beneath lies at no depth
        plane[seen] = beneath * (1 - share) + own * share
    size = np.sqrt((planes["normal"] ** 2).sum(axis=-1, keepdims=True))
    planes["normal"] /= np.maximum(size, 1e-6)
    return replace(g, ids=(*g.ids, item.id), **planes)


def _cover(sheet: GBuffer, finish: Finish) -> FloatArray:
    """How much of a sheet stands at each pixel: 0 at an edge that melts .. 1 within."""
    start_mm, end_mm, side_mm = finish.melts_mm
    across = 2.0 * np.minimum(
        sheet.around, 1.0 - sheet.around
    )  # there on one face, back on the other
    inward = 0.5 * finish.girth_mm * np.minimum(across, 1.0 - across)
    cover = np.ones(sheet.ident.shape, np.float32)
    for distance, melt_mm in (
        (sheet.along * finish.length_mm, start_mm),
        ((1.0 - sheet.along) * finish.length_mm, end_mm),
        (inward, side_mm),
    ):
        part = np.clip(np.nan_to_num(distance) / melt_mm, 0.0, 1.0)
        cover *= (part * part * (3 - 2 * part)).astype(np.float32)
    return cover
