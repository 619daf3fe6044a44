"""Lesson: care at home in stages: what to do, how much, when to stop, and what is known."""

from explainer.ui.care import exercise_list
from explainer.ui.lesson import closing, lesson

page = lesson.open("care")


@page.live
def exercises() -> None:
    """The stages with their exercises; at home one exercise a step."""
    exercise_list.show()


exercise_list.pain_guide()
page.teach()
closing.show(page)
