"""Pictures in words: they say the model's own numbers, in both languages, whatever is chosen."""

import re

import numpy as np
import pytest

from explainer import catalog, describe, plan
from explainer.describe.answer import Band, Facts, Part, Reference
from explainer.describe.limb import working
from explainer.model import SURFACES, Runner, Running, step, week
from explainer.model.sweep import Sweep, sweep
from explainer.scenario import Scenario
from explainer.words import LANGUAGES, Words

EN = Words()
LOADS = ("tibiofemoral", "semimembranosus", "soleus")
HALF = Band(0.5, 0.45, 0.55)


def table(**values: object) -> Sweep:
    """A table of round numbers: stress 10, 20, 30 MPa; 100 steps a mile on each leg."""
    miles = np.arange(0.0, 61.0)
    stress = np.repeat([[10.0], [20.0], [30.0]], len(SURFACES), axis=1)
    steps = np.tile(100.0 * miles, (len(SURFACES), 1))
    week = stress[:, :, None] * steps
    easy = np.tile(miles, (3, len(SURFACES), 1))
    made = {
        "miles": miles, "surfaces": SURFACES, "loads": LOADS, "steps_per_leg": steps,
        "stress_mpa": stress, "stress_mpa_low": 0.5 * stress, "stress_mpa_high": 2.0 * stress,
        "peak_bw": stress, "peak_bw_low": stress, "peak_bw_high": stress,
        "impulse_bw_s": week, "impulse_bw_s_low": week, "impulse_bw_s_high": week,
        "ratio": easy / 15.0, "ratio_low": easy / 20.0, "ratio_high": easy / 10.0,
    }  # fmt: skip
    return Sweep(**(made | values))


def subject_facts(ratio: Band = HALF, peak_bw: float = 20.0) -> Facts:
    """Facts of the answer for the second week, against a week now with a peak of 20 BW."""
    return Facts(
        part=Part("hamstring tendons"),
        reference=Reference("usual", 20.0, "asphalt", steps=2000.0, peak_bw=20.0),
        miles=10.0,
        surface="asphalt",
        steps=1000.0,
        ratio=ratio,
        ground=Band(1.0, 1.0, 1.0),
        peak_bw=Band(peak_bw, peak_bw, peak_bw),
        after=True,
    )


def describe_change(
    words: Words, now: Sweep, after: Sweep, scenario: Scenario, facts: Facts | None = None
) -> str:
    return " ".join(describe.change_lines(words, now, after, facts or subject_facts(), scenario))


def structure(kind: str, load: str = "") -> catalog.Structure:
    names = {"en": "clinical name", "es": "nombre clínico"}
    plain = {"en": "plain name", "es": "nombre llano"}
    return catalog.Structure("it", "x", names, plain, kind, "deep", load, "", "terminologia", ())


@pytest.fixture
def structures(monkeypatch):
    made = {
        "loaded": structure("muscle", "soleus"),
        "unknown": structure("ligament"),
        "vessel": structure("artery"),
    }
    monkeypatch.setattr(catalog, "structures", lambda: made)


@pytest.fixture(scope="module")
def one_step():
    return step(Runner(), Running())


def test_the_week_is_read_between_whole_miles():
    halfway = Scenario(miles=20.5)
    assert describe.steps_per_leg(table(), halfway) == pytest.approx(2050)
    week = describe.read_value(table(), "impulse_bw_s", "soleus", halfway)
    assert week == pytest.approx(30 * 2050)
    assert describe.read_value(table(), "stress_mpa", "soleus", halfway) == 30


def test_a_load_without_a_number_is_never_spoken(structures):
    stress = table().stress_mpa.copy()
    ratio = table().ratio.copy()
    stress[2], ratio[2] = np.nan, np.nan
    gap = table(stress_mpa=stress, ratio=ratio)
    text = describe_change(EN, gap, gap, Scenario())
    assert "nan" not in text
    assert "Deep calf muscle" not in text


def test_a_change_alike_for_all_is_said_once():
    after = table(ratio=15 / 20 * table().ratio)  # a table of 15 miles is 1: 15 miles are 0.75
    text = describe_change(EN, table(), after, Scenario(miles=20.0, after_miles=15.0))
    assert "Steps on each leg fall from 2,000 to 1,500, so 500 fewer." in text
    assert "Every part with a known load carries 25% less." in text
    assert "Main knee joint" not in text


@pytest.mark.parametrize(("times", "said_of_it"), [(1.0001, "same"), (1.2, "more"), (0.8, "less")])
def test_one_step_is_the_same_where_it_reads_the_same(times, said_of_it):
    facts = subject_facts(peak_bw=20.0 * times)
    text = describe_change(EN, table(), table(), Scenario(), facts)
    before, later = EN.force(20.0), EN.force(20.0 * times)
    assert EN.text(f"describe.change.step_{said_of_it}", before=before, after=later) in text


def test_loads_that_change_alike_share_a_sentence():
    after = table(ratio=15 / 20 * table().ratio * np.array([1.0, 1.0, 1.2])[:, None, None])
    text = describe_change(EN, table(), after, Scenario(miles=20.0, after_miles=20.0))
    assert "Steps on each leg stay at 2,000." in text
    assert "About the same in the week: Main knee joint; Deep inner hamstring." in text
    assert "20% more in the week: Deep calf muscle." in text
    assert "less in the week" not in text


def test_a_mixed_change_names_both_sides_and_says_what_that_means():
    after = table(ratio=15 / 20 * table().ratio * np.array([0.8, 0.9, 1.2])[:, None, None])
    text = describe_change(EN, table(), after, Scenario(miles=20.0, after_miles=20.0))
    assert "Less in the week: Main knee joint 20%; Deep inner hamstring 10%." in text
    assert "20% more in the week: Deep calf muscle." in text
    assert text.endswith(EN.text("describe.change.means_mixed"))


def test_the_change_uses_the_second_weeks_own_miles_and_ground():
    chosen = Scenario(miles=20.0, after_miles=10.0, after_surface="grass", after_slope_deg=3.0)
    second = describe.scenario_after_change(chosen)
    assert (second.miles, second.surface, second.slope_deg) == (10.0, "grass", 3.0)
    assert second.mass_kg == chosen.mass_kg
    assert "After: 10 miles a week on grass." in describe_change(EN, table(), table(), chosen)


@pytest.mark.parametrize(("recent", "said_of_it"), [(6.0, "run_level"), (5.0, "run_jump")])
def test_a_longest_run_is_a_jump_only_beyond_a_tenth(recent, said_of_it):
    chosen = Scenario(longest_miles=6.0, recent_longest_miles=recent)
    amounts = {"run": EN.distance(6.0), "recent": EN.distance(recent), "percent": EN.percent(0.2)}
    said = EN.text(f"describe.change.{said_of_it}", **amounts)
    assert said in describe_change(EN, table(), table(), chosen)


def test_from_nothing_to_something_is_not_a_percentage():
    text = describe_change(EN, table(), table(), Scenario(miles=0.0, after_miles=10.0))
    assert "inf" not in text
    assert "Steps on each leg rise from 0 to 1,000." in text


def test_nothing_against_nothing_is_the_same():
    text = describe_change(EN, table(), table(), Scenario(miles=0.0, after_miles=0.0))
    assert "Steps on each leg stay at 0." in text
    assert text.endswith(EN.text("describe.change.means_same"))


def test_force_curves_speak_the_steps_own_numbers(one_step):
    text = describe.force_curve(EN, one_step)
    joint = one_step.loads["tibiofemoral"]
    assert EN.force(joint.peak_bw) in text
    assert EN.force(one_step.active_peak_bw) in text
    assert f"{EN.number(one_step.contact_time_s, 2)} seconds" in text
    assert f"{EN.number(one_step.step_rate_spm, 0)} steps a minute" in text


def test_a_curves_peak_is_spoken_with_both_ends_of_its_range(one_step):
    for load in (*describe.LIMB_LOADS, "tibiofemoral"):
        one = one_step.loads[load]
        assert one.peak_bw_low < one.peak_bw < one.peak_bw_high
        low, high = EN.number(one.peak_bw_low, 1), EN.number(one.peak_bw_high, 1)
        assert f"{low} to {high}" in describe.load_curve(EN, one_step, load)
    assert f"{low} to {high}" in describe.force_curve(EN, one_step)  # of the joint


def test_a_changed_week_is_spoken_with_the_range_of_the_comparison():
    chosen, clinical = Scenario(miles=20.0, after_miles=10.0), Words(register="clinical")
    said = describe_change(clinical, table(), table(), chosen)
    assert "Hamstring tendons, the week after against now: 0.5 times (range 0.45 to 0.55)." in said
    sure = subject_facts(Band(0.5, 0.5, 0.5))
    said = describe_change(clinical, table(), table(), chosen, sure)
    assert "Hamstring tendons, the week after against now: 0.5 times." in said
    plain = describe_change(EN, table(), table(), chosen)
    assert "Hamstring tendons, the week after against now: about half." in plain


def test_steps_are_rounded_once_and_their_difference_is_that_of_what_is_written():
    real = sweep(Runner(), Running(), miles=np.arange(0, 61))
    now = Scenario(miles=20.0, after_miles=13.0)
    text = describe_change(EN, real, real, now)
    before, after, fewer = re.search(
        r"fall from ([\d,]+) to ([\d,]+), so ([\d,]+) fewer", text
    ).groups()
    counts = [int(one.replace(",", "")) for one in (before, after, fewer)]
    assert counts[0] - counts[1] == counts[2]
    assert all(count % 100 == 0 for count in counts)


def test_two_weeks_and_the_way_back_are_spoken_with_both_ends_of_the_range():
    hard = Running(3.4, surface="sand")
    scenario = Scenario(miles=20.0, structure="soleus")
    planned = week(Runner(), hard, 12.0, reference=week(Runner(), Running(), 20.0))
    text = describe.week_chart(EN, planned, scenario)
    assert "against your week now" in text
    for one in planned.loads.values():
        band = {"low": EN.ratio(one.ratio_low), "high": EN.ratio(one.ratio_high)}
        assert EN.text("describe.diagram.band", **band) in text
    back = plan.plan_return(20.0, plan.even_days(8, "grass", 2.6), 6.0, planned)
    text = describe.return_weeks(EN, back, scenario)
    low, central, high = back.weeks[-1].ratio["soleus"]
    assert EN.times(central) in text
    assert EN.text("describe.diagram.band", low=EN.ratio(low), high=EN.ratio(high)) in text


def test_the_usual_week_and_the_guide_are_named_as_what_they_are():
    for changed, named in (
        ({}, "a week at the clinic’s guide"),
        ({"usual_miles": 9}, "usual week"),
    ):
        text = describe.miles_chart(EN, table(), Scenario(**changed), "soleus")
        assert named in text


def test_a_muscle_works_from_half_its_own_peak_on(one_step):
    """Each muscle that is named pulls with at least half its peak, and none that is not does."""
    for percent in range(0, 100, 2):
        named = working(one_step, float(percent))
        for load in {"soleus", "semimembranosus", "biceps_femoris_long", "gastrocnemius_medial"}:
            one = one_step.loads[load]
            force_n = float(np.interp(percent, one.percent_stride, one.force_n))
            assert (load in named) == (force_n >= 0.5 * one.peak_n), (percent, load)


def test_the_hamstring_pulls_before_landing_and_the_calf_after(one_step):
    assert "leg swings forward" in describe.load_curve(EN, one_step, "semimembranosus")
    assert "foot is on the ground" in describe.load_curve(EN, one_step, "soleus")
    assert describe.stride(EN, one_step).count("force through one stride") == 4


def test_charts_speak_every_bar():
    week = Scenario(miles=20.0)
    peaks = describe.step_chart(EN, (table(), table()), week)
    force = EN.force(30.0)
    assert f"Deep calf muscle: {force} now, {force} after, range 30.0." in peaks
    assert peaks.count(" now, ") == len(LOADS)
    ground = describe.ground_chart(EN, table(), week, "soleus")
    assert ground.count("1.33 times (range 1 to 2).") == len(SURFACES)
    assert "All ranges overlap." in ground
    moved = table().ratio.copy()
    moved[2, 1] = 99.0
    apart = table(ratio=moved, ratio_low=moved, ratio_high=moved)
    assert "All ranges overlap." not in describe.ground_chart(EN, apart, week, "soleus")
    runs = describe.runs_chart(EN, Scenario(longest_miles=8.0, recent_longest_miles=6.0))
    assert "This week 8 miles. Longest of the past 30 days: 6 miles." in runs
    assert "15 miles" in describe.miles_chart(EN, table(), week, "soleus")


@pytest.mark.parametrize("register", ["plain", "clinical"])
@pytest.mark.parametrize("units", ["miles", "km"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_description_speaks_every_language(structures, one_step, language, units, register):
    words, now = Words(language, register, units), Scenario(miles=22.0)
    real, whole = sweep(Runner(), Running(), miles=np.arange(0, 61, 20)), week(Runner(), Running())
    for text in (
        describe_change(words, real, real, now),
        describe.force_curve(words, one_step),
        describe.stride(words, one_step),
        describe.miles_chart(words, real, now, "achilles"),
        describe.week_chart(words, whole, now),
        describe.step_chart(words, (real, real), now),
        describe.ground_chart(words, real, now, "achilles"),
        describe.runs_chart(words, now),
        describe.model_map(words),
    ):
        assert text.endswith(".")
        assert not re.search(r"[{}]|nan|inf\b|None", text)
