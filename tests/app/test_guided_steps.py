"""Guided steps: each one can be reached, and moves only the picture."""

import csv
import tomllib

import pytest

from explainer import catalog
from explainer.scenario import Scenario, names
from explainer.ui.lesson import guided_steps
from explainer.words import LANGUAGES, TEXT, Words
from tests.conftest import SITE

PAGES = sorted(file.stem for file in (catalog.DATA / "steps").glob("*.csv"))
PICTURE = {
    "knee_view", "dress", "measure", "rendering", "structure", "emphasis", "cut", "flexion_deg",
    "camera", "limb_moved_by", "cycle_percent", "hip_flexion_deg", "ankle_dorsiflexion_deg",
}  # fmt: skip


def words_of(language: str, page: str) -> list[dict]:
    return tomllib.loads((TEXT / language / f"{page}.toml").read_text(encoding="utf-8"))["guide"]


@pytest.mark.parametrize("page", PAGES)
def test_every_value_of_a_step_is_one_that_a_link_can_hold(page):
    for choices in guided_steps.read_steps(page).values():
        assert set(choices) <= PICTURE & set(names())
        assert Scenario.from_query(choices)[1] == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_step_has_its_words_a_question_and_an_answer(page, language):
    parts = words_of(language, page)
    assert sorted(guided_steps.read_steps(page)) == list(range(1, len(parts) + 1))
    assert len(parts) <= catalog.choices()["lesson_step"].high
    for part in parts:
        assert part["question"].endswith("?")
        assert 0 <= part["answer_index"] < len(part["choices"])
        assert all(part[name] for name in ("title", "look", "explain", "sources"))


@pytest.mark.parametrize("page", PAGES)
def test_the_choices_of_a_step_are_not_always_right_in_the_same_place(page):
    parts = words_of("en", page)
    assert {part["answer_index"] for part in parts} != {0}


@pytest.mark.parametrize("page", PAGES)
def test_a_step_keeps_the_runner_and_the_free_picture_keeps_everything(page):
    runner = Scenario(miles=33.0, surface="sand", flexion_deg=30.0)
    first = guided_steps.apply_step(page, 1, runner)
    assert (first.miles, first.surface, first.lesson_step) == (33.0, "sand", 1)
    assert guided_steps.apply_step(page, 0, first) == first.choosing(lesson_step=0.0)


@pytest.mark.parametrize("page", PAGES)
def test_the_two_buttons_go_through_all_steps_and_back_to_the_whole_picture(open_page, page):
    app = open_page(page)
    total = len(words_of("en", page))
    assert not [button for button in app.button if button.key == "step_back"]
    for step in range(1, total + 1):
        app.button(key="step_next").click().run()
        assert not app.exception
        assert app.session_state["scenario"].lesson_step == step
        texts = " ".join(block.value for block in app.markdown)
        assert words_of("en", page)[step - 1]["title"] in texts
    app.button(key="step_back").click().run()
    assert app.session_state["scenario"].lesson_step == total - 1
    app.button(key="step_next").click().run()
    app.button(key="step_next").click().run()
    assert app.session_state["scenario"].lesson_step == 0


def test_a_step_opens_from_its_link_and_explains_after_the_guess(open_page):
    app = open_page("hinge", lesson_step="2", layer="posterior_joint")
    part = words_of("en", "hinge")[1]
    text = Words().text("common.lesson.right")
    assert part["explain"] not in " ".join(block.value for block in app.markdown)
    app.radio(key="hinge_guess_2").set_value(part["answer_index"]).run()
    texts = " ".join(block.value for block in app.markdown)
    assert part["explain"] in texts
    assert text in texts


def test_a_step_does_not_follow_to_another_page(open_page):
    app = open_page("hinge", lesson_step="3")
    assert [button for button in app.button if button.key == "step_back"]
    app.switch_page(str(SITE.parents[2] / "pages" / "tendons.py")).run()
    assert app.session_state["scenario"].lesson_step == 0


def test_in_the_clinic_a_step_is_told_at_once(open_page):
    app = open_page("tendons", lesson_step="3", view="consult")
    assert words_of("en", "tendons")[2]["explain"] in " ".join(b.value for b in app.markdown)


def test_no_row_of_a_step_is_without_its_reason():
    for page in PAGES:
        with (catalog.DATA / "steps" / f"{page}.csv").open(encoding="utf-8") as rows:
            assert all(row["where"].strip() for row in csv.DictReader(rows))
