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
from scipy.ndimage import maximum_filter
from scipy.spatial import cKDTree

from explainer.arrays import BoolArray, FloatArray
from explainer.atlas_build.geometry.shapes import Mesh, Solid
from explainer.atlas_build.soft_tissue import clearance, cord_slides, unfolding
from explainer.atlas_build.soft_tissue.contact_surface import (
    CORDS_TOO,
    NEAR_MM,
    Surface,
    eased,
    is_flesh,
    is_slender,
    rows_and_sides,
    surface_of,
)
from explainer.atlas_build.soft_tissue.cord_slides import BRANCHES, CORD_GAP_MM
from explainer.atlas_build.soft_tissue.stations import forms

GAP_MM = 0.4  # each side keeps this far off the wall, so that plates draw a line between
EASES_MM = (9.0, 7.0, 5.0, 4.0, 3.0, 2.0, 1.4, 0.9, 0.6)  # a move is evened out over so much
BROAD_MM, BROADER = 3.0, 1.5  # broad moves are made larger by so much: evened out, they fall short
MOST_MM = 4.0  # of a move in one round
EVENS = {5: 4.0, 8: 5.0}  # after these rounds the whole move so far is evened out, over mm
FAR_MM = 16.0  # no vertex moves further
DENT_MM = 9.0  # a nerve or vessel dents flesh so far to either side of it
GIVES_BACK = 7  # rounds in which lost volume is given back
MOST_SWELL_MM = 0.8  # in one of them
SLIDES = 2  # times that all cords slide aside in turn
KEEPS_MM = 2.0  # what lies twice as far off a wall is asked again once it has moved so
KNOWN_MM = 10.0  # further from another surface than this no wall is looked for
PRESSES = 0.5  # of what a muscle lacks over its surface, its walls move out by so much each round
MOST_PRESSURE_MM = 4.0
UNDER_MM = 8.0  # nothing is looked for further under a surface
UNFOLDS_FROM = 5  # the round from which on folds are smoothed


def settled(solids: Mapping[str, Solid], flexion_deg: float) -> dict[str, Solid]:
    """The same solids, vertex for vertex, once all have made room for one another."""
    taking = [name for name in sorted(solids) if is_flesh(name) or is_slender(name)]
    placed = {name: solids[name].mesh.vertices_mm.astype(float) for name in taking}
    raw = {name: surface_of(name, placed[name], solids[name]) for name in taking}
    cords = sorted((n for n in taking if is_slender(n) or n in CORDS_TOO),
                   key=lambda name: name not in CORDS_TOO)  # fmt: skip
    for _ in range(SLIDES):
        for name in cords:
            placed[name] = cord_slides.slid(name, solids[name], placed[name], raw, flexion_deg)
            raw[name] = surface_of(name, placed[name], solids[name])
    for branch, trunk in BRANCHES.items():
        placed[branch] = cord_slides.joined(branch, trunk, solids, placed, flexion_deg)
        raw[branch] = surface_of(branch, placed[branch], solids[branch])
    moving = [name for name in taking if is_flesh(name)]
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
                move = eased(name, move, start[name], rows_and_sides(name, solid), EVENS[turn])
            far = np.linalg.norm(move, axis=1, keepdims=True)
            move *= np.minimum(1.0, FAR_MM / np.maximum(far, 1e-9))
            placed[name] = start[name] + move
            if turn >= UNFOLDS_FROM:
                move = unfolding.unfolded(name, solid, start[name], move)
                placed[name] = clearance.clear(placed[name], start[name] + move, flexion_deg)
    for name in moving:
        placed[name] = clearance.off_bone(placed[name], flexion_deg)
    out = dict(solids)
    for name in taking:
        mesh = Mesh(placed[name].astype(np.float32), solids[name].mesh.triangles)
        out[name] = replace(solids[name], mesh=mesh)
    return out


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
            gap = np.where(hard > 0.95, CORD_GAP_MM if is_slender(other) else GAP_MM, GAP_MM)
            if is_slender(other):
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
    move = eased(name, move, vertices, rows_and_sides(name, solid), ease_mm)
    move *= BROADER if ease_mm > BROAD_MM else 1.0
    return clearance.clear(vertices, vertices + move, flexion_deg)


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
               if other != name and (is_slender(other) or other in CORDS_TOO)]  # fmt: skip
    cords = np.concatenate([np.zeros((0, 3)), *slender])
    cords = cords[own.about(cords, 1.0)]
    away, at = own.tree.query(cords, distance_upper_bound=UNDER_MM)
    cords, at = cords[np.isfinite(away)], at[np.isfinite(away)]
    inner = np.einsum("ij,ij->i", cords - vertices[at], own.normals[at])
    sunk = (inner < CORD_GAP_MM * 0.5) & (inner > -NEAR_MM)
    np.maximum.at(depth, at[sunk], CORD_GAP_MM * 0.5 - inner[sunk])
    if beside_mm and name in forms() and depth.any():
        shape = rows_and_sides(name, solid)
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
    move = eased(
        name,
        (swell * soft)[:, None] * mesh.normals(),
        vertices,
        rows_and_sides(name, solid),
        4.0,
    )
    return clearance.clear(vertices, vertices + move, flexion_deg)
