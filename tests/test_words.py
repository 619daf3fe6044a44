"""The words: complete in every language, sourced, safe, calm, and refused by name when missing."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer import catalog, scenario, words
from explainer.words import LANGUAGES, TEXT, Words, WordsError
from tests import reading
from tests.reading import PAGES

FILES = sorted(file.stem for file in (TEXT / "en").glob("*.toml"))
WRITTEN = [(one, file.stem) for one in LANGUAGES for file in sorted((TEXT / one).glob("*.toml"))]
OWN = ("care", "common", "describe", "glossary", *PAGES)
REGISTERS = ("plain", "clinical")
LONGEST_SENTENCE = 15  # words, in the plain register

# Sources of which only remembered figures exist: nothing a reader sees may lean on them.
ONLY_RECALLED = {
    "abe_1994", "bleakley", "exponents_various", "fukubayashi_1980", "hamner_1999",
    "harner_1995_ajsm", "hashemi_2008", "iwaki_2000", "johannsen_2012", "laprade_2007b",
    "magnusson_2010", "mueller_1982", "munro_1987", "novacheck_1998", "noyes_1984",
    "perpina_2023", "pfirrmann_2000", "scott_winter_1990", "urbanus_2022", "vaneijden_type",
    "various", "wren_2001",
}  # fmt: skip
EVIDENCE_ROW = re.compile(r"\b(?:CR|ED|G|MI|MT|PA|RA|SF|TF)\d{3}\b")

# Words that turn load into harm. Surgery and strains are the only places that need them.
HARM = {
    "en": r"\b(?:damag\w*|wear\w*|worn|tear(?:s|ing)?|torn|degenerat\w*|harm\w*)\b",
    "es": r"\b(?:dañ\w*|desgast\w*|desgarr\w*|rotur\w*|rot[oa]s?|degenera\w*)\b",
}
HARM_ALLOWED = re.compile(r"^(care\.surgery|hamstrings_calf\.sections\[5\]|model\.disagree)")
RISK = {
    "en": r"\d+ ?%[^.]*\b(?:risk|chance)\b|\brisk of injury\b|\bwill (?:heal|cure|prevent)\b",
    "es": r"\d+ ?%[^.]*\b(?:riesgo|probabilidad)\b|\briesgo de lesi|\b(?:curará|sanará|evitará)\b",
}

SKELETON = {
    "title": str, "message": str, "lead": str, "picture_title": str, "notice": str,
    "sections": list, "predict": list, "summary": list, "sure": str, "sources": list,
    "next": str, "reviewed": str,
}  # fmt: skip

# What each sign of the help-today list must say, whatever its wording.
SIGNS = {
    "en": {
        "emergency": ["chest pain", "breath"],
        "today": ["swollen", "warm", "red", "larger", "lump", "pulse", "cold", "numb",
                  "locked", "gives way", "four steps"],
        "more": ["trip", "surgery", "bed", "cancer", "clot"],
    },
    "es": {
        "emergency": ["pecho", "aire"],
        "today": ["hinchada", "caliente", "roja", "más grande", "bulto", "late", "frío", "dormido",
                  "trabada", "falla", "cuatro pasos"],
        "more": ["viaje", "operación", "cama", "cáncer", "coágulo"],
    },
}  # fmt: skip


def everything(language: str, register: str = "plain") -> Iterator[tuple[str, str]]:
    for one, stem in WRITTEN:
        if one == language:
            yield from reading.texts(reading.raw(language, stem), register, stem)


def tables(given, key: str) -> Iterator[tuple[str, dict]]:
    if isinstance(given, dict):
        yield key, given
        for name, one in given.items():
            yield from tables(one, f"{key}.{name}")
    elif isinstance(given, list):
        for place, one in enumerate(given):
            yield from tables(one, f"{key}[{place}]")


def shape(given) -> object:
    """Everything of a file that has to be the same in every language."""
    if isinstance(given, dict):
        return {name: shape(one) for name, one in given.items()}
    if isinstance(given, list):
        return [shape(one) for one in given]
    if isinstance(given, str):
        return sorted(found[0] for found in reading.PLACEHOLDER.finditer(given))
    return given


def cited(language: str) -> Iterator[tuple[str, str]]:
    for one, stem in WRITTEN:
        for key, table in tables(reading.raw(one, stem), stem) if one == language else ():
            if isinstance(table.get("sources"), list):
                yield from ((key, source) for source in table["sources"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stem", FILES)
def test_every_language_has_the_same_keys_and_placeholders(language, stem):
    assert shape(reading.raw(language, stem)) == shape(reading.raw("en", stem))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_complete(language, page):
    text = reading.raw(language, page)
    for name, kind in SKELETON.items():
        assert isinstance(text[name], kind), name
        assert text[name], name
    assert len(text["summary"]) == 3
    for section in text["sections"]:
        assert section["heading"]
        assert section["body"]
        assert section.get("voice", "") in ("", "clinic", "research", "model")
    for ask in text["predict"]:
        assert ask["question"].endswith("?")
        assert 0 <= ask["answer_index"] < len(ask["choices"])
        assert ask["explain"]
    assert Words(language).date(text["reviewed"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_is_known_and_none_is_only_remembered(language):
    for key, source in cited(language):
        assert source in catalog.sources(), key
        assert source not in ONLY_RECALLED, key
    for register in REGISTERS:
        for key, text in everything(language, register):
            assert not EVIDENCE_ROW.search(text), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_lists_every_source_it_cites(language, page):
    text = reading.raw(language, page)
    listed = text["sources"]
    assert len(listed) == len(set(listed))
    for _, table in tables(text, page):
        assert set(table.get("sources", ())) <= set(listed)


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stem", [stem for stem in OWN if stem not in ("common", "describe")])
def test_no_number_without_a_source(language, register, stem):
    for key, table in tables(reading.raw(language, stem), stem):
        said = "".join(str(table.get(name, "")) for name in ("body", "explain", "text", "what"))
        if register == "clinical":
            said += "".join(str(one) for name, one in table.items() if name.endswith("_clinical"))
        if re.search(r"\d", said):
            assert table.get("sources"), key


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_load_is_never_called_harm_and_no_risk_is_promised(language, register):
    for key, text in everything(language, register):
        if not HARM_ALLOWED.match(key):
            assert not re.search(HARM[language], text, re.IGNORECASE), f"{key}: {text}"
        assert not re.search(RISK[language], text, re.IGNORECASE), f"{key}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_high_load_is_not_injury_stands_beside_load(language):
    for key in ("common.high_load", "load.high_load", "describe.stage.meaning"):
        lesion = {"en": "not injury", "es": "no es una lesión"}[language]
        assert lesion in Words(language).text(key)


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_today_keeps_every_sign(language, register):
    told = Words(language, register)
    for part, wanted in SIGNS[language].items():
        key = "care.today.more" if part == "more" else f"care.{part}.signs"
        said = " ".join(told.items(key)).lower()
        assert [sign for sign in wanted if sign not in said] == []
    just = {"en": "just a cyst", "es": "solo un quiste"}[language]
    assert all(just not in text.lower() for _, text in everything(language, register))
    for key in ("care.cyst.body", "care.no_massage.body"):
        assert told.text(key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_come_in_the_order_of_haste(language):
    order = [key for key in reading.raw(language, "care") if key in ("emergency", "today", "home")]
    assert order == ["emergency", "today", "home"]


@pytest.mark.parametrize(("language", "stem"), WRITTEN)
def test_plain_sentences_are_short(language, stem):
    told = Words(language)
    for key, line in reading.page_sentences(told, stem):
        assert len(reading.words_of(line)) <= LONGEST_SENTENCE, f"{key}: {line}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_text_never_fixes_a_unit_of_distance_or_weight(language):
    fixed = r"\d ?(?:miles?|millas?|km|kilom\w+|pounds?|libras?|kg|kilogra\w+)\b"
    for key, text in everything(language):
        assert not re.search(fixed, text), f"{key}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_chosen_has_words(language):
    told = Words(language)
    for name in (*scenario.names(), "v"):
        assert told.text(f"common.fields.{name}")
    for name, choice in catalog.choices().items():
        ground = name.endswith("surface")
        for option in choice.options:
            place = f"surfaces.{option}.name" if ground else f"options.{name}.{option}"
            assert told.text(f"common.{place}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_structure_and_load_has_a_note(language):
    told = Words(language)
    for key, structure in catalog.structures().items():
        assert told.text(f"glossary.structures.{key}.what")
        if structure.load:
            assert told.text(f"common.loads.{structure.load}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_zones_name_structures_that_exist(language):
    known = set(reading.raw(language, "glossary")["structures"])
    for zone in reading.raw(language, "start")["zones"]:
        assert set(zone["structures"]) <= known


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
    words._files.cache_clear()
    try:
        with pytest.raises(WordsError, match=r"hinge\.toml"):
            Words().text("hinge.title")
    finally:
        words._files.cache_clear()


def test_the_clinical_register_takes_the_clinical_text_where_there_is_one():
    plain, clinical = Words(), Words(register="clinical")
    assert plain.text("hinge.message") != clinical.text("hinge.message")
    assert plain.text("hinge.title") == clinical.text("hinge.title")
    assert plain.tables("hinge.sections")[0]["body"] != clinical.tables("hinge.sections")[0]["body"]
    assert not any(name.endswith("_clinical") for name in plain.tables("hinge.sections")[0])


def test_one_distance_reads_in_the_readers_unit_everywhere():
    assert "15 miles a week" in Words().tables("load.sections")[0]["body"]
    assert "24 kilometres a week" in Words(units="km").tables("load.sections")[0]["body"]


EN, KM, ES = Words(), Words(units="km"), Words("es")


@pytest.mark.parametrize(
    ("told", "how", "given", "written"),
    [
        (EN, "number", (1609.344, 0), "1,609"),
        (ES, "number", (1609.344, 0), "1609"),
        (ES, "number", (16093.44, 0), "16\u202f093"),
        (EN, "number", (0.126,), "0.126"),
        (ES, "number", (0.126,), "0,126"),
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
        (KM, "distance", (15,), "24 kilometres"),
        (KM, "distance", (1,), "1.6 kilometres"),
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
def test_numbers_and_units_are_written_in_one_way(told, how, given, written):
    assert getattr(told, how)(*given) == written


@given(st.floats(min_value=-1e9, max_value=1e9), st.integers(min_value=0, max_value=3))
def test_a_written_number_reads_back_as_itself(value, digits):
    for language in LANGUAGES:
        told = Words(language)
        text = told.number(value, digits).replace("\N{MINUS SIGN}", "-")
        text = text.replace(told.text("common.number.thousands"), "")
        back = float(text.replace(told.text("common.number.decimal"), "."))
        assert back == pytest.approx(value, abs=0.51 * 10**-digits)


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
