"""Lesson: miles multiply steps; the ground changes some tissues a little, others hardly."""

from explainer.figures import week_compared
from explainer.ui import lesson

page = lesson.open("load")
page.predict()
page.choose("speed_m_s", "step_rate_change", "slope_deg", "mass_kg", "foot_strike")
page.show(page.compute(), views=("posterior_superficial", "lateral", "limb_posterior"))
change = page.compare()
page.figure(week_compared, change, spoken=change.spoken(page.words))
page.working(change.now)
page.teach()
page.summary()
page.limits()
page.sources(*change.used)
page.next()
