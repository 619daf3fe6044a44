"""The ground force of one stance, and the springs it passes through.

Arrays are (scenes, 1 + draws) unless said otherwise; forces are normal to the ground, in body
weights.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.one_step.gait import (
    GRAVITY_M_S2,
    REFERENCE_SURFACE,
    ScenarioBatch,
    Timing,
    over_slope,
)
from explainer.model.uncertainty import Values, cached_per_values

CURVE_POINTS = 201  # samples over stance: the drawn curve, and the sum that keeps its impulse exact


def leg_stiffness_kn_m(
    reference_kn_m: float, reference_surface_kn_m: float, surface_kn_m: float
) -> float:
    """The leg's own stiffness on another ground.

    Leg and ground are springs in series and runners keep the whole spring as it was:
    1/k_leg + 1/k_ground stays constant. Sources: kerdok_2002 (+29 % from 945.7 to 75.4 kN/m), the
    rule of Ferris and Farley. Raises ValueError for a stiffness that is not positive and for a
    ground so soft that no leg could make up for it.
    """
    named = {
        "reference_kn_m": reference_kn_m,
        "reference_surface_kn_m": reference_surface_kn_m,
        "surface_kn_m": surface_kn_m,
    }
    for name, value in named.items():
        if not value > 0.0:
            raise ValueError(f"{name} must be above 0, not {value!r}")
    give = 1.0 / reference_kn_m + 1.0 / reference_surface_kn_m - 1.0 / surface_kn_m
    if give <= 0.0:
        softest = 1.0 / (1.0 / reference_kn_m + 1.0 / reference_surface_kn_m)
        raise ValueError(f"surface_kn_m must be above {softest:.3g}, not {surface_kn_m!r}")
    return 1.0 / give


def impact_ratio(scenes: ScenarioBatch, values: Values) -> FloatArray:
    """Impact peak on each scene's ground against asphalt.

    sqrt(k / k_asphalt), where 1/k = 1/k_shoe_and_heel + 1/k_ground: the peak force of a mass
    stopped by a spring goes with the root of its stiffness. Stiffness of track and treadmill as
    measured (colino_2020_ijspp), of grass as its in-shoe pressure implies (tessutti_2010), shoe and
    heel near 120 kN/m by our choice. Holds for impacts; the active push is left alone.
    """
    heel = values["shoe_and_heel_stiffness_kn_m"]
    here = 1.0 / (1.0 / heel + 1.0 / scenes.ground(values, "stiffness_kn_m"))
    asphalt = 1.0 / (1.0 / heel + 1.0 / values[f"{REFERENCE_SURFACE}.stiffness_kn_m"])
    return np.sqrt(here / asphalt)


@dataclass(frozen=True)
class GroundForce:
    """Two bells: the shank's impact and the push of the rest of the body (clark_2014, clark_2017).

    impact: a raised cosine of height impact_bw around impact_time_s, from 0 to twice that time.
    active: active_bw x sin(pi (t / contact)^g)^p, its peak at peak_share of contact.
    """

    contact_time_s: FloatArray
    impact_bw: FloatArray
    impact_time_s: FloatArray
    active_bw: FloatArray
    exponent: FloatArray
    peak_share: FloatArray

    def at(self, time_s: FloatArray) -> FloatArray:
        """Force at a time from contact on, the shape of time_s; 0 after foot-off."""
        return self.impact_bw * self.impact_shape(time_s) + self.active_bw * self.active_shape(
            time_s
        )

    def impact_shape(self, time_s: FloatArray) -> FloatArray:
        """The impact's bell, 0 to 1."""
        return 0.5 * (1.0 - np.cos(np.pi * np.minimum(time_s / self.impact_time_s, 2.0)))

    def active_shape(self, time_s: FloatArray) -> FloatArray:
        """The active bell, 0 to 1."""
        share = np.minimum(time_s / self.contact_time_s, 1.0)
        return bell(share, self.exponent, self.peak_share)

    @property
    def active_peak_bw(self) -> FloatArray:
        """Force at the top of the active bell, where the impact is usually over."""
        return self.active_bw + self.impact_bw * self.impact_shape(
            self.peak_share * self.contact_time_s
        )

    def central(self) -> GroundForce:
        """The central values alone, every field (scenes, 1)."""
        return GroundForce(*(getattr(self, field.name)[:, :1] for field in fields(self)))

    def curve(self, impulse_bw_s: FloatArray) -> tuple[FloatArray, FloatArray]:
        """(time_s, force_bw) of the first scene's central values, CURVE_POINTS each.

        The active bell is scaled so that the trapezoid sum of the samples is the impulse itself.
        """
        middle = self.central()
        time_s = np.linspace(0.0, middle.contact_time_s[0, 0], CURVE_POINTS)
        impact = (middle.impact_bw * middle.impact_shape(time_s))[0]
        active = (middle.active_bw * middle.active_shape(time_s))[0]
        rest = impulse_bw_s[0, 0] - np.trapezoid(impact, time_s)
        return time_s, impact + active * rest / np.trapezoid(active, time_s)


def bell(share: FloatArray, exponent: FloatArray, peak_share: FloatArray) -> FloatArray:
    """sin(pi share^g)^p with g such that it peaks at peak_share; 0 to 1 over a share of 0 to 1.

    p = 1 with the peak at 0.5 is the half sine, p = 2 the raised cosine.
    """
    bend = np.log(0.5) / np.log(peak_share)
    return np.maximum(np.sin(np.pi * share**bend), 0.0) ** exponent


@cached_per_values
def _bell_mean(values: Values) -> FloatArray:
    """Mean of each draw's active bell over contact, (1 + draws,)."""
    share = np.linspace(0.0, 1.0, CURVE_POINTS)[:, None]
    exponent, peak_share = values["active_bell_exponent"], values["active_bell_peak_share"]
    return np.asarray(np.trapezoid(bell(share, exponent, peak_share), share, axis=0))


def ground_force(
    scenes: ScenarioBatch, values: Values, when: Timing, shape: str, softness: FloatArray
) -> GroundForce:
    """The two bells of each scene; their impulses add up to body weight x step time x cos(slope).

    J_impact = 2 m1 dv / g + 2 m1 dt in body weights x s, with m1 = 0.08 of the body, dv the speed
    the shank loses (in proportion to step length) and dt the time to the impact's peak; the active
    bell takes the rest. softness is impact_ratio: a softer ground stretches dt and lowers the peak
    of the same impulse. shape "half_sine" has no impact and one symmetric bell (morin_2005).
    Valid from 2.5 to 4.2 m/s and +-10 deg (alcantara_2022), level waveforms to 11 m/s (clark_2017).
    """
    total = impulse_bw_s(scenes, when)
    time_s = values["impact_time_s"] * scenes.strike(values, "impact_time") / softness
    if shape == "half_sine":
        half = np.full_like(total, 0.5)
        push = 0.5 * np.pi * total / when.contact_time_s
        nothing = np.zeros_like(total)
        return GroundForce(when.contact_time_s, nothing, time_s, push, half * 2.0, half)
    mass = values["impact_mass_share"]
    speed_m_s = impact_speed_m_s(scenes, values, when)
    spring = 2.0 * mass * speed_m_s / GRAVITY_M_S2
    weight = 2.0 * mass * values["impact_time_s"] * scenes.strike(values, "impact_time")
    impact = spring + weight
    exponent, peak_share = values["active_bell_exponent"], values["active_bell_peak_share"]
    return GroundForce(
        contact_time_s=when.contact_time_s,
        impact_bw=impact / time_s,
        impact_time_s=time_s,
        active_bw=(total - impact) / (when.contact_time_s * _bell_mean(values)),
        exponent=np.broadcast_to(exponent, total.shape),
        peak_share=np.broadcast_to(peak_share, total.shape),
    )


def impulse_bw_s(scenes: ScenarioBatch, when: Timing) -> FloatArray:
    """Impulse normal to the ground in one stance: body weight x step time x cos(slope), exact."""
    return when.step_time_s * np.cos(np.radians(scenes.slope_deg))


def impact_peak_bw(values: Values, push: GroundForce, softness: FloatArray) -> FloatArray:
    """Impact peak under the foot, body weights.

    The force of shank and body together when a rearfoot impact on asphalt is at its top, times the
    softening of this ground. A forefoot landing has no top there, only the rise. The drawn force on
    a soft ground keeps the impulse of the impact, so there its top comes later, where the body
    already pushes harder.
    """
    moment_s = values["impact_time_s"]
    on_asphalt = 0.5 * (1.0 - np.cos(np.pi * moment_s / (push.impact_time_s * softness)))
    return push.impact_bw * on_asphalt + softness * push.active_bw * push.active_shape(moment_s)


def impact_speed_m_s(scenes: ScenarioBatch, values: Values, when: Timing) -> FloatArray:
    """Speed that foot and shank lose at landing, m/s.

    1.09 x step length / 1.14 m x hill x strike: set to the loading rates of alcantara_2022 (Table
    2, 2.5 to 4.17 m/s and +-10 deg); that it goes with step length, and the strike, is our choice.
    """
    hill = over_slope(
        scenes.slope_deg, values["impact_downhill_ratio"], values["impact_uphill_ratio"]
    )
    return (
        values["impact_speed_m_s"]
        * (when.step_length_m / values["impact_speed_step_length_m"])
        * hill
        * scenes.strike(values, "impact")
    )


def spring_contact_s(scenes: ScenarioBatch, when: Timing, push: GroundForce) -> FloatArray:
    """How long the half sine lasts that has the height and the impulse of the active bell, s.

    The ends of a stance carry little force: the spring is loaded for 0.85 of it.
    """
    active_bw_s = impulse_bw_s(scenes, when) - push.impact_bw * push.impact_time_s
    return 0.5 * np.pi * active_bw_s / push.active_bw


def leg_stiffness(
    scenes: ScenarioBatch, values: Values, when: Timing, push: GroundForce
) -> FloatArray:
    """Stiffness of the leg spring, kN/m: active peak P / how much the leg shortens.

    shortening = L - sqrt(L^2 - (v t / 2)^2) + sink, L = 0.516 x height (ansur2_2012);
    sink = g t^2 (P / pi^2 - 1 / 8), a half sine of P body weights integrated twice from landing to
    mid stance; t is the contact of the spring, spring_contact_s. Level geometry on every slope.
    Then the ground in series: the leg makes up for a soft one (kerdok_2002), up to twice its own
    stiffness. Absolute values differ twofold between studies.
    """
    leg_m = values["leg_length_share"] * scenes.height_m
    contact_s, peak_bw = spring_contact_s(scenes, when, push), push.active_peak_bw
    reach_m = 0.5 * scenes.speed_m_s * contact_s
    swing_m = leg_m - np.sqrt(np.maximum(leg_m**2 - reach_m**2, 0.0))
    sink_m = GRAVITY_M_S2 * contact_s**2 * (peak_bw / np.pi**2 - 1.0 / 8.0)
    firm_kn_m = peak_bw * scenes.body_weight_n / (swing_m + sink_m) / 1000.0
    extra = 1.0 / values[f"{REFERENCE_SURFACE}.stiffness_kn_m"] - 1.0 / scenes.ground(
        values, "stiffness_kn_m"
    )
    give = np.maximum(1.0 / firm_kn_m + extra, 0.5 / firm_kn_m)
    return scenes.ground(values, "leg_stiffness_ratio") / give
