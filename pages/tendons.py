"""Lesson: what crosses the back of the knee, and what a week of running asks of it."""

from explainer.ui import ending, lesson, part, picture

page = lesson.open("tendons")
page.guide()


@page.live
def knee() -> None:
    """The back of the knee in three depths, bent and loaded."""
    picture.show(
        page,
        views=("posterior_superficial", "posterior_deep", "posterior_floor"),
        sliders=("bend", "miles", "surface"),
    )
    part.chosen()
    page.working()


page.predict()
page.teach()
ending.show(page)
