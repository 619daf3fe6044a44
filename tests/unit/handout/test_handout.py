"""The handout: three pages, whole, readable by machine and eye, true to the screen."""

import io
import itertools

import numpy as np
import pypdfium2
import pytest
from pypdf import PdfReader

from explainer import catalog, describe, handout
from explainer.anatomy import plate_files
from explainer.catalog import aggravators as catalog_aggravators
from explainer.describe import aggravators, held_pose
from explainer.describe.get_help import build_get_help
from explainer.describe.readings import ComparedWeek
from explainer.figures import load_colours
from explainer.handout import OverfullError, Print, content, picture
from explainer.model import held_pose as model_pose
from explainer.scenario import Day, Mark, PainPose, Scenario
from explainer.ui import model_cache
from explainer.words import LANGUAGES, Words

BACK = "posterior_superficial"
LINK = "https://knee.example.com/plan?v=1&miles=25&surface=concrete&mark=-22,5.2"
MARK = Mark(-22.0, 5.2)
CHOICES = {
    "miles": 25.0, "surface": "concrete", "after_miles": 12.0, "after_surface": "grass",
    "structure": "semimembranosus", "mark": MARK,
}  # fmt: skip
# What fills the page most: a planned week, slopes, the longest names, names for the print.
WEEK = tuple(Day(13.5, "uneven", 2.6) for _ in range(7))
POSE = PainPose(70.0, 0.0, 20.0)  # three muscles are too close to rank there
LONGEST = CHOICES | {
    "days": WEEK, "slope_deg": -10.0, "step_rate_change": 0.15,
    "aggravators": tuple(catalog_aggravators.aggravators()),
    "pain_pose": POSE,
}  # fmt: skip
POINTS_PER_MM = 72 / 25.4
SIZES = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}  # mm, ISO 216 and ANSI Y14.1


@pytest.fixture(scope="module")
def weeks() -> tuple[ComparedWeek, ComparedWeek]:
    scenario = Scenario(**CHOICES)
    return model_cache.compared_week(scenario), model_cache.compared_week(scenario, after=True)


@pytest.fixture(scope="module")
def usual(weeks) -> dict[str, bytes]:
    """The handout of an ordinary visit, by language."""
    names = {"clinic": "Example Chiropractic", "patient": "Alex ¿¡ñÑáéíóúü×"}
    return {language: make_pdf(weeks, language=language, **names) for language in LANGUAGES}


def make_pdf(weeks, *, view=BACK, paper="letter", clinic="", patient="", **choices) -> bytes:
    scenario = Scenario(**(CHOICES | choices))
    words = Words(scenario.language, scenario.register, scenario.units, scenario.side)
    given = Print(LINK, "2026-11-22", clinic, patient)
    return handout.render_pdf(words, scenario, weeks, view, given, paper)


def text(pdf: bytes) -> str:
    """The text of all pages, as one line."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 3
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_was_chosen_what_to_do_and_when_to_get_help(usual, language):
    words = Words(language)
    printed_text = text(usual[language])
    for miles in (25, 12, 15):
        assert words.distance(miles) in printed_text
    for surface in ("concrete", "grass"):
        assert words.text(f"common.surfaces.{surface}.name") in printed_text
    assert words.date("2026-11-22") in printed_text
    for tier in build_get_help(words).tiers:
        assert tier.heading in printed_text
        for group in tier.groups:
            assert all(sign.text in printed_text for sign in group.signs)
            assert group.name in printed_text or group is tier.groups[0]
            if group.risks:
                assert all(item in printed_text for item in group.risks.items)
    assert all(line in printed_text for line in words.items("care.pain_guide.steps"))
    for note in ("routine", "no_massage"):
        assert words.text(f"get_help.{note}.body") in printed_text
    assert "Example Chiropractic · Alex" in printed_text
    assert all(step["text"] in printed_text for step in words.tables("plan.steps"))
    for key in ("common.disclaimer", "common.high_load", "care.reassure.body"):
        assert words.text(key) in printed_text
    assert words.text("common.review.open") not in printed_text, (
        "what a patient reads tells nothing of it"
    )
    assert words.name("semitendinosus") in printed_text  # near the mark, and beside the picture
    assert "Silbernagel" in printed_text


def test_the_clinical_register_and_kilometres_reach_the_paper(weeks):
    printed_text = text(make_pdf(weeks, register="clinical", units="km"))
    assert "40.2 kilometres" in printed_text
    assert "25 miles" not in printed_text
    assert Words(register="clinical").text("common.high_load") in printed_text


def test_a_planned_week_is_printed_day_by_day(weeks, usual):
    days = (Day(4, "grass", 2.9), *(Day(0, "grass", 2.9),) * 5, Day(8, "track", 2.9))
    printed_text, words = text(make_pdf(weeks, days=days, after_surface="track")), Words()
    assert words.text("handout.plan_days") in printed_text
    assert "Mon 4 miles Track" not in printed_text  # each day keeps its own ground
    assert words.text("common.surfaces.grass.name") in printed_text
    assert printed_text.count(words.text("handout.day_rest")) == 5
    assert words.text("handout.plan_days") not in text(usual["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_brings_the_pain_is_printed_with_what_to_ease_first(weeks, language):
    words = Words(language)
    named = ("hills", "long", "shoes", "after", "sit")
    printed_text = text(make_pdf(weeks, language=language, aggravators=named))
    assert aggravators.named(words, named) in printed_text
    assert all(aggravators.ease(words, one) in printed_text for one in named[:2])
    assert aggravators.ease(words, "shoes") not in printed_text, "two at once are enough"
    find, less, *_ = words.tables("plan.steps")
    assert find["text"] not in printed_text
    assert less["text"] not in printed_text
    assert less["name"] in printed_text


def test_the_way_back_up_is_printed_week_by_week(weeks):
    scenario = Scenario(**(CHOICES | {"miles": 15.0}))
    back = model_cache.return_plan(scenario)
    given = Print(LINK, "2026-11-22")
    printed_text = text(handout.render_pdf(Words(), scenario, weeks, BACK, given, back=back))
    assert back.arrives
    assert "12, 13, 14, 15 miles" in printed_text


def test_the_document_says_its_language_its_title_and_its_date(usual):
    for language in LANGUAGES:
        reader = PdfReader(io.BytesIO(usual[language]))
        assert reader.trailer["/Root"]["/Lang"].startswith(language)
        assert reader.metadata.title == Words(language).text("handout.title")
        assert reader.metadata.creation_date.date().isoformat() == "2026-11-22"


def test_its_letters_are_embedded_and_hold_spanish(usual):
    page = PdfReader(io.BytesIO(usual["es"])).pages[0]
    fonts = page["/Resources"]["/Font"]
    described = [fonts[name]["/DescendantFonts"][0]["/FontDescriptor"] for name in fonts]
    assert described
    assert all("/FontFile2" in one for one in described)
    assert "Alex ¿¡ñÑáéíóúü×" in text(usual["es"])


def longest_name(language: str, register: str) -> str:
    words = Words(language, register)
    known = (key for key, one in catalog.structures().items() if one.load)
    return max(known, key=lambda key: len(words.full_name(key)))


@pytest.mark.parametrize("paper", handout.PAPERS)
@pytest.mark.parametrize(
    ("language", "register"), list(itertools.product(LANGUAGES, ("plain", "clinical")))
)
def test_the_longest_texts_fit_on_three_pages(weeks, caplog, language, register, paper):
    structure = longest_name(language, register)
    pdf = make_pdf(
        weeks, paper=paper, clinic="Ñandú " * 20, patient="W" * 60, language=language,
        register=register, units="km", **(LONGEST | {"structure": structure}),
    )  # fmt: skip
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 3
    assert caplog.messages == []  # every sign has its letter in the font
    for page in document:
        sides = [side / POINTS_PER_MM for side in page.get_size()]
        assert sides == pytest.approx(SIZES[paper], abs=0.1)
        drawn = np.asarray(page.render(scale=1).to_pil().convert("L"))
        edge = round(9 * POINTS_PER_MM)
        for strip in (drawn[:edge], drawn[-edge:], drawn[:, :edge], drawn[:, -edge:]):
            assert strip.min() == 255  # nothing stands in the margin


@pytest.mark.parametrize("view", catalog.choices()["knee_view"].options[1:])
def test_every_picture_of_the_pages_can_be_printed(weeks, view):
    drawn = picture.draw(Scenario(**(CHOICES | {"flexion_deg": 47.0})), view, weeks[0])
    assert drawn.image.size == (drawn.width * 2, drawn.height * 2)
    assert len({drawn.image.getpixel((x, 300)) for x in range(drawn.image.width)}) > 10


def test_too_much_text_is_refused_and_never_runs_off_the_page(weeks):
    with pytest.raises(OverfullError):
        make_pdf(weeks, clinic="much too long " * 400)


def pixel(drawn: picture.Picture, x: float, y: float) -> tuple[int, int, int]:
    """A pixel of the printed picture at a place in the plate's 1x pixels."""
    density = plate_files.DENSITY
    return drawn.image.getpixel(((x - drawn.left) * density, (y - drawn.top) * density))


def test_the_picture_is_coloured_by_the_same_scale_as_the_screen(weeks):
    scenario = Scenario(**(CHOICES | {"structure": "", "mark": None}))
    drawn = picture.draw(scenario, BACK, weeks[0])
    opened = plate_files.nearest(BACK, 0.0)
    clay = plate_files.picture(opened.plate.pictures["clay", plate_files.DENSITY])
    found = weeks[0].comparison
    load = found.loads.index("gastrocnemius_medial")
    mile = found.ratio[load, found.surfaces.index("concrete")]
    wanted = load_colours.scales()["week"].colour(float(mile) * 25 / scenario.guide_miles)
    region = next(one for one in opened.regions if one.structure == "gastrocnemius_medial")
    x, y = region.anchor
    ground = clay.getpixel((x * plate_files.DENSITY, y * plate_files.DENSITY))[:3]
    expected = [part * dye / 255 for part, dye in zip(ground, wanted, strict=True)]
    assert pixel(drawn, x, y) == pytest.approx(expected, abs=2)
    natural = picture.draw(Scenario(**(CHOICES | {"dress": "natural"})), BACK, weeks[0])
    assert pixel(natural, x, y) != pytest.approx(expected, abs=20)


def test_more_miles_print_a_deeper_colour(weeks):
    few, many = (
        picture.load_colour(
            "gastrocnemius_medial", Scenario(**(CHOICES | {"miles": miles})), weeks[0]
        )
        for miles in (5.0, 40.0)
    )
    assert sum(many) < sum(few)
    assert picture.load_colour("popliteus", Scenario(), weeks[0]) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pose_that_hurts_is_printed_when_it_was_ticked(weeks, usual, language):
    words = Words(language)
    printed_text = text(make_pdf(weeks, language=language, pain_pose=POSE))
    assert held_pose.where_it_hurts(words, POSE) in printed_text
    hip = words.text("limb.live.hip_more", value="70")
    longest = model_pose.ranked(POSE)[0]
    knee = words.text("limb.spoken.knee_zero")
    for said in (hip, knee, *(words.name(one.muscle) for one in longest)):
        assert said in held_pose.where_it_hurts(words, POSE)
    assert hip not in text(usual[language])


def test_the_mark_stands_where_the_finger_was(weeks):
    drawn = picture.draw(Scenario(**CHOICES), BACK, weeks[0])
    opened = plate_files.nearest(BACK, 0.0)
    left_mm, top_mm = opened.origin_mm
    x, y = drawn.mark
    assert left_mm + x * opened.mm_per_px == pytest.approx(MARK.z_mm)
    assert top_mm - y * opened.mm_per_px == pytest.approx(MARK.y_mm)
    assert pixel(drawn, x, y) == picture.MARK_INK
    assert picture.draw(Scenario(**CHOICES), "lateral", weeks[0]).mark is None
    assert picture.draw(Scenario(), BACK, weeks[0]).mark is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_left_knee_is_printed_as_one(weeks, language):
    words, chosen = (
        Words(language, side="left"),
        Scenario(**CHOICES, language=language, side="left"),
    )
    printed = text(make_pdf(weeks, language=language, side="left")).lower()
    printed_content = content.build_content(words, chosen, weeks, BACK, "2026-11-22")
    left, right = (words.text(f"common.knees.{side}") for side in ("left", "right"))
    assert left in printed
    assert left in printed_content.picture_alt
    assert right not in printed + repr(printed_content).lower()


def test_the_picture_of_a_left_knee_is_the_mirror_image(weeks):
    right, left = (
        picture.draw(Scenario(**CHOICES, side=side), BACK, weeks[0]) for side in ("right", "left")
    )
    assert np.array_equal(np.asarray(left.image), np.asarray(right.image)[:, ::-1])
    assert pixel(left, *left.mark) == picture.MARK_INK
    sides = {"left": "right", "right": "left"}
    for one, other in zip(right.regions, left.regions, strict=True):
        assert (other.structure, other.side) == (one.structure, sides[one.side])
        if one.anchor[0] > right.left:
            from_left, from_right = one.anchor[0] - right.left, other.anchor[0] - left.left
            assert from_left + from_right == pytest.approx(right.width)


def test_what_this_means_is_the_answer_of_the_plan_page(weeks):
    scenario, words = Scenario(**CHOICES), Words()
    printed_text = content.build_content(words, scenario, weeks, BACK, "2026-11-22").meaning.lines
    second = describe.scenario_after_change(scenario)
    answer = describe.week_answer(words, "plan", weeks[1], second)
    assert "19,900 steps on each leg" in printed_text[0]
    assert answer.headline == "About half of your week now"
    assert answer.headline in printed_text[1]
    assert printed_text[1].startswith("Deep inner hamstring")
    assert printed_text[2] == " ".join(answer.sentences)
    assert "9,600 steps on each leg, not 19,900" in printed_text[2]
