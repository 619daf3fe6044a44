"""The plan's short question in process: answers reach the link, the steps and the way back."""

import pytest

from explainer.catalog import aggravators
from explainer.describe import aggravators as said
from explainer.words import LANGUAGES, Words
from tests.support.field_driver import field, fill

FIELD = "aggravators"


def shown(app) -> str:
    return "\n".join(one.value for one in app.markdown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_reach_the_scenario_the_first_step_and_the_way_back(open_page, language):
    words = Words(language)
    app = open_page("plan", language=language)
    assert words.tables("plan.steps")[0]["text"] in shown(app)
    fill(app, FIELD, "hills;shoes")
    named = ("hills", "shoes")
    assert app.session_state["scenario"].aggravators == named
    assert said.named(words, named) in shown(app)
    assert said.comes_back_last(words, named) in shown(app)
    assert field(app, FIELD)["value"] == "hills;shoes"
    assert not app.exception


def test_every_answer_is_offered_with_what_to_ease(open_page):
    words = Words()
    offered = [
        answer for one in field(open_page("plan"), FIELD)["questions"] for answer in one["answers"]
    ]
    assert [one["id"] for one in offered] == list(aggravators.aggravators())
    assert [one["said"] for one in offered] == [said.ease(words, one["id"]) for one in offered]


@pytest.mark.parametrize("value", ["moon", "hills;hills", 3, None, ["hills"]])
def test_what_nobody_can_answer_changes_nothing(open_page, value):
    app = open_page("plan", aggravators="long")
    fill(app, FIELD, value)
    assert app.session_state["scenario"].aggravators == ("long",)
    assert not app.exception


def test_at_home_the_question_stands_with_the_plans_steps(open_page):
    app = open_page("plan", view="patient", lesson_step="2")
    assert field(app, FIELD)["value"] == ""
