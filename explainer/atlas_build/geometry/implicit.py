"""Shapes as signed-distance fields: negative inside, positive outside, roughly millimetres.

A field is evaluated on arrays of coordinates. Fields are joined with rounded joints, so that bone
flows from one form into the next without a seam, and turned into triangles by marching cubes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates, spline_filter
from scipy.sparse import coo_matrix, diags
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree
from skimage.measure import marching_cubes, points_in_poly

from explainer.arrays import FloatArray, interpolate_columns
from explainer.atlas_build.geometry.shapes import Mesh, arc_length

Field = Callable[[FloatArray, FloatArray, FloatArray], FloatArray]

SLAB = 24  # levels of the grid evaluated at once
COARSE = 6  # every so many-th grid point is looked at first
PROBE_MM = 0.05  # finite difference for the gradient of a field
NEAR_MM = 14.0  # farther from the surface than this, between coarse points, there is no bone
BEAD_MM = 0.4  # spacing of the points among which the nearest part of an outline is found
OUTLINE_STEP_MM = 0.6  # grid of the table of distances to an outline
SMOOTHING_PASSES = 8  # pairs of shrink and grow; removes voxel steps, moves the surface < 0.05 mm
SHRINK, GROW = 0.5, -0.53  # Taubin's pass band: no net shrinkage


def smooth_union(a: FloatArray, b: FloatArray, blend_mm: float | FloatArray) -> FloatArray:
    """The smaller of two distances, with a fillet about blend_mm wide where they cross."""
    h = np.maximum(blend_mm - np.abs(a - b), 0.0)
    return np.minimum(a, b) - h * h / (4.0 * blend_mm)


def smooth_intersection(a: FloatArray, b: FloatArray, blend_mm: float | FloatArray) -> FloatArray:
    """The larger of two distances, with an edge rounded over about blend_mm."""
    return -smooth_union(-a, -b, blend_mm)


def smooth_cut(a: FloatArray, b: FloatArray, blend_mm: float | FloatArray) -> FloatArray:
    """What is left of a once b is taken away, with a rounded edge."""
    return smooth_intersection(a, -b, blend_mm)


def ellipsoid(p: FloatArray, centre: FloatArray, radii: FloatArray) -> FloatArray:
    """Distance of points (..., 3) to an ellipsoid along the axes; first-order exact."""
    q = p - centre
    inner = np.linalg.norm(q / radii, axis=-1)
    slope = np.linalg.norm(q / radii**2, axis=-1)
    return inner * (inner - 1.0) / np.maximum(slope, 1e-9)


def round_cone(
    p: FloatArray, start: FloatArray, end: FloatArray, start_mm: float, end_mm: float
) -> FloatArray:
    """Distance of points (..., 3) to a bar whose radius goes from start_mm to end_mm."""
    axis = end - start
    at = np.clip((p - start) @ axis / (axis @ axis), 0.0, 1.0)
    nearest = start + at[..., None] * axis
    return np.linalg.norm(p - nearest, axis=-1) - (start_mm + at * (end_mm - start_mm))


def plate(
    p: FloatArray, corners: tuple[FloatArray, FloatArray, FloatArray], half_mm: float
) -> FloatArray:
    """Distance of points (..., 3) to a three-cornered plate with rounded edges."""
    a, b, c = corners
    normal = np.cross(b - a, c - a)
    normal = normal / np.linalg.norm(normal)
    within = np.ones(p.shape[:-1], dtype=bool)
    edge = np.full(p.shape[:-1], np.inf)
    for start, end in ((a, b), (b, c), (c, a)):
        within &= (p - start) @ np.cross(normal, end - start) >= 0.0
        edge = np.minimum(edge, round_cone(p, start, end, 0.0, 0.0))
    return np.where(within, np.abs((p - a) @ normal), edge) - half_mm


@dataclass(frozen=True)
class Outline:
    """A closed plane curve with a signed distance to it that can be asked anywhere nearby."""

    polygon: FloatArray  # (k, 2)
    low_mm: FloatArray  # (2,) first corner of the table
    table: FloatArray  # spline coefficients of the signed distance

    def __call__(self, u: FloatArray, v: FloatArray) -> FloatArray:
        """Signed distance at plane coordinates u, v of any matching shape."""
        steps = [(c - low) / OUTLINE_STEP_MM for c, low in zip((u, v), self.low_mm, strict=True)]
        at = np.stack(np.broadcast_arrays(*steps))
        return map_coordinates(self.table, at, order=3, mode="nearest", prefilter=False)


def outline(polygon: FloatArray, margin_mm: float = 30.0) -> Outline:
    """Signed distance to a closed polygon (k, 2), tabulated margin_mm around it."""
    low, high = polygon.min(axis=0) - margin_mm, polygon.max(axis=0) + margin_mm
    axes = [np.arange(low[i], high[i] + OUTLINE_STEP_MM, OUTLINE_STEP_MM) for i in range(2)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 2)
    distance = _distance_to_polygon(points, polygon)
    signed = np.where(points_in_poly(points, polygon), -distance, distance)
    table = spline_filter(signed.reshape(len(axes[0]), len(axes[1])), order=3, mode="nearest")
    return Outline(polygon, low, table)


def _distance_to_polygon(points: FloatArray, polygon: FloatArray) -> FloatArray:
    """Distance (n,) of points (n, 2) to a closed polygon: nearest bead, then its two segments."""
    closed = np.concatenate([polygon, polygon[:1]])
    travelled = arc_length(closed)
    beads = np.arange(0.0, travelled[-1], BEAD_MM)
    curve = interpolate_columns(beads, travelled, closed)
    _, nearest = cKDTree(curve).query(points)
    distance = np.full(len(points), np.inf)
    for step in (-1, 1):
        a, b = curve[nearest], curve[(nearest + step) % len(curve)]
        along = ((points - a) * (b - a)).sum(axis=1) / ((b - a) ** 2).sum(axis=1)
        foot = a + np.clip(along, 0.0, 1.0)[:, None] * (b - a)
        distance = np.minimum(distance, np.linalg.norm(points - foot, axis=1))
    return distance


def to_mesh(
    field: Field,
    low: FloatArray,
    high: FloatArray,
    step_mm: float,
    passes: int = SMOOTHING_PASSES,
) -> Mesh:
    """The zero surface of a field inside a box, as an outward-facing, lightly smoothed mesh.

    The field is evaluated slab by slab on a grid of step_mm, and only in the part of each slab
    where a coarse look finds it near the surface. The largest connected surface is kept.
    """
    axes = [np.arange(low[i], high[i] + step_mm, step_mm) for i in range(3)]
    values = np.full([len(a) for a in axes], NEAR_MM, dtype=np.float32)
    for start in range(0, len(axes[1]), SLAB):
        slab = slice(start, start + SLAB)
        part = _occupied(field, axes, slab)
        if part is not None:
            x, z = axes[0][part[0]][:, None, None], axes[2][part[1]][None, None, :]
            values[part[0], slab, part[1]] = field(
                *np.broadcast_arrays(x, axes[1][None, slab, None], z)
            )
    vertices, faces, _, _ = marching_cubes(values, 0.0, gradient_direction="descent")
    placed = vertices * step_mm + np.array([a[0] for a in axes])
    mesh = smoothed(_largest(placed, faces.astype(np.int32)), passes)
    if passes > SMOOTHING_PASSES:  # more smoothing was asked for to lose detail, so leave it lost
        return mesh
    return Mesh(_onto_surface(field, mesh.vertices_mm, step_mm), mesh.triangles)


def _occupied(field: Field, axes: list[FloatArray], slab: slice) -> tuple[slice, slice] | None:
    """Ranges of x and z, as slices of the grid, that hold all of a slab's bone; None if empty."""
    x, z = axes[0][::COARSE], axes[2][::COARSE]
    y = axes[1][slab][:: COARSE // 2]
    value = field(*np.broadcast_arrays(x[:, None, None], y[None, :, None], z[None, None, :]))
    near = value.min(axis=1) < NEAR_MM
    if not near.any():
        return None
    spans = []
    for other in (1, 0):
        hit = np.flatnonzero(near.any(axis=other))
        spans.append(slice(max(hit[0] - 1, 0) * COARSE, (hit[-1] + 1) * COARSE + 1))
    return spans[0], spans[1]


def _onto_surface(
    field: Field, vertices_mm: NDArray[np.float32], step_mm: float
) -> NDArray[np.float32]:
    """Vertices moved along the field's gradient to where it is zero (two Newton steps).

    Marching cubes places them as if the field were straight between grid points, which leaves a
    faint staircase on oblique surfaces.
    """
    v = vertices_mm.astype(float)
    for _ in range(2):
        value = field(*v.T)
        slope = np.stack(
            [(field(*(v + probe).T) - value) / PROBE_MM for probe in PROBE_MM * np.eye(3)], axis=1
        )
        steep = np.maximum((slope**2).sum(axis=1), 0.25)
        move = -(value / steep)[:, None] * slope
        far = np.linalg.norm(move, axis=1, keepdims=True)
        v = v + move * np.minimum(1.0, 0.25 * step_mm / np.maximum(far, 1e-9))
    return v.astype(np.float32)


def _largest(vertices: FloatArray, faces: NDArray[np.int32]) -> Mesh:
    """The connected piece with most vertices."""
    edges = np.concatenate([faces[:, :2], faces[:, 1:]])
    n = len(vertices)
    graph = coo_matrix((np.ones(len(edges)), edges.T), (n, n))
    _, piece = connected_components(graph, directed=False)
    keep = piece == np.bincount(piece).argmax()
    number = np.cumsum(keep) - 1
    kept = faces[keep[faces].all(axis=1)]
    return Mesh(vertices[keep].astype(np.float32), number[kept].astype(np.int32))


def smoothed(mesh: Mesh, passes: int) -> Mesh:
    """Taubin smoothing: irons out the voxel pattern and keeps the volume."""
    t, n = mesh.triangles, len(mesh.vertices_mm)
    pairs = np.concatenate([t[:, [0, 1]], t[:, [1, 2]], t[:, [2, 0]]])
    graph = coo_matrix((np.ones(len(pairs)), pairs.T), (n, n)).tocsr()
    graph = graph + graph.T
    mean = diags(1.0 / np.maximum(np.asarray(graph.sum(axis=1)).ravel(), 1.0)) @ graph
    v = mesh.vertices_mm.astype(float)
    for factor in (SHRINK, GROW) * passes:
        v = v + factor * (mean @ v - v)
    return Mesh(v.astype(np.float32), t)
