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
evidence.show_drivers(page)
response_charts.show(page)
rules.show()
evidence.show_checks(page)
atlas_validation.sections(page)
evidence.show_caveats(page)
evidence.show_unknowns()
rules.grounds()
rules.review()
rules.left_out()
page.summary()
page.limits()
glossary.show(page)
page.sources()
page.next()
