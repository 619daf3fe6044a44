"""Lesson: muscles that cross two joints, and when in a stride each of them works."""

from explainer import describe
from explainer.figures import stride_loads
from explainer.ui import charts, ending, lesson, limb, part, picture, results

page = lesson.open("hamstrings_calf")


@page.live
def leg() -> None:
    """The leg through a stride, the whole limb loaded, and which muscle works when."""
    room = limb.place()
    page.predict()
    picture.show(page, views=("limb_posterior",))
    limb.show(page, room)
    part.chosen()
    step = results.one_step(page.scenario)
    charts.figure(page, stride_loads, "curve", step, spoken=describe.stride(page.words, step))
    page.working()


page.teach()
ending.show(page)
