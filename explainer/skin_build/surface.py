"""The surface of the skin as one view sees it: how near it stands at each pixel, facing where.

The skin mesh of the atlas is a smooth hull brought to measured girths. What lies under it lifts and
sinks it, evened out by fat; how much is drawn, not measured (assets/data/skin.toml).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from scipy import ndimage

from explainer import catalog
from explainer.anatomy import atlas
from explainer.arrays import BoolArray, FloatArray, smoothstep
from explainer.atlas_build.rendering import plates, raster
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.raster import Item

SKIN = "skin"
FILE = catalog.DATA / "skin.toml"
NO_DEPTH_MM = 60.0  # counted where nothing lies under the skin
EDGE_SLOPE = 1.8  # how steeply the surface is taken to fall away beside its outline
EDGE_SOFT_MM = 3.0  # the outline is evened out over this
FOLD_INSIDE_MM = 9.0  # nearer to the outline a step is where the limb ends
FURROW_MM = (3.6, 16.0)  # furrows broader than the first and narrower than the second show
FAT_MM = 9.0
FOLD_STEP_MM = 9.0  # a step in depth this big is a fold of skin, not a rise of it


@dataclass(frozen=True)
class Surface:
    """All arrays (height, width): `depth_mm` grows towards the viewer and is -inf beside the leg.

    `crease` is 0 .. 1 in the middle of a crease; `normal` has three more components.
    """

    camera: Camera
    shown: BoolArray
    depth_mm: FloatArray
    normal: FloatArray
    crease: FloatArray


@cache
def record() -> Mapping[str, Any]:
    """What assets/data/skin.toml holds."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def drawn_on() -> plates.View:
    """The view that the skin is drawn over."""
    return plates.views()[record()["picture"]["drawn_on"]]


def surface(flexion_deg: float, scale: int) -> Surface:
    """The skin at this bend, `scale` pixels to one of the plate along each side."""
    camera = drawn_on().bent(flexion_deg).camera.scaled(scale)
    relief, px = record()["relief"], camera.mm_per_px
    hull = raster.draw([_item(SKIN, flexion_deg)], camera)
    flesh = raster.draw([_item(name, flexion_deg) for name in _beneath()], camera)
    cords = raster.draw([_item(name, flexion_deg) for name in relief["cords"]], camera)
    hull_mm = np.where(hull.shown, hull.depth_mm, -np.inf)
    flesh_mm = np.where(flesh.shown, flesh.depth_mm, -np.inf)
    covered_mm = _highest_about(flesh_mm, relief["cover_mm"] / px)
    covered_mm = np.maximum(covered_mm, flesh_mm + relief["cover_mm"])
    shown = _smooth_outline(np.isfinite(np.maximum(hull_mm, covered_mm)), px)
    bare_mm = _filled(np.maximum(hull_mm, covered_mm), shown)
    whole_mm = _bridged(_beside(bare_mm, shown, px), relief["bridge_mm"] / px)
    share = float(smoothstep(np.array(flexion_deg / relief["bent_deg"])))
    whole_mm = whole_mm - _sink(whole_mm, flesh_mm, relief, share, px)
    depth_mm = _softened(whole_mm, shown, relief["soften_mm"], px)
    depth_mm += relief["furrow_share"] * _furrows(flesh_mm, depth_mm, px)
    rise = _mix(relief, "cord_rise", "_mm", share)
    depth_mm += rise * _ridges(cords, depth_mm, relief, px)
    crease = np.zeros_like(depth_mm)
    for row in record()["crease"]:
        line = _crease(row, flexion_deg, camera, depth_mm)
        crease = np.maximum(crease, line * row["deep_mm"])
    depth_mm -= crease
    most = max(row["deep_mm"] for row in record()["crease"])
    normal = _normal(depth_mm, px)
    depth_mm = np.where(shown, depth_mm, -np.inf).astype(np.float32)
    return Surface(camera, shown, depth_mm, normal, (crease / most).astype(np.float32))


def _beneath() -> list[str]:
    """What the view shows, as far as the 3-D set holds it."""
    held = atlas.load().structures
    return [name for name in drawn_on().shows if name in held]


def _item(name: str, flexion_deg: float) -> Item:
    """A baked mesh as the rasteriser takes it."""
    mesh = atlas.load().mesh(name, flexion_deg)
    corners, triangles = mesh.vertices_mm.astype(float), mesh.triangles.astype(np.int64)
    return Item(name, corners, triangles, np.zeros_like(corners))


def _mix(relief: Mapping[str, Any], name: str, unit: str, share: float) -> float:
    """A constant between that of the straight knee and that of the bent one."""
    return relief[f"{name}{unit}"] * (1 - share) + relief[f"{name}_bent{unit}"] * share


def _highest_about(plane: FloatArray, radius_px: float) -> FloatArray:
    """The largest value (height, width) within a disc about each pixel; edges mirror.

    Row by row of the disc, which is quicker than all of it at once and gives the same.
    """
    reach, (height, width) = int(radius_px), plane.shape
    padded = np.pad(plane, reach, mode="symmetric")
    highest = np.full_like(plane, -np.inf)
    for down in range(-reach, reach + 1):
        half = int(np.sum(np.hypot(np.arange(-reach, reach + 1), down) <= radius_px)) // 2
        rows = padded[reach + down : reach + down + height]
        across = ndimage.maximum_filter1d(rows, 2 * half + 1, axis=1)
        np.maximum(highest, across[:, reach : reach + width], out=highest)
    return highest


def _smooth_outline(shown: BoolArray, px: float) -> BoolArray:
    """The biggest piece without pinholes, its edge evened out."""
    parts, count = ndimage.label(shown)
    if count > 1:
        shown = parts == 1 + int(np.bincount(parts.ravel())[1:].argmax())
    shown = ndimage.binary_fill_holes(shown)
    padded = np.pad(shown.astype(np.float32), 64, mode="edge")
    soft = ndimage.gaussian_filter(padded, EDGE_SOFT_MM / px)[64:-64, 64:-64]
    return soft > 0.5


def _filled(depth_mm: FloatArray, shown: BoolArray) -> FloatArray:
    """Depth with what the evened outline has gained taken from its nearest neighbour."""
    known = np.isfinite(depth_mm)
    _, nearest = ndimage.distance_transform_edt(~known, return_indices=True)
    return np.where(shown & ~known, depth_mm[tuple(nearest)], depth_mm)


def _beside(depth_mm: FloatArray, shown: BoolArray, px: float) -> FloatArray:
    """Depth carried on beside the leg, falling away as a round limb does."""
    away, nearest = ndimage.distance_transform_edt(~shown, return_indices=True)
    return np.where(shown, depth_mm, depth_mm[tuple(nearest)] - EDGE_SLOPE * away * px)


def _bridged(depth_mm: FloatArray, radius_px: float) -> FloatArray:
    """Skin spans narrow gaps and does not sink into them."""
    reach = 2 * round(radius_px) + 1
    closed = ndimage.grey_closing(depth_mm, footprint=None, size=(reach, reach))
    return np.where(closed - depth_mm < FOLD_STEP_MM * 4, closed, depth_mm)


def _furrows(flesh_mm: FloatArray, skin_mm: FloatArray, px: float) -> FloatArray:
    """How far each place of the flesh stands above (or below) what lies around it, mm.

    Fat fills what is deeper than FAT_MM.
    """
    filled = np.maximum(flesh_mm, skin_mm - FAT_MM)
    narrow, wide = (ndimage.gaussian_filter(filled, size / px) for size in FURROW_MM)
    return narrow - wide


def _softened(depth_mm: FloatArray, shown: BoolArray, soften_mm: float, px: float) -> FloatArray:
    """Evened out, but not across a fold, where calf and thigh lie against each other."""
    soft = ndimage.gaussian_filter(depth_mm, soften_mm / px)
    crisp = ndimage.gaussian_filter(depth_mm, soften_mm / 3 / px)
    step = ndimage.gaussian_filter(np.abs(soft - crisp), soften_mm / 2 / px)
    share = smoothstep((step - FOLD_STEP_MM / 4) / (FOLD_STEP_MM / 2))
    inwards_mm = ndimage.distance_transform_edt(np.pad(shown, 1, mode="edge"))[1:-1, 1:-1] * px
    share = share * smoothstep(inwards_mm / FOLD_INSIDE_MM - 1.0)
    return soft * (1 - share) + crisp * share


def _sink(
    whole_mm: FloatArray, flesh_mm: FloatArray, relief: Mapping[str, Any], share: float, px: float
) -> FloatArray:
    """How far the skin sinks into the hollow: a share of how deep the flesh lies there, mm."""
    apart = np.clip(whole_mm - flesh_mm, 0.0, NO_DEPTH_MM)
    apart = ndimage.gaussian_filter(apart, relief["soften_mm"] / px)
    most = relief["hollow_most_mm"]
    follows = _mix(relief, "hollow_share", "", share)
    deep = follows * np.maximum(apart - relief["cover_mm"], 0.0)
    return most * np.tanh(deep / most)


def _ridges(
    cords: raster.GBuffer, depth_mm: FloatArray, relief: Mapping[str, Any], px: float
) -> FloatArray:
    """0 .. 1 where a taut cord lies close under the skin."""
    tendon = np.zeros(depth_mm.shape, np.float32)
    close = np.clip(1.0 - (depth_mm - cords.depth_mm - relief["cover_mm"]) / 14.0, 0.0, 1.0)
    tendon[cords.shown] = close[cords.shown]
    narrow = ndimage.gaussian_filter(tendon, relief["cord_soften_mm"] / px)
    wide = ndimage.gaussian_filter(tendon, 5 * relief["cord_soften_mm"] / px)
    return np.clip(narrow - wide, -0.5, 1.0)


def _crease(
    row: Mapping[str, Any], flexion_deg: float, camera: Camera, depth_mm: FloatArray
) -> FloatArray:
    """0 .. 1 across a crease that moves with the skin; 0 where it has gone into a fold."""
    start_mm, end_mm = row["z_mm"]
    z = np.linspace(start_mm, end_mm, 160)
    y = np.interp(z, np.linspace(start_mm, end_mm, len(row["y_mm"])), row["y_mm"])
    y = ndimage.gaussian_filter1d(y, 10, mode="nearest")
    spots = camera.to_pixels(on_skin(z, y, flexion_deg))
    ends = np.clip(np.minimum(np.arange(160), np.arange(160)[::-1]) / 45.0, 0.0, 1.0)
    weight = smoothstep(ends)
    height, width = depth_mm.shape
    canvas = np.zeros((height, width), np.float32)
    dense = np.linspace(0, 159, 4000)
    across, down, near = (np.interp(dense, np.arange(160), spots[:, k]) for k in range(3))
    weight = np.interp(dense, np.arange(160), weight)
    columns, rows = np.round(across - 0.5).astype(int), np.round(down - 0.5).astype(int)
    inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    columns, rows, near, weight = columns[inside], rows[inside], near[inside], weight[inside]
    in_sight = np.clip(1.0 - (depth_mm[rows, columns] - near - 8.0) / 8.0, 0.0, 1.0)
    np.maximum.at(canvas, (rows, columns), (weight * in_sight).astype(np.float32))
    sigma = row["wide_mm"] / camera.mm_per_px
    profile = ndimage.gaussian_filter(canvas, sigma)
    return np.minimum(profile * sigma * np.sqrt(2 * np.pi), 1.0)  # 1 in the middle of a full line


def on_skin(z: FloatArray, y: FloatArray, flexion_deg: float) -> FloatArray:
    """Places (n, 3) at a bend of the skin that lies at (z, y) on the back of the straight knee."""
    home, bent = (atlas.load().mesh(SKIN, bend) for bend in (0.0, flexion_deg))
    corners = home.vertices_mm[home.triangles].astype(float)
    moved = bent.vertices_mm[home.triangles].astype(float)
    return np.stack([_carried(corners, moved, one) for one in zip(z, y, strict=True)])


def _carried(corners: FloatArray, moved: FloatArray, at: Sequence[float]) -> FloatArray:
    """Where the hindmost triangle over (z, y) has taken that place, (3,)."""
    flat = corners[:, :, [2, 1]] - np.asarray(at)
    ahead, after = np.roll(flat, -1, axis=1), np.roll(flat, -2, axis=1)
    area = ahead[..., 0] * after[..., 1] - ahead[..., 1] * after[..., 0]
    met = ((area >= 0).all(axis=1) | (area <= 0).all(axis=1)) & (area.sum(axis=1) != 0)
    weights = area[met] / area[met].sum(axis=1, keepdims=True)
    x = (weights * corners[met][:, :, 0]).sum(axis=1)
    hindmost = int(x.argmin())
    return (weights[hindmost][:, None] * moved[met][hindmost]).sum(axis=0)


def _normal(depth_mm: FloatArray, px: float) -> FloatArray:
    """Unit normals (height, width, 3) of a height field: right, up, towards."""
    down, across = np.gradient(depth_mm, px)
    normal = np.stack([-across, down, np.ones_like(depth_mm)], axis=-1)
    normal /= np.sqrt((normal**2).sum(axis=-1, keepdims=True))
    return normal.astype(np.float32)
