"""Lesson: miles multiply steps; the ground changes some tissues a little, others hardly."""

from explainer import describe
from explainer.figures import easy_miles, grounds, miles
from explainer.ui import charts, lesson, picture, presets, results

page = lesson.open("load")
presets.show()
weeks = now, after = picture.compare(
    page, ("posterior_superficial", "lateral"), "speed_m_s", "step_rate_change", "slope_deg"
)
presets.exchange()
page.choose("mass_kg", "foot_strike")
page.predict()

words, scenario, load = page.words, page.scenario, page.scenario.load
charts.figure(
    page, easy_miles, "chart_easy", weeks, spoken=describe.easy_chart(words, now, scenario)
)
charts.figure(
    page, miles, "chart_miles", now, spoken=describe.miles_chart(words, now, scenario, load)
)
charts.figure(
    page, grounds, "chart_ground", now, spoken=describe.ground_chart(words, now, scenario, load)
)
charts.longest_run(page)
page.teach()
page.check_yourself()
page.summary()
page.limits()
page.working(results.one_step(scenario).loads[load].used)
page.sources()
page.next()
