"""The view at home in process: one step at a time."""

import pytest
from streamlit.testing.v1.element_tree import Block

from explainer.ui.lesson import patient_steps
from explainer.ui.lesson.lesson import PAGES
from explainer.words import Words


def place_of(app, key: str) -> int:
    """Where the container stands among the elements of the page."""
    blocks = {at: part.proto for at, part in app.main.children.items() if isinstance(part, Block)}
    (place,) = [at for at, proto in blocks.items() if proto.id.endswith(f"-{key}")]
    return place


@pytest.mark.parametrize("page", PAGES)
def test_the_buttons_keep_their_place_in_the_page_from_step_to_step(open_page, page):
    """React moves what stands elsewhere after a run, and a button that is moved loses the focus."""
    last = len(patient_steps.steps(page, Words())) - 1
    places = {
        place_of(open_page(page, view="patient", lesson_step=str(step)), "patient_nav")
        for step in (0, 1, last)
    }
    assert len(places) == 1
