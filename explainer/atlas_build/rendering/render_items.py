"""Gets a solid ready to be drawn: normals, and muscles cut back to show what lies under them."""

from functools import lru_cache

import numpy as np

from explainer.arrays import FloatArray, IntArray
from explainer.atlas_build.geometry.shapes import Solid
from explainer.atlas_build.rendering.raster import KEPT, Item

CUT_SLANT = 0.7  # rise of a cut across the section: its face shows without making a spike
CALMING_PASSES = 4  # reaches about 2 mm on a 1 mm mesh: less than any feature that is drawn


def render_item(
    name: str,
    solid: Solid,
    keep: tuple[float, float] | None = None,
    towards: FloatArray | None = None,
) -> Item:
    """A solid as it enters a picture; `keep` is the stretch of `along` (0..1) left standing.

    A cut is slanted so that a viewer who stands `towards` (3,) sees its face.
    Raises ValueError when a structure without a course is asked to be cut back.
    """
    item = _whole(name, solid)
    if keep is None:
        return item
    end = np.asarray(keep[1])
    if towards is not None:
        end = end - _slanted(item, keep[1], towards)
    item = _cut(item, _course(item) - keep[0])
    return _cut(item, end - _course(item))


@lru_cache(maxsize=KEPT)
def _whole(name: str, solid: Solid) -> Item:
    """A solid that is not cut back; the same for every view of it."""
    mesh, normals = solid.mesh, solid.mesh.normals()
    if solid.along is None:
        normals = _calmed(normals, mesh.triangles)
    course = (solid.along, solid.around, solid.tendon)
    return Item(name, mesh.vertices_mm, mesh.triangles, normals, *course)


def _course(item: Item) -> FloatArray:
    """Where along its course each vertex lies, (n,). ValueError for an item without one."""
    if item.along is None:
        raise ValueError(f"{item.id} has no course along which to cut it back")
    return item.along


def _slanted(item: Item, end: float, towards: FloatArray) -> FloatArray:
    """How much sooner (in `along`, (n,)) each vertex is cut off than the middle of its section.

    What is nearer to the viewer goes first, the more so the less the viewer looks along the course.
    """
    rows, row = np.unique(_course(item), return_inverse=True)
    points = item.vertices_mm.astype(float)
    count = np.bincount(row)
    middle = np.stack([np.bincount(row, points[:, k]) / count for k in range(3)], axis=1)
    course = np.gradient(middle, rows, axis=0)[np.argmin(np.abs(rows - end))]
    length_mm = np.sqrt((course**2).sum())
    level = 1.0 - np.abs((course / length_mm) @ towards)
    near_mm = (points - middle[row]) @ towards
    return CUT_SLANT * level * near_mm / length_mm


def _calmed(normals: FloatArray, triangles: IntArray) -> FloatArray:
    """Vertex normals (n, 3) averaged with their neighbours', so that no grid step shows."""
    start = triangles.ravel()
    end = np.roll(triangles, -1, axis=1).ravel()
    for _ in range(CALMING_PASSES):
        near = [np.bincount(start, normals[end, k], len(normals)) for k in range(3)]
        normals = normals + np.stack(near, axis=1)
        normals /= np.maximum(np.sqrt((normals**2).sum(axis=1, keepdims=True)), 1e-9)
    return normals


def _cut(item: Item, side: FloatArray) -> Item:
    """The part of an item where `side` (one value per vertex) is not negative, with its cut face.

    The face is turned inwards, as the inside of a hollow structure is.
    """
    if (side >= 0).all():
        return item
    split = _Split(item, side)
    along, around, tendon = (
        None if plane is None else split.extended(plane)
        for plane in (item.along, item.around, item.tendon)
    )
    return Item(
        item.id,
        split.extended(item.vertices_mm),
        split.triangles,
        split.extended(item.normals),
        along,
        around,
        tendon,
        hollow=True,
    )


class _Split:
    """Triangles split along the line where `side` is zero; new vertices are made on crossed edges.

    Every crossed edge gets one new vertex, so the rim is a closed loop; triangles fill it.
    """

    def __init__(self, item: Item, side: FloatArray) -> None:
        self._count = len(item.vertices_mm)
        self._edges: dict[tuple[int, int], int] = {}
        self._from: list[tuple[int, int, float]] = []
        self._rim: list[tuple[int, int]] = []
        self._side = side
        whole = (side[item.triangles] >= 0).all(axis=1)
        mixed = ~whole & (side[item.triangles] >= 0).any(axis=1)
        split = [t for triangle in item.triangles[mixed] for t in self._clip(triangle.tolist())]
        split += [(self._rim[0][0], *edge) for edge in self._rim[1:]]
        parts = [item.triangles[whole], np.array(split, np.int64).reshape(-1, 3)]
        self.triangles = np.concatenate(parts)

    def _clip(self, triangle: list[int]) -> list[tuple[int, int, int]]:
        """One triangle clipped to its kept side: none, one or two triangles."""
        outline: list[int] = []
        rim = [0, 0]
        for here, there in zip(triangle, triangle[1:] + triangle[:1], strict=True):
            if self._side[here] >= 0:
                outline.append(here)
            if (self._side[here] >= 0) != (self._side[there] >= 0):
                outline.append(self._crossing(here, there))
                rim[int(self._side[here] < 0)] = outline[-1]
        self._rim.append((rim[0], rim[1]))
        return [(outline[0], outline[k], outline[k + 1]) for k in range(1, len(outline) - 1)]

    def _crossing(self, here: int, there: int) -> int:
        """The number of the new vertex on the edge from `here` to `there`."""
        edge = (min(here, there), max(here, there))
        if edge not in self._edges:
            a, b = self._side[edge[0]], self._side[edge[1]]
            self._edges[edge] = self._count + len(self._from)
            self._from.append((*edge, float(a / (a - b))))
        return self._edges[edge]

    def extended(self, values: FloatArray) -> FloatArray:
        """A vertex attribute of the item, (n,) or (n, 3), and the values of the new vertices."""
        start = np.array([e[0] for e in self._from], np.int64)
        end = np.array([e[1] for e in self._from], np.int64)
        part = np.array([e[2] for e in self._from])
        part = part[:, None] if values.ndim == 2 else part
        return np.concatenate([values, values[start] * (1 - part) + values[end] * part])
