"""Identities that hold exactly, and curves that look as running does."""

import numpy as np
import pytest
from scipy.integrate import cumulative_trapezoid

from explainer import catalog
from explainer.model import (
    LOADS,
    SURFACES,
    Assumptions,
    Runner,
    Running,
    leg_stiffness_kn_m,
    step,
)
from explainer.model.explain.ground_force_fit import DRAWN, ground_force_fits, measured
from explainer.model.inputs import FOOT_STRIKES, GROUND_FORCES, STRESS_LOADS
from explainer.model.one_step import curves
from explainer.model.one_step.gait import GRAVITY_M_S2
from explainer.model.one_step.ground import GroundForce
from explainer.model.one_step.muscles import HAMSTRINGS

RUNNER = Runner()
MANY = [
    Running(speed_m_s=1.8, step_rate_change=0.15, slope_deg=10.0),
    Running(speed_m_s=2.5, slope_deg=-10.0, surface="sand"),
    Running(),
    Running(speed_m_s=3.5, foot_strike="forefoot", surface="grass"),
    Running(speed_m_s=6.0, step_rate_change=-0.15, slope_deg=-10.0),
]


@pytest.mark.parametrize("running", MANY)
@pytest.mark.parametrize("shape", GROUND_FORCES)
def test_the_ground_gives_back_body_weight(running: Running, shape: str):
    s = step(RUNNER, running, Assumptions(ground_force=shape))
    impulse = np.trapezoid(s.vertical_force_bw, s.time_s)
    due = 60.0 / s.step_rate_spm * np.cos(np.radians(running.slope_deg))
    assert impulse == pytest.approx(due, rel=1e-12)
    assert s.vertical_force_bw.min() >= 0.0
    assert s.vertical_force_bw[[0, -1]] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("running", MANY)
def test_contact_flight_and_step_length_follow_from_the_stride(running: Running):
    s = step(RUNNER, running)
    stride_s = 120.0 / s.step_rate_spm
    assert s.contact_time_s == pytest.approx(s.duty_factor * stride_s)
    assert s.aerial_time_s == pytest.approx(stride_s / 2.0 - s.contact_time_s)
    assert s.step_length_m == pytest.approx(running.speed_m_s * 60.0 / s.step_rate_spm)
    assert s.aerial_time_s > 0.0
    assert s.aerial_time_s_low > 0.0


def test_the_drawn_ground_force_peaks_where_the_figure_says():
    for speed in (2.5, 2.9, 3.5, 4.5):
        s = step(RUNNER, Running(speed_m_s=speed))
        assert s.vertical_force_bw.max() == pytest.approx(s.active_peak_bw, rel=2e-3)
        early = s.vertical_force_bw[s.time_s <= 0.031].max()
        assert early == pytest.approx(s.impact_peak_bw, rel=0.03)


def test_the_loading_rate_is_the_slope_of_the_first_25_ms():
    for running in (Running(), Running(speed_m_s=4.0, slope_deg=-5.0, surface="grass")):
        s = step(RUNNER, running)
        drawn_bw = np.interp(0.025, s.time_s, s.vertical_force_bw)
        assert s.loading_rate_bw_s == pytest.approx(drawn_bw / 0.025, rel=5e-3)


@pytest.mark.parametrize(("slope_deg", "published"), [(-10.0, 68.4), (0.0, 49.0), (10.0, 31.3)])
def test_the_impact_was_set_to_the_loading_rates_of_the_group(slope_deg: float, published: float):
    s = step(RUNNER, Running(speed_m_s=3.33, slope_deg=slope_deg))
    assert s.loading_rate_bw_s == pytest.approx(published, rel=0.02)


def test_taller_runners_take_fewer_and_longer_steps():
    short, tall = (step(Runner(70.0, height), Running()) for height in (1.6, 1.9))
    assert tall.step_rate_spm / short.step_rate_spm == pytest.approx((1.9 / 1.6) ** -0.5)
    assert tall.step_length_m > short.step_length_m
    assert tall.duty_factor == short.duty_factor


def test_the_leg_is_stiffer_with_quicker_steps():
    slow, quick = (step(RUNNER, Running(step_rate_change=c)) for c in (-0.1, 0.1))
    assert quick.leg_stiffness_kn_m > 1.15 * slow.leg_stiffness_kn_m


@pytest.mark.parametrize("load", LOADS)
def test_the_drawn_force_is_the_force_in_the_figures(load: str):
    for running in MANY:
        one = step(RUNNER, running).loads[load]
        assert one.percent_stride.shape == one.force_n.shape == (101,)
        assert one.force_n.max() == pytest.approx(one.peak_n, rel=0.01)
        assert one.force_n.min() >= 0.0
        assert np.all(one.force_n_low <= one.force_n)
        assert np.all(one.force_n <= one.force_n_high)
        assert one.peak_n == pytest.approx(max(one.peak_stance_n, one.peak_swing_n))


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("strike", ["rearfoot", "forefoot"])
def test_the_impulse_is_the_drawn_curve_summed_up_to_foot_off(load: str, strike: str):
    s = step(RUNNER, Running(foot_strike=strike))
    one = s.loads[load]
    time_s = one.percent_stride / 100.0 * 120.0 / s.step_rate_spm
    fine_s = np.linspace(0.0, s.contact_time_s, 2001)
    summed = np.trapezoid(np.interp(fine_s, time_s, one.force_n), fine_s)
    assert one.impulse_bw_s == pytest.approx(summed / (70.0 * 9.81), rel=0.03)


@pytest.mark.parametrize("load", LOADS)
def test_a_stride_closes_and_has_no_jumps(load: str):
    force = step(RUNNER, Running()).loads[load].force_n
    assert force[0] == pytest.approx(force[-1], abs=0.01 * force.max())
    # a muscle needs some 50 ms to come on: no more than a fifth of the peak in 1 % of the stride
    assert np.abs(np.diff(force)).max() < 0.2 * force.max()


def test_muscles_work_when_they_do_in_running():
    s = step(RUNNER, Running())
    foot_off = 100.0 * s.duty_factor
    peak = {load: float(one.percent_stride[one.force_n.argmax()]) for load, one in s.loads.items()}
    assert 90.0 <= peak["semimembranosus"] <= 97.0  # late swing
    for load in ("quadriceps", "patellofemoral", "tibiofemoral", "soleus", "achilles"):
        assert 0.35 * foot_off < peak[load] < 0.6 * foot_off  # mid stance
    assert peak["gastrocnemius_medial"] > peak["quadriceps"]  # the calf follows the thigh
    hamstring = s.loads["semimembranosus"].force_n
    assert hamstring[:20].mean() > 2.0 * hamstring[40:60].mean()  # early stance, not early swing


def test_magnitudes_at_an_easy_pace():
    s = step(Runner(mass_kg=70.0, height_m=1.72), Running(speed_m_s=2.9))
    assert 160.0 < s.step_rate_spm < 178.0
    assert 0.24 < s.contact_time_s < 0.28
    assert 2.2 < s.active_peak_bw < 2.55
    loads = s.loads
    assert loads["tibiofemoral"].peak_bw_low <= 8.0
    assert loads["tibiofemoral"].peak_bw_high >= 12.0
    assert 4.5 <= loads["patellofemoral"].peak_bw <= 6.0
    assert 5.0 <= loads["achilles"].peak_bw <= 8.0
    assert 800.0 < loads["semimembranosus"].peak_n < 1100.0


def test_the_achilles_band_holds_both_ways_of_measuring_it():
    heavy = step(RUNNER, Running(speed_m_s=3.5)).loads["achilles"]
    assert heavy.peak_n_low <= 2556.0  # ultrasound at 3.5 m/s
    quick = step(RUNNER, Running(speed_m_s=4.47)).loads["achilles"]
    assert quick.peak_bw_high >= 10.1  # tensiometry at 4.47 m/s
    easy = step(RUNNER, Running(speed_m_s=2.68)).loads["achilles"]
    assert easy.peak_bw_high >= 8.2


@pytest.mark.parametrize("strike", FOOT_STRIKES)
def test_the_achilles_is_whole_on_every_landing(strike: str):
    loads = step(RUNNER, Running(foot_strike=strike)).loads
    parts = (
        sum(loads[k].force_n for k in LOADS if k.startswith("gastroc")) + loads["soleus"].force_n
    )
    assert parts == pytest.approx(loads["achilles"].force_n, abs=1e-6)
    assert loads["achilles"].force_n.max() <= loads["achilles"].peak_n * (1.0 + 1e-9)
    assert min(one.force_n.min() for one in loads.values()) >= 0.0


def test_on_the_forefoot_the_calf_pulls_from_contact_on():
    """Peak and impulse as measured, and the force of the first third of stance above a heel's."""
    heel, ball = (step(RUNNER, Running(foot_strike=f)) for f in ("rearfoot", "forefoot"))
    one, other = (s.loads["achilles"] for s in (heel, ball))
    assert other.peak_n / one.peak_n == pytest.approx(85.2 / 71.2, rel=0.01)
    assert other.impulse_bw_s / one.impulse_bw_s == pytest.approx(10.2 / 7.7, rel=5e-3)
    stance = one.percent_stride / (100.0 * heel.duty_factor)
    early, late = (stance > 0.02) & (stance < 0.3), (stance > 0.5) & (stance < 1.0)
    shape = other.force_n / other.peak_n - one.force_n / one.peak_n
    assert (shape[early] > 0.02).all()
    assert shape[late] == pytest.approx(0.0, abs=1e-3)


def test_calf_parts_add_up_to_the_achilles():
    loads = step(RUNNER, Running()).loads
    parts = (
        sum(loads[k].force_n for k in LOADS if k.startswith("gastroc")) + loads["soleus"].force_n
    )
    assert parts == pytest.approx(loads["achilles"].force_n, abs=1e-6)


@pytest.mark.parametrize("level", [1.0, 0.68])
def test_moments_balance_at_the_knee(level: float):
    """All through stance: quadriceps x lever = level x (net moment + every flexor x its lever)."""
    s = step(RUNNER, Running(), Assumptions(changed=(("knee_level_ratio", level),)))
    phase = curves.stride_phases(s.duty_factor)
    net_nm = s.knee_extension_moment_peak_nm_kg * 70.0 * curves.knee_moment()(phase)
    flexors_nm = sum(
        s.loads[load].force_n * curves.lever_mm(load, s.knee_flexion_deg) / 1000.0
        for load in (*HAMSTRINGS, "gastrocnemius_medial", "gastrocnemius_lateral")
    )
    held_nm = (
        s.loads["quadriceps"].force_n * curves.lever_mm("quadriceps", s.knee_flexion_deg) / 1000.0
    )
    stance = phase < 1.0
    due = level * np.maximum(net_nm + flexors_nm, 0.0)
    assert flexors_nm[stance].max() > 20.0
    assert held_nm[stance] == pytest.approx(due[stance], rel=1e-6, abs=1e-6)


def test_the_joint_carries_every_muscle_that_crosses_it():
    s = step(RUNNER, Running())
    level, along = (
        catalog.parameter(k).value for k in ("knee_level_ratio", "muscle_along_shin_share")
    )
    flexors_n = sum(
        s.loads[load].force_n
        for load in (*HAMSTRINGS, "gastrocnemius_medial", "gastrocnemius_lateral")
    )
    muscles_n = along * (s.loads["quadriceps"].force_n + level * flexors_n)
    in_the_air = s.percent_stride > 100.0 * s.duty_factor + 1.0
    assert s.loads["tibiofemoral"].force_n[in_the_air] == pytest.approx(muscles_n[in_the_air])
    assert (s.loads["tibiofemoral"].force_n >= muscles_n - 1e-9).all()


@pytest.mark.parametrize(("bend", "women", "men"), [(10.0, 45.5, 47.1), (50.0, 32.9, 31.5)])
def test_the_quadriceps_lever_is_the_one_of_living_people(bend: float, women: float, men: float):
    lever = float(curves.lever_mm("quadriceps", np.array(bend)))
    assert min(women, men) < lever < max(women, men)


@pytest.mark.parametrize("speed_m_s", [2.0, 2.9, 4.5])
@pytest.mark.parametrize("shape", GROUND_FORCES)
def test_the_leg_spring_shortens_as_far_as_the_body_sinks(speed_m_s: float, shape: str):
    """The sink is summed up here, step by step, from the half sine that the spring stands for."""
    s = step(RUNNER, Running(speed_m_s=speed_m_s), Assumptions(ground_force=shape))
    bell = s.vertical_force_bw[s.time_s >= 2.0 * 0.03]  # past the impact: the active bell alone
    spring_s = s.contact_time_s
    if shape == "two_mass":
        active = GroundForce(
            *(np.array(x) for x in (s.contact_time_s, 0, 1, bell.max(), 1.85, 0.444))
        )
        spring_s = np.pi / 2.0 * np.trapezoid(active.at(s.time_s), s.time_s) / bell.max()
    time_s = np.linspace(0.0, spring_s / 2.0, 2001)  # from landing to mid stance
    upward_m_s2 = GRAVITY_M_S2 * (s.active_peak_bw * np.sin(np.pi * time_s / spring_s) - 1.0)
    gained_m_s = cumulative_trapezoid(upward_m_s2, time_s, initial=0.0)
    sink_m = np.trapezoid(gained_m_s[-1] - gained_m_s, time_s)  # at mid stance nothing moves
    leg_m = 0.516 * RUNNER.height_m
    swing_m = leg_m - np.sqrt(leg_m**2 - (speed_m_s * spring_s / 2.0) ** 2)
    peak_kn = s.active_peak_bw * RUNNER.mass_kg * GRAVITY_M_S2 / 1000.0
    assert s.leg_stiffness_kn_m == pytest.approx(peak_kn / (swing_m + sink_m), rel=2e-3)


def test_the_leg_is_as_stiff_at_every_ordinary_speed():
    stiffness = [step(RUNNER, Running(speed_m_s=v)).leg_stiffness_kn_m for v in (2.5, 3.4, 4.4)]
    assert max(stiffness) < 1.12 * min(stiffness)


def test_a_stance_keeps_some_flight_without_a_corner():
    """Slow, uphill and quick steps come near to walking; the duty factor bends away from 0.5."""
    speeds = np.linspace(1.8, 3.0, 61)
    duty = np.array([step(RUNNER, Running(v, 0.15, 10.0)).duty_factor for v in speeds])
    assert duty.max() < 0.49
    assert (np.diff(duty) < 0.0).all()
    assert np.abs(np.diff(duty, n=2)).max() < 1e-3


@pytest.mark.parametrize(
    ("running", "reasons"),
    [
        (Running(), ()),
        (Running(speed_m_s=2.2), ()),
        (Running(speed_m_s=2.1), ("speed_m_s",)),
        (Running(speed_m_s=5.0, step_rate_change=0.12), ("speed_m_s", "step_rate_change")),
        (Running(slope_deg=-10.0), ()),
        (Running(surface="grass"), ()),
        (Running(surface="sand"), ("surface",)),
        (Running(speed_m_s=5.0, surface="uneven"), ("speed_m_s", "surface")),
    ],
)
def test_a_step_says_what_was_never_measured(running: Running, reasons: tuple[str, ...]):
    assert step(RUNNER, running).unmeasured == reasons


def test_ground_and_leg_are_springs_in_series():
    soft = leg_stiffness_kn_m(18.4, 945.7, 75.4)
    assert soft / 18.4 == pytest.approx(1.29, abs=0.01)
    assert 1 / soft + 1 / 75.4 == pytest.approx(1 / 18.4 + 1 / 945.7)
    assert leg_stiffness_kn_m(soft, 75.4, 945.7) == pytest.approx(18.4)
    assert leg_stiffness_kn_m(10.0, 500.0, 500.0) == pytest.approx(10.0)
    with pytest.raises(ValueError, match="surface_kn_m must be above"):
        leg_stiffness_kn_m(18.4, 945.7, 10.0)
    with pytest.raises(ValueError, match="reference_kn_m must be above 0"):
        leg_stiffness_kn_m(0.0, 945.7, 75.4)


def test_every_choice_gives_finite_figures():
    for surface in SURFACES:
        for strike in FOOT_STRIKES:
            s = step(RUNNER, Running(surface=surface, foot_strike=strike))
            figures = [v for one in (s, *s.loads.values()) for v in one.figures.values()]
            assert len(figures) == 36 + 18 * len(LOADS)
            no_area = len(LOADS) - len(STRESS_LOADS)
            assert np.isnan(figures).sum() == 3 * no_area  # stress and its band
            assert np.isfinite(figures).sum() == len(figures) - 3 * no_area


def test_two_masses_fit_the_measured_curve_better_than_a_half_sine():
    fits = ground_force_fits()
    assert fits["two_mass"].explained > 0.995
    assert fits["half_sine"].explained == pytest.approx(0.87, abs=0.01)
    assert fits["two_mass"].worst_bw < 0.1 < fits["half_sine"].worst_bw
    for fit in fits.values():
        off_bw = np.interp(measured().share, DRAWN, fit.force_bw) - measured().force_bw
        assert fit.worst_bw == pytest.approx(np.abs(off_bw).max())
