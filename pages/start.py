"""Lesson: where does it hurt, what lies there, and which signs cannot wait."""

from explainer.ui import ending, frame, lesson, part, picture

page = lesson.open("start")
frame.help_call()


@page.live
def knee() -> None:
    """The back of the knee, and what lies under the sore spot."""
    picture.show(page, views=("posterior_superficial", "posterior_deep", "posterior_floor"))
    part.chosen()


page.predict()
page.teach()
ending.show(page)
