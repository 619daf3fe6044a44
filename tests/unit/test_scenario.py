"""The scenario: its texts and its link restored exactly, whatever stands in it, never a failure."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer import catalog
from explainer.link import CHANGED, CUT
from explainer.scenario import DAYS_A_WEEK, MARK_REACH_MM, Camera, Day, Mark, Scenario, names


def number_choices():
    return [c for c in catalog.choices().values() if c.is_number]


def test_every_choice_of_the_data_is_a_field_of_the_scenario():
    own = {
        "structure",
        "camera",
        "mark",
        "days",
        "home_care",
        "aggravators",
        "pain_pose",
    }  # limited by other records
    assert {field.name for field in fields(Scenario)} - own == set(catalog.choices())


def test_every_choice_has_a_text_that_restores_it():
    odd = Scenario(miles=25, mark=Mark(1.5, -20), language="es")
    assert set(odd.to_text()) == set(names())
    assert Scenario.from_text(odd.to_text()) == odd
    assert Scenario.from_text({"miles": "lots", "also": "x", "surface": "sand"}) == Scenario(
        surface="sand"
    )


@given(st.data())
def test_texts_and_links_restore_the_same_scenario(data):
    chosen = {}
    for choice in catalog.choices().values():
        if choice.is_number:
            chosen[choice.name] = data.draw(st.floats(choice.low, choice.high))
        else:
            chosen[choice.name] = data.draw(st.sampled_from(choice.options))
    reach = st.floats(0.3, 6)
    camera = Camera(data.draw(reach), data.draw(reach), data.draw(reach))
    place = st.floats(-MARK_REACH_MM, MARK_REACH_MM)
    mark = Mark(data.draw(place), data.draw(place))
    grounds = st.sampled_from(catalog.choices()["surface"].options)
    run = st.builds(Day, st.floats(0, 60), grounds, st.floats(1.8, 6.0))
    days = tuple(data.draw(st.lists(run, min_size=DAYS_A_WEEK, max_size=DAYS_A_WEEK)))
    scenario = Scenario(**chosen, camera=camera, mark=mark, days=days)
    assert Scenario.from_query(scenario.to_query()) == (scenario, ())
    assert Scenario.from_text(scenario.to_text()) == scenario
    first = {"v": "1"} | scenario.to_text()  # how version 1 wrote it
    assert Scenario.from_query(first) == (scenario, ())


WORDS = st.text(max_size=20)
LINKS = st.dictionaries(
    st.sampled_from([*names(), "v", "zzz", "c", "n", "m", "g", "days", "at"]),
    WORDS | st.lists(WORDS, max_size=2) | st.sampled_from(["1", "2", "5-0-8-0-8-0-12"]),
    max_size=6,
)


@given(LINKS)
def test_no_link_raises_and_each_odd_value_is_named(query):
    scenario, replaced = Scenario.from_query(query)
    for item in replaced:
        if item.field in names():
            assert item.used == scenario.to_text()[item.field]
        else:
            assert item.field in ("v", CUT, CHANGED)


@pytest.mark.parametrize("choice", number_choices(), ids=lambda choice: choice.name)
@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "", " ", "١٢", "1_0", "<b>1</b>"])
def test_a_number_that_is_none_is_replaced_by_the_default(choice, text):
    scenario, replaced = Scenario.from_query({choice.name: text})
    assert getattr(scenario, choice.name) == choice.default
    assert [(item.field, item.given) for item in replaced] == [(choice.name, text)]


@pytest.mark.parametrize("choice", number_choices(), ids=lambda choice: choice.name)
def test_a_number_outside_its_limits_is_replaced_and_named(choice):
    for text in (f"{choice.low - choice.step}", f"{choice.high + choice.step}"):
        scenario, replaced = Scenario.from_query({choice.name: text})
        assert scenario == Scenario()
        assert replaced[0].field == choice.name
        assert float(replaced[0].used) == choice.default


def test_a_good_value_beside_a_bad_one_is_kept():
    scenario, replaced = Scenario.from_query({"miles": "25", "surface": "lava"})
    assert scenario == replace(Scenario(), miles=25)
    assert replaced == (("surface", "lava", "asphalt"),)


def test_of_a_repeated_key_the_last_counts():
    assert Scenario.from_query({"miles": ["10", "30"]})[0].miles == 30


def test_an_unknown_version_is_named():
    assert Scenario.from_query({"v": "99"})[1] == (("v", "99", "2"),)


def test_a_huge_value_is_shown_shortened():
    assert len(Scenario.from_query({"surface": "x" * 100_000})[1][0].given) == 40


@pytest.mark.parametrize("text", ["1,2", "0,0,0", "9,0,0", "a,b,c", "1,2,3,4", "nan,0,1"])
def test_a_camera_inside_the_bone_or_out_of_sight_is_replaced(text):
    scenario, replaced = Scenario.from_query({"camera": text})
    assert scenario.camera == Scenario().camera
    assert replaced[0].field == "camera"


@pytest.mark.parametrize("text", ["1", "1,2,3", "0,251", "a,b", "nan,0"])
def test_a_mark_that_is_no_place_on_the_knee_is_named(text):
    scenario, replaced = Scenario.from_query({"mark": text})
    assert scenario.mark is None
    assert replaced[0].field == "mark"


@pytest.mark.parametrize(
    "text", ["5,grass,2.9", ";".join(["5,moon,2.9"] * 7), ";".join(["5,grass"] * 7), "5" + ";" * 6]
)
def test_a_week_that_is_no_week_is_named(text):
    scenario, replaced = Scenario.from_query({"days": text})
    assert scenario.days == ()
    assert replaced[0].field == "days"


@pytest.mark.parametrize("odd", ["many", None, [], {"a": 1}, 1e300, -5, float("nan"), "<b>"])
def test_a_choice_that_no_link_could_hold_keeps_what_stood_before(odd):
    before = Scenario(miles=25, surface="grass")
    after = before.choosing(miles=odd, surface=odd, flexion_deg=30)
    assert after == replace(before, flexion_deg=30)


@given(st.sampled_from(catalog.choices()["surface"].options), st.floats(0, 60))
def test_a_good_choice_is_taken_whole(surface, miles):
    run = (Day(miles, surface, 2.9),) * DAYS_A_WEEK
    chosen = Scenario().choosing(surface=surface, miles=miles, days=run, mark=Mark(1.5, -20.25))
    assert chosen == Scenario(surface=surface, miles=miles, days=run, mark=Mark(1.5, -20.25))
