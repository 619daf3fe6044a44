"""What measurements settle: each direction the model must show, through the public interface."""

from dataclasses import replace

import numpy as np
import pytest

from explainer.model import LOADS, SURFACES, Assumptions, Runner, Running, step, week
from explainer.model.inputs import STRESS_LOADS
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.loads import respond
from explainer.model.sweep import sweep
from explainer.model.uncertainty import BAND, values_of

RUNNER = Runner(mass_kg=70.0, height_m=1.72)
EASY = Running()
JOINTS = ("tibiofemoral", "patellofemoral")
HAMSTRINGS = (
    "semimembranosus",
    "semitendinosus",
    "biceps_femoris_long",
    "biceps_femoris_short",
)
CALF = ("gastrocnemius_medial", "gastrocnemius_lateral", "soleus", "achilles")


def ratio(load: str, figure: str, **changed: object) -> float:
    """A load's figure under a change against the default way of running."""
    there = getattr(step(RUNNER, EASY).loads[load], figure)
    return getattr(step(RUNNER, replace(EASY, **changed)).loads[load], figure) / there


def test_more_miles_bring_steps_in_proportion_and_the_same_stress_a_step():
    once, twice = week(RUNNER, EASY, 10.0), week(RUNNER, EASY, 20.0)
    assert twice.steps_per_leg == pytest.approx(2.0 * once.steps_per_leg)
    for load in LOADS:
        assert twice.loads[load].impulse_bw_s == pytest.approx(2 * once.loads[load].impulse_bw_s)
        assert twice.loads[load].ratio == pytest.approx(2 * once.loads[load].ratio)
    grid = sweep(RUNNER, EASY, miles=[10.0, 20.0])
    assert grid.stress_mpa.shape == (len(LOADS), len(SURFACES))  # no axis of miles at all


@pytest.mark.parametrize("load", JOINTS)
def test_quicker_steps_lower_kneecap_and_joint_force(load: str):
    assert ratio(load, "peak_n", step_rate_change=0.10) < 0.95
    assert ratio(load, "peak_n", step_rate_change=-0.10) > 1.05


@pytest.mark.parametrize("load", HAMSTRINGS)
def test_quicker_steps_never_lower_hamstring_force(load: str):
    for figure in ("peak_n", "peak_stance_n", "peak_swing_n"):
        assert ratio(load, figure, step_rate_change=0.10) >= 1.0
        assert ratio(load, figure, step_rate_change=-0.10) <= 1.0
    # Table 1 of lenhart_2014: 1 to 3 % more at +10 %, 10 % less at -10 %
    assert 1.01 < ratio(load, "peak_swing_n", step_rate_change=0.10) < 1.05
    assert 0.88 < ratio(load, "peak_swing_n", step_rate_change=-0.10) < 0.92


@pytest.mark.parametrize("load", HAMSTRINGS)
def test_hamstrings_have_no_corner_at_the_preferred_step_rate(load: str):
    changes = np.linspace(-0.15, 0.15, 61)
    force = np.array([ratio(load, "peak_swing_n", step_rate_change=c) for c in changes])
    slope = np.diff(np.log(force)) / np.diff(np.log(1.0 + changes))
    assert (slope > 0.0).all()
    assert (np.diff(slope) < 0.0).all()  # ever flatter
    assert np.abs(np.diff(slope)).max() < 0.1  # and never by a jump


@pytest.mark.parametrize("load", LOADS)
def test_faster_is_more_a_step(load: str):
    assert ratio(load, "peak_n", speed_m_s=3.5) > 1.0


@pytest.mark.parametrize("load", JOINTS)
def test_faster_is_less_a_mile_at_the_joint(load: str):
    slow = week(RUNNER, replace(EASY, speed_m_s=2.5), 10.0).loads[load].impulse_bw_s
    fast = week(RUNNER, replace(EASY, speed_m_s=3.5), 10.0).loads[load].impulse_bw_s
    assert fast < slow


def test_a_treadmill_leaves_the_kneecap_and_loads_the_achilles():
    assert ratio("patellofemoral", "peak_n", surface="treadmill") == pytest.approx(1.0, abs=0.01)
    assert ratio("achilles", "peak_n", surface="treadmill") > 1.05


@pytest.mark.parametrize("surface", ["track", "treadmill", "grass", "dirt", "sand"])
def test_softer_ground_keeps_active_peak_and_bend_and_lowers_the_impact(surface: str):
    firm, soft = step(RUNNER, EASY), step(RUNNER, replace(EASY, surface=surface))
    assert soft.active_peak_bw == pytest.approx(firm.active_peak_bw, rel=1e-3)
    assert soft.knee_flexion_peak_deg == firm.knee_flexion_peak_deg
    assert soft.impact_peak_bw < firm.impact_peak_bw
    assert soft.leg_stiffness_kn_m > firm.leg_stiffness_kn_m


@pytest.mark.parametrize("surface", ["track", "grass", "dirt"])
def test_softer_ground_does_not_reliably_change_the_loading_rate(surface: str):
    firm, soft = step(RUNNER, EASY), step(RUNNER, replace(EASY, surface=surface))
    assert soft.loading_rate_bw_s_low < firm.loading_rate_bw_s < soft.loading_rate_bw_s_high
    assert soft.loading_rate_bw_s == pytest.approx(firm.loading_rate_bw_s, rel=0.15)


def test_the_measured_stiffness_alone_orders_the_grounds():
    impact = {s: step(RUNNER, replace(EASY, surface=s)).impact_peak_bw for s in SURFACES}
    change = {surface: one / impact["asphalt"] - 1.0 for surface, one in impact.items()}
    assert change["concrete"] == pytest.approx(0.0, abs=0.005)
    assert -0.06 < change["track"] < -0.01
    assert change["treadmill"] == pytest.approx(-0.15, abs=0.02)
    assert change["grass"] == pytest.approx(-0.105, abs=0.01)


def test_concrete_is_asphalt():
    here, there = (step(RUNNER, replace(EASY, surface=s)) for s in ("concrete", "asphalt"))
    assert here.impact_peak_bw == pytest.approx(there.impact_peak_bw, rel=1e-3)
    for load in LOADS:
        assert here.loads[load].peak_n == pytest.approx(there.loads[load].peak_n, rel=1e-3)
        assert here.loads[load].peak_n_high == pytest.approx(
            there.loads[load].peak_n_high, rel=0.01
        )


@pytest.mark.parametrize("surface", ["uneven", "sand"])
def test_what_uneven_ground_and_sand_ask_of_a_muscle_is_not_known(surface: str):
    """Energy and activity rise there; no force was measured, so the band holds more and less."""
    for load in ("quadriceps", *HAMSTRINGS, *CALF):
        change = step_band(load, surface)
        assert change[0] < 1.0 < change[1], load
        assert change[1] - change[0] > 0.1, load


def step_band(load: str, surface: str) -> tuple[float, float]:
    """80 % band of a load's peak on a ground against asphalt, draw by draw."""
    assumptions = Assumptions()
    scenes = ScenarioBatch.from_pairs(
        [(RUNNER, replace(EASY, surface=ground)) for ground in (surface, "asphalt")]
    )
    here, there = respond(scenes, values_of(assumptions), assumptions).peak_of(load)[:, 1:]
    low, high = np.quantile(here / there, BAND)
    return float(low), float(high)


def test_downhill_raises_the_loading_rate_much_and_the_active_peak_little():
    level = step(RUNNER, EASY)
    down = step(RUNNER, replace(EASY, slope_deg=-9.0))
    up = step(RUNNER, replace(EASY, slope_deg=9.0))
    assert down.loading_rate_bw_s > 1.2 * level.loading_rate_bw_s > 1.4 * up.loading_rate_bw_s
    assert down.impact_peak_bw > 1.2 * level.impact_peak_bw
    assert down.active_peak_bw == pytest.approx(level.active_peak_bw, rel=0.05)
    assert up.active_peak_bw == pytest.approx(level.active_peak_bw, rel=0.15)


def test_the_knee_bends_a_little_more_downhill_and_at_speed():
    def bend(**changed: float) -> float:
        return step(RUNNER, replace(EASY, **changed)).knee_flexion_peak_deg

    assert 1.02 < bend(slope_deg=-10.0) / bend() < 1.12
    assert 0.90 < bend(slope_deg=10.0) / bend() < 0.98
    assert 1.0 < bend(speed_m_s=4.4) / bend(speed_m_s=2.2) < 1.12


def test_a_heavier_runner_has_force_in_proportion():
    light, heavy = (step(Runner(mass_kg=m, height_m=1.72), EASY) for m in (60.0, 90.0))
    assert heavy.active_peak_bw == pytest.approx(light.active_peak_bw)
    for load in LOADS:
        assert heavy.loads[load].peak_n == pytest.approx(1.5 * light.loads[load].peak_n)
        assert heavy.loads[load].peak_bw == pytest.approx(light.loads[load].peak_bw)


def test_a_forefoot_landing_moves_load_from_kneecap_to_calf():
    assert ratio("patellofemoral", "peak_n", foot_strike="forefoot") < 0.95
    for load in CALF:
        assert ratio(load, "peak_n", foot_strike="forefoot") > 1.05
    for load in ("patellofemoral", "achilles"):
        middle = ratio(load, "peak_n", foot_strike="midfoot")
        assert sorted([1.0, middle, ratio(load, "peak_n", foot_strike="forefoot")])[1] == middle


def test_a_forefoot_landing_softens_the_first_rise():
    rear, mid, fore = (
        step(RUNNER, replace(EASY, foot_strike=s)) for s in ("rearfoot", "midfoot", "forefoot")
    )
    assert rear.loading_rate_bw_s > mid.loading_rate_bw_s > fore.loading_rate_bw_s
    assert rear.impact_peak_bw > mid.impact_peak_bw > fore.impact_peak_bw
    assert fore.active_peak_bw == pytest.approx(rear.active_peak_bw, rel=0.03)


def test_nothing_happens_at_fifteen_miles():
    grid = sweep(RUNNER, EASY, miles=np.arange(0.0, 31.0))
    for curve in (grid.ratio, grid.ratio_high, grid.impulse_bw_s):
        assert np.abs(np.diff(curve, n=2, axis=-1)).max() < 1e-6 * curve.max()


def test_a_heavier_body_has_larger_parts():
    """Area goes with mass^(2/3): a body of one shape, so stress goes with mass^(1/3)."""
    light, heavy = (step(Runner(mass_kg=m), EASY).loads for m in (50.0, 100.0))
    for load in STRESS_LOADS:
        assert heavy[load].stress_mpa / light[load].stress_mpa == pytest.approx(
            2 ** (1 / 3), rel=1e-3
        )


def test_stress_is_known_only_where_an_area_is_measured():
    loads = step(RUNNER, EASY).loads
    known = {load for load in LOADS if np.isfinite(loads[load].stress_mpa)}
    assert known == set(STRESS_LOADS) == {"tibiofemoral", "patellofemoral", "achilles"}
    for load in LOADS:
        for end in ("_low", "_high"):
            assert np.isfinite(getattr(loads[load], f"stress_mpa{end}")) == (load in known)
            assert np.isfinite(getattr(loads[load], f"peak_bw{end}"))
    grid = sweep(RUNNER, EASY, miles=[10.0])
    for figure in (grid.stress_mpa, grid.stress_mpa_low, grid.stress_mpa_high):
        assert (np.isfinite(figure).all(axis=1) == [load in known for load in grid.loads]).all()
