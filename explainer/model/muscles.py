"""Muscle, tendon and joint forces over the stride.

Arrays are (scenes, 1 + draws) for sizes and (scenes, 1 + draws, phases) for curves, in newtons.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explainer.model import curves
from explainer.model.gait import (
    Scenes,
    ankle_moment_peak_nm_kg,
    knee_flexion_deg,
    knee_moment_peak_nm_kg,
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
    """Everything about the muscles that is one number a step; (scenes, 1 + draws) but hamstrings."""

    hamstrings: Hamstrings
    knee_moment_nm: FloatArray
    achilles_n: FloatArray
    knee_flexion_deg: tuple[FloatArray, FloatArray]  # at contact, stance peak


@dataclass(frozen=True)
class Places:
    """Where in the stride the forces are wanted, and the templates read off there, (phases,)."""

    phase: FloatArray
    knee_angle: FloatArray
    knee_moment: FloatArray
    ankle_moment: FloatArray
    hamstrings_stance: FloatArray
    hamstrings_swing: FloatArray
    gastrocnemius_swing: FloatArray

    @staticmethod
    def at(phase: FloatArray) -> Places:
        """The templates at given phases."""
        stance, swing = curves.hamstrings()
        return Places(
            phase=phase,
            knee_angle=curves.knee_angle()(phase),
            knee_moment=curves.knee_moment()(phase),
            ankle_moment=curves.ankle_moment()(phase),
            hamstrings_stance=stance(phase),
            hamstrings_swing=swing(phase),
            gastrocnemius_swing=curves.gastrocnemius_swing()(phase),
        )


def hamstrings(scenes: Scenes, values: Values) -> Hamstrings:
    """Peak forces of the four hamstrings.

    swing  = N/kg x mass x (speed / 2.9)^1.2 x step rate^1.0: stopping the shank takes a moment in
             proportion to speed x step rate, so quicker steps raise it;
    stance = N/kg x mass x (speed / 2.9)^0.6 x step rate^0.45 x exp(0.01 slope).
    Semimembranosus and biceps long head from lenhart_2014 (Table 1, 90 and 100 % of step rate);
    semitendinosus and the short head by cross-section (handsfield_2014), same activation.
    """
    faster = scenes.speed_m_s / values["load_reference_speed_m_s"]
    both = scenes.mass_kg * scenes.ground(values, "thigh_demand_ratio")
    rate = scenes.step_rate_ratio
    swing = (
        both
        * faster ** values["hamstrings_swing_speed_exponent"]
        * rate ** values["hamstrings_swing_step_rate_exponent"]
    )
    stance = (
        both
        * faster ** values["hamstrings_stance_speed_exponent"]
        * rate ** values["hamstrings_stance_step_rate_exponent"]
        * np.exp(values["hamstrings_stance_per_slope_deg"] * scenes.slope_deg)
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
    return np.stack([size * one for one in per_kg])


def sizes(scenes: Scenes, values: Values, softness: FloatArray) -> Sizes:
    """The step's muscle sizes on each ground.

    Ground acts in two ways, both with wide ranges: softness^0.05 on what the leg must push with
    (0 would be a leg that makes up for the ground entirely), and measured ratios of muscle demand.
    Achilles force = ankle moment / lever x method, the last for two in-vivo methods 2.5 to 3 times
    apart (tensiometry_2024, kharazi_2021).
    """
    answer = softness ** values["surface_response"]
    knee = knee_moment_peak_nm_kg(scenes, values) * scenes.ground(values, "thigh_demand_ratio")
    ankle = ankle_moment_peak_nm_kg(scenes, values) * scenes.ground(values, "calf_demand_ratio")
    per_nm = values["achilles_method_ratio"] * MM_PER_M / values["achilles_lever_mm"]
    return Sizes(
        hamstrings=hamstrings(scenes, values),
        knee_moment_nm=knee * answer * scenes.mass_kg,
        achilles_n=ankle * answer * scenes.mass_kg * per_nm,
        knee_flexion_deg=knee_flexion_deg(scenes, values),
    )


def bend_deg(size: Sizes, places: Places) -> FloatArray:
    """Knee flexion of the central posture, (scenes, 1, phases): contact and peak set the template."""
    contact, peak = (angle[:, :1, None] for angle in size.knee_flexion_deg)
    return contact + (peak - contact) * places.knee_angle


def forces(
    scenes: Scenes, values: Values, size: Sizes, push: GroundForce, places: Places
) -> FloatArray:
    """Force of every load at each place of the stride, (loads in order of LOADS, scenes, 1 + draws,
    phases), N.

    gastrocnemius = Achilles x share, growing through stance; soleus is the rest of the Achilles.
    quadriceps    = max(0, M + c x flexor moments) / lever, c the share of co-contraction.
    kneecap       = quadriceps x the resultant of its two tendons at that bend.
    tibiofemoral  = 0.95 x (quadriceps + hamstrings + gastrocnemius) + 0.9 x ground force.
    Levers and kneecap geometry at the central posture (rlu_2023, westphal_2013); hip and ankle
    neutral. Valid where the templates are: 2.5 to 3.3 m/s by measurement, beyond by scaling.
    """
    bend = bend_deg(size, places)
    four = _hamstring_forces(size.hamstrings, places)
    gastrocnemius, soleus = _calf_forces(values, size.achilles_n, places)
    medial = _over(values["gastrocnemius_medial_part"])
    flexor_nm = _hamstring_moment(size.hamstrings, bend, places)
    flexor_nm += gastrocnemius * _gastrocnemius_lever_m(medial[0], bend)
    needed = size.knee_moment_nm[..., None] * places.knee_moment
    needed += flexor_nm * _over(values["cocontraction_share"])
    lever_m = curves.lever_mm("quadriceps", bend) / MM_PER_M
    quadriceps = np.maximum(needed, 0.0) / (lever_m * _over(values["quadriceps_lever_ratio"]))
    kneecap = quadriceps * curves.kneecap_force_ratio(bend) * _over(values["kneecap_ratio_spread"])
    pulled = (quadriceps + four.sum(axis=0) + gastrocnemius) * _over(
        values["muscle_along_shin_share"]
    )
    ground = _ground_bw(push, places) * scenes.body_weight_n[..., None]
    joint = pulled + ground * _over(values["ground_along_shin_share"])
    calf = (gastrocnemius * medial, gastrocnemius * (1.0 - medial), soleus, gastrocnemius + soleus)
    return np.stack([joint, kneecap, quadriceps, *four, *calf])


def _over(column: FloatArray) -> FloatArray:
    """A constant's column (1 + draws,) laid out against phases, (1 + draws, 1)."""
    return column[:, None]


def _hamstring_forces(peaks: Hamstrings, places: Places) -> FloatArray:
    """Forces of the four hamstrings, (4, scenes, 1 + draws, phases)."""
    stance = peaks.stance_n[..., None] * places.hamstrings_stance
    return stance + peaks.swing_n[..., None] * places.hamstrings_swing


def _hamstring_moment(peaks: Hamstrings, bend: FloatArray, places: Places) -> FloatArray:
    """Their knee flexion moment, (scenes, 1 + draws, phases), N m."""
    levers_m = np.stack([curves.lever_mm(name, bend[:, 0]) for name in HAMSTRINGS]) / MM_PER_M
    # einsum, not a matrix product: its sum does not depend on the linear-algebra library
    moment = np.einsum("msd,mst->sdt", peaks.stance_n, levers_m * places.hamstrings_stance)
    return moment + np.einsum("msd,mst->sdt", peaks.swing_n, levers_m * places.hamstrings_swing)


def _gastrocnemius_lever_m(medial_part: FloatArray, bend: FloatArray) -> FloatArray:
    """Knee lever of both heads together at their central split, (scenes, 1, phases)."""
    medial = curves.lever_mm("gastrocnemius_medial", bend)
    lateral = curves.lever_mm("gastrocnemius_lateral", bend)
    return (medial_part * medial + (1.0 - medial_part) * lateral) / MM_PER_M


def _calf_forces(
    values: Values, achilles_n: FloatArray, places: Places
) -> tuple[FloatArray, FloatArray]:
    """(gastrocnemius, soleus) over the stride, (scenes, 1 + draws, phases).

    The gastrocnemius' share of the Achilles grows in a straight line through stance, from a part of
    its mid-stance share at contact.
    """
    start = _over(values["gastrocnemius_share_at_contact"])
    stance = np.minimum(places.phase, 1.0)
    share = _over(values["gastrocnemius_share"])
    in_stance = share * (start + (1.0 - start) * 2.0 * stance) * places.ankle_moment
    in_swing = share * places.gastrocnemius_swing
    pull = achilles_n[..., None]
    return pull * (in_stance + in_swing), pull * (places.ankle_moment - in_stance)


def _ground_bw(push: GroundForce, places: Places) -> FloatArray:
    """Ground force at each phase in body weights, (scenes, 1 + draws, phases).

    The bells keep their central shape; their heights carry the draws.
    """
    middle = push.central()
    time_s = np.minimum(places.phase, 1.0) * middle.contact_time_s
    active = push.active_bw[..., None] * middle.active_shape(time_s)[:, None]
    return active + push.impact_bw[..., None] * middle.impact_shape(time_s)[:, None]
