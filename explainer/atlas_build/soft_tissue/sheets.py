"""Broad sheets: the popliteus, fanning out over the back of the shin, and the posterior capsule.

A sheet is woven from threads that run from bone to bone (forms of kind "line", named
`structure/0`, `structure/1` ...). Each thread finds its own way at a bend; the surface between
them is smooth, and has the thickness that the threads give it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.ndimage import gaussian_filter

from explainer.arrays import FloatArray
from explainer.atlas_build.geometry.shapes import Mesh, Solid
from explainer.atlas_build.soft_tissue import bone_distance, rigid_distance
from explainer.atlas_build.soft_tissue.routes import home, route
from explainer.atlas_build.soft_tissue.stations import LINE, forms

ACROSS = 30  # columns drawn between the first and the last thread
CLEAR_MM = 0.4  # the near face stays this far off the bone
CORE_MM = 2.5  # its middle is pushed no further off than this; its near face gives way instead
LIFT_MM = 4.0
LIFTS = 5  # of the faces, by no more than this each
RIM_MM = 0.5  # thickness left at the free edges


@cache
def sheets() -> Mapping[str, tuple[str, ...]]:
    """Each sheet with its threads, in order across."""
    found: dict[str, list[str]] = {}
    for name, form in forms().items():
        if form.kind == LINE:
            found.setdefault(name.split("/")[0], []).append(name)
    return MappingProxyType({name: tuple(threads) for name, threads in found.items()})


def _woven(values: FloatArray) -> FloatArray:
    """Values of the threads (threads, rows, ...) spread over ACROSS columns."""
    at = np.linspace(0.0, len(values) - 1.0, ACROSS)
    return CubicSpline(np.arange(len(values)), values, axis=0)(at)


def _normals(grid: FloatArray) -> FloatArray:
    """Unit normals of a grid of points (columns, rows, 3)."""
    normal = np.cross(np.gradient(grid, axis=0), np.gradient(grid, axis=1))
    return normal / np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-9)


def sheet(structure: str, flexion_deg: float) -> Solid:
    """The closed surface of a sheet at a bend, in K; `along` runs with the threads."""
    threads = sheets()[structure]
    middle = _woven(np.stack([route(name, flexion_deg).centre_mm for name in threads]))
    thick = np.maximum(_woven(np.stack([home(name).depth_mm for name in threads])), RIM_MM)
    tendon = np.clip(_woven(np.stack([home(name).tendon for name in threads])), 0.0, 1.0)
    across = np.linspace(0.0, 1.0, ACROSS)
    rim = np.minimum(1.0, 6.0 * np.minimum(across, 1.0 - across))[:, None]
    thick = RIM_MM + (thick - RIM_MM) * np.sqrt(rim)
    clear = np.minimum(thick.ravel() / 2, CORE_MM) + CLEAR_MM
    for _ in range(3):
        flat = bone_distance.pushed_out(
            middle.reshape(-1, 3), clear, flexion_deg, distance=rigid_distance.distance_mm
        )
        middle = gaussian_filter(flat.reshape(middle.shape), (1.0, 1.0, 0.0), mode="nearest")
    offset = _normals(middle) * thick[..., None] / 2
    rows = middle.shape[1]
    along = np.tile(np.linspace(0.0, 1.0, rows), ACROSS)
    around = np.repeat(across, rows)
    vertices = np.concatenate([(middle + offset).reshape(-1, 3), (middle - offset).reshape(-1, 3)])
    for _ in range(LIFTS):
        touch = np.full(len(vertices), CLEAR_MM)
        vertices = bone_distance.pushed_out(
            vertices, touch, flexion_deg, LIFT_MM, rigid_distance.distance_mm
        )
    mesh = Mesh(vertices.astype(np.float32), _triangles(ACROSS, rows))
    return Solid(mesh, np.tile(along, 2), np.concatenate([around / 2, 1.0 - around / 2]),
                 np.tile(tendon.ravel(), 2))  # fmt: skip


def _triangles(columns: int, rows: int) -> NDArray[np.int32]:
    """Two faces of a grid and the rim between them, all facing outwards."""
    i, j = np.meshgrid(np.arange(columns - 1), np.arange(rows - 1), indexing="ij")
    a = (i * rows + j).ravel()
    b, c, d = a + rows, a + rows + 1, a + 1
    face = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    count = columns * rows
    loop = np.concatenate([
        np.arange(0, count - rows, rows),
        np.arange(count - rows, count - 1),
        np.arange(count - 1, rows - 1, -rows),
        np.arange(rows - 1, 0, -1),
    ])  # fmt: skip
    after = np.roll(loop, -1)
    rim = np.concatenate([np.stack([loop, loop + count, after + count], 1),
                          np.stack([loop, after + count, after], 1)])  # fmt: skip
    return np.concatenate([face, face[:, ::-1] + count, rim]).astype(np.int32)
