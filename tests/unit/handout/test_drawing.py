"""Lines drawn by hand are on the print when they were sent for it, and on no other."""

import io
import math

import pypdfium2
import pytest
from pypdf import PdfReader

from explainer import handout
from explainer.handout import Print, picture
from explainer.handout.drawing import MOST_POINTS, Drawing, read_drawing
from explainer.scenario import Scenario
from explainer.ui import model_cache
from explainer.words import LANGUAGES, Words
from tests.support.pen_ink import inked

BACK, SIDE_VIEW = "posterior_superficial", "lateral"
CROSS = Drawing(("z", "y"), (((-30.0, -30.0), (30.0, 30.0)), ((0.0, 0.0),)))


@pytest.fixture(scope="module")
def weeks():
    scenario = Scenario()
    return model_cache.compared_week(scenario), model_cache.compared_week(scenario, after=True)


def make_pdf(weeks, drawing, language="en") -> bytes:
    given = Print("https://knee.example.com/plan", "2026-11-22", drawing=drawing)
    return handout.render_pdf(Words(language), Scenario(language=language), weeks, BACK, given)


def test_a_drawing_is_read_as_the_browser_sends_it():
    sent = {"axes": ["z", "y"], "lines": [[[-30, -30], [30, 30]], [[0, 0]], []]}
    assert read_drawing(sent) == CROSS


@pytest.mark.parametrize(
    "sent",
    [
        None, 1, "lines", {}, {"axes": ["z", "y"]}, {"axes": ["z", "y"], "lines": []},
        {"axes": ["z"], "lines": [[[0, 0]]]}, {"axes": 3, "lines": [[[0, 0]]]},
        {"axes": ["z", "y"], "lines": [[[0]]]}, {"axes": ["z", "y"], "lines": [["ab"]]},
        {"axes": ["z", "y"], "lines": [[[0, math.inf]]]},
        {"axes": ["z", "y"], "lines": [[[0, 1e9]]]},
        {"axes": ["z", "y"], "lines": [[[0, None]]]}, {"axes": ["z", "y"], "lines": 7},
        {"axes": ["z", "y"], "lines": [[[0, 0]] * (MOST_POINTS + 1)]},
    ],
)  # fmt: skip
def test_what_is_no_drawing_prints_none(sent):
    assert read_drawing(sent) is None


def test_the_lines_lie_where_they_were_drawn_on_either_knee(weeks):
    right = picture.draw(Scenario(), BACK, weeks[0], CROSS)
    rows, columns = inked(right.image).T
    scale = picture.DENSITY / picture.plate_files.nearest(BACK, 0).mm_per_px
    assert rows.max() - rows.min() == pytest.approx(60 * scale, rel=0.1)
    assert columns[rows.argmin()] > columns[rows.argmax()], "up and to the outer side"
    left = picture.draw(Scenario(side="left"), BACK, weeks[0], CROSS)
    rows, columns = inked(left.image).T
    assert columns[rows.argmin()] < columns[rows.argmax()]


def test_lines_of_another_side_of_the_knee_are_not_on_this_picture(weeks):
    drawn = picture.draw(Scenario(), SIDE_VIEW, weeks[0], CROSS)
    assert not drawn.is_drawn_on
    assert len(inked(drawn.image)) == 0


def test_a_line_beside_the_leg_stays_whole(weeks):
    plain = picture.draw(Scenario(), BACK, weeks[0])
    beside = Drawing(("z", "y"), (((-95.0, 0.0), (95.0, 0.0)),))
    drawn = picture.draw(Scenario(), BACK, weeks[0], beside)
    assert drawn.width > plain.width
    assert drawn.left < plain.left


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_print_that_was_given_the_lines_shows_and_names_them(weeks, language):
    note = Words(language).text("handout.drawing")
    for drawing in (CROSS, None):
        pdf = make_pdf(weeks, drawing, language)
        text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
        page = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
        assert (note in text) == (drawing is not None)
        assert (len(inked(page)) > 100) == (drawing is not None)
