"""Lesson: what crosses the back of the knee, and what a week of running asks of it."""

from explainer.ui import lesson

page = lesson.open("tendons")
page.predict()
page.show(
    page.compute(),
    views=("posterior_superficial", "posterior_deep", "posterior_floor"),
)
page.teach()
page.summary()
page.limits()
page.sources()
page.next()
