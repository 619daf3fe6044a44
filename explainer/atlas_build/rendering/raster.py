"""Draws solids into a grid of pixels without shading them: which structure, how deep, facing where.

Orthographic, deterministic and in numpy alone. The nearest triangle at each pixel is found first (a
visibility buffer), then its corners are interpolated once per covered pixel.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer.arrays import FloatArray, IntArray
from explainer.atlas_build.rendering.camera import Camera

COURSE = ("along", "around", "tendon")  # planes that tell where on a swept structure a pixel lies
EMPTY = -1  # identity of a pixel that shows nothing
_CHUNK_SAMPLES = 4_000_000  # pixel tests at once: bounds memory to a few hundred megabytes
_BOX_SIDES = np.array([*range(1, 9), 10, 12, 14, 16, 20, 24, 32, *(2 ** np.arange(6, 15))])
_FARTHEST = np.uint64(0xFFFFFFFFFFFFFFFF)
_DEPTH_STEPS = 2**32 - 2  # depth shares a 64-bit key with the triangle number
_ON_EDGE = 1e-9  # rounding must not leave a pixel on the edge of two triangles to neither
_SEAM = 0.5  # a jump of more than half a turn within a triangle is the seam of `around`


@dataclass(frozen=True)
class Item:
    """One structure as it enters a picture, in frame K.

    `normals` are (n, 3) unit vectors; `along`, `around` and `tendon` are (n,) or None.
    `hollow` items also show their inside, which stands for the cut face of a truncated structure.
    """

    id: str
    vertices_mm: FloatArray
    triangles: IntArray
    normals: FloatArray
    along: FloatArray | None = None
    around: FloatArray | None = None
    tendon: FloatArray | None = None
    hollow: bool = False


@dataclass(frozen=True)
class GBuffer:
    """What each pixel shows; all arrays (height, width), `normal` with three more components.

    `ident` indexes `ids` (EMPTY where nothing is seen); `depth_mm` grows towards the viewer;
    `along`, `around` and `tendon` are nan where the structure has none; `cut` marks a section face.
    Where a thin sheet or a tendon's end lies on something, `under` is what shows through it,
    `overlay_opacity` its own share, 0..1, and `beneath` (..., 3) along, around and tendon of what
    shows through; elsewhere they are EMPTY, 1 and nan.
    """

    camera: Camera
    ids: tuple[str, ...]
    ident: IntArray
    depth_mm: FloatArray
    normal: FloatArray
    along: FloatArray
    around: FloatArray
    tendon: FloatArray
    cut: NDArray[np.bool_]
    under: IntArray
    overlay_opacity: FloatArray
    beneath: FloatArray

    @property
    def shown(self) -> NDArray[np.bool_]:
        """Pixels that show anything."""
        return self.ident != EMPTY


def draw(items: Iterable[Item], camera: Camera, inside: bool = True) -> GBuffer:
    """Find what is nearest at each pixel centre of `camera`.

    At a section solids show their `inside`, if that is asked for. Raises ValueError when there is
    nothing to draw.
    """
    placed = list(items)
    if not placed:
        raise ValueError("a picture needs at least one structure")
    vertices, triangles, owner, inner = _projected(placed, camera, inside)
    key = _visibility(vertices[triangles], camera)
    pixel = np.flatnonzero(key != _FARTHEST)
    nearest = (key[pixel] & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return _resolve(placed, camera, vertices, triangles, owner, inner, pixel, nearest)


def extent(items: Iterable[Item], camera: Camera) -> tuple[int, int, int, int]:
    """The part of the picture that anything covers: left, top, width and height in pixels."""
    low, high = np.array([camera.width, camera.height]), np.zeros(2, np.int64)
    for item in items:
        corners = camera.to_pixels(item.vertices_mm)[item.triangles][:, :, :2]
        start, end = corners.min(axis=1), corners.max(axis=1)
        met = (end > 0).all(axis=1) & (start < [camera.width, camera.height]).all(axis=1)
        if met.any():
            low = np.minimum(low, np.floor(start[met].min(axis=0)).astype(np.int64))
            high = np.maximum(high, np.ceil(end[met].max(axis=0)).astype(np.int64))
    low, high = np.maximum(low - 1, 0), np.minimum(high + 1, [camera.width, camera.height])
    size = np.maximum(high - low, 1)
    return int(low[0]), int(low[1]), int(size[0]), int(size[1])


def silhouette(item: Item, camera: Camera) -> FloatArray:
    """How near one structure alone stands at each pixel, (height, width) mm; -inf beside it."""
    vertices, triangles, _, _ = _projected([item], camera)
    key = _visibility(vertices[triangles], camera)
    pixel = np.flatnonzero(key != _FARTHEST)
    corner = triangles[(key[pixel] & np.uint64(0xFFFFFFFF)).astype(np.int64)]
    plane = np.full(camera.height * camera.width, -np.inf)
    plane[pixel] = vertices[corner, 2].mean(axis=1)
    return plane.reshape(camera.height, camera.width)


def _projected(
    items: list[Item], camera: Camera, inside: bool = True
) -> tuple[FloatArray, IntArray, IntArray, NDArray[np.bool_]]:
    """Vertices in pixels; the triangles that can be seen, whose they are, which are inner."""
    vertices = np.concatenate([camera.to_pixels(item.vertices_mm) for item in items])
    triangles, owner = _stack(items)
    sawn = inside and bool(np.isfinite(camera.section_mm))
    open_end = [item.hollow or sawn for item in items]
    return vertices, *_facing(vertices, triangles, owner, open_end)


def _stack(items: list[Item]) -> tuple[IntArray, IntArray]:
    """All triangles in one array (m, 3) with the number of the item each belongs to (m,)."""
    starts = np.cumsum([0] + [len(item.vertices_mm) for item in items])
    pairs = zip(items, starts[:-1], strict=True)
    triangles = [item.triangles.astype(np.int64) + start for item, start in pairs]
    owner = np.repeat(np.arange(len(items)), [len(t) for t in triangles])
    return np.concatenate(triangles), owner


def _facing(
    vertices: FloatArray, triangles: IntArray, owner: IntArray, hollow: list[bool]
) -> tuple[IntArray, IntArray, NDArray[np.bool_]]:
    """Drop triangles seen from behind, except those of hollow items; say which those are."""
    a, b, c = (vertices[triangles[:, k], :2] for k in range(3))
    turn = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    behind = turn > 0  # pixels count downwards, so counter-clockwise in space turns negative
    keep = (turn < 0) | (behind & np.asarray(hollow)[owner])
    return triangles[keep], owner[keep], behind[keep]


def _visibility(corners: FloatArray, camera: Camera) -> NDArray[np.uint64]:
    """The nearest triangle at every pixel, (height * width,) keys of depth and triangle number.

    `corners` is (m, 3, 3): pixel right, pixel down, depth. Smaller keys are nearer.
    """
    height, width = camera.height, camera.width
    key = np.full(height * width, _FARTHEST, np.uint64)
    depth = corners[:, :, 2]
    nearest, farthest = min(depth.max(initial=0.0), camera.section_mm), depth.min(initial=0.0)
    steps_per_mm = _DEPTH_STEPS / max(nearest - farthest, 1e-6)
    for chosen, columns, rows in _buckets(corners, height, width):
        pixel, depth_mm, triangle = _cover(corners[chosen], columns, rows, width)
        behind = depth_mm <= camera.section_mm
        pixel, depth_mm, triangle = pixel[behind], depth_mm[behind], triangle[behind]
        level = np.clip((nearest - depth_mm) * steps_per_mm, 0, _DEPTH_STEPS).astype(np.uint64)
        packed = (level << np.uint64(32)) | chosen[triangle].astype(np.uint64)
        np.minimum.at(key, pixel, packed)
    return key


def _buckets(
    corners: FloatArray, height: int, width: int
) -> Iterator[tuple[IntArray, IntArray, IntArray]]:
    """Groups of triangles with like-sized bounding boxes, with the pixels each has to test.

    Yields triangle numbers (k,), columns (k, w) and rows (k, h); -1 marks pixels off the picture.
    """
    low = np.ceil(corners[:, :, :2].min(axis=1) - 0.5).astype(np.int64)
    high = np.floor(corners[:, :, :2].max(axis=1) - 0.5).astype(np.int64)
    low, high = np.maximum(low, 0), np.minimum(high, [width - 1, height - 1])
    size = high - low + 1
    visible = np.flatnonzero((size > 0).all(axis=1))
    box = _BOX_SIDES[np.searchsorted(_BOX_SIDES, size[visible])]
    for wide, tall in np.unique(box, axis=0):
        group = visible[(box[:, 0] == wide) & (box[:, 1] == tall)]
        per_chunk = max(1, _CHUNK_SAMPLES // int(wide * tall))
        for start in range(0, len(group), per_chunk):
            chosen = group[start : start + per_chunk]
            columns = low[chosen, 0, None] + np.arange(wide)
            rows = low[chosen, 1, None] + np.arange(tall)
            columns[columns > high[chosen, 0, None]] = -1
            rows[rows > high[chosen, 1, None]] = -1
            yield chosen, columns, rows


def _cover(
    corners: FloatArray, columns: IntArray, rows: IntArray, width: int
) -> tuple[IntArray, FloatArray, IntArray]:
    """Pixels whose centre lies in each triangle: flat pixel, depth and triangle, all (s,)."""
    # a weight is linear, so it splits into a term of the column and a term of the row
    origin = np.zeros((len(corners), 1))
    base = _weights(corners[:, None], origin, origin)
    across = [w - b for w, b in zip(_weights(corners[:, None], columns + 0.5, origin), base,
                                    strict=True)]  # fmt: skip
    down = _weights(corners[:, None], origin, rows + 0.5)
    for term, limit in ((across, columns), (down, rows)):
        for weight in term:
            weight[limit < 0] = -np.inf
    first, second, third = (
        d[:, :, None] + a[:, None, :] for a, d in zip(across, down, strict=True)
    )
    triangle, row, column = np.nonzero(np.minimum(np.minimum(first, second), third) >= -_ON_EDGE)
    depth = sum(
        w[triangle, row, column] * corners[triangle, k, 2]
        for k, w in enumerate((first, second, third))
    )
    pixel = rows[triangle, row] * width + columns[triangle, column]
    return pixel, depth, triangle


def _weights(corners: FloatArray, x: FloatArray, y: FloatArray) -> list[FloatArray]:
    """Barycentric weights of the points (x, y) in triangles; corners are (..., 3, 3)."""
    ax, bx, cx = (corners[..., k, 0] for k in range(3))
    ay, by, cy = (corners[..., k, 1] for k in range(3))
    turn = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    first = ((bx - x) * (cy - y) - (by - y) * (cx - x)) / turn
    second = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) / turn
    return [first, second, 1.0 - first - second]


def _resolve(
    items: list[Item],
    camera: Camera,
    vertices: FloatArray,
    triangles: IntArray,
    owner: IntArray,
    inside: NDArray[np.bool_],
    pixel: IntArray,
    nearest: IntArray,
) -> GBuffer:
    """Interpolate the corners of the nearest triangle at each covered pixel."""
    shape = (camera.height, camera.width)
    corner = triangles[nearest]
    x, y = pixel % camera.width + 0.5, pixel // camera.width + 0.5
    weights = np.stack(_weights(vertices[corner], x, y), axis=1).astype(np.float32)

    def spread(values: FloatArray, empty: float) -> FloatArray:
        """Values at the corners (p, 3), interpolated and placed in the picture."""
        return _planted(shape, pixel, (weights * values).sum(axis=1), empty)

    normals = np.concatenate([camera.to_plate(item.normals) for item in items]).astype(np.float32)
    normal = np.stack([spread(normals[:, k][corner], 0.0) for k in range(3)], axis=-1)
    normal /= np.maximum(np.sqrt((normal**2).sum(axis=-1, keepdims=True)), 1e-6)
    depth = spread(vertices[:, 2].astype(np.float32)[corner], -np.inf)
    cut = _planted(shape, pixel, inside[nearest], False)
    if np.isfinite(camera.section_mm):
        depth[cut] = camera.section_mm
        normal[cut] = (0.0, 0.0, 1.0)
    return GBuffer(
        camera,
        tuple(item.id for item in items),
        _planted(shape, pixel, owner[nearest].astype(np.int16), EMPTY),
        depth,
        normal,
        along=spread(_attribute(items, "along")[corner], np.nan),
        around=spread(_unwrapped(_attribute(items, "around")[corner]), np.nan) % 1.0,
        tendon=spread(_attribute(items, "tendon")[corner], np.nan),
        cut=cut,
        under=np.full(shape, EMPTY, np.int16),
        overlay_opacity=np.ones(shape, np.float32),
        beneath=np.full((*shape, len(COURSE)), np.nan, np.float32),
    )


def _planted(
    shape: tuple[int, int], pixel: IntArray, values: NDArray[Any], empty: float
) -> NDArray[Any]:
    """A picture that holds the values at these flat pixels and `empty` everywhere else."""
    plane = np.full(shape, empty, values.dtype)
    plane.flat[pixel] = values
    return plane


def _attribute(items: list[Item], name: str) -> FloatArray:
    """One optional vertex attribute over all items (n,), nan where an item has none."""
    parts = []
    for item in items:
        values = getattr(item, name)
        parts.append(np.full(len(item.vertices_mm), np.nan) if values is None else values)
    return np.concatenate(parts).astype(np.float32)


def _unwrapped(around: FloatArray) -> FloatArray:
    """Corner turns (p, 3) without the jump from 1 back to 0 inside a triangle."""
    low = around < around.max(axis=1, keepdims=True) - _SEAM
    return around + low
