"""Level cross-sections of a bone: measured, compared, and matched to the measured ones.

A bone is drawn from forms (circles, lobes, bumps). Forms alone miss a measured section by a few
millimetres, so each level is stretched and shifted, smoothly from level to level, until its
breadth and depth are the measured ones. The stretch is small; the forms stay what they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from skimage.measure import label

from explainer import catalog
from explainer.arrays import FloatArray
from explainer.atlas_build.geometry.implicit import Field
from explainer.atlas_build.geometry.level_curves import Curve, curve

STEP_MM = 0.5  # sampling of a section; extents are interpolated to about a tenth of it
HALF_BOX_MM = 62.0
FADE_MM = 25.0  # beyond the measured levels the stretch dies away over this height


@dataclass(frozen=True)
class Section:
    """One axial section: extents and centroid in mm, and how many closed outlines it has."""

    x_min_mm: float
    x_max_mm: float
    z_min_mm: float
    z_max_mm: float
    centroid_x_mm: float
    centroid_z_mm: float
    area_mm2: float
    loops: int

    @property
    def ap_mm(self) -> float:
        """Front to back."""
        return self.x_max_mm - self.x_min_mm

    @property
    def ml_mm(self) -> float:
        """Side to side."""
        return self.z_max_mm - self.z_min_mm


def section(field: Field, level_mm: float) -> Section:
    """Cut a field at one level."""
    axis = np.arange(-HALF_BOX_MM, HALF_BOX_MM + STEP_MM, STEP_MM)
    x, y, z = np.broadcast_arrays(axis[:, None, None], level_mm, axis[None, None, :])
    value = field(x, y, z)[:, 0, :]
    inside = value < 0.0
    if not inside.any():
        raise ValueError(f"the bone has no section at {level_mm:g} mm")
    x_low, x_high = _extent(value.min(axis=1), axis)
    z_low, z_high = _extent(value.min(axis=0), axis)
    weight = np.clip(0.5 - value / STEP_MM, 0.0, 1.0)
    total = weight.sum()
    return Section(
        x_low, x_high, z_low, z_high,
        float((weight.sum(axis=1) * axis).sum() / total),
        float((weight.sum(axis=0) * axis).sum() / total),
        float(total * STEP_MM**2),
        int(label(inside, connectivity=1).max()),
    )  # fmt: skip


def _extent(value: FloatArray, axis: FloatArray) -> tuple[float, float]:
    """First and last zero crossing of the smallest value along a line of samples."""
    inside = np.flatnonzero(value < 0.0)
    i, j = inside[0], inside[-1]
    low = np.interp(0.0, [value[i], value[i - 1]], [axis[i], axis[i - 1]])
    high = np.interp(0.0, [value[j], value[j + 1]], [axis[j], axis[j + 1]])
    return float(low), float(high)


@dataclass(frozen=True)
class Match:
    """Stretch and shift of x and z by level that bring a field's sections to the measured ones."""

    at: Curve  # level -> x scale, x shift, z scale, z shift

    def apply(self, field: Field) -> Field:
        """The field seen through the stretch."""

        def stretched(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
            x_scale, x_shift, z_scale, z_shift = np.moveaxis(self.at(y), -1, 0)
            return field((x - x_shift) / x_scale, y, (z - z_shift) / z_scale)

        return stretched


def match(field: Field, bone: str, low_mm: float, high_mm: float) -> Match:
    """Fit the stretch of a bone to catalog table anatomy/bone_sections between two levels."""
    rows = [
        r for r in catalog.table("anatomy/bone_sections").where(bone=bone)
        if low_mm <= float(r["level_mm"]) <= high_mm
    ]  # fmt: skip
    rows.sort(key=lambda r: float(r["level_mm"]))
    levels = np.array([float(r["level_mm"]) for r in rows])
    fitted = np.array([_fit(section(field, y), r) for y, r in zip(levels, rows, strict=True)])
    same = np.tile([1.0, 0.0, 1.0, 0.0], (2, 1))  # two, so that easing leaves the last one alone
    fade = np.array([FADE_MM, 2.0 * FADE_MM])
    knots = np.concatenate([levels[0] - fade[::-1], levels, levels[-1] + fade])
    return Match(curve(knots, np.concatenate([same, fitted, same])))


def _fit(cut: Section, wanted: Mapping[str, str]) -> list[float]:
    out: list[float] = []
    for axis in "xz":
        low, high = getattr(cut, f"{axis}_min_mm"), getattr(cut, f"{axis}_max_mm")
        to_low, to_high = float(wanted[f"{axis}_min_mm"]), float(wanted[f"{axis}_max_mm"])
        scale = (to_high - to_low) / (high - low)
        out += [scale, to_low - scale * low]
    return out
