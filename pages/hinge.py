"""Lesson: a hinge that also rolls, glides and twists, and what it carries in one step."""

from explainer import describe
from explainer.figures import step_force
from explainer.ui import lesson

page = lesson.open("hinge")
page.predict()
page.show(page.compute(), views=("lateral", "medial"), sliders=("bend", "miles", "surface"))
step = page.one_step()
page.figure(step_force, step, spoken=describe.force_curve(page.words, step))
page.teach()
page.summary()
page.limits()
page.sources(*step.used)
page.next()
