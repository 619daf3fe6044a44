"""What the browser is given: the model's numbers, one scale for all pages, and every word."""

import re
import tomllib
from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from explainer import catalog
from explainer.figures import load_colours
from explainer.model import EASY, LOADS, Runner, Running, step, usual_reference, week
from explainer.model.comparison import HAMSTRING_GROUP, Comparison, compare
from explainer.model.one_step.muscles import HAMSTRINGS
from explainer.ui.components.knee_diagram import bundles, payload, tables
from explainer.words import TEXT, Words

SENT_TO = 10.0 ** -(tables.SIGNIFICANT_FIGURES - 1)  # relative: six significant figures
COMPONENTS = bundles.DIRECTORY.parents[1]
FOLDERS = ("knee_diagram", "shared")  # the running leg has words of its own
SCRIPTS = sorted(file for name in FOLDERS for file in (COMPONENTS / name).rglob("*.js"))


@pytest.fixture(scope="module")
def table() -> Comparison:
    return compare(Runner(), Running(), Running())


@pytest.mark.parametrize("end", ["mid", "low", "high"])
@pytest.mark.parametrize("figure", tables.FIGURES)
def test_packed_table_is_the_models(table, figure, end):
    packed = tables.pack_comparison(table, 60.0, Words())
    sent = np.array(packed[figure][end], dtype=float)
    assert_allclose(sent, getattr(table, figure + tables.BAND[end]), rtol=SENT_TO)
    assert_allclose(packed["steps_per_mile"], table.steps_per_mile, rtol=SENT_TO)
    assert_allclose(packed["reference"]["peak_bw"], table.reference_peak_bw, rtol=SENT_TO)


def test_a_packed_weeks_ratio_is_the_models_own():
    """A mile's ratio times the miles over the reference's is what `week` says, band and all."""
    hard, easy = Running(3.4, surface="sand"), Running()
    packed = tables.pack_comparison(compare(Runner(), hard, easy), 60.0, Words())
    wanted = week(Runner(), hard, 25.0, reference=usual_reference(Runner(), 15.0))
    column = packed["surfaces"].index("sand")
    for row, load in enumerate(LOADS):
        one = wanted.loads[load]
        sent = [packed["ratio"][end][row][column] * 25 / 15 for end in tables.BAND]
        assert sent == pytest.approx([one.ratio, one.ratio_low, one.ratio_high], rel=2 * SENT_TO)
    assert packed["steps_per_mile"][column] * 25 == pytest.approx(wanted.steps_per_leg, rel=1e-5)


def test_the_hamstrings_as_a_group_are_the_sum_of_their_heads(table):
    """They peak at one moment, so the group's peak is the sum of peaks; its ratio is a mean."""
    heads = [table.loads.index(head) for head in HAMSTRINGS]
    assert table.loads[-1] == HAMSTRING_GROUP
    assert_allclose(table.peak_bw[-1], table.peak_bw[heads].sum(axis=0))
    curves = step(Runner(), Running()).loads
    whole = sum(curves[head].force_n for head in HAMSTRINGS)
    assert whole.max() == pytest.approx(sum(curves[head].peak_n for head in HAMSTRINGS), rel=0.01)
    assert (table.ratio[heads].min(axis=0) <= table.ratio[-1] + 1e-9).all()
    assert (table.ratio[-1] <= table.ratio[heads].max(axis=0) + 1e-9).all()
    assert np.isnan(table.stress_mpa[-1]).all()


def test_a_missing_number_stays_missing(table):
    stress = table.stress_mpa.copy()
    stress[2] = np.nan
    gap = replace(table, stress_mpa=stress, stress_mpa_low=stress, stress_mpa_high=stress)
    packed = tables.pack_comparison(gap, 60.0, Words())
    assert packed["stress_mpa"]["mid"][2] == [None] * len(table.surfaces)
    assert None not in packed["ratio"]["mid"][2]


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


@pytest.mark.parametrize("measure", ["week", "step"])
def test_scales_tick_in_order_from_none_to_the_end(measure):
    scale = load_colours.scales()[measure]
    assert scale.ticks[0] == 0
    assert scale.ticks[-1] == scale.full
    assert list(scale.ticks) == sorted(set(scale.ticks))
    assert list(scale.values) == sorted(set(scale.values))
    assert (scale.places[0], scale.places[-1]) == (0, 1)


def test_the_steps_scale_ends_on_a_round_force_just_beyond_the_usual_runners(table):
    full, most = load_colours.scales()["step"].full, table.peak_bw.max()
    assert full == pytest.approx(round(full))
    assert most <= full < 2 * most


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
    assert live["headline_step"].count("{force}") == 1
    assert live["sizes"]["half"][1].count("{reference}") == 1
    assert set(live["loads"]) == set(LOADS)
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


def test_the_load_on_a_ground_is_against_a_road_whatever_the_week_is_compared_with():
    on_concrete = compare(Runner(), Running(), replace(EASY, surface="concrete"))
    on_road = compare(Runner(), Running(), EASY)
    packed = [tables.pack_comparison(one, 60.0, Words()) for one in (on_concrete, on_road)]
    assert "road" not in packed[1], "there it is what `ground` holds"
    for end in ("mid", "low", "high"):
        assert packed[0]["road"][end] == packed[1]["ground"][end]
    assert packed[0]["road"] != packed[0]["ground"]
