"""How well each shape of the ground force fits a measured curve: why the model uses two masses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from explainer import catalog
from explainer.model.gait import GRAVITY_M_S2
from explainer.model.ground import GroundForce, bell

FloatArray = NDArray[np.float64]

FINE = np.linspace(0.0, 1.0, 1001)  # for the mean of a bell
USED = (
    "active_bell_exponent",
    "active_bell_peak_share",
    "impact_mass_share",
    "impact_time_s",
    "fitted_contact_time_s",
    "fitted_impact_speed_m_s",
)


def ground_force_fits() -> Mapping[str, float]:
    """Share of the measured force's variance that each shape explains (R2), by shape.

    Eleven points of one stance at 2.75 m/s (curves/stance_moments.csv), given its contact time and
    impulse; the two-mass shape also has the speed its shank loses fitted.
    """
    table = catalog.table("curves/stance_moments")
    share = table.floats("stance_percent") / 100.0
    force_bw = table.floats("vertical_force_bw")
    contact_s = catalog.parameter("fitted_contact_time_s").value
    impulse = float(np.trapezoid(force_bw, share * contact_s))
    shapes = {
        "two_mass": _two_mass(contact_s, impulse),
        "half_sine": _half_sine(contact_s, impulse),
    }
    return MappingProxyType(
        {name: _explained(force_bw, shape.at(share * contact_s)) for name, shape in shapes.items()}
    )


def _explained(measured: FloatArray, modelled: FloatArray) -> float:
    left = ((measured - modelled) ** 2).sum()
    return float(1.0 - left / ((measured - measured.mean()) ** 2).sum())


def _half_sine(contact_s: float, impulse_bw_s: float) -> GroundForce:
    peak_bw = 0.5 * np.pi * impulse_bw_s / contact_s
    return GroundForce(*(np.array(x) for x in (contact_s, 0.0, contact_s, peak_bw, 1.0, 0.5)))


def _two_mass(contact_s: float, impulse_bw_s: float) -> GroundForce:
    exponent, top, mass, time_s, _, speed_m_s = (catalog.parameter(key).value for key in USED)
    impact = 2.0 * mass * (speed_m_s / GRAVITY_M_S2 + time_s)
    mean = np.trapezoid(bell(FINE, np.array(exponent), np.array(top)), FINE)
    active_bw = (impulse_bw_s - impact) / (contact_s * mean)
    parts = (contact_s, impact / time_s, time_s, active_bw, exponent, top)
    return GroundForce(*(np.array(part) for part in parts))
