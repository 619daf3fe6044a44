"""The bands: a fixed sample that depends on nothing but the constants' own names."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from explainer import catalog
from explainer.model import LOADS, SURFACES, Assumptions, Runner, Running, step, week
from explainer.model.explain.provenance import ALL_KEYS
from explainer.model.explain.tornado import tornado
from explainer.model.one_step import curves
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.loads import respond, standard_forces
from explainer.model.uncertainty import DRAWS, Values, bands, end_values, spread

RUNNER, RUNNING = Runner(), Running(speed_m_s=3.2, surface="grass")


def test_there_are_at_least_256_draws():
    assert DRAWS >= 256


def test_each_column_is_a_latin_hypercube_around_its_record():
    values = Values(Assumptions())
    for key in ALL_KEYS:
        record, column = catalog.parameter(key), values[key]
        assert column.shape == (1 + DRAWS,)
        assert column[0] == record.value
        assert column.min() >= record.low
        assert column.max() <= record.high
        if record.low < record.value < record.high:
            below = np.sort(column[1:])[: DRAWS // 2]
            assert (below <= record.value).all()  # half of the draws on each side
            strata = np.floor((below - record.low) / (record.value - record.low) * DRAWS / 2)
            assert len(np.unique(strata)) >= DRAWS // 2 - 1  # one draw in each stratum


def test_the_spread_is_even_on_each_side_and_its_median_is_the_value():
    record = catalog.parameter("achilles_method_ratio")
    at = spread(record, np.array([0.0, 0.25, 0.5, 0.75, 1.0]))
    middle_low, middle_high = (record.low + record.value) / 2, (record.value + record.high) / 2
    assert at == pytest.approx([record.low, middle_low, record.value, middle_high, record.high])


def test_columns_do_not_depend_on_the_order_they_are_asked_for():
    forward, backward = Values(Assumptions()), Values(Assumptions())
    for key in ALL_KEYS:
        forward[key]
    for key in reversed(ALL_KEYS):
        backward[key]
    assert all((forward[key] == backward[key]).all() for key in ALL_KEYS)


def test_columns_of_two_constants_are_not_the_same_order():
    values = Values(Assumptions())
    first, second = values["knee_moment_peak_nm_kg"][1:], values["quadriceps_lever_ratio"][1:]
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.2


def test_bands_do_not_depend_on_threads_or_on_what_ran_before():
    here = step(RUNNER, RUNNING).loads["tibiofemoral"]
    script = (
        "from explainer.model import *;"
        "week(Runner(), Running(), 3.0);"
        "one = step(Runner(), Running(speed_m_s=3.2, surface='grass')).loads['tibiofemoral'];"
        "print(one.peak_n_low, one.peak_n, one.peak_n_high, one.stress_mpa_high)"
    )
    limits = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    said = subprocess.run(
        [sys.executable, "-c", script], env=limits, capture_output=True, text=True, check=True
    )
    expected = (here.peak_n_low, here.peak_n, here.peak_n_high, here.stress_mpa_high)
    assert [float(part) for part in said.stdout.split()] == pytest.approx(expected, rel=1e-9)


def test_results_do_not_depend_on_what_was_asked_before_or_on_threads_of_ones_own():
    """Many readers at once, each asking in another order, get the same figures."""
    scenarios = [
        Running(speed_m_s=v, surface=g) for v in (2.2, 3.0, 4.1) for g in ("grass", "sand")
    ]
    alone = {one: dict(step(RUNNER, one).loads["tibiofemoral"].figures) for one in scenarios}

    def figures(order: list[Running]) -> dict[Running, dict[str, float]]:
        return {one: dict(step(RUNNER, one).loads["tibiofemoral"].figures) for one in order}

    with ThreadPoolExecutor(4) as pool:
        orders = [
            scenarios,
            scenarios[::-1],
            scenarios[3:] + scenarios[:3],
            scenarios[1::2] + scenarios[::2],
        ]
        assert all(found == alone for found in pool.map(figures, orders))


def test_the_matrix_products_are_plain_sums():
    """Whatever linear algebra a platform brings, a figure moves by less than a billionth."""
    body = respond(
        ScenarioBatch.from_pairs([(RUNNER, RUNNING)]), Values(Assumptions()), Assumptions()
    )
    mixed, places = standard_forces(body)
    pull = body.size.achilles_n * body.values["gastrocnemius_share"]
    early, late, added_early, added_late = places.gastrocnemius.T[..., None]
    assert not body.size.added_early.any()  # a heel landing adds nothing early
    assert added_early.max() > 0.1 < added_late.max()
    start = body.values["gastrocnemius_share_at_contact"]
    assert mixed.of("gastrocnemius")[0] == pytest.approx(
        pull * start * early + pull * late, rel=1e-9
    )
    calf = LOADS.index("soleus")
    stance = curves.stance_weights()[:, None]
    on_ground = (stance * mixed.of("soleus")[0]).sum(axis=0) * body.when.contact_time_s
    impulse = on_ground / body.scenes.body_weight_n
    assert body.impulse_bw_s[calf] == pytest.approx(impulse, rel=1e-9)


def test_a_band_is_the_draws_own_and_is_not_pulled_to_its_centre():
    figures = {"skewed": np.array([[1.0, *np.linspace(2.0, 3.0, 10)]])}
    central, low, high = bands(figures)["skewed"]
    assert (low, central, high) == (pytest.approx(2.1), 1.0, pytest.approx(2.9))


def test_the_errors_of_one_study_are_drawn_together():
    values = Values(Assumptions())

    def together(one: str, other: str) -> float:
        return float(np.corrcoef(values[one][1:], values[other][1:])[0, 1])

    assert together("semimembranosus_swing_n_kg", "biceps_femoris_long_stance_n_kg") > 0.99
    assert together("knee_flexion_peak_deg", "knee_flexion_contact_deg") > 0.99
    assert together("track.stiffness_kn_m", "treadmill.stiffness_kn_m") > 0.9
    assert abs(together("knee_flexion_peak_deg", "knee_moment_peak_nm_kg")) < 0.2  # another unit
    assert abs(together("knee_level_ratio", "quadriceps_lever_ratio")) < 0.2  # our own choices


def test_every_ground_is_compared_with_what_was_measured_and_none_with_itself():
    """Asphalt too has a range: the group values come from treadmills and laboratory floors."""
    for surface in SURFACES:
        for demand in ("calf_demand_ratio", "thigh_demand_ratio"):
            low, high = end_values(f"{surface}.{demand}")
            assert low < 1.0 <= high or low <= 1.0 < high, surface
            assert low < high


def test_a_constant_held_fast_has_no_spread():
    held = Values(Assumptions(changed=(("achilles_lever_mm", 40.0),)))
    assert (held["achilles_lever_mm"] == 40.0).all()
    changed = step(RUNNER, RUNNING, Assumptions(changed=(("achilles_lever_mm", 40.0),)))
    before = step(RUNNER, RUNNING)
    lever = catalog.parameter("achilles_lever_mm").value
    assert changed.loads["achilles"].peak_n == pytest.approx(
        before.loads["achilles"].peak_n * lever / 40.0
    )
    with pytest.raises(catalog.CatalogError, match="nonsense"):
        step(RUNNER, RUNNING, Assumptions(changed=(("nonsense", 1.0),)))
    with pytest.raises(catalog.CatalogError, match=r"grass\.nonsense"):
        step(RUNNER, RUNNING, Assumptions(changed=(("grass.nonsense", 1.0),)))


def test_a_surface_sensitive_runner_answers_more_to_the_ground_and_to_nothing_else():
    sensitive = Assumptions(surface_sensitive=True)
    for surface in ("asphalt", "concrete"):
        running = Running(surface=surface)
        calm, keen = step(RUNNER, running), step(RUNNER, running, sensitive)
        for load in LOADS:
            assert keen.loads[load].peak_n == pytest.approx(calm.loads[load].peak_n, rel=1e-3)
    firm = step(RUNNER, Running()).loads
    for surface, load, way in (
        ("grass", "patellofemoral", -1),
        ("treadmill", "achilles", 1),
        ("uneven", "semimembranosus", 1),
        ("sand", "quadriceps", 1),
    ):
        running = Running(surface=surface)
        calm = step(RUNNER, running).loads[load].peak_n / firm[load].peak_n - 1.0
        keen = step(RUNNER, running, sensitive).loads[load].peak_n / firm[load].peak_n - 1.0
        assert way * keen > way * calm > 0.0


def test_a_surface_sensitive_runner_is_the_one_in_ten_who_answers_most():
    """The central value is what nine in ten stay below; the draws keep to the upper half."""
    keen = Values(Assumptions(surface_sensitive=True))
    for key in ("sand.calf_demand_ratio", "treadmill.calf_demand_ratio", "surface_response"):
        surface, _, name = key.partition(".")
        record = catalog.surfaces()[surface].properties[name] if name else catalog.parameter(key)
        assert record.low < record.value < record.high
        nine_in_ten = record.value + 0.8 * (record.high - record.value)
        assert keen[key][0] == pytest.approx(nine_in_ten)
        assert keen[key][1:].min() >= record.value
        assert np.median(keen[key][1:]) == pytest.approx((record.value + record.high) / 2, rel=0.01)


def test_the_half_sine_has_no_impact_and_a_lower_peak():
    plain = Assumptions(ground_force="half_sine")
    bell, sine = step(RUNNER, Running()), step(RUNNER, Running(), plain)
    mean = 60.0 / sine.step_rate_spm / sine.contact_time_s
    assert sine.active_peak_bw == pytest.approx(np.pi / 2 * mean)
    assert sine.active_peak_bw < bell.active_peak_bw
    assert sine.loading_rate_bw_s < bell.loading_rate_bw_s


def test_the_tornado_names_what_drives_a_band():
    swings = tornado(RUNNER, Running(), "achilles")
    assert swings[0].key == "achilles_method_ratio"
    assert [one.size for one in swings] == sorted((one.size for one in swings), reverse=True)
    assert "semimembranosus_swing_n_kg" not in {one.key for one in swings}
    knee = tornado(RUNNER, Running(), "patellofemoral", "stress_mpa")
    assert "knee_moment_peak_nm_kg" in {one.key for one in knee[:3]}


@pytest.mark.parametrize("load", ["tibiofemoral", "semimembranosus", "achilles"])
def test_the_tornado_reads_the_draws_as_the_model_makes_them(load: str):
    """The line through the draws gives what the model gives with one constant moved alone."""
    swings = tornado(RUNNER, Running(), load, "peak_n")
    assert sum(one.share for one in swings) == pytest.approx(1.0, abs=0.2)
    for one in swings[:3]:
        ends = np.quantile(Values(Assumptions())[one.key][1:], (0.1, 0.9))
        for end, read in zip(ends, (one.at_low, one.at_high), strict=True):
            held = Assumptions(changed=((one.key, float(end)),))
            alone = step(RUNNER, Running(), held).loads[load].peak_n
            assert read == pytest.approx(alone, rel=0.05)


def test_a_ratio_is_surer_than_its_parts():
    load = step(RUNNER, Running(speed_m_s=3.2)).loads["achilles"]
    miles = week(RUNNER, Running(speed_m_s=3.2), 20.0).loads["achilles"]
    assert load.peak_n_high / load.peak_n_low > 2.0
    assert miles.ratio_high / miles.ratio_low < 1.1
