"""Patients' pages: most people get better comes first; what is not known comes once."""

import re

import pytest

from explainer.ui.lesson.lesson import PAGES
from explainer.words import LANGUAGES, Words

NOT_KNOWN = re.compile(r"no trial|not tested|no study|no one knows|not known", re.IGNORECASE)
NO_SE_SABE = re.compile(r"ning.n ensayo|no se prob|no hall|nadie lo sabe|no se sabe", re.IGNORECASE)


def never_tested(section) -> bool:
    """Whether a section says that home care was not tested for this pain."""
    return bool(re.search(r"No one has yet tested|Nadie ha probado aún", section["body"]))


def shown(app) -> str:
    """Everything that a page says in Markdown and captions, in the order of the page."""
    return "\n".join(one.value for one in (*app.markdown, *app.caption))


@pytest.mark.parametrize("page", PAGES)
def test_an_open_review_is_told_on_the_model_page_alone(open_page, page):
    words = Words()
    text = shown(open_page(page))
    assert words.text("common.disclaimer") in text
    assert (words.text("common.review.open") in text) == (page == "model")
    assert ("reviewed" in text.lower()) == (page == "model")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["start", "plan"])
def test_most_people_get_better_is_said_before_what_is_not_known(open_page, page, language):
    words = Words(language)
    app = open_page(page, language=language)
    text = "\n".join(one.value for one in app.markdown)
    reassured = text.index(words.text("care.reassure.body"))
    assert text.index(words.text(f"{page}.sure")) > reassured
    assert "uhmb_knee" in words.items(f"{page}.sources")
    if page == "plan":
        assert reassured < text.index(words.tables("plan.steps")[0]["text"])


@pytest.mark.parametrize("register", ["plain", "clinical"])
@pytest.mark.parametrize(("language", "unknown"), [("en", NOT_KNOWN), ("es", NO_SE_SABE)])
def test_what_is_not_known_stands_once_and_not_beside_each_instruction(language, unknown, register):
    words = Words(language, register)
    if register == "plain":
        ways = words.table("exercises.ways", **{"distance": ""})
        assert not [id for id, way in ways.items() if unknown.search(way["known"])]
        headings = [one["heading"] for one in words.tables("care.sections") if never_tested(one)]
        assert len(headings) == 1
        sections = words.tables("plan.sections")
        assert not [one["heading"] for one in sections if unknown.search(one["body"])]
        assert unknown.search(words.text("plan.sure"))


@pytest.mark.parametrize(
    ("language", "named", "vague"),
    [("en", "chiropractor", "your clinician"), ("es", "quiropráctico", "su profesional")],
)
def test_the_person_who_treats_has_a_name(open_page, language, named, vague):
    for page in ("start", "hinge", "tendons", "hamstrings_calf", "load", "plan", "care"):
        text = shown(open_page(page, language=language)).lower()
        assert named in text, page
        assert vague not in text, page
