"""Lesson: a hinge that also rolls, glides and twists, and what it carries in one step."""

from explainer import describe
from explainer.figures import joint_force
from explainer.ui import charts, ending, lesson, part, picture, results

page = lesson.open("hinge")
page.guide()


@page.live
def knee() -> None:
    """The joint from the side, cut open and from behind; then the force through one step."""
    picture.show(
        page,
        views=("lateral", "medial", "anterior", "sagittal", "posterior_joint"),
        sliders=("bend", "miles", "surface"),
    )
    part.chosen()
    page.at_this_bend()
    page.predict()
    step = results.one_step(page.scenario)
    charts.step_curve(page, joint_force, step, spoken=describe.force_curve(page.words, step))
    page.working(joint_force.JOINT)


page.teach()
ending.show(page)
