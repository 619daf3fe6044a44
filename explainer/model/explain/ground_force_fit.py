"""How well each shape of the ground force fits a measured curve: why the model uses two masses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from explainer import catalog
from explainer.arrays import FloatArray
from explainer.model.one_step.gait import GRAVITY_M_S2
from explainer.model.one_step.ground import GroundForce, bell

FINE = np.linspace(0.0, 1.0, 1001)  # for the mean of a bell
DRAWN = np.linspace(0.0, 1.0, 101)  # share of contact, for a picture
FITTED_KEYS = (
    "active_bell_exponent",
    "active_bell_peak_share",
    "impact_mass_share",
    "impact_time_s",
    "fitted_contact_time_s",
    "fitted_impact_speed_m_s",
)


@dataclass(frozen=True)
class Fit:
    """One shape against the measured force."""

    force_bw: FloatArray  # at DRAWN, (101,)
    explained: float  # share of the measured force's variance, R2
    worst_bw: float  # the largest distance from a measured point


@dataclass(frozen=True)
class Measured:
    """Eleven points of one runner's vertical force at 2.75 m/s (curves/stance_moments.csv)."""

    share: FloatArray  # of contact
    force_bw: FloatArray


@cache
def measured() -> Measured:
    """The level running curve that the shapes are held against."""
    table = catalog.table("curves/stance_moments")
    return Measured(table.floats("stance_percent") / 100.0, table.floats("vertical_force_bw"))


@cache
def ground_force_fits() -> Mapping[str, Fit]:
    """Each shape of the ground force beside the measured points, by shape.

    Both are given the curve's contact time and impulse. The two-mass shape also has the width and
    lean of its main bell, the time to the impact's peak and the speed that the shank loses fitted
    to these very points; the half sine has nothing to fit (morin_2005).
    """
    curve = measured()
    contact_s = catalog.parameter("fitted_contact_time_s").value
    impulse = float(np.trapezoid(curve.force_bw, curve.share * contact_s))
    shapes = {
        "two_mass": _two_mass(contact_s, impulse),
        "half_sine": _half_sine(contact_s, impulse),
    }
    return MappingProxyType({name: _fit(shape, curve, contact_s) for name, shape in shapes.items()})


def _fit(shape: GroundForce, curve: Measured, contact_s: float) -> Fit:
    off = curve.force_bw - shape.at(curve.share * contact_s)
    spread = ((curve.force_bw - curve.force_bw.mean()) ** 2).sum()
    explained = float(1.0 - (off**2).sum() / spread)
    return Fit(shape.at(DRAWN * contact_s), explained, float(np.abs(off).max()))


def _half_sine(contact_s: float, impulse_bw_s: float) -> GroundForce:
    peak_bw = 0.5 * np.pi * impulse_bw_s / contact_s
    return GroundForce(*(np.array(x) for x in (contact_s, 0.0, contact_s, peak_bw, 1.0, 0.5)))


def _two_mass(contact_s: float, impulse_bw_s: float) -> GroundForce:
    exponent, top, mass, time_s, _, speed_m_s = (
        catalog.parameter(key).value for key in FITTED_KEYS
    )
    impact = 2.0 * mass * (speed_m_s / GRAVITY_M_S2 + time_s)
    mean = np.trapezoid(bell(FINE, np.array(exponent), np.array(top)), FINE)
    active_bw = (impulse_bw_s - impact) / (contact_s * mean)
    parts = (contact_s, impact / time_s, time_s, active_bw, exponent, top)
    return GroundForce(*(np.array(part) for part in parts))
