"""Gets a solid ready to be drawn: normals, and muscles cut back to show what lies under them."""

import numpy as np

from explainer.arrays import FloatArray, IntArray
from explainer.atlas_build.geometry.shapes import Solid
from explainer.atlas_build.rendering.raster import Item

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
    normals = solid.mesh.normals()
    if solid.along is None:
        normals = _calmed(normals, solid.mesh.triangles)
    item = Item(
        name,
        solid.mesh.vertices_mm,
        solid.mesh.triangles,
        normals,
        solid.along,
        solid.around,
        solid.tendon,
    )
    if keep is None:
        return item
    if solid.along is None:
        raise ValueError(f"{name} has no course along which to cut it back")
    slant = 0.0 if towards is None else _slanted(solid, keep[1], towards)
    return _cut(_cut(item, solid.along - keep[0]), None, keep[1] - slant)


def _slanted(solid: Solid, end: float, towards: FloatArray) -> FloatArray:
    """How much sooner (in `along`, (n,)) each vertex is cut off than the middle of its section.

    What is nearer to the viewer goes first, the more so the less the viewer looks along the course.
    """
    rows, row = np.unique(solid.along, return_inverse=True)
    points = solid.mesh.vertices_mm.astype(float)
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


def _cut(item: Item, side: FloatArray | None, end: FloatArray | float | None = None) -> Item:
    """The part of an item where `side` (one value per vertex) is not negative, with its cut face.

    The face is turned inwards, as the inside of a hollow structure is.
    """
    side = end - item.along if side is None else side
    if (side >= 0).all():
        return item
    values = _Split(item, side)
    return Item(
        item.id,
        values.column("vertices_mm"),
        values.triangles,
        values.column("normals"),
        values.column("along"),
        values.column("around"),
        values.column("tendon"),
        hollow=True,
    )


class _Split:
    """Triangles split along the line where `side` is zero; new vertices are made on crossed edges.

    Every crossed edge gets one new vertex, so the rim is a closed loop; triangles fill it.
    """

    def __init__(self, item: Item, side: FloatArray) -> None:
        self._item = item
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

    def column(self, name: str) -> FloatArray | None:
        """A vertex attribute of the item with the new vertices' values appended."""
        values = getattr(self._item, name)
        if values is None:
            return None
        start = np.array([e[0] for e in self._from], np.int64)
        end = np.array([e[1] for e in self._from], np.int64)
        part = np.array([e[2] for e in self._from])
        part = part[:, None] if values.ndim == 2 else part
        return np.concatenate([values, values[start] * (1 - part) + values[end] * part])
