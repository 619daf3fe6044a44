"""Lesson: muscles that cross two joints, and when in a stride each of them works."""

from explainer import describe
from explainer.figures import stride_loads
from explainer.ui import model_cache
from explainer.ui.components import running_leg
from explainer.ui.lesson import charts, closing, diagram, lesson, structure_note

page = lesson.open("hamstrings_calf", titled=False)


@page.live
def leg() -> None:
    """The whole limb loaded, then the leg through a stride, and which muscle works when."""
    diagram.show(page, views=("limb_posterior",))
    structure_note.show()
    page.predict()
    running_leg.render_running_leg(page)
    step = model_cache.one_step(page.scenario)
    charts.figure(page, stride_loads, "curve", step, spoken=describe.stride(page.words, step))
    page.show_calculation()


page.teach()
closing.show(page)
