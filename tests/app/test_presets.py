"""Presets and the two weeks: one press sets both, and only what the preset names differs."""

import re

import pytest

from explainer import catalog, describe
from explainer.scenario import Day, Scenario, names
from explainer.ui import model_cache
from explainer.ui.lesson import choice_controls
from explainer.ui.load import presets
from explainer.words import LANGUAGES, Words
from explainer.words.amounts import round_steps
from tests.support.field_driver import field, fill

TWINS = [name for name in names() if name.startswith("after_")]


def describe_change(words: Words, scenario: Scenario) -> str:
    weeks = model_cache.week_table(scenario), model_cache.week_table(scenario, after=True)
    compared = model_cache.compared_week(scenario, after=True)
    second = describe.scenario_after_change(scenario)
    facts = describe.subject_facts(words, "load", compared, second)
    return " ".join(describe.change_lines(words, *weeks, facts, scenario))


@pytest.mark.parametrize("name", presets.read_built_in())
def test_a_preset_uses_only_values_that_a_link_can_hold(name):
    preset = presets.read_built_in()[name]
    plain = {field: text for field, text in preset.items() if not text.startswith("=")}
    assert Scenario.from_query(plain)[1] == ()
    assert set(preset) <= set(names())
    copied = {text[1:] for text in preset.values() if text.startswith("=")}
    assert copied <= set(names())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_preset_has_a_name_and_fits_the_number_keys(language):
    assert len(presets.read_built_in()) <= presets.MOST_PRESETS
    for name in presets.read_built_in():
        assert Words(language).text(f"load.presets.{name}")


@pytest.mark.parametrize("name", presets.read_built_in())
def test_what_a_preset_does_not_name_is_alike_in_both_weeks(name):
    odd = Scenario(after_speed_m_s=4.0, after_slope_deg=5.0, after_step_rate_change=-0.1)
    preset, found = (
        presets.read_built_in()[name],
        presets.apply_preset(presets.read_built_in()[name], odd),
    )
    for twin in TWINS:
        first = twin.removeprefix("after_")
        if twin not in preset:
            assert getattr(found, twin) == getattr(found, first)
        elif preset[twin].startswith("="):
            assert getattr(found, twin) == getattr(found, preset[twin][1:])
    assert found.mass_kg == odd.mass_kg


@pytest.mark.parametrize(("name", "rough"), [("even", "uneven"), ("firm", "sand")])
def test_uneven_ground_and_sand_have_a_preset_that_changes_the_ground_alone(name, rough):
    before = Scenario(miles=22, after_miles=9)
    found = presets.apply_preset(presets.read_built_in()[name], before)
    assert (found.surface, found.after_surface) == (rough, "asphalt")
    assert (found.miles, found.after_miles) == (22, 22)


def test_a_preset_that_takes_over_what_nobody_said_is_left_out():
    words, label = Words(), Words().text("load.presets.long_run")
    assert label not in dict(presets.offered(words, Scenario()))
    description = presets.offered(words, Scenario(recent_longest_miles=5.0))
    assert label in dict(description)
    assert len(description) <= presets.MOST_PRESETS


def test_the_first_preset_is_the_clinics_classic_and_its_steps_add_up():
    found = presets.apply_preset(presets.read_built_in()["concrete_to_grass"], Scenario())
    assert (found.miles, found.surface) == (25, "concrete")
    assert (found.after_miles, found.after_surface) == (15, "grass")
    weeks = model_cache.week_table(found), model_cache.week_table(found, after=True)
    before, after = (
        round_steps(describe.steps_per_leg(weeks[0], found)),
        round_steps(describe.steps_per_leg(weeks[1], describe.scenario_after_change(found))),
    )
    words, description = Words(), describe_change(Words(), found)
    steps = [words.number(count, 0) for count in (before, after, before - after)]
    assert (
        words.text(
            "describe.change.steps_less", before=steps[0], after=steps[1], difference=steps[2]
        )
        in description
    ), "no sum of what is read comes out wrong"


def test_quicker_steps_are_never_said_to_ease_everything():
    found = presets.apply_preset(presets.read_built_in()["quick_steps"], Scenario())
    assert Words().text("describe.change.means_mixed") in describe_change(Words(), found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("surface", catalog.choices()["surface"].options)
def test_no_text_of_a_change_says_up_to_a_range(language, surface):
    words = Words(language)
    found = Scenario(miles=20, after_miles=20, after_surface=surface)
    week = model_cache.compared_week(found, after=True)
    second = describe.scenario_after_change(found)
    summary = f"{describe_change(words, found)} " + str(
        describe.week_answer(words, "load", week, second)
    )
    assert not re.search(r"(up to|hasta)( un)? \d+( to | a )\d", summary)


FAR = Scenario(longest_miles=12.0, recent_longest_miles=6.0)


def test_the_preset_of_a_shorter_run_takes_the_jump_away():
    found = presets.apply_preset(presets.read_built_in()["long_run"], FAR)
    assert found.longest_miles == found.recent_longest_miles
    assert "it is no jump" in describe_change(Words(), found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_ends_with_what_it_does_not_mean(language):
    words = Words(language)
    for name in presets.read_built_in():
        found = presets.apply_preset(presets.read_built_in()[name], Scenario())
        description = describe_change(words, found)
        ends = [
            words.text(f"describe.change.means_{way}") for way in ("less", "more", "same", "mixed")
        ]
        assert any(description.endswith(end) for end in ends)


def test_swapping_twice_changes_nothing_and_keeping_makes_both_alike():
    odd = Scenario(miles=30.0, after_miles=10.0, after_surface="sand")
    once = odd.choosing(**presets.swap_weeks(odd))
    assert (once.miles, once.surface, once.after_miles) == (10.0, "sand", 30.0)
    assert once.choosing(**presets.swap_weeks(once)) == odd
    kept = odd.choosing(**presets.adopt_change(odd))
    assert all(getattr(kept, twin) == getattr(kept, twin.removeprefix("after_")) for twin in TWINS)


def test_a_press_moves_both_weeks_on_the_page(open_page):
    app = open_page("load", days=";".join(["2,grass,2.5"] * 7))
    app.button(key="preset_0").click().run()
    now = app.session_state["scenario"]
    assert (now.miles, now.after_miles, now.after_surface) == (25, 15, "grass")
    assert now.days == (Day(2.0, "grass", 2.5),) * 7
    app.button(key="week_swap").click().run()
    assert app.session_state["scenario"].miles == 15
    app.button(key="week_keep").click().run()
    now = app.session_state["scenario"]
    assert now.miles == now.after_miles == catalog.choices()["miles"].default + 5


def test_finer_choices_wait_in_a_drawer_and_what_differs_is_said(open_page):
    app = open_page("load", after_speed_m_s="2.5")
    description = [one.value for one in app.markdown]
    assert any(
        "Pace: 9:15 minutes per mile now, 10:44 minutes per mile after." in one
        for one in description
    )
    with pytest.raises(LookupError):
        field(app, "after_slope_deg")
    app.session_state["drawer_load_finer"] = True
    fill(app.run(), "after_slope_deg", choice_controls.possible_values("slope_deg").index(-5.0))
    assert not app.exception
    assert app.session_state["scenario"].after_slope_deg == -5.0
    assert any("Slope: 0° now, \N{MINUS SIGN}5° after." in one.value for one in app.markdown)
