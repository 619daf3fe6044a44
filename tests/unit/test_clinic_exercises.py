"""A clinic's own exercises, and ours that it leaves out: on the page, in the link, on paper."""

import io

import pytest
from pypdf import PdfReader

from explainer import clinic
from explainer.catalog import exercises
from explainer.clinic.own_exercises import LONGEST_STEP, MOST_STEPS
from explainer.clinic.values import LONGEST_LINE
from explainer.describe import home_care
from explainer.handout import PAPERS, care_content, care_page, layout
from explainer.handout.blocks import Print
from explainer.handout.sheet import Sheet
from explainer.scenario import MOST_PICKED, PickedExercise, Scenario
from explainer.ui.components.home_care import payload
from explainer.words import Words
from tests.unit.handout.test_handout import make_pdf, weeks  # noqa: F401 (a fixture)

FILE = """
leave_out = ["ice", "slide"]
[[exercises]]
id = "towel"
stage = "calm"
name = { en = "Towel & squeeze", es = "Apretar la toalla" }
dose = { en = "Ten times, twice a day", es = "Diez veces, dos veces al día" }
steps = { en = ["Sit, with a towel under your knee.", "Press <b>down</b>."], es = ["Presione."] }
stop = { en = "Pressing hurts.", es = "Le duele." }
[[exercises]]
id = "wall"
stage = "return"
name = { en = "Wall sit" }
dose = { en = "Twice" }
steps = { en = ["Lean on a wall."] }
"""
PICKED = (PickedExercise("owntowel"), PickedExercise("calf", amount=20))


@pytest.fixture
def use(tmp_path, monkeypatch):
    def use(text: str = FILE) -> None:
        file = tmp_path / "clinic.toml"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(clinic, "FILE", file)
        clinic.own.cache_clear()
        assert clinic.read(file)[1] == ()

    yield use
    clinic.own.cache_clear()


def stages(scenario: Scenario) -> dict[str, tuple[list[str], list[str]]]:
    found = payload.cacheable_payload(scenario)["stages"]
    return {one["id"]: (one["first"], one["others"]) for one in found}


def test_its_own_go_first_in_their_stage_and_what_it_leaves_out_is_not_offered(use):
    before = stages(Scenario())
    use()
    after = stages(Scenario())
    first, others = before["calm"]
    assert after["calm"][0] == ["owntowel", *[id for id in first if id != "ice"]]
    assert after["calm"][1] == [id for id in others if id != "slide"]
    assert after["return"][0][0] == "ownwall"
    assert after["build"] == before["build"]
    assert [one.id for one in home_care.shown_first(Scenario())] == ["hold", "calf", "extend"]


@pytest.mark.parametrize(
    ("language", "name", "dose"),
    [
        ("en", "Towel & squeeze", "Ten times, twice a day"),
        ("es", "Apretar la toalla", "Diez veces, dos veces al día"),
    ],
)
def test_it_is_shown_in_words_with_the_rules_that_hold_for_all(use, language, name, dose):
    use()
    words = Words(language)
    shown = payload.cacheable_payload(Scenario(language=language))["exercises"]["owntowel"]
    own = home_care.own_exercises()["owntowel"]
    assert (shown["name"], own.dose(language)) == (name, dose)
    common = words.table("exercises.common", limit="3")
    assert list(shown["stop"]) == [own.stop(language), *common["stop"]]
    assert list(shown["avoid"]) == common["avoid"]
    assert (shown["drawing"], shown["ranges"], shown["sources"]) == ("", [], "")
    assert words.clinician in shown["known"]


def test_a_language_that_was_left_out_gets_the_first(use):
    use()
    assert home_care.own_exercises()["ownwall"].name("es") == "Wall sit"


def test_a_pick_of_its_own_comes_back_from_the_link_and_another_copy_says_that_it_cannot(use):
    use()
    scenario = Scenario(home_care=PICKED)
    query = scenario.to_query()
    assert query["do"].startswith("owntowel-calf")
    assert Scenario.from_query(query) == (scenario, ())
    assert Scenario().choosing(home_care="owntowel,3,0,0,0").home_care == ()
    clinic.own.cache_clear()
    use("")
    opened, replaced = Scenario.from_query(query)
    assert opened.home_care == ()
    assert "home_care" in [one.field for one in replaced]


def test_a_link_keeps_what_the_clinic_leaves_out_later(use):
    query = Scenario(home_care=(PickedExercise("ice"),)).to_query()
    use()
    opened, replaced = Scenario.from_query(query)
    assert [one.id for one in opened.home_care] == ["ice"]
    assert replaced == ()
    assert "ice" in payload.cacheable_payload(opened)["exercises"]


def test_where_the_calf_stretch_is_left_out_its_demonstration_goes_too(use):
    assert payload.cacheable_payload(Scenario())["straight_knee"]
    use('leave_out = ["calf"]')
    assert payload.cacheable_payload(Scenario())["straight_knee"] is None


def test_it_is_printed_on_the_second_page(use, weeks):  # noqa: F811
    use()
    pdf = make_pdf(weeks, home_care=PICKED)
    printed = " ".join(PdfReader(io.BytesIO(pdf)).pages[1].extract_text().split())
    for line in (
        "Towel & squeeze", "Ten times, twice a day", "Press <b>down</b>.", "Pressing hurts.",
        Words().text("exercises.ways.calf.name"),
    ):  # fmt: skip
        assert line in printed


@pytest.mark.parametrize("paper", PAPERS)
def test_the_five_longest_of_its_own_fit_at_eleven_points(use, paper):
    line = ("Press down with your whole leg, slowly, and keep it there. " * 2)[:LONGEST_STEP]
    steps = [line] * MOST_STEPS
    name = line[:LONGEST_LINE]
    use(
        "".join(
            f'[[exercises]]\nid = "a{letter}"\nstage = "calm"\nname = {{ en = "{name}" }}\n'
            f'dose = {{ en = "{name}" }}\nsteps = {{ en = {steps} }}\nstop = {{ en = "{line}" }}\n'
            for letter in "abcde"
        )
    )
    picked = tuple(PickedExercise(one.id) for one in clinic.own().exercises)
    assert len(picked) == MOST_PICKED
    care = care_content.build_care_sheet(Words(), Scenario(home_care=picked))
    details = Print("link", "2026-11-29", "Example Chiropractic", "Alex")
    with Sheet(paper, "en", "title", "subject") as sheet:
        drafts = (
            care_page.CarePage(sheet, None, details, care, dense=dense) for dense in (False, True)
        )
        _, size, _ = layout._fit_care(drafts)
    assert size >= 11


def test_every_exercise_of_ours_stays_where_the_file_is_neutral():
    placed = [id for both in stages(Scenario()).values() for part in both for id in part]
    assert sorted(placed) == sorted(exercises.exercises())
