"""Paints a drawn picture in one of the two dresses: tissues, then ink, then fading ends."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from explainer.arrays import FloatArray, IntArray, smoothstep
from explainer.atlas_build.rendering import texture
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.contour import ink
from explainer.atlas_build.rendering.lighting import tone
from explainer.atlas_build.rendering.material import Material
from explainer.atlas_build.rendering.palette import RAMP_STEPS, Dress, Tissue, encoded
from explainer.atlas_build.rendering.raster import GBuffer

SHAFT_RIM_MM = 4.0  # thickness of the hard layer in the shafts
SHAFT_FROM_MM = (62.0, 118.0)  # between these distances from the knee a bone's inside turns hollow
_EDGE_SOFT_PX = 0.75  # spread of the softened silhouette
_EDGE_FROM = 0.14  # and the share of it that is cut off on either side
_CUT_TONE = 0.53  # a cut face lies flat to the viewer and catches even light
_SILK = 0.5  # how much the highlight of a tendon breaks up along its fibres
_TENDON_FRAY = 0.42  # how far streaks of tendon run into the belly, in units of the blend
_TENDON_BLEND = (0.32, 0.70)  # the belly ends and the tendon begins at these values
_LINE_KEEPS_COLOUR = 0.35  # share of the tissue's own dark colour in the contour


@dataclass(frozen=True)
class Lighting:
    """What both dresses of a picture share, all (height, width).

    `tone` and `shine` as from `light.tone`, `ink` the cover of the contour. `strands`
    holds the fibre lines of each structure at its own pixels, (n,).
    """

    tone: FloatArray
    shine: FloatArray
    ink: FloatArray
    strands: Mapping[str, FloatArray]


def light(g: GBuffer, materials: Mapping[str, Material], dress: Dress, px_scale: float) -> Lighting:
    """Light a picture once for all dresses; `px_scale` is pixels per 1x pixel."""
    lamp = np.asarray(dress.light["key"], float)
    joins = np.array([[materials[a].flows_into(materials[b]) for b in g.ids] for a in g.ids])
    inked = ink(g, joins, dress.line, lamp, px_scale)
    turns = _change(g.around)
    strands = {
        name: _strands(g, np.flatnonzero(g.ident == number), materials[name],
                       dress.tissues[materials[name].tissue], turns)
        for number, name in enumerate(g.ids)
    }  # fmt: skip
    return Lighting(*tone(g, dress.light), inked, strands)


def paint(
    g: GBuffer, materials: Mapping[str, Material], dress: Dress, lit: Lighting, opacity: FloatArray
) -> FloatArray:
    """Premultiplied linear colour and opacity, (height, width, 4).

    `opacity` (height, width) fades the ends of a cut limb.
    """
    colour = np.zeros((*g.ident.shape, 3), np.float32)
    for number, name in enumerate(g.ids):
        chosen = np.flatnonzero(g.ident == number)
        if len(chosen):
            colour.reshape(-1, 3)[chosen] = _structure(g, chosen, materials[name], dress, lit)
    _shine_through(colour.reshape(-1, 3), g, materials, dress, lit)
    covered = (lit.ink * dress.line_strength)[..., None]
    line = dress.line_rgb * (1 - _LINE_KEEPS_COLOUR) + colour * (0.3 * _LINE_KEEPS_COLOUR)
    colour += (line.astype(np.float32) - colour) * covered
    colour[~g.shown] = dress.line_rgb  # the outline, softened outwards
    alpha = (_soft_cover(g.shown) * _spread(opacity, g.shown)).astype(np.float32)[..., None]
    return np.concatenate([colour * alpha, alpha], axis=-1)


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
    alpha = mean[..., 3:]
    colour = encoded(mean[..., :3] / np.maximum(alpha, 1e-4))
    return np.round(np.concatenate([colour * (alpha > 0), alpha], axis=-1) * 255).astype(np.uint8)


def averaged(plane: FloatArray, factor: int) -> FloatArray:
    """Means over blocks of `factor` x `factor`; the plane's sides are multiples of `factor`."""
    total = np.zeros((), np.float32)
    rows = sum((plane[k::factor].astype(np.float32) for k in range(factor)), start=total)
    return sum((rows[:, k::factor] for k in range(factor)), start=total) / np.float32(factor**2)


def _structure(
    g: GBuffer, chosen: IntArray, material: Material, dress: Dress, lit: Lighting
) -> FloatArray:
    """Linear colours (n, 3) of one structure's pixels, `chosen` by flat number (n,)."""
    tissue = dress.tissues[material.tissue]
    tones, shine = lit.tone.ravel()[chosen], lit.shine.ravel()[chosen]
    strands = lit.strands[material.name]
    colour = _lit(tissue, tones, shine, _surface(g, chosen, material, tissue, strands))
    if material.tendon:
        tendon = dress.tissues[material.tendon]
        blend = _tendon_share(g.tendon.ravel()[chosen], strands)[:, None]
        pale = _lit(tendon, tones, shine * (1 + _SILK * strands), tendon.fibre * strands)
        colour = colour * (1 - blend) + pale * blend
    if material.cut:
        inside = g.cut.ravel()[chosen]
        if inside.any():
            face = dress.tissues[material.cut]
            colour[inside] = _cut_face(g, chosen[inside], material, face, dress)
    return colour


def _shine_through(
    colour: FloatArray, g: GBuffer, materials: Mapping[str, Material], dress: Dress, lit: Lighting
) -> None:
    """Mix into `colour` (n, 3) the tissue under what is thin there, in the light that falls on it.

    What lies beneath is painted with its own fibres and tendon.
    """
    along, around, tendon = np.moveaxis(g.beneath, -1, 0)
    lower = replace(g, along=along, around=around, tendon=tendon, cut=~g.shown)
    turns = _change(lower.around)
    for number, name in enumerate(g.ids):
        chosen = np.flatnonzero((g.under == number) & (g.overlay_opacity < 1.0))
        if len(chosen):
            tissue = dress.tissues[materials[name].tissue]
            strands = {name: _strands(lower, chosen, materials[name], tissue, turns)}
            light = replace(lit, strands=strands)
            beneath = _structure(lower, chosen, materials[name], dress, light)
            share = g.overlay_opacity.ravel()[chosen, None]
            colour[chosen] = beneath * (1 - share) + colour[chosen] * share


def _cut_face(
    g: GBuffer, chosen: IntArray, material: Material, face: Tissue, dress: Dress
) -> FloatArray:
    """Linear colours (n, 3) of a section through a structure: its inside within a paler rim."""
    rim = dress.tissues[material.rim]
    points = _points(g, chosen)
    grain = face.grain * texture.grain(points, face.grain_mm, material.seed)
    flat, dull = np.full(len(chosen), _CUT_TONE), np.zeros(len(chosen))
    inner = _lit(face, flat, dull, grain)
    rim_mm = np.full(len(chosen), material.rim_mm)
    if material.core:
        shaft = _shaft_share(g.camera, chosen)
        rim_mm += (SHAFT_RIM_MM - material.rim_mm) * shaft
        core = dress.tissues[material.core]
        filling = _lit(core, flat, dull, core.grain * texture.grain(points, core.grain_mm, 7))
        inner += (filling - inner) * shaft[:, None].astype(np.float32)
    depth_mm = _depth_px(chosen, g.ident.shape) * g.camera.mm_per_px
    edge = np.clip(1.5 - depth_mm / rim_mm, 0, 1)[:, None].astype(np.float32)
    return inner * (1 - edge) + _lit(rim, flat, dull, 0 * grain) * edge


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


def _strands(
    g: GBuffer, chosen: IntArray, material: Material, tissue: Tissue, turns: FloatArray
) -> FloatArray:
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
        turns.ravel()[chosen],
    )


def _surface(
    g: GBuffer, chosen: IntArray, material: Material, tissue: Tissue, strands: FloatArray
) -> FloatArray:
    """Relief of a tissue's surface: its fibres and its grain."""
    relief = tissue.fibre * strands
    if tissue.grain:
        relief = relief + tissue.grain * texture.grain(
            _points(g, chosen), tissue.grain_mm, material.seed
        )
    return relief


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


def _change(around: FloatArray) -> FloatArray:
    """Turns of the section from a pixel to its neighbours, the smaller side's, round the seam."""
    total = np.zeros_like(around)
    for axis in (0, 1):
        steps = []
        for direction in (1, -1):
            step = np.abs(around - np.roll(around, direction, axis))
            steps.append(np.nan_to_num(np.minimum(step, 1 - step), nan=1.0))
        total = np.maximum(total, np.minimum(*steps))
    return total
