"""The skin of the limb from the fold of the buttock to the ankle: a hull round flesh and bone.

Each level is the hull of every muscle and bone there, with fat outside it, brought to the girths
of lean adults (table `anatomy/soft_girths`). At a bend the skin follows thigh and shin and bends
evenly between them.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import ConvexHull, cKDTree
from scipy.spatial.transform import Rotation

from explainer import catalog
from explainer.arrays import FloatArray, smoothstep
from explainer.atlas_build.bones import bone_meshes
from explainer.atlas_build.geometry.shapes import Mesh, Solid, tube_triangles
from explainer.atlas_build.motion import poses
from explainer.atlas_build.soft_tissue import tubes
from explainer.atlas_build.soft_tissue.stations import forms

SKIN = "skin"
RINGS = 110
SIDES = 72
LEVEL_MM = 5.0  # vertices within this of a level belong to it
HELD_MM = -360.0  # below this, bands that are not drawn hold tendons down: they lift no skin
LEAST_MM = 2.0  # skin alone, where there is no fat under it
LOOSE_MM = 1.5  # skin slides and lifts this much before it is drawn in
EASE_RINGS, EASE_SIDES = 2.0, 2.0  # smoothing of that move, in rows and columns of the skin
CAPS = (0.0, 0.55, 0.85)  # sizes of the rows that close both ends


@cache
def _cloud() -> FloatArray:
    """Vertices (n, 3) of all flesh and bone in the straight limb."""
    parts = [tubes.tube(name, 0.0).mesh.vertices_mm for name, form in forms().items()
             if form.kind == "belly"]  # fmt: skip
    parts = [part[part[:, 1] > HELD_MM] for part in parts]
    parts += [tubes.tube(name, 0.0).mesh.vertices_mm for name, form in forms().items()
              if form.kind == "strap"]  # fmt: skip
    parts += [
        solid.mesh.vertices_mm for name, solid in bone_meshes.build().items() if name != "foot"
    ]
    return np.concatenate(parts).astype(float)


def _hull(points: FloatArray, turn: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Middle (2,) and polar radii (sides,) of the convex hull of points (n, 2) in (z, x)."""
    hull = ConvexHull(points)
    middle = points[hull.vertices].min(axis=0) / 2 + points[hull.vertices].max(axis=0) / 2
    out = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    normal, offset = hull.equations[:, :2], hull.equations[:, 2]
    rate = out @ normal.T
    with np.errstate(divide="ignore"):
        reach = np.where(rate > 1e-9, -(offset + normal @ middle) / rate, np.inf)
    return middle, reach.min(axis=1)


@cache
def _rings() -> tuple[FloatArray, FloatArray, FloatArray]:
    """Heights (rings,), middles (rings, 2) as (z, x) and radii (rings, sides) at 0 degrees."""
    girths = catalog.table("anatomy/soft_girths")
    level, girth = girths.floats("y_mm"), girths.floats("girth_mm")
    order = np.argsort(level)
    heights = np.linspace(level.max(), level.min(), RINGS)
    cloud, turn = _cloud(), 2 * np.pi * np.arange(SIDES) / SIDES
    found = [_hull(cloud[np.abs(cloud[:, 1] - y) < LEVEL_MM][:, [2, 0]], turn) for y in heights]
    middle = gaussian_filter1d(np.stack([m for m, _ in found]), 3.0, axis=0)
    radius = gaussian_filter1d(np.stack([r for _, r in found]), 2.5, axis=0)
    radius = gaussian_filter1d(radius, 1.5, axis=1, mode="wrap")
    wanted = PchipInterpolator(level[order], girth[order])(heights)
    bare = radius.copy()
    for _ in range(4):  # fat lies evenly outside, and nowhere is there none
        radius = radius + ((wanted - _girth(radius)) / (2 * np.pi))[:, None]
        radius = np.maximum(radius, bare + LEAST_MM)
    return heights, middle, radius


def _girth(radius: FloatArray) -> FloatArray:
    """Length (rings,) round polar outlines (rings, sides)."""
    turn = 2 * np.pi * np.arange(radius.shape[1]) / radius.shape[1]
    points = radius[..., None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return np.linalg.norm(points - np.roll(points, 1, axis=1), axis=-1).sum(axis=1)


@cache
def _home() -> tuple[FloatArray, NDArray[np.int32], FloatArray, FloatArray]:
    """Vertices, triangles, along and around of the skin in the straight limb."""
    heights, middle, radius = _rings()
    turn = 2 * np.pi * np.arange(SIDES) / SIDES
    rows = np.concatenate([np.zeros(len(CAPS), int), np.arange(RINGS),
                           np.full(len(CAPS), RINGS - 1)])  # fmt: skip
    size = np.concatenate([CAPS, np.ones(RINGS), CAPS[::-1]])
    size[[0, -1]] = 0.2
    r = radius[rows] * size[:, None]
    height = np.repeat(heights[rows][:, None], SIDES, axis=1)
    ring = np.stack([middle[rows, 1:] + r * np.sin(turn), height,
                     middle[rows, :1] + r * np.cos(turn)], axis=-1)  # fmt: skip
    poles = np.array([[middle[i, 1], heights[i], middle[i, 0]] for i in (0, -1)])
    along = np.concatenate([np.repeat(rows / (RINGS - 1), SIDES), [0.0, 1.0]])
    around = np.concatenate([np.tile(turn / (2 * np.pi), len(rows)), [0.0, 0.0]])
    triangles = tube_triangles(len(rows), SIDES)[:, ::-1].copy()
    return np.concatenate([ring.reshape(-1, 3), poles]), triangles, along, around


def skin(flexion_deg: float, flesh_mm: FloatArray) -> Solid:
    """The skin at a bend, in K: thigh at rest, shin moved, an even bend between.

    Where it stands further off the flesh and bone of that bend, `flesh_mm` (n, 3), than it does in
    the straight limb, it is drawn in.
    """
    bent = _bent(flexion_deg)
    _, triangles, along, around = _home()
    if flexion_deg:
        bent = _drawn_in(bent, flesh_mm)
    return Solid(Mesh(bent.astype(np.float32), triangles), along, around, None)


@cache
def _home_clearance_mm() -> FloatArray:
    """Distance (n,) of every skin vertex to flesh or bone in the straight limb."""
    return cKDTree(_cloud()).query(_home()[0])[0]


def _drawn_in(bent: FloatArray, flesh_mm: FloatArray) -> FloatArray:
    """Skin vertices (n, 3) moved towards the flesh they have come away from, without folds."""
    apart, nearest = cKDTree(flesh_mm).query(bent)
    excess = np.maximum(apart - _home_clearance_mm() - LOOSE_MM, 0.0)
    move = (flesh_mm[nearest] - bent) * (excess / np.maximum(apart, 1e-6))[:, None]
    rows = move[:-2].reshape(-1, SIDES, 3)
    rows = gaussian_filter1d(rows, EASE_RINGS, axis=0, mode="nearest")
    rows = gaussian_filter1d(rows, EASE_SIDES, axis=1, mode="wrap")
    return bent + np.concatenate([rows.reshape(-1, 3), move[-2:]])


def _bent(flexion_deg: float) -> FloatArray:
    """Skin vertices (n, 3) turned with the shin, evenly from thigh to shin."""
    vertices = _home()[0]
    low, high = (catalog.parameter(f"skin_bend_{end}").value for end in ("low", "high"))
    share = smoothstep((high - vertices[:, 1]) / (high - low))
    pose = poses.pose("tibia", flexion_deg)
    turn = Rotation.from_matrix(pose[:3, :3]).as_rotvec()
    rotation = Rotation.from_rotvec(share[:, None] * turn)
    return rotation.apply(vertices) + share[:, None] * pose[:3, 3]
