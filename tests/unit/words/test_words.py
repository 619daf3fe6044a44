"""The words as a tool: missing text is refused by name, numbers and units are written one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer import catalog, words
from explainer.words import LANGUAGES, Words, WordsError, calm, constants
from explainer.words.choices import format_choice


def test_a_missing_key_is_refused_by_file_and_name():
    with pytest.raises(WordsError, match=r"en/hinge\.toml: hinge\.nothing"):
        Words().text("hinge.nothing")
    with pytest.raises(WordsError, match=r"en/nowhere\.toml"):
        Words().text("nowhere.title")
    with pytest.raises(WordsError, match=r"hinge\.summary"):
        Words().text("hinge.summary")


def test_a_missing_value_is_refused_by_key():
    with pytest.raises(WordsError, match=r"common\.replaced\.line.*'field'"):
        Words().text("common.replaced.line")


def test_a_broken_file_is_refused_by_name(tmp_path, monkeypatch):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "hinge.toml").write_text("title = ", encoding="utf-8")
    monkeypatch.setattr(words, "TEXT", tmp_path)
    words._read_file.cache_clear()
    try:
        with pytest.raises(WordsError, match=r"hinge\.toml"):
            Words().text("hinge.title")
        with pytest.raises(WordsError, match=r"hinge\.toml"):
            Words().has("hinge.title")
    finally:
        words._read_file.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_kept_for_bad_luck_is_the_one_of_the_text_files(language):
    line = Words(language).text("common.errors.page")
    assert calm.page_error(language) == line
    assert calm.FALLBACK_LINES[language] == line, "explainer/words/calm.py: FALLBACK_LINES"


def test_bad_luck_with_the_text_itself_still_leaves_a_line(tmp_path, monkeypatch):
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "common.toml").write_bytes(b"[errors]\npage = \xff")
    monkeypatch.setattr(words, "TEXT", tmp_path)
    words._read_file.cache_clear()
    try:
        assert calm.page_error("es") == calm.FALLBACK_LINES["es"]
        assert calm.page_error("fr") == calm.FALLBACK_LINES["en"]
    finally:
        words._read_file.cache_clear()


def test_the_clinical_register_takes_the_clinical_text_where_there_is_one():
    plain, clinical = Words(), Words(register="clinical")
    assert plain.text("hinge.message") != clinical.text("hinge.message")
    assert plain.text("hinge.title") == clinical.text("hinge.title")
    assert plain.tables("hinge.sections")[0]["body"] != clinical.tables("hinge.sections")[0]["body"]
    assert not any(name.endswith("_clinical") for name in plain.tables("hinge.sections")[0])


def test_one_distance_reads_in_the_readers_unit_everywhere():
    assert "15 miles a week" in Words().tables("load.sections")[0]["body"]
    assert "24 kilometres a week" in Words(units="km").tables("load.sections")[0]["body"]
    assert "take miles away" in Words().text("plan.notice")
    assert "take kilometres away" in Words(units="km").text("plan.notice")
    assert Words(units="km").text("load.title") == "Kilometres and ground"


EN, KM, ES = Words(), Words(units="km"), Words("es")


@pytest.mark.parametrize(
    ("localized", "how", "given", "written"),
    [
        (EN, "number", (1609.344, 0), "1,609"),
        (ES, "number", (1609.344, 0), "1,609"),
        (ES, "number", (16093.44, 0), "16,093"),
        (EN, "number", (0.126,), "0.126"),
        (ES, "number", (0.126,), "0.126"),
        (EN, "number", (-0.001, 1), "0.0"),
        (EN, "number", (-2.5, 1), "\N{MINUS SIGN}2.5"),
        (EN, "number", (123456,), "123,000"),
        (EN, "band", (7.9, 11.8, 0), "8 to 12"),
        (EN, "band", (2.01, 2.02, 1), "2.0"),
        (ES, "band", (7.9, 11.8, 0), "de 8 a 12"),
        (EN, "percent", (0.1, 0, True), "+10%"),
        (EN, "percent", (-0.1, 0, True), "\N{MINUS SIGN}10%"),
        (EN, "distance", (1,), "1 mile"),
        (EN, "distance", (0.5,), "0.5 miles"),
        (EN, "distance", (9.96,), "10 miles"),
        (EN, "distance", (12.5,), "12.5 miles"),
        (EN, "distance", (12.25,), "12.3 miles"),
        (EN, "distance", (20.04,), "20 miles"),
        (KM, "distance", (15,), "24.1 kilometres"),
        (KM, "distance", (1,), "1.6 kilometres"),
        (KM, "distance", (60,), "96.6 kilometres"),
        (KM, "about_distance", (40,), "64 kilometres"),
        (EN, "step_count", (10364,), "10,400"),
        (EN, "step_count", (9566.2,), "9,600"),
        (EN, "step_count", (150,), "200"),
        (ES, "step_count", (19930,), "19,900"),
        (EN, "mass", (70,), "154 pounds"),
        (KM, "mass", (70,), "70 kilograms"),
        (EN, "height", (1.8288,), "6 ft 0 in"),
        (KM, "height", (1.72,), "172 cm"),
        (EN, "pace", (2.9,), "9:15 minutes per mile"),
        (KM, "pace", (2.9,), "5:45 minutes per kilometre"),
        (EN, "stress", (42.4,), "42 MPa"),
        (EN, "force", (11.83,), "12 times body weight"),
        (EN, "force", (2.51,), "2.5 times body weight"),
        (EN, "angle", (46.3,), "46°"),
        (EN, "date", ("2026-11-22",), "November 22, 2026"),
        (ES, "date", ("2026-11-22",), "22 de noviembre de 2026"),
    ],
)
def test_numbers_and_units_are_written_in_one_way(localized, how, given, written):
    assert getattr(localized, how)(*given) == written


@given(st.floats(min_value=-1e9, max_value=1e9), st.integers(min_value=0, max_value=3))
def test_a_written_number_reads_back_as_itself(value, digits):
    for language in LANGUAGES:
        localized = Words(language)
        text = localized.number(value, digits).replace("\N{MINUS SIGN}", "-")
        text = text.replace(localized.text("common.number.thousands"), "")
        back = float(text.replace(localized.text("common.number.decimal"), "."))
        assert back == pytest.approx(value, abs=0.51 * 10**-digits)


@given(st.floats(min_value=-1e9, max_value=1e9))
def test_three_figures_are_written_without_an_exponent(value):
    text = Words().number(value).replace("\N{MINUS SIGN}", "-").replace(",", "")
    assert "e" not in text
    assert float(text) == pytest.approx(value, rel=0.006)


def test_names_come_plain_first_and_clinical_first_by_register(monkeypatch):
    record = catalog.Structure(
        "soleus", "musculus soleus", {"en": "soleus"}, {"en": "deep calf muscle"}, "muscle",
        "deep", "soleus", "", "terminologia", (),
    )  # fmt: skip
    monkeypatch.setattr(catalog, "structures", lambda: {"soleus": record})
    assert Words().name("soleus") == "deep calf muscle"
    assert Words().full_name("soleus") == "deep calf muscle (soleus)"
    assert Words(register="clinical").full_name("soleus") == "soleus (deep calf muscle)"
    with pytest.raises(WordsError, match="femur"):
        Words().name("femur")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("surface", "grass", "Grass"),
        ("after_speed_m_s", 2.9, "9:15 minutes per mile"),
        ("mass_kg", 70.0, "154 pounds"),
        ("height_m", 1.75, "5 ft 9 in"),
        ("step_rate_change", 0.05, "+5%"),
        ("cycle_percent", 40.0, "40%"),
        ("lesson_step", 2, "2"),
        ("slope_deg", -5.0, "\N{MINUS SIGN}5\N{DEGREE SIGN}"),
        ("after_miles", 12.0, "12 miles"),
    ],
)
def test_a_choice_is_written_as_a_runner_writes_it(name, value, expected):
    assert format_choice(Words("en"), name, value) == expected


def test_a_constant_is_written_with_both_ends_of_its_range():
    record = catalog.parameter("achilles_lever_mm")
    low, high = Words().number(record.low), Words().number(record.high)
    value = Words().number(record.value)
    assert constants.format_with_range(Words(), record) == f"{value} mm ({low} to {high})"


@pytest.mark.parametrize("name", ["usual_miles", "longest_miles", "recent_longest_miles"])
def test_a_distance_that_nobody_said_is_not_read_as_none(name):
    assert format_choice(Words(), name, 0.0) == "Not said"
    assert format_choice(Words(), name, 6.0) == "6 miles"
    assert format_choice(Words(), "miles", 0.0) == "0 miles"
