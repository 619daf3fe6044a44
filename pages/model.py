"""Lesson: every rule, constant and source; the model beside measurements; what is not known."""

from explainer.ui.lesson import closing, lesson
from explainer.ui.model_page import model_diagram, parts, rules

page = lesson.open("model")
model_diagram.show(page)
page.teach()
parts.show(page)
rules.review()
closing.show(page)
