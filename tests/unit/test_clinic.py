"""The clinic's own file: what it sets is used, what is wrong in it is named and changes nothing."""

import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer import catalog, clinic, describe, forgiving_toml
from explainer.catalog import exercises
from explainer.clinic import Clinic, Preset
from explainer.clinic.own_exercises import OWN
from explainer.words import Words

FULL = """
name = "Example Chiropractic"
phone = "+1 555 0100"
emergency_number = "112"
language = "es"
units = "km"
guide_miles = 12
public_url = "https://knee.example.com/app/"
embed_on = ["https://www.example.com", "http://localhost:8080"]
profession = { en = "physical therapist", es = "fisioterapeuta" }
reviewed_by = "A. Example, DC"
reviewed_on = 2026-11-22
[[presets]]
name = { en = "Race season", es = "Temporada" }
miles = 25
after_surface = "grass"
"""
SAMPLE = """[[exercises]]
id = "towel"
stage = "calm"
name = { en = "Towel squeeze" }
dose = { en = "Ten times" }
steps = { en = ["Sit.", "Press."] }
"""
MISTAKES = [
    ("name = 3", "name", "3", "text in quotation marks"),
    ('name = "two\\nlines"', "name", "two", "one line"),
    ('phone = "' + "1" * 61 + '"', "phone", "111", "60"),
    ('emergency_number = "call us"', "emergency_number", "call us", '"911"'),
    ('emergency_number = "1"', "emergency_number", "'1'", "2 to 15 digits"),
    ('emergency_number = "12345678901234567"', "emergency_number", "1234", "2 to 15 digits"),
    ('emergency_number = "911;ext=1"', "emergency_number", "ext", "digits"),
    ("emergency_number = 911", "emergency_number", "911", "quotation marks"),
    ('logo = "none.png"', "logo", "assets/none.png", "PNG"),
    ('logo = "../secret.png"', "logo", "secret", "name of a PNG"),
    ('logo = "icon.svg"', "logo", "icon.svg", "PNG"),
    ('language = "fr"', "language", "fr", "en, es"),
    ('units = "furlongs"', "units", "furlongs", "miles, km"),
    ("guide_miles = 200", "guide_miles", "200", "1 to 60"),
    ("guide_miles = nan", "guide_miles", "nan", "1 to 60"),
    ("guide_miles = true", "guide_miles", "True", "1 to 60"),
    ('public_url = "knee.example.com"', "public_url", "knee.example.com", "https://"),
    ('public_url = "https://x.org/?a=1"', "public_url", "a=1", "without ?"),
    ('embed_on = "https://x.org"', "embed_on", "not a list", "list"),
    ('embed_on = ["https://x.org; script-src *"]', "embed_on", "script-src", "website"),
    ('profession = "doctor"', "profession", "doctor", "fisioterapeuta"),
    ('profession = { fr = "kiné" }', "profession", "kiné", "one language at least"),
    ("reviewed_by = true", "reviewed_by", "True", "one line"),
    ('reviewed_on = "last week"', "reviewed_on", "last week", "2026-11-22"),
    ('colour = "red"', "colour", "not a setting", "guide_miles"),
    ("presets = 1", "presets", "list", "[[presets]]"),
    ("[[presets]]\nmiles = 20", "presets", "preset 1", "name"),
    ('[[presets]]\nname = { en = "A" }\nmiles = 99', "presets", "preset 1: miles: 99", "0 to 60"),
    ('[[presets]]\nname = { en = "A" }\nmass_kg = 99', "presets", "mass_kg", "after_miles"),
    ('leave_out = "ice"', "leave_out", "'ice' is not a list", "ice, hold"),
    ('leave_out = ["nordic"]', "leave_out", "'nordic' is no exercise", "ice, hold"),
    ("leave_out = [3]", "leave_out", "3 is no exercise", "ice, hold"),
    ("exercises = 1", "exercises", "list of tables", "[[exercises]]"),
    (SAMPLE.replace('"towel"', '"Towel 2"'), "exercises", "exercise 1: id: 'Towel 2'", "letters"),
    (SAMPLE.replace('"calm"', '"soon"'), "exercises", "stage: 'soon'", "calm, build, return"),
    (
        SAMPLE.replace("dose = {", "much = {"),
        "exercises",
        "unknown 'much'",
        "id, stage, name, dose",
    ),
    (SAMPLE.replace('{ en = "Towel squeeze" }', '"Towel"'), "exercises", "name: no text", "en ="),
    (SAMPLE.replace('"Towel squeeze"', '" "'), "exercises", "name: is empty", "one line"),
    (SAMPLE.replace('"Ten times"', "10"), "exercises", "dose: 10", "quotation marks"),
    (SAMPLE.replace('["Sit.", "Press."]', '"Sit."'), "exercises", "steps: 'Sit.'", "1 to 3 lines"),
    (SAMPLE.replace('"Sit."', '"' + "Sit " * 26 + '"'), "exercises", "Sit Sit", "100 characters"),
    (SAMPLE.replace('"Sit.", ', '"", '), "exercises", "'' cannot be printed", "1 to 100"),
    (SAMPLE + 'stop = { en = ["a"] }', "exercises", "stop: ['a']", "one line of text"),
    ("[broken", "line 2", "'[broken'", "straight quotation marks"),
    ("name = “Knee”", "line 2", "“Knee”", "straight quotation marks"),
    ("guide_miles 15", "line 2", "'guide_miles 15'", "key = value"),
    ("guide_miles = 15 miles", "line 2", "15 miles", "key = value"),
    ('name = "Knee', "line 2", '"Knee', "key = value"),
    ('embed_on = ["https://x.org"', "line 2", "https://x.org", "key = value"),
    ('[presets]]\nname = { en = "A" }\nmiles = 20', "line 2", "[presets]]", "key = value"),
]


@pytest.fixture
def written(tmp_path):
    def write(text: str):
        file = tmp_path / "clinic.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def clinic_of(written, monkeypatch):
    """Puts a clinic's file in the place of the neutral one."""

    def use(text: str) -> None:
        monkeypatch.setattr(clinic, "FILE", written(text))
        clinic.own.cache_clear()

    yield use
    clinic.own.cache_clear()


def test_the_file_that_comes_with_the_app_is_neutral_and_its_examples_are_right(written):
    text = clinic.FILE.read_text(encoding="utf-8")
    assert clinic.read(clinic.FILE) == (Clinic(), ())
    settings = [line[2:] for line in text.splitlines() if " = " in line or "[[" in line]
    read, mistakes = clinic.read(written("\n".join(settings)))
    assert [mistake.key for mistake in mistakes] == ["logo"]  # no picture comes with the app
    assert all((read.name, read.phone, read.public_url, read.embed_on, read.presets))
    assert all((read.profession, read.reviewed_by, read.reviewed_on))
    assert all((read.leave_out, read.exercises))


def test_a_missing_file_is_a_neutral_clinic(tmp_path):
    assert clinic.read(tmp_path / "clinic.toml") == (Clinic(), ())


def test_every_setting_is_read(written):
    read, mistakes = clinic.read(written(FULL))
    assert mistakes == ()
    assert read == Clinic(
        name="Example Chiropractic",
        phone="+1 555 0100",
        emergency_number="112",
        language="es",
        units="km",
        guide_miles="12",
        public_url="https://knee.example.com/app",
        embed_on=("https://www.example.com", "http://localhost:8080"),
        profession={"en": "physical therapist", "es": "fisioterapeuta"},
        reviewed_by="A. Example, DC",
        reviewed_on="2026-11-22",
        presets=(
            Preset(
                {"en": "Race season", "es": "Temporada"}, {"miles": "25", "after_surface": "grass"}
            ),
        ),
    )
    assert read.presets[0].name("es") == "Temporada"
    assert read.defaults() == {"language": "es", "units": "km", "guide_miles": "12"}


@pytest.mark.parametrize(("text", "key", "what", "allowed"), MISTAKES)
def test_a_mistake_is_named_and_the_rest_still_counts(written, text, key, what, allowed):
    good = "" if key == "phone" else 'phone = "555"\n'
    after = "" if key == "units" or text.startswith("[") else '\nunits = "km"'
    read, mistakes = clinic.read(written(good + text + after))
    assert len(mistakes) == 1
    assert mistakes[0].key == key
    assert what in mistakes[0].what
    assert allowed in mistakes[0].allowed
    assert key in mistakes[0].line()
    assert read == Clinic(phone="555" if good else "", units="km" if after else "")


def test_a_preset_that_is_wrong_costs_no_other(written):
    presets = ['name = { en = "A" }\nmiles = 20', 'name = { en = "B" }\nmiles = 99', "miles = 5"]
    text = "".join(f"[[presets]]\n{one}\n" for one in presets)
    read, mistakes = clinic.read(written(text))
    assert [one.name("en") for one in read.presets] == ["A"]
    assert len(mistakes) == 1
    assert "preset 2: miles: 99" in mistakes[0].what
    assert "preset 3" in mistakes[0].what


def test_an_exercise_that_is_wrong_or_stands_twice_costs_no_other(written):
    others = SAMPLE.replace("towel", "wall"), SAMPLE, SAMPLE.replace('"calm"', '"soon"')
    read, mistakes = clinic.read(written(SAMPLE + "".join(others)))
    assert [one.id for one in read.exercises] == ["owntowel", "ownwall"]
    (mistake,) = mistakes
    assert "exercise 3: id: stands twice" in mistake.what
    assert "exercise 4: stage" in mistake.what


def test_no_more_exercises_than_a_stage_can_show(written):
    many = "".join(SAMPLE.replace("towel", f"a{letter}") for letter in "abcdefghi")
    read, mistakes = clinic.read(written(many))
    assert read.exercises == ()
    assert "there are 9" in mistakes[0].what


def test_a_stage_keeps_an_exercise(written):
    returning = [one.id for one in exercises.stage("return")]
    read, mistakes = clinic.read(written(f"leave_out = {json.dumps(['ice', *returning])}"))
    assert read.leave_out == ("ice",)
    assert "stage 'return'" in mistakes[0].what


def test_no_exercise_of_ours_can_be_taken_for_a_clinics_own():
    assert not [id for id in exercises.exercises() if id.startswith(OWN)]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_however_an_editor_saved_it_the_file_is_read(tmp_path, encoding, named, newline):
    file = tmp_path / "clinic.toml"
    text = f'# ours{newline}name = "Clínica"{newline}units = "km"{newline}'
    file.write_bytes(text.encode(encoding))
    read, mistakes = clinic.read(file)
    assert read == Clinic(name="Clínica", units="km")
    assert [one.what for one in mistakes] == ([f"read as {named}"] if named else [])


def test_a_key_that_stands_twice_counts_once(written):
    read, mistakes = clinic.read(written('units = "km"\nunits = "miles"\nlanguage = "es"'))
    assert read == Clinic(units="km", language="es")
    assert [one.key for one in mistakes] == ["line 2"]


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text):
    read, refused = forgiving_toml.parse(text)
    assert isinstance(read, dict)
    assert all(0 < line <= text.count("\n") + text.count("\r") + 1 for line, _ in refused)


def test_a_logo_is_taken_from_assets(written, tmp_path, monkeypatch):
    monkeypatch.setattr(catalog, "ASSETS", tmp_path)
    picture = tmp_path / "logo.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert clinic.read(written('logo = "logo.png"'))[0].logo == picture
    inside = tmp_path / "folder"
    inside.mkdir()
    (inside / "logo.png").write_bytes(picture.read_bytes())
    assert clinic.read(written('logo = "folder/logo.png"'))[0].logo is None
    picture.write_bytes(b"\x89PNG" + bytes(1000 * clinic.LARGEST_LOGO_KB))
    assert "300 kB" in clinic.read(written('logo = "logo.png"'))[1][0].what


def test_mistakes_go_to_the_log_once(clinic_of, caplog):
    clinic_of('units = "furlongs"\nguide_miles = 0')
    with caplog.at_level(logging.WARNING):
        clinic.own()
        clinic.own()
    assert len(caplog.messages) == 2
    assert "clinic.toml: units: 'furlongs' is unknown. Allowed: miles, km." in caplog.messages[0]


def test_a_new_visit_starts_with_the_clinics_choices_and_a_link_wins(clinic_of, open_page):
    clinic_of(FULL)
    fresh = open_page("load").session_state["scenario"]
    assert (fresh.language, fresh.units, fresh.guide_miles) == ("es", "km", 12)
    linked = open_page("load", language="en", guide_miles="20").session_state["scenario"]
    assert (linked.language, linked.units, linked.guide_miles) == ("en", "km", 20)


def test_the_clinic_stands_at_the_head_and_foot_of_a_page(clinic_of, open_page):
    neutral = [line.value for line in open_page("plan").caption]
    clinic_of('name = "Knee *& Co*"\nphone = "+1 555 0100"')
    lines = [line.value for line in open_page("plan").caption]
    assert len(lines) == len(neutral) + 2
    assert sum("Knee \\*& Co\\*" in line and "555 0100" in line for line in lines) == 2


@pytest.mark.parametrize(("language", "usual"), [("en", "chiropractor"), ("es", "quiropráctico")])
def test_the_texts_speak_of_the_chiropractor_or_of_the_clinics_own_profession(
    clinic_of, language, usual
):
    words = Words(language)
    assert usual in words.text("common.voice.clinic")
    clinic_of('profession = { es = "fisioterapeuta" }')
    expected = "fisioterapeuta" if language == "es" else usual
    assert expected in words.text("common.voice.clinic")


def test_a_review_is_told_with_its_name_and_date(clinic_of):
    assert describe.review(Words()) == ""
    clinic_of('reviewed_by = "A. Example, DC"')
    assert "A. Example, DC" in describe.review(Words())
    clinic_of('reviewed_by = "A. Example, DC"\nreviewed_on = "2026-11-22"')
    assert "November 22, 2026" in describe.review(Words())
    assert "22 de noviembre" in describe.review(Words("es"))
