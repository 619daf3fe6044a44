"""The names beside the printed picture: no line crosses another, whatever the picture shows."""

import itertools

import pytest

from explainer import catalog
from explainer.handout import callouts, picture
from explainer.handout.callouts import Label, arrange, lines_cross
from explainer.scenario import Scenario
from explainer.words import LANGUAGES, Words
from tests.unit.handout.test_handout import weeks  # noqa: F401 (a fixture)

BENDS = (0.0, 45.0, 110.0)


class Page:
    """A sheet that keeps its lines; a name takes a line of text for every 14 letters."""

    def __init__(self):
        self.lines, self.names, self.dry = [], [], False

    def text(self, x, y, width, name, size, **_):
        self.names.append(name)
        return y + 4.0 * -(-len(name) // 14)

    def line(self, x, y, to_x, to_y, **_):
        self.lines.append(((x, y), (to_x, to_y)))

    def dot(self, *_):
        pass

    def element(self, _):
        return self

    measuring = lambda self: self  # noqa: E731

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@pytest.mark.parametrize("view", catalog.choices()["knee_view"].options[1:])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_lines_of_a_printed_picture_cross(weeks, view, language):  # noqa: F811
    for bend, height_mm in zip(BENDS, (88.0, 64.0, 80.0), strict=True):
        drawn = picture.draw(Scenario(flexion_deg=bend), view, weeks[0])
        page, width = Page(), min(49.0, height_mm * drawn.width / drawn.height)
        left = 13.0 + (93.0 - width) / 2
        callouts.draw_callouts(
            page, Words(language), drawn, (left, 40.0, width), (13.0, 106.0), 10.0
        )  # fmt: skip
        assert page.lines
        crossing = [p for p in itertools.combinations(page.lines, 2) if lines_cross(*p)]
        assert crossing == [], (view, bend)


def test_labels_that_stand_in_each_others_way_change_places():
    near, far = Label("near", (3.0, 11.0), 8.0), Label("far", (30.0, 10.0), 8.0)
    first = Label("first", (10.0, 4.0), 20.0)
    placed = arrange([near, far, first], (0.0, 60.0), 0.0, 2.0)
    assert [label.name for label, _ in placed] == ["first", "near", "far"]
    tops = [top for _, top in placed]
    assert all(later - top >= 8.0 for top, later in itertools.pairwise(tops))


def test_lines_that_cross_are_told_from_lines_that_meet_or_pass():
    assert lines_cross(((0, 0), (2, 2)), ((0, 2), (2, 0)))
    assert not lines_cross(((0, 0), (2, 0)), ((0, 1), (2, 1)))
    assert not lines_cross(((0, 0), (1, 1)), ((3, 0), (0, 3)))
