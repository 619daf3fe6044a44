"""Lesson: do less of what brings the pain, keep moving, build up; and when to see a doctor."""

from explainer.ui.lesson import closing, diagram, lesson
from explainer.ui.plan import home_care, return_to_running, week_editor

page = lesson.open("plan", titled=False)


@page.live
def two_weeks() -> None:
    """The knee now and after the change, the week day by day, and the way back up."""
    diagram.compare(page, ("posterior_superficial",), longest_run=False)
    home_care.steps()
    week_editor.show(page)
    return_to_running.show(page)


home_care.home_and_clinic()
home_care.surgery_and_help()
page.teach()
closing.show(page)
