"""The steps at home: few enough, what to do first, and each picture shows what its text names."""

import re
import unicodedata

import pytest

from explainer import catalog
from explainer.anatomy import plate_files
from explainer.scenario import Scenario, names
from explainer.ui.lesson import patient_steps, patient_view, section_picture
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.prerender import openings
from explainer.words import LANGUAGES, Words

STEPPED = [page for page in PAGES if patient_steps.has_steps(page)]
ROWS = catalog.table(patient_steps.TABLE).rows
PICTURES = section_picture.settings()
VISIBLE_PX = 250  # of a structure on its plate, in 1x pixels
READER = {"view", "language", "side", "register", "units", "miles", "surface", "mass_kg", "mark"}


def plain_letters(text: str) -> str:
    """In small letters, without accents."""
    return unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()


def steps(page: str, language: str = "en") -> tuple[patient_steps.Step, ...]:
    return patient_steps.steps(page, Words(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_at_most_eight_steps_and_loses_no_section(page, language):
    found = steps(page, language)
    assert 1 < len(found) <= patient_steps.MOST_STEPS == 8
    shown = [section["heading"] for step in found for section in step.sections]
    assert len(shown) == len(set(shown))
    if any(step.part == patient_steps.REST or step.sections for step in found):
        written = [one["heading"] for one in Words(language).tables(f"{page}.sections")]
        assert sorted(shown) == sorted(written)


@pytest.mark.parametrize("page", STEPPED)
def test_every_step_has_a_part_and_a_picture_that_can_be_rendered(page):
    for step in steps(page):
        assert step.picture in patient_view._PICTURES
        assert step.sections or step.part in patient_view._PARTS


@pytest.mark.parametrize("page", STEPPED)
def test_how_sure_we_are_comes_last(page):
    parts = [step.part for step in steps(page)]
    assert parts[0] in ("opening", "planned", patient_steps.EXERCISES)
    assert parts[-1] in ("sure", "summary")
    assert "sure" not in parts[:-1]
    if "help" in parts:
        assert parts.index("help") == 1  # before everything else that is taught


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['page']}-{row['part']}")
def test_a_step_sets_choices_that_a_link_can_hold_and_none_of_the_readers(row):
    for cell in ("shows", "starts_at"):
        chosen = dict(pair.split("=") for pair in row[cell].split())
        assert set(chosen) <= set(names()) - READER
        text = Scenario().choosing(**chosen).to_text()
        assert {name: text[name] for name in chosen} == chosen


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['page']}-{row['part']}")
def test_a_knee_is_shown_in_a_view_of_its_page_and_numbers_only_with_load(row):
    shows = dict(pair.split("=") for pair in row["shows"].split())
    if row["picture"] in ("knee", "load", "planned"):
        assert shows["knee_view"] in openings.OPENINGS[row["page"]].views
        assert shows["dress"] == ("natural" if row["picture"] == "knee" else "load")
    else:
        assert not row["sliders"]


def test_a_plan_shows_the_planned_week_first():
    assert steps("plan")[0].picture == "planned"


@pytest.mark.parametrize("place", PICTURES, ids="-".join)
def test_a_picture_shows_the_structures_that_it_lights(place):
    shown = PICTURES[place]
    assert shown.structures
    assert set(shown.structures) <= set(catalog.structures())
    plate = plate_files.nearest(shown.view, shown.flexion_deg)
    assert plate.plate.flexion_deg == pytest.approx(shown.flexion_deg, abs=8)
    areas = {region.structure: region.area_px for region in plate.regions}
    for name in shown.structures:
        assert areas.get(name, 0) >= VISIBLE_PX, f"{name} cannot be seen from {shown.view}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PICTURES, ids="-".join)
def test_a_picture_belongs_to_a_section_that_names_what_is_lit(place, language):
    """In the sentences themselves: one word of a lit structure's names at least."""
    page, section_id = place
    for register in ("plain", "clinical"):
        words = Words(language, register)
        found = [one for one in words.tables(f"{page}.sections") if one.get("id") == section_id]
        text = plain_letters(f"{found[0]['heading']} {found[0]['body']}")
        named = {
            word
            for structure in PICTURES[place].structures
            for word in re.findall(r"\w{4,}", plain_letters(words.full_name(structure)))
        }
        assert any(word[:5] in text for word in named), (register, sorted(named))


@pytest.mark.parametrize("place", PICTURES, ids="-".join)
def test_the_other_knee_is_the_mirror_image_with_its_numbers_at_the_same_structures(place):
    right, left = (section_picture.markup(*place, Words(side=side)) for side in ("right", "left"))
    ends = [
        [float(one) for one in re.findall(r'class="lit-number" style="left: ([\d.]+)%', drawn)]
        for drawn in (right, left)
    ]
    assert len(ends[0]) == len(PICTURES[place].structures)
    assert [a + b for a, b in zip(*ends, strict=True)] == pytest.approx([100] * len(ends[0]))
    assert 'class="lit-sheet left"' in left


def test_a_section_without_a_picture_has_none():
    assert section_picture.markup("start", "how", Words()) == ""
    assert section_picture.markup("start", "", Words()) == ""
