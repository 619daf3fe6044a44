"""Posture, joint moments and how hard each muscle pulls: one number a step, without a shape yet.

Arrays are (scenes, 1 + draws).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.response_exponents import ResponseRatios, response_ratios
from explainer.model.uncertainty import Values, cached_per_values

HAMSTRINGS = (
    "semimembranosus",
    "semitendinosus",
    "biceps_femoris_long",
    "biceps_femoris_short",
)
MM_PER_M = 1000.0


@dataclass(frozen=True)
class Hamstrings:
    """Peaks of the four hamstrings: (4, scenes, 1 + draws) in stance and in swing."""

    stance_n: FloatArray
    swing_n: FloatArray


@dataclass(frozen=True)
class Sizes:
    """Everything about the muscles that is one number a step; (scenes, 1 + draws)."""

    hamstrings: Hamstrings
    knee_moment_nm_kg: FloatArray  # as measured on firm ground
    knee_moment_nm: FloatArray
    ankle_moment_nm_kg: FloatArray
    achilles_n: FloatArray
    added_early: FloatArray  # impulse that a landing on the ball of the foot adds, share of its own
    knee_flexion_deg: tuple[FloatArray, FloatArray]  # at contact, stance peak


def hamstrings(scenes: ScenarioBatch, values: Values, ratios: ResponseRatios) -> Hamstrings:
    """Peak forces of the four hamstrings.

    swing  = N/kg x mass x (speed / 2.9)^1.2 x step rate^0.61 x e^(0.62 levelling): stopping the
             shank takes more when it swings quicker, and levels off above the preferred step rate,
             smoothly, as the measured difference there was not sure;
    stance = N/kg x mass x (speed / 2.9)^0.6 x step rate^0.56 x exp(0.01 slope).
    Semimembranosus and biceps long head from lenhart_2014 (Table 1, 90 to 110 % of step rate);
    semitendinosus and the short head by cross-section (handsfield_2014), same activation.
    """
    both = scenes.mass_kg * scenes.ground(values, "thigh_demand_ratio")
    stance_n_kg, swing_n_kg = _hamstrings_n_kg(values)
    return Hamstrings(
        stance_n=both * ratios.hamstrings_stance * stance_n_kg,
        swing_n=both * ratios.hamstrings_swing * swing_n_kg,
    )


@cached_per_values
def _hamstrings_n_kg(values: Values) -> tuple[FloatArray, FloatArray]:
    """(stance, swing) peak of each hamstring per kg of body mass, (4, 1, 1 + draws)."""
    parts = []
    for part in ("stance", "swing"):
        semimembranosus = values[f"semimembranosus_{part}_n_kg"]
        biceps = values[f"biceps_femoris_long_{part}_n_kg"]
        per_kg = (
            semimembranosus,
            semimembranosus * values["semitendinosus_share"],
            biceps,
            biceps * values["biceps_femoris_short_share"],
        )
        parts.append(np.array(per_kg)[:, None])
    return parts[0], parts[1]


def sizes(scenes: ScenarioBatch, values: Values, softness: FloatArray) -> Sizes:
    """Posture, moments and muscle sizes of the step on each ground.

    knee flexion  = group value x step rate^b, b 0.72 at contact and -0.82 at the stance peak
                    (heiderscheit_2011, Table 3, -10 to +10 %); the peak also grows a little with
                    speed (speed / 2.9)^0.07 and downhill exp(-0.005 slope), both our choice in
                    the measured direction. Ground leaves it alone.
    knee moment   = 2.5 N m/kg x effort x step rate^-1.06 x exp(-0.01 slope) x strike
                    (heiderscheit_2011; with speed as the ground force itself, our choice).
    ankle moment  = 3.1 N m/kg x effort^1.1 x step rate^-0.5 x exp(0.01 slope) x strike
                    (bmc_run at 2.75 m/s and tensiometry_2024 at 4.47 m/s).
    Achilles      = ankle moment / lever x method, the last for two in-vivo methods 2.5 to 3 times
                    apart (tensiometry_2024, kharazi_2021).
    A landing on the ball of the foot changes the height of the knee and ankle moments and makes the
    calf pull from contact on, so that its impulse grows more than its peak (jssm_2025_strike).
    Slope terms are choices of our own. Ground acts in two ways, both with wide ranges:
    softness^0.05 on what the leg must push with (0 would be a leg that makes up for the ground
    entirely), and measured ratios of muscle demand.
    """
    ratios = response_ratios(scenes, values, softness)
    knee_nm_kg = (
        values["knee_moment_peak_nm_kg"] * ratios.knee_moment * scenes.strike(values, "knee")
    )
    ankle_nm_kg = (
        values["ankle_moment_peak_nm_kg"]
        * ratios.ankle_moment
        * scenes.strike(values, "calf")
        * scenes.ground(values, "calf_demand_ratio")
    )
    knee = knee_nm_kg * scenes.ground(values, "thigh_demand_ratio")
    mass = ratios.leg * scenes.mass_kg
    return Sizes(
        hamstrings=hamstrings(scenes, values, ratios),
        knee_moment_nm_kg=knee_nm_kg,
        knee_moment_nm=knee * mass,
        ankle_moment_nm_kg=ankle_nm_kg,
        achilles_n=ankle_nm_kg * mass * _achilles_per_m(values),
        added_early=scenes.strike(values, "calf_impulse") - 1.0,
        knee_flexion_deg=(
            ratios.knee_flexion_contact * values["knee_flexion_contact_deg"],
            ratios.knee_flexion_peak * values["knee_flexion_peak_deg"],
        ),
    )


@cached_per_values
def _achilles_per_m(values: Values) -> FloatArray:
    """Achilles force for each N m of ankle moment, 1/m."""
    return values["achilles_method_ratio"] * MM_PER_M / values["achilles_lever_mm"]
