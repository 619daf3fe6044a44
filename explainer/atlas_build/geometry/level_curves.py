"""Curves through tabulated levels that have no kink: what keeps rings out of a lofted bone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from explainer.arrays import FloatArray

STEP_MM = 1.0  # the curve is sampled this finely before it is smoothed
EASE_MM = 3.0  # standard deviation of the smoothing: less than the 5 mm between measured levels


@dataclass(frozen=True)
class Curve:
    """Values (k,) as a smooth function of a level; constant beyond the first and last level."""

    low_mm: float
    high_mm: float
    spline: CubicSpline

    def __call__(self, level: FloatArray) -> FloatArray:
        """Values (..., k) at levels of any shape; each level is worked out once."""
        unique, index = np.unique(np.clip(level, self.low_mm, self.high_mm), return_inverse=True)
        return self.spline(unique)[index.reshape(np.shape(level))]


def curve(levels: FloatArray, values: FloatArray) -> Curve:
    """A smooth curve near values (n, k) given at levels (n,), in any order.

    Passes through the values without overshoot first (monotone cubic), then is eased over EASE_MM,
    so that its curvature has no jumps either.
    """
    order = np.argsort(levels)
    low, high = float(levels[order[0]]), float(levels[order[-1]])
    fine = np.linspace(low, high, max(int(np.ceil((high - low) / STEP_MM)), 2) + 1)
    rough = PchipInterpolator(levels[order], values[order], axis=0)(fine)
    eased = gaussian_filter1d(rough, EASE_MM / (fine[1] - fine[0]), axis=0, mode="nearest")
    return Curve(low, high, CubicSpline(fine, eased, axis=0))
