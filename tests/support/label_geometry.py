"""Whether labels overlap and their leader lines cross."""

import numpy as np


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Each box has left, right, top and bottom; half a pixel is none."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0.5 and down > 0.5


def crossing(one: list[float], other: list[float]) -> bool:
    """Each line is x, y of its start, then x, y of its end."""

    def turn(p, q, r):
        return np.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    a, b, c, d = one[:2], one[2:], other[:2], other[2:]
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
