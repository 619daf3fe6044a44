"""How long each muscle is, tendon and belly together, at any bend of hip, knee and ankle.

One published path model (source `rlu_2023`). Its length over the knee's bend stands in a table
(`curves/muscle_tendon_lengths`, hip and ankle at 0). The end on the pelvis turns about the hip
centre, the end on the heel about the ankle centre, both in the plane seen from the side; the
straight line from that end to the next point of the path (`curves/muscle_ends`) then gets longer
or shorter, and the muscle with it:

    length(hip, knee, ankle) = length(0, knee, 0) + reach(turned end) - reach(end at rest)
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from explainer import catalog
from explainer.arrays import FloatArray

# Which way the moving end turns, seen from the right, in the frame of the bone it is measured in:
# when the hip bends the pelvis turns clockwise over the thigh; a lifted foot counter-clockwise.
_TURN = {"hip": -1.0, "ankle": 1.0}
STRIDE_JOINTS = ("hip_flexion", "knee_flexion", "ankle_dorsiflexion")
STEP_DEG = 1.0  # of the slopes that carry a spread of angles over to lengths
BAND_SIGMAS = 1.2816  # 80 % of a normal distribution lies within


@cache
def muscles() -> tuple[str, ...]:
    """Ids of the muscles whose length is known, in the order of the table."""
    columns = catalog.table("curves/muscle_tendon_lengths").rows[0]
    return tuple(name.removesuffix("_mm") for name in columns if name.endswith("_mm"))


@cache
def two_joint() -> tuple[str, ...]:
    """Those that cross the knee and one joint more."""
    return tuple(m for m in muscles() if joint(m) and np.ptp(_over_knee(m)[1]) > 0)


def joint(muscle: str) -> str:
    """The other joint, "hip" or "ankle", that the muscle crosses; "" for none."""
    rows = catalog.table("curves/muscle_ends").where(muscle=muscle).rows
    return rows[0]["joint"] if rows else ""


def length_mm(
    muscle: str, hip_deg: ArrayLike, knee_deg: ArrayLike, ankle_deg: ArrayLike
) -> FloatArray:
    """Muscle-tendon length of an average adult, mm; angles of any shapes that broadcast.

    Hip and knee flexion and ankle dorsiflexion are positive. KeyError for a muscle not in the
    table. Beyond the table's 0 to 120 degrees of knee flexion its end values hold.
    """
    if muscle not in muscles():
        raise KeyError(muscle)
    hip, knee, ankle = np.broadcast_arrays(*map(np.asarray, (hip_deg, knee_deg, ankle_deg)))
    length = np.interp(knee, *_over_knee(muscle))
    crossed = joint(muscle)
    if crossed:
        turn = hip if crossed == "hip" else ankle
        length = length + _reach_mm(muscle, turn, knee) - _reach_mm(muscle, 0.0 * turn, knee)
    return length


def standing_mm(muscle: str) -> float:
    """Length with hip, knee and ankle at 0: upright, on both feet."""
    return float(length_mm(muscle, 0.0, 0.0, 0.0))


def stride_angles() -> tuple[FloatArray, FloatArray]:
    """Moments of the stride (n,), per cent, and hip, knee and ankle angles then, (3, n) degrees.

    Mean curves of 46 runners. They do not quite close; the difference is spread over the last
    tenth of the stride, so that a leg that plays on does not jump.
    """
    table = catalog.table("curves/limb_angles")
    percent = table.floats("stride_percent")
    angles = np.stack([table.floats(f"{name}_deg") for name in STRIDE_JOINTS])
    closing = np.clip((percent - 90.0) / 10.0, 0.0, 1.0)
    return percent, angles + closing * (angles[:, :1] - angles[:, -1:])


def stride_spread_deg() -> FloatArray:
    """How far runners differ in those angles: standard deviations (3, n) in degrees."""
    table = catalog.table("curves/limb_angle_spread")
    return np.stack([table.floats(f"{name}_sd_deg") for name in STRIDE_JOINTS])


def stride_change_mm(muscle: str) -> tuple[FloatArray, FloatArray]:
    """Length against standing at each moment of the stride, (n,), and its 80 % half band, (n,).

    The band carries the runners' spread of the three angles over to the length, each angle for
    itself: half band = 1.28 sqrt(sum((dlength/dangle x SD)^2)). It holds no error of the model.
    """
    _, angles = stride_angles()
    change = length_mm(muscle, *angles) - standing_mm(muscle)
    squares = np.zeros(angles.shape[1])
    for row, spread in enumerate(stride_spread_deg()):
        more, less = angles.copy(), angles.copy()
        more[row] += STEP_DEG
        less[row] -= STEP_DEG
        slope = (length_mm(muscle, *more) - length_mm(muscle, *less)) / (2 * STEP_DEG)
        squares += (slope * spread) ** 2
    return change, BAND_SIGMAS * np.sqrt(squares)


@cache
def _over_knee(muscle: str) -> tuple[FloatArray, FloatArray]:
    """Knee flexion (k,) and length (k,) with hip and ankle at 0."""
    table = catalog.table("curves/muscle_tendon_lengths")
    return table.floats("knee_flexion_deg"), table.floats(f"{muscle}_mm")


def _reach_mm(muscle: str, turn_deg: FloatArray, knee_deg: FloatArray) -> FloatArray:
    """Straight distance from the moving end, turned about its joint, to the path's next point."""
    table = catalog.table("curves/muscle_ends").where(muscle=muscle)
    bends = table.floats("knee_flexion_deg")
    end, following = (
        np.stack([np.interp(knee_deg, bends, table.floats(f"{part}_{axis}_mm")) for axis in "xyz"])
        for part in ("end", "next")
    )
    angle = np.radians(_TURN[joint(muscle)] * turn_deg)
    c, s = np.cos(angle), np.sin(angle)
    turned = np.stack([c * end[0] - s * end[1], s * end[0] + c * end[1], end[2]])
    return np.sqrt(((turned - following) ** 2).sum(axis=0))
