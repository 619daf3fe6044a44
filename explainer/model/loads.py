"""Load on each tissue: force over the stride, its peaks, its impulse and the stress it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from explainer.model import curves
from explainer.model.gait import Scenes, Timing, timing
from explainer.model.ground import GroundForce, ground_force, impact_ratio
from explainer.model.inputs import LOADS, Assumptions
from explainer.model.muscles import Places, Sizes, bend_deg, forces, sizes
from explainer.model.uncertainty import Values

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Response:
    """What a batch of scenarios does to the body; load figures are (loads, scenes, 1 + draws)."""

    scenes: Scenes
    values: Values
    when: Timing
    softness: FloatArray
    push: GroundForce
    size: Sizes
    peak_stance_n: FloatArray
    peak_swing_n: FloatArray
    impulse_bw_s: FloatArray
    stress_mpa: FloatArray

    @property
    def peak_n(self) -> FloatArray:
        """The larger of the two peaks."""
        return np.maximum(self.peak_stance_n, self.peak_swing_n)

    @property
    def peak_bw(self) -> FloatArray:
        """The same in body weights."""
        return self.peak_n / self.scenes.body_weight_n


@cache
def _standard_places() -> Places:
    return Places.at(curves.grid())


def respond(scenes: Scenes, values: Values, assumptions: Assumptions) -> Response:
    """One step of every scenario, central value and draws at once."""
    when = timing(scenes, values)
    softness = impact_ratio(scenes, values)
    push = ground_force(scenes, values, when, assumptions.ground_force, softness)
    size = sizes(scenes, values, softness)
    places = _standard_places()
    force_n = forces(scenes, values, size, push, places)
    stance_n = force_n[..., : curves.STANCE_POINTS].max(axis=-1)
    swing_n = force_n[..., curves.STANCE_POINTS :].max(axis=-1)
    peak_n = np.maximum(stance_n, swing_n)
    return Response(
        scenes=scenes,
        values=values,
        when=when,
        softness=softness,
        push=push,
        size=size,
        peak_stance_n=stance_n,
        peak_swing_n=swing_n,
        impulse_bw_s=_impulse_n_s(force_n, when) / scenes.body_weight_n,
        stress_mpa=peak_n / _areas_mm2(values, size, places, force_n),
    )


def _impulse_n_s(force_n: FloatArray, when: Timing) -> FloatArray:
    """Force summed over one stride by the trapezoid rule, (loads, scenes, 1 + draws), N s."""
    split = curves.STANCE_POINTS
    stance = force_n[..., :split]
    swing = force_n[..., split:]
    ends = 0.5 * (stance[..., 0] + stance[..., -1])
    stance_sum = (stance.sum(axis=-1) - ends) / (curves.STANCE_POINTS - 1)
    swing_ends = 0.5 * (stance[..., -1] - swing[..., -1])
    swing_sum = (swing.sum(axis=-1) + swing_ends) / curves.SWING_POINTS
    swing_time_s = 2.0 * when.step_time_s - when.contact_time_s
    return stance_sum * when.contact_time_s + swing_sum * swing_time_s


def _areas_mm2(
    values: Values, size: Sizes, places: Places, force_n: FloatArray
) -> FloatArray:
    """Area that carries each load's peak, (loads, scenes, 1 + draws).

    Joint surfaces: contact area (kneecap: at the bend of its peak, besier_2005). Hamstrings: their
    tendon at the knee, the biceps' shared by its heads in proportion to force. Calf: each muscle's
    part of the Achilles tendon. Quadriceps: the tendon below the kneecap.
    """
    achilles = values["achilles_area_mm2"]
    short = values["biceps_femoris_short_share"]
    biceps = values["biceps_femoris_area_mm2"] / (1.0 + short)
    area = {
        "tibiofemoral": values["tibiofemoral_contact_area_mm2"],
        "patellofemoral": _kneecap_area_mm2(values, size, places, force_n),
        "quadriceps": values["patellar_tendon_area_mm2"],
        "semimembranosus": values["semimembranosus_area_mm2"],
        "semitendinosus": values["semitendinosus_area_mm2"],
        "biceps_femoris_long": biceps,
        "biceps_femoris_short": biceps * short,
        "gastrocnemius_medial": achilles * values["achilles_part_gastrocnemius_medial"],
        "gastrocnemius_lateral": achilles * values["achilles_part_gastrocnemius_lateral"],
        "soleus": achilles * values["achilles_part_soleus"],
        "achilles": achilles,
    }
    shape = force_n.shape[1:3]
    return np.stack([np.broadcast_to(area[load], shape) for load in LOADS])


def _kneecap_area_mm2(
    values: Values, size: Sizes, places: Places, force_n: FloatArray
) -> FloatArray:
    """Contact area at the bend where the central kneecap force peaks, (scenes, 1 + draws)."""
    bend = bend_deg(size, places)[:, 0]
    peak_place = force_n[LOADS.index("patellofemoral"), :, 0].argmax(axis=-1)
    at_peak = curves.kneecap_area_mm2(bend[np.arange(len(bend)), peak_place])
    return at_peak[:, None] * values["kneecap_weightbearing_area_ratio"]


def stride_curves(
    chosen: Scenes, values: Values, assumptions: Assumptions
) -> Mapping[str, FloatArray]:
    """Force of each load at 0, 1, ... 100 % of one scenario's stride, (1 + draws, 101), N."""
    when = timing(chosen, values)
    softness = impact_ratio(chosen, values)
    push = ground_force(chosen, values, when, assumptions.ground_force, softness)
    places = Places.at(curves.stride_phases(float(when.duty_factor[0, 0])))
    force_n = forces(chosen, values, sizes(chosen, values, softness), push, places)
    return {load: force_n[i, 0] for i, load in enumerate(LOADS)}
