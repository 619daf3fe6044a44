"""Muscle, tendon and joint forces over the stride.

Curves are (scenes, phases, 1 + draws), in newtons. Every force is a sum of templates that only the
phase decides, each times one number a step: one matrix product for all draws at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.one_step import curves
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.ground import GroundForce
from explainer.model.one_step.muscles import HAMSTRINGS, MM_PER_M, Hamstrings, Sizes
from explainer.model.uncertainty import Values


@dataclass(frozen=True, eq=False)
class PhaseTemplates:
    """Where in the stride the forces are wanted, and the templates there, (phases,).

    calf, soleus and hamstrings are templates side by side, (phases, k), one for each size.
    """

    phase: FloatArray
    knee_angle: FloatArray
    knee_moment: FloatArray
    gastrocnemius: FloatArray  # what its share at contact adds, and its share at mid stance; twice:
    # for the ankle moment, and for what a landing on the ball of the foot adds early
    soleus: FloatArray  # Achilles, and the same two taken away while the foot is down; twice
    achilles: FloatArray  # foot down, what the gastrocnemius does in swing, what is added early
    hamstrings: FloatArray  # stance part and swing part

    @staticmethod
    def at(phase: FloatArray) -> PhaseTemplates:
        """The templates at given phases, (phases,).

        The gastrocnemius' share of the Achilles grows in a straight line through stance, from a
        part of its mid-stance share at contact: share x (start + (1 - start) x 2 stance).
        """
        ankle, calf_swing = curves.ankle_moment()(phase), curves.gastrocnemius_swing()(phase)
        stance = np.minimum(phase, 1.0)
        added = np.where(phase < 1.0, curves.early_calf()(stance), 0.0)
        growing = np.array([1.0 - 2.0 * stance, 2.0 * stance])
        (early, late), (added_early, added_late) = growing * ankle, growing * added
        return PhaseTemplates(
            phase=phase,
            knee_angle=curves.knee_angle()(phase),
            knee_moment=curves.knee_moment()(phase),
            gastrocnemius=np.stack([early, late + calf_swing, added_early, added_late], axis=-1),
            soleus=np.stack([ankle, -early, -late, added, -added_early, -added_late], axis=-1),
            achilles=np.stack([ankle, calf_swing, added], axis=-1),
            hamstrings=np.stack([part(phase) for part in curves.hamstrings()], axis=-1),
        )


@dataclass(frozen=True)
class Levers:
    """What the bend of the knee decides at each phase, (scenes, phases)."""

    quadriceps_m: FloatArray
    kneecap_ratio: FloatArray  # kneecap joint force / quadriceps force
    hamstrings_m: FloatArray  # (4, scenes, phases)
    gastrocnemius_medial_m: FloatArray
    gastrocnemius_lateral_m: FloatArray


MIXED = ("gastrocnemius", "soleus", "quadriceps", "patellofemoral", "tibiofemoral")


@dataclass(frozen=True)
class Forces:
    """Forces over the stride that are sums of several muscles, N.

    all_n is (5, scenes, phases, 1 + draws) in the order of MIXED: side by side, so that peaks and
    impulses of all five are read at once.
    """

    all_n: FloatArray

    def of(self, name: str) -> FloatArray:
        """One of MIXED, (scenes, phases, 1 + draws)."""
        return self.all_n[MIXED.index(name)]


def bend_deg(size: Sizes, places: PhaseTemplates) -> FloatArray:
    """Knee flexion of the central posture, (scenes, phases), between contact and peak."""
    contact, peak = (angle[:, :1] for angle in size.knee_flexion_deg)
    return contact + (peak - contact) * places.knee_angle


@lru_cache(maxsize=64)
def _levers(contact_deg: bytes, peak_deg: bytes, places: PhaseTemplates) -> Levers:
    """Levers of a posture given by its two central angles in each scene.

    Kept, because ground, landing and body leave the posture alone.
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


def forces(
    scenes: ScenarioBatch, values: Values, size: Sizes, push: GroundForce, places: PhaseTemplates
) -> Forces:
    """Muscle and joint forces at each place of the stride.

    gastrocnemius = Achilles x share, growing through stance; soleus is the rest of the Achilles.
                    A landing on the ball of the foot adds to both early in stance.
    quadriceps    = level x max(0, M + flexor moments) / lever: moments balance, so the flexors
                    enter in full, as they do in the joint.
    kneecap       = quadriceps x the resultant of its two tendons at that bend.
    tibiofemoral  = 0.95 x (quadriceps + level x (hamstrings + gastrocnemius)) + 0.83 x ground.
    level 0.68 is pooled over published joint forces of 8 and 11.8 body weights (miller_2014,
    stingel_2025): the parts, each a peak of another study, add up to 14. One factor for all that
    crosses the knee at one instant, the net moment included, so the balance holds at any level.
    Levers and kneecap geometry at the central posture (westphal_2013, rlu_2023); hip and ankle
    neutral. Valid where the templates are: 2.5 to 3.3 m/s by measurement, beyond by scaling.
    """
    lever = _levers(*(angle[:, 0].tobytes() for angle in size.knee_flexion_deg), places)
    pull = size.achilles_n * values["gastrocnemius_share"]
    at_contact = pull * values["gastrocnemius_share_at_contact"]
    calf = (at_contact, pull, at_contact * size.added_early, pull * size.added_early)
    whole = (size.achilles_n, at_contact, pull)
    four = size.hamstrings
    hamstrings = (four.stance_n.sum(axis=0), four.swing_n.sum(axis=0))
    flexors = (*hamstrings, *calf)
    mixed_forces = np.empty((len(MIXED), len(pull), len(places.phase), pull.shape[1]))
    gastrocnemius, soleus, quadriceps, kneecap, joint = mixed_forces
    _sum(places.gastrocnemius, calf, gastrocnemius)
    _sum(places.soleus, (*whole, *(one * size.added_early for one in whole)), soleus)
    _quadriceps(values, size, lever, places, flexors, quadriceps)
    np.multiply(quadriceps, lever.kneecap_ratio[:, :, None], out=kneecap)
    kneecap *= values["kneecap_ratio_spread"]
    _joint(scenes, values, push, places, quadriceps, flexors, joint)
    return Forces(mixed_forces)


def _sum(
    templates: FloatArray, sizes: tuple[FloatArray, ...], out: FloatArray | None = None
) -> FloatArray:
    """Sum of template x size, (scenes, phases, 1 + draws).

    templates (phases, k) or (scenes, phases, k), sizes k times (scenes, 1 + draws).
    """
    heights = np.empty((len(sizes[0]), len(sizes), sizes[0].shape[1]))
    for i, size in enumerate(sizes):
        heights[:, i] = size
    return np.matmul(templates, heights, out=out)


def _quadriceps(
    values: Values,
    size: Sizes,
    lever: Levers,
    places: PhaseTemplates,
    flexors: tuple[FloatArray, ...],
    out: FloatArray,
) -> None:
    """Level x (the net moment and the moment of all flexors) over the lever; never a push.

    flexors are the sizes of the hamstrings (stance, swing) and of the gastrocnemius (early, late,
    and the same added by a landing on the ball of the foot).
    """
    medial = values["gastrocnemius_medial_part"][0]
    calf_m = medial * lever.gastrocnemius_medial_m + (1.0 - medial) * lever.gastrocnemius_lateral_m
    calf_m /= lever.quadriceps_m
    hamstring_m = _hamstring_lever_m(size.hamstrings, lever, places) / lever.quadriceps_m
    templates = np.empty((*lever.quadriceps_m.shape, 1 + len(flexors)))
    templates[..., 0] = places.knee_moment / lever.quadriceps_m
    templates[..., 1:3] = places.hamstrings * hamstring_m[..., None]
    templates[..., 3:] = places.gastrocnemius * calf_m[..., None]
    over_lever = values["knee_level_ratio"] / values["quadriceps_lever_ratio"]
    _sum(templates, tuple(one * over_lever for one in (size.knee_moment_nm, *flexors)), out)
    np.maximum(out, 0.0, out=out)


def _joint(
    scenes: ScenarioBatch,
    values: Values,
    push: GroundForce,
    places: PhaseTemplates,
    quadriceps: FloatArray,
    flexors: tuple[FloatArray, ...],
    out: FloatArray,
) -> None:
    """What presses the joint between thigh and shin: the muscles that cross it, and the ground.

    The bells of the ground keep their central shape; their heights carry the draws.
    """
    along = values["muscle_along_shin_share"]
    flexors_along = along * values["knee_level_ratio"]
    weight_n = scenes.body_weight_n * values["ground_along_shin_share"]
    middle = push.central()
    time_s = np.minimum(places.phase, 1.0) * middle.contact_time_s
    templates = np.empty((*time_s.shape, len(flexors) + 2))
    templates[..., :2], templates[..., 2:-2] = places.hamstrings, places.gastrocnemius
    templates[..., -2] = middle.active_shape(time_s)
    templates[..., -1] = middle.impact_shape(time_s)
    ground = (push.active_bw * weight_n, push.impact_bw * weight_n)
    _sum(templates, (*(one * flexors_along for one in flexors), *ground), out)
    out += quadriceps * along


def hamstring_force(
    stance_n: FloatArray, swing_n: FloatArray, places: PhaseTemplates
) -> FloatArray:
    """A hamstring over the stride from its two peaks, (scenes, phases, 1 + draws); stingel_2025.

    The stance part is 1 at contact and the swing part 1 at its peak, each 0 where the other peaks,
    so the peaks of the force are stance_n and swing_n themselves.
    """
    return _sum(places.hamstrings, (stance_n, swing_n))


def achilles_force(values: Values, size: Sizes, places: PhaseTemplates) -> FloatArray:
    """Achilles force over the stride, (scenes, phases, 1 + draws): ankle moment and what the
    landing adds early, then what the gastrocnemius still does in swing."""
    pull = size.achilles_n * values["gastrocnemius_share"]
    return _sum(places.achilles, (size.achilles_n, pull, size.achilles_n * size.added_early))


def _hamstring_lever_m(peaks: Hamstrings, lever: Levers, places: PhaseTemplates) -> FloatArray:
    """Knee lever of the four hamstrings together, (scenes, phases), at their central forces."""
    stance, swing = (part[..., :1] for part in (peaks.stance_n, peaks.swing_n))
    force = stance * places.hamstrings[:, 0] + swing * places.hamstrings[:, 1]
    return (force * lever.hamstrings_m).sum(axis=0) / force.sum(axis=0)
