"""The answer beside the picture: the right words for each size, and no more than is known."""

import math
import re
from dataclasses import replace

import pytest

from explainer.describe.answer import (
    Band,
    Facts,
    Part,
    Reference,
    compose,
    size_of,
    size_words,
    sizes,
)
from explainer.describe.subject import find_subject, unchosen_subject
from explainer.scenario import Mark, Scenario
from explainer.words import LANGUAGES, Words

EN = Words()
GUIDE = Reference("guide", 15.0, "asphalt", 11942.6, 2.0)
NOW = Reference("now", 25.0, "concrete", 19930.0, 2.0)


def one(value: float) -> Band:
    return Band(value, value, value)


WEEK = Facts(
    part=Part("hamstring tendons"), reference=GUIDE, miles=20.0, surface="asphalt", steps=15923.4,
    ratio=one(20 / 15), ground=one(1.0), peak_bw=Band(2.0, 1.5, 2.6),
)  # fmt: skip
CHANGE = replace(
    WEEK, reference=NOW, miles=12.0, surface="grass", steps=9566.0, ratio=one(0.48), after=True
)


def said(facts: Facts, words: Words = EN) -> str:
    return str(compose(words, facts))


def test_one_week_is_compared_with_the_clinics_guide():
    answer = compose(EN, WEEK)
    assert answer.about == "Hamstring tendons"
    assert answer.headline == "20 miles: a third more than your clinic’s 15"
    steps = "You take 15,900 steps on each leg, not 11,900, and each one pulls just as hard."
    assert answer.sentences[0] == steps
    assert "your usual week" in said(replace(WEEK, reference=replace(GUIDE, kind="usual")))


def test_two_weeks_are_compared_with_each_other():
    answer = compose(EN, CHANGE)
    assert answer.headline == "About half of your week now"
    assert answer.sentences[0].startswith("You take 9,600 steps on each leg, not 19,900, but each")
    assert answer.sentences[-1].endswith("It does not tell you that it has healed.")


def test_a_spanish_reader_has_the_same_answer():
    answer = compose(Words("es"), CHANGE)
    assert answer.headline == "Más o menos la mitad de su semana actual"
    assert "9,600 pasos" in answer.sentences[0]


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (0.03, "almost nothing"), (0.25, "about a quarter"), (1 / 3, "about a third"),
        (0.45, "about half"), (0.55, "about half"), (2 / 3, "about two thirds"),
        (0.75, "about three quarters"), (0.95, "about the same"), (1.05, "about the same"),
        (1.2, "a fifth more"), (4 / 3, "a third more"), (1.5, "half as much again"),
        (5 / 3, "two thirds more"), (2.0, "about twice"), (3.0, "about three times"),
        (3.1, "more than 3 times"), (40.0, "more than 3 times"),
    ],
)  # fmt: skip
def test_a_ratio_is_told_by_its_size(ratio, words):
    assert size_words(EN, ratio) == words


def test_sizes_rise_without_a_gap():
    ends = [below for _, below in sizes()]
    assert ends == sorted(set(ends))
    assert ends[-1] == math.inf
    for language in LANGUAGES:
        told = {size_words(Words(language), 0.01 * n) for n in range(320)}
        assert len(told) == len(sizes())


def test_ground_without_a_clear_difference_says_so_and_moves_no_size():
    wide = replace(WEEK, surface="grass", ground=Band(0.97, 0.9, 1.05))
    assert "on grass or on a road makes no clear difference" in said(wide)
    moved = replace(wide, surface="sand", ground=Band(1.1, 0.8, 1.4), ratio=one(1.1 * 20 / 15))
    assert compose(EN, moved).headline == compose(EN, WEEK).headline, "ground is told apart"
    tiny = replace(WEEK, surface="grass", ground=Band(0.99, 0.985, 0.995))
    assert "no clear difference" in said(tiny), "nobody can notice one in a hundred"
    assert "difference" not in said(WEEK), "a road beside a road"


def test_a_clear_difference_of_the_ground_is_told_by_its_size():
    sand = replace(WEEK, surface="sand", ground=Band(1.2, 1.1, 1.4), ratio=one(1.6))
    assert "Each mile on dry sand asks a fifth more than on a road, but people differ." in said(
        sand
    )
    little = replace(sand, ground=Band(1.04, 1.02, 1.06))
    assert "asks a little more than on a road" in said(little)
    assert "no clear difference" not in said(sand)


@pytest.mark.parametrize(
    ("ratio", "steps", "peak", "wanted"),
    [
        (1.0, 11942.6, 1.0, "Each step pulls just as hard, too."),
        (1.6, 15923.4, 1.2, "Each step also asks a fifth more."),
        (1.2, 11942.6, 1.2, "But each step asks a fifth more."),
        (0.75, 11942.6, 0.75, "But each step asks less: about three quarters."),
        (0.6, 9566.0, 0.75, "Each step also asks less: about three quarters."),
        # Quicker: the pull is stronger and shorter. "Just as hard" would be wrong.
        (1.18, 14100.0, 1.2, "a fifth more. Over the whole step it adds up to about the same."),
        (0.9, 11942.6, 1.0, "pulls about the same. Over the whole step it adds up to a tenth less"),
    ],
)
def test_what_a_step_does_is_told_apart_from_how_many_there_are(ratio, steps, peak, wanted):
    week = replace(WEEK, ratio=one(ratio), steps=steps, peak_bw=one(2.0 * peak))
    assert wanted in said(week)


def test_a_joint_is_pressed_and_settles_as_a_joint():
    joint = said(replace(CHANGE, part=Part("main knee joint", "joint")))
    assert "each one presses just as hard" in joint
    assert "a sore joint settle" in joint


def test_more_load_is_told_with_what_it_does_not_mean():
    assert "High load is not injury." in said(WEEK)
    assert "settle" not in said(WEEK)


def test_no_miles_and_unknown_parts_have_words_of_their_own():
    assert compose(EN, replace(WEEK, miles=0.0)).headline == "No running this week"
    assert "after the change" in compose(EN, replace(CHANGE, miles=0.0)).headline
    unknown = said(replace(WEEK, part=Part("popliteus", status="unknown")))
    assert "Not known. Nobody has published its force in running" in unknown
    assert "steps" not in unknown
    none = said(replace(WEEK, part=Part("artery", status="none")))
    assert "drawn to help you find your way" in none


def test_what_nobody_measured_is_said_to_be_a_guess():
    assert "rough guess" in said(replace(WEEK, unmeasured="Pace"))
    clinical = said(replace(WEEK, unmeasured="Pace"), Words(register="clinical"))
    assert "Beyond what was measured: Pace." in clinical
    assert "guess" not in said(WEEK)


def test_one_step_is_a_force_in_body_weights():
    step = replace(WEEK, measure="step", peak_bw=Band(10.6, 8.0, 13.0), part=Part("joint", "joint"))
    assert compose(EN, step).headline == "About 11 times your body weight"
    assert compose(EN, replace(step, peak_bw=Band(1.93, 1.5, 2.5))).headline.startswith("About 1.9")
    assert compose(EN, replace(step, miles=0.0)).headline == compose(EN, step).headline


def test_the_clinical_answer_gives_ratio_band_cycles_and_peak():
    words = Words(register="clinical")
    exact = said(CHANGE, words)
    assert "0.48 × the week now" in exact
    assert "0.48 of the reference; only the number of steps differs" in exact
    assert "Cycles per leg: 9,600 against 19,900." in exact
    assert "Peak per step: 2 × BW (1.5 to 2.6), unchanged." in exact
    assert "MPa" not in exact
    wide = replace(
        CHANGE, ratio=Band(0.5, 0.45, 0.57), peak_bw=Band(2.2, 1.6, 2.9),
        stress_mpa=Band(7.5, 5.0, 10.0),
    )  # fmt: skip
    assert "(80 % band 0.45 to 0.57)" in said(wide, words)
    assert "1.1 of the reference." in said(wide, words)
    assert "7.5 MPa (5 to 10)" in said(wide, words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("units", ["miles", "km"])
def test_the_plain_answer_holds_no_stress_no_band_and_no_bare_number(language, units):
    words = Words(language, "plain", units)
    for facts in (WEEK, CHANGE, replace(WEEK, measure="step"), replace(WEEK, surface="sand")):
        told = said(replace(facts, stress_mpa=Band(7.5, 5.0, 10.0)), words)
        assert not re.search(r"MPa|×|%|\d to \d|\d a \d|nan|[{}]", told)


def test_steps_are_rounded_once_and_distances_to_a_tenth():
    assert EN.step_count(19949.9) == "19,900"
    assert EN.step_count(850.0) == "900"
    assert [EN.distance(miles) for miles in (1.0, 12.5, 20.0)] == [
        "1 mile", "12.5 miles", "20 miles",
    ]  # fmt: skip
    assert Words(units="km").distance(15.0) == "24.1 kilometres"


def test_the_answer_is_about_the_chosen_part_then_the_mark_then_the_page():
    chosen = find_subject(EN, "tendons", Scenario(structure="achilles", mark=Mark(-22.0, 5.2)))
    assert (chosen.load, chosen.part.marked) == ("achilles", False)
    marked = find_subject(EN, "tendons", Scenario(mark=Mark(-22.0, 5.2)))
    assert marked.part.marked
    assert marked.load
    assert "under your sore spot" in said(replace(WEEK, part=marked.part))
    beside = find_subject(EN, "tendons", Scenario(mark=Mark(240.0, 0.0)))
    assert beside.part.name == "hamstring tendons"


def test_a_page_about_the_back_of_the_knee_never_speaks_of_the_soleus():
    for page in ("start", "tendons", "hamstrings_calf", "load", "plan"):
        found = unchosen_subject(EN, page, Scenario())
        assert found.load == "hamstrings"
        assert "hamstring" in found.part.name
    assert unchosen_subject(EN, "hinge", Scenario()).load == "tibiofemoral"
    assert size_of(1.0) == "same"
