"""Lesson: every rule, constant and source; the model beside measurements; what is not known."""

from explainer import describe
from explainer.figures import model_map
from explainer.ui import assumptions, bones, charts, evidence, glossary, lesson, responses, rules

page = lesson.open("model")
charts.figure(page, model_map, "picture", None, spoken=describe.model_map(page.words))
page.predict()
page.teach()
assumptions.switches(page)
assumptions.ground(page)
assumptions.law(page)
evidence.drivers(page)
responses.show(page)
rules.show()
evidence.checks(page)
bones.sections(page)
evidence.plainly(page)
evidence.unknown()
rules.grounds()
page.summary()
page.limits()
glossary.show(page)
page.sources()
page.next()
