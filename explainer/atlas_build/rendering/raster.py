"""Draws solids into a grid of pixels without shading them: which structure, how deep, facing where.

Orthographic, deterministic and in numpy alone. The nearest triangle at each pixel is found first (a
visibility buffer), then its corners are interpolated once per covered pixel.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer.arrays import FloatArray, IntArray
from explainer.atlas_build.rendering.camera import Camera

COURSE = ("along", "around", "tendon")  # planes that tell where on a swept structure a pixel lies
EMPTY = -1  # identity of a pixel that shows nothing
_CHUNK_SAMPLES = 100_000  # pixels at once: what is worked out stays in the processor's cache
KEPT = 64  # structures as one camera sees them: views from the same place follow one another
_BOX_SIDES = np.array([*range(1, 9), 10, 12, 14, 16, 20, 24, 32, *(2 ** np.arange(6, 15))])
_FEW, _FEW_SIDES = 3000, np.array([2, 4, 6, 9, 14, 24, *(2 ** np.arange(6, 15))])  # triangles
_FARTHEST = np.uint64(0xFFFFFFFFFFFFFFFF)
_DEPTH_STEPS = 2**32 - 2  # depth shares a 64-bit key with the triangle number
_ON_EDGE = 1e-9  # rounding must not leave a pixel on the edge of two triangles to neither
_SEAM = 0.5  # a jump of more than half a turn within a triangle is the seam of `around`


@dataclass(frozen=True, eq=False)
class Item:
    """One structure as it enters a picture, in frame K. Equal to itself alone.

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
    key = _visibility(vertices, triangles, camera)
    pixel = np.flatnonzero(key != _FARTHEST)
    nearest = (key[pixel] & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return _resolve(placed, camera, vertices, triangles, owner, inner, pixel, nearest)


def extent(items: Iterable[Item], camera: Camera) -> tuple[int, int, int, int]:
    """The part of the picture that anything covers: left, top, width and height in pixels."""
    low, high = [camera.width, camera.height], [0, 0]
    for item in items:
        for axis, (start, end) in enumerate(_reach(item, camera)):
            low[axis], high[axis] = min(low[axis], start), max(high[axis], end)
    left, top = (max(at - 1, 0) for at in low)
    right, bottom = (min(high[0] + 1, camera.width), min(high[1] + 1, camera.height))
    return left, top, max(right - left, 1), max(bottom - top, 1)


@lru_cache(maxsize=4 * KEPT)
def _reach(item: Item, camera: Camera) -> list[tuple[int, int]]:
    """Between which pixels an item lies, across and down; nothing if it is off the picture."""
    pixels, most = camera.to_pixels(item.vertices_mm), (camera.width, camera.height)
    sides = [_span(pixels[:, axis], item.triangles) for axis in (0, 1)]
    met = np.logical_and(*(
        (end > 0) & (start < limit) for (start, end), limit in zip(sides, most, strict=True)
    ))  # fmt: skip
    if not met.any():
        return []
    return [(int(np.floor(start[met].min())), int(np.ceil(end[met].max()))) for start, end in sides]


def _span(values: FloatArray, triangles: IntArray) -> tuple[FloatArray, FloatArray]:
    """The smallest and the largest of a vertex value (n,) at each triangle's corners, (m,) each."""
    a, b, c = (values[triangles[:, k]] for k in range(3))
    return np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)


@lru_cache(maxsize=KEPT)
def silhouette(item: Item, camera: Camera) -> FloatArray:
    """How near one structure alone stands at each pixel, (height, width) mm; -inf beside it."""
    vertices, triangles, _, _ = _projected([item], camera)
    key = _visibility(vertices, triangles, camera)
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
    turn = _turn(*_corners(vertices, triangles)[:2])
    behind = turn > 0  # pixels count downwards, so counter-clockwise in space turns negative
    keep = (turn < 0) | (behind & np.asarray(hollow)[owner])
    return triangles[keep], owner[keep], behind[keep]


Corners = Sequence[FloatArray]  # one coordinate of the three corners of triangles


def _corners(vertices: FloatArray, triangles: IntArray) -> tuple[Corners, Corners, Corners]:
    """Right, down and depth of the corners of triangles (m, 3): (m,) for each corner."""
    a, b, c = (triangles[:, k] for k in range(3))
    planes = [np.ascontiguousarray(vertices[:, axis]) for axis in range(3)]
    right, down, depth = ((plane[a], plane[b], plane[c]) for plane in planes)
    return right, down, depth


def _turn(x: Corners, y: Corners) -> FloatArray:
    """Twice the signed area of triangles: below 0 where the viewer sees their outside."""
    return (x[1] - x[0]) * (y[2] - y[0]) - (y[1] - y[0]) * (x[2] - x[0])


def _visibility(vertices: FloatArray, triangles: IntArray, camera: Camera) -> NDArray[np.uint64]:
    """The nearest triangle at every pixel, (height * width,) keys of depth and triangle number.

    `vertices` (n, 3) are pixel right, pixel down, depth. Smaller keys are nearer.
    """
    height, width = camera.height, camera.width
    key = np.full(height * width, _FARTHEST, np.uint64)
    right, down, depth = _corners(vertices, triangles)
    ends = [(d.min(initial=0.0), d.max(initial=0.0)) for d in depth]
    nearest = min(max(high for _, high in ends), camera.section_mm)
    steps_per_mm = _DEPTH_STEPS / max(nearest - min(low for low, _ in ends), 1e-6)
    turn = _turn(right, down)
    base = _weights(right, down, turn, np.zeros(1), np.zeros(1))
    for chosen, columns, rows in _buckets(right, down, height, width):
        x, y, z = (tuple(c[chosen, None] for c in plane) for plane in (right, down, depth))
        planes = x, y, z, turn[chosen, None], [w[chosen, None] for w in base]
        pixel, depth_mm, triangle = _cover(*planes, columns, rows, width)
        if np.isfinite(camera.section_mm):
            behind = depth_mm <= camera.section_mm
            pixel, depth_mm, triangle = pixel[behind], depth_mm[behind], triangle[behind]
        level = np.clip((nearest - depth_mm) * steps_per_mm, 0, _DEPTH_STEPS).astype(np.uint64)
        packed = (level << np.uint64(32)) | chosen[triangle].astype(np.uint64)
        np.minimum.at(key, pixel, packed)
    return key


def _buckets(
    right: Corners, down: Corners, height: int, width: int
) -> Iterator[tuple[IntArray, IntArray, IntArray]]:
    """Groups of triangles with like-sized bounding boxes, with the pixels each has to test.

    Yields triangle numbers (k,), columns (k, w) and rows (k, h); -1 marks pixels off the picture.
    """
    lows, highs = [], []
    for (a, b, c), most in ((right, width), (down, height)):
        low = np.ceil(np.minimum(np.minimum(a, b), c) - 0.5).astype(np.int64)
        high = np.floor(np.maximum(np.maximum(a, b), c) - 0.5).astype(np.int64)
        lows.append(np.maximum(low, 0))
        highs.append(np.minimum(high, most - 1))
    sizes = [high - low + 1 for low, high in zip(lows, highs, strict=True)]
    visible = np.flatnonzero((sizes[0] > 0) & (sizes[1] > 0))
    sides = _FEW_SIDES if len(visible) < _FEW else _BOX_SIDES
    wides, talls = (np.searchsorted(sides, size[visible]) for size in sizes)
    box = wides * len(sides) + talls
    order = np.argsort(box, kind="stable")
    for group in np.split(visible[order], np.flatnonzero(np.diff(box[order])) + 1):
        if not len(group):
            continue
        wide, tall = (int(sides[np.searchsorted(sides, size[group[0]])]) for size in sizes)
        per_chunk = max(1, _CHUNK_SAMPLES // (wide * tall))
        for start in range(0, len(group), per_chunk):
            chosen = group[start : start + per_chunk]
            columns = lows[0][chosen, None] + np.arange(wide)
            rows = lows[1][chosen, None] + np.arange(tall)
            columns[columns > highs[0][chosen, None]] = -1
            rows[rows > highs[1][chosen, None]] = -1
            yield chosen, columns, rows


def _cover(
    right: Corners, down: Corners, depth: Corners, turn: FloatArray, base: list[FloatArray],
    columns: IntArray, rows: IntArray, width: int,
) -> tuple[IntArray, FloatArray, IntArray]:  # fmt: skip
    """Pixels whose centre lies in each triangle: flat pixel, depth and triangle, all (s,).

    `turn` and `base` are twice the area of each triangle (k, 1) and its weights at pixel (0, 0).
    """
    # a weight is linear, so it splits into a term of the column and a term of the row
    nought = np.zeros(1)
    across = _weights(right, down, turn, columns + 0.5, nought)
    across = [w - b for w, b in zip(across, base, strict=True)]
    downward = _weights(right, down, turn, nought, rows + 0.5)
    for term, limit in ((across, columns), (downward, rows)):
        off = limit < 0
        for weight in term:
            weight[off] = -np.inf
    first, second, third = (
        d[:, :, None] + a[:, None, :] for a, d in zip(across, downward, strict=True)
    )
    least = np.minimum(np.minimum(first, second), third)
    met = np.flatnonzero(least >= -_ON_EDGE)
    upper, column = np.divmod(met, columns.shape[1])
    triangle = upper // rows.shape[1]
    shares = (first.ravel()[met], second.ravel()[met], third.ravel()[met])
    a, b, c = (w * z.ravel()[triangle] for w, z in zip(shares, depth, strict=True))
    pixel = rows.ravel()[upper] * width + columns.ravel()[triangle * columns.shape[1] + column]
    return pixel, a + b + c, triangle


def _weights(
    right: Corners, down: Corners, turn: FloatArray, x: FloatArray, y: FloatArray
) -> list[FloatArray]:
    """Barycentric weights of the points (x, y) in triangles, `turn` being twice their areas."""
    (ax, bx, cx), (ay, by, cy) = right, down
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
    normals = np.concatenate([camera.to_plate(item.normals) for item in items])
    along, around, tendon = (_attribute(items, name) for name in COURSE)
    table = np.stack([*normals.T, vertices[:, 2], along, tendon], axis=1).astype(np.float32)
    place = np.ascontiguousarray(vertices[:, :2])
    values = np.empty((len(pixel), table.shape[1] + 1), np.float32)
    for start in range(0, len(pixel), _CHUNK_SAMPLES):
        part = np.s_[start : start + _CHUNK_SAMPLES]
        corner = triangles.take(nearest[part], axis=0)
        spots, turns, rows = (
            [plane.take(corner[:, k], axis=0) for k in range(3)] for plane in (place, around, table)
        )
        right, down = (tuple(spot[:, axis] for spot in spots) for axis in (0, 1))
        row, column = np.divmod(pixel[part], camera.width)
        weights = [
            weight.astype(np.float32)
            for weight in _weights(right, down, _turn(right, down), column + 0.5, row + 0.5)
        ]
        a, b, c = (w[:, None] * row for w, row in zip(weights, rows, strict=True))
        values[part, :-1] = a + b + c
        a, b, c = (w * turn for w, turn in zip(weights, _unwrapped(*turns), strict=True))
        values[part, -1] = (a + b + c) % 1.0
    normal = np.zeros((*shape, 3), np.float32)
    x, y, z = (np.ascontiguousarray(values[:, axis]) for axis in range(3))
    size = np.maximum(np.sqrt(x**2 + y**2 + z**2), 1e-6)
    normal.reshape(-1, 3)[pixel] = values[:, :3] / size[:, None]
    depth = _planted(shape, pixel, values[:, 3], -np.inf)
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
        along=_planted(shape, pixel, values[:, 4], np.nan),
        around=_planted(shape, pixel, values[:, 6], np.nan),
        tendon=_planted(shape, pixel, values[:, 5], np.nan),
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
    plane.reshape(-1)[pixel] = values
    return plane


def _attribute(items: list[Item], name: str) -> FloatArray:
    """One optional vertex attribute over all items (n,), nan where an item has none."""
    parts = []
    for item in items:
        values = getattr(item, name)
        parts.append(np.full(len(item.vertices_mm), np.nan) if values is None else values)
    return np.concatenate(parts).astype(np.float32)


def _unwrapped(a: FloatArray, b: FloatArray, c: FloatArray) -> Corners:
    """Turns at three corners, (p,) each, without the jump from 1 back to 0 inside a triangle."""
    low = np.maximum(np.maximum(a, b), c) - _SEAM
    return a + (a < low), b + (b < low), c + (c < low)
