"""Muscle, tendon and joint forces over the stride.

Arrays are (scenes, 1 + draws) for sizes and (scenes, 1 + draws, phases) for curves, in newtons.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explainer.model import curves
from explainer.model.gait import (
    Scenes,
    ankle_moment_peak_nm_kg,
    knee_flexion_deg,
    knee_moment_peak_nm_kg,
    powers,
    speed_effort,
)
from explainer.model.ground import GroundForce
from explainer.model.uncertainty import Values

FloatArray = NDArray[np.float64]

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
    achilles_n: FloatArray
    knee_flexion_deg: tuple[FloatArray, FloatArray]  # at contact, stance peak


@dataclass(frozen=True, eq=False)
class Places:
    """Where in the stride the forces are wanted: phases and the templates there, (phases, 1, 1)."""

    phase: FloatArray
    knee_angle: FloatArray
    knee_moment: FloatArray
    ankle_moment: FloatArray
    hamstrings_stance: FloatArray
    hamstrings_swing: FloatArray
    gastrocnemius_swing: FloatArray

    @staticmethod
    def at(phase: FloatArray) -> Places:
        """The templates at given phases, (phases,)."""
        stance, swing = curves.hamstrings()
        templates = (
            curves.knee_angle(),
            curves.knee_moment(),
            curves.ankle_moment(),
            stance,
            swing,
            curves.gastrocnemius_swing(),
        )
        upright = phase[:, None, None]
        return Places(upright, *(template(upright) for template in templates))


def hamstrings(scenes: Scenes, values: Values) -> Hamstrings:
    """Peak forces of the four hamstrings.

    swing  = N/kg x mass x (speed / 2.9)^1.2 x step rate^1.0: stopping the shank takes a moment in
             proportion to speed x step rate, so quicker steps raise it;
    stance = N/kg x mass x (speed / 2.9)^0.6 x step rate^0.45 x exp(0.01 slope).
    Semimembranosus and biceps long head from lenhart_2014 (Table 1, 90 and 100 % of step rate);
    semitendinosus and the short head by cross-section (handsfield_2014), same activation.
    """
    faster = np.log(scenes.speed_m_s / values["load_reference_speed_m_s"])
    rate = np.log(scenes.step_rate_ratio)
    both = scenes.mass_kg * scenes.ground(values, "thigh_demand_ratio")
    swing = both * powers(
        (faster, values["hamstrings_swing_speed_exponent"]),
        (rate, values["hamstrings_swing_step_rate_exponent"]),
    )
    stance = both * powers(
        (faster, values["hamstrings_stance_speed_exponent"]),
        (rate, values["hamstrings_stance_step_rate_exponent"]),
        (scenes.slope_deg, values["hamstrings_stance_per_slope_deg"]),
    )
    return Hamstrings(_by_muscle(values, "stance", stance), _by_muscle(values, "swing", swing))


def _by_muscle(values: Values, part: str, size: FloatArray) -> FloatArray:
    """(4, scenes, 1 + draws): the group's size split over the four muscles."""
    semimembranosus = values[f"semimembranosus_{part}_n_kg"]
    biceps = values[f"biceps_femoris_long_{part}_n_kg"]
    per_kg = (
        semimembranosus,
        semimembranosus * values["semitendinosus_share"],
        biceps,
        biceps * values["biceps_femoris_short_share"],
    )
    return size * np.array(per_kg)[:, None]


def sizes(scenes: Scenes, values: Values, softness: FloatArray) -> Sizes:
    """The step's muscle sizes on each ground.

    Ground acts in two ways, both with wide ranges: softness^0.05 on what the leg must push with
    (0 would be a leg that makes up for the ground entirely), and measured ratios of muscle demand.
    Achilles force = ankle moment / lever x method, the last for two in-vivo methods 2.5 to 3 times
    apart (tensiometry_2024, kharazi_2021).
    """
    answer = powers((np.log(softness), values["surface_response"]))
    log_effort = np.log(speed_effort(scenes, values))
    knee_nm_kg = knee_moment_peak_nm_kg(scenes, values, log_effort)
    knee = knee_nm_kg * scenes.ground(values, "thigh_demand_ratio")
    ankle = ankle_moment_peak_nm_kg(scenes, values, log_effort) * scenes.ground(
        values, "calf_demand_ratio"
    )
    per_nm = values["achilles_method_ratio"] * MM_PER_M / values["achilles_lever_mm"]
    return Sizes(
        hamstrings=hamstrings(scenes, values),
        knee_moment_nm_kg=knee_nm_kg,
        knee_moment_nm=knee * answer * scenes.mass_kg,
        achilles_n=ankle * answer * scenes.mass_kg * per_nm,
        knee_flexion_deg=knee_flexion_deg(scenes, values),
    )


def bend_deg(size: Sizes, places: Places) -> FloatArray:
    """Knee flexion of the central posture, (phases, scenes, 1), between contact and peak."""
    contact, peak = (angle[:, :1] for angle in size.knee_flexion_deg)
    return contact + (peak - contact) * places.knee_angle


@dataclass(frozen=True)
class Levers:
    """What the bend of the knee decides at each phase, (phases, scenes, 1)."""

    quadriceps_m: FloatArray
    kneecap_ratio: FloatArray  # kneecap joint force / quadriceps force
    hamstrings_m: FloatArray  # (4, phases, scenes, 1)
    gastrocnemius_medial_m: FloatArray
    gastrocnemius_lateral_m: FloatArray


@lru_cache(maxsize=64)
def _levers(contact_deg: bytes, peak_deg: bytes, places: Places) -> Levers:
    """Levers of a posture given by its two central angles in each scene.

    Kept, because only a chosen step rate changes the posture.
    """
    contact, peak = (np.frombuffer(angle)[:, None] for angle in (contact_deg, peak_deg))
    bend = contact + (peak - contact) * places.knee_angle
    return Levers(
        quadriceps_m=curves.lever_mm("quadriceps", bend) / MM_PER_M,
        kneecap_ratio=curves.kneecap_force_ratio(bend),
        hamstrings_m=np.array([curves.lever_mm(name, bend) for name in HAMSTRINGS]) / MM_PER_M,
        gastrocnemius_medial_m=curves.lever_mm("gastrocnemius_medial", bend) / MM_PER_M,
        gastrocnemius_lateral_m=curves.lever_mm("gastrocnemius_lateral", bend) / MM_PER_M,
    )


@dataclass(frozen=True)
class Forces:
    """Forces over the stride that are sums of several muscles, (phases, scenes, 1 + draws), N."""

    gastrocnemius: FloatArray
    soleus: FloatArray
    quadriceps: FloatArray
    patellofemoral: FloatArray
    tibiofemoral: FloatArray


def forces(
    scenes: Scenes, values: Values, size: Sizes, push: GroundForce, places: Places
) -> Forces:
    """Muscle and joint forces at each place of the stride.

    gastrocnemius = Achilles x share, growing through stance; soleus is the rest of the Achilles.
    quadriceps    = max(0, M + c x flexor moments) / lever, c the share of co-contraction.
    kneecap       = quadriceps x the resultant of its two tendons at that bend.
    tibiofemoral  = level x (0.95 x (quadriceps + hamstrings + gastrocnemius) + 0.83 x ground),
                    level 0.95 for published peaks that run from 8 to 12 body weights.
    Levers and kneecap geometry at the central posture (rlu_2023, westphal_2013); hip and ankle
    neutral. Valid where the templates are: 2.5 to 3.3 m/s by measurement, beyond by scaling.
    """
    lever = _levers(*(angle[:, 0].tobytes() for angle in size.knee_flexion_deg), places)
    gastrocnemius, soleus = _calf_forces(values, size.achilles_n, places)
    four = size.hamstrings
    hamstrings = hamstring_force(four.stance_n.sum(axis=0), four.swing_n.sum(axis=0), places)
    flexor_nm = hamstrings * _hamstring_lever_m(four, lever, places)
    medial = values["gastrocnemius_medial_part"][0]
    flexor_nm += gastrocnemius * (
        medial * lever.gastrocnemius_medial_m + (1.0 - medial) * lever.gastrocnemius_lateral_m
    )
    needed = size.knee_moment_nm * places.knee_moment
    needed += flexor_nm * values["cocontraction_share"]
    quadriceps = np.maximum(needed, 0.0, out=needed)
    quadriceps /= lever.quadriceps_m
    quadriceps /= values["quadriceps_lever_ratio"]
    kneecap = quadriceps * lever.kneecap_ratio
    kneecap *= values["kneecap_ratio_spread"]
    level = values["tibiofemoral_level_ratio"]
    joint = hamstrings + gastrocnemius
    joint += quadriceps
    joint *= values["muscle_along_shin_share"] * level
    weight_n = scenes.body_weight_n * values["ground_along_shin_share"] * level
    joint += _ground_n(push, places, weight_n)
    return Forces(gastrocnemius, soleus, quadriceps, kneecap, joint)


def hamstring_force(stance_n: FloatArray, swing_n: FloatArray, places: Places) -> FloatArray:
    """A hamstring over the stride from its two peaks, (phases, scenes, 1 + draws).

    The stance part is 1 at contact and the swing part 1 at its peak, each 0 where the other peaks,
    so the peaks of the force are stance_n and swing_n themselves.
    """
    return stance_n * places.hamstrings_stance + swing_n * places.hamstrings_swing


def achilles_force(values: Values, achilles_n: FloatArray, places: Places) -> FloatArray:
    """Achilles force over the stride, (phases, scenes, 1 + draws): ankle moment, then what the
    gastrocnemius still does in swing."""
    in_swing = values["gastrocnemius_share"] * places.gastrocnemius_swing
    return achilles_n * (places.ankle_moment + in_swing)


def _hamstring_lever_m(peaks: Hamstrings, lever: Levers, places: Places) -> FloatArray:
    """Knee lever of the four hamstrings together, (phases, scenes, 1), at their central forces."""
    stance, swing = (part[..., :1][:, None] for part in (peaks.stance_n, peaks.swing_n))
    force = stance * places.hamstrings_stance + swing * places.hamstrings_swing
    return (force * lever.hamstrings_m).sum(axis=0) / force.sum(axis=0)


def _calf_forces(
    values: Values, achilles_n: FloatArray, places: Places
) -> tuple[FloatArray, FloatArray]:
    """(gastrocnemius, soleus) over the stride, (phases, scenes, 1 + draws).

    The gastrocnemius' share of the Achilles grows in a straight line through stance, from a part of
    its mid-stance share at contact.
    """
    start, share = values["gastrocnemius_share_at_contact"], values["gastrocnemius_share"]
    stance = np.minimum(places.phase, 1.0)
    # achilles x share x (start + (1 - start) x 2 stance), one template for each constant
    early = (1.0 - 2.0 * stance) * places.ankle_moment
    late = 2.0 * stance * places.ankle_moment
    pull = achilles_n * share
    gastrocnemius = (pull * start) * early
    gastrocnemius += pull * late
    soleus = achilles_n * places.ankle_moment - gastrocnemius
    gastrocnemius += pull * places.gastrocnemius_swing
    return gastrocnemius, soleus


def _ground_n(push: GroundForce, places: Places, weight_n: FloatArray) -> FloatArray:
    """Ground force times a weight at each phase, (phases, scenes, 1 + draws), N.

    The bells keep their central shape; their heights carry the draws.
    """
    middle = push.central()
    time_s = np.minimum(places.phase, 1.0) * middle.contact_time_s
    force = (push.active_bw * weight_n) * middle.active_shape(time_s)
    force += (push.impact_bw * weight_n) * middle.impact_shape(time_s)
    return force
