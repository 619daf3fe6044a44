"""How soft structures make room for one another at any bend.

Each structure is first swept alone. Here all of them meet: where two enter each other, each gives
way up to one wall between them. Two bellies meet half way; a belly yields to tendon, nerve and
vessel altogether. Nerves and vessels first slide aside as whole lines. The wall is where both are
equally deep in one another as they were swept, so both sides find the same one. Moves are evened
out over each surface, the more so the earlier, so that no wrinkle arises; volume lost at a wall is
given back where there is room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, gaussian_filter1d, maximum_filter
from scipy.spatial import cKDTree

from explainer import catalog
from explainer.arrays import BoolArray, FloatArray, IntArray, smoothstep
from explainer.atlas_build.geometry.shapes import CAP_RINGS, Mesh, Solid
from explainer.atlas_build.soft_tissue import bone_distance, overlap, rigid_distance
from explainer.atlas_build.soft_tissue.stations import forms

INNER_SPARE, INNER_MM = 1.2, 1.0  # room of a section's depth, and beyond it
GAP_MM = 0.4  # each side keeps this far off the wall, so that plates draw a line between
CORD_GAP_MM = 1.0  # flesh keeps so far off a nerve or vessel
NEAR_MM = 6.0  # beyond this from a surface its distance is the one to its nearest corner
TOUCH_MM = 0.25  # off bone, cartilage and meniscus
LIFT_MM = 4.0
LIFTS = 8  # times at most that what moved is lifted off bone at the end
EASES_MM = (9.0, 7.0, 5.0, 4.0, 3.0, 2.0, 1.4, 0.9, 0.6)  # a move is evened out over so much
BROAD_MM, BROADER = 3.0, 1.5  # broad moves are made larger by so much: evened out, they fall short
MOST_MM = 4.0  # of a move in one round
EVENS = {5: 4.0, 8: 5.0}  # after these rounds the whole move so far is evened out, over mm
FAR_MM = 16.0  # no vertex moves further
DENT_MM = 9.0  # a nerve or vessel dents flesh so far to either side of it
GIVES_BACK = 7  # rounds in which lost volume is given back
MOST_SWELL_MM = 0.8  # in one of them
SLIDES = 2  # times that all cords slide aside in turn
CORD_ROUNDS = 7  # of each
CORD_EASE_MM = 14.0  # a cord slides aside over so much of its length
NERVE_BEND_MM = 11.0  # and a nerve bends nowhere more sharply than so once it has slid
NERVE_EVENS_MM = (8.0, 12.0, 16.0, 24.0, 36.0, 54.0, 80.0)  # its slide is evened out over so much
CORD_MOST_MM = 2.5  # in one round
CORD_SHARE = 0.5  # of what flesh and a cord are in one another, the cord gives way by so much
CORD_FAR_MM = 14.0  # and in all
END_RINGS = 5  # rings over which a move fades towards an end that is fixed
SLENDER = ("artery", "vein", "nerve")
BRANCHES = {  # branch: trunk; where it leaves or joins, it goes the way of the trunk
    "tibial_nerve": "sciatic_nerve",
    "common_fibular_nerve": "sciatic_nerve",
    "small_saphenous_vein": "popliteal_vein",
}
JOINED_MM = 60.0  # from there on it finds its own way
CORDS_TOO = ("plantaris",)  # muscles so slender that their tendon slides aside as a nerve does
STIFF = ("popliteus",)  # a sheet of muscle on the bone: what runs over it gives way to it
SHEET_EASE_MM = 3.0
KEEPS_MM = 2.0  # what lies twice as far off a wall is asked again once it has moved so
KNOWN_MM = 10.0  # further from another surface than this no wall is looked for
PRESSES = 0.5  # of what a muscle lacks over its surface, its walls move out by so much each round
MOST_PRESSURE_MM = 4.0
UNDER_MM = 8.0  # nothing is looked for further under a surface
FLIPPED = 0.3  # cosine to the side it was swept to below which a triangle counts as folded
SPREADS = 2  # triangles about a fold that are smoothed with it
UNFOLDS = 12  # rounds of smoothing a fold
FOLDED = -0.3  # cosine between two triangles at an edge below which they are folded there
UNFOLDS_FROM = 5  # the round from which on folds are smoothed
CORE = 0.2  # share of its distance from the middle of its ring that a vertex keeps


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


def _surface(name: str, vertices: FloatArray, solid: Solid) -> Surface:
    mesh = Mesh(vertices.astype(np.float32), solid.mesh.triangles)
    hard = np.ones(len(vertices))
    if _flesh(name):
        hard = np.clip(solid.tendon, 0.0, 1.0) if solid.tendon is not None else 0.0 * hard
    return Surface(cKDTree(vertices), vertices, mesh.normals(), hard,
                   _inner_mm(name, vertices, solid),
                   vertices.min(axis=0), vertices.max(axis=0))  # fmt: skip


def _inner_mm(name: str, vertices: FloatArray, solid: Solid) -> FloatArray:
    """How far the middle of its section is from each vertex (n,), or the other face of a sheet."""
    shape = _grid(name, solid)
    if name not in forms():
        faces = vertices.reshape(2, -1, 3)
        return INNER_SPARE * np.tile(np.linalg.norm(faces[1] - faces[0], axis=1), 2) + INNER_MM
    rings = vertices[:-2].reshape(*shape, 3)
    reach = np.linalg.norm(rings - rings.mean(axis=1, keepdims=True), axis=2)
    poles = reach.max(axis=1)[[CAP_RINGS, -CAP_RINGS - 1]]
    return INNER_SPARE * np.append(reach.ravel(), poles) + INNER_MM


def _flesh(name: str) -> bool:
    return catalog.structures()[name].kind == "muscle"


def _slender(name: str) -> bool:
    return catalog.structures()[name].kind in SLENDER


def _grid(name: str, solid: Solid) -> tuple[int, ...]:
    """Rows and sides of a swept surface; faces, columns and rows of a sheet."""
    if name in forms():
        sides = forms()[name].sides
        return (len(solid.mesh.vertices_mm) - 2) // sides, sides
    along = solid.along
    assert along is not None, f"{name}: a sheet has a course"
    rows = len(np.unique(along))
    return 2, len(along) // 2 // rows, rows


def _eased(name: str, move: FloatArray, vertices: FloatArray, shape: tuple[int, ...],
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


def settled(solids: Mapping[str, Solid], flexion_deg: float) -> dict[str, Solid]:
    """The same solids, vertex for vertex, once all have made room for one another."""
    taking = [name for name in sorted(solids) if _flesh(name) or _slender(name)]
    placed = {name: solids[name].mesh.vertices_mm.astype(float) for name in taking}
    raw = {name: _surface(name, placed[name], solids[name]) for name in taking}
    cords = sorted((n for n in taking if _slender(n) or n in CORDS_TOO),
                   key=lambda name: name not in CORDS_TOO)  # fmt: skip
    for _ in range(SLIDES):
        for name in cords:
            placed[name] = _slid(name, solids[name], placed[name], raw, flexion_deg)
            raw[name] = _surface(name, placed[name], solids[name])
    for branch, trunk in BRANCHES.items():
        placed[branch] = _joined(branch, trunk, solids, placed, flexion_deg)
        raw[branch] = _surface(branch, placed[branch], solids[branch])
    moving = [name for name in taking if _flesh(name)]
    start = {name: placed[name] for name in moving}
    wanted = {name: solids[name].mesh.volume_mm3() for name in moving}
    walls = Walls(raw)
    for turn, ease in enumerate(EASES_MM):
        for name in moving:
            before, solid = placed[name], solids[name]
            after = _yielded(name, solid, before, walls, ease, flexion_deg)
            if turn < GIVES_BACK:
                after = _given_back(name, solid, after, walls, wanted[name], flexion_deg)
            if after is before and turn not in EVENS:
                continue
            move = after - start[name]
            if turn in EVENS:
                move = _eased(name, move, start[name], _grid(name, solid), EVENS[turn])
            far = np.linalg.norm(move, axis=1, keepdims=True)
            move *= np.minimum(1.0, FAR_MM / np.maximum(far, 1e-9))
            placed[name] = start[name] + move
            if turn >= UNFOLDS_FROM:
                move = _unfolded(name, solid, start[name], move)
                placed[name] = _clear(placed[name], start[name] + move, flexion_deg)
    for name in moving:
        placed[name] = _off_bone(placed[name], flexion_deg)
    out = dict(solids)
    for name in taking:
        mesh = Mesh(placed[name].astype(np.float32), solids[name].mesh.triangles)
        out[name] = replace(solids[name], mesh=mesh)
    return out


def _slid(
    name: str, solid: Solid, vertices: FloatArray, raw: Mapping[str, Surface], flexion_deg: float
) -> FloatArray:
    """A nerve or vessel slid aside, ring by ring as a whole, out of flesh and tendon."""
    shape = _grid(name, solid)
    rings = vertices[:-2].reshape(*shape, 3)
    middle = rings.mean(axis=1)
    reach = np.linalg.norm(rings - middle[:, None], axis=2).max(axis=1)
    ring_mm = np.linalg.norm(np.diff(middle, axis=0), axis=1)[CAP_RINGS:-CAP_RINGS].mean()
    moved = np.zeros_like(middle)
    nerve = catalog.structures()[name].kind == "nerve"
    firm = np.ones((len(middle), 1))  # soft flesh stays, and makes room by its shape
    if _flesh(name):
        firm = raw[name].hardness[:-2].reshape(shape).mean(axis=1)[:, None]
    kin = {name, BRANCHES.get(name), *(b for b, trunk in BRANCHES.items() if trunk == name)}
    others = [n for n in raw if n not in kin and not (nerve and n.endswith("_nerve"))]
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
        clear = np.maximum(rigid_distance.distance_mm(middle, flexion_deg), 0.0) < reach + TOUCH_MM
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
    return _off_bone(slid, flexion_deg)


def _unkinked(middle: FloatArray, moved: FloatArray, ring_mm: float) -> FloatArray:
    """Moves (rings, 3) of a nerve, evened out until it bends nowhere too sharply."""
    even = moved
    for ease_mm in NERVE_EVENS_MM:
        if float(overlap.bend_radii_mm(middle + even).min()) >= NERVE_BEND_MM:
            break
        even = gaussian_filter1d(moved, ease_mm / ring_mm, axis=0, mode="nearest")
    return even


def _joined(
    branch: str, trunk: str, solids: Mapping[str, Solid], placed: Mapping[str, FloatArray],
    flexion_deg: float,
) -> FloatArray:  # fmt: skip
    """A branch that has moved as its trunk has beside it, and farther on as it did alone."""
    (line, own), (beside, others) = (
        _ring_moves(name, solids[name], placed[name]) for name in (branch, trunk)
    )
    at = cKDTree(beside).query(line)[1]
    arc = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
    share = 1.0 - smoothstep(arc / JOINED_MM)
    moved = own + share[:, None] * (others[at] - own)
    vertices = solids[branch].mesh.vertices_mm.astype(float)
    return _moved_whole(vertices, moved, _grid(branch, solids[branch]), flexion_deg)


def _ring_moves(name: str, solid: Solid, placed: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The middles (rings, 3) of a cord as it was swept, and how far each has moved since."""
    shape = _grid(name, solid)
    swept, now = (
        points[:-2].reshape(*shape, 3).mean(axis=1)
        for points in (solid.mesh.vertices_mm.astype(float), placed)
    )
    return swept, now - swept


@dataclass
class Walls:
    """The walls between all structures, found from the surfaces as they were swept.

    A structure under pressure counts as larger than it was swept, by so many mm, so that its walls
    stand further out. Which vertices are near which other is kept until they have moved far.
    """

    raw: Mapping[str, Surface]
    pressure: dict[str, float] = field(default_factory=dict)
    _anchor: dict[str, FloatArray] = field(default_factory=dict)
    _near: dict[str, dict[str, BoolArray]] = field(default_factory=dict)

    def beyond(self, name: str, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """How far points (n, 3) of a structure are beyond the nearest wall, and the way back."""
        worst, way = np.full(len(points), -1.0), np.zeros_like(points)
        anchor = self._anchor.setdefault(name, np.full_like(points, np.inf))
        known = self._near.setdefault(
            name, {n: np.zeros(len(points), bool) for n in self.raw if n != name}
        )
        strayed = np.abs(points - anchor).max(axis=1) > KEEPS_MM
        anchor[strayed] = points[strayed]
        asked = {}
        for other, near in known.items():
            near[strayed] = self.raw[other].maybe(points[strayed], KNOWN_MM)
            asked[other] = np.flatnonzero(near)
        at = np.flatnonzero(np.any(list(known.values()), axis=0))
        own, own_normal = np.zeros(len(points)), np.zeros_like(points)
        own_hard = np.zeros(len(points))
        if len(at):
            own[at], own_normal[at], own_hard[at] = self.raw[name].ask(points[at])
        own -= self.pressure.get(name, 0.0)
        for other, places in asked.items():
            if not len(places):
                continue
            depth, normal, hard = self.raw[other].ask(points[places])
            depth -= self.pressure.get(other, 0.0)
            share = np.clip(0.5 + 0.5 * (hard - own_hard[places]), 0.0, 1.0)
            gap = np.where(hard > 0.95, CORD_GAP_MM if _slender(other) else GAP_MM, GAP_MM)
            if _slender(other):
                share = np.ones_like(share)
            over = (1 - share) * own[places] - share * depth + gap
            far = places[strayed[places] & ((over < -1.0 - 2.0 * KEEPS_MM) | (share == 0.0))]
            known[other][far] = False
            slope = (1 - share)[:, None] * own_normal[places] - share[:, None] * normal
            size = np.linalg.norm(slope, axis=1)
            over = np.where(size > 0.15, over / np.maximum(size, 0.5), 0.0)
            over = np.where(share > 0.02, over, -1.0)
            worse = over > worst[places]
            worst[places[worse]] = over[worse]
            way[places[worse]] = -(slope / np.maximum(size, 1e-9)[:, None])[worse]
        return worst, way


def _yielded(
    name: str, solid: Solid, vertices: FloatArray, walls: Walls,
    ease_mm: float, flexion_deg: float,
) -> FloatArray:  # fmt: skip
    """A muscle's vertices moved back to their side of every wall."""
    worst, way = walls.beyond(name, vertices)
    move: FloatArray = np.clip(worst, 0.0, MOST_MM)[:, None] * way
    move += _dented(name, solid, vertices, walls.raw, DENT_MM if ease_mm > BROAD_MM else 0.0)
    if not move.any():
        return vertices
    move = _eased(name, move, vertices, _grid(name, solid), ease_mm)
    move *= BROADER if ease_mm > BROAD_MM else 1.0
    return _clear(vertices, vertices + move, flexion_deg)


def _dented(
    name: str, solid: Solid, vertices: FloatArray, raw: Mapping[str, Surface], beside_mm: float
) -> FloatArray:
    """Moves (n, 3) that bring a surface back from slender things which lie just under it."""
    mesh = Mesh(vertices.astype(np.float32), solid.mesh.triangles)
    own = Surface(cKDTree(vertices), vertices, mesh.normals(), np.zeros(len(vertices)),
                  np.full(len(vertices), UNDER_MM),
                  vertices.min(axis=0), vertices.max(axis=0))  # fmt: skip
    depth = np.zeros(len(vertices))
    slender = [surface.points[surface.hardness > 0.95] for other, surface in raw.items()
               if other != name and (_slender(other) or other in CORDS_TOO)]  # fmt: skip
    cords = np.concatenate([np.zeros((0, 3)), *slender])
    cords = cords[own.about(cords, 1.0)]
    away, at = own.tree.query(cords, distance_upper_bound=UNDER_MM)
    cords, at = cords[np.isfinite(away)], at[np.isfinite(away)]
    inner = np.einsum("ij,ij->i", cords - vertices[at], own.normals[at])
    sunk = (inner < CORD_GAP_MM * 0.5) & (inner > -NEAR_MM)
    np.maximum.at(depth, at[sunk], CORD_GAP_MM * 0.5 - inner[sunk])
    if beside_mm and name in forms() and depth.any():
        shape = _grid(name, solid)
        rings = vertices[:-2].reshape(*shape, 3)
        ring_mm = np.linalg.norm(np.diff(rings.mean(axis=1), axis=0), axis=1).mean()
        side_mm = np.linalg.norm(np.diff(rings, axis=1), axis=2).mean()
        size = tuple(2 * round(beside_mm / mm) + 1 for mm in (ring_mm, side_mm))
        grid = maximum_filter(depth[:-2].reshape(shape), size, mode=("nearest", "wrap"))
        depth = np.append(grid.ravel(), depth[-2:])
    return -np.minimum(depth, MOST_MM)[:, None] * own.normals


def _given_back(
    name: str, solid: Solid, vertices: FloatArray, walls: Walls,
    wanted_mm3: float, flexion_deg: float,
) -> FloatArray:  # fmt: skip
    """A muscle swollen along its normals, where flesh has room, by the volume that it lost."""
    mesh = Mesh(vertices.astype(np.float32), solid.mesh.triangles)
    lost = wanted_mm3 - mesh.volume_mm3()
    a, b, c = np.moveaxis(vertices[solid.mesh.triangles], 1, 0)
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2
    flesh = max(float((1.0 - walls.raw[name].hardness).mean()), 0.2)
    pressure = walls.pressure.get(name, 0.0) + PRESSES * lost / area / flesh
    walls.pressure[name] = float(np.clip(pressure, 0.0, MOST_PRESSURE_MM))
    if lost < 0.002 * wanted_mm3:
        return vertices
    room = walls.beyond(name, vertices)[0] < -0.5
    soft = room * (1.0 - walls.raw[name].hardness)
    swell = min(lost / area / max(float(soft.mean()), 0.2), MOST_SWELL_MM)
    move = _eased(name, (swell * soft)[:, None] * mesh.normals(), vertices, _grid(name, solid), 4.0)
    return _clear(vertices, vertices + move, flexion_deg)


def _unfolded(name: str, solid: Solid, start: FloatArray, move: FloatArray) -> FloatArray:
    """The move (n, 3) evened out about every triangle that it would fold over."""
    if name not in forms():
        return move
    shape, triangles = _grid(name, solid), solid.mesh.triangles
    pairs = _neighbours(triangles)
    was = _faces(start, triangles)
    sharp = np.einsum("ij,ij->i", was[pairs[0]], was[pairs[1]]) < FOLDED
    radius = start[:-2].reshape(*shape, 3)
    radius = radius - radius.mean(axis=1, keepdims=True)
    size = np.linalg.norm(radius, axis=2, keepdims=True)
    for turn in range(UNFOLDS):
        grid = move[:-2].reshape(*shape, 3)
        aside = grid - grid.mean(axis=1, keepdims=True)
        inward = np.einsum("ijk,ijk->ij", aside, radius)[..., None] / np.maximum(size, 1e-9)
        back = np.maximum((CORE - 1.0) * size - inward, 0.0)
        grid = grid + back * radius / np.maximum(size, 1e-9)
        move = np.concatenate([grid.reshape(-1, 3), move[-2:]])
        now = _faces(start + move, triangles)
        bad = np.einsum("ij,ij->i", now, was) < FLIPPED
        sharper = ~sharp & (np.einsum("ij,ij->i", now[pairs[0]], now[pairs[1]]) < FOLDED)
        bad[pairs[0][sharper]] = bad[pairs[1][sharper]] = True
        if not bad.any():
            break
        part = np.zeros(len(start))
        part[triangles[bad]] = 1.0
        wide = 2 * (SPREADS + turn // 4) + 1
        part = maximum_filter(part[:-2].reshape(shape), wide, mode=("nearest", "wrap"))
        part = gaussian_filter(part, 1.0, mode=("nearest", "wrap"))[..., None]
        even = gaussian_filter(grid, (1.5, 1.5, 0.0), mode=("nearest", "wrap", "nearest"))
        move = np.concatenate([(grid + part * (even - grid)).reshape(-1, 3), move[-2:]])
    return move


def _faces(vertices: FloatArray, triangles: NDArray[np.int32]) -> FloatArray:
    """Unit normals (m, 3) of triangles."""
    a, b, c = np.moveaxis(vertices[triangles], 1, 0)
    face = np.cross(b - a, c - a)
    return face / np.maximum(np.linalg.norm(face, axis=1, keepdims=True), 1e-12)


def _neighbours(triangles: NDArray[np.int32]) -> tuple[IntArray, IntArray]:
    """The two triangles at each edge of a closed surface."""
    edges = np.sort(np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]],
                                    triangles[:, [2, 0]]]), axis=1)  # fmt: skip
    faces = np.tile(np.arange(len(triangles)), 3)[np.lexsort((edges[:, 1], edges[:, 0]))]
    return faces[0::2], faces[1::2]


def _off_bone(vertices: FloatArray, flexion_deg: float) -> FloatArray:
    """Vertices lifted out of anything rigid that evened moves brought them into."""
    least = np.zeros(len(vertices))
    for _ in range(LIFTS):
        lifted = bone_distance.pushed_out(vertices, least, flexion_deg, LIFT_MM,
                                          rigid_distance.distance_mm)  # fmt: skip
        if lifted is vertices:
            break
        vertices = lifted
    return vertices


def _clear(before: FloatArray, after: FloatArray, flexion_deg: float) -> FloatArray:
    """Moved vertices lifted off anything rigid again."""
    shifted = np.flatnonzero(np.abs(after - before).max(axis=1) > 0.02)
    touch = np.full(len(shifted), TOUCH_MM)
    lifted = after.copy()
    lifted[shifted] = bone_distance.pushed_out(
        after[shifted], touch, flexion_deg, LIFT_MM, rigid_distance.distance_for_flesh_mm
    )
    return lifted
