"""A swept structure as the contact solve asks it: inside or out, how hard, evened moves over it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

from explainer import catalog
from explainer.arrays import BoolArray, FloatArray, smoothstep
from explainer.atlas_build.geometry.shapes import CAP_RINGS, Mesh, Solid
from explainer.atlas_build.soft_tissue.stations import forms

INNER_SPARE, INNER_MM = 1.2, 1.0  # room of a section's depth, and beyond it
NEAR_MM = 6.0  # beyond this from a surface its distance is the one to its nearest corner
END_RINGS = 5  # rings over which a move fades towards an end that is fixed
SLENDER = ("artery", "vein", "nerve")
CORDS_TOO = ("plantaris",)  # muscles so slender that their tendon slides aside as a nerve does
SHEET_EASE_MM = 3.0


@dataclass(frozen=True)
class Surface:
    """A closed surface that answers how far points are from it, and how hard it is there."""

    tree: cKDTree
    points: FloatArray
    normals: FloatArray
    hardness: FloatArray  # (n,) 0 belly .. 1 tendon
    inner_mm: FloatArray  # (n,) no place inside is further than this from a vertex next to it
    low: FloatArray
    high: FloatArray

    def ask(self, points_mm: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Signed distance (n,), + outside, outward normal (n, 3) and hardness (n,) at points."""
        away, at = self.tree.query(points_mm)
        normal = self.normals[at]
        plane = np.einsum("ij,ij->i", points_mm - self.points[at], normal)
        outside = (plane > 0) | (away > self.inner_mm[at])  # normals of a sharp end mislead afar
        signed = np.where(outside, away, plane)
        signed = np.where(away < np.minimum(NEAR_MM, self.inner_mm[at]), plane, signed)
        return signed, normal, self.hardness[at]

    def maybe(self, points_mm: FloatArray, margin_mm: float) -> BoolArray:
        """Which points may lie inside or within a margin; quick, and rather too many."""
        found = self.about(points_mm, margin_mm)
        near = np.flatnonzero(found)
        away, at = self.tree.query(points_mm[near], eps=1.0)
        plane = np.einsum("ij,ij->i", points_mm[near] - self.points[at], self.normals[at])
        inside = (plane < 0.0) & (away < 2.0 * self.inner_mm[at])
        found[near] = (away < 2.0 * margin_mm) | inside
        return found

    def about(self, points_mm: FloatArray, margin_mm: float) -> BoolArray:
        """Which points lie within a margin of the surface's box."""
        within = (points_mm > self.low - margin_mm) & (points_mm < self.high + margin_mm)
        return np.asarray(within.all(axis=1))


def surface_of(name: str, vertices: FloatArray, solid: Solid) -> Surface:
    """A structure as it was swept, its vertices (n, 3) mm moved to where they are now."""
    mesh = Mesh(vertices.astype(np.float32), solid.mesh.triangles)
    hard = np.ones(len(vertices))
    if is_flesh(name):
        hard = np.clip(solid.tendon, 0.0, 1.0) if solid.tendon is not None else 0.0 * hard
    return Surface(cKDTree(vertices), vertices, mesh.normals(), hard,
                   _inner_mm(name, vertices, solid),
                   vertices.min(axis=0), vertices.max(axis=0))  # fmt: skip


def _inner_mm(name: str, vertices: FloatArray, solid: Solid) -> FloatArray:
    """How far the middle of its section is from each vertex (n,), or the other face of a sheet."""
    shape = rows_and_sides(name, solid)
    if name not in forms():
        faces = vertices.reshape(2, -1, 3)
        return INNER_SPARE * np.tile(np.linalg.norm(faces[1] - faces[0], axis=1), 2) + INNER_MM
    rings = vertices[:-2].reshape(*shape, 3)
    reach = np.linalg.norm(rings - rings.mean(axis=1, keepdims=True), axis=2)
    poles = reach.max(axis=1)[[CAP_RINGS, -CAP_RINGS - 1]]
    return INNER_SPARE * np.append(reach.ravel(), poles) + INNER_MM


def is_flesh(name: str) -> bool:
    """Whether a structure is a muscle with its tendons."""
    return catalog.structures()[name].kind == "muscle"


def is_slender(name: str) -> bool:
    """Whether a structure is a vessel or a nerve."""
    return catalog.structures()[name].kind in SLENDER


def rows_and_sides(name: str, solid: Solid) -> tuple[int, ...]:
    """Rows and sides of a swept surface; faces, columns and rows of a sheet."""
    if name in forms():
        sides = forms()[name].sides
        return (len(solid.mesh.vertices_mm) - 2) // sides, sides
    along = solid.along
    assert along is not None, f"{name}: a sheet has a course"
    rows = len(np.unique(along))
    return 2, len(along) // 2 // rows, rows


def eased(name: str, move: FloatArray, vertices: FloatArray, shape: tuple[int, ...],
           ease_mm: float) -> FloatArray:  # fmt: skip
    """A move (n, 3) evened out over the surface, nothing at the ends of a swept one."""
    if name not in forms():
        grid = move.reshape(*shape, 3)
        for axis in (1, 2):
            grid = gaussian_filter1d(
                grid, max(ease_mm, SHEET_EASE_MM) / 3.0, axis=axis, mode="nearest"
            )
        return grid.reshape(-1, 3)
    rings = vertices[:-2].reshape(*shape, 3)
    grid = move[:-2].reshape(*shape, 3)
    if ease_mm:
        ring_mm = np.linalg.norm(np.diff(rings.mean(axis=1), axis=0), axis=1)[CAP_RINGS:-CAP_RINGS]
        side_mm = np.linalg.norm(np.diff(rings, axis=1), axis=2).mean()
        grid = gaussian_filter1d(grid, ease_mm / ring_mm.mean(), axis=0, mode="nearest")
        grid = gaussian_filter1d(grid, min(ease_mm / side_mm, 3.0), axis=1, mode="wrap")
    at = np.arange(shape[0])
    free = smoothstep((np.minimum(at, at[::-1]) - CAP_RINGS) / END_RINGS)
    return np.concatenate([(grid * free[:, None, None]).reshape(-1, 3), np.zeros((2, 3))])
