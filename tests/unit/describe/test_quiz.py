"""Check yourself: answers come from the model and from the atlas, and can be tapped where asked."""

import json
from dataclasses import replace

import numpy as np
import pytest

from explainer import catalog, describe
from explainer.anatomy import atlas
from explainer.describe import quiz
from explainer.scenario import Scenario
from explainer.ui import model_cache
from explainer.ui.lesson.lesson import PAGES
from explainer.words import LANGUAGES, Words

PAGES_WITH_QUIZ = [page for page in PAGES if quiz.count(Words(), page)]
LESSONS = ("hinge", "tendons", "hamstrings_calf", "load")
FOR_ALL = 5  # questions a lesson


def basis(words: Words | None = None, **choices) -> quiz.Basis:
    scenario = replace(Scenario(), **choices)
    table, step = model_cache.week_table(scenario), model_cache.one_step(scenario)
    return quiz.Basis(words or Words(), scenario, table, step)


def question(page: str, name: str, **choices) -> dict:
    return next(one for one in quiz.questions(basis(**choices), page) if one["id"] == name)


def drawn(view: str) -> set[str]:
    """The structures that a view's straight plate shows."""
    plate = next(one for one in atlas.plates() if one.view == view)
    sheet = json.loads((atlas.DIRECTORY / plate.regions).read_text(encoding="utf-8"))
    return {region["id"] for region in sheet["regions"]}


def test_each_lesson_asks_five_and_start_and_plan_some():
    assert {*LESSONS, "start", "plan"} == set(PAGES_WITH_QUIZ)
    assert all(quiz.count(Words(), page) == FOR_ALL for page in LESSONS)


@pytest.mark.parametrize("register", ["plain", "clinical"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES_WITH_QUIZ)
def test_every_question_is_whole_and_can_be_answered_on_its_picture(page, language, register):
    for one in quiz.questions(basis(Words(language, register)), page):
        assert one["ask"]
        assert one["explain"]
        assert "{" not in one["ask"] + one["explain"]
        if "answers" in one:
            assert set(one["answers"]) <= set(catalog.structures())
            assert set(one["answers"]) & drawn(one["view"]), one["id"]
        else:
            assert one["low"] < one["high"]


def test_the_most_changed_part_is_the_models_own():
    found = question("load", "sand")
    table = model_cache.week_table(Scenario())
    firm, sand = (table.peak_bw[:, table.surfaces.index(one)] for one in ("asphalt", "sand"))
    change = np.abs(sand / firm - 1)
    best = {
        load for load, one in zip(table.loads, change, strict=True) if one > change.max() - 5e-4
    }
    loads = {catalog.structures()[part].load for part in found["answers"]}
    assert loads == best
    assert Words().percent(float(change.max())) in found["explain"]


def test_a_ground_that_changes_little_is_said_to_change_little():
    assert "Hardly any" in question("load", "grass")["explain"]
    assert "Hardly any" not in question("load", "sand")["explain"]


def test_the_joint_that_presses_harder_is_the_models_own():
    for choices in ({}, {"surface": "sand", "speed_m_s": 4.5}):
        loads = model_cache.one_step(replace(Scenario(), **choices)).loads
        most = max(("tibiofemoral", "patellofemoral"), key=lambda load: loads[load].peak_bw)
        parts = question("load", "joint_more", **choices)["answers"]
        assert {catalog.structures()[part].load for part in parts} == {most}


@pytest.mark.parametrize("miles", [3.0, 25.0, 60.0])
def test_half_the_week_is_half_the_load(miles):
    found = question("load", "half_week", miles=miles)
    assert found["field"] == "miles"
    assert found["low"] < miles / 2 < found["high"]
    table, half = model_cache.week_table(Scenario()), replace(Scenario(), miles=miles / 2)
    name, load = "ratio", Scenario().load
    whole = describe.read_value(table, name, load, replace(half, miles=miles))
    assert describe.read_value(table, name, load, half) == pytest.approx(whole / 2)


def test_a_week_without_running_is_not_to_be_halved():
    assert "half_week" not in [one["id"] for one in quiz.questions(basis(miles=0.0), "load")]


def test_the_asked_bend_is_the_models_and_a_plate_stands_there():
    found = question("hinge", "peak_bend")
    peak_deg = model_cache.one_step(Scenario()).knee_flexion_peak_deg
    assert found["low"] < peak_deg < found["high"]
    bends = [plate.flexion_deg for plate in atlas.plates() if plate.view == found["view"]]
    assert any(found["low"] <= bend <= found["high"] for bend in bends)


def test_what_must_not_be_pressed_is_a_vessel_or_a_nerve():
    kinds = {catalog.structures()[one].kind for one in question("tendons", "no_press")["answers"]}
    assert kinds == {"artery", "vein", "nerve"}


def test_swing_parts_pull_harder_in_the_air():
    loads = model_cache.one_step(Scenario()).loads
    for part in question("hamstrings_calf", "swing")["answers"]:
        load = loads[catalog.structures()[part].load]
        assert load.peak_swing_n > load.peak_stance_n
