"""The start page's mark in words, the clinic's view, and the view at home step by step."""

import pytest

from explainer import catalog, describe
from explainer.anatomy import pointing
from explainer.describe.mark import depth
from explainer.scenario import Mark, Scenario
from explainer.ui.lesson import diagram, lesson, patient_steps
from explainer.ui.lesson.lesson import PAGES
from explainer.words import LANGUAGES, Words
from tests.conftest import SITE
from tests.support import readability_formulas

CLINIC = "/* The clinic's view"  # how the sheet of the clinic's view begins
HARDEST_GRADE, LEAST_EASE = 6.0, 70.0  # as for every page
MOST = int(catalog.choices()["lesson_step"].high)


def markup(app) -> list[str]:
    """Everything a page writes as HTML, in order."""
    return [block.proto.body for block in app.get("html")]


def text(app) -> str:
    return " ".join(block.value for block in app.markdown)


@pytest.mark.parametrize("register", ["plain", "clinical"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mark_is_told_in_words_and_warns_where_nerve_and_vessels_lie(language, register):
    words, zones = Words(language, register), pointing.zones()
    warning = words.text("start.under.hands_off")
    for name, spot in zones.items():
        text = describe.mark(words, spot)
        assert describe.zone(words, spot)["name"] in text
        assert (warning in text) == any(
            one.not_to_press for one in pointing.structures_under(spot)
        ), name
    assert warning in describe.mark(words, zones["middle"])
    assert describe.mark(words, None) == words.text("start.under.none")
    assert describe.mark(words, Mark(200.0, 0.0)) == words.text("start.under.outside")


@pytest.mark.parametrize(
    ("depth_mm", "written_mm"), [(2.4, None), (2.6, 5), (17.4, 15), (22.6, 25)]
)
def test_a_depth_is_written_in_steps_of_five_millimetres(depth_mm, written_mm):
    words = Words()
    soleus = pointing.TouchedStructure("soleus", 0.0, depth_mm, "deep")
    known = {"place": words.text("start.under.deep"), "depth": str(written_mm)}
    line = words.text("start.under.at_skin" if written_mm is None else "start.under.depth", **known)
    assert depth(words, soleus) == line


def test_vessels_and_nerves_stand_under_their_warning_and_nowhere_else():
    words = Words()
    for spot in pointing.zones().values():
        for group in describe.groups(words, spot):
            kinds = {catalog.structures()[row["id"]].kind for row in group["rows"]}
            warned = group["title"] == words.text("start.under.hands_off")
            assert warned == bool(kinds & pointing.NOT_TO_PRESS)
            assert not (warned and kinds - pointing.NOT_TO_PRESS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_at_home_every_step_opens_by_its_link_and_shows_what_it_says(open_page, page, language):
    words = Words(language)
    found = patient_steps.steps(page, words)
    for number, step in enumerate(found):
        app = open_page(page, view="patient", lesson_step=str(number), language=language)
        assert not app.exception
        for section in step.sections:
            assert section["body"].strip() in text(app)
        place = words.text("consult.step", number=str(number + 1), total=str(len(found)))
        assert any(place in one for one in markup(app))
        pictures = sum('class="lit"' in one for one in markup(app))
        assert pictures == (step.picture == "section")


@pytest.mark.parametrize("page", PAGES)
def test_at_home_a_step_beyond_the_last_one_is_the_last_one(open_page, page):
    app = open_page(page, view="patient", lesson_step=str(MOST))
    assert not app.exception
    assert app.button(key="patient_back")
    words = Words()
    if following := lesson.following(page):
        assert app.button(key="patient_next").label == words.text(f"{page}.next")
        assert following in PAGES
    else:
        assert not [button for button in app.button if button.key == "patient_next"]


def test_at_home_back_and_on_move_the_step_in_the_link(open_page):
    app = open_page("start", view="patient")
    assert app.button(key="patient_back").disabled
    app.button(key="patient_next").click().run()
    assert app.session_state["scenario"].lesson_step == 1
    app.button(key="patient_back").click().run()
    assert app.session_state["scenario"].lesson_step == 0


def test_at_home_a_step_starts_its_picture_and_keeps_what_the_reader_chose(open_page):
    app = open_page("hinge", view="patient", miles="33", structure="semimembranosus", dress="load")
    app.button(key="patient_next").click().run()
    now = app.session_state["scenario"]
    assert now.flexion_deg == 75
    assert (now.miles, now.structure, now.dress) == (33, "semimembranosus", "load")


def test_at_home_a_page_is_found_again_at_the_step_where_it_was_left(open_page):
    app = open_page("hinge", view="patient", lesson_step="3")
    app.switch_page(str(SITE.parents[2] / "pages" / "tendons.py")).run()
    assert app.session_state["scenario"].lesson_step == 0
    app.switch_page(str(SITE.parents[2] / "pages" / "hinge.py")).run()
    assert app.session_state["scenario"].lesson_step == 3


def test_at_home_the_first_step_says_what_a_worried_reader_needs(open_page):
    app = open_page("start", view="patient")
    assert Words().text("start.at_home") in text(app)
    assert not [button for button in app.button if button.key.endswith("_quiz")]


def test_the_clinic_view_offers_the_way_out(open_page):
    app = open_page("load", view="consult")
    assert any(CLINIC in one for one in markup(app))
    app.button(key="leave").click().run()
    assert app.session_state["scenario"].view == "lesson"
    assert not any(CLINIC in one for one in markup(app))


def test_a_chosen_part_has_its_note_on_the_start_page(open_page):
    app = open_page("start", structure="semitendinosus")
    assert Words().table("glossary.structures.semitendinosus")["what"] in text(app)


def test_questions_begin_on_the_page_that_is_open(open_page):
    app = open_page("tendons")
    app.button(key="tendons_quiz").click().run()
    assert not app.exception
    assert app.session_state["quiz:tendons"][0] == 1
    assert Words().text("quiz.again") in [button.label for button in app.button]


def test_the_picture_is_told_as_it_stands_now_with_the_sore_spot():
    spot = pointing.zones()["middle"]
    views = ("posterior_superficial",)
    moved = Scenario(miles=33.0, mark=Mark(*spot))
    text = diagram.diagram_arguments("tendons", Words(), moved, views)["alt"]
    assert Words().distance(33.0) in text
    assert describe.mark(Words(), Mark(*spot)) in text
    assert (
        Words().distance(33.0)
        not in diagram.diagram_arguments("tendons", Words(), Scenario(), views)["alt"]
    )


@pytest.mark.parametrize("stem", ["quiz", "mark", "consult"])
def test_the_words_on_the_picture_are_easy_to_read(stem):
    assert readability_formulas.page_score(Words("en"), stem) <= HARDEST_GRADE
    assert readability_formulas.page_score(Words("es"), stem) >= LEAST_EASE
