"""What grows out of what it lies on: thin sheets and rooted ends, without rim or line.

A capsule has no edge where it is rooted in bone, and the ligaments that strengthen it have none
where their fibres fan out into it. A sheet is drawn alone and laid over the picture; towards its
ends and sides its depth, its slope and its colour pass over into what lies beneath. The ends of
tendons and ligaments are laid over it in the same way.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from explainer.arrays import BoolArray, FloatArray, smoothstep
from explainer.atlas_build.rendering.material import Material
from explainer.atlas_build.rendering.raster import COURSE, EMPTY, GBuffer, Item, draw, extent

BLENDED = ("depth_mm", "normal")
BEYOND_ROOT_MM = 8.0  # a band covers nothing nearer than this to where it takes root
GONE = 0.02  # what stands less than this is not there


@dataclass(frozen=True)
class Layer:
    """Something to be laid over a picture.

    `covers` says of the item drawn alone how much of its colour and how much of its relief stand
    at each pixel, 0..1. Before the empty page it keeps its edge, and before any structure that is
    not among `onto`. It hides structures that stand out before it by less than `before_mm` tells,
    and does not pass over into what lies further behind it than `soil_mm`.
    """

    item: Item
    covers: Callable[[GBuffer], tuple[FloatArray, FloatArray]]
    onto: Collection[str] | None = None
    before_mm: Mapping[str, float] = field(default_factory=dict)
    soil_mm: float = np.inf


def overlay_sheets(
    g: GBuffer, sheets: Sequence[Item], materials: Mapping[str, Material]
) -> GBuffer:
    """The picture with these sheets laid over it in this order, the deepest first."""
    layers = []
    for item in sheets:
        own = materials[item.id]
        layers.append(Layer(item, partial(_cover, material=own), before_mm=own.covers_mm))
    return composite(g, layers)


def cover_with_bands(
    g: GBuffer, bands: Sequence[Item], materials: Mapping[str, Material]
) -> GBuffer:
    """The picture with what swells through a band put under it again.

    An end that sinks into what it grows from lets that pass.
    """
    planes = (*BLENDED, *COURSE, "ident", "under", "overlay_opacity", "beneath")
    for item in bands:
        own = materials[item.id]
        left, top, width, height = extent([item], g.camera)
        window = np.s_[top : top + height, left : left + width]
        band = draw([item], g.camera.window(left, top, width, height))
        before = np.array([*(own.covers_mm.get(name, 0.0) for name in g.ids), 0.0], np.float32)
        before = before[g.ident[window]]
        through = band.shown & (before > 0.0) & (band.depth_mm + before > g.depth_mm[window])
        along_mm = np.nan_to_num(band.along) * own.length_mm
        for root_mm, away_mm in zip(
            own.roots_mm, (along_mm, own.length_mm - along_mm), strict=True
        ):
            if root_mm:
                through &= away_mm > root_mm + BEYOND_ROOT_MM
        if not through.any():
            continue
        g = replace(g, **{name: getattr(g, name).copy() for name in planes})
        for name in (*BLENDED, *COURSE):
            getattr(g, name)[window][through] = getattr(band, name)[through]
        g.ident[window][through] = g.ids.index(item.id)
        g.under[window][through] = EMPTY
        g.overlay_opacity[window][through] = 1.0
        g.beneath[window][through] = np.nan
    return g


def composite(g: GBuffer, layers: Iterable[Layer]) -> GBuffer:
    """The picture with these laid over it in this order.

    `under` and `overlay_opacity` of it say what shows through and how little, `beneath` how that
    lies.
    """
    planes = (*BLENDED, *COURSE, "ident", "under", "overlay_opacity", "beneath")
    g = replace(g, **{name: getattr(g, name).copy() for name in planes})
    for layer in layers:
        ids = g.ids if layer.item.id in g.ids else (*g.ids, layer.item.id)
        g = replace(g, ids=ids)
        _lay(g, layer)
    return g


def _lay(g: GBuffer, layer: Layer) -> None:
    """Lay one item over the picture, into its own planes."""
    left, top, width, height = extent([layer.item], g.camera)
    window = np.s_[top : top + height, left : left + width]
    sheet = draw([layer.item], g.camera.window(left, top, width, height))
    before = np.array([*(layer.before_mm.get(name, 0.0) for name in g.ids), 0.0], np.float32)
    seen = sheet.shown & (sheet.depth_mm + before[g.ident[window]] > g.depth_mm[window])
    rooted = seen & g.shown[window]
    if layer.onto is not None:
        rooted &= np.array([*(name in layer.onto for name in g.ids), False])[g.ident[window]]
    if np.isfinite(layer.soil_mm):
        soil = np.where(rooted, g.depth_mm[window], 0.0)
        rooted &= np.where(seen, sheet.depth_mm, 0.0) - soil < layer.soil_mm
    cover, relief = (np.where(rooted, part, 1.0).astype(np.float32) for part in layer.covers(sheet))
    seen &= cover > GONE
    _note_beneath(g, window, seen, rooted)
    g.overlay_opacity[window][seen] = cover[seen]
    g.ident[window][seen] = g.ids.index(layer.item.id)
    for name in COURSE:
        getattr(g, name)[window][seen] = getattr(sheet, name)[seen]
    share = relief[seen]
    for name in BLENDED:
        own, plane = getattr(sheet, name)[seen], getattr(g, name)[window]
        part = share if own.ndim == 1 else share[:, None]
        behind = np.where(part < 1.0, plane[seen], 0.0)  # the page beneath lies at no depth
        plane[seen] = behind * (1 - part) + own * part
    normal = g.normal[window]
    x, y, z = np.moveaxis(normal, -1, 0)
    normal /= np.maximum(np.sqrt(x**2 + y**2 + z**2), 1e-6)[..., None]


def _note_beneath(
    g: GBuffer, window: tuple[slice, slice], seen: BoolArray, rooted: BoolArray
) -> None:
    """Write down what will lie beneath the pixels `seen` of a window.

    Where that is itself all but melted away, what lies beneath it counts instead.
    """
    solid = g.overlay_opacity[window][seen] >= 0.5
    under = np.where(solid, g.ident[window][seen], g.under[window][seen])
    course = np.stack([getattr(g, name)[window][seen] for name in COURSE], axis=-1)
    g.beneath[window][seen] = np.where(solid[:, None], course, g.beneath[window][seen])
    g.under[window][seen] = np.where(rooted[seen], under, EMPTY)


def _cover(sheet: GBuffer, material: Material) -> tuple[FloatArray, FloatArray]:
    """How much of a sheet stands at each pixel: 0 at an edge that melts .. 1 within; twice."""
    start_mm, end_mm, side_mm = material.melts_mm
    across = 2.0 * np.minimum(
        sheet.around, 1.0 - sheet.around
    )  # there on one face, back on the other
    inward = 0.5 * material.girth_mm * np.minimum(across, 1.0 - across)
    cover = np.ones(sheet.ident.shape, np.float32)
    for distance, melt_mm in (
        (sheet.along * material.length_mm, start_mm),
        ((1.0 - sheet.along) * material.length_mm, end_mm),
        (inward, side_mm),
    ):
        cover *= smoothstep(np.nan_to_num(distance) / melt_mm).astype(np.float32)
    return cover, cover
