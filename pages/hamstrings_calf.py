"""Lesson: muscles that cross two joints, and when in a stride each of them works."""

from explainer import describe
from explainer.figures import stride_loads
from explainer.ui import lesson

page = lesson.open("hamstrings_calf")
page.predict()
page.show(page.compute(), views=("limb_posterior",))
step = page.one_step()
page.figure(stride_loads, step, spoken=describe.stride(page.words, step))
page.teach()
page.summary()
page.limits()
page.sources(*step.used)
page.next()
