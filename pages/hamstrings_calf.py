"""Lesson: muscles that cross two joints, and when in a stride each of them works."""

from explainer import describe
from explainer.figures import stride_loads
from explainer.ui import layout, model_cache
from explainer.ui.components import running_leg
from explainer.ui.lesson import charts, closing, diagram, lesson, structure_note

page = lesson.open("hamstrings_calf", titled=False)


@page.live
def leg() -> None:
    """The whole limb loaded, then the leg through a stride, and which muscle works when."""
    diagram.show(page, views=("limb_posterior",))
    structure_note.show()
    with layout.side_by_side("leg"):
        running_leg.render_running_leg(page)
        page.section("stride", "do")
    step, words = model_cache.one_step(page.scenario), page.words
    title, spoken = page.text("curve_title"), describe.stride(words, step)
    with layout.row_of_drawers("leg"):
        charts.figure_in_drawer(page, stride_loads, "curve", title, step, spoken)
        page.show_calculation()


page.teach(without=("stride", "do"))
closing.show(page)
