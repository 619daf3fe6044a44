"""Lesson: every rule, constant and source; the model beside measurements; what is not known."""

from explainer.ui import assumptions, bones, chain, evidence, glossary, lesson, responses, rules

page = lesson.open("model")
chain.show(page)
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
