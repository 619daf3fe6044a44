"""Every page can be read: the published formulas, page by page, in the plain register.

The formulas are computed here and compared with textstat where that needs no download. Run with
`-s` to see the figures.
"""

import re

import pytest
import textstat

from explainer.ui.lesson import lesson
from explainer.words import LANGUAGES, Words
from tests.support import readability_formulas

# What explains is neither hard nor cut into pieces that the reader must join. English is measured
# by the Flesch-Kincaid grade (lower is easier), Spanish by the Fernandez-Huerta ease (higher is).
RANGE = {"en": (4.0, 6.5), "es": (70.0, 85.0)}
HARDEST_GRADE, LEAST_EASE = 6.0, 70.0  # of every file, with its lists, labels and questions
READ = (
    *lesson.PAGES,
    *(
        "aggravators",
        "answer",
        "atlas",
        "care",
        "common",
        "consult",
        "describe",
        "glossary",
        "handout",
        "limb",
        "mark",
    ),
    *("quiz", "share", "knee_diagram"),
)
FEWEST_WORDS = 6  # of a sentence outside lists
LEAST_JOINED = 0.3  # of all sentences
JOINED = {
    "en": re.compile(r"\b(?:because|so|when|while|if|but|until|where|which)\b", re.IGNORECASE),
    "es": re.compile(
        r"\b(?:porque|así que|por eso|para|cuando|mientras|si|pero|donde)\b", re.IGNORECASE
    ),
}
PAGES = [(language, page) for language in LANGUAGES for page in READ]


@pytest.mark.parametrize(("language", "page"), PAGES)
def test_every_page_is_easy_to_read(language, page):
    found = readability_formulas.page_score(Words(language), page)
    print(f"{language} {page}: {found:.1f}")
    if language == "en":
        assert found <= HARDEST_GRADE
    else:
        assert found >= LEAST_EASE


@pytest.mark.parametrize("page", lesson.PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_page_explains_is_neither_hard_nor_cut_into_pieces(language, page):
    lines = readability_formulas.explaining_sentences(Words(language), page)
    found = readability_formulas.score("\n".join(lines), language)
    print(f"{language} {page}: {found:.1f}")
    lowest, highest = RANGE[language]
    assert lowest <= found <= highest


@pytest.mark.parametrize("page", lesson.PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_join_cause_and_effect_and_few_are_clipped(language, page):
    """A low grade alone is met by cutting thoughts apart, which the reader must then join."""
    sentences = readability_formulas.explaining_sentences(Words(language), page)
    joined = [one for one in sentences if JOINED[language].search(one)]
    clipped = [one for one in sentences if len(readability_formulas.words_of(one)) < FEWEST_WORDS]
    assert len(joined) >= LEAST_JOINED * len(sentences)
    assert len(clipped) <= len(sentences) / 8, clipped


def test_lists_and_questions_do_not_count_as_what_explains():
    lines = readability_formulas.explaining_sentences(Words(), "care")
    assert any(one.startswith("They go slack") for one in lines)
    assert not [one for one in lines if one.startswith("- ") or one.endswith("?")]
    assert not set(Words().items("care.pain_guide.steps")) & set(lines)
    assert not [one for one in lines if one.startswith("You stretch your calf")]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("knee", 1), ("people", 2), ("muscle", 2), ("hamstring", 2), ("tendon", 2), ("pace", 1),
        ("swollen", 2), ("ligament", 3), ("surgery", 3), ("popliteus", 4), ("area", 3),
        ("doctor", 2), ("passes", 2), ("makes", 1), ("quiet", 2), ("emergency", 4), ("tissue", 2),
    ],
)  # fmt: skip
def test_english_syllables(word, count):
    assert readability_formulas.syllables(word, "en") == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("rodilla", 3), ("músculo", 3), ("día", 2), ("cuidado", 3), ("guía", 2), ("quiste", 2),
        ("pingüino", 3), ("poplíteo", 4), ("hoy", 1), ("baúl", 2), ("articulación", 5),
        ("caen", 2), ("oído", 3), ("isquiotibiales", 5), ("suelo", 2), ("rótula", 3),
    ],
)  # fmt: skip
def test_spanish_syllables(word, count):
    assert readability_formulas.syllables(word, "es") == count


def test_sentences_end_at_marks_and_at_lines_but_not_at_decimal_points():
    text = "It is 2.5 times. **Stop** now! “Why?” he asked\n- a list item"
    assert readability_formulas.sentences(text) == [
        "It is 2.5 times.", "Stop now!", "“Why?", "he asked", "- a list item",
    ]  # fmt: skip
    assert readability_formulas.words_of("It is 2.5 times.") == ["It", "is", "2.5", "times"]


def test_the_grade_follows_its_formula():
    text = "The knee bends. It bends again."  # 6 words, 2 sentences, 7 syllables
    assert readability_formulas.score(text, "en") == pytest.approx(0.39 * 3 + 11.8 * 7 / 6 - 15.59)
    text = "La rodilla dobla. Y luego estira."  # 6 words, 2 sentences, 12 syllables
    assert readability_formulas.score(text, "es") == pytest.approx(206.84 - 60 * 12 / 6 - 1.02 * 3)


def test_the_spanish_ease_agrees_with_textstat():
    textstat.set_lang("es")
    lines = [
        line
        for _, line in readability_formulas.page_sentences(Words("es"), "start")
        if line[-1] == "."
    ]
    text = " ".join(lines)
    # textstat counts a word's possible line breaks, which miss some syllables: it reads easier
    theirs = textstat.fernandez_huerta(text)
    assert readability_formulas.score(text, "es") <= theirs + 1
    assert readability_formulas.score(text, "es") == pytest.approx(theirs, abs=15)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_registers_differ_on_every_page(language):
    plain, clinical = Words(language), Words(language, register="clinical")
    for page in lesson.PAGES:
        assert readability_formulas.page_score(plain, page) != readability_formulas.page_score(
            clinical, page
        )
