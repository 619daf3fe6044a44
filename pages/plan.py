"""Lesson: do less of what brings the pain, keep moving, build up; and when to see a doctor."""

from explainer.ui import building, care, ending, frame, lesson, picture, week

page = lesson.open("plan")
frame.help_call()


@page.live
def two_weeks() -> None:
    """The knee now and after the change, the week day by day, and the way back up."""
    picture.compare(page, ("posterior_superficial",), longest_run=False)
    care.steps()
    week.edit(page)
    week.picture(page)
    week.longest(page)
    week.tissues(page)
    building.up(page)


care.home()
care.pain_guide()
care.clinic()
care.surgery()
care.help_in_place()
page.predict()
page.teach()
ending.show(page)
