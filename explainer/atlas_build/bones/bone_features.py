"""Bone forms read from tables: shafts lofted through sections, and bumps, bars and hollows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from explainer import catalog
from explainer.arrays import FloatArray
from explainer.atlas_build.geometry import implicit
from explainer.atlas_build.geometry.level_curves import Curve, curve

END_ROUNDING_MM = 6.0  # rounding where a loft ends
FAR_MM = 1000.0  # nothing is here yet
RIDGE_HALF_ANGLE = 0.30  # radians: a bony line such as the linea aspera is this narrow


@dataclass(frozen=True)
class Loft:
    """Closed sections between levels: four half-breadths, squareness front and back, a ridge."""

    values: Curve  # level -> x_min x_max z_min z_max centre_x centre_z p_f p_b ridge

    def __call__(self, x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
        """Radial distance to the section at each point's own level; flat ends are rounded over."""
        at = np.moveaxis(self.values(y), -1, 0)
        x_min, x_max, z_min, z_max, cx, cz, front, back, ridge = at
        dx, dz = x - cx, z - cz
        reach = np.hypot(dx, dz) + 1e-6
        power = np.where(dx > 0, front, back)
        q = np.abs(dx) / np.where(dx > 0, x_max - cx, cx - x_min)
        r = np.abs(dz) / np.where(dz > 0, z_max - cz, cz - z_min)
        size = (q**power + r**power) ** (1.0 / power)
        behind = np.arctan2(dz, -dx)  # 0 straight back
        line = ridge * np.exp(-((behind / RIDGE_HALF_ANGLE) ** 2))
        side = reach - reach / np.maximum(size, 1e-6) - line
        ends = np.maximum(self.values.low_mm - y, y - self.values.high_mm)
        return implicit.smooth_intersection(side, ends, END_ROUNDING_MM)


@cache
def loft(bone: str) -> Loft:
    """The loft of a bone from catalog table anatomy/lofts."""
    rows = catalog.table("anatomy/lofts").where(bone=bone)
    names = ("x_min_mm", "x_max_mm", "z_min_mm", "z_max_mm", "centre_x_mm", "centre_z_mm",
             "power_front", "power_back", "ridge_back_mm")  # fmt: skip
    return Loft(curve(rows.floats("level_mm"), np.stack([rows.floats(n) for n in names], axis=1)))


@cache
def profile(name: str) -> FloatArray:
    """Points (k, 2) of one outline in the x-y plane, from catalog table anatomy/profiles."""
    rows = catalog.table("anatomy/profiles").where(outline=name)
    return np.stack([rows.floats("x_mm"), rows.floats("y_mm")], axis=1)


def add_features(
    field: FloatArray, bone: str, x: FloatArray, y: FloatArray, z: FloatArray
) -> FloatArray:
    """The field with every bump and hollow of catalog table anatomy/bone_features worked in."""
    p = np.stack(np.broadcast_arrays(x, y, z), axis=-1)
    field = np.array(np.broadcast_to(field, p.shape[:-1]))
    low, high = (np.array([f(c) for c in (x, y, z)]) for f in (np.min, np.max))
    for row in catalog.table("anatomy/bone_features").where(bone=bone):
        box = _box(row)
        if (box[0] > high).any() or (box[1] < low).any():
            continue
        near = ((p >= box[0]) & (p <= box[1])).all(axis=-1)
        part = _form(p[near], row)
        blend = float(row["blend_mm"])
        join = implicit.smooth_cut if row["form"].startswith("cut_") else implicit.smooth_union
        field[near] = join(field[near], part, blend)
    return field


def assembled(bone: str) -> implicit.Field:
    """A bone made of features alone, such as the pelvis, in K."""

    def field(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
        return add_features(np.array(FAR_MM), bone, x, y, z)

    return field


def _numbers(row: Mapping[str, str], names: str) -> FloatArray:
    return np.array([float(row[n]) for n in names.split()])


def _box(row: Mapping[str, str]) -> tuple[FloatArray, FloatArray]:
    """The corners of the box in which a feature can change the field: its size plus its blend."""
    ends = [_numbers(row, f"x{n}_mm y{n}_mm z{n}_mm") for n in ("", "2", "3") if row[f"x{n}_mm"]]
    sizes = [float(row[n]) for n in ("r1_mm", "r2_mm", "r3_mm") if row[n]]
    reach = max(sizes) + 2.0 * float(row["blend_mm"])
    return np.min(ends, axis=0) - reach, np.max(ends, axis=0) + reach


def _form(p: FloatArray, row: Mapping[str, str]) -> FloatArray:
    centre = _numbers(row, "x_mm y_mm z_mm")
    if row["form"].endswith("ellipsoid"):
        return implicit.ellipsoid(p, centre, _numbers(row, "r1_mm r2_mm r3_mm"))
    end = _numbers(row, "x2_mm y2_mm z2_mm")
    if row["form"] == "plate":
        third = _numbers(row, "x3_mm y3_mm z3_mm")
        return implicit.plate(p, (centre, end, third), float(row["r1_mm"]))
    return implicit.round_cone(p, centre, end, float(row["r1_mm"]), float(row["r2_mm"]))
