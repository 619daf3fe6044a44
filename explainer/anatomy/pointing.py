"""What lies under a fingertip on the back of the knee, and in which order a finger meets it.

The sore spot is a place on the back of the straight right knee (frame K, mm: z to the outer side,
y up). The finger points straight in, along +x. Depth is measured from the skin of the knee drawn
here; another knee has more or less under its skin.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from explainer import catalog
from explainer.anatomy import atlas
from explainer.arrays import FloatArray
from explainer.scenario import Mark

# A runner's pain behind the knee mostly comes from these: they are named before all other parts.
NAMED_FIRST = frozenset({"tendon", "ligament", "muscle"})
NOT_TO_PRESS = frozenset({"artery", "vein", "nerve"})
DEEPEST_LAYERS = frozenset({"floor", "bone"})
SKIN, BONE = "skin", "bone"
# The fingertip's disc is looked through along its middle and two rings: closer together than the
# breadth of the thinnest nerve drawn, so that none slips through.
RINGS = ((0.0, 1), (0.5, 6), (1.0, 12))  # share of the finger's radius, number of lines
CACHE_SIZE = 512  # places: an answer is about 2 kB
OUTLINE_STEP_MM = 8.0  # height between two rows of the leg's outline


@dataclass(frozen=True)
class TouchedStructure:
    """One structure under the finger: how far aside and how deep it is where it lies nearest."""

    structure: str
    aside_mm: float  # from the finger's middle
    depth_mm: float  # below the skin
    place: str  # "top": first under the skin; "under": below another part; "deep": by the joint

    @property
    def distance_mm(self) -> float:
        """From the fingertip on the skin, straight to the structure."""
        return math.hypot(self.aside_mm, self.depth_mm)

    @property
    def not_to_press(self) -> bool:
        """Whether this is a vessel or a nerve."""
        return catalog.structures()[self.structure].kind in NOT_TO_PRESS


def sort_likeliest_first(found: tuple[TouchedStructure, ...]) -> tuple[TouchedStructure, ...]:
    """The order in which a finger is likely to feel them. Never an order of causes.

    Tendons, ligaments and muscles come before all other parts, because pain behind a runner's knee
    mostly comes from them (source clinic_claim). Within each group the nearest to the fingertip
    comes first; the distance counts sideways and into the depth alike.
    """

    def key(one: TouchedStructure) -> tuple[bool, float, str]:
        kind = catalog.structures()[one.structure].kind
        return kind not in NAMED_FIRST, one.distance_mm, one.structure

    return tuple(sorted(found, key=key))


@lru_cache(maxsize=CACHE_SIZE)
def structures_under(mark: Mark) -> tuple[TouchedStructure, ...]:
    """The structures under a fingertip at this place, likeliest first; () beside the leg.

    Bone ends what a finger can feel: nothing in front of it counts, nor what lies deeper below the
    skin than `pointing_depth`. Finger and depth are parameters of assets/data.
    """
    names, corners_mm = _knee()
    radius_mm = catalog.parameter("pointing_finger_radius").value
    lines = _lines(radius_mm)  # (r, 2): z, y from the finger's middle
    centre = np.array([mark.z_mm, mark.y_mm])
    near = _within(corners_mm, centre, radius_mm)
    owners, entries_mm = _entries(names[near], corners_mm[near] - [0, centre[1], centre[0]], lines)
    found = []
    for owner, row in zip(owners, entries_mm, strict=True):
        felt = _felt(owner, row, owners, entries_mm, lines)
        if felt is not None:
            found.append(felt)
    return sort_likeliest_first(tuple(found))


def outline() -> list[list[float]]:
    """How far the leg reaches sideways at each height: rows [y, least z, most z], mm, bottom up."""
    z_mm, y_mm = atlas.load().mesh(SKIN).vertices_mm[:, [2, 1]].T
    heights = np.arange(y_mm.min(), y_mm.max() + OUTLINE_STEP_MM, OUTLINE_STEP_MM)
    rows = []
    for height in heights:
        at = np.abs(y_mm - height) <= OUTLINE_STEP_MM
        rows.append([float(round(v)) for v in (height, z_mm[at].min(), z_mm[at].max())])
    return rows


def zones() -> dict[str, Mark]:
    """The middle of each zone that a reader can choose by name, in the order of the file."""
    rows = catalog.table("zones")
    return {row["zone"]: Mark(float(row["z_mm"]), float(row["y_mm"])) for row in rows}


def zone(mark: Mark) -> str:
    """The zone whose middle lies nearest to the mark."""
    middles = zones()
    return min(middles, key=lambda name: math.dist(middles[name], mark))


def _felt(
    owner: str, row: FloatArray, owners: list[str], entries_mm: FloatArray, lines: FloatArray
) -> TouchedStructure | None:
    """One structure where it lies nearest to the fingertip; None if no finger reaches it."""
    kinds = catalog.structures()
    if owner == SKIN or SKIN not in owners:
        return None
    bones = [n for n, name in enumerate(owners) if kinds[name].kind == BONE and name != owner]
    bone_mm = entries_mm[bones].min(axis=0, initial=np.inf)
    skin_mm = entries_mm[owners.index(SKIN)]
    reached = np.isfinite(row) & np.isfinite(skin_mm) & (row <= bone_mm)
    depths_mm = np.full(len(row), np.inf)
    depths_mm[reached] = np.maximum(row[reached] - skin_mm[reached], 0.0)
    aside_mm = np.hypot(*lines.T)
    nearest = int(np.argmin(np.hypot(aside_mm, depths_mm)))
    depth_mm = float(depths_mm[nearest])
    if not depth_mm <= catalog.parameter("pointing_depth").value:
        return None
    over = [n for n, name in enumerate(owners) if name not in (SKIN, owner)]
    covered = bool((entries_mm[over, nearest] < row[nearest]).any())
    deep = kinds[owner].layer in DEEPEST_LAYERS
    place = "deep" if deep else "under" if covered else "top"
    return TouchedStructure(owner, float(aside_mm[nearest]), depth_mm, place)


@cache
def _knee() -> tuple[NDArray[np.str_], FloatArray]:
    """Owner (m,) and corners (m, 3, 3) in mm of every triangle of the straight knee."""
    baked = atlas.load()
    names, corners_mm = [], []
    for name in baked.structures:
        mesh = baked.mesh(name)
        corners_mm.append(mesh.vertices_mm[mesh.triangles])
        names += [name] * len(mesh.triangles)
    return np.array(names), np.concatenate(corners_mm).astype(float)


def _lines(radius_mm: float) -> FloatArray:
    """Where the lines of sight stand round the finger's middle: z and y, (r, 2) mm."""
    spots = []
    for share, count in RINGS:
        turn = 2 * np.pi * np.arange(count) / count
        spots.append(share * radius_mm * np.stack([np.cos(turn), np.sin(turn)], axis=1))
    return np.concatenate(spots)


def _within(corners_mm: FloatArray, centre: FloatArray, radius_mm: float) -> NDArray[np.bool_]:
    """Which triangles may be met by a line through the fingertip's disc, (m,)."""
    spots = corners_mm[:, :, [2, 1]]
    after = spots.max(axis=1) >= centre - radius_mm
    before = spots.min(axis=1) <= centre + radius_mm
    return (after & before).all(axis=1)


def _entries(
    names: NDArray[np.str_], corners_mm: FloatArray, lines: FloatArray
) -> tuple[list[str], FloatArray]:
    """For each structure met, x where each line enters it from behind: (s, r) mm, inf if never.

    Corners are relative to the finger's middle in z and y. A line meets a triangle where the three
    cross products of its corners, seen along the line, share a sign.
    """
    z = corners_mm[None, :, :, 2] - lines[:, None, None, 0]  # (r, m, 3)
    y = corners_mm[None, :, :, 1] - lines[:, None, None, 1]
    area = np.roll(z, -1, 2) * np.roll(y, -2, 2) - np.roll(z, -2, 2) * np.roll(y, -1, 2)
    whole = area.sum(axis=2)
    met = ((area >= 0).all(axis=2) | (area <= 0).all(axis=2)) & (whole != 0)
    weight = area / np.where(whole == 0, 1.0, whole)[:, :, None]
    x = np.where(met, (weight * corners_mm[None, :, :, 0]).sum(axis=2), np.inf)  # (r, m)
    owners = [name for name in dict.fromkeys(names.tolist()) if met[:, names == name].any()]
    rows = [x[:, names == name].min(axis=1) for name in owners]
    return owners, np.array(rows).reshape(len(owners), len(lines))
