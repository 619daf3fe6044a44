"""Home care as records: cited, within limits, and nothing of it only remembered or retracted."""

import re

import pytest

from explainer import catalog
from explainer.anatomy import lengths
from explainer.catalog import exercises
from explainer.describe import home_care
from explainer.describe.get_help import build_get_help
from explainer.scenario import PickedExercise, Scenario
from explainer.ui.components.home_care import payload
from explainer.words import LANGUAGES, Words

ALL = exercises.exercises()
ONLY_SECOND_HAND = {  # sources whose figures nobody of this project has read in the source itself
    "alfredson_1998", "goom_2016", "hebert_2017", "nhs_hamstring", "petersen_2011", "uw_return_run",
}  # fmt: skip
RETRACTED = re.compile(r"hoskins|1471-2474-11-64|18:23", re.IGNORECASE)
GOOD = """
[sample]
kind = "stretch"
stage = "build"
core = 1
start = [0, 0, 10]
end = [0, 0, 25]
works = []
stretches = ["soleus"]
treats = []
limit = 5
sets = [3, 5, 3]
amount = [20, 30, 30]
unit = "seconds"
per_day = [1, 3, 1]
days = [5, 7, 5]
weeks = [4, 6]
grade = "moderate"
tested_in = ["healthy"]
sources = [
  { of = "pose", source = "ours", where = "drawing choice", note = "why" },
  { of = "dose", source = "thomas_2018", where = "abstract", note = "" },
  { of = "effect", source = "radford_2006", where = "abstract", note = "" },
]
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Reads records written in place of the real ones."""

    def read_text(text: str):
        (tmp_path / "exercises.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(exercises, "FILE", str(tmp_path / "exercises.toml"))
        exercises.exercises.cache_clear()
        return exercises.exercises()

    yield read_text
    monkeypatch.undo()
    exercises.exercises.cache_clear()


@pytest.mark.parametrize(
    ("found", "change", "complaint"),
    [
        ("[sample]", "[sample_2]", "an id is small letters only"),
        ('kind = "stretch"', 'kind = "dance"', "kind must be one of"),
        ('stage = "build"', "", "stage is missing"),
        ("end = [0, 0, 25]", "end = [0, 0]", "end must be hip, knee and ankle"),
        ("end = [0, 0, 25]", "end = []", "start and end: both or none"),
        ('stretches = ["soleus"]', "stretches = []", "no structure works"),
        ('["soleus"]', '["sole"]', "no structure 'sole'"),
        ("limit = 5", "limit = 10", "limit must lie between"),
        ("sets = [3, 5, 3]", "sets = [3, 5, 6]", "least <= usual <= most"),
        ("days = [5, 7, 5]", "days = [5, nan, 5]", "least <= usual <= most"),
        ("weeks = [4, 6]", "weeks = [6, 4]", "first <= last"),
        ('grade = "moderate"', 'grade = "practice"', "tested_in must be none"),
        ('tested_in = ["healthy"]', 'tested_in = ["none"]', "tested_in must be none"),
        ('note = "why"', 'note = ""', "needs its reasoning"),
        ('of = "effect"', 'of = "caution"', "no source for its effect"),
        ('of = "dose"', 'of = "caution"', "no source for its dose"),
        ('"thomas_2018", where = "abstract"', '"thomas_2018", where = ""', "where is empty"),
        ('"radford_2006"', '"nobody_1900"', "unknown source"),
    ],
)
def test_a_bad_record_is_refused_with_its_place(read, found, change, complaint):
    assert found in GOOD
    with pytest.raises(catalog.CatalogError, match=rf"exercises\.toml: sample.*{complaint}"):
        read(GOOD.replace(found, change, 1))


def test_a_record_is_read_as_it_stands(read):
    (one,) = read(GOOD).values()
    assert one.end == exercises.Pose(hip_deg=0, knee_deg=0, ankle_deg=25)
    assert one.dose.amount == exercises.DoseRange(low=20, high=30, default=30)
    assert (25 in one.dose.amount, 31 in one.dose.amount) == (True, False)
    assert one.cited("dose", "effect") == ("thomas_2018", "radford_2006")
    assert one.muscles == ("soleus",)


def test_each_stage_has_its_core_set_in_order():
    core = {
        name: [one.id for one in exercises.stage(name) if one.is_core] for name in exercises.STAGES
    }
    assert core == {
        "calm": ["ice", "hold"],
        "build": ["calf", "extend", "bridge", "raise", "strip"],
        "return": ["runwalk"],
    }
    for name in exercises.STAGES:
        ranks = [one.core_rank for one in exercises.stage(name)]
        assert ranks == sorted(ranks, key=lambda rank: rank or len(ranks))
        assert ranks[0] == 1


def test_nothing_leans_on_a_retracted_trial_or_on_what_was_only_told():
    for one in ALL.values():
        assert not ONLY_SECOND_HAND & set(one.cited())
    for source in catalog.sources().values():
        assert not RETRACTED.search(f"{source.key} {source.citation} {source.doi} {source.url}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_left_out_is_named_with_its_reason_and_source(language):
    items = Words(language).tables("model.left_out.items")
    assert {one["id"] for one in items} == {
        "nordic", "quick_steps", "nerve_slider", "popliteus_band", "instant_relief", "less_scar",
    }  # fmt: skip
    assert not {one["id"] for one in items} & set(ALL)
    assert all(one["sources"] and one["text"].startswith("**") for one in items)


def test_every_pose_is_one_that_the_length_model_covers():
    for one in ALL.values():
        for pose in filter(None, (one.start, one.end)):
            assert 0 <= pose.knee_deg <= 120
            assert -20 <= pose.hip_deg <= 120
            assert -40 <= pose.ankle_deg <= 40


@pytest.mark.parametrize(
    ("id", "muscle", "change_mm"),
    [
        ("calf", "gastrocnemius_medial", (8, 18)),
        ("bentcalf", "gastrocnemius_medial", (5, 10)),
        ("bentcalf", "soleus", (10, 19)),
        ("strap", "semimembranosus", (0, 63)),
        ("extend", "biceps_femoris_long", (42, 73)),
        ("extend", "gastrocnemius_medial", (-39, -12)),
        ("bridge", "semimembranosus", (-16, -56)),
        ("drop", "gastrocnemius_medial", (-24, 15)),
    ],
)
def test_the_lengths_of_the_poses_are_those_worked_out_beside_the_evidence(id, muscle, change_mm):
    for pose, expected in zip((ALL[id].start, ALL[id].end), change_mm, strict=True):
        change = float(lengths.length_mm(muscle, *pose)) - lengths.standing_mm(muscle)
        assert change == pytest.approx(expected, abs=1)


TODAY = {"en": "today", "es": "hoy"}
DOCTOR = {"en": "doctor", "es": "médico"}
SAME_WORDS = {  # sign -> what both lists call it
    "foot_drop": {"en": "cannot lift", "es": "levantar"},
    "locked_knee": {"en": "locked", "es": "trabada"},
    "effort_pain": {"en": "calf.*stops", "es": "pantorrilla.*(?:calma|quita|descans)"},
    "rupture_weakness": {"en": "tiptoe", "es": "puntas"},
    "swollen_leg": {"en": "swollen", "es": "hinchad"},
    "new_lump": {"en": "lump behind the knee", "es": "bulto"},
    "gives_way": {"en": "gives way", "es": "le falla"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_get_help_lists_and_the_exercises_say_the_same_of_a_sign(language):
    """Their "stop if" and "not for you if" send the reader where the lists do, in the same time."""
    words = Words(language)
    tiers = {
        sign.id: (tier.id, sign.text) for tier in build_get_help(words).tiers for sign in tier.signs
    }
    signs = {sign for one in ALL.values() for sign in one.signs}
    assert signs == set(SAME_WORDS)
    for one in ALL.values():
        own = words.table(f"exercises.ways.{one.id}")
        lines = [*own["stop"], *own["avoid"]]
        for sign in one.signs:
            tier, text = tiers[sign]
            same = re.compile(SAME_WORDS[sign][language], re.IGNORECASE)
            assert same.search(text), sign
            line = next(line for line in lines if same.search(line))
            if DOCTOR[language] in line:
                assert (TODAY[language] in line) == (tier == "today"), (one.id, line)
        for line in lines:
            assert DOCTOR[language] not in line or one.signs, (one.id, line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exercise_stops_at_pain_numbness_and_a_sign_of_the_lists(language):
    words = Words(language)
    for one in ALL.values():
        said = home_care.text(words, one)
        assert len(said.steps) == 3
        assert any(f"{one.pain_limit}" in line for line in said.stop)
        help_list = {"en": "get-help list", "es": "lista de ayuda"}[language]
        assert sum(help_list in line for line in (*said.stop, *said.avoid)) == 2
        assert said.known
        assert said.tested


def test_the_dose_is_the_clinicians_where_he_chose_one():
    words = Words()
    assert home_care.dose(words, ALL["calf"]) == (
        "3 × 30 seconds, once a day, 5 days a week, for 4 to 6 weeks"
    )
    picked = PickedExercise("calf", sets=4, amount=20, per_day=2, days=7)
    assert home_care.dose(words, ALL["calf"], picked) == (
        "4 × 20 seconds, twice a day, every day, for 4 to 6 weeks"
    )
    assert home_care.dose(words, ALL["ice"]).startswith("10 minutes, 3 times a day")


def test_a_length_is_said_as_longer_or_shorter_than_standing_beside_the_runs_own():
    words = Words()
    (said,) = home_care.length_sentences(words, ALL["lean"])
    assert said.startswith("Your deep inner hamstring is 65 mm longer here than when you stand.")
    assert said.endswith("A run takes it from 46 mm shorter to 15 mm longer.")
    heads, deep = home_care.length_sentences(words, ALL["raise"])
    assert "24 mm shorter" in heads
    assert "23 mm shorter" in deep
    assert home_care.length_sentences(words, ALL["ice"]) == ()
    assert home_care.length_sentences(words, ALL["runwalk"]) == ()


def test_a_bent_knee_takes_the_stretch_off_the_two_heads_and_not_off_the_deep_muscle():
    shown = payload.straight_knee(Words())
    heads, deep = shown["heads"], shown["deep"]
    assert heads == sorted(heads, reverse=True)
    assert heads[0] == pytest.approx(18, abs=1)
    assert heads[-1] < 0
    assert len(set(deep)) == 1


def test_what_was_picked_comes_first_else_the_first_of_the_core_set():
    assert [one.id for one in home_care.shown_first(Scenario())] == ["ice", "hold", "calf"]
    picked = (PickedExercise("raise"), PickedExercise("ice"))
    assert home_care.shown_first(Scenario(home_care=picked)) == picked


def test_a_stage_shows_four_of_the_core_set_and_every_exercise_has_a_place():
    stages = payload.cacheable_payload(Scenario())["stages"]
    assert all(0 < len(stage["first"]) <= exercises.MOST_CORE for stage in stages)
    placed = [id for stage in stages for id in (*stage["first"], *stage["others"])]
    assert sorted(placed) == sorted(ALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_lists_every_source_of_its_exercises(language):
    listed = Words(language).items("care.sources")
    assert {key for one in ALL.values() for key in one.cited()} <= set(listed)
    for one in ALL.values():
        assert payload.cite(one.cited()), one.id
