"""Array types and the few curves that model, atlas and figures share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating]
IntArray = NDArray[np.integer]
BoolArray = NDArray[np.bool_]


def smoothstep(value: FloatArray) -> FloatArray:
    """0 up to 0, 1 from 1 on and 3 x^2 - 2 x^3 between: no slope at either end; keeps the dtype."""
    x = np.clip(value, 0.0, 1.0)
    return x * x * (3.0 - 2.0 * x)


def interpolate_columns(
    at: FloatArray, knots: FloatArray | IntArray, table: FloatArray
) -> FloatArray:
    """Each column of `table` (k, c), given at ascending `knots` (k,), at places `at` (n,): (n, c).

    Straight lines between the knots; beyond them the end values hold.
    """
    columns = [np.interp(at, knots, table[:, column]) for column in range(table.shape[1])]
    return np.stack(columns, axis=1)
