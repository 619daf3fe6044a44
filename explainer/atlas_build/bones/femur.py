"""The thigh bone: two condyles on measured circles, the kneecap's groove, the notch, the shaft."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline

from explainer import catalog
from explainer.arrays import FloatArray
from explainer.atlas_build.bones import bone_features
from explainer.atlas_build.geometry import implicit
from explainer.atlas_build.geometry.level_curves import Curve, curve

GROOVE_EDGE_MM = 3.0  # rounding of the ridges beside the groove
NOTCH_EDGE_MM = 2.2  # rounding of the rim of the notch
WALL_EASE_MM = 4.0  # how gradually a wall begins to lean in
ARC_STEPS = 60  # points on the posterior circle of a condyle
ARC_TOP_DEG = 175.0  # the circle is carried up behind, where the gastrocnemius fossa meets it


@dataclass(frozen=True)
class Condyle:
    """One condyle: its outline from the side, the line its crest follows, and its walls."""

    side: implicit.Outline
    crest: Curve  # x -> crest z, inner half-breadth, outer half-breadth
    sign: float  # +1 lateral, -1 medial
    lean: str  # which lean the outer wall has

    def __call__(self, x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
        """Distance to the condyle, crowned from side to side and rounded at its edges."""
        crown, edge = (catalog.parameter(f"condyle_{n}_radius").value for n in ("crown", "edge"))
        crest = self._walls(x)[0]
        bearing = self.side(x, y) + (z - crest) ** 2 / (2.0 * crown)
        q = np.stack(np.broadcast_arrays(bearing, self.beyond_wall(x, y, z)), axis=-1) + edge
        beyond = np.linalg.norm(np.maximum(q, 0.0), axis=-1)
        return beyond + np.minimum(q.max(axis=-1), 0.0) - edge

    def beyond_wall(self, x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
        """How far a point lies outside the condyle's inner or outer wall; negative between them."""
        crest, inner, _ = self._walls(x)
        return np.maximum(self.beyond_outer_wall(x, y, z), -self.sign * (z - crest) - inner)

    def beyond_outer_wall(self, x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
        """How far a point lies outside the wall that faces away from the notch."""
        crest, _, outer = self._walls(x)
        lean, top = (catalog.parameter(f"condyle_wall_{n}").value for n in (self.lean, "top"))
        leaning = lean * WALL_EASE_MM * np.logaddexp(0.0, (y - top) / WALL_EASE_MM)
        return self.sign * (z - crest) - outer + leaning

    def _walls(self, x: FloatArray) -> tuple[FloatArray, ...]:
        return tuple(np.moveaxis(self.crest(x), -1, 0))


@cache
def condyle(side: str) -> Condyle:
    """The medial or lateral condyle."""
    rows = catalog.table("anatomy/condyles").where(condyle=side)
    walls = np.stack([rows.floats(n) for n in ("crest_z_mm", "inner_mm", "outer_mm")], axis=1)
    shape = implicit.outline(_side_outline(side))
    sign = 1.0 if side == "lateral" else -1.0
    crest = curve(rows.floats("x_mm"), walls)
    return Condyle(shape, crest, sign, f"lean_{side}")


def posterior_circle(side: str) -> tuple[FloatArray, float]:
    """Centre (x, y) and radius of the circle on the back of a condyle, mm."""
    radius = catalog.parameter(f"posterior_condyle_radius_{side}").value
    back = catalog.parameter("posterior_condyle_x").value
    height = catalog.parameter(f"posterior_condyle_centre_y_{side}").value
    return np.array([back + radius, height]), radius


def _side_outline(side: str) -> FloatArray:
    """Closed outline (k, 2): the measured circle behind, a spline through the rest."""
    centre, radius = posterior_circle(side)
    start = catalog.parameter("posterior_condyle_arc_start").value
    angle = np.radians(np.linspace(ARC_TOP_DEG, start, ARC_STEPS))
    arc = centre - radius * np.stack([np.sin(angle), np.cos(angle)], axis=1)
    rest = bone_features.profile(f"condyle_{side}")
    points = np.concatenate([arc[-1:], rest, arc[:1]])
    knots = np.concatenate([[0], np.cumsum(np.sqrt(np.hypot(*np.diff(points, axis=0).T)))])
    off = np.stack([[np.cos(angle[-1]), -np.sin(angle[-1])], [-1.0, -0.1]])  # tangents at both ends
    speed = [np.hypot(*(points[1] - points[0])) / knots[1],
             np.hypot(*(points[-1] - points[-2])) / (knots[-1] - knots[-2])]  # fmt: skip
    spline = CubicSpline(knots, points, bc_type=((1, off[0] * speed[0]), (1, off[1] * speed[1])))
    return np.concatenate([arc, spline(np.linspace(0, knots[-1], 160)[1:-1])])


@cache
def _groove() -> implicit.Outline:
    """Bone behind the floor of the groove, as an outline in the side view."""
    edge = bone_features.profile("groove")
    away = np.array([[-60.0, edge[-1, 1]], [-60.0, edge[0, 1]]])
    return implicit.outline(np.concatenate([edge, away]))


def _groove_wall(z: FloatArray) -> FloatArray:
    """Height of the groove's sides above its floor: a V with a rounded bottom.

    Its slope is such that floor and ridges make the measured angle although the floor is rounded.
    """
    lean = np.radians(90.0 - catalog.parameter("sulcus_angle").value / 2.0)
    bottom = catalog.parameter("groove_bottom_radius").value
    half = catalog.parameter("groove_half_width").value
    slope = np.sqrt((np.tan(lean) * half + bottom) ** 2 - bottom**2) / half
    away = z - catalog.parameter("groove_z").value
    return np.sqrt((slope * away) ** 2 + bottom**2) - bottom


def notch(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """Distance to the intercondylar notch: an arch under a sloping roof."""
    roof_x, lower_x = (catalog.parameter(f"notch_roof_x{n}").value for n in ("", "_lower"))
    drop = catalog.parameter("notch_roof_drop").value
    lean = (lower_x - roof_x) / drop
    roof = (x - roof_x + lean * y) / np.hypot(1.0, lean)
    return implicit.smooth_intersection(
        roof, beyond_notch_wall(x, z), catalog.parameter("notch_arch").value
    )


def beyond_notch_wall(x: FloatArray, z: FloatArray) -> FloatArray:
    """Distance sideways from the walls of the notch; negative between them."""
    width = catalog.parameter("notch_width").value / 2.0
    behind = np.maximum(catalog.parameter("notch_roof_x").value - x, 0.0)
    flare = catalog.parameter("notch_flare").value * behind
    return np.abs(z - catalog.parameter("notch_centre_z").value) - width - flare


def field(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """Signed distance of the whole bone before its sections are matched to the measured ones."""
    x, y, z = np.broadcast_arrays(x, y, z)
    bone = np.array(bone_features.loft("femur")(x, y, z))
    low = y < catalog.parameter("condyle_top_y").value
    near = (x[low], y[low], z[low])
    condyles = np.minimum(condyle("medial")(*near), condyle("lateral")(*near))
    fillet = catalog.parameter("condyle_fillet").value
    bone[low] = implicit.smooth_union(bone[low], condyles, fillet)
    bone = bone_features.add_features(bone, "femur", x, y, z)
    groove = _groove()(near[0], near[1]) - _groove_wall(near[2])
    grooved = implicit.smooth_intersection(bone[low], groove, GROOVE_EDGE_MM)
    bone[low] = implicit.smooth_cut(grooved, notch(*near), NOTCH_EDGE_MM)
    return bone
