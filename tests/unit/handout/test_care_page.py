"""The handout's page of exercises: what was picked, its dose, large enough to read on the floor."""

import io

import pytest
from pypdf import PdfReader

from explainer import handout
from explainer.catalog import exercises
from explainer.describe import home_care
from explainer.handout import care_content, care_page, layout
from explainer.handout.blocks import Print
from explainer.handout.sheet import Sheet
from explainer.scenario import MOST_PICKED, PickedExercise, Scenario
from explainer.words import LANGUAGES, Words
from tests.unit.handout.test_handout import make_pdf, weeks  # noqa: F401 (a fixture)

EXERCISES = exercises.exercises()
PICKED = (PickedExercise("hold"), PickedExercise("calf", amount=20, days=7))
LEAST_POINTS = 11.0


def page(pdf: bytes) -> str:
    return " ".join(PdfReader(io.BytesIO(pdf)).pages[1].extract_text().split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_picked_is_printed_with_its_dose_and_when_to_stop(weeks, language):  # noqa: F811
    words = Words(language)
    printed = page(make_pdf(weeks, language=language, home_care=PICKED))
    for one in PICKED:
        assert words.text(f"exercises.ways.{one.id}.name") in printed
        assert home_care.dose(words, EXERCISES[one.id], one) in printed
        assert all(step in printed for step in words.items(f"exercises.ways.{one.id}.steps"))
        assert all(line in printed for line in words.items(f"exercises.ways.{one.id}.stop"))
    assert all(line in printed for line in words.items("exercises.common.stop", limit="3"))
    assert words.text("exercises.ways.ice.name") not in printed
    assert words.text("handout.care.lead_picked") in printed


def test_where_nothing_was_picked_the_first_of_the_core_set_is_printed(weeks):  # noqa: F811
    words = Words()
    printed = page(make_pdf(weeks))
    for id in ("ice", "hold", "calf"):
        assert words.text(f"exercises.ways.{id}.name") in printed
    assert words.text("handout.care.lead") in printed


def test_the_poses_are_those_of_the_readers_side_and_a_still_has_one():
    words = Words()
    chosen = Scenario(home_care=(*PICKED, PickedExercise("ice")))
    right = care_content.build_care_sheet(words, chosen).items
    left = care_content.build_care_sheet(words, chosen.choosing(side="left")).items
    assert [len(item.poses) for item in right] == [2, 2, 1]
    for one, other in zip(right, left, strict=True):
        assert one.poses[0][0].tobytes() != other.poses[0][0].tobytes()
        assert one.poses[0][2].startswith(one.name)


def test_the_inks_of_the_drawings_are_explained_and_differ_without_colour(weeks):  # noqa: F811
    words = Words()

    def key(*ids: str) -> dict[str, bytes]:
        chosen = Scenario(home_care=tuple(PickedExercise(id) for id in ids))
        rows = care_content.build_care_sheet(words, chosen).key
        return {meaning: swatch.convert("L").tobytes() for swatch, meaning in rows}

    inks = {role: words.text(f"exercise_drawing.live.{role}") for role in care_content.KEY_ROLES}
    assert list(key("calf")) == [inks["stretches"]]
    assert list(key("calf", "bridge")) == [inks["works"], inks["stretches"]]
    samples = key("ice", "bridge", "calf")
    assert list(samples) == list(inks.values())
    assert len(set(samples.values())) == len(samples)
    assert inks["not_here"] in page(make_pdf(weeks, home_care=(PickedExercise("ice"),)))


@pytest.mark.parametrize("paper", handout.PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_five_fit_at_eleven_points(language, paper):
    """The five with the most words; poses keep a height that can be made out."""
    words = Words(language, units="km")

    def length(id: str) -> int:
        way = words.table(f"exercises.ways.{id}")
        item = [way["name"], *way["steps"], *way["stop"]]
        return len("".join(item)) + 200 * bool(EXERCISES[id].intervals)

    longest = sorted(EXERCISES, key=length)[-MOST_PICKED:]
    chosen = Scenario(home_care=tuple(PickedExercise(id) for id in longest))
    care = care_content.build_care_sheet(words, chosen)
    details = Print("link", "2026-11-29", "Example Chiropractic", "Alex")
    with Sheet(paper, language, "title", "subject") as sheet:
        drafts = (
            care_page.CarePage(sheet, None, details, care, dense=dense) for dense in (False, True)
        )
        _, size, pose_mm = layout._fit_care(drafts)
    assert size >= LEAST_POINTS
    assert pose_mm >= 18


def test_the_run_walk_plan_is_printed_step_by_step():
    words = Words()
    chosen = Scenario(home_care=(PickedExercise("runwalk"),))
    (item,) = care_content.build_care_sheet(words, chosen).items
    assert "2 and 3 for 1 mile; 2 and 3 for 1.5 miles" in item.intervals
    assert item.intervals.endswith("then run 2 miles.")
