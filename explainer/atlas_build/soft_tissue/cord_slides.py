"""Nerves and vessels slid aside, out of flesh and tendon, each ring by ring as a whole."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

from explainer import catalog
from explainer.arrays import FloatArray, smoothstep
from explainer.atlas_build.geometry.shapes import CAP_RINGS, Solid
from explainer.atlas_build.soft_tissue import (
    bone_distance,
    clearance,
    overlap,
    rigid_distance,
)
from explainer.atlas_build.soft_tissue.clearance import LIFT_MM, TOUCH_MM
from explainer.atlas_build.soft_tissue.contact_surface import (
    CORDS_TOO,
    Surface,
    is_flesh,
    rows_and_sides,
)

CORD_GAP_MM = 1.0  # flesh keeps so far off a nerve or vessel
CORD_ROUNDS = 7  # of each
CORD_EASE_MM = 14.0  # a cord slides aside over so much of its length
NERVE_BEND_MM = 11.0  # and a nerve bends nowhere more sharply than so once it has slid
NERVE_EVENS_MM = (8.0, 12.0, 16.0, 24.0, 36.0, 54.0, 80.0)  # its slide is evened out over so much
CORD_MOST_MM = 2.5  # in one round
CORD_SHARE = 0.5  # of what flesh and a cord are in one another, the cord gives way by so much
CORD_FAR_MM = 14.0  # and in all
BRANCHES = {  # branch: trunk; where it leaves or joins, it goes the way of the trunk
    "tibial_nerve": "sciatic_nerve",
    "common_fibular_nerve": "sciatic_nerve",
    "small_saphenous_vein": "popliteal_vein",
}
JOINED_MM = 60.0  # from there on it finds its own way
STIFF = ("popliteus",)  # a sheet of muscle on the bone: what runs over it gives way to it


def slid(
    name: str, solid: Solid, vertices: FloatArray, raw: Mapping[str, Surface], flexion_deg: float
) -> FloatArray:
    """Vertices (n, 3) in K, mm, of a cord slid aside ring by ring out of flesh and tendon.

    `raw` holds every surface as it was swept, by structure.
    """
    shape = rows_and_sides(name, solid)
    rings = vertices[:-2].reshape(*shape, 3)
    middle = rings.mean(axis=1)
    reach = np.linalg.norm(rings - middle[:, None], axis=2).max(axis=1)
    ring_mm = np.linalg.norm(np.diff(middle, axis=0), axis=1)[CAP_RINGS:-CAP_RINGS].mean()
    moved = np.zeros_like(middle)
    nerve = catalog.structures()[name].kind == "nerve"
    firm = np.ones((len(middle), 1))  # soft flesh stays, and makes room by its shape
    if is_flesh(name):
        firm = raw[name].hardness[:-2].reshape(shape).mean(axis=1)[:, None]
    kin = {name, BRANCHES.get(name), *(b for b, trunk in BRANCHES.items() if trunk == name)}
    others = [n for n in raw if n not in kin and not (nerve and n.endswith("_nerve"))]
    clear = np.maximum(rigid_distance.distance_mm(middle, flexion_deg), 0.0) < reach + TOUCH_MM
    for _ in range(CORD_ROUNDS):
        here = middle + moved
        push = np.zeros_like(middle)
        for other in others:
            near = np.flatnonzero(raw[other].about(here, 6.0))
            if len(near):
                depth, normal, _ = raw[other].ask(here[near])
                short = np.clip(reach[near] + CORD_GAP_MM - depth, 0.0, CORD_MOST_MM)
                pull = 1.0 if other in STIFF or other in CORDS_TOO else CORD_SHARE
                push[near] += pull * short[:, None] * normal
        push = gaussian_filter1d(firm * push, CORD_EASE_MM / ring_mm, axis=0, mode="nearest")
        moved += push
        far = np.linalg.norm(moved, axis=1, keepdims=True)
        moved *= np.minimum(1.0, CORD_FAR_MM / np.maximum(far, 1e-9))
        here = middle + moved
        out = bone_distance.pushed_out(here, reach + TOUCH_MM, flexion_deg, LIFT_MM,
                                       rigid_distance.distance_mm)  # fmt: skip
        out[clear] = here[clear]  # where it lay on the bone as drawn it stays
        moved += gaussian_filter1d(out - here, 2.0, axis=0, mode="nearest")
    if nerve:
        moved = _unkinked(middle, moved, ring_mm)
    return _moved_whole(vertices, moved, shape, flexion_deg)


def _moved_whole(
    vertices: FloatArray, moved: FloatArray, shape: tuple[int, ...], flexion_deg: float
) -> FloatArray:
    """A cord with each of its rings moved as a whole, moved (rings, 3), and lifted off bone."""
    slid = vertices + np.concatenate([np.repeat(moved, shape[1], axis=0), moved[[0, -1]]])
    return clearance.off_bone(slid, flexion_deg)


def _unkinked(middle: FloatArray, moved: FloatArray, ring_mm: float) -> FloatArray:
    """Moves (rings, 3) of a nerve, evened out until it bends nowhere too sharply."""
    even = moved
    for ease_mm in NERVE_EVENS_MM:
        if float(overlap.bend_radii_mm(middle + even).min()) >= NERVE_BEND_MM:
            break
        even = gaussian_filter1d(moved, ease_mm / ring_mm, axis=0, mode="nearest")
    return even


def joined(
    branch: str, trunk: str, solids: Mapping[str, Solid], placed: Mapping[str, FloatArray],
    flexion_deg: float,
) -> FloatArray:  # fmt: skip
    """Vertices (n, 3) of a branch that moved as its trunk beside it, farther on as it did alone."""
    (line, own), (beside, others) = (
        _ring_moves(name, solids[name], placed[name]) for name in (branch, trunk)
    )
    at = cKDTree(beside).query(line)[1]
    arc = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
    share = 1.0 - smoothstep(arc / JOINED_MM)
    moved = own + share[:, None] * (others[at] - own)
    vertices = solids[branch].mesh.vertices_mm.astype(float)
    return _moved_whole(vertices, moved, rows_and_sides(branch, solids[branch]), flexion_deg)


def _ring_moves(name: str, solid: Solid, placed: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The middles (rings, 3) of a cord as it was swept, and how far each has moved since."""
    shape = rows_and_sides(name, solid)
    swept, now = (
        points[:-2].reshape(*shape, 3).mean(axis=1)
        for points in (solid.mesh.vertices_mm.astype(float), placed)
    )
    return swept, now - swept
