"""What brings the pain: every answer has its source, says what to ease first and what is known."""

import re

import pytest

from explainer import catalog, describe
from explainer.catalog import aggravators
from explainer.describe import aggravators as said
from explainer.scenario import Scenario
from explainer.words import LANGUAGES, Words
from tests.support import readability_formulas

ALL = aggravators.aggravators()
LEAST_CHOICES = {"hills", "long", "fast", "camber", "shoes"}  # whatever else there is to choose
GOOD = """[sample]
question = "run"
sources = [{ source = "walter_1989", where = "abstract", note = "" }]
"""
# What a sentence says where no study was found; "not measured" where one could not be.
OPEN = {"en": r"found no study|not been measured", "es": r"No hallamos|no se ha medido"}


@pytest.fixture
def read(tmp_path, monkeypatch):
    def read(text: str):
        (tmp_path / "sample.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(aggravators, "FILE", str(tmp_path / "sample.toml"))
        aggravators.aggravators.cache_clear()
        return aggravators.aggravators()

    yield read
    aggravators.aggravators.cache_clear()


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ('"run"', '"walk"', "question must be one of run, onset, other"),
        ("walter_1989", "nobody_2031", "unknown source"),
        ("walter_1989", "ours", "needs its reasoning"),
        ('"abstract"', '""', "where is empty"),
        (', note = ""', "", "note is missing"),
        ("[sample]", "[sample2]", "small letters only"),
        ("sources = [{", "others = [{", "sources is missing"),
    ],
)
def test_a_bad_record_is_refused_by_file_and_key(read, good, bad, complaint):
    assert list(read(GOOD)) == ["sample"]
    aggravators.aggravators.cache_clear()
    with pytest.raises(catalog.CatalogError, match=rf"sample\.toml: sample.*{complaint}"):
        read(GOOD.replace(good, bad))


def test_every_question_has_answers_and_no_more_than_a_screen_holds():
    assert set(ALL) >= LEAST_CHOICES
    for question in aggravators.QUESTIONS:
        assert 2 <= len(aggravators.answers_to(question)) <= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_and_records_name_the_same_answers(language):
    raw = readability_formulas.raw(language, "aggravators")
    assert list(raw["answers"]) == list(ALL)
    assert list(raw["questions"]) == list(aggravators.QUESTIONS)
    names = [said.label(Words(language), id) for id in ALL]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_says_one_thing_to_ease_and_what_is_known(language):
    words = Words(language)
    for id, one in ALL.items():
        ease = said.ease(words, id)
        assert re.fullmatch(r"[^.!?]+\.", ease), id
        cited = {evidence.source for evidence in one.sources} - {catalog.OWN_SOURCE}
        if not cited:
            assert re.search(OPEN[language], said.known(words, id)), id


def test_the_plan_names_the_answers_in_its_first_step():
    words = Words()
    named = Scenario(aggravators=("hills", "after"))
    first, *others = describe.plan_steps(words, named)
    assert "hills, later or the next day" in first
    unasked, *same = describe.plan_steps(words, Scenario())
    assert words.tables("plan.steps")[0]["text"] in unasked
    assert others == same


def test_only_what_can_be_done_again_comes_back_last():
    words = Words()
    assert "hills, soccer" in said.comes_back_last(words, ("hills", "after", "ball"))
    assert said.comes_back_last(words, ("after",)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_lists_every_source_of_its_question(language):
    listed = set(readability_formulas.raw(language, "plan")["sources"])
    for id, one in ALL.items():
        assert {evidence.source for evidence in one.sources} <= listed, id
