"""What was measured on each ground: shown to the reader, never read by the model."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from explainer import catalog, describe
from explainer.catalog import ground_measurements as measured
from explainer.catalog.lists import SURFACES
from explainer.words import Words

PACKAGE = Path(catalog.__file__).resolve().parents[1]
GOOD = {
    "surface": "grass", "quantity": "energy", "finding": "ratio", "value": "1.1", "low": "1.0",
    "high": "1.2", "unit": "ratio", "compared_with": "asphalt", "people": "9",
    "source": "kerdok_2002", "where": "abstract", "seen": "yes", "note": "",
}  # fmt: skip


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Writes a file of records in place of the real one and reads it."""

    def read(*rows: dict[str, str]):
        lines = [",".join(GOOD), *(",".join(row.values()) for row in rows)]
        (tmp_path / "sources.csv").write_bytes((catalog.ASSETS / "data/sources.csv").read_bytes())
        (tmp_path / "ground_measurements.csv").write_text("\n".join(lines), encoding="utf-8")
        clear()
        return measured.ground_measurements()

    def clear():
        for cached in (catalog.sources, catalog.table, measured.ground_measurements):
            cached.cache_clear()

    monkeypatch.setattr(catalog, "DATA", tmp_path)
    yield read
    monkeypatch.undo()
    clear()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"surface": "lava"}, "surface must be one of"),
        ({"quantity": "knee_load"}, "quantity must be one of"),
        ({"finding": "maybe"}, "finding must be one of"),
        ({"seen": "recalled"}, "a study that was read"),
        ({"source": "ours"}, "a study that was read"),
        ({"source": "nobody_1900"}, "unknown source"),
        ({"value": "two"}, "must be numbers"),
        ({"low": ""}, "must be numbers"),
        ({"finding": "alike"}, "belong to a ratio"),
        ({"high": "1.05"}, "low <= value <= high"),
        ({"value": "nan"}, "low <= value <= high"),
    ],
)
def test_a_bad_record_is_refused_with_its_line(records, change, complaint):
    with pytest.raises(catalog.CatalogError, match=rf"line 2: .*{complaint}"):
        records(GOOD | change)


def test_the_findings_of_a_ground_stand_together(records):
    found = records(GOOD, GOOD | {"finding": "alike", "value": "", "low": "", "high": ""})
    assert [one.finding for one in found["grass", "energy"]] == ["ratio", "alike"]


def test_the_model_never_reads_what_was_measured_on_a_ground():
    """Some of it checks the model, so no module of the model or the anatomy may know of it."""
    readers = set()
    for module in PACKAGE.rglob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        named = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
        named |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        named |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        named |= {a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names}
        if any("ground_measurements" in str(one) for one in named):
            readers.add(module.relative_to(PACKAGE).parts[0])
    assert readers == {"catalog", "describe", "ui"}


@pytest.mark.parametrize("language", Words.languages())
@pytest.mark.parametrize("register", ["plain", "clinical"])
def test_what_was_not_measured_says_so_and_shows_no_size(language, register):
    words = Words(language, register)
    grounds = describe.measured_grounds(words)
    assert tuple(grounds) == SURFACES
    for surface, ground in grounds.items():
        assert len(ground.rows) == len(measured.QUANTITIES)
        for quantity, row in zip(measured.QUANTITIES, ground.rows, strict=True):
            known = measured.ground_measurements().get((surface, quantity), ())
            not_measured = words.text("ground.findings.none")
            assert (row.text == not_measured) == (row.way == "none") == (not known)
            if not any(one.finding == "ratio" for one in known):
                assert set(row.ratio) <= {1.0}
                assert not any(letter.isdigit() for letter in row.text)


def test_the_texts_say_what_the_studies_found():
    words = Words()
    shown = {surface: one.rows for surface, one in describe.measured_grounds(words).items()}
    shock, pressure, energy, muscles, steps = range(5)
    assert shown["grass"][pressure].text == "9 to 17% less"
    assert shown["grass"][pressure].ratio == (0.89, 0.834, 0.907)
    assert shown["uneven"][energy].text == "up to 5% more", "another study found little change"
    assert shown["uneven"][energy].ratio == (1.05, 1.0, 1.05)
    assert shown["uneven"][steps].text == "26 to 27% more"
    assert shown["uneven"][muscles] == replace(shown["uneven"][muscles], way="more", ratio=())
    assert shown["sand"][energy].text == "60% more"
    assert shown["treadmill"][shock].text == "less, or no difference"
    assert shown["concrete"][pressure].way == "alike"
    assert {row.way for row in shown["dirt"]} == {"none"}


def test_the_studies_are_named_once_each():
    grounds = describe.measured_grounds(Words())
    assert grounds["grass"].studies == "Studies: Fu 2015; Tessutti 2010; Tessutti 2012"
    assert grounds["dirt"].studies == "We found no study that measured this ground."
    clinical = describe.measured_ground(Words(register="clinical"), "treadmill").studies
    assert clinical == "Studies: Fu 2015 (n = 13); Keast 2022; Voloshina 2015 (n = 12)"


@pytest.mark.parametrize("language", Words.languages())
@pytest.mark.parametrize("page", ["hinge", "tendons", "load", "plan"])
def test_a_page_with_a_ground_slider_names_the_studies_of_its_strip(language, page):
    shown = {one.source for some in measured.ground_measurements().values() for one in some}
    assert shown <= set(Words(language).items(f"{page}.sources"))
