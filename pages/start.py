"""Lesson: where does it hurt, what lies there, and which signs cannot wait."""

from explainer.ui import frame, lesson

page = lesson.open("start")
frame.help_call()
page.show(
    page.compute(),
    views=("posterior_superficial", "posterior_deep", "posterior_floor"),
)
page.zones()
page.predict()
page.teach()
page.summary()
page.limits()
page.sources()
page.next()
