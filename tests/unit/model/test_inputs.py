"""Inputs: outside the range a clear refusal, inside it finite, smooth and monotonic answers."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.model import LOADS, SURFACES, Assumptions, Runner, Running, long_run, step, week
from explainer.model.inputs import FOOT_STRIKES, GROUND_FORCES, STRESS_LOADS
from explainer.model.sweep import sweep

FEW = settings(max_examples=25, deadline=None)
SPEEDS = st.floats(1.8, 6.0)
SLOPES = st.floats(-10.0, 10.0)
RATES = st.floats(-0.15, 0.15)
RUNNERS = st.builds(Runner, mass_kg=st.floats(35.0, 150.0), height_m=st.floats(1.2, 2.2))
RUNNINGS = st.builds(
    Running,
    speed_m_s=SPEEDS,
    slope_deg=SLOPES,
    step_rate_change=RATES,
    surface=st.sampled_from(SURFACES),
    foot_strike=st.sampled_from(FOOT_STRIKES),
)


@pytest.mark.parametrize(
    ("make", "field", "value", "low", "high"),
    [
        (Runner, "mass_kg", 34.9, "35", "150"),
        (Runner, "mass_kg", 150.1, "35", "150"),
        (Runner, "height_m", 172.0, "1.2", "2.2"),
        (Running, "speed_m_s", 1.7, "1.8", "6"),
        (Running, "speed_m_s", 6.1, "1.8", "6"),
        (Running, "slope_deg", 10.5, "-10", "10"),
        (Running, "step_rate_change", 0.16, "-0.15", "0.15"),
        (Running, "step_rate_change", float("nan"), "-0.15", "0.15"),
        (Running, "speed_m_s", "fast", "1.8", "6"),
        (Running, "slope_deg", float("-inf"), "-10", "10"),
        (Running, "step_rate_change", True, "-0.15", "0.15"),
        (Runner, "mass_kg", None, "35", "150"),
    ],
)
def test_out_of_range_names_field_value_and_range(make, field, value, low, high):
    with pytest.raises(ValueError, match=field) as refusal:
        make(**{field: value})
    for part in (f"from {low} to {high}", repr(value)):
        assert part in str(refusal.value)


def test_unknown_choices_name_what_is_known():
    with pytest.raises(ValueError, match=r"surface must be one of asphalt.*'lava'"):
        Running(surface="lava")
    with pytest.raises(ValueError, match="foot_strike must be one of rearfoot"):
        Running(foot_strike="hop")
    with pytest.raises(ValueError, match="ground_force must be one of two_mass"):
        Assumptions(ground_force="three_mass")


@pytest.mark.parametrize("miles", [-1.0, 150.1, float("inf")])
def test_miles_outside_the_range_are_refused(miles):
    with pytest.raises(ValueError, match="miles must be from 0 to 150"):
        week(Runner(), Running(), miles)
    with pytest.raises(ValueError, match="miles must be from 0 to 150"):
        sweep(Runner(), Running(), miles=[0.0, miles])
    with pytest.raises(ValueError, match="run_miles must be from 0 to 150"):
        long_run(miles, 5.0)


ASSUMED = st.builds(
    Assumptions,
    ground_force=st.sampled_from(GROUND_FORCES),
    surface_sensitive=st.booleans(),
)
CORNERS = [
    (Runner(mass, height), Running(speed, rate, slope, surface, strike))
    for mass, height, speed, rate, slope, surface, strike in (
        (35.0, 1.2, 1.8, -0.15, -10.0, "sand", "forefoot"),
        (150.0, 2.2, 6.0, 0.15, 10.0, "uneven", "midfoot"),
        (35.0, 2.2, 1.8, 0.15, 10.0, "treadmill", "rearfoot"),
        (150.0, 1.2, 6.0, -0.15, -10.0, "grass", "rearfoot"),
    )
]


@pytest.mark.parametrize(("runner", "running"), CORNERS)
def test_the_corners_of_the_range_are_finite_and_in_order(runner, running):
    for assumed in (Assumptions(), Assumptions("half_sine", surface_sensitive=True)):
        check_order(runner, running, 150.0, assumed)


@FEW
@given(RUNNERS, RUNNINGS, st.floats(0.0, 150.0), ASSUMED)
def test_inside_the_range_everything_is_finite_and_in_order(runner, running, miles, assumed):
    check_order(runner, running, miles, assumed)


@FEW
@given(RUNNERS, RUNNINGS, st.floats(0.0, 149.0), st.floats(0.01, 1.0))
def test_miles_add_up_in_a_straight_line(runner, running, miles, more):
    once, then = week(runner, running, miles), week(runner, running, miles + more)
    per_mile = week(runner, running, 1.0)
    assert then.steps_per_leg >= once.steps_per_leg
    for load in LOADS:
        for figure in (
            "ratio",
            "ratio_low",
            "impulse_bw_s",
            "impulse_bw_s_low",
        ):
            each = getattr(per_mile.loads[load], figure)
            assert getattr(once.loads[load], figure) == pytest.approx(miles * each, abs=1e-9)


@FEW
@given(RUNNERS, RUNNINGS, st.floats(0.001, 0.2))
def test_a_small_change_of_size_makes_a_small_change_of_load(runner, running, more):
    heavier = replace(runner, mass_kg=min(runner.mass_kg + more, 150.0))
    before, after = step(runner, running), step(heavier, running)
    for load in LOADS:
        assert after.loads[load].peak_n == pytest.approx(before.loads[load].peak_n, rel=0.01)


def known(one, name: str) -> bool:
    """Whether a step's or a load's figure is one: stress is not known where no area is measured."""
    return name != "stress_mpa" or one.id in STRESS_LOADS


def check_order(runner, running, miles, assumed):
    """Every figure is finite and its band holds it; nothing is negative."""
    s = step(runner, running, assumed)
    for one in (s, *s.loads.values()):
        figures = one.figures
        for name in [n for n in figures if f"{n}_low" in figures and known(one, n)]:
            low, middle, high = (figures[name + end] for end in ("_low", "", "_high"))
            assert 0.0 <= low <= middle <= high < 1e6
    w = week(runner, running, miles, assumed)
    for one in w.loads.values():
        assert 0.0 <= one.ratio_low <= one.ratio <= one.ratio_high < float("inf")
        for exponent in (1.0, 4.0, 9.0):
            low, high = one.damage_band(exponent)
            assert 0.0 <= low <= one.damage_ratio(exponent) <= high < float("inf")


@FEW
@given(RUNNINGS, st.sampled_from(["speed_m_s", "slope_deg", "step_rate_change"]))
def test_a_small_change_of_input_makes_a_small_change_of_load(running, field):
    ends = {"speed_m_s": 6.0, "slope_deg": 10.0, "step_rate_change": 0.15}
    small = 1e-4 * ends[field]
    here = getattr(running, field)
    there = replace(
        running, **{field: here + small if here + small <= ends[field] else here - small}
    )
    before, after = step(Runner(), running), step(Runner(), there)
    for load in LOADS:
        assert after.loads[load].peak_n == pytest.approx(before.loads[load].peak_n, rel=2e-3)
        assert after.loads[load].peak_n_high == pytest.approx(
            before.loads[load].peak_n_high, rel=5e-3
        )
    assert after.loading_rate_bw_s == pytest.approx(before.loading_rate_bw_s, rel=5e-3)


@FEW
@given(RUNNINGS, st.floats(0.05, 1.0))
def test_faster_is_never_less_a_step(running, more):
    faster = replace(running, speed_m_s=min(running.speed_m_s + more, 6.0))
    slow, quick = step(Runner(), running), step(Runner(), faster)
    for load in LOADS:
        assert quick.loads[load].peak_n >= slow.loads[load].peak_n - 1e-9
    assert quick.step_rate_spm >= slow.step_rate_spm
    assert quick.contact_time_s <= slow.contact_time_s
    assert quick.active_peak_bw >= slow.active_peak_bw


@FEW
@given(RUNNINGS, st.floats(0.005, 0.1))
def test_quicker_steps_always_move_the_knee_down_and_the_hamstrings_up(running, more):
    quicker = replace(running, step_rate_change=min(running.step_rate_change + more, 0.15))
    before, after = step(Runner(), running), step(Runner(), quicker)
    for load in ("tibiofemoral", "patellofemoral", "quadriceps"):
        assert after.loads[load].peak_n <= before.loads[load].peak_n + 1e-9
    for load in LOADS[3:7]:
        assert after.loads[load].peak_n >= before.loads[load].peak_n - 1e-9
    assert after.active_peak_bw <= before.active_peak_bw + 1e-9


@FEW
@given(RUNNINGS, st.floats(0.5, 5.0))
def test_the_steeper_down_the_harder_the_landing(running, steeper):
    level = replace(running, slope_deg=min(running.slope_deg, 5.0))
    down = replace(level, slope_deg=max(level.slope_deg - steeper, -10.0))
    assert step(Runner(), down).loading_rate_bw_s >= step(Runner(), level).loading_rate_bw_s - 1e-9


@FEW
@given(RUNNINGS, st.floats(1.0, 100.0))
def test_force_goes_with_body_mass(running, more):
    light, heavy = Runner(mass_kg=50.0), Runner(mass_kg=50.0 + min(more, 100.0))
    ratio = heavy.mass_kg / light.mass_kg
    before, after = step(light, running), step(heavy, running)
    for load in LOADS:
        assert after.loads[load].peak_n == pytest.approx(ratio * before.loads[load].peak_n)
