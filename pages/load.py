"""Lesson: miles multiply steps; the ground changes some tissues a little, others hardly."""

from explainer import describe
from explainer.figures import grounds, miles, step_peaks, week_ratios
from explainer.ui import layout, model_cache
from explainer.ui.lesson import charts, closing, diagram, lesson, weighted_index
from explainer.ui.load import more_settings

page = lesson.open("load", titled=False)


@page.live
def two_weeks() -> None:
    """The week now and after the change, on one colour scale and in charts."""
    weeks = now, _ = diagram.compare(page, ("posterior_superficial", "lateral"))
    words, scenario, load = page.words, page.scenario, page.scenario.load
    changed = model_cache.one_week(scenario, after=True)
    with layout.side_by_side("load_charts"):
        week_said = describe.week_chart(words, changed, scenario)
        charts.figure(page, week_ratios, "chart_week", changed, week_said)
        charts.longest_run(page)
    weighted_index.show(page, changed)
    with layout.row_of_drawers("load"):
        more_settings.show(
            page,
            differing=("speed_m_s", "step_rate_change", "slope_deg"),
            shared=("usual_miles", "mass_kg", "foot_strike"),
        )
        with charts.more_charts_drawer(page) as is_open:
            if is_open:
                step_said = describe.step_chart(words, weeks, scenario)
                charts.figure(page, step_peaks, "chart_step", weeks, step_said)
                miles_said = describe.miles_chart(words, now, scenario, load)
                charts.figure(page, miles, "chart_miles", now, miles_said)
                ground_said = describe.ground_chart(words, now, scenario, load)
                charts.figure(page, grounds, "chart_ground", now, ground_said)
        page.show_calculation()


page.teach()
closing.show(page)
