"""Lesson: what crosses the back of the knee, and what a week of running asks of it."""

from explainer.ui.lesson import closing, diagram, lesson, structure_note

page = lesson.open("tendons", titled=False)


@page.live
def knee() -> None:
    """The back of the knee in three depths, bent and loaded."""
    diagram.show(
        page,
        views=("posterior_superficial", "posterior_deep", "posterior_floor"),
        sliders=("bend", "miles", "surface"),
    )
    structure_note.show()
    page.show_calculation()


page.teach()
closing.show(page)
