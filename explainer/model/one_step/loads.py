"""Load on each tissue: force over the stride, its peaks, its impulse and the stress it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import TypeVar

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.inputs import LOADS, STRESS_LOADS, Assumptions
from explainer.model.one_step import curves
from explainer.model.one_step.forces import (
    MIXED,
    Forces,
    PhaseTemplates,
    achilles_force,
    bend_deg,
    forces,
    hamstring_force,
)
from explainer.model.one_step.gait import ScenarioBatch, Timing, timing
from explainer.model.one_step.ground import GroundForce, ground_force, impact_ratio
from explainer.model.one_step.muscles import HAMSTRINGS, Hamstrings, Sizes, sizes
from explainer.model.uncertainty import Values

T = TypeVar("T")


@dataclass(frozen=True)
class Response:
    """What a batch of scenarios does to the body; load figures are (loads, scenes, 1 + draws)."""

    scenes: ScenarioBatch
    values: Values
    when: Timing
    softness: FloatArray
    push: GroundForce
    size: Sizes
    peak_stance_n: FloatArray
    peak_swing_n: FloatArray
    impulse_bw_s: FloatArray  # of stance: published impulses stop at toe-off
    stress_mpa: FloatArray  # nan where no area is measured

    @property
    def peak_n(self) -> FloatArray:
        """The larger of the two peaks."""
        return np.maximum(self.peak_stance_n, self.peak_swing_n)

    @property
    def peak_bw(self) -> FloatArray:
        """The same in body weights."""
        return self.peak_n / self.scenes.body_weight_n

    def peak_of(self, load: str) -> FloatArray:
        """One load's peak, (scenes, 1 + draws), N."""
        return self.peak_n[LOADS.index(load)]


def standard_forces(body: Response) -> tuple[Forces, PhaseTemplates]:
    """The force curves behind a response, and the places they stand at."""
    places = _standard_places()
    return forces(body.scenes, body.values, body.size, body.push, places), places


@cache
def _standard_places() -> PhaseTemplates:
    return PhaseTemplates.at(curves.grid())


@dataclass(frozen=True)
class PeaksAndImpulse:
    """Peaks and stance impulses of some loads; each (scenes, 1 + draws) or more."""

    stance_n: FloatArray
    swing_n: FloatArray
    impulse_n_s: FloatArray

    def scaled(self, part: FloatArray) -> PeaksAndImpulse:
        """The same for a fixed part of the load."""
        return PeaksAndImpulse(*(getattr(self, one.name) * part for one in fields(self)))

    def one(self, i: int) -> PeaksAndImpulse:
        """One load of several."""
        return PeaksAndImpulse(*(getattr(self, one.name)[i] for one in fields(self)))


@cache
def _template_means() -> Mapping[str, float]:
    """Mean over stance of the templates that carry a load alone."""
    places = _standard_places()
    flat = {
        "hamstrings_stance": places.hamstrings[:, 0],
        "hamstrings_swing": places.hamstrings[:, 1],
        "ankle_moment": places.achilles[:, 0],
        "gastrocnemius_swing": places.achilles[:, 1],
        "added_early": places.achilles[:, 2],
    }
    return {name: float(curves.stance_weights() @ f) for name, f in flat.items()}


def respond(scenes: ScenarioBatch, values: Values, assumptions: Assumptions) -> Response:
    """One step of every scenario, central value and draws at once."""
    when = timing(scenes, values)
    softness = impact_ratio(scenes, values)
    push = ground_force(scenes, values, when, assumptions.ground_force, softness)
    size = sizes(scenes, values, softness)
    places = _standard_places()
    mixed = forces(scenes, values, size, push, places)
    by_load = _peaks_and_impulse_by_load(values, when, size, mixed)
    in_order = _by_place(by_load, "peaks")
    stance_n = np.array([one.stance_n for one in in_order])
    swing_n = np.array([one.swing_n for one in in_order])
    impulse_n_s = np.array([one.impulse_n_s for one in in_order])
    kneecap_mm2 = _kneecap_area_mm2(values, size, places, mixed.of("patellofemoral"))
    return Response(
        scenes=scenes,
        values=values,
        when=when,
        softness=softness,
        push=push,
        size=size,
        peak_stance_n=stance_n,
        peak_swing_n=swing_n,
        impulse_bw_s=impulse_n_s / scenes.body_weight_n,
        stress_mpa=_stress_mpa(scenes, values, kneecap_mm2, np.maximum(stance_n, swing_n)),
    )


def _by_place(by_load: Mapping[str, T], what: str) -> list[T]:
    """What is known of each load, in the order of LOADS."""
    if lacking := set(LOADS) - by_load.keys():
        raise LookupError(f"explainer/model/one_step/loads.py: no {what} of {sorted(lacking)}")
    return [by_load[load] for load in LOADS]


def _peaks_and_impulse_by_load(
    values: Values, when: Timing, size: Sizes, mixed: Forces
) -> Mapping[str, PeaksAndImpulse]:
    """Peaks and impulse of every load."""
    medial = values["gastrocnemius_medial_part"]
    read = _read_peaks(mixed.all_n, when)
    one = {name: read.one(i) for i, name in enumerate(MIXED)}
    gastrocnemius = one.pop("gastrocnemius")
    return (
        _hamstring_peaks(when, size.hamstrings)
        | one
        | {
            "gastrocnemius_medial": gastrocnemius.scaled(medial),
            "gastrocnemius_lateral": gastrocnemius.scaled(1.0 - medial),
            "achilles": _achilles_peaks(values, when, size, gastrocnemius),
        }
    )


def _hamstring_peaks(when: Timing, peaks: Hamstrings) -> dict[str, PeaksAndImpulse]:
    """A hamstring's curve is two templates times two peaks, so it needs no curve for each draw."""
    stance_s = _template_impulse_s("hamstrings_stance", when)
    swing_s = _template_impulse_s("hamstrings_swing", when)
    impulse = peaks.stance_n * stance_s + peaks.swing_n * swing_s
    return {
        name: PeaksAndImpulse(peaks.stance_n[i], peaks.swing_n[i], impulse[i])
        for i, name in enumerate(HAMSTRINGS)
    }


def _achilles_peaks(
    values: Values, when: Timing, size: Sizes, gastrocnemius: PeaksAndImpulse
) -> PeaksAndImpulse:
    """The Achilles peaks with the ankle moment; in swing it carries what the gastrocnemius does."""
    moment_s = _template_impulse_s("ankle_moment", when)
    added_s = _template_impulse_s("added_early", when)
    swing_s = _template_impulse_s("gastrocnemius_swing", when)
    share = values["gastrocnemius_share"]
    of_height_1_s = moment_s + size.added_early * added_s + share * swing_s
    return PeaksAndImpulse(size.achilles_n, gastrocnemius.swing_n, size.achilles_n * of_height_1_s)


def _template_impulse_s(template: str, when: Timing) -> FloatArray:
    """Impulse of a template of height 1 while the foot is down, s."""
    return _template_means()[template] * when.contact_time_s


def _read_peaks(force_n: FloatArray, when: Timing) -> PeaksAndImpulse:
    """Peaks and impulses of curves (loads, scenes, phases, 1 + draws) on the standard grid."""
    split = curves.STANCE_POINTS
    return PeaksAndImpulse(
        stance_n=force_n[:, :, :split].max(axis=2),
        swing_n=force_n[:, :, split:].max(axis=2),
        impulse_n_s=(curves.stance_weights() @ force_n) * when.contact_time_s,
    )


def _stress_mpa(
    scenes: ScenarioBatch, values: Values, kneecap_mm2: FloatArray, peak_n: FloatArray
) -> FloatArray:
    """Peak force over the area that carries it, (loads, scenes, 1 + draws).

    nan but for STRESS_LOADS: contact area of the two joints (kneecap: at the bend of its peak,
    besier_2005) and the cross-section of the whole Achilles. Every area grows with body mass to the
    power of 2 / 3, as in bodies of one shape, so that a heavier person's stress grows with the
    third root of mass and not with mass.
    """
    heavier = scenes.mass_kg / values["area_reference_mass_kg"]
    size = heavier ** values["area_mass_exponent"]
    area = {
        "tibiofemoral": values["tibiofemoral_contact_area_mm2"],
        "patellofemoral": kneecap_mm2,
        "achilles": values["achilles_area_mm2"],
    }
    stress = np.full_like(peak_n, np.nan)
    for load in STRESS_LOADS:
        i = LOADS.index(load)
        stress[i] = peak_n[i] / (area[load] * size)
    return stress


def _kneecap_area_mm2(
    values: Values, size: Sizes, places: PhaseTemplates, force_n: FloatArray
) -> FloatArray:
    """Contact area at the bend where the central kneecap force peaks, (scenes, 1 + draws)."""
    bend = bend_deg(size, places)
    peak_place = force_n[..., 0].argmax(axis=1)
    at_peak = curves.kneecap_area_mm2(bend[np.arange(len(bend)), peak_place])
    return at_peak[:, None] * values["kneecap_weightbearing_area_ratio"]


def stride_curves(
    chosen: ScenarioBatch, values: Values, assumptions: Assumptions
) -> Mapping[str, FloatArray]:
    """Force of each load at 0, 1, ... 100 % of one scenario's stride, (101, 1 + draws), N."""
    when = timing(chosen, values)
    softness = impact_ratio(chosen, values)
    push = ground_force(chosen, values, when, assumptions.ground_force, softness)
    size = sizes(chosen, values, softness)
    places = PhaseTemplates.at(curves.stride_phases(float(when.duty_factor[0, 0])))
    mixed = forces(chosen, values, size, push, places)
    medial = values["gastrocnemius_medial_part"]
    gastrocnemius = mixed.of("gastrocnemius")
    by_load = (
        {name: mixed.of(name) for name in MIXED}
        | {
            name: hamstring_force(size.hamstrings.stance_n[i], size.hamstrings.swing_n[i], places)
            for i, name in enumerate(HAMSTRINGS)
        }
        | {
            "gastrocnemius_medial": gastrocnemius * medial,
            "gastrocnemius_lateral": gastrocnemius * (1.0 - medial),
            "achilles": achilles_force(values, size, places),
        }
    )
    return {load: force[0] for load, force in zip(LOADS, _by_place(by_load, "curve"), strict=True)}
