"""Every constant is a record, every record is used, and every load names the ones behind it."""

import ast
import tomllib
from pathlib import Path

import numpy as np
import pytest

from explainer import catalog
from explainer.model import LOADS, Assumptions, Runner, Running, step, week
from explainer.model.explain.ground_force_fit import FITTED_KEYS
from explainer.model.explain.provenance import (
    ALL_KEYS,
    GAIT_KEYS,
    RULE_KEYS,
    SURFACE_PROPERTIES,
    WEEK_KEYS,
    load_keys,
    surface_keys,
)
from explainer.model.inputs import FOOT_STRIKES
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.lazy_figures import gait_figures
from explainer.model.one_step.loads import respond
from explainer.model.one_step.response_exponents import levelling
from explainer.model.uncertainty import values_of

MODEL = Path(catalog.__file__).parent / "model"
FILES = ("gait", "knee", "hamstrings", "calf", "tissue", "week")
TEMPLATE_KEYS = {"knee_curve_foot_off_share", "force_curve_foot_off_share"}  # read once, not drawn
WEEK_ONLY = set(WEEK_KEYS)
# scenarios that between them switch on every term of every equation
SCENARIOS = [
    (Runner(mass_kg=80.0, height_m=1.85), Running(3.6, rate, slope, surface, strike))
    for rate, slope, surface, strike in (
        (0.1, 7.0, "asphalt", "rearfoot"),
        (-0.08, -7.0, "grass", "midfoot"),
        (0.05, 3.0, "treadmill", "forefoot"),
    )
]


def test_every_record_of_the_model_is_used_and_named():
    written = set()
    for name in FILES:
        written |= set(tomllib.loads((catalog.DATA / "parameters" / f"{name}.toml").read_text()))
    long_run = {key for key in written if key.startswith("long_run_")}
    assert written - long_run == set(ALL_KEYS) | set(FITTED_KEYS)


def test_every_record_stands_under_one_rule_of_the_model_page():
    under = [key for keys in RULE_KEYS.values() for key in keys]
    assert len(under) == len(set(under))
    loose = set(under) ^ (set(ALL_KEYS) | set(FITTED_KEYS))
    assert loose == set(), "explainer/model/explain/provenance.py: RULE_KEYS"


def test_every_surface_has_every_property():
    for surface in catalog.surfaces().values():
        assert tuple(surface.properties) == SURFACE_PROPERTIES


def figures(changed: tuple[tuple[str, float], ...] = ()) -> dict[str, np.ndarray]:
    """Central figures of every load and of the step over SCENARIOS."""
    assumptions = Assumptions(changed=changed)
    body = respond(
        ScenarioBatch.from_pairs(SCENARIOS), values_of(assumptions, draws=0), assumptions
    )
    found = {
        load: np.array([body.peak_n[i], body.peak_swing_n[i], body.impulse_bw_s[i],
                        body.stress_mpa[i]])
        for i, load in enumerate(LOADS)
    }  # fmt: skip
    return found | {"gait": np.array(list(gait_figures(body).values()))}


BEFORE = figures()


@pytest.mark.parametrize("key", sorted(set(ALL_KEYS) - TEMPLATE_KEYS - WEEK_ONLY))
def test_a_record_moves_what_names_it_and_nothing_else(key: str):
    record = catalog.parameter(key)
    moved = 1.02 * record.value or 0.01
    after = figures(((key, moved),))
    for load in LOADS:
        changes = not np.allclose(after[load], BEFORE[load], rtol=1e-9, equal_nan=True)
        assert changes == (key in load_keys(load)), load
    same = np.allclose(after["gait"], BEFORE["gait"], rtol=1e-9)
    assert same != (key in GAIT_KEYS)


@pytest.mark.parametrize("load", LOADS)
def test_every_key_a_load_names_can_be_cited(load: str):
    one = step(Runner(), Running(surface="grass")).loads[load]
    many = week(Runner(), Running(surface="grass"), 10.0).loads[load]
    for key in one.used + many.used:
        if key not in surface_keys("grass"):
            source = catalog.parameter(key).source
            assert source == catalog.OWN_SOURCE or source in catalog.sources()
    assert set(one.used) < set(many.used)


SMALLER = (1.814 / 1.72) ** 0.5  # the 256 runners' mean height, and the reference height
OF_DUTY, OF_CONTACT = (
    np.log(a / b) / np.log(4.5 / 2.5) for a, b in ((0.328, 0.394), (0.215, 0.292))
)


def _swing_curve() -> tuple[float, float]:
    """(power, levelling) through the mean logs of both muscles at 90, 100 and 110 %."""
    log_rate = np.log([0.9, 1.1])
    semimembranosus, biceps = np.log([12.12, 13.98]), np.log([4.69, 5.25])
    log_force = 0.5 * (semimembranosus - np.log(13.54) + biceps - np.log(5.19))
    power, flatter = np.linalg.solve(np.array([log_rate, levelling(log_rate)]).T, log_force)
    return float(power), float(flatter)


SWING_CURVE = _swing_curve()


def _line_power(*forces: float) -> float:
    """Slope of the log-log line through the forces at 90, 100 and 110 % of the step rate."""
    return float(np.polyfit(np.log([0.9, 1.0, 1.1]), np.log(forces), 1)[0])


@pytest.mark.parametrize(
    ("key", "due"),
    [
        ("gastrocnemius_medial_part", 50.1 / (50.1 + 23.0)),
        ("semitendinosus_share", 9.3 / 37.8),
        ("biceps_femoris_short_share", 7.8 / 25.9),
        ("step_rate_per_speed_spm_per_m_s", (256 * 6.012 * SMALLER + 28 * 21.0 / 2.0) / 284),
        (
            "step_rate_level_spm",
            (256 * (150.02 + 6.012 * 3.33) * SMALLER + 28 * (162.0 + 10.5 * 0.83) + 19 * 186.0)
            / 303,
        ),
        ("duty_factor_speed_exponent", 0.5 * (OF_DUTY + OF_CONTACT + 6.6 * 3.33 / 175.0)),
        ("duty_factor_level", (28 * 0.394 * 1.332**OF_DUTY + 19 * 0.229 * 3.1 / 2) / 47),
        ("step_rate_uphill_ratio", 3.4 / 3.1),
        ("strike_forefoot_calf_ratio", 85.2 / 71.2),
        ("strike_forefoot_calf_impulse_ratio", (10.2 / 7.7) / (85.2 / 71.2)),
        ("strike_forefoot_knee_ratio", 2.06 / 2.45),
        ("duty_factor_uphill_ratio", 0.227 * 3.4 / (0.229 * 3.1)),
        ("duty_factor_downhill_ratio", 0.214 / 0.229),
        ("duty_factor_step_rate_exponent", 1.0 + np.log(0.939) / np.log(1.1)),
        ("leg_length_share", 0.5 * (900.9 / 1756.2 + 845.4 / 1628.5)),
        ("ankle_moment_speed_exponent", np.log(3.68 / 3.05) / (0.354 * np.log(4.47 / 2.75))),
        ("hamstrings_swing_step_rate_exponent", SWING_CURVE[0]),
        ("hamstrings_swing_levelling_exponent", SWING_CURVE[1]),
        (
            "hamstrings_stance_step_rate_exponent",
            0.5 * (_line_power(7.95, 8.38, 8.95) + _line_power(3.65, 3.83, 4.07)),
        ),
    ],
)
def test_a_derived_record_is_the_arithmetic_it_names(key: str, due: float):
    assert catalog.parameter(key).value == pytest.approx(
        due, rel=0.12 if "rate_exp" in key else 0.02
    )


def test_strikes_have_their_records():
    for strike in FOOT_STRIKES[1:]:
        for name in ("impact", "impact_time", "knee", "calf", "calf_impulse"):
            assert f"strike_{strike}_{name}_ratio" in ALL_KEYS


def test_no_physical_number_stands_in_the_code():
    """Float literals of the model: only small whole numbers, halves and named constants."""
    allowed = {0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 8.0, 10.0, 60.0, 100.0, 1000.0}
    for file in sorted(MODEL.rglob("*.py")):
        tree = ast.parse(file.read_text())
        named = {
            id(number)
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for number in ast.walk(node)
        }
        defaults = {
            id(number)
            for node in ast.walk(tree)
            if isinstance(node, ast.AnnAssign | ast.arguments)
            for number in ast.walk(node)
        }
        loose = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, float)
            and id(node) not in named | defaults
        }
        assert loose <= allowed, f"{file.name}: {sorted(loose - allowed)}"
