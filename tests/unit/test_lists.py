"""Where a new ground, load, language or page has to be written: each place fails by its name."""

import ast
from pathlib import Path

import pytest

from explainer import catalog
from explainer.catalog.lists import LANGUAGES, SURFACES
from explainer.handout import sheet
from explainer.model import LOADS
from explainer.model.explain import provenance, terms
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.prerender import head
from explainer.words import TEXT, Words, calm

OF_LOADS = {
    "explainer/model/explain/provenance.py: OWN_KEYS": provenance.OWN_KEYS,
    "explainer/model/explain/terms.py: _TERMS_OF": terms._TERMS_OF,
}
ROOT = Path(__file__).resolve().parents[2]
CODE = [*ROOT.glob("explainer/**/*.py"), *ROOT.glob("tests/**/*.py")]
TABLE_OF_LANGUAGES = {"en", "es"}  # a table in the code that has both must have every language


@pytest.mark.parametrize("place", OF_LOADS)
def test_every_load_is_listed(place):
    missing = [load for load in LOADS if load not in OF_LOADS[place]]
    assert missing == [], f"add to {place}"


def test_every_load_of_a_structure_is_a_load_of_the_model():
    loads = {one.load for one in catalog.structures().values() if one.load}
    assert loads <= set(LOADS), "add to explainer/model/inputs.py: LOADS"


def lacking(file: Path, languages: tuple[str, ...]) -> list[str]:
    """Where a table by language lacks one; what is handed to a call is an example, no table."""
    text = file.read_text(encoding="utf-8")
    if not all(f'"{one}"' in text for one in TABLE_OF_LANGUAGES):
        return []
    tree = ast.parse(text)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    handed = {id(one) for call in calls for one in call.args}
    handed |= {id(one.value) for call in calls for one in call.keywords}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict) and id(node) not in handed:
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            if keys >= TABLE_OF_LANGUAGES and not keys >= set(languages):
                found.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    return found


def test_every_table_by_language_has_every_language():
    places = [place for file in CODE for place in lacking(file, LANGUAGES)]
    assert not places, "add the language at\n" + "\n".join(sorted(places))


def test_a_table_without_a_new_language_is_named():
    named = [lacking(Path(one.__file__), (*LANGUAGES, "new")) for one in (head, sheet, calm)]
    assert all(len(places) == 1 for places in named), named


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_text_and_names_of_structures(language):
    assert (TEXT / language).is_dir(), f"assets/text/{language} is missing"
    for key, one in catalog.structures().items():
        assert {language} <= one.names.keys() & one.plain.keys(), f"assets/data/structures: {key}"


def test_every_page_has_its_file():
    files = {file.stem for file in (ROOT / "pages").glob("*.py")}
    assert not set(PAGES) - files, "missing in pages/"
    assert not files - set(PAGES), "explainer/ui/lesson/lesson.py: PAGES"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ground_has_its_stop_on_the_slider(language):
    stops = Words(language).table("ground.stops")
    assert tuple(stops) == SURFACES, f"assets/text/{language}/ground.toml: [stops]"
