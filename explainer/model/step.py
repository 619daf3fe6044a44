"""One step of one runner, with the band of every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from explainer.model import curves
from explainer.model.gait import Scenes
from explainer.model.ground import impact_peak_bw, impulse_bw_s, leg_stiffness
from explainer.model.inputs import LOADS, Assumptions, Runner, Running
from explainer.model.loads import Response, respond, stride_curves
from explainer.model.uncertainty import BAND, bands, values_of
from explainer.model.used import GAIT_KEYS, load_keys, surface_keys

FloatArray = NDArray[np.float64]

SUFFIXES = ("", "_low", "_high")
LOAD_FIGURES = (
    "peak_n",
    "peak_stance_n",
    "peak_swing_n",
    "impulse_bw_s",
    "stress_mpa",
)


class Curves:
    """The curves of a step, worked out when somebody looks at them."""

    def __init__(self, body: Response, assumptions: Assumptions) -> None:
        self._body, self._assumptions = body, assumptions

    @cached_property
    def ground(self) -> tuple[FloatArray, FloatArray]:
        """(time s, force in body weights) over stance, (201,) each."""
        return self._body.push.curve(impulse_bw_s(self._body.scenes, self._body.when))

    @cached_property
    def knee_flexion_deg(self) -> FloatArray:
        """Knee flexion of the central posture over the stride, (101,)."""
        contact, peak = (angle[0, 0] for angle in self._body.size.knee_flexion_deg)
        phases = curves.stride_phases(float(self._body.when.duty_factor[0, 0]))
        return contact + (peak - contact) * curves.knee_angle()(phases)

    @cached_property
    def central(self) -> Mapping[str, FloatArray]:
        """Each load's force, (101,) N."""
        values = values_of(self._assumptions, draws=0)
        drawn = stride_curves(self._body.scenes, values, self._assumptions)
        return {load: force[:, 0] for load, force in drawn.items()}

    @cached_property
    def band(self) -> Mapping[str, tuple[FloatArray, FloatArray]]:
        """(low, high) of each load's force, each (101,) N, point by point."""
        drawn = stride_curves(self._body.scenes, self._body.values, self._assumptions)
        found = {}
        for load, force in drawn.items():
            low, high = np.quantile(force[:, 1:], BAND, axis=1)
            found[load] = (np.minimum(low, force[:, 0]), np.maximum(high, force[:, 0]))
        return found


@dataclass(frozen=True)
class Load:
    """One tissue's load in one step. Every figure has the two ends of its 80 % band beside it."""

    id: str
    peak_n: float
    peak_n_low: float
    peak_n_high: float
    peak_bw: float
    peak_bw_low: float
    peak_bw_high: float
    peak_stance_n: float
    peak_stance_n_low: float
    peak_stance_n_high: float
    peak_swing_n: float
    peak_swing_n_low: float
    peak_swing_n_high: float
    impulse_bw_s: float
    impulse_bw_s_low: float
    impulse_bw_s_high: float
    stress_mpa: float
    stress_mpa_low: float
    stress_mpa_high: float
    used: tuple[str, ...]  # catalog keys behind the numbers
    _curves: Curves = field(repr=False, compare=False)

    @property
    def percent_stride(self) -> FloatArray:
        """0 to 100, foot contact to the next contact of the same foot, (101,)."""
        return np.linspace(0.0, 100.0, curves.STRIDE_POINTS)

    @property
    def force_n(self) -> FloatArray:
        """Force over the stride, (101,)."""
        return self._curves.central[self.id]

    @property
    def force_n_low(self) -> FloatArray:
        """Low end of the force's band, (101,)."""
        return self._curves.band[self.id][0]

    @property
    def force_n_high(self) -> FloatArray:
        """High end of the force's band, (101,)."""
        return self._curves.band[self.id][1]


@dataclass(frozen=True)
class Step:
    """One step: timing, ground force, posture, and the load on every tissue."""

    step_rate_spm: float
    step_rate_spm_low: float
    step_rate_spm_high: float
    contact_time_s: float
    contact_time_s_low: float
    contact_time_s_high: float
    aerial_time_s: float
    aerial_time_s_low: float
    aerial_time_s_high: float
    step_length_m: float
    step_length_m_low: float
    step_length_m_high: float
    duty_factor: float
    duty_factor_low: float
    duty_factor_high: float
    active_peak_bw: float
    active_peak_bw_low: float
    active_peak_bw_high: float
    impact_peak_bw: float
    impact_peak_bw_low: float
    impact_peak_bw_high: float
    loading_rate_bw_s: float
    loading_rate_bw_s_low: float
    loading_rate_bw_s_high: float
    leg_stiffness_kn_m: float
    leg_stiffness_kn_m_low: float
    leg_stiffness_kn_m_high: float
    knee_flexion_contact_deg: float
    knee_flexion_contact_deg_low: float
    knee_flexion_contact_deg_high: float
    knee_flexion_peak_deg: float
    knee_flexion_peak_deg_low: float
    knee_flexion_peak_deg_high: float
    knee_extension_moment_peak_nm_kg: float
    knee_extension_moment_peak_nm_kg_low: float
    knee_extension_moment_peak_nm_kg_high: float
    loads: Mapping[str, Load]
    used: tuple[str, ...]
    _curves: Curves = field(repr=False, compare=False)

    @property
    def time_s(self) -> FloatArray:
        """Time over stance, (201,)."""
        return self._curves.ground[0]

    @property
    def vertical_force_bw(self) -> FloatArray:
        """Ground force over stance, normal to the ground, (201,)."""
        return self._curves.ground[1]

    @property
    def percent_stride(self) -> FloatArray:
        """0 to 100, foot contact to the next contact of the same foot, (101,)."""
        return np.linspace(0.0, 100.0, curves.STRIDE_POINTS)

    @property
    def knee_flexion_deg(self) -> FloatArray:
        """Knee flexion over the stride, (101,)."""
        return self._curves.knee_flexion_deg


def step(runner: Runner, running: Running, assumptions: Assumptions | None = None) -> Step:
    """One step of a runner. Inputs outside their range raise ValueError when they are made."""
    assumptions = assumptions or Assumptions()
    body = respond(Scenes.of([(runner, running)]), values_of(assumptions), assumptions)
    lazy = Curves(body, assumptions)
    return Step(
        **_flat(bands(gait_figures(body))),
        loads=_loads(body, lazy, running.surface),
        used=GAIT_KEYS + surface_keys(running.surface),
        _curves=lazy,
    )


def gait_figures(body: Response) -> Mapping[str, FloatArray]:
    """Every figure of the step itself, (scenes, 1 + draws)."""
    when, push = body.when, body.push
    window = body.values["loading_rate_window_s"]
    active = push.active_peak_bw
    contact_deg, peak_deg = body.size.knee_flexion_deg
    return {
        "step_rate_spm": when.step_rate_spm,
        "contact_time_s": when.contact_time_s,
        "aerial_time_s": when.aerial_time_s,
        "step_length_m": when.step_length_m,
        "duty_factor": when.duty_factor,
        "active_peak_bw": active,
        "impact_peak_bw": impact_peak_bw(body.values, push, body.softness),
        "loading_rate_bw_s": push.at(np.broadcast_to(window, active.shape)) / window,
        "leg_stiffness_kn_m": leg_stiffness(body.scenes, body.values, when, active),
        "knee_flexion_contact_deg": contact_deg,
        "knee_flexion_peak_deg": peak_deg,
        "knee_extension_moment_peak_nm_kg": body.size.knee_moment_nm_kg,
    }


def _flat(found: Mapping[str, tuple[FloatArray, ...]]) -> dict[str, float]:
    """name, name_low and name_high of the first scene as plain numbers."""
    flat = {}
    for name, ends in found.items():
        for suffix, figure in zip(SUFFIXES, ends, strict=True):
            flat[name + suffix] = float(figure[0])
    return flat


def _loads(body: Response, lazy: Curves, surface: str) -> Mapping[str, Load]:
    figures = bands({name: getattr(body, name)[:, 0] for name in LOAD_FIGURES})
    weight_n = float(body.scenes.body_weight_n[0, 0])
    made = {}
    for i, load in enumerate(LOADS):
        numbers: dict[str, float] = {}
        for name, ends in figures.items():
            for suffix, figure in zip(SUFFIXES, ends, strict=True):
                numbers[name + suffix] = float(figure[i])
        for suffix in SUFFIXES:
            numbers["peak_bw" + suffix] = numbers["peak_n" + suffix] / weight_n
        keys = load_keys(load) + surface_keys(surface)
        made[load] = Load(id=load, used=keys, _curves=lazy, **numbers)
    return MappingProxyType(made)
