"""Show the working: the terms behind one load's peak, as a page can print them line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from explainer.model.inputs import Assumptions, Runner, Running
from explainer.model.one_step.curves import lever_mm
from explainer.model.one_step.forces import Forces, PhaseTemplates, hamstring_force
from explainer.model.one_step.gait import ScenarioBatch, speed_effort
from explainer.model.one_step.loads import Response, respond, standard_forces
from explainer.model.one_step.muscles import MM_PER_M
from explainer.model.one_step.response_exponents import levelling
from explainer.model.uncertainty import Values, values_of


@dataclass(frozen=True)
class Term:
    """One factor or summand: what it is (a text key), how much, and the records behind it."""

    name: str
    value: float
    unit: str
    used: tuple[str, ...] = ()


@dataclass(frozen=True)
class PeakTerms:
    """How one load's central peak comes about.

    `how` is "product" (the terms multiplied give the peak) or "sum" (added, at the moment of the
    peak). peak_n is what the figures of the step say.
    """

    load: str
    how: str
    terms: tuple[Term, ...]
    peak_n: float


@dataclass(frozen=True)
class Case:
    """One scenario with its central constants and forces."""

    runner: Runner
    running: Running
    values: Values
    body: Response
    forces: Forces
    places: PhaseTemplates

    def number(self, key: str) -> float:
        """Central value of a record."""
        return float(self.values[key][0])

    def record(self, name: str, key: str, unit: str = "") -> Term:
        """A record itself as a term."""
        return Term(name, self.number(key), unit, (key,))

    def power(self, name: str, ratio: float, key: str, *more: str) -> Term:
        """A ratio to the power of a record."""
        return Term(name, ratio ** self.number(key), "", (key, *more))

    def force_n(self, name: str, place: int) -> float:
        """A central force at one place of the standard grid."""
        return float(self.forces.of(name)[0, place, 0])

    def place_of_peak(self, name: str) -> int:
        """Where on the standard grid a central force peaks."""
        return int(self.forces.of(name)[0, :, 0].argmax())


def peak_terms(
    runner: Runner, running: Running, load: str, assumptions: Assumptions | None = None
) -> PeakTerms:
    """The terms of one load's peak force, N. Raises KeyError for an unknown load."""
    assumptions = assumptions or Assumptions()
    values = values_of(assumptions, draws=0)
    body = respond(ScenarioBatch.from_pairs([(runner, running)]), values, assumptions)
    case = Case(runner, running, values, body, *standard_forces(body))
    how, terms = _TERMS_OF[load](case, load)
    return PeakTerms(load, how, terms, float(body.peak_of(load)[0, 0]))


Terms = tuple[str, tuple[Term, ...]]


def _hamstring(case: Case, load: str) -> Terms:
    """N/kg x share x body mass x speed x step rate x ground, at its peak in late swing."""
    inner = load.startswith("semi")
    lead = "semimembranosus" if inner else "biceps_femoris_long"
    reference = "load_reference_speed_m_s"
    faster = case.running.speed_m_s / case.number(reference)
    rate = 1.0 + case.running.step_rate_change
    part = () if load == lead else (case.record("share_of_neighbour", f"{load}_share"),)
    return "product", (
        case.record("force_per_kg", f"{lead}_swing_n_kg", "N/kg"),
        *part,
        Term("body_mass", case.runner.mass_kg, "kg"),
        case.power("speed", faster, "hamstrings_swing_speed_exponent", reference),
        _swing_step_rate(case, rate),
        case.record("ground", f"{case.running.surface}.thigh_demand_ratio"),
    )


def _swing_step_rate(case: Case, rate: float) -> Term:
    """What a chosen step rate does to a hamstring in swing."""
    keys = ("hamstrings_swing_step_rate_exponent", "hamstrings_swing_levelling_exponent")
    power, flatter = (case.number(key) for key in keys)
    log_rate = np.log(rate)
    return Term(
        "step_rate", float(np.exp(power * log_rate + flatter * levelling(log_rate))), "", keys
    )


def _joint_moment(case: Case, joint: str, part: str, demand: str) -> tuple[Term, ...]:
    """The terms of a peak joint moment, N m."""
    effort = float(speed_effort(case.body.scenes, case.values)[0, 0])
    softness = float(case.body.softness[0, 0])
    slope = case.number(f"{joint}_moment_per_slope_deg") * case.running.slope_deg
    strike = case.running.foot_strike
    strike_key = () if strike == "rearfoot" else (f"strike_{strike}_{part}_ratio",)
    surface = case.running.surface
    return (
        case.record("moment_per_kg", f"{joint}_moment_peak_nm_kg", "N m/kg"),
        Term("body_mass", case.runner.mass_kg, "kg"),
        case.power("speed", effort, f"{joint}_moment_speed_exponent", "duty_factor_speed_exponent"),
        case.power(
            "step_rate",
            1.0 + case.running.step_rate_change,
            f"{joint}_moment_step_rate_exponent",
        ),
        Term("slope", float(np.exp(slope)), "", (f"{joint}_moment_per_slope_deg",)),
        Term(
            "foot_strike",
            float(case.body.scenes.strike(case.values, part)[0, 0]),
            "",
            strike_key,
        ),
        case.record("ground", f"{surface}.{demand}"),
        case.power("softness", softness, "surface_response", f"{surface}.stiffness_kn_m"),
    )


def _achilles(case: Case, load: str) -> Terms:
    """Ankle moment / heel lever x method."""
    lever = case.number("achilles_lever_mm")
    return "product", (
        *_joint_moment(case, "ankle", "calf", "calf_demand_ratio"),
        Term("per_heel_lever", MM_PER_M / lever, "1/m", ("achilles_lever_mm",)),
        case.record("method", "achilles_method_ratio"),
    )


def _calf_muscle(case: Case, load: str) -> Terms:
    """Achilles force x the muscle's part of it when the muscle peaks."""
    achilles_n = float(case.body.size.achilles_n[0, 0])
    shares = ("gastrocnemius_share", "gastrocnemius_share_at_contact")
    whole = Term("achilles", achilles_n, "N", ("achilles_lever_mm", "achilles_method_ratio"))
    if load == "soleus":
        place = case.place_of_peak("soleus")
        part = case.force_n("soleus", place) / achilles_n
        return "product", (whole, Term("part_at_its_peak", part, "", shares))
    place = case.place_of_peak("gastrocnemius")
    part = case.force_n("gastrocnemius", place) / achilles_n
    medial = case.number("gastrocnemius_medial_part")
    head = medial if load.endswith("medial") else 1.0 - medial
    return "product", (
        whole,
        Term("part_at_its_peak", part, "", shares),
        Term("share_of_head", head, "", ("gastrocnemius_medial_part",)),
    )


def _quadriceps(case: Case, load: str) -> Terms:
    """Level x (net moment + moment of the flexors) / lever, at the quadriceps' peak."""
    place = case.place_of_peak("quadriceps")
    level = case.number("knee_level_ratio")
    moment_nm = level * float(case.body.size.knee_moment_nm[0, 0] * case.places.knee_moment[place])
    whole_n = case.force_n("quadriceps", place)
    net_n = moment_nm / _quadriceps_lever_m(case, place)
    keys = ("knee_moment_peak_nm_kg", "quadriceps_lever_ratio", "knee_level_ratio")
    return "sum", (
        Term("net_moment_over_lever", net_n, "N", keys),
        Term("balancing_the_flexors", whole_n - net_n, "N", ("knee_level_ratio",)),
    )


def _quadriceps_lever_m(case: Case, place: int) -> float:
    """The quadriceps' lever at a place, in the step's own posture."""
    contact, peak = (float(angle[0, 0]) for angle in case.body.size.knee_flexion_deg)
    bend = contact + (peak - contact) * float(case.places.knee_angle[place])
    lever = float(lever_mm("quadriceps", np.array(bend)))
    return lever / MM_PER_M * case.number("quadriceps_lever_ratio")


def _kneecap(case: Case, load: str) -> Terms:
    """Quadriceps force x the resultant of its two tendons at that bend."""
    place = case.place_of_peak("patellofemoral")
    quadriceps_n = case.force_n("quadriceps", place)
    ratio = case.force_n("patellofemoral", place) / quadriceps_n
    return "product", (
        Term("quadriceps", quadriceps_n, "N", ("knee_moment_peak_nm_kg",)),
        Term("kneecap_ratio", ratio, "", ("kneecap_ratio_spread", "knee_flexion_peak_deg")),
    )


def _tibiofemoral(case: Case, load: str) -> Terms:
    """What presses the joint when it is pressed most, muscle by muscle, and the ground."""
    place = case.place_of_peak("tibiofemoral")
    level_key, along_key = "knee_level_ratio", "muscle_along_shin_share"
    level = case.number(level_key)
    four = case.body.size.hamstrings
    pull = hamstring_force(four.stance_n.sum(axis=0), four.swing_n.sum(axis=0), case.places)
    muscles = {
        "quadriceps": case.force_n("quadriceps", place),
        "hamstrings": level * float(pull[0, place, 0]),
        "gastrocnemius": level * case.force_n("gastrocnemius", place),
    }
    along = case.number(along_key)
    terms = [Term(name, along * n, "N", (along_key, level_key)) for name, n in muscles.items()]
    rest = case.force_n("tibiofemoral", place) - sum(term.value for term in terms)
    terms.append(Term("ground_force", rest, "N", ("ground_along_shin_share",)))
    return "sum", tuple(terms)


_TERMS_OF: Mapping[str, Callable[[Case, str], Terms]] = {
    "tibiofemoral": _tibiofemoral,
    "patellofemoral": _kneecap,
    "quadriceps": _quadriceps,
    "semimembranosus": _hamstring,
    "semitendinosus": _hamstring,
    "biceps_femoris_long": _hamstring,
    "biceps_femoris_short": _hamstring,
    "gastrocnemius_medial": _calf_muscle,
    "gastrocnemius_lateral": _calf_muscle,
    "soleus": _calf_muscle,
    "achilles": _achilles,
}
