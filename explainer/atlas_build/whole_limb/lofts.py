"""Muscles of hip and foot, lofted through the sections of catalog table anatomy/limb_muscles.

They do not cross the knee. The plate of the whole leg and the leg in 3-D draw them, each as finely
as it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from explainer import catalog
from explainer.arrays import FloatArray
from explainer.atlas_build.geometry.shapes import Mesh, arc_length, tube_triangles

TABLE = "anatomy/limb_muscles"
SQUARENESS = 2.3  # of the sections: 2 is an ellipse
POLE_MM = 4.0  # most that an end stands out beyond its last section
# How far below level fibres run, towards the outer side, where they do not follow the tube.
ASLANT_DEG = {"gluteus_maximus": 40.0, "flexor_retinaculum": 50.0}
COLUMNS = ("x_mm", "y_mm", "z_mm", "half_long_mm", "half_short_mm", "angle_deg", "bow_mm",
           "tendon")  # fmt: skip


@dataclass(frozen=True)
class Loft:
    """A closed tube; lengths in mm, frame K at 0 degrees.

    `vertices` (rings * sides + 2, 3), poles last. `along` and `tendon` (rings,) are the share of
    the course from the upper or hind end, and of tendon, 0..1.
    """

    vertices: FloatArray
    triangles: NDArray[np.int32]
    along: FloatArray
    tendon: FloatArray


@cache
def names() -> tuple[str, ...]:
    """The muscles of the table, in its order."""
    return tuple(dict.fromkeys(row["structure"] for row in catalog.table(TABLE)))


def loft(name: str, rings: int, sides: int) -> Loft:
    """A muscle as a tube of `rings` sections with `sides` corners each. KeyError if unknown.

    Sections of level "y" lie level and their long axis is turned from lateral towards anterior;
    those of level "x" stand upright across the foot, turned from lateral upwards.
    """
    rows = catalog.table(TABLE).where(structure=name)
    if not rows.rows:
        raise KeyError(name)
    values = np.stack([rows.floats(column) for column in COLUMNS], axis=1)
    knots = np.arange(len(values))
    fine = PchipInterpolator(knots, values)(np.linspace(0, knots[-1], rings))
    centre, (half_long, half_short, angle, bow, tendon) = fine[:, :3], fine[:, 3:].T[..., None]
    turn = 2 * np.pi * np.arange(sides) / sides
    c, s = np.cos(turn), np.sin(turn)
    power = 2.0 / SQUARENESS
    long = np.sign(c) * np.abs(c) ** power * half_long
    short = np.sign(s) * np.abs(s) ** power * half_short
    short = short + bow * (long / half_long) ** 2  # the ends bow forwards
    angle = np.radians(angle)
    across = long * np.cos(angle) - short * np.sin(angle)  # towards lateral
    ahead = long * np.sin(angle) + short * np.cos(angle)  # forwards, or upwards on the foot
    still = np.zeros_like(across)
    is_upright = rows.rows[0]["level"] == "x"
    offset = (still, ahead, across) if is_upright else (ahead, still, across)
    ring = centre[:, None] + np.stack(offset, axis=-1)
    out = np.minimum(POLE_MM, half_short[[0, -1]]) * ((-1.0, 0, 0) if is_upright else (0, 1.0, 0))
    poles = ring[[0, -1]].mean(axis=1) + out * [[1.0], [-1.0]]
    vertices = np.concatenate([ring.reshape(-1, 3), poles])
    triangles = tube_triangles(rings, sides)
    if Mesh(vertices.astype(np.float32), triangles).volume_mm3() < 0:
        grid = vertices[:-2].reshape(rings, sides, 3)[:, ::-1]
        vertices = np.concatenate([grid.reshape(-1, 3), poles])
    arc = arc_length(centre)
    return Loft(vertices, triangles, arc / arc[-1], tendon[:, 0].clip(0.0, 1.0))


def fibre_plane_mm(name: str, vertices: FloatArray) -> FloatArray:
    """Where places (n, 3) of a muscle lie across its slanting fibres and along them, (n, 2)."""
    slope = np.radians(ASLANT_DEG[name])
    down, out = -vertices[:, 1], vertices[:, 2]
    return np.stack([down * np.cos(slope) - out * np.sin(slope),
                     down * np.sin(slope) + out * np.cos(slope)], axis=1)  # fmt: skip
