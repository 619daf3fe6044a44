"""Lesson: every rule, constant and source; the model beside measurements; what is not known."""

from explainer.ui.lesson import glossary, lesson
from explainer.ui.model_page import (
    assumptions,
    atlas_validation,
    evidence,
    model_diagram,
    response_charts,
    rules,
)

page = lesson.open("model")
model_diagram.show(page)
page.predict()
page.teach()
assumptions.switches(page)
assumptions.ground(page)
assumptions.law(page)
evidence.drivers(page)
response_charts.show(page)
rules.show()
evidence.checks(page)
atlas_validation.sections(page)
evidence.plainly(page)
evidence.unknown()
rules.grounds()
page.summary()
page.limits()
glossary.show(page)
page.sources()
page.next()
