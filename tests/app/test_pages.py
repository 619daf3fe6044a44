"""Every page opens cold by its link, in every view and language, whatever the link holds."""

import pytest

from explainer import catalog
from explainer.scenario import Scenario
from explainer.ui.lesson.lesson import PAGES
from explainer.words import Words
from tests.support.field_driver import fill
from tests.support.page_title import page_title


def title(page: str, language: str = "en") -> str:
    return Words(language).text(f"{page}.title")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_cold_with_its_title_and_its_frame(open_page, page):
    app = open_page(page)
    assert not app.exception
    assert page_title(app) == title(page)
    assert any(Words().text("common.disclaimer") in caption.value for caption in app.caption)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("view", catalog.choices()["view"].options)
def test_a_page_opens_in_each_view(open_page, page, view):
    app = open_page(page, view=view)
    assert not app.exception
    assert page_title(app) == title(page)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_speaks_clinical_words_in_kilometres(open_page, page):
    app = open_page(page, register="clinical", units="km")
    assert not app.exception


@pytest.mark.parametrize("page", ["hinge", "tendons", "hamstrings_calf"])  # start shows no load
@pytest.mark.parametrize(
    ("choices", "count"),
    [
        ({"miles": "20"}, 0),
        ({"miles": "5"}, 1),
        ({"miles": "0"}, 1),
        ({"miles": "20", "register": "clinical"}, 1),
    ],
)
def test_the_caption_below_a_diagram_repeats_no_sentence_of_the_answer(
    open_page, page, choices, count
):
    app = open_page(page, **choices)
    calm = Words(register=choices.get("register", "plain")).text("common.high_load")
    assert [caption.value for caption in app.caption].count(calm) == count


@pytest.mark.parametrize("page", PAGES)
def test_a_page_speaks_spanish(open_page, page):
    app = open_page(page, language="es")
    assert not app.exception
    assert page_title(app) == title(page, "es")


def test_a_value_that_cannot_be_used_is_named_on_the_page(open_page):
    app = open_page("load", miles="many", surface="grass")
    lines = [line.value for line in app.warning]
    assert len(lines) == 1
    assert "many" in lines[0]
    assert "20" in lines[0]


def test_a_strangers_value_is_shown_as_text_and_not_as_a_picture(open_page):
    app = open_page("load", surface="![x](http://a.b/c.png)")
    assert "![x](" not in app.warning[0].value


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("structure", ["semimembranosus", "popliteus", "tibial_nerve", "femur"])
def test_the_chosen_part_has_its_note_and_its_attachments(open_page, structure, language):
    words = Words(language)
    app = open_page("tendons", structure=structure, language=language)
    text = " ".join(block.value for block in app.markdown)
    assert words.table(f"glossary.structures.{structure}")["what"] in text
    for end in catalog.structures()[structure].attachments:
        assert words.name(end.on) in text


def test_a_damaged_link_is_written_anew_once_its_reader_changes_something(open_page):
    app = open_page("plan", v="1", miles="many")
    assert app.query_params["miles"] == "many"
    fill(app, "guide_miles", 3)
    assert "many" not in str(app.query_params)
    assert Scenario.from_query(app.query_params)[0] == app.session_state["scenario"]
