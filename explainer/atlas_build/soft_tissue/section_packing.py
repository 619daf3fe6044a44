"""How muscles share the room in the straight limb: the outline of each section.

Every muscle wants its measured ellipse. Where two overlap they meet half way, on one flat wall,
as packed muscles do; tendons, nerves, vessels and bone do not yield. Room lost that way is given
back by letting the whole section swell until it has its measured area again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.ndimage import gaussian_filter1d

from explainer.arrays import FloatArray
from explainer.atlas_build.soft_tissue import bone_distance
from explainer.atlas_build.soft_tissue.routes import Home, Route, home, route
from explainer.atlas_build.soft_tissue.stations import forms

LEVEL_MM = 1.0  # height step of the tables below
STEPS = 26  # samples along each ray from the middle of a section
REACH = 1.55  # how far rays go, in ellipse radii
EXTRA_MM = 7.0  # and beyond that
GAP_MM = 0.35  # air between two walls, so that plates can draw the line between them
BONE_GAP_MM = 0.8
JOINT_GAP_MM = 3.0  # cartilage and capsule lie between muscle and the condyles
JOINT_Y_MM = (-34.0, 22.0)
ROUND_MM = 1.4  # radius of the corners where walls meet
# Sheets on the joint itself: the gap kept from its bones already holds them.
THIN = (
    "posterior_capsule", "oblique_popliteal", "arcuate_popliteal", "interosseous_membrane",
    "medial_patellar_retinaculum", "lateral_patellar_retinaculum",
)  # fmt: skip
SWELL_MM = 6.5  # a section may stand out at most this far beyond its ellipse
ROUNDS = 5  # of swelling; the area has settled to 1 % by then


@dataclass(frozen=True)
class Levels:
    """One structure as a stack of ellipses, one per millimetre of height; arrays are (m, ...)."""

    bottom_mm: float
    centre_mm: FloatArray
    tangent: FloatArray
    major: FloatArray  # unit vectors of the ellipse axes
    minor: FloatArray
    half_major_mm: FloatArray
    half_minor_mm: FloatArray
    hardness: FloatArray  # 0 belly that yields, 1 tendon, nerve or vessel that does not

    def depth_mm(self, points_mm: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Signed distance to the ellipse (+ outside) and hardness at points (n, 3), about."""
        row = (points_mm[:, 1] - self.bottom_mm) / LEVEL_MM
        at = np.clip(np.rint(row).astype(int), 0, len(self.half_major_mm) - 1)
        beyond = np.maximum(np.abs(row - at) - 0.5, 0.0) * LEVEL_MM
        offset = points_mm - self.centre_mm[at]
        x = np.einsum("ij,ij->i", offset, self.major[at])
        y = np.einsum("ij,ij->i", offset, self.minor[at])
        ratio = np.sqrt((x / self.half_major_mm[at]) ** 2 + (y / self.half_minor_mm[at]) ** 2)
        size = np.hypot(x, y)
        inner = -np.minimum(self.half_major_mm[at], self.half_minor_mm[at])
        depth = np.where(ratio > 0.05, size * (1 - 1 / np.maximum(ratio, 0.05)), inner)
        return depth + 2.0 * beyond, self.hardness[at]


def _axes(course: Home, line: Route) -> tuple[FloatArray, FloatArray]:
    angle = np.radians(course.angle_deg)[:, None]
    major = np.cos(angle) * line.u + np.sin(angle) * line.v
    return major, np.cross(major, line.tangent)


@cache
def levels(structure: str) -> Levels | None:
    """The stack of a structure, or None when it does not run downwards all the way."""
    course, line = home(structure), route(structure, 0.0)
    height = line.centre_mm[:, 1]
    order = np.argsort(height)
    if np.any(np.diff(height) > 0.6):
        return None
    rows = np.arange(height.min(), height.max() + LEVEL_MM, LEVEL_MM)

    def at(values: FloatArray) -> FloatArray:
        columns = values[order].reshape(len(order), -1)
        out = [np.interp(rows, height[order], column) for column in columns.T]
        return np.stack(out, axis=1).reshape(len(rows), *values.shape[1:])

    major, minor = _axes(course, line)
    hard = course.tendon if forms()[structure].kind == "belly" else np.ones_like(course.tendon)
    return Levels(
        float(height.min()), at(line.centre_mm), at(line.tangent), at(major), at(minor),
        np.maximum(at(course.width_mm) / 2, 0.6), np.maximum(at(course.depth_mm) / 2, 0.6),
        at(hard),
    )  # fmt: skip


def _smooth_max(a: FloatArray, b: FloatArray) -> FloatArray:
    """The larger of two, with its corner rounded (polynomial, radius ROUND_MM)."""
    blend = np.maximum(ROUND_MM - np.abs(a - b), 0.0) / ROUND_MM
    return np.maximum(a, b) + blend**2 * ROUND_MM / 4


def _neighbours(structure: str) -> list[str]:
    """Structures whose stacks come near enough to press on this one."""
    own = route(structure, 0.0).centre_mm[::3]
    reach = home(structure).width_mm.max() * 0.5 + 12.0
    near = []
    for other in forms():
        if other == structure or other.startswith(THIN) or levels(other) is None:
            continue
        theirs = route(other, 0.0).centre_mm[::3]
        room = reach + home(other).width_mm.max() * 0.5
        apart = np.linalg.norm(own[:, None] - theirs[None], axis=2).min()
        if apart < room:
            near.append(other)
    return near


def _walls(
    points: FloatArray, own_depth: FloatArray, own_hard: FloatArray, others: list[str]
) -> FloatArray:
    """How far each point (n, 3) lies beyond the wall of any neighbour or bone; + is beyond."""
    beyond = np.full(len(points), -50.0)
    for other in others:
        stack = levels(other)
        assert stack is not None
        depth, hard = stack.depth_mm(points)
        share = np.clip(0.5 + 0.5 * (hard - own_hard), 0.0, 1.0)
        beyond = _smooth_max(beyond, (1 - share) * own_depth - share * depth + GAP_MM)
    gap = np.full(len(points), BONE_GAP_MM)
    joint = (points[:, 1] > JOINT_Y_MM[0]) & (points[:, 1] < JOINT_Y_MM[1])
    gap[joint] = JOINT_GAP_MM
    return _smooth_max(beyond, gap - bone_distance.distance_mm(points, 0.0))


def _ellipse(course: Home, turn: FloatArray) -> FloatArray:
    """Radii (rings, sides) of the measured ellipses in directions turn (sides,) from u."""
    angle = turn[None] - np.radians(course.angle_deg)[:, None]
    a, b = course.width_mm[:, None] / 2, course.depth_mm[:, None] / 2
    return a * b / np.hypot(b * np.cos(angle), a * np.sin(angle))


def _first_crossing(value: FloatArray, ray: FloatArray) -> FloatArray:
    """Where value (rings, sides, steps) first turns positive along rays of the same shape."""
    outside = value > 0
    outside[..., -1] = True
    at = np.maximum(np.argmax(outside, axis=-1), 1)[..., None]
    high, low = np.take_along_axis(value, at, -1), np.take_along_axis(value, at - 1, -1)
    share = np.clip(-low / np.where(high - low == 0, 1, high - low), 0.0, 1.0)
    near, far = np.take_along_axis(ray, at - 1, -1), np.take_along_axis(ray, at, -1)
    return (near + share * (far - near))[..., 0]


def _area(radius: FloatArray) -> FloatArray:
    """Area (rings,) of polar outlines (rings, sides)."""
    wedge = radius * np.roll(radius, -1, axis=1)
    return 0.5 * np.sin(2 * np.pi / radius.shape[1]) * wedge.sum(axis=1)


@cache
def outline(structure: str) -> FloatArray:
    """Polar outline (rings, sides) of a belly in the straight limb, radii in mm from its centre.

    Side 0 points along u, a quarter turn later along v. The area of each section is that of the
    measured ellipse as far as its neighbours leave room.
    """
    course, line, form = home(structure), route(structure, 0.0), forms()[structure]
    turn = 2 * np.pi * np.arange(form.sides) / form.sides
    ellipse = _ellipse(course, turn)
    far = REACH * ellipse + EXTRA_MM * np.minimum(1.0, ellipse / 6.0)
    ray = far[..., None] * np.linspace(0.12, 1.0, STEPS)
    out = (np.cos(turn)[None, :, None] * line.u[:, None]
           + np.sin(turn)[None, :, None] * line.v[:, None])  # fmt: skip
    points = line.centre_mm[:, None, None] + ray[..., None] * out[:, :, None]
    own = ray * (1 - ellipse[..., None] / ray)
    hard = np.broadcast_to(course.tendon[:, None, None], ray.shape)
    walls = _walls(points.reshape(-1, 3), own.ravel(), hard.ravel(), _neighbours(structure))
    return _swollen(own, walls.reshape(ray.shape), ray, ellipse)


def _swollen(
    own: FloatArray, walls: FloatArray, ray: FloatArray, ellipse: FloatArray
) -> FloatArray:
    """Outlines whose area is that of the ellipses again, where the walls leave room for it."""
    wanted = _area(ellipse)
    girth = np.maximum(2 * np.pi * ellipse.mean(axis=1), 1.0)
    swell = np.zeros(len(ellipse))
    for _ in range(ROUNDS):
        radius = _first_crossing(_smooth_max(own - swell[:, None, None], walls), ray)
        radius = gaussian_filter1d(gaussian_filter1d(radius, 0.8, axis=1, mode="wrap"), 1.2, axis=0)
        swell = np.clip(swell + (wanted - _area(radius)) / girth, -2.0, SWELL_MM)
        swell = gaussian_filter1d(swell, 2.0)
    return radius
