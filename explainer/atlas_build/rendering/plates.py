"""The atlas plates: what each view shows, from where, and how it is drawn and faded.

Views are records in assets/data/plates.toml; this module turns them into painted pictures.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer import catalog
from explainer.arrays import FloatArray, smoothstep
from explainer.atlas_build.geometry.shapes import Solid
from explainer.atlas_build.motion.poses import inverse, moved, pose
from explainer.atlas_build.rendering import crumbs, hollow_fat, palette, sawn_walls, shading
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.material import Material, material, melting_sheets
from explainer.atlas_build.rendering.raster import EMPTY, GBuffer, Item, draw, extent
from explainer.atlas_build.rendering.render_items import render_item
from explainer.atlas_build.rendering.section_faces import cap_section, flatten, inside
from explainer.atlas_build.rendering.tendon_ends import creep_over_bone, layers, split_ends
from explainer.atlas_build.rendering.translucent_sheets import (
    composite,
    cover_with_bands,
    overlay_sheets,
)

PLATES_FILE = catalog.DATA / "plates.toml"
DRESSES = ("natural", "clay")
JOINT_KINDS = ("bone", "cartilage", "meniscus", "ligament", "capsule")
BURIED_MM = 0.5  # flesh this far behind a section lies under fat
STANDING_MM = 260.0  # no more than this of thigh and shin is shown: beyond, muscles end
SUPERSAMPLE = 2  # pixels drawn per 1x pixel and side; ink and silhouettes are softened, so the
# 2x picture shows no steps


@dataclass(frozen=True)
class View:
    """One view of the knee; see the head of assets/data/plates.toml for the fields.

    `flexions_deg` are all its bends, `passing_deg` those of them that are drawn at 1x alone.
    """

    id: str
    camera: Camera
    axes: tuple[str, str]
    flexions_deg: tuple[float, ...]
    shows: tuple[str, ...]
    cut_back: Mapping[str, tuple[float, float]]
    fills: Mapping[str, float]
    whole: tuple[str, ...]
    thigh_fade_mm: tuple[float, float] | None
    shank_fade_mm: tuple[float, float] | None
    rise_share: float = 0.0
    section_through: Mapping[str, tuple[tuple[float, float, float], ...]] = field(
        default_factory=dict
    )
    passing_deg: tuple[float, ...] = ()

    def densities(self, flexion_deg: float) -> tuple[int, ...]:
        """The pixel densities in which the plate at this bend is drawn."""
        return (1,) if flexion_deg in self.passing_deg else (1, 2)

    def bent(self, flexion_deg: float) -> "View":
        """The view at a bend: the viewer rises by a share of it, to look into the hollow.

        A saw that runs through places on bones follows these bones.
        """
        camera = self.camera.raised(self.rise_share * flexion_deg)
        if self.section_through:
            places = [
                moved(np.array(points, float), pose(body, flexion_deg))
                for body, points in self.section_through.items()
            ]
            camera = camera.sawn_through(np.concatenate(places))
        return replace(self, camera=camera)


@dataclass(frozen=True)
class Plate:
    """One drawn view at one bend: its raw pixels, how opaque each is, its pictures.

    `g` and `opacity` hold only the part of the picture that is covered; it begins at `corner_px`
    (right, down) of the 1x picture. `items` are the structures as they entered it, by id.
    `pictures` are whole.
    """

    view: View
    flexion_deg: float
    corner_px: tuple[int, int]
    g: GBuffer
    opacity: FloatArray
    items: Mapping[str, Item]
    pictures: Mapping[tuple[str, int], NDArray[np.uint8]]


@cache
def views(file: Path = PLATES_FILE) -> Mapping[str, View]:
    """All views by id. Raises ValueError naming the view and the key that is missing."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    sets = data.pop("sets")
    found = {}
    for name, row in data.items():
        try:
            found[name] = _view(name, row, sets)
        except KeyError as missing:
            raise ValueError(f"{file.name} [{name}]: {missing} is missing") from missing
    return found


def _view(name: str, row: Mapping[str, Any], sets: Mapping[str, list[str]]) -> View:
    """A view from its record."""
    left, top, right, bottom = row["crop_mm"]
    mm_per_px = (right - left) / row["width_px"]
    height = round((top - bottom) / mm_per_px)
    camera = Camera(
        tuple(row["right"]),
        tuple(row["up"]),
        left,
        top,
        mm_per_px,
        row["width_px"],
        height,
        row.get("section_mm", np.inf),
    )
    shows = [s for entry in row["shows"] for s in _expanded(entry, sets)]
    full = tuple(row["flexions_deg"])
    passing = _between(full, row["step_deg"]) if "step_deg" in row else ()
    return View(
        name,
        camera,
        tuple(row["axes"]),
        tuple(sorted((*full, *passing))),
        tuple(dict.fromkeys(shows)),
        {k: tuple(v) for k, v in row.get("cut_back", {}).items()},
        row.get("fills", {}),
        tuple(row.get("whole", ())),
        _pair(row.get("thigh_fade_mm")),
        _pair(row.get("shank_fade_mm")),
        row.get("rise_share", 0.0),
        {
            body: tuple(map(tuple, points))
            for body, points in row.get("section_through", {}).items()
        },
        passing,
    )


def _between(flexions_deg: tuple[float, ...], step_deg: int) -> tuple[float, ...]:
    """Every bend that is a multiple of the step within a range, those given left out."""
    steps = range(int(flexions_deg[0]), int(flexions_deg[-1]), step_deg)
    return tuple(step for step in steps if step not in flexions_deg)


def _expanded(entry: str, sets: Mapping[str, list[str]]) -> list[str]:
    """A structure id as it is, a set such as "@bones" as its members."""
    return sets[entry[1:]] if entry.startswith("@") else [entry]


def _pair(values: list[float] | None) -> tuple[float, float] | None:
    """Two numbers from a record, or None."""
    return None if values is None else (values[0], values[1])


def plate(view: View, flexion_deg: float, solids: Mapping[str, Solid]) -> Plate:
    """Draw and paint one view in both dresses, at 1x and mostly at 2x."""
    view = view.bent(flexion_deg)
    items = {
        name: render_item(name, solids[name], view.cut_back.get(name), view.camera.basis[2])
        for name in view.shows
        if name in solids
    }
    kinds = {name: catalog.structures()[name].kind for name in (*items, *view.fills)}
    materials = {
        name: material(name, kinds[name], solids[name]).at_bend(flexion_deg) for name in kinds
    }
    corner, g = drawn(view, items, solids, materials)
    if np.isfinite(view.camera.section_mm):
        g = crumbs.smoothed(g, view.whole, flexion_deg)
        g = sawn_walls.left_standing(g, flexion_deg)
    g, stands = hollow_fat.pressed_in(g, flexion_deg)
    if hollow_fat.FAT in g.ids:
        materials |= hollow_fat.fat_material(solids["skin"])
    faded = opacity(view, flexion_deg, g.camera, g.depth_mm) * stands
    pictures = {}
    lit = shading.light(g, materials, palette.dress("natural"), SUPERSAMPLE)
    alpha = shading.cover(g, faded)
    for dress in DRESSES:
        painted = shading.paint(g, palette.dress(dress), lit, alpha)
        for density in view.densities(flexion_deg):
            part = shading.picture(painted, SUPERSAMPLE // density)
            pictures[dress, density] = placed(part, view.camera, corner, density)
    return Plate(view, flexion_deg, corner, g, faded, items, pictures)


def placed(
    part: NDArray[Any], camera: Camera, corner_px: tuple[int, int], density: int = 1
) -> NDArray[Any]:
    """A part of a picture on the whole, otherwise empty, picture of `camera`."""
    whole = np.zeros((camera.height * density, camera.width * density, *part.shape[2:]), part.dtype)
    left, top = (at * density for at in corner_px)
    whole[top : top + part.shape[0], left : left + part.shape[1]] = part
    return whole


def drawn(
    view: View,
    items: Mapping[str, Item],
    solids: Mapping[str, Solid],
    materials: Mapping[str, Material],
) -> tuple[tuple[int, int], GBuffer]:
    """The covered part of a view: where it begins in 1x pixels, and its grid of pixels."""
    section = np.isfinite(view.camera.section_mm)
    sheets = [] if section else [items[name] for name in melting_sheets() if name in items]
    whole = [flatten(item, view.camera) for name, item in items.items() if name in view.whole]
    apart = {*view.whole, *(item.id for item in sheets)}
    sawn = [item for name, item in items.items() if name not in apart]
    wraps = {name: render_item(name, solids[name]) for name in view.fills}
    part = extent([*items.values(), *wraps.values()], view.camera)
    bodies, roots = (sawn, []) if section else split_ends(sawn, materials, view.camera)
    g = draw([*bodies, *whole], view.camera.window(*part).scaled(SUPERSAMPLE), inside=not section)
    g = composite(overlay_sheets(g, sheets, materials), layers(roots, materials))
    bands = [] if section else [i for i in sawn if materials[i.id].covers_mm]
    g = creep_over_bone(cover_with_bands(g, bands, materials), materials)
    if section:
        g = cap_section(g, sawn, {item.id: catalog.structures()[item.id].kind for item in sawn})
    for name, depth_mm in view.fills.items():
        wrapping = replace(draw([wraps[name]], g.camera), cut=inside(wraps[name], g.camera))
        g = filled(g, wrapping, depth_mm, view.whole)
    return part[:2], g


def filled(g: GBuffer, wrapping: GBuffer, depth_mm: float, whole: Sequence[str] = ()) -> GBuffer:
    """A section with the cut face of what wraps everything laid into its gaps.

    Parts of the joint seen less than `depth_mm` behind the section stay in sight, and what is drawn
    `whole` wherever it runs; flesh that the section has missed is buried, or left out where it
    stands beside the section.
    """
    level = g.camera.section_mm
    kinds = [catalog.structures()[name].kind for name in g.ids]
    within = np.array([depth_mm if kind in JOINT_KINDS else BURIED_MM for kind in kinds] + [0.0])
    within[[name in whole for name in g.ids] + [False]] = np.inf
    near = g.shown & (g.depth_mm > level - within[g.ident])
    gap = wrapping.cut & ~g.cut & ~near
    beside = g.shown & ~wrapping.cut & ~g.cut & ~near
    ident = np.where(gap, len(g.ids), np.where(beside, EMPTY, g.ident))
    depth = np.where(gap, level, np.where(beside, -np.inf, g.depth_mm))
    return replace(
        g,
        ids=(*g.ids, *wrapping.ids),
        ident=ident.astype(g.ident.dtype),
        depth_mm=depth.astype(np.float32),
        normal=np.where(gap[..., None], np.array([0, 0, 1], np.float32), g.normal),
        cut=g.cut | gap,
        under=np.where(gap | beside, EMPTY, g.under).astype(g.under.dtype),
    )


def opacity(view: View, flexion_deg: float, camera: Camera, depth_mm: FloatArray) -> FloatArray:
    """1 in the middle of the limb, falling to 0 where it is cut and beside it, (height, width).

    `depth_mm` (height, width) is what `camera` sees, -inf where that is nothing.
    """
    rows, columns = np.nonzero(np.isfinite(depth_mm))
    scale = camera.mm_per_px
    plate_mm = np.stack(
        [
            camera.left_mm + (columns + 0.5) * scale,
            camera.top_mm - (rows + 0.5) * scale,
            depth_mm[rows, columns],
        ]
    ).astype(np.float32)
    plate_mm[2] += np.asarray(camera.section_slope, np.float32) @ plate_mm[:2]
    level = np.ones(len(rows), np.float32)
    for start, end, across in _fades(view, flexion_deg, camera):
        a, b, c, offset = across
        height = a * plate_mm[0] + b * plate_mm[1] + c * plate_mm[2] + offset
        level *= smoothstep((end - height) / (end - start)).astype(np.float32)
    whole = np.zeros(depth_mm.shape, np.float32)
    whole[rows, columns] = level
    return whole


def _fades(
    view: View, flexion_deg: float, camera: Camera
) -> Iterator[tuple[float, float, tuple[float, float, float, float]]]:
    """Where each cut end starts and ends to fade, and the height that says so.

    The height is a row of weights of the plate's right, up and towards, and an offset, all mm. It
    runs along the thigh and along the shin. A viewer who has risen sees both foreshortened: there
    the height is that of the picture, so that near and far parts fade along one level.
    """
    shin = inverse(pose("tibia", flexion_deg))
    for fade, row, offset, sign in (
        (view.thigh_fade_mm, np.array([0.0, 1.0, 0.0]), 0.0, 1.0),
        (view.shank_fade_mm, shin[1, :3], shin[1, 3], -1.0),
    ):
        if fade and view.rise_share and flexion_deg:
            short = np.cos(np.radians(view.rise_share * flexion_deg))
            end = min(abs(fade[1]), STANDING_MM * float(short))
            yield end - abs(fade[1] - fade[0]), end, (0.0, sign, 0.0, 0.0)
        elif fade:
            right, up, towards = (float((row * axis).sum()) for axis in camera.basis)
            yield *fade, (right, up, towards, float(offset))
