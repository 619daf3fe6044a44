"""Charts draw the model's own numbers, in the reader's language and units."""

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from explainer import catalog, describe
from explainer.figures import (
    checks,
    grounds,
    joint_force,
    longest_run,
    look,
    miles,
    return_weeks,
    step_peaks,
    stride_loads,
    tornado,
    week_days,
    week_ratios,
)
from explainer.model import LOADS
from explainer.model.explain.tornado import Swing
from explainer.scenario import Day, Scenario
from explainer.ui.model_cache import one_step, one_week, planned_week, return_plan, week_table
from explainer.words import METRES_PER_MILE, Words

NOW = Scenario(miles=25, surface="grass", structure="achilles", after_miles=12)
ENGLISH = Words("en")


def trace(figure, name: str):
    return next(trace for trace in figure.data if trace.name == name)


@pytest.fixture(scope="module")
def table():
    return week_table(NOW)


@pytest.fixture(scope="module")
def step():
    return one_step(NOW)


def test_the_joint_curve_peaks_at_the_models_joint_force(step):
    drawn = trace(joint_force.draw(NOW, step, ENGLISH), ENGLISH.text("common.loads.tibiofemoral"))
    assert np.max(drawn.y) == pytest.approx(step.loads["tibiofemoral"].peak_bw, abs=0.1)
    assert np.min(drawn.x) >= 0
    assert np.max(drawn.x) <= 100


def test_the_ground_push_is_drawn_as_the_model_has_it(step):
    drawn = trace(joint_force.draw(NOW, step, ENGLISH), ENGLISH.text("figures.ground_push"))
    np.testing.assert_allclose(drawn.y, step.vertical_force_bw)
    np.testing.assert_allclose(np.asarray(drawn.x)[[0, -1]], [0, 100], atol=1e-9)


def test_each_muscle_of_the_stride_is_drawn_at_its_force(step):
    figure = stride_loads.draw(NOW, step, ENGLISH)
    for load in describe.LIMB_LOADS:
        drawn = trace(figure, ENGLISH.text(f"common.loads.{load}"))
        model = step.loads[load]
        np.testing.assert_allclose(drawn.y, model.force_n * model.peak_bw / model.peak_n)


def test_the_time_on_the_ground_is_shaded_as_long_as_it_lasts(step):
    shaded = stride_loads.draw(NOW, step, ENGLISH).layout.shapes[0]
    stride_s = 120 / step.step_rate_spm
    assert shaded.x1 == pytest.approx(100 * step.contact_time_s / stride_s)


def test_one_step_is_drawn_for_both_weeks_with_its_band(table):
    after = week_table(NOW, after=True)
    figure = step_peaks.draw(NOW, (table, after), ENGLISH)
    row = table.loads.index("achilles")
    now, changed = figure.data
    assert now.x[row] == pytest.approx(describe.read_value(table, "peak_bw", "achilles", NOW))
    second = describe.scenario_after_change(NOW)
    assert changed.x[row] == pytest.approx(
        describe.read_value(after, "peak_bw", "achilles", second)
    )
    low = changed.x[row] - changed.error_x.arrayminus[row]
    assert low == pytest.approx(describe.read_value(after, "peak_bw_low", "achilles", second))


@pytest.mark.parametrize("units", ["miles", "km"])
def test_the_longest_run_stands_beside_the_line_where_a_jump_begins(units):
    words, runs = Words("en", units=units), Scenario(longest_miles=8, recent_longest_miles=6)
    unit = 1.0 if units == "miles" else METRES_PER_MILE / 1000
    figure = longest_run.draw(runs, None, words)
    assert list(figure.data[0].x) == pytest.approx([6 * unit, 8 * unit])
    jump = 1 + catalog.parameter("long_run_jump_small_from").value
    assert figure.layout.shapes[0].x0 == pytest.approx(jump * 6 * unit)
    assert not longest_run.draw(Scenario(recent_longest_miles=0), None, words).layout.shapes


def test_a_changed_week_is_drawn_against_the_week_now_with_its_band():
    on_sand = replace(NOW, after_surface="sand")
    week = one_week(on_sand, after=True)
    figure = week_ratios.draw(on_sand, week, ENGLISH)
    (bars,) = figure.data
    model = [week.loads[load] for load in LOADS]
    np.testing.assert_allclose(bars.x, [one.ratio for one in model])
    low, high = bars.x - bars.error_x.arrayminus, bars.x + bars.error_x.array
    np.testing.assert_allclose(low, [one.ratio_low for one in model])
    np.testing.assert_allclose(high, [one.ratio_high for one in model])
    assert (high > low).all()
    assert figure.layout.shapes[0].x0 == figure.layout.shapes[0].x1 == 1  # the week now
    assert figure.layout.xaxis.title.text == "Times your<br>week now"


@pytest.mark.parametrize(
    ("changed", "title"),
    [
        ({}, "Times a week at the clinic’s guide"),
        ({"usual_miles": 20}, "Times your usual week"),
    ],
)
def test_an_axis_of_ratios_names_the_week_compared_with(table, changed, title):
    held = replace(NOW, **changed)
    assert miles.draw(held, table, ENGLISH).layout.yaxis.title.text == title
    in_lines = grounds.draw(held, table, ENGLISH).layout.xaxis.title.text
    assert in_lines.replace("<br>", " ") == title
    none = replace(held, miles=0)
    week = one_week(none, after=True)
    assert week_ratios.draw(none, week, ENGLISH).layout.xaxis.title.text == in_lines


def test_a_days_bar_is_its_part_of_the_week_now():
    days = tuple(Day(miles, "grass", 2.9) for miles in (0.0, 5.0, 0.0, 10.0, 0.0, 0.0, 0.0))
    planned = replace(NOW, days=days)
    bars = week_days.draw(planned, planned_week(planned, days), ENGLISH).data[0]
    np.testing.assert_allclose(bars.y, [0, 5 / 25, 0, 10 / 25, 0, 0, 0])
    assert list(bars.text) == ["", "5 miles", "", "10 miles", "", "", ""]


def area(figure) -> tuple[np.ndarray, np.ndarray]:
    """Low and high edge of a chart's only band."""
    drawn = next(trace for trace in figure.data if trace.fill == "toself")
    high, low = np.split(np.asarray(drawn.y, float), 2)
    return low[::-1], high


def test_the_joints_band_is_the_models(step):
    low, high = area(joint_force.draw(NOW, step, ENGLISH))
    joint = step.loads["tibiofemoral"]
    weight_n = joint.peak_n / joint.peak_bw
    moments = joint_force.stance_percent(step)
    at = np.linspace(0, 100, joint_force.POINTS)
    np.testing.assert_allclose(low, np.interp(at, moments, joint.force_n_low / weight_n))
    np.testing.assert_allclose(high, np.interp(at, moments, joint.force_n_high / weight_n))
    assert (high > low).any()


def test_only_the_chosen_muscle_of_the_stride_has_its_band(step):
    for load in describe.LIMB_LOADS:
        structure = next(name for name, one in catalog.structures().items() if one.load == load)
        low, high = area(stride_loads.draw(replace(NOW, structure=structure), step, ENGLISH))
        one = step.loads[load]
        weight_n = one.peak_n / one.peak_bw
        np.testing.assert_allclose(low, one.force_n_low / weight_n)
        np.testing.assert_allclose(high, one.force_n_high / weight_n)
    bands = [t for t in stride_loads.draw(NOW, step, ENGLISH).data if t.fill == "toself"]
    assert not bands  # the heel tendon is none of the muscles drawn


def test_the_weeks_band_is_drawn_over_all_miles(table):
    low, high = area(miles.draw(NOW, table, ENGLISH))
    place = table.loads.index("achilles"), table.surfaces.index("grass")
    np.testing.assert_allclose(low, table.ratio_low[place])
    np.testing.assert_allclose(high, table.ratio_high[place])


def test_a_grounds_whisker_is_its_band(table):
    bars = grounds.draw(NOW, table, ENGLISH).data[0]
    row = table.loads.index("achilles")
    at = list(table.miles).index(NOW.miles)
    np.testing.assert_allclose(bars.x - bars.error_x.arrayminus, table.ratio_low[row, :, at])
    np.testing.assert_allclose(bars.x + bars.error_x.array, table.ratio_high[row, :, at])


def test_the_way_back_is_drawn_with_its_range():
    on_sand = replace(NOW, after_surface="sand", return_past_guide="yes")
    back = return_plan(on_sand)
    (counted,) = return_weeks.draw(on_sand, back, ENGLISH).data
    low, central, high = np.array([week.ratio["achilles"] for week in back.weeks]).T
    np.testing.assert_allclose(counted["y"], central)
    np.testing.assert_allclose(central - counted["error_y"]["arrayminus"], low)
    np.testing.assert_allclose(central + counted["error_y"]["array"], high)
    assert (high > low).all()


def test_a_driver_of_the_band_is_drawn_from_its_low_to_its_high_end():
    swings = (
        Swing("achilles_lever_mm", 12.0, 8.0, 0.5),
        Swing("achilles_area_mm2", 9.0, 11.0, 0.2),
    )
    figure = tornado.draw(NOW, (10.0, swings), ENGLISH)
    ends = {
        side: trace(figure, ENGLISH.text(f"figures.constant_{side}")) for side in ("low", "high")
    }
    assert list(ends["low"].customdata) == [12.0, 9.0]
    assert list(ends["high"].customdata) == [8.0, 11.0]
    assert [ends["low"].base + x for x in ends["low"].x] == [12.0, 9.0]


def test_kilometres_change_the_axis_and_not_the_load(table):
    metric = Words("en", units="km")
    in_miles, in_km = (miles.draw(NOW, table, words) for words in (ENGLISH, metric))
    name = ENGLISH.text("common.loads.achilles")
    np.testing.assert_allclose(
        np.asarray(trace(in_km, name).x),
        np.asarray(trace(in_miles, name).x) * METRES_PER_MILE / 1000,
    )
    np.testing.assert_allclose(trace(in_km, name).y, trace(in_miles, name).y)


def test_the_guide_line_stands_at_the_clinics_own_number(table):
    moved = replace(NOW, guide_miles=22)
    assert miles.draw(moved, table, ENGLISH).layout.shapes[0].x0 == 22


def test_each_ground_is_drawn_at_its_ratio(table):
    bars = grounds.draw(NOW, table, ENGLISH).data[0]
    at = list(table.miles).index(NOW.miles)
    np.testing.assert_allclose(bars.x, table.ratio[table.loads.index("achilles"), :, at])
    assert bars.marker.color[table.surfaces.index("grass")] == look.AFTER


@pytest.mark.parametrize(
    ("drawing", "result", "traces"),
    [
        (week_ratios, lambda: one_week(NOW, after=True), 1),
        (step_peaks, lambda: (week_table(NOW), week_table(NOW, after=True)), 2),
        (return_weeks, lambda: return_plan(NOW), 1),
    ],
)
def test_a_chart_that_is_drawn_unchecked_is_one_that_plotly_accepts(drawing, result, traces):
    figure = drawing.draw(NOW, result(), ENGLISH)
    checked = go.Figure(figure.to_dict())
    assert len(checked.data) == traces
    assert checked.layout.yaxis.title.text == figure.layout.yaxis.title.text
    assert checked.layout.template.layout.colorway


def test_no_chart_traps_a_scrolling_finger(table, step):
    for figure in (
        grounds.draw(NOW, table, ENGLISH),
        stride_loads.draw(NOW, step, ENGLISH),
        joint_force.draw(NOW, step, ENGLISH),
    ):
        assert figure.layout.dragmode is False
        assert figure.layout.xaxis.fixedrange
        assert figure.layout.yaxis.fixedrange


@pytest.mark.parametrize("compare", ["level", "change_percent"])
def test_every_check_of_a_kind_is_drawn_once_and_misses_stand_apart(compare):
    rows = catalog.table("checks").where(compare=compare).rows
    figure = checks.draw(NOW, compare, ENGLISH)
    missed = trace(figure, ENGLISH.text("figures.model_differs"))
    agreed = trace(figure, ENGLISH.text("figures.model_agrees"))
    unjudged = trace(figure, ENGLISH.text("figures.model_unjudged"))
    assert len(agreed.x) + len(missed.x) + len(unjudged.x) == len(rows)
    assert len(missed.x) == sum(row["agrees"] == "no" for row in rows)
    assert len(figure.layout.yaxis.ticktext) == len(rows)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_check_has_a_readable_name_and_condition(language):
    for row in catalog.table("checks"):
        text = checks.label(row, Words(language))
        assert text
        assert "_" not in text
