"""How far a point is from bone, fast: the signed distances of bone_meshes sampled once on grids.

Soft tissue asks for distances millions of times. A trilinear grid answers in microseconds and is
within about a fifth of a millimetre of the bone itself wherever the bone is smooth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from scipy.ndimage import map_coordinates

from explainer.arrays import FloatArray
from explainer.atlas_build.bones import bone_meshes
from explainer.atlas_build.motion import poses

Distance = Callable[[FloatArray, float], FloatArray]  # points (n, 3), bend -> mm (n,)

MARGIN_MM = 32.0  # beyond this from a bone nothing here needs to know the distance
RIM_MM = 13.0  # air round a bone that its grid covers
KNEE_STEP_MM = 2.0  # a surface of 20 mm radius is off by 0.03 mm at this step
SHAFT_STEP_MM = 4.0
ROUGH_MM = 6.0  # step far from the surface
NEAR_MM = 7.0  # nearer than this to the surface the bone itself is asked
KNEE_MM = (-85.0, 75.0)  # y range sampled finely

# Boxes (lowest corner, highest corner) of each bone at 0 degrees in K.
BOXES = {
    "femur": ((-24.0, -23.0, -43.0), (47.0, 433.0, 66.0)),
    "tibia": ((-20.0, -404.0, -36.0), (42.0, -16.0, 44.0)),
    "fibula": ((-38.0, -414.0, 6.0), (-3.0, -30.0, 49.0)),
}


@dataclass(frozen=True)
class Grid:
    """Signed distance on a regular grid; outside the box it is the margin."""

    low_mm: FloatArray
    step_mm: float
    values_mm: FloatArray

    @cached_property
    def high_mm(self) -> FloatArray:
        """The last corner of the box (3,)."""
        return self.low_mm + self.step_mm * (np.array(self.values_mm.shape) - 1)

    def distance_mm(self, points_mm: FloatArray) -> FloatArray:
        """Signed distance (n,) at points (n, 3) in the bone's home position; + is outside."""
        index = (points_mm - self.low_mm).T / self.step_mm
        return map_coordinates(self.values_mm, index, order=1, mode="constant", cval=MARGIN_MM)


def _points(low: FloatArray, high: FloatArray, step: float) -> FloatArray:
    axes = [np.arange(a, b + step, step) for a, b in zip(low, high, strict=True)]
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)


def _grid(bone: str, low: FloatArray, high: FloatArray, step: float) -> Grid:
    """A grid that asks the bone itself near its surface and a coarse grid elsewhere."""
    rough = _points(low, high + ROUGH_MM, ROUGH_MM)
    values = bone_meshes.distance_mm(bone, rough.reshape(-1, 3)).reshape(rough.shape[:-1])
    points = _points(low, high, step)
    fine = Grid(low, ROUGH_MM, values).distance_mm(points.reshape(-1, 3))
    near = np.abs(fine) < NEAR_MM
    fine[near] = bone_meshes.distance_mm(bone, points.reshape(-1, 3)[near])
    return Grid(low, step, np.minimum(fine, MARGIN_MM).reshape(points.shape[:-1]))


@cache
def _grids(bone: str) -> tuple[Grid, Grid]:
    """The fine grid about the knee and the coarse one over the whole bone."""
    low, high = np.array(BOXES[bone][0]) - RIM_MM, np.array(BOXES[bone][1]) + RIM_MM
    if bone == "fibula":  # too slender for the coarse step
        whole = _grid(bone, low, high, KNEE_STEP_MM)
        return whole, whole
    near_low, near_high = low.copy(), high.copy()
    near_low[1], near_high[1] = max(low[1], KNEE_MM[0]), min(high[1], KNEE_MM[1])
    return (
        _grid(bone, near_low, near_high, KNEE_STEP_MM),
        _grid(bone, low, high, SHAFT_STEP_MM),
    )


def bone_distance_mm(bone: str, points_mm: FloatArray) -> FloatArray:
    """Signed distance (n,) of points (n, 3), in K at 0 degrees, from one bone."""
    near, far = _grids(bone)
    if near is far:
        return near.distance_mm(points_mm)
    inside = (points_mm[:, 1] > KNEE_MM[0]) & (points_mm[:, 1] < KNEE_MM[1])
    result = np.empty(len(points_mm))
    result[inside] = near.distance_mm(points_mm[inside])
    result[~inside] = far.distance_mm(points_mm[~inside])
    return result


@cache
def _to_home(flexion_deg: float) -> FloatArray:
    return poses.inverse(poses.pose("tibia", flexion_deg))


def distance_mm(points_mm: FloatArray, flexion_deg: float) -> FloatArray:
    """Signed distance (n,) from the nearest bone at that flexion; points (n, 3) in K."""
    shin = poses.moved(points_mm, _to_home(flexion_deg)) if flexion_deg else points_mm
    nearest = bone_distance_mm("femur", points_mm)
    for bone in ("tibia", "fibula"):
        nearest = np.minimum(nearest, bone_distance_mm(bone, shin))
    return nearest


def pushed_out(
    points_mm: FloatArray,
    clearance_mm: FloatArray,
    flexion_deg: float,
    limit_mm: float = 12.0,
    distance: Distance = distance_mm,
    rounds: int = 1,
) -> FloatArray:
    """Points (n, 3) moved along the gradient of `distance` until they clear it by clearance (n,).

    No point moves further than `limit_mm` in a round. Points that are clear stay so: each round
    asks only for those that the one before has moved.
    """
    moved, asked = points_mm, np.arange(len(points_mm))
    step = np.concatenate([np.eye(3), -np.eye(3)])[:, None] * KNEE_STEP_MM / 2
    for _ in range(rounds):
        short = clearance_mm[asked] - distance(moved[asked], flexion_deg)
        asked, short = asked[short > 0.0], short[short > 0.0]
        if not len(asked):
            break
        about = distance((moved[asked] + step).reshape(-1, 3), flexion_deg)
        slope = (about[: 3 * len(asked)] - about[3 * len(asked) :]).reshape(3, -1).T / KNEE_STEP_MM
        slope /= np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 0.2)
        if moved is points_mm:
            moved = points_mm.copy()
        moved[asked] += slope * np.minimum(short, limit_mm)[:, None]
    return moved
