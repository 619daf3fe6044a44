"""The fat pad of the strongly bent knee, pressed up between the condyles.

From about 100 degrees the kneecap leaves its groove and sinks into the notch. The fat pad below it
has no room left there; fat cannot be compressed, so its top is pressed up behind the kneecap, in
front of the cruciate ligaments, as far as the front edge of the notch's roof, where its fold of
synovium (the infrapatellar plica) is rooted. Drawn, not measured.
"""

from __future__ import annotations

import numpy as np

from explainer.arrays import FloatArray, smoothstep
from explainer.atlas_build.geometry.shapes import CAP_RINGS

WEDGED_DEG = np.array([100.0, 105.0])  # the kneecap comes to lie between the condyles
ROOF_MM = np.array([15.5, -10.0, 0.5])  # front edge of the notch's roof
RISEN, RESTS = 3.0, 12.0  # rings from its top: up to the one all rise, from the other none
FACE_DEG, RIM_DEG = 70.0, 100.0  # to either side of the middle of its hind face likewise
NARROWS = 0.9  # it is so much narrower in the notch
BULGES_MM = 6.0  # and half way up it bulges backwards so far, towards the cruciate ligaments


def pressed_up(vertices: FloatArray, sides: int, flexion_deg: float) -> FloatArray:
    """Vertices (n, 3) of the pad, mm in K, with its top pressed up into the notch at a bend."""
    share = float(smoothstep((flexion_deg - WEDGED_DEG[0]) / np.ptp(WEDGED_DEG)))
    if share == 0.0:
        return vertices
    rings = vertices[:-2].reshape(-1, sides, 3)
    ring = np.arange(len(rings)) - CAP_RINGS
    rows = smoothstep((RESTS - ring) / (RESTS - RISEN))
    turn = np.abs((np.arange(sides) / sides * 360.0 - 270.0 + 180.0) % 360.0 - 180.0)
    part = rows[:, None] * smoothstep((RIM_DEG - turn) / (RIM_DEG - FACE_DEG))
    middle = rings[part > 0.95].mean(axis=0)
    way = ROOF_MM - middle
    behind = np.array([-way[1], way[0], 0.0]) / np.hypot(way[0], way[1])
    bulge = BULGES_MM * 4.0 * part * (1.0 - part)
    move = share * (part[..., None] * way + bulge[..., None] * behind)
    move[..., 2] -= share * part * (1.0 - NARROWS) * (rings[..., 2] - middle[2])
    return np.concatenate([(rings + move).reshape(-1, 3), vertices[-2:]])
