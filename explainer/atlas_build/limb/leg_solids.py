"""The parts of the whole leg as surfaces, coarse enough for a small picture that moves.

Bones, muscles and tendons are those of the baked atlas, thinned; the muscles of the hip that the
atlas lacks come from `whole_limb.lofts`. How much of each moving bone's turn a vertex takes on is
worked out as `ribbons` does for the leg from the side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyvista
from scipy.interpolate import CubicSpline

from explainer import catalog
from explainer.anatomy import atlas
from explainer.arrays import FloatArray, IntArray, smoothstep
from explainer.atlas_build.geometry.shapes import Mesh, tube_triangles
from explainer.atlas_build.limb import place, ribbons
from explainer.atlas_build.rendering.shading import tendon_blend
from explainer.atlas_build.whole_limb import bones, lofts

BENDS_DEG = (0.0, 30.0, 60.0, 90.0, 120.0, 140.0)
# The rigid parts: body, structures, and how many triangles each keeps.
RIGID = {
    "pelvis": ("pelvis", {"pelvis": 1900, "sacrum": 900}),
    "femur": ("femur", {"femur": 2200, "femoral_cartilage": 400}),
    "tibia": ("tibia", {"tibia": 1500, "tibial_cartilage_medial": 120,
                        "tibial_cartilage_lateral": 120}),
    "fibula": ("tibia", {"fibula": 520}),
    "patella": ("patella", {"patella": 360}),
    "foot": ("foot", {"foot": 1500}),
}  # fmt: skip
MENISCI = ("medial_meniscus", "lateral_meniscus")
CORDS = ("medial_collateral_ligament", "posterior_cruciate_ligament")
SHEETS = ("posterior_capsule",)
TRACT = "iliotibial_tract"  # its hind part, over the outer side of the hip: no ribbon shows it
ROUND_SIDES = 14  # corners of a section that had more in the atlas
RING_MM = 15.0  # distance between the rings of a thinned tube, far from the knee
KNEE_RING_MM = 10.5  # and near it, as in the atlas
NEAR_KNEE_MM = 70.0
HIP_RINGS, HIP_SIDES = 22, 20
TRACT_TURNS_MM = 70.0  # above the hip: from here the tract turns with the pelvis


@dataclass(frozen=True)
class Part:
    """A surface with what the browser needs to pose and paint it; lengths in mm, frame K.

    frames: vertices (n, 3) at each of BENDS_DEG, or one where it does not change its form.
    tube: (rings, corners) of a swept tube, whose triangles follow from them; else `triangles`.
    weights (n, 4), 0..1: share of the shin's motion, of the pelvis', of the foot's turn (or of the
    heel's way along the shin), of the heel's way across it. turns: whether the pelvis' share is one
    of its turn, rather than of the way of the muscle's origin. tendon (n,): how it is painted.
    grain (n, 2), mm across the fibres and along: where they do not run along the tube.
    """

    id: str
    kind: str
    body: str
    frames: Sequence[FloatArray]
    tube: tuple[int, int] | None
    triangles: IntArray
    weights: FloatArray | None = None
    turns: bool = False
    heel: bool = False
    tendon: FloatArray | None = None
    grain: FloatArray | None = None


def parts() -> list[Part]:
    """Every part of the leg; the order is that of the file."""
    soft = (*ribbons.BEHIND_BONE, *ribbons.BEFORE_BONE, *MENISCI, *CORDS, *SHEETS, TRACT)
    bones = [_bone(name, body, pieces) for name, (body, pieces) in RIGID.items()]
    return bones + [_soft(name) for name in soft]


def _bone(name: str, body: str, pieces: dict[str, int]) -> Part:
    """One part of several bones or cartilages that move as one."""
    meshes = [_thinned(_mesh(piece), count) for piece, count in pieces.items()]
    offsets = np.cumsum([0, *(len(mesh.vertices_mm) for mesh in meshes)])
    vertices = np.concatenate([mesh.vertices_mm for mesh in meshes]).astype(float)
    triangles = np.concatenate(
        [mesh.triangles + offset for mesh, offset in zip(meshes, offsets[:-1], strict=True)]
    )
    return Part(name, "bone", body, [vertices], None, triangles)


def _mesh(name: str) -> Mesh:
    if name == "sacrum":
        return bones.sacrum()
    found = atlas.load().mesh(name)
    return Mesh(found.vertices_mm, found.triangles.astype(np.int32))


def _thinned(mesh: Mesh, budget: int) -> Mesh:
    """A surface thinned by quadric error to about `budget` triangles."""
    surface = pyvista.PolyData.from_regular_faces(
        mesh.vertices_mm.astype(float), mesh.triangles.astype(np.int64)
    )
    if len(mesh.triangles) > budget:
        surface = surface.decimate(1 - budget / len(mesh.triangles), volume_preservation=True)
    return Mesh(np.asarray(surface.points, np.float32), surface.regular_faces.astype(np.int32))


def _soft(name: str) -> Part:
    if name in lofts.names():
        return _lofted_muscle(name)
    knee = atlas.load()
    fixed = name in (*ribbons.ON_THIGH, *ribbons.ON_SHANK)
    bends = BENDS_DEG[:1] if fixed else BENDS_DEG
    meshes = [knee.mesh(name, bend) for bend in bends]
    kind = catalog.structures()[name].kind
    frames = [mesh.vertices_mm.astype(float) for mesh in meshes]
    triangles = meshes[0].triangles.astype(np.int64)
    tube = _tube(triangles, len(frames[0]))
    tendon = knee.tendon_share(name)
    if tube is None:
        weights = _weights(name, frames[0][:, 1], None)
        return Part(name, kind, "", frames, None, triangles, weights, tendon=tendon)
    rings, sides, turned = tube
    kept, corners = _kept_rings(frames[0], rings, sides), min(sides, ROUND_SIDES)
    frames = [_resampled(frame, rings, sides, kept, corners) for frame in frames]
    if tendon is not None:
        tendon = _resampled(tendon[:, None], rings, sides, kept, corners)[:, 0].clip(0, 1)
    if turned:  # so that one rule makes the triangles of every tube
        frames = [_reversed(frame, len(kept), corners) for frame in frames]
        tendon = None if tendon is None else _reversed(tendon[:, None], len(kept), corners)[:, 0]
    middle, at = _middle(frames[0], len(kept), corners)
    weights = _weights(name, middle[:, 1], at)
    return Part(
        name, kind, "", frames, (len(kept), corners), tube_triangles(len(kept), corners),
        _spread(weights, corners), heel=name in ribbons.HEEL_PULLED, tendon=tendon,
    )  # fmt: skip


def _tube(triangles: IntArray, count: int) -> tuple[int, int, bool] | None:
    """Rings and corners of a plain swept tube, and whether its triangles are turned round."""
    for sides in range(4, 33):
        rings, rest = divmod(count - 2, sides)
        if rest or len(triangles) != 2 * sides * rings:
            continue
        plain = tube_triangles(rings, sides)
        for turned, wanted in ((False, plain), (True, plain[:, ::-1])):
            if (triangles == wanted).all():
                return rings, sides, turned
    return None


def _kept_rings(vertices: FloatArray, rings: int, sides: int) -> IntArray:
    """Which rings stay: they lie closer near the knee, where a tube bends."""
    middle = vertices[:-2].reshape(rings, sides, 3).mean(axis=1)
    steps = np.linalg.norm(np.diff(middle, axis=0), axis=1)
    near = np.abs(middle[:, 1]) < NEAR_KNEE_MM
    apart = np.where(near[1:] | near[:-1], KNEE_RING_MM, RING_MM)
    place = np.concatenate([[0.0], np.cumsum(steps / apart)])
    count = max(8, int(np.ceil(place[-1])) + 1)
    wanted = np.linspace(0.0, place[-1], count)
    found = np.unique(np.abs(place[:, None] - wanted).argmin(axis=0))
    return np.union1d(found, [0, 1, rings - 2, rings - 1])  # the rounded ends keep their form


def _resampled(
    values: FloatArray, rings: int, sides: int, kept: IntArray, corners: int
) -> FloatArray:
    """Values (rings * sides + 2, c) of a tube on fewer rings and corners, poles last."""
    grid = values[:-2].reshape(rings, sides, -1)[kept]
    if corners < sides:
        closed = np.concatenate([grid, grid[:, :1]], axis=1)
        curve = CubicSpline(np.arange(sides + 1), closed, axis=1, bc_type="periodic")
        grid = curve(np.arange(corners) * sides / corners)
    return np.concatenate([grid.reshape(-1, values.shape[1]), values[-2:]])


def _reversed(values: FloatArray, rings: int, corners: int) -> FloatArray:
    grid = values[:-2].reshape(rings, corners, -1)[:, ::-1]
    return np.concatenate([grid.reshape(-1, values.shape[1]), values[-2:]])


def _middle(vertices: FloatArray, rings: int, corners: int) -> tuple[FloatArray, FloatArray]:
    """Middle of each ring and of both poles (rings + 2, 3), and its share of the course, 0..1."""
    middle = vertices[:-2].reshape(rings, corners, 3).mean(axis=1)
    arc = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(middle, axis=0), axis=1))])
    share = arc / arc[-1]
    return np.vstack([middle, middle[:1], middle[-1:]]), np.concatenate([share, [0.0, 1.0]])


def _spread(values: FloatArray, corners: int) -> FloatArray:
    """Values of rings and poles (rings + 2, c) for every vertex."""
    return np.concatenate([np.repeat(values[:-2], corners, axis=0), values[-2:]])


def _weights(name: str, height: FloatArray, along: FloatArray | None) -> FloatArray:
    """Weights (n, 4) of places at these heights (mm at the straight knee), see `Part`."""
    weights = np.zeros((len(height), 4))
    weights[:, 0] = 1.0 if name in MENISCI else ribbons.shin_share(name, height)
    if along is not None and ribbons.is_on_pelvis(name):
        weights[:, 1] = 1.0 - along
    if name in ribbons.HEEL_PULLED:
        weights[:, 2] = ribbons.heel_along(height)
        weights[:, 3] = ribbons.heel_across(height)
    elif name in ribbons.ON_SHANK:
        weights[:, 2] = ribbons.foot_share(height)
    return weights


def _lofted_muscle(name: str) -> Part:
    """A muscle of the hip, from its upper end to its lower."""
    found = lofts.loft(name, HIP_RINGS, HIP_SIDES)
    tendon = np.concatenate([found.tendon, found.tendon[[0, -1]]])[:, None]
    tendon = _spread(tendon, HIP_SIDES)[:, 0]
    weights = np.zeros((len(found.vertices), 4))
    weights[:, 1] = _pelvis_share(name, found.vertices)
    grain = None
    if name in lofts.ASLANT_DEG:
        grain = lofts.fibre_plane_mm(name, found.vertices)
        grain -= grain.min(axis=0)
    kind, blend = ("tendon", None) if name == TRACT else ("muscle", tendon_blend(tendon))
    return Part(
        name, kind, "", [found.vertices], (HIP_RINGS, HIP_SIDES), found.triangles, weights,
        turns=True, tendon=blend, grain=grain,
    )  # fmt: skip


def _pelvis_share(name: str, vertices: FloatArray) -> FloatArray:
    """How far each vertex turns with the pelvis: all at the origin, less and less on."""
    _, y, z = vertices.T
    if name == "gluteus_maximus":  # along its fibres, from the sacrum to the thigh's outer side
        slope = np.radians(lofts.ASLANT_DEG[name])
        along = -y * np.sin(slope) + z * np.cos(slope)
        return 1.0 - smoothstep((along + 360.0) / 175.0)
    if name == TRACT:  # below the hip it lies on the thigh
        return np.clip((y - place.hip_mm()[1]) / TRACT_TURNS_MM, 0.0, 1.0)
    high, low = y.max(), y.min()
    return np.clip((y - low) / (high - low), 0.0, 1.0)
