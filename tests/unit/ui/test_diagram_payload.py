"""What the browser is given: the model's numbers, one scale for all pages, and every word."""

import re
import tomllib
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from explainer import catalog
from explainer.figures import load_colours
from explainer.model import Runner, Running
from explainer.model.sweep import Sweep, sweep
from explainer.ui.components.knee_diagram import bundles, payload, tables
from explainer.words import TEXT, Words

SENT_TO = 10.0 ** -(tables.SIGNIFICANT_FIGURES - 1)  # relative: six significant figures
COMPONENTS = bundles.DIRECTORY.parents[1]
FOLDERS = ("knee_diagram", "shared")  # the running leg has words of its own
SCRIPTS = sorted(file for name in FOLDERS for file in (COMPONENTS / name).rglob("*.js"))


@pytest.fixture(scope="module")
def table() -> Sweep:
    return sweep(Runner(), Running())


def cube(packed: dict) -> np.ndarray:
    """A packed (loads, surfaces, miles) table, spread out again."""
    if "whole" in packed:
        return np.array(packed["whole"], dtype=float)
    return np.array(packed["a"], float)[:, :, None] * np.array(packed["b"], float)[None, :, :]


@pytest.mark.parametrize("end", ["", "_low", "_high"])
def test_packed_table_is_the_models(table, end):
    packed, key = tables.pack_table(table), {"": "mid", "_low": "low", "_high": "high"}[end]
    for measure, name in (("week", "week_stress_mpa_steps"), ("easy", "easy_miles")):
        assert_allclose(cube(packed[measure][key]), getattr(table, name + end), rtol=3 * SENT_TO)
    assert_allclose(packed["step"][key], getattr(table, f"stress_mpa{end}"), rtol=SENT_TO)
    assert_allclose(packed["steps"], table.steps_per_leg, rtol=SENT_TO)


def test_a_table_that_is_no_product_goes_whole():
    bent = np.arange(24.0).reshape(2, 3, 4) ** 2 + 1
    assert set(tables._pack_cube(bent)) == {"whole"}
    assert_allclose(cube(tables._pack_cube(bent)), bent, rtol=SENT_TO)


def test_a_missing_number_stays_missing():
    stress = np.array([[1.0], [np.nan]])
    cubes = stress[:, :, None] * np.arange(3.0)
    names = {"stress_mpa": stress, "week_stress_mpa_steps": cubes, "easy_miles": cubes}
    fields = {name + end: values for name, values in names.items() for end in tables.BAND}
    gap = SimpleNamespace(
        miles=np.arange(3.0), surfaces=("asphalt",), loads=("soleus", "achilles"),
        steps_per_leg=np.ones((1, 3)), **fields,
    )  # fmt: skip
    packed = tables.pack_table(gap)
    assert packed["step"]["mid"] == [[1.0], [None]]
    assert packed["week"]["mid"]["a"] == [[2.0], [None]]


def lightness_and_hue(colour: str) -> tuple[float, float]:
    """OKLab lightness 0..1 and hue in degrees of "#rrggbb" (Ottosson 2020)."""
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    cones = np.array([
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ])  # fmt: skip
    lab = np.array([
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]) @ np.cbrt(cones @ linear)  # fmt: skip
    return float(lab[0]), float(np.degrees(np.arctan2(lab[2], lab[1])) % 360)


def test_load_colours_darken_in_equal_steps_and_hold_no_red():
    lightness, hue = zip(*(lightness_and_hue(stop) for stop in load_colours.STOPS), strict=True)
    steps = -np.diff(lightness)
    assert_allclose(steps, steps.mean(), atol=0.006)
    assert min(hue) > 100  # red lies near 29 degrees, orange to yellow up to 100
    assert max(hue) < 290  # purple to red begins above


def test_scales_cover_the_sliders_span_and_tick_in_order(table):
    for name, values in {
        "week": table.week_stress_mpa_steps, "step": table.stress_mpa, "easy": table.easy_miles,
    }.items():  # fmt: skip
        scale = load_colours.scales()[name]
        assert scale.full >= np.nanmax(values)
        assert scale.full < 2 * np.nanmax(values)
        assert scale.ticks[0] == 0
        assert scale.ticks[-1] == scale.full
        assert list(scale.ticks) == sorted(set(scale.ticks))


def test_a_scale_in_kilometres_ends_on_a_round_number_of_them():
    easy = load_colours.scales(per_mile=1.609344)["easy"]
    assert easy.full / easy.per == pytest.approx(round(easy.full / easy.per))
    assert easy.full >= 0.99 * load_colours.scales()["easy"].ticks[-2]


def test_every_structure_says_what_is_known_of_it():
    shown = payload.structures(Words())
    for name, record in catalog.structures().items():
        wanted = "loaded" if record.load else "unknown" if name == "popliteus" else None
        if wanted:
            assert shown[name]["status"] == wanted
    assert shown["femur"]["status"] == "none"
    assert shown["posterior_cruciate_ligament"]["status"] == "unknown"


@pytest.mark.parametrize("units", ["miles", "km"])
@pytest.mark.parametrize("register", ["plain", "clinical"])
def test_words_reach_the_browser_with_their_placeholders(table, units, register):
    words = Words(register=register, units=units)
    live = payload.live_words(words, ("lateral",), table)
    assert live["value_step"] == "{value} MPa"
    assert set(live["loads"]) == set(table.loads)
    assert set(live["surfaces"]) == set(table.surfaces)
    assert ("km" in live["unit"]) == (units == "km")


def test_scripts_ask_only_for_words_that_are_there():
    live = {}
    for stem, table_name in (name.split(".") for name in payload.TABLES):
        live |= tomllib.loads((TEXT / "en" / f"{stem}.toml").read_text("utf-8"))[table_name]
    for script in SCRIPTS:
        for key in re.findall(r"\.text\(\s*\"(\w+)\"", script.read_text("utf-8")):
            assert key in live, f"{script.name} asks for {key}"
        for stem in re.findall(r"\.text\(\s*`(\w+)\$", script.read_text("utf-8")):
            assert any(key.startswith(stem) for key in live), f"{script.name}: {stem}..."
