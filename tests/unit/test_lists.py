"""Where a new ground, load or language still has to be written: each place fails by its name."""

import pytest

from explainer import catalog
from explainer.catalog.lists import LANGUAGES, SURFACES
from explainer.handout import sheet
from explainer.model import LOADS
from explainer.model.explain import provenance, terms
from explainer.ui.prerender import head
from explainer.words import TEXT, Words, calm
from tests.unit.words import test_text_files as text_files

OF_LOADS = {
    "explainer/model/explain/provenance.py: OWN_KEYS": provenance.OWN_KEYS,
    "explainer/model/explain/terms.py: _TERMS_OF": terms._TERMS_OF,
}
OF_LANGUAGES = {
    "explainer/ui/prerender/head.py: LOCALES": head.LOCALES,
    "explainer/handout/sheet.py: LOCALES": sheet.LOCALES,
    "explainer/words/calm.py: FALLBACK_LINES": calm.FALLBACK_LINES,
    "tests/unit/words/test_text_files.py: HARM": text_files.HARM,
    "tests/unit/words/test_text_files.py: RISK": text_files.RISK,
    "tests/unit/words/test_text_files.py: IN_SPACE": text_files.IN_SPACE,
}


@pytest.mark.parametrize("place", OF_LOADS)
def test_every_load_is_listed(place):
    missing = [load for load in LOADS if load not in OF_LOADS[place]]
    assert missing == [], f"add to {place}"


def test_every_load_of_a_structure_is_a_load_of_the_model():
    loads = {one.load for one in catalog.structures().values() if one.load}
    assert loads <= set(LOADS), "add to explainer/model/inputs.py: LOADS"


@pytest.mark.parametrize("place", OF_LANGUAGES)
def test_every_language_is_listed(place):
    missing = [language for language in LANGUAGES if language not in OF_LANGUAGES[place]]
    assert missing == [], f"add to {place}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_text_and_names_of_structures(language):
    assert (TEXT / language).is_dir(), f"assets/text/{language} is missing"
    for key, one in catalog.structures().items():
        assert {language} <= one.names.keys() & one.plain.keys(), f"assets/data/structures: {key}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ground_has_its_stop_on_the_slider(language):
    stops = Words(language).table("ground.stops")
    assert tuple(stops) == SURFACES, f"assets/text/{language}/ground.toml: [stops]"
