"""Lesson: a hinge that also rolls, glides and twists, and what it carries in one step."""

from explainer import describe
from explainer.figures import joint_force
from explainer.ui import layout, model_cache
from explainer.ui.lesson import charts, closing, diagram, lesson, structure_note

page = lesson.open("hinge", titled=False)


@page.live
def knee() -> None:
    """The joint from the side, cut open and from behind; then the force through one step."""
    diagram.show(
        page,
        views=("lateral", "medial", "anterior", "sagittal", "posterior_joint"),
        sliders=("bend", "miles", "surface"),
    )
    structure_note.show()
    page.explain_bend()
    step = model_cache.one_step(page.scenario)
    with layout.side_by_side("hinge_force"):
        charts.step_curve(page, joint_force, step, spoken=describe.force_curve(page.words, step))
        page.section("force", "do")
    page.show_calculation(joint_force.JOINT)


page.teach(without=("force", "do"))
closing.show(page)
