"""Lesson: muscles that cross two joints, and when in a stride each of them works."""

from explainer import describe
from explainer.figures import stride_loads
from explainer.ui import charts, ending, lesson, limb, part, picture, results

page = lesson.open("hamstrings_calf")


@page.live
def leg() -> None:
    """The whole limb loaded, then the leg through a stride, and which muscle works when."""
    picture.show(page, views=("limb_posterior",))
    part.chosen()
    page.predict()
    limb.show(page)
    step = results.one_step(page.scenario)
    charts.figure(page, stride_loads, "curve", step, spoken=describe.stride(page.words, step))
    page.working()


page.teach()
ending.show(page)
