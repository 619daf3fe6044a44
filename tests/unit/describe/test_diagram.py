"""The knee diagram in words: the same answer as beside it."""

from dataclasses import replace

import pytest

from explainer import describe
from explainer.scenario import Scenario
from explainer.ui.model_cache import compared_week, week_table
from explainer.words import LANGUAGES, Words

EN = Words()


def diagram(scenario: Scenario, words: Words = EN) -> str:
    return describe.diagram(words, "tendons", compared_week(scenario), scenario)


def test_the_diagram_speaks_the_answer_and_the_bend():
    said = diagram(Scenario(miles=20.0))
    week = compared_week(Scenario(miles=20.0))
    assert str(describe.week_answer(EN, "tendons", week, Scenario(miles=20.0))) in said
    assert "20 miles: a third more than your clinic’s 15." in said
    assert "15,900 steps on each leg" in said
    assert "are hatched" in said
    assert said.endswith("The knee is straight.")


def test_the_diagram_follows_part_measure_and_bend():
    chosen = Scenario(miles=20.0, measure="step", structure="achilles", flexion_deg=45.0)
    said = diagram(chosen)
    assert "Achilles tendon · load in each step." in said
    assert "times your body weight." in said
    assert "The knee is bent by 45°." in said
    assert "Not known." in diagram(replace(chosen, structure="popliteus"))


def test_no_part_is_ranked_against_another():
    for scenario in (Scenario(), Scenario(measure="step"), Scenario(structure="soleus")):
        assert "deepest colour" not in diagram(scenario)
        assert "palest colour" not in diagram(scenario)


def test_in_natural_colours_no_load_is_claimed():
    said = diagram(Scenario(dress="natural"))
    assert "miles" not in said
    assert "steps" not in said


@pytest.mark.parametrize("register", ["plain", "clinical"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diagram_speaks_every_language(language, register):
    words = Words(language, register, "km")
    for miles in (0.0, 22.0):
        said = diagram(Scenario(miles=miles, surface="sand", speed_m_s=5.5), words)
        assert said.endswith(".")
        assert not any(mark in said for mark in ("{", "}", "nan", "None"))


def test_equal_weeks_side_by_side_have_one_colour_and_an_answer_of_their_own():
    both = Scenario(miles=25.0, after_miles=25.0)
    now, after = compared_week(both), compared_week(both, after=True)
    second = describe.scenario_after_change(both)
    colours = [
        describe.picture_value(week, "achilles", one)
        for week, one in ((now, both), (after, second))
    ]
    assert colours == pytest.approx([25 / 15, 25 / 15])
    assert describe.week_answer(EN, "load", after, second).headline == (
        "About the same as your week now"
    )


def test_a_change_is_told_against_the_week_now_and_not_against_the_usual_one():
    said = Scenario(usual_miles=40.0, miles=20.0, after_miles=10.0)
    second = describe.scenario_after_change(said)
    answer = describe.week_answer(EN, "load", compared_week(said, after=True), second)
    assert answer.headline == "About half of your week now"


def test_a_week_after_no_running_is_compared_with_the_guide():
    none = Scenario(miles=0.0, after_miles=10.0)
    answer = describe.week_answer(
        EN, "load", compared_week(none, after=True), describe.scenario_after_change(none)
    )
    assert answer.headline == "About two thirds of your clinic’s 15 miles"


def test_a_reader_who_says_the_usual_week_is_compared_with_it():
    usual = Scenario(miles=10.0, usual_miles=20.0)
    answer = describe.week_answer(EN, "start", compared_week(usual), usual)
    assert answer.headline == "10 miles: about half of your usual week"


@pytest.mark.parametrize("register", ["plain", "clinical"])
@pytest.mark.parametrize("page", ["load", "plan"])
@pytest.mark.parametrize("structure", ["", "achilles", "popliteus", "tibial_nerve"])
def test_the_lines_below_two_weeks_speak_of_the_answers_subject(page, structure, register):
    words = Words(register=register)
    chosen = Scenario(miles=20.0, after_miles=12.0, after_surface="grass", structure=structure)
    second, week = describe.scenario_after_change(chosen), compared_week(chosen, after=True)
    facts = describe.subject_facts(words, page, week, second)
    weeks = week_table(chosen), week_table(chosen, after=True)
    lines = describe.change_lines(words, *weeks, facts, chosen)
    answer = describe.week_answer(words, page, week, second)
    compared = [line.partition(", the week after")[0] for line in lines if "against now" in line]
    if facts.part.status == "loaded":
        assert answer.about.startswith(compared.pop())
    assert not compared, "a part without a known load has no line"
