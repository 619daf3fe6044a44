"""Paints a drawn picture in one of the two dresses: tissues, then ink, then fading ends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from explainer.arrays import BoolArray, FloatArray, IntArray, smoothstep
from explainer.atlas_build.rendering import texture
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.contour import ink
from explainer.atlas_build.rendering.lighting import tone
from explainer.atlas_build.rendering.material import Material
from explainer.atlas_build.rendering.palette import RAMP_STEPS, Dress, Tissue, encoded
from explainer.atlas_build.rendering.raster import EMPTY, GBuffer

SHAFT_RIM_MM = 4.0  # thickness of the hard layer in the shafts
CORE_SEED = 7  # of the grain of what a shaft holds
SHAFT_FROM_MM = (62.0, 118.0)  # between these distances from the knee a bone's inside turns hollow
_EDGE_SOFT_PX = 0.75  # spread of the softened silhouette
_EDGE_FROM = 0.14  # and the share of it that is cut off on either side
_CUT_TONE = 0.53  # a cut face lies flat to the viewer and catches even light
_SILK = 0.5  # how much the highlight of a tendon breaks up along its fibres
_TENDON_FRAY = 0.42  # how far streaks of tendon run into the belly, in units of the blend
_TENDON_BLEND = (0.32, 0.70)  # the belly ends and the tendon begins at these values
_LINE_KEEPS_COLOUR = 0.35  # share of the tissue's own dark colour in the contour


@dataclass(frozen=True)
class Face:
    """The section through a structure: `pixels` (n,) of its patch, the rest for those that are it.

    `grain` and `core_grain` are -1..1, `shaft` and `edge` 0..1: how far it is hollow, and its rim.
    """

    pixels: BoolArray
    grain: FloatArray
    core_grain: FloatArray | None
    shaft: FloatArray | None
    edge: FloatArray


@dataclass(frozen=True)
class Patch:
    """What all dresses share of one structure's pixels, `chosen` by flat number (n,).

    `strands` are its fibre lines, `grain` that of its surface, both -1..1; `tendon` is how much of
    each pixel is tendon, 0..1. None where it has no such thing.
    """

    material: Material
    chosen: IntArray
    strands: FloatArray
    grain: FloatArray | None
    tendon: FloatArray | None
    face: Face | None


@dataclass(frozen=True)
class Lighting:
    """What both dresses of a picture share: planes are (height, width).

    `tone` and `shine` as from `light.tone`, `ink` the cover of the contour. `seen` are the
    structures that show, `beneath` those that shine through what is thin.
    """

    tone: FloatArray
    shine: FloatArray
    ink: FloatArray
    seen: Sequence[Patch]
    beneath: Sequence[Patch]


def light(g: GBuffer, materials: Mapping[str, Material], dress: Dress, px_scale: float) -> Lighting:
    """Light a picture once for all dresses; `px_scale` is pixels per 1x pixel."""
    lamp = np.asarray(dress.light["key"], float)
    joins = np.array([[materials[a].flows_into(materials[b]) for b in g.ids] for a in g.ids])
    inked = ink(g, joins, dress.line, lamp, px_scale)
    seen = [
        _patch(g, chosen, materials[g.ids[number]], dress)
        for number, chosen in _by_number(g.ident, g.shown)
    ]
    along, around, tendon = (np.ascontiguousarray(plane) for plane in np.moveaxis(g.beneath, -1, 0))
    lower = replace(g, along=along, around=around, tendon=tendon, cut=~g.shown)
    beneath = [
        _patch(lower, chosen, materials[g.ids[number]], dress)
        for number, chosen in _by_number(g.under, (g.overlay_opacity < 1.0) & g.shown)
    ]
    return Lighting(*tone(g, dress.light), inked, seen, beneath)


def _by_number(numbers: IntArray, within: BoolArray) -> Iterator[tuple[int, IntArray]]:
    """Every number of a picture and its pixels `within`, flat and in order; EMPTY is left out."""
    pixel = np.flatnonzero(within & (numbers != EMPTY))
    number = numbers.ravel()[pixel]
    order = np.argsort(number, kind="stable")
    found, start = np.unique(number[order], return_index=True)
    yield from zip(found.tolist(), np.split(pixel[order], start[1:]), strict=False)


def paint(g: GBuffer, dress: Dress, lit: Lighting, alpha: FloatArray) -> FloatArray:
    """Premultiplied linear colour and opacity, (height, width, 4); `alpha` as from `cover`."""
    colour = np.zeros((g.ident.size, 3), np.float32)
    for patch in lit.seen:
        colour[patch.chosen] = _structure(patch, dress, lit)
    for patch in lit.beneath:  # what lies beneath is painted with its own fibres and tendon
        share = g.overlay_opacity.ravel()[patch.chosen, None]
        lower = _structure(patch, dress, lit)
        colour[patch.chosen] = lower * (1 - share) + colour[patch.chosen] * share
    inked = np.flatnonzero(lit.ink)
    covered = (lit.ink.ravel()[inked] * dress.line_strength)[:, None]
    under = colour[inked]
    line = dress.line_rgb * (1 - _LINE_KEEPS_COLOUR) + under * (0.3 * _LINE_KEEPS_COLOUR)
    colour[inked] = under + (line.astype(np.float32) - under) * covered
    colour[np.flatnonzero(~g.shown)] = dress.line_rgb  # the outline, softened outwards
    alpha = alpha[..., None]
    return np.concatenate([colour.reshape(*g.ident.shape, 3) * alpha, alpha], axis=-1)


def cover(g: GBuffer, opacity: FloatArray) -> FloatArray:
    """How much of each pixel is painted, 0..1; `opacity` (height, width) fades cut ends."""
    return (_soft_cover(g.shown) * _spread(opacity, g.shown)).astype(np.float32)


def _soft_cover(shown: NDArray[np.bool_]) -> FloatArray:
    """How much of each pixel is covered, without the steps of the silhouette, 0..1."""
    soft = ndimage.gaussian_filter(shown.astype(np.float32), _EDGE_SOFT_PX)
    return np.clip((soft - _EDGE_FROM) / (1.0 - 2.0 * _EDGE_FROM), 0.0, 1.0)


def _spread(opacity: FloatArray, shown: NDArray[np.bool_]) -> FloatArray:
    """Opacity carried a pixel or two beyond what is shown."""
    return np.where(shown, opacity, ndimage.maximum_filter(opacity * shown, 3))


def picture(painted: FloatArray, factor: int) -> NDArray[np.uint8]:
    """Average blocks of `factor` x `factor` painted pixels into an sRGB picture (h, w, 4)."""
    mean = averaged(painted, factor)
    alpha = mean[..., 3]
    covered = alpha > 0
    drawn = np.zeros(mean.shape, np.uint8)
    colour = encoded(mean[covered, :3] / np.maximum(alpha[covered, None], 1e-4))
    drawn[covered, :3] = np.round(colour * 255)
    drawn[..., 3] = np.round(alpha * 255)
    return drawn


def averaged(plane: FloatArray, factor: int) -> FloatArray:
    """Means over blocks of `factor` x `factor`; the plane's sides are multiples of `factor`."""
    rows = reduce(np.add, (plane[k::factor].astype(np.float32) for k in range(factor)))
    total = reduce(np.add, (rows[:, k::factor] for k in range(factor)))
    return total / np.float32(factor**2)


def _patch(g: GBuffer, chosen: IntArray, material: Material, dress: Dress) -> Patch:
    """The textures of one structure at its pixels, `chosen` by flat number (n,)."""
    tissue = dress.tissues[material.tissue]
    strands = _strands(g, chosen, material, tissue)
    grain = tendon = face = None
    if tissue.grain:
        grain = texture.grain(_points(g, chosen), tissue.grain_mm, material.seed)
    if material.tendon:
        tendon = _tendon_share(g.tendon.ravel()[chosen], strands)
    if material.cut and (inside := g.cut.ravel()[chosen]).any():
        face = _face(g, chosen[inside], inside, material, dress)
    return Patch(material, chosen, strands, grain, tendon, face)


def _structure(patch: Patch, dress: Dress, lit: Lighting) -> FloatArray:
    """Linear colours (n, 3) of one structure's pixels."""
    material, strands = patch.material, patch.strands
    tissue = dress.tissues[material.tissue]
    tones, shine = lit.tone.ravel()[patch.chosen], lit.shine.ravel()[patch.chosen]
    relief = tissue.fibre * strands
    if patch.grain is not None:
        relief = relief + tissue.grain * patch.grain
    colour = _lit(tissue, tones, shine, relief)
    if patch.tendon is not None and material.tendon:
        tendon = dress.tissues[material.tendon]
        blend = patch.tendon[:, None]
        pale = _lit(tendon, tones, shine * (1 + _SILK * strands), tendon.fibre * strands)
        colour = colour * (1 - blend) + pale * blend
    if patch.face is not None:
        colour[patch.face.pixels] = _cut_face(patch.face, material, dress)
    return colour


def _face(
    g: GBuffer, chosen: IntArray, pixels: BoolArray, material: Material, dress: Dress
) -> Face:
    """The section through a structure at the pixels `chosen` by flat number (n,)."""
    points = _points(g, chosen)
    grain = texture.grain(points, dress.tissues[material.cut or ""].grain_mm, material.seed)
    rim_mm = np.full(len(chosen), material.rim_mm)
    core_grain = shaft = None
    if material.core:
        shaft = _shaft_share(g.camera, chosen)
        rim_mm += (SHAFT_RIM_MM - material.rim_mm) * shaft
        core_grain = texture.grain(points, dress.tissues[material.core].grain_mm, CORE_SEED)
    depth_mm = _depth_px(chosen, g.ident.shape) * g.camera.mm_per_px
    edge = np.clip(1.5 - depth_mm / rim_mm, 0, 1).astype(np.float32)
    return Face(pixels, grain, core_grain, shaft, edge)


def _cut_face(face: Face, material: Material, dress: Dress) -> FloatArray:
    """Linear colours (n, 3) of a section through a structure: its inside within a paler rim."""
    count = len(face.grain)
    flat, dull = np.full(count, _CUT_TONE), np.zeros(count)
    tissue, rim = dress.tissues[material.cut or ""], dress.tissues[material.rim]
    inner = _lit(tissue, flat, dull, tissue.grain * face.grain)
    if face.shaft is not None and face.core_grain is not None and material.core:
        core = dress.tissues[material.core]
        filling = _lit(core, flat, dull, core.grain * face.core_grain)
        inner += (filling - inner) * face.shaft[:, None].astype(np.float32)
    edge = face.edge[:, None]
    return inner * (1 - edge) + _lit(rim, flat, dull, dull) * edge


def _depth_px(chosen: IntArray, shape: tuple[int, ...]) -> FloatArray:
    """How far each of the chosen pixels, by flat number (n,), lies from one that is not chosen."""
    rows, columns = np.divmod(chosen, shape[1])
    top, left = max(rows.min() - 1, 0), max(columns.min() - 1, 0)  # a rim shows where they end
    box = np.zeros((min(rows.max() + 2, shape[0]) - top, min(columns.max() + 2, shape[1]) - left))
    box[rows - top, columns - left] = 1
    return ndimage.distance_transform_edt(box)[rows - top, columns - left]


def _shaft_share(camera: Camera, chosen: IntArray) -> FloatArray:
    """0 in the spongy ends of the bones about the knee .. 1 in their hollow shafts, (n,)."""
    rows, columns = np.divmod(chosen, camera.width)
    right = camera.left_mm + (columns + 0.5) * camera.mm_per_px
    up = camera.top_mm - (rows + 0.5) * camera.mm_per_px
    low, high = SHAFT_FROM_MM
    return smoothstep((np.hypot(right, up) - low) / (high - low))


def _lit(tissue: Tissue, tones: FloatArray, shine: FloatArray, relief: FloatArray) -> FloatArray:
    """The tissue's colours (n, 3) at these tones, varied by its surface `relief`."""
    varied = np.clip(tones * (1 + relief) + tissue.gloss * shine, 0, 1)
    colour = tissue.ramp[np.round(varied * (RAMP_STEPS - 1)).astype(np.int64)]
    bright = (tissue.gloss * shine)[:, None]
    return colour + (1 - colour) * bright.astype(np.float32)


def _strands(g: GBuffer, chosen: IntArray, material: Material, tissue: Tissue) -> FloatArray:
    """Fibre lines -1..1 at the chosen pixels; 0 for tissues and structures without fibres."""
    around, along = g.around.ravel()[chosen], g.along.ravel()[chosen]
    if tissue.fibre == 0 or not len(around) or np.isnan(around[0]):
        return np.zeros(len(around), np.float32)
    return texture.fibres(
        around + material.slant * along,
        along,
        material.girth_mm,
        material.length_mm,
        tissue.fibre_mm,
        material.seed,
        _change(g.around, chosen),
    )


def _tendon_share(tendon: FloatArray, strands: FloatArray) -> FloatArray:
    """How much of each pixel is tendon, 0..1, frayed along the fibres."""
    return tendon_blend(np.nan_to_num(tendon) + _TENDON_FRAY * strands * _humped(tendon))


def tendon_blend(share: FloatArray) -> FloatArray:
    """How far a colour has turned from red belly to pale tendon, 0..1, at these tendon shares."""
    low, high = _TENDON_BLEND
    return smoothstep((share - low) / (high - low))


def _humped(tendon: FloatArray) -> FloatArray:
    """Fraying belongs to the blend alone: 1 half way, 0 in pure belly and pure tendon."""
    part = np.clip(np.nan_to_num(tendon), 0, 1)
    return 4 * part * (1 - part)


def _points(g: GBuffer, chosen: IntArray) -> FloatArray:
    """Plate positions in millimetres of the chosen pixels, (n, 3)."""
    rows, columns = np.divmod(chosen, g.camera.width)
    scale = g.camera.mm_per_px
    return np.stack([columns * scale, rows * scale, g.depth_mm.ravel()[chosen]], axis=1)


def _change(around: FloatArray, chosen: IntArray) -> FloatArray:
    """Turns of the section from chosen pixels (n,) to their neighbours, round the seam.

    Of the two neighbours in a row or column the one with the smaller change counts.
    """
    height, width = around.shape
    row, column = np.divmod(chosen, width)
    flat, own = around.ravel(), around.ravel()[chosen]
    total = np.zeros_like(own)
    for beside in (
        [(row + step) % height * width + column for step in (-1, 1)],
        [row * width + (column + step) % width for step in (-1, 1)],
    ):
        steps = []
        for place in beside:
            step = np.abs(own - flat[place])
            steps.append(np.nan_to_num(np.minimum(step, 1 - step), nan=1.0))
        total = np.maximum(total, np.minimum(*steps))
    return total
