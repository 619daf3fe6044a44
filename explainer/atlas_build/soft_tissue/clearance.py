"""Lines and surfaces that moved, brought out of bone, cartilage and menisci again."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d

from explainer.arrays import FloatArray
from explainer.atlas_build.soft_tissue import bone_distance, rigid_distance

CLEAR_MM = 0.2  # a centre line keeps at least this far off bone, cartilage and menisci
CLEAR_GOES = 4  # rounds of moving it off
CLEAR_EASE = 6.0  # samples over which a move is eased in: about a hundredth of the line
TOUCH_MM = 0.25  # off bone, cartilage and meniscus
LIFT_MM = 4.0
LIFTS = 8  # times at most that what moved is lifted off bone at the end


def off_bone(vertices: FloatArray, flexion_deg: float) -> FloatArray:
    """Vertices (n, 3) in K, mm, lifted out of anything rigid that moves brought them into."""
    least = np.zeros(len(vertices))
    return bone_distance.pushed_out(
        vertices, least, flexion_deg, LIFT_MM, rigid_distance.distance_mm, LIFTS
    )


def clear(before: FloatArray, after: FloatArray, flexion_deg: float) -> FloatArray:
    """Vertices (n, 3) in K, mm, those that moved lifted off anything rigid again."""
    shifted = np.flatnonzero(np.abs(after - before).max(axis=1) > 0.02)
    touch = np.full(len(shifted), TOUCH_MM)
    lifted = after.copy()
    lifted[shifted] = bone_distance.pushed_out(
        after[shifted], touch, flexion_deg, LIFT_MM, rigid_distance.distance_for_flesh_mm
    )
    return lifted


def cleared(curve: FloatArray, touch: FloatArray, flexion_deg: float) -> FloatArray:
    """A centre line (SAMPLES, 3) brought out of anything rigid, with no kink where it is moved.

    `touch` (SAMPLES,) is how far off it has to stay, mm.
    """
    for _ in range(CLEAR_GOES):
        out = bone_distance.pushed_out(
            curve, touch, flexion_deg, distance=rigid_distance.distance_mm
        )
        if out is curve:
            break
        curve = curve + gaussian_filter1d(out - curve, CLEAR_EASE, axis=0, mode="nearest")
    return curve
