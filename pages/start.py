"""Lesson: where does it hurt, what lies there, and which signs cannot wait."""

from explainer.ui import frame, glossary, lesson, part, picture

page = lesson.open("start")
frame.help_call()
picture.show(page, views=("posterior_superficial", "posterior_deep", "posterior_floor"))
part.chosen()
page.predict()
page.teach()
page.check_yourself()
page.summary()
page.limits()
glossary.show(page)
page.sources()
page.next()
