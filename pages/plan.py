"""Lesson: do less of what brings the pain, keep moving, build up; and when to see a doctor."""

from explainer.ui import care, frame, lesson, picture

page = lesson.open("plan")
frame.help_call()
picture.compare(page, ("posterior_superficial",))
care.steps()
page.predict()
page.teach()
page.check_yourself()
care.home()
care.pain_guide()
care.clinic()
care.surgery()
care.help_in_place()
page.summary()
page.limits()
page.sources()
page.next()
