"""The menisci: wedges bent round the plateaus, flat below, hollowed above by the condyles.

Each is drawn in T as a row of wedge sections from the front root to the back root. The underside
lies on the shin's cartilage; the top takes the shape of the condyle that rests on it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

from explainer import catalog
from explainer.arrays import FloatArray, smoothstep
from explainer.atlas_build.bones import tibia
from explainer.atlas_build.geometry.shapes import Mesh, Solid, arc_length, tube_triangles
from explainer.atlas_build.motion import poses

SECTIONS = 90  # along a meniscus: about 1 mm apart
ACROSS = 9  # points from the thin inner edge to the outer wall, on either face
WALL = 4  # points up the outer wall
CLEAR_MM = 0.08  # room left to the cartilage above and below
INNER_EDGE_MM = 0.5  # height of the free inner edge
OUTER_BULGE = 0.16  # the outer wall bows out by this share of its height
OVERHANG_MM = 4.0  # the underside is judged this far in from the outer wall, where bone falls away
ROOT_TAPER_MM = 5.0  # over this length an end slopes down into its root
JOINT_HALF_HEIGHT_MM = 15.0  # only surfaces this near the plateau touch a meniscus
FACING = 0.2  # least share of up (or down) in the normal of a surface that counts
NEIGHBOURS, NEARBY_MM = 6, 2.5  # vertices that give a height, and how near one must be
EASE = 2.0  # smoothing along the meniscus, in sections
ROOTED = 0.3  # this share of its length from either root a meniscus follows its condyle fully

NAMES = ("medial_meniscus", "lateral_meniscus")

Height = Callable[[FloatArray, FloatArray], FloatArray]


def build(rigid: dict[str, Mesh]) -> dict[str, Solid]:
    """Both menisci in K at 0 degrees, from the bones and cartilages (meshes in K)."""
    to_t = poses.inverse(tibia.home())
    ground = _height([rigid[k] for k in _SHIN], to_t, upward=True)
    roof = _height([rigid[k] for k in _THIGH], to_t, upward=False)
    return {name: _wedge(name, ground, roof) for name in NAMES}


def share_of_slide(along: FloatArray) -> FloatArray:
    """How far places `along` (0 front root .. 1 back root) go with the body: roots stay, (n,)."""
    return smoothstep(np.minimum(along, 1.0 - along) / ROOTED)


_SHIN = ("tibia", "tibial_cartilage_medial", "tibial_cartilage_lateral")
_THIGH = ("femur", "femoral_cartilage")


def _height(meshes: list[Mesh], to_t: FloatArray, upward: bool) -> Height:
    """Height in T of the highest upward (or lowest downward) surface over a point x, z.

    Each mesh gives the height by the tangent planes of the vertices nearest in x and z; where none
    lies within NEARBY_MM, that mesh has no surface.
    """
    sign = 1.0 if upward else -1.0
    layers = []
    for mesh in meshes:
        normal = mesh.normals() @ to_t[:3, :3].T
        p = poses.moved(mesh.vertices_mm.astype(float), to_t)
        kept = (sign * normal[:, 1] > FACING) & (np.abs(p[:, 1]) < JOINT_HALF_HEIGHT_MM)
        layers.append((cKDTree(p[kept][:, [0, 2]]), p[kept], normal[kept]))

    def at(x: FloatArray, z: FloatArray) -> FloatArray:
        heights = [sign * _over(layer, x, z, sign) for layer in layers]
        return sign * np.max(heights, axis=0)

    return at


def _over(
    layer: tuple[cKDTree, FloatArray, FloatArray], x: FloatArray, z: FloatArray, sign: float
) -> FloatArray:
    tree, points, normals = layer
    reach, index = tree.query(np.stack([x, z], axis=-1), k=NEIGHBOURS)
    p, n = points[index], normals[index]
    plane = n[..., 0] * (x[..., None] - p[..., 0]) + n[..., 2] * (z[..., None] - p[..., 2])
    height = p[..., 1] - plane / n[..., 1]
    weight = 1.0 / (reach**2 + 0.1)
    mean = (weight * height).sum(axis=-1) / weight.sum(axis=-1)
    return np.where(reach[..., 0] < NEARBY_MM, mean, -sign * np.inf)


def _border(name: str) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, FloatArray]:
    """Outer border (n, 2) in x, z, inward direction (n, 2), width, height (n,), station (n,)."""
    rows = catalog.table("anatomy/menisci").where(meniscus=name)
    station = rows.floats("station")
    curve = CubicSpline(
        station, np.stack([rows.floats("outer_x_mm"), rows.floats("outer_z_mm")], axis=1)
    )
    fine = np.linspace(0.0, 1.0, 400)
    length = arc_length(curve(fine))
    at = np.interp(np.linspace(0.0, length[-1], SECTIONS), length, fine)
    along = curve(at, 1)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    inward = np.stack([-along[:, 1], along[:, 0]], axis=1)
    points = curve(at)
    if np.einsum("ij,ij->", inward, points.mean(axis=0) - points) < 0.0:
        inward = -inward
    width, height = (
        PchipInterpolator(station, rows.floats(n))(at) for n in ("width_mm", "height_mm")
    )
    from_end = length[-1] * np.minimum(np.arange(SECTIONS), np.arange(SECTIONS)[::-1])
    taper = np.clip(from_end / (SECTIONS - 1) / ROOT_TAPER_MM, 0.02, 1.0)
    taper = np.sqrt(taper * (2.0 - taper))
    return points, inward, width, height * taper, at


def _wedge(name: str, ground: Height, roof: Height) -> Solid:
    """One meniscus as a closed tube of wedge sections."""
    outer, inward, width, height, at = _border(name)
    share = np.linspace(0.0, 1.0, ACROSS)  # 0 inner edge, 1 outer wall
    inner = outer + width[:, None] * inward
    inner = gaussian_filter1d(inner, 2.0 * EASE, axis=0, mode="nearest")
    place = inner[:, None] + share[:, None] * (outer - inner)[:, None]
    x, z = place[..., 0], place[..., 1]
    low = _underside(ground, x, z, outer, inward)
    wanted = low + INNER_EDGE_MM * 0.5 + height[:, None] * share**1.1
    top = np.minimum(wanted, roof(x, z) - CLEAR_MM)
    top = np.maximum(top, low + INNER_EDGE_MM * 0.5)
    top = gaussian_filter1d(top, EASE, axis=0, mode="nearest")
    wall = _outer_wall(place[:, -1], inward, low[:, -1], top[:, -1])
    under = np.stack([x, low, z], axis=-1)
    over = np.stack([x, top, z], axis=-1)[:, ::-1]
    ring = np.concatenate([under, wall, over], axis=1)
    sides = ring.shape[1]
    poles = ring[[0, -1]].mean(axis=1)
    vertices = poses.moved(np.concatenate([ring.reshape(-1, 3), poles]), tibia.home())
    mesh = Mesh(vertices.astype(np.float32), tube_triangles(SECTIONS, sides))
    if mesh.volume_mm3() < 0.0:
        mesh = Mesh(mesh.vertices_mm, mesh.triangles[:, ::-1].copy())
    along = np.concatenate([np.repeat(at, sides), [0.0, 1.0]])
    around = np.concatenate([np.tile(np.arange(sides) / sides, SECTIONS), [0.0, 0.0]])
    return Solid(mesh, along, around)


def _outer_wall(
    foot: FloatArray, inward: FloatArray, low: FloatArray, top: FloatArray
) -> FloatArray:
    """Points (n, WALL, 3) up the outer wall, bowed outwards, between underside and top."""
    up = np.linspace(0.0, 1.0, WALL + 2)[1:-1]
    height = (top - low)[:, None]
    bow = OUTER_BULGE * height * np.sin(np.pi * up)
    place = foot[:, None] - bow[..., None] * inward[:, None]
    return np.stack([place[..., 0], low[:, None] + up * height, place[..., 1]], axis=-1)


def _underside(
    ground: Height, x: FloatArray, z: FloatArray, outer: FloatArray, inward: FloatArray
) -> FloatArray:
    """Height of the underside: on the cartilage, and level where the rim of the bone falls away."""
    inner = outer + OVERHANG_MM * inward
    rim = ground(inner[:, 0], inner[:, 1])[:, None]
    level = np.maximum(ground(x, z), rim - 1.0)
    return gaussian_filter1d(level, EASE, axis=0, mode="nearest") + CLEAR_MM
