"""What a published result is compared with: each quantity from the model, with its draws."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from explainer.model.inputs import LOADS, Assumptions, Runner, Running
from explainer.model.one_step import curves
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.ground import impulse_bw_s, leg_stiffness_kn_m
from explainer.model.one_step.lazy_figures import gait_figures
from explainer.model.one_step.loads import Response, respond, stride_curves
from explainer.model.one_step.muscles import HAMSTRINGS
from explainer.model.uncertainty import Values

FloatArray = NDArray[np.float64]

CALF_HEADS = ("gastrocnemius_medial", "gastrocnemius_lateral")
M_PER_KM = 1000.0


def quantities(scenarios: Sequence[tuple[Runner, Running]], names: str) -> FloatArray:
    """One quantity for each scenario, (scenarios, 1 + draws), the central value first."""
    assumptions = Assumptions()
    body = respond(ScenarioBatch.from_pairs(scenarios), Values(assumptions), assumptions)
    if names in STEP:
        return STEP[names](body)
    figures = gait_figures(body)
    if names in figures:
        return figures[names]
    load, figure = names.split(".")
    return LOAD[figure](body, load)


def _load(body: Response, load: str, figure: str) -> FloatArray:
    """A figure of a load or of a group that acts as one."""
    groups = {"hamstrings": HAMSTRINGS, "gastrocnemius": CALF_HEADS}
    members = groups.get(load, (load,))
    return sum(getattr(body, figure)[LOADS.index(member)] for member in members)


def _steps_per_km(body: Response) -> FloatArray:
    """Steps of one leg in a kilometre."""
    return M_PER_KM / body.when.step_length_m / 2.0


def _stress_s(body: Response, load: str) -> FloatArray:
    """Stress summed over stance: its peak times how long the force lasts at its peak."""
    lasting_s = _load(body, load, "impulse_bw_s") / _load(body, load, "peak_bw")
    return _load(body, load, "stress_mpa") * lasting_s


LOAD: Mapping[str, Callable[[Response, str], FloatArray]] = {
    "peak_bw": lambda body, load: _load(body, load, "peak_bw"),
    "peak_swing_n": lambda body, load: _load(body, load, "peak_swing_n"),
    "stress_mpa": lambda body, load: _load(body, load, "stress_mpa"),
    "impulse_bw_s": lambda body, load: _load(body, load, "impulse_bw_s"),
    "impulse_bw_s_per_km": lambda b, load: _load(b, load, "impulse_bw_s") * _steps_per_km(b),
    "peak_bw_per_km": lambda b, load: _load(b, load, "peak_bw") * _steps_per_km(b),
    "stress_s": _stress_s,
    "stress_s_per_km": lambda body, load: _stress_s(body, load) * _steps_per_km(body),
}


def _knee_moment_nm(body: Response) -> FloatArray:
    return body.size.knee_moment_nm_kg * body.scenes.mass_kg


def _knee_moment_impulse_per_km(body: Response) -> FloatArray:
    """Knee extension moment summed over a kilometre; its shape over stance is always the same."""
    return _knee_moment_nm(body) * body.when.contact_time_s * _steps_per_km(body)


def _at_knee_moment_peak(body: Response) -> float:
    """Phase of stance at which the knee moment peaks."""
    stance = np.linspace(0.0, 1.0, 501)
    return float(stance[curves.knee_moment()(stance).argmax()])


def _knee_flexion_at_moment_peak(body: Response) -> FloatArray:
    contact, peak = body.size.knee_flexion_deg
    return contact + (peak - contact) * curves.knee_angle()(np.array(_at_knee_moment_peak(body)))


def _peak_order(body: Response) -> FloatArray:
    """How much later the gastrocnemius peaks than the quadriceps, % of stride, central only."""
    assumptions = Assumptions()
    drawn = stride_curves(body.scenes, Values(assumptions, draws=0), assumptions)
    later = drawn["gastrocnemius_medial"][:, 0].argmax() - drawn["quadriceps"][:, 0].argmax()
    return np.full_like(body.when.duty_factor, float(later))


STEP: Mapping[str, Callable[[Response], FloatArray]] = {
    "stride_time_s": lambda body: 2.0 * body.when.step_time_s,
    "stride_frequency_hz": lambda body: 0.5 / body.when.step_time_s,
    "stride_length_m": lambda body: 2.0 * body.when.step_length_m,
    "foot_off_percent": lambda body: 100.0 * body.when.duty_factor,
    "stance_impulse_bw_s": lambda body: impulse_bw_s(body.scenes, body.when),
    "impulse_times_step_frequency_bw": lambda body: (
        impulse_bw_s(body.scenes, body.when) / body.when.step_time_s
    ),
    "force_at_knee_moment_peak_bw": lambda body: body.push.at(
        _at_knee_moment_peak(body) * body.push.contact_time_s
    ),
    "knee_moment_peak_nm": _knee_moment_nm,
    "knee_moment_impulse_per_km": _knee_moment_impulse_per_km,
    "knee_flexion_at_moment_peak_deg": _knee_flexion_at_moment_peak,
    "ankle_moment_peak_nm_kg": lambda body: body.size.ankle_moment_nm_kg,
    "active_peak_bw_per_km": lambda body: body.push.active_peak_bw * _steps_per_km(body),
    "soleus_minus_gastrocnemius_bw": lambda body: (
        _load(body, "soleus", "peak_bw") - _load(body, "gastrocnemius", "peak_bw")
    ),
    "peak_order_quadriceps_before_gastrocnemius": _peak_order,
    "kneecap_contact_area_mm2": lambda body: (
        body.peak_of("patellofemoral") / _load(body, "patellofemoral", "stress_mpa")
    ),
    "achilles_n_per_added_n": lambda body: _load(body, "achilles", "peak_bw"),
    # Ferris and colleagues printed both grounds and the leg on the hard one
    "leg_stiffness_rule_kn_m": lambda body: np.full_like(
        body.when.duty_factor, leg_stiffness_kn_m(7.6, 533.0, 21.3)
    ),
}
