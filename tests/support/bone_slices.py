"""Cutting a mesh: what a level section, or any plane section, of a built bone measures."""

from dataclasses import dataclass

import numpy as np

from explainer.atlas_build.geometry.shapes import Mesh


@dataclass(frozen=True)
class Cut:
    """A plane section: segments (n, 2, 3) directed along the surface."""

    segments_mm: np.ndarray
    loops: int

    def extent_mm(self, axis: int) -> tuple[float, float]:
        along = self.segments_mm[..., axis]
        return float(along.min()), float(along.max())

    def centroid_mm(self, a: int, b: int) -> tuple[float, float]:
        """Centroid of the enclosed area in the plane of axes a and b (Green's theorem)."""
        p, q = self.segments_mm[:, 0], self.segments_mm[:, 1]
        cross = p[:, a] * q[:, b] - q[:, a] * p[:, b]
        return tuple(
            float(((p[:, i] + q[:, i]) * cross).sum() / (3.0 * cross.sum())) for i in (a, b)
        )


def cut(mesh: Mesh, axis: int, level_mm: float) -> Cut:
    """Section of a closed mesh by the plane where coordinate `axis` is level_mm."""
    v = mesh.vertices_mm.astype(float)
    above = v[:, axis] > level_mm
    t = mesh.triangles
    mixed = t[above[t].any(axis=1) & ~above[t].all(axis=1)]
    edges, points = [], []
    for first in range(3):
        i, j = mixed[:, first], mixed[:, (first + 1) % 3]
        crosses = above[i] != above[j]
        share = (level_mm - v[i, axis]) / np.where(crosses, v[j, axis] - v[i, axis], 1.0)
        points.append(np.where(crosses[:, None], v[i] + share[:, None] * (v[j] - v[i]), np.nan))
        edges.append(np.where(crosses, np.minimum(i, j) * len(v) + np.maximum(i, j), -1))
    points, edges = np.stack(points, 1), np.stack(edges, 1)
    # The edge that goes up and the edge that comes down give every segment one direction.
    up = np.stack([above[mixed[:, (f + 1) % 3]] & ~above[mixed[:, f]] for f in range(3)], 1)
    down = np.stack([above[mixed[:, f]] & ~above[mixed[:, (f + 1) % 3]] for f in range(3)], 1)
    segments = np.stack([points[up], points[down]], axis=1)
    return Cut(segments, _count_loops(edges[up], edges[down]))


def _count_loops(starts: np.ndarray, ends: np.ndarray) -> int:
    follow = dict(zip(starts.tolist(), ends.tolist(), strict=True))
    loops = 0
    while follow:
        loops += 1
        at = next(iter(follow))
        while at in follow:
            at = follow.pop(at)
    return loops
