"""Ends that take root: tendons and ligaments whose last fibres sink into what they end on.

No tendon ends with an edge. Its fibres spread, flatten and pass into the skin of the bone, some
sooner and some later, or into the tendon that they join. The last millimetres of a structure are
therefore drawn apart and laid over the picture, rounded off and thinning out fibre by fibre.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from explainer import catalog
from explainer.arrays import FloatArray, smoothstep
from explainer.atlas_build.rendering import texture
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.material import Material
from explainer.atlas_build.rendering.raster import COURSE, GBuffer, Item
from explainer.atlas_build.rendering.translucent_sheets import Layer

FRAY_SHARE = 0.35  # of the length of a root: how much sooner some fibres end than others
FIBRE_MM = 0.8  # breadth of a bundle that ends as one
ROUND_SHARE = 0.45  # of the half width: how far the corners of an end are rounded off
MOST_ROUND_MM = 7.0
FLESH = ("muscle", "artery", "vein", "nerve", "fat", "skin")  # kinds in which nothing takes root
CREPT = 0.95  # how much of a bone the fibres that run on over it cover where they begin


@dataclass(frozen=True)
class TendonEnd:
    """One end of a structure, to be laid over a picture.

    `item` holds the end alone; `last` says that it is the insertion. `turn` and `edge` (k,) tell
    round the section, from turn 0 to 1, how near to its side edges a fibre lies, 0..1;
    `half_width_mm` is how far the edges lie from the middle.
    """

    item: Item
    last: bool
    turn: FloatArray
    edge: FloatArray
    half_width_mm: float

    def cover(self, drawn: GBuffer, material: Material) -> tuple[FloatArray, FloatArray]:
        """How much of the colour and of the relief of the end stands at each pixel, 0..1.

        Both (height, width), of the end drawn alone. Fibres end one by one, the relief evenly.
        """
        along = drawn.along if not self.last else 1.0 - drawn.along
        around = np.nan_to_num(drawn.around)
        edge = np.interp(around, self.turn, self.edge, period=1.0)
        corner_mm = min(ROUND_SHARE * self.half_width_mm, MOST_ROUND_MM)
        inward = np.nan_to_num(along) * material.length_mm - corner_mm * edge**2
        part = inward / material.roots_mm[self.last]
        late = _lateness(around, material)
        return _risen(part - FRAY_SHARE * late), _risen(part - FRAY_SHARE / 2)


def _lateness(around: FloatArray, material: Material) -> FloatArray:
    """How much sooner than others the fibres at these turns of a section end, 0..1."""
    count = max(6, round(material.girth_mm / FIBRE_MM))
    return texture.flat_noise(around * count, np.zeros_like(around), count, material.seed)


def _risen(part: FloatArray) -> FloatArray:
    """0 at 0 and below, 1 from the end of the shortest fibre on, eased at both ends."""
    return smoothstep(part / (1.0 - FRAY_SHARE)).astype(np.float32)


def split_ends(
    items: Sequence[Item], materials: Mapping[str, Material], camera: Camera
) -> tuple[list[Item], list[TendonEnd]]:
    """The items without the ends that take root, and those ends, the farthest first."""
    bodies, roots = [], []
    for item in items:
        body, ends = _split_ends(item, materials[item.id])
        bodies.append(body)
        roots += ends
    towards = camera.basis[2]

    def nearness(root: TendonEnd) -> float:
        """How far towards the viewer an end lies, mm."""
        return float(root.item.vertices_mm[root.item.triangles].mean(axis=(0, 1)) @ towards)

    return bodies, sorted(roots, key=nearness)


def _split_ends(item: Item, material: Material) -> tuple[Item, list[TendonEnd]]:
    """One item without its rooted ends, and the ends."""
    ends: list[TendonEnd] = []
    if item.along is None or item.around is None:
        return item, ends
    rest = np.ones(len(item.triangles), bool)
    standing = np.bincount(item.triangles.ravel(), minlength=len(item.along)) > 0
    for last, root_mm in enumerate(material.roots_mm):
        if root_mm == 0.0:
            continue
        # the corners and the slowest fibres begin to thin out before the root's own length
        reach = (root_mm + MOST_ROUND_MM) / material.length_mm
        away = 1.0 - item.along if last else item.along
        chosen = (away[item.triangles] < reach).any(axis=1) & rest
        tip = (away == 0.0) & standing
        if tip.any():  # an end that is cut back has no root
            ends.append(
                _tendon_end(replace(item, triangles=item.triangles[chosen]), bool(last), tip)
            )
            rest &= ~chosen
    return replace(item, triangles=item.triangles[rest]), ends


def _tendon_end(item: Item, last: bool, tip: NDArray[np.bool_]) -> TendonEnd:
    """An end with the shape of its outermost full section; ValueError for one without sections."""
    if item.around is None:
        raise ValueError(f"{item.id} has no sections and so no end")
    points, turn = item.vertices_mm[tip].astype(float), item.around[tip]
    off_mm = np.sqrt(((points - points.mean(axis=0)) ** 2).sum(axis=1))
    places, at = np.unique(turn, return_inverse=True)
    width_mm = np.zeros(len(places))
    np.maximum.at(width_mm, at, off_mm)
    edge = (width_mm - width_mm.min()) / max(np.ptp(width_mm), 1e-6)
    return TendonEnd(item, last, places, edge, float(width_mm.max()))


def layers(roots: Sequence[TendonEnd], materials: Mapping[str, Material]) -> list[Layer]:
    """The ends as they are laid over a picture; each sinks into what is firm or flows into it."""
    firm = {name for name in materials if catalog.structures()[name].kind not in FLESH}
    found = []
    for root in roots:
        own = materials[root.item.id]
        soil = firm | {name for name, other in materials.items() if own.flows_into(other)}
        found.append(Layer(root.item, partial(root.cover, material=own), soil, soil_mm=own.soil_mm))
    return found


def creep_over_bone(g: GBuffer, materials: Mapping[str, Material]) -> GBuffer:
    """The picture with the fibres that run on from a tendon over the face of a bone.

    So the fibres of the quadriceps cover the front of the kneecap and reach its ligament. The bone
    keeps its shape and its region; towards the tendon its colour turns into the tendon's.
    """
    for name in g.ids:
        for bone, reach_mm in materials[name].creeps_mm.items():
            if bone in g.ids:
                g = _creep_over(g, g.ids.index(name), g.ids.index(bone), reach_mm, materials[name])
    return g


def _creep_over(g: GBuffer, tendon: int, bone: int, reach_mm: float, material: Material) -> GBuffer:
    """The picture with one tendon's fibres run on over one bone."""
    window = _around(g.ident == bone, int(reach_mm / g.camera.mm_per_px) + 1)
    if not (g.ident[window] == tendon).any():
        return g
    from_mm, nearest = ndimage.distance_transform_edt(
        g.ident[window] != tendon, return_indices=True
    )
    from_mm = from_mm * g.camera.mm_per_px
    chosen = (g.ident[window] == bone) & (from_mm < reach_mm)
    at = tuple(axis[chosen] for axis in nearest)
    course = np.stack([getattr(g, name)[window][at] for name in COURSE], axis=-1)
    late = _lateness(np.nan_to_num(course[:, COURSE.index("around")]), material)
    thin = 1.0 - CREPT * _risen(1.0 - from_mm[chosen] / reach_mm - FRAY_SHARE * late)
    planes = {name: getattr(g, name).copy() for name in ("under", "overlay_opacity", "beneath")}
    over = thin < planes["overlay_opacity"][window][chosen]
    at = tuple(axis[over] for axis in np.nonzero(chosen))
    for name, values in (
        ("under", tendon),
        ("overlay_opacity", thin[over]),
        ("beneath", course[over]),
    ):
        planes[name][window][at] = values
    return replace(g, **planes)


def _around(mask: NDArray[np.bool_], margin_px: int) -> tuple[slice, slice]:
    """The part of a picture that holds all of a mask and a margin about it; empty if none is."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return np.s_[:0, :0]
    low = [max(0, int(side[0]) - margin_px) for side in (rows, columns)]
    return np.s_[low[0] : int(rows[-1]) + margin_px + 1, low[1] : int(columns[-1]) + margin_px + 1]
