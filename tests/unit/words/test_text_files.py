"""The text itself: complete in every language, sourced, safe and calm."""

import re
from collections.abc import Iterator

import pytest

from explainer import catalog, scenario
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.prerender import openings, static_model
from explainer.words import LANGUAGES, TEXT, Words
from tests.support import readability_formulas

FILES = sorted(file.stem for file in (TEXT / "en").glob("*.toml"))
WRITTEN = [(one, file.stem) for one in LANGUAGES for file in sorted((TEXT / one).glob("*.toml"))]
OWN = ("common", "describe", "get_help", "glossary", "streamlit_labels", "handout", "share", *PAGES)
REGISTERS = ("plain", "clinical")
LONGEST_SENTENCE = 16  # words, in the plain register

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
HARM_ALLOWED = re.compile(r"^(care\.surgery|hamstrings_calf\.sections\[2\]|model\.disagree)")
RISK = {
    "en": r"\d+ ?%[^.]*\b(?:risk|chance)\b|\brisk of injury\b|\bwill (?:heal|cure|prevent)\b",
    "es": r"\d+ ?%[^.]*\b(?:riesgo|probabilidad)\b|\briesgo de lesi|\b(?:curará|sanará|evitará)\b",
}

# Words that point to another place of the page, unless they speak of a body, a picture or a value.
UP_OR_DOWN = re.compile(r"\b(?:above|below|arriba|abajo)\b", re.IGNORECASE)
IN_SPACE = {
    "en": re.compile(
        r"\b(?:above|below) (?:(?:the|another|some|femoral|preferred) )*"
        r"(?:joint|knee|fold|condyles|fibula\w*|division|crease|tibial|part|preferred|stress|zero"
        r"|dashed|\{|\d)|\bmm below it\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:boca|cuesta|pie|pie está|hacia|más|apunta|parte de|capa de)"
        r" (?:arriba o )?(?:arriba|abajo)\b"
        r"|\bla punta de arriba se aleja\.[^.]*\bla de abajo\b",
        re.IGNORECASE,
    ),
}
IN_A_PICTURE = {  # the whole sentence is about one picture
    "describe.joint_curve.ground",
    "describe.model_map.inputs",
    "describe.model_map.title",
    "figures.quantities.soleus_minus_gastrocnemius_bw",
    "start.zones[1].body",
    "tendons.notice",
}

# What is wrong in a number by the marks of our languages, 10,400 and 2.5: a comma that sets no
# three digits apart, thousands behind a space or a point, four digits in a row that are no year.
GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d])(?!,\d)")
WRONG_MARKS = re.compile(
    r"\d,\d|\d[ \u00a0\u2009\u202f]\d{3}(?!\d)|(?<![\d.])[1-9]\d?\.\d{3}(?!\d)"
    r"|(?<![\d.])(?!(?:19|20)\d\d(?!\d))\d{4,}"
)

# Fields that are no prose: the same, letter for letter, in every language.
ALIKE = {"id", "sources", "structures", "voice", "answer_index"}

SKELETON = {
    "title": str, "message": str, "lead": str, "picture_title": str, "notice": str,
    "sections": list, "predict": list, "summary": list, "sure": str, "sources": list,
    "next": str, "reviewed": str,
}  # fmt: skip
OF_A_PICTURE = {"picture_title", "notice"}  # a page that opens without one does without these


def everything(language: str, register: str = "plain") -> Iterator[tuple[str, str]]:
    for one, stem in WRITTEN:
        if one == language:
            yield from readability_formulas.texts(
                readability_formulas.raw(language, stem), register, stem
            )


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
        return {name: _alike(name, one) for name, one in given.items()}
    if isinstance(given, list):
        return [shape(one) for one in given]
    if isinstance(given, str):
        found = readability_formulas.PLACEHOLDER.finditer(given)
        return sorted(one[0] for one in found if one[1] not in readability_formulas.UNIT_WORDS)
    return given


def _alike(name: str, one: object) -> object:
    """What is named in ALIKE stays; a table or a sentence under such a name is words."""
    words_after_all = isinstance(one, dict) or (name == "sources" and isinstance(one, str))
    return shape(one) if words_after_all or name not in ALIKE else one


def cited(language: str) -> Iterator[tuple[str, str]]:
    for one, stem in WRITTEN:
        for key, table in (
            tables(readability_formulas.raw(one, stem), stem) if one == language else ()
        ):
            if isinstance(table.get("sources"), list):
                yield from ((key, source) for source in table["sources"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stem", FILES)
def test_every_language_has_the_same_keys_and_placeholders(language, stem):
    assert shape(readability_formulas.raw(language, stem)) == shape(
        readability_formulas.raw("en", stem)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_complete(language, page):
    text = readability_formulas.raw(language, page)
    pictured = page in openings.OPENINGS or page == static_model.PAGE
    for name, kind in SKELETON.items():
        if name in OF_A_PICTURE and not pictured:
            continue
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
    text = readability_formulas.raw(language, page)
    listed = text["sources"]
    assert len(listed) == len(set(listed))
    for _, table in tables(text, page):
        assert set(table.get("sources", ())) <= set(listed)


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stem", [stem for stem in OWN if stem not in ("common", "describe")])
def test_no_number_without_a_source(language, register, stem):
    for key, table in tables(readability_formulas.raw(language, stem), stem):
        prose = "".join(str(table.get(name, "")) for name in ("body", "explain", "text", "what"))
        if register == "clinical":
            prose += "".join(str(one) for name, one in table.items() if name.endswith("_clinical"))
        if re.search(r"\d", prose):
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
    for key in ("common.high_load", "load.high_load"):
        lesion = {"en": "not injury", "es": "no es una lesión"}[language]
        assert lesion in Words(language).text(key)


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_points_up_or_down_the_page(language, register):
    """On a phone, step by step or on paper, what stood above is on another screen."""
    pointing = [
        f"{key}: {text}"
        for key, text in everything(language, register)
        if key not in IN_A_PICTURE and UP_OR_DOWN.search(IN_SPACE[language].sub("", text))
    ]
    assert pointing == []


@pytest.mark.parametrize(("language", "stem"), WRITTEN)
def test_plain_sentences_are_short(language, stem):
    words = Words(language)
    for key, line in readability_formulas.page_sentences(words, stem):
        assert len(readability_formulas.words_of(line)) <= LONGEST_SENTENCE, f"{key}: {line}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_text_never_fixes_a_unit_of_distance_or_weight(language):
    fixed = r"\d ?(?:miles?|millas?|km|kilom\w+|pounds?|libras?|kg|kilogra\w+)\b"
    for key, text in everything(language):
        assert not re.search(fixed, text), f"{key}: {text}"


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hand_written_numbers_have_the_marks_of_computed_ones(language, register):
    """In our Spanish too: a Mexican-American patient writes 2.5 and 10,400."""
    assert Words(language).number(10400.0, 1) == "10,400.0"
    for key, text in everything(language, register):
        assert not WRONG_MARKS.search(GROUPED.sub("", text)), f"{key}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_chosen_has_words(language):
    words = Words(language)
    for name in (*scenario.names(), "v"):
        assert words.text(f"common.fields.{name}")
    for name, choice in catalog.choices().items():
        ground = name.endswith("surface")
        for option in choice.options:
            place = f"surfaces.{option}.name" if ground else f"options.{name}.{option}"
            assert words.text(f"common.{place}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_structure_and_load_has_a_note(language):
    words = Words(language)
    for key, structure in catalog.structures().items():
        assert words.text(f"glossary.structures.{key}.what")
        if structure.load:
            assert words.text(f"common.loads.{structure.load}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_zones_name_structures_that_exist(language):
    known = set(readability_formulas.raw(language, "glossary")["structures"])
    for zone in readability_formulas.raw(language, "start")["zones"]:
        assert set(zone["structures"]) <= known
