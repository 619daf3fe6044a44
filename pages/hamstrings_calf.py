"""Lesson: muscles that cross two joints, and when in a stride each of them works."""

from explainer import describe
from explainer.figures import stride_loads
from explainer.ui import charts, lesson, picture, results

page = lesson.open("hamstrings_calf")
picture.show(page, views=("limb_posterior",))
page.predict()
step = results.one_step(page.scenario)
charts.figure(page, stride_loads, "curve", step, spoken=describe.stride(page.words, step))
page.teach()
page.summary()
page.limits()
page.working(step.used)
page.sources()
page.next()
