"""One step of one runner, with the band of every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.explain.provenance import GAIT_KEYS, load_keys, surface_keys
from explainer.model.inputs import LOADS, Assumptions, Runner, Running
from explainer.model.measured_range import unmeasured
from explainer.model.one_step import curves
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.lazy_figures import LazyFigures
from explainer.model.one_step.loads import respond
from explainer.model.uncertainty import values_of


class Figure:
    """A figure of a step or of a load, or an end of its 80 % band, read off when asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, one: Step | Load | None, owner: type) -> float:
        if one is None:
            raise AttributeError(f"{owner.__name__}.{self._name} is known for a step only")
        return one.figures[self._name]


@dataclass(frozen=True, eq=False)
class Load:
    """One tissue's load in one step. Every figure has the two ends of its 80 % band beside it.

    impulse_bw_s is of stance, as studies print it. What a hamstring does in swing is peak_swing_n.
    stress_mpa and its band are nan where no area is measured: they are known for STRESS_LOADS.
    """

    id: str
    used: tuple[str, ...]  # catalog keys behind the numbers
    _lazy: LazyFigures = field(repr=False)

    peak_n = Figure()
    peak_n_low = Figure()
    peak_n_high = Figure()
    peak_bw = Figure()
    peak_bw_low = Figure()
    peak_bw_high = Figure()
    peak_stance_n = Figure()
    peak_stance_n_low = Figure()
    peak_stance_n_high = Figure()
    peak_swing_n = Figure()
    peak_swing_n_low = Figure()
    peak_swing_n_high = Figure()
    impulse_bw_s = Figure()
    impulse_bw_s_low = Figure()
    impulse_bw_s_high = Figure()
    stress_mpa = Figure()
    stress_mpa_low = Figure()
    stress_mpa_high = Figure()

    @property
    def figures(self) -> Mapping[str, float]:
        """Every figure by name, with name_low and name_high."""
        return self._lazy.loads[self.id]

    @property
    def percent_stride(self) -> FloatArray:
        """0 to 100, foot contact to the next contact of the same foot, (101,)."""
        return np.linspace(0.0, 100.0, curves.STRIDE_POINTS)

    @property
    def force_n(self) -> FloatArray:
        """Force over the stride, (101,)."""
        return self._lazy.central[self.id]

    @property
    def force_n_low(self) -> FloatArray:
        """Low end of the force's band, (101,)."""
        return self._lazy.band[self.id][0]

    @property
    def force_n_high(self) -> FloatArray:
        """High end of the force's band, (101,)."""
        return self._lazy.band[self.id][1]


@dataclass(frozen=True, eq=False)
class Step:
    """One step: timing, ground force, posture, and the load on every tissue.

    Every figure has the two ends of its 80 % band beside it.
    """

    loads: Mapping[str, Load]
    used: tuple[str, ...]
    unmeasured: tuple[str, ...]  # choices beyond what was measured: "speed_m_s", "slope_deg" ...
    _lazy: LazyFigures = field(repr=False)

    step_rate_spm = Figure()
    step_rate_spm_low = Figure()
    step_rate_spm_high = Figure()
    contact_time_s = Figure()
    contact_time_s_low = Figure()
    contact_time_s_high = Figure()
    aerial_time_s = Figure()
    aerial_time_s_low = Figure()
    aerial_time_s_high = Figure()
    step_length_m = Figure()
    step_length_m_low = Figure()
    step_length_m_high = Figure()
    duty_factor = Figure()
    duty_factor_low = Figure()
    duty_factor_high = Figure()
    active_peak_bw = Figure()
    active_peak_bw_low = Figure()
    active_peak_bw_high = Figure()
    impact_peak_bw = Figure()
    impact_peak_bw_low = Figure()
    impact_peak_bw_high = Figure()
    loading_rate_bw_s = Figure()
    loading_rate_bw_s_low = Figure()
    loading_rate_bw_s_high = Figure()
    leg_stiffness_kn_m = Figure()
    leg_stiffness_kn_m_low = Figure()
    leg_stiffness_kn_m_high = Figure()
    knee_flexion_contact_deg = Figure()
    knee_flexion_contact_deg_low = Figure()
    knee_flexion_contact_deg_high = Figure()
    knee_flexion_peak_deg = Figure()
    knee_flexion_peak_deg_low = Figure()
    knee_flexion_peak_deg_high = Figure()
    knee_extension_moment_peak_nm_kg = Figure()
    knee_extension_moment_peak_nm_kg_low = Figure()
    knee_extension_moment_peak_nm_kg_high = Figure()

    @property
    def figures(self) -> Mapping[str, float]:
        """Every figure by name, with name_low and name_high."""
        return self._lazy.gait

    @property
    def time_s(self) -> FloatArray:
        """Time over stance, (201,)."""
        return self._lazy.ground[0]

    @property
    def vertical_force_bw(self) -> FloatArray:
        """Ground force over stance, normal to the ground, (201,)."""
        return self._lazy.ground[1]

    @property
    def percent_stride(self) -> FloatArray:
        """0 to 100, foot contact to the next contact of the same foot, (101,)."""
        return np.linspace(0.0, 100.0, curves.STRIDE_POINTS)

    @property
    def knee_flexion_deg(self) -> FloatArray:
        """Knee flexion over the stride, (101,)."""
        return self._lazy.knee_flexion_deg


def step(runner: Runner, running: Running, assumptions: Assumptions | None = None) -> Step:
    """One step of a runner. Inputs outside their range raise ValueError when they are made."""
    assumptions = assumptions or Assumptions()
    body = respond(
        ScenarioBatch.from_pairs([(runner, running)]), values_of(assumptions), assumptions
    )
    lazy = LazyFigures(body, assumptions)
    ground = surface_keys(running.surface)
    loads = {load: Load(load, load_keys(load) + ground, lazy) for load in LOADS}
    return Step(MappingProxyType(loads), GAIT_KEYS + ground, unmeasured(running), lazy)
