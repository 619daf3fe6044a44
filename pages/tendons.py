"""Lesson: what crosses the back of the knee, and what a week of running asks of it."""

from explainer.ui import glossary, lesson, part, picture, results

page = lesson.open("tendons")
page.guide()
picture.show(
    page,
    views=("posterior_superficial", "posterior_deep", "posterior_floor"),
    sliders=("bend", "miles", "surface"),
)
part.chosen()
page.predict()
page.teach()
page.check_yourself()
page.summary()
page.limits()
page.working(results.one_step(page.scenario).loads[page.scenario.load].used)
glossary.show(page)
page.sources()
page.next()
