"""What can be read off a step, worked out when somebody looks: figures, bands and curves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.inputs import LOADS, Assumptions
from explainer.model.one_step import curves
from explainer.model.one_step.ground import impact_peak_bw, impulse_bw_s, leg_stiffness
from explainer.model.one_step.loads import Response, stride_curves
from explainer.model.uncertainty import BAND, bands, values_of

ENDS = ("", "_low", "_high")
LOAD_FIGURES = (
    "peak_n",
    "peak_stance_n",
    "peak_swing_n",
    "impulse_bw_s",
    "stress_mpa",
)


class LazyFigures:
    """Figures, bands and curves of one step. A page reads few of them, so each waits until then."""

    def __init__(self, body: Response, assumptions: Assumptions) -> None:
        self._body, self._assumptions = body, assumptions

    @cached_property
    def gait(self) -> Mapping[str, float]:
        """Every figure of the step itself, with name_low and name_high."""
        return _to_floats(bands(gait_figures(self._body)))[0]

    @cached_property
    def loads(self) -> Mapping[str, Mapping[str, float]]:
        """Every figure of each load, with name_low and name_high."""
        figures = dict(bands({name: getattr(self._body, name)[:, 0] for name in LOAD_FIGURES}))
        weight_n = self._body.scenes.body_weight_n[0, 0]
        figures["peak_bw"] = tuple(end / weight_n for end in figures["peak_n"])
        return dict(zip(LOADS, _to_floats(figures), strict=True))

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
        forces = stride_curves(self._body.scenes, values, self._assumptions)
        return {load: force[:, 0] for load, force in forces.items()}

    @cached_property
    def band(self) -> Mapping[str, tuple[FloatArray, FloatArray]]:
        """(low, high) of each load's force, each (101,) N, point by point."""
        forces = stride_curves(self._body.scenes, self._body.values, self._assumptions)
        bands_by_load = {}
        for load, force in forces.items():
            low, high = np.quantile(force[:, 1:], BAND, axis=1)
            bands_by_load[load] = (low, high)
        return bands_by_load


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
        "leg_stiffness_kn_m": leg_stiffness(body.scenes, body.values, when, push),
        "knee_flexion_contact_deg": contact_deg,
        "knee_flexion_peak_deg": peak_deg,
        "knee_extension_moment_peak_nm_kg": body.size.knee_moment_nm_kg,
    }


def _to_floats(figures: Mapping[str, tuple[FloatArray, ...]]) -> list[dict[str, float]]:
    """For each scene or load, every figure and its two ends as plain numbers by name."""
    names = [name + end for name in figures for end in ENDS]
    table = np.array([end for triple in figures.values() for end in triple]).T
    return [dict(zip(names, row, strict=True)) for row in table.tolist()]
