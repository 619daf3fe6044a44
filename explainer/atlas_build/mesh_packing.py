"""The 3-D knee for the browser: thinned meshes, quantised, with a frame per bend for soft ones.

Tubes are thinned ring by ring, which keeps them smooth in every bend; other surfaces by quadric
error, and their vertices then ride on the full surface so that they follow it through the bends.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyvista
from scipy import ndimage

from explainer import catalog
from explainer.anatomy.atlas import natural_colours
from explainer.arrays import FloatArray, IntArray, interpolate_columns
from explainer.atlas_build import posed_solids
from explainer.atlas_build.geometry.shapes import Solid, tube_triangles
from explainer.atlas_build.motion.poses import BODY_OF, pose
from explainer.atlas_build.rendering.shading import tendon_blend
from explainer.atlas_build.soft_tissue import soft_solids

FLEXIONS_DEG = (*range(0, 121, 15), 140)
# linear steps of 15 degrees stray 1.7 mm at the shin's end
POSE_STEP_DEG = 5
STEP_MM = 0.06  # quantum of a coordinate: far below a pixel, and coarse bytes compress better
PATH_POINTS = 48
SIDES = 20  # corners of a thinned tube's section; slender ones get by with fewer
SLENDER_SIDES = 8
RING_MM = 10.5  # distance between a thinned tube's rings
TRIANGLES: Mapping[str, int] = {  # budget of the surfaces that are not tubes
    "femur": 5600, "tibia": 4600, "fibula": 1400, "patella": 1300, "pelvis": 2000, "foot": 1800,
    "interosseous_membrane": 240, "medial_patellar_retinaculum": 420,
    "lateral_patellar_retinaculum": 420,
}  # fmt: skip
OTHER_TRIANGLES = 560
LOWER_LEG = (  # long muscles that do not bend with the knee: wider rings serve
    "tibialis_anterior", "extensor_digitorum_longus", "extensor_hallucis_longus",
    "fibularis_longus", "fibularis_brevis", "tibialis_posterior", "flexor_digitorum_longus",
    "flexor_hallucis_longus",
)  # fmt: skip
LOWER_LEG_SIDES, LOWER_LEG_RING_MM = 10, 14.0
SLENDER_KINDS = ("ligament", "artery", "vein", "nerve")


@dataclass
class Pack:
    """Vertices and triangles laid end to end, and the table that says where each structure lies."""

    data: bytearray = field(default_factory=bytearray)
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(
        self,
        name: str,
        frames: Sequence[FloatArray],
        triangles: IntArray,
        bends: Any,
        tendon: FloatArray | None = None,
    ) -> None:
        """Append a structure; `frames` holds its vertices (n, 3) at each of `bends`.

        `tendon` (n,) says how far each vertex is tendon, 0..1, the same at every bend.
        """
        self._fill()
        whole = np.concatenate(frames)
        origin = np.floor(whole.min(axis=0))
        scale = np.full(3, STEP_MM)
        index_bytes = 2 if len(frames[0]) <= 0xFFFF else 4
        row = {
            "id": name,
            "kind": catalog.structures()[name].kind,
            "body": BODY_OF.get(name, "") if len(frames) == 1 else "",
            "vertices": len(frames[0]),
            "triangles": len(triangles),
            "offset_vertices": len(self.data),
            "offset_triangles": 0,
            "index_bytes": index_bytes,
            "frames": list(bends),
            "origin_mm": origin.tolist(),
            "scale_mm": scale.tolist(),
        }
        for frame in frames:
            self.data += np.round((frame - origin) / scale).astype("<u2").tobytes()
        self._fill()
        row["offset_triangles"] = len(self.data)
        self.data += triangles.astype(f"<u{index_bytes}").tobytes()
        if tendon is not None:
            row["offset_tint"] = len(self.data)
            self.data += np.round(np.clip(tendon, 0.0, 1.0) * 255).astype(np.uint8).tobytes()
        self.rows.append(row)

    def _fill(self) -> None:
        """Typed arrays in the browser start on whole words."""
        self.data += bytes(-len(self.data) % 4)


def pack(bends: Sequence[Mapping[str, Solid]]) -> tuple[dict[str, Any], bytes]:
    """The table of the 3-D set and its bytes; `bends` holds soft solids at each of FLEXIONS_DEG.

    Menisci bend as soft ones do: their roots stay on the shin.
    """
    packed = Pack()
    bending = [posed_solids.menisci_at(bend) for bend in FLEXIONS_DEG]
    bends = [{**soft, **menisci} for soft, menisci in zip(bends, bending, strict=True)]
    for name, solid in sorted(posed_solids.rigid_at_home().items()):
        if name in bends[0]:
            continue
        vertices, triangles = _quadric(solid, TRIANGLES.get(name, OTHER_TRIANGLES))
        packed.add(name, [vertices], triangles, [0])
    for name in sorted(bends[0]):
        frames, triangles, tendon = _thinned(name, [solids[name] for solids in bends])
        packed.add(name, frames, triangles, FLEXIONS_DEG, _tint(name, tendon))
    return {
        "flexions_deg": list(FLEXIONS_DEG),
        "pose_step_deg": POSE_STEP_DEG,
        "poses": _poses(),
        "tint": natural_colours()["tendon"],
        "structures": packed.rows,
    }, bytes(packed.data)


def courses(flexion_deg: float) -> dict[str, list[list[float]]]:
    """Centre lines of soft structures at a bend, PATH_POINTS points in mm each, by id."""
    found = {}
    for name in sorted(posed_solids.soft_at(flexion_deg)):
        with contextlib.suppress(KeyError):  # the skin has no line
            found[name] = np.round(_evenly(soft_solids.path(name, flexion_deg)), 2).tolist()
    return found


def _poses() -> dict[str, list[list[float]]]:
    """Each body's transform, 16 numbers row by row, at every POSE_STEP_DEG."""
    steps = range(0, FLEXIONS_DEG[-1] + 1, POSE_STEP_DEG)
    return {
        body: [np.round(pose(body, float(s)), 6).ravel().tolist() for s in steps]
        for body in sorted(set(BODY_OF.values()))
    }


def _evenly(course: FloatArray) -> FloatArray:
    """PATH_POINTS points at even steps along a polyline (k, 3)."""
    steps = np.sqrt((np.diff(course, axis=0) ** 2).sum(axis=1))
    at = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.linspace(0.0, at[-1], PATH_POINTS)
    return interpolate_columns(wanted, at, course)


def _tint(name: str, tendon: FloatArray | None) -> FloatArray | None:
    """How far each vertex takes the colour of tendon: of muscles alone, others have one colour."""
    if tendon is None or catalog.structures()[name].kind != "muscle":
        return None
    return tendon_blend(tendon)


def _thinned(
    name: str, solids: list[Solid]
) -> tuple[list[FloatArray], IntArray, FloatArray | None]:
    """A soft structure's vertices at every bend, its triangles, how far each vertex is tendon."""
    tube = _tube(solids[0])
    if tube is None:
        return _riding(name, solids)
    rows, sides, turned = tube
    kind = catalog.structures()[name].kind
    wanted, ring_mm = SLENDER_SIDES if kind in SLENDER_KINDS else SIDES, RING_MM
    if name in LOWER_LEG:
        wanted, ring_mm = LOWER_LEG_SIDES, LOWER_LEG_RING_MM
    step = -(-sides // wanted)
    columns = np.arange(0, sides, step)
    rings = solids[0].mesh.vertices_mm[:-2].reshape(rows, sides, 3).mean(axis=1)
    length = np.sqrt((np.diff(rings, axis=0) ** 2).sum(axis=1)).sum()
    kept = np.unique(np.round(np.linspace(0, rows - 1, max(10, int(length / ring_mm)))).astype(int))
    chosen = (kept[:, None] * sides + columns).ravel()
    chosen = np.concatenate([chosen, [rows * sides, rows * sides + 1]])
    frames = [solid.mesh.vertices_mm[chosen].astype(float) for solid in solids]
    triangles = tube_triangles(len(kept), len(columns))
    tendon = solids[0].tendon
    if tendon is not None:
        tendon = _spread(tendon, rows, sides, len(kept), step)[chosen]
    return frames, triangles[:, ::-1] if turned else triangles, tendon


def _spread(tendon: FloatArray, rows: int, sides: int, rings: int, step: int) -> FloatArray:
    """Tendon shares (n,) of a full tube, each the mean of what a thinned vertex stands for."""
    reach = (max(1, round(rows / rings)), step)
    grid = tendon[:-2].reshape(rows, sides)
    return np.append(ndimage.uniform_filter(grid, reach, mode=("nearest", "wrap")), tendon[-2:])


def _tube(solid: Solid) -> tuple[int, int, bool] | None:
    """Rings and corners of a plain swept tube, and whether it runs the other way round its line.

    None for any other surface.
    """
    if solid.around is None:
        return None
    sides = len(np.unique(np.round(solid.around, 9)))
    rows, rest = divmod(len(solid.mesh.vertices_mm) - 2, sides)
    if rest or len(solid.mesh.triangles) != 2 * sides * rows:
        return None
    plain = tube_triangles(rows, sides)
    for turned, triangles in ((False, plain), (True, plain[:, ::-1])):
        if (solid.mesh.triangles == triangles).all():
            return rows, sides, turned
    return None


def _riding(name: str, solids: list[Solid]) -> tuple[list[FloatArray], IntArray, FloatArray | None]:
    """As `_thinned`, of a surface whose vertices keep their place on the full one in all bends."""
    vertices, triangles = _quadric(solids[0], TRIANGLES.get(name, OTHER_TRIANGLES))
    full = _surface(solids[0])
    cell, nearest = full.find_closest_cell(vertices, return_closest_point=True)
    corners = solids[0].mesh.triangles[cell]
    weights = _weights(solids[0].mesh.vertices_mm.astype(float)[corners], nearest)
    frames = []
    for solid in solids:
        placed = solid.mesh.vertices_mm.astype(float)[corners]
        frames.append((placed * weights[:, :, None]).sum(axis=1))
    tendon = solids[0].tendon
    return frames, triangles, None if tendon is None else (tendon[corners] * weights).sum(axis=1)


def _weights(corners: FloatArray, points: FloatArray) -> FloatArray:
    """Barycentric weights (n, 3) of points (n, 3) in triangles (n, 3, 3)."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    normal = np.cross(b - a, c - a)
    size = np.maximum((normal**2).sum(axis=1), 1e-12)
    second = (np.cross(points - a, c - a) * normal).sum(axis=1) / size
    third = (np.cross(b - a, points - a) * normal).sum(axis=1) / size
    return np.stack([1 - second - third, second, third], axis=1)


def _surface(solid: Solid) -> pyvista.PolyData:
    """The solid's mesh as VTK takes it."""
    return pyvista.PolyData.from_regular_faces(
        solid.mesh.vertices_mm.astype(float), solid.mesh.triangles.astype(np.int64)
    )


def _quadric(solid: Solid, budget: int) -> tuple[FloatArray, IntArray]:
    """Vertices (n, 3) and triangles (m, 3) of a surface thinned to about `budget` triangles."""
    surface = _surface(solid)
    count = len(solid.mesh.triangles)
    if count > budget:
        surface = surface.decimate(1 - budget / count, volume_preservation=True)
    return np.asarray(surface.points, float), surface.regular_faces
