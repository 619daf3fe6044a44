"""Lesson: muscles that cross two joints, and when in a stride each of them works."""

from explainer import describe
from explainer.figures import stride_loads, stride_pose
from explainer.ui import charts, lesson, part, picture, results

page = lesson.open("hamstrings_calf")
picture.show(page, views=("limb_posterior",))
part.chosen()
page.predict()
charts.figure(page, stride_pose, "pose", None, spoken=charts.moments_spoken(page))
charts.moments(page)
step = results.one_step(page.scenario)
charts.figure(page, stride_loads, "curve", step, spoken=describe.stride(page.words, step))
page.teach()
page.check_yourself()
page.summary()
page.limits()
page.working(step.used)
page.sources()
page.next()
