"""Lesson: every rule, constant and source; the model beside measurements; what is not known."""

from explainer import describe
from explainer.figures import model_map
from explainer.ui import charts, evidence, lesson

page = lesson.open("model")
charts.figure(page, model_map, "picture", None, spoken=describe.model_map(page.words))
page.predict()
page.teach()
evidence.rules()
evidence.checks(page)
evidence.unknown()
evidence.all_constants()
page.summary()
page.limits()
page.sources()
page.next()
