"""Lesson: where does it hurt, what lies there, and which signs cannot wait."""

from explainer.ui.lesson import closing, diagram, lesson, reassurance, structure_note

page = lesson.open("start", titled=False)


@page.live
def knee() -> None:
    """The back of the knee, and what lies under the sore spot."""
    views = ("skin", "posterior_superficial", "posterior_deep", "posterior_floor")
    diagram.show(page, views=views)
    structure_note.show()
    reassurance.render()


page.teach()
closing.show(page)
