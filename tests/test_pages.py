"""Every page opens cold by its link, in every view and language, whatever the link holds."""

import random
import string

import pytest

from explainer import catalog
from explainer.scenario import Scenario, names
from explainer.ui.lesson import PAGES
from explainer.words import Words

RANDOM_LINKS = 60  # test_hostile.py sends more of them, to the running app
SEED = 20261122


def title(page: str, language: str = "en") -> str:
    return Words(language).text(f"{page}.title")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_cold_with_its_title_and_its_frame(open_page, page):
    app = open_page(page)
    assert not app.exception
    assert app.title[0].value == title(page)
    assert any(Words().text("common.disclaimer") in caption.value for caption in app.caption)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("view", catalog.choices()["view"].options)
def test_a_page_opens_in_each_view(open_page, page, view):
    app = open_page(page, view=view)
    assert not app.exception
    assert app.title[0].value == title(page)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_speaks_clinical_words_in_kilometres(open_page, page):
    app = open_page(page, register="clinical", units="km")
    assert not app.exception


@pytest.mark.parametrize("page", PAGES)
def test_a_page_speaks_spanish(open_page, page):
    app = open_page(page, language="es")
    assert not app.exception
    assert app.title[0].value == title(page, "es")


def test_a_value_that_cannot_be_used_is_named_on_the_page(open_page):
    app = open_page("load", miles="many", surface="grass")
    lines = [line.value for line in app.warning]
    assert len(lines) == 1
    assert "many" in lines[0]
    assert "20" in lines[0]


def test_a_strangers_value_is_shown_as_text_and_not_as_a_picture(open_page):
    app = open_page("load", surface="![x](http://a.b/c.png)")
    assert "![x](" not in app.warning[0].value


def random_links() -> list[tuple[str, dict[str, str]]]:
    """Pages with some good, some odd and some hostile values, the same on every run."""
    chance = random.Random(SEED)
    odd = [
        "",
        "nan",
        "-1",
        "1e999",
        "0",
        "٣",
        "<script>alert(1)</script>",
        "../../etc",
        "None",
        "x" * 3000,
    ]
    good = Scenario().to_query()

    def value(name: str) -> str:
        kind = chance.random()
        if kind < 0.4:
            return chance.choice(odd)
        if kind < 0.6:
            return "".join(chance.choices(string.printable, k=chance.randint(1, 12)))
        choice = catalog.choices().get(name)
        if choice and choice.is_number:
            return f"{chance.uniform(choice.low, choice.high):.4g}"
        return chance.choice(choice.options) if choice else good[name]

    fields = [*names(), "v", "foreign"]
    good["foreign"] = "1"
    return [
        (
            chance.choice(PAGES),
            {name: value(name) for name in chance.sample(fields, chance.randint(0, 8))},
        )
        for _ in range(RANDOM_LINKS)
    ]


def test_no_random_link_raises(open_page):
    for page, query in random_links():
        app = open_page(page, **query)
        assert not app.exception, (page, query, app.exception[0].value)
        assert len(app.title) == 1, (page, query)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("structure", ["semimembranosus", "popliteus", "tibial_nerve", "femur"])
def test_the_chosen_part_has_its_note_and_its_attachments(open_page, structure, language):
    words = Words(language)
    app = open_page("tendons", structure=structure, language=language)
    said = " ".join(block.value for block in app.markdown)
    assert words.table(f"glossary.structures.{structure}")["what"] in said
    for end in catalog.structures()[structure].attachments:
        assert words.name(end.on) in said
