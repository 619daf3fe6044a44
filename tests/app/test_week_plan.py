"""The planned week and the way back up: no mile is lost, no run jumps, a choice is called one."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer import catalog, describe, plan
from explainer.figures import return_weeks, week_days
from explainer.model import LOADS, Runner, Running, week
from explainer.scenario import DAYS_A_WEEK, Day, Scenario
from explainer.ui import model_cache
from explainer.ui.components.form_fields import Slider
from explainer.words import LANGUAGES, METRES_PER_MILE, Words
from tests.support.field_driver import choose, field, fill

PATTERN = week(Runner(), Running(), 10.0)
LIMIT = 1.0 + catalog.parameter("long_run_jump_small_from").value
MILES = st.integers(0, 120).map(lambda half: half / 2)
FRIDAY, SATURDAY = 4, 5
SLOWEST_M_S = catalog.choices()["speed_m_s"].low
MONDAY = "0"  # as its field is called


def days_of(*miles: float, surface: str = "grass", speed_m_s: float = 2.9) -> tuple[Day, ...]:
    return tuple(Day(one, surface, speed_m_s) for one in miles)


@given(MILES)
def test_an_even_week_holds_all_its_miles_in_runs_that_are_spread_out(miles):
    days = plan.even_days(miles, "track", 3.0)
    assert len(days) == DAYS_A_WEEK
    assert plan.total_miles(days) == pytest.approx(miles)
    runs = [number for number, day in enumerate(days) if day.miles]
    if miles:
        each, fewest, most = (
            catalog.parameter(f"plan_{name}").value
            for name in ("miles_a_run", "runs_fewest", "runs_most")
        )
        assert len(runs) == min(max(math.ceil(miles / each), fewest), most, 2 * miles)
        lengths = [days[number].miles for number in runs]
        assert max(lengths) - min(lengths) <= 2 * plan.STEP_MILES * len(runs)


def test_an_even_week_begins_and_ends_with_rest():
    days = plan.even_days(12.0, "track", 3.0)
    assert [number for number, day in enumerate(days) if day.miles] == [1, 3, 5]


def test_a_week_made_shorter_keeps_hundredths_of_a_mile():
    scaled = plan.scale_days(days_of(0, 4, 0, 4, 0, 4, 0), 10.0)
    assert [day.miles for day in scaled] == [0, 3.33, 0, 3.33, 0, 3.33, 0]


def test_own_days_follow_the_picture_in_miles_ground_and_pace():
    days = days_of(0, 4, 0, 2, 0, 6, 0)
    chosen = Scenario(**plan.choices_from_days(days))
    assert plan.planned_days(chosen) == days
    assert (chosen.after_miles, chosen.longest_miles, chosen.after_surface) == (12, 6, "grass")
    halved = plan.planned_days(chosen.choosing(after_miles=6.0))
    assert [day.miles for day in halved] == [0, 2, 0, 1, 0, 3, 0]
    moved = plan.planned_days(chosen.choosing(after_surface="sand", after_speed_m_s=2.5))
    assert {(day.surface, day.speed_m_s) for day in moved} == {("sand", 2.5)}


def test_a_run_counts_for_the_30_days_from_the_next_day_on():
    found = plan.largest_jump(days_of(0, 4, 0, 0, 6, 7, 0), recent_longest_miles=5.0)
    assert (found.day, found.miles, found.before_miles) == (FRIDAY, 6, 5)
    found = plan.largest_jump(days_of(0, 4, 0, 0, 5.2, 7, 0), recent_longest_miles=5.0)
    assert (found.day, found.before_miles) == (SATURDAY, 5.2)
    assert plan.largest_jump(days_of(*[0] * 7), 5.0) is None
    assert plan.largest_jump(days_of(3, 0, 9, 0, 0, 0, 0), 0.0) is None  # 0: not said


@settings(max_examples=60)
@given(goal=MILES, first=MILES, recent=MILES)
def test_no_week_of_the_way_back_holds_a_jump(goal, first, recent):
    days = plan.even_days(first, "asphalt", 2.9)
    back = plan.plan_return(goal, days, recent, PATTERN)
    longest = [day.miles for day in days]
    history = [(0, recent), (1, max(longest))]
    for before, after in zip(back.weeks, back.weeks[1:], strict=False):
        assert after.miles > before.miles
        window = [miles for number, miles in history if number > after.number - 1 - plan.WEEKS_BACK]
        if max(window):
            assert after.longest_miles <= LIMIT * max(window) + 1e-9
        history.append((after.number, after.longest_miles))
        least = catalog.parameter("return_least_step").value
        growth = catalog.parameter("return_growth").value
        if before.miles:
            assert after.miles - before.miles <= max(growth * before.miles, least) + 1e-9
        assert after.runs <= DAYS_A_WEEK
        holds = after.runs * after.longest_miles >= after.miles - 1e-6
        assert holds or after.runs == DAYS_A_WEEK, "as many runs as the longest one makes needful"
    assert back.weeks[-1].miles <= max(goal, first)
    assert back.arrives == (back.weeks[-1].miles >= goal)
    assert len(back.weeks) <= catalog.parameter("return_weeks_most").value


def test_the_longest_run_of_the_past_counts_for_four_weeks_of_the_way_back():
    back = plan.plan_return(20.0, days_of(5, 0, 0, 0, 0, 0, 0), 20.0, PATTERN)
    longest = [one.longest_miles for one in back.weeks[:5]]
    assert longest == pytest.approx([5, 6, 7, 8, 8 * LIMIT])


@pytest.mark.parametrize(("first", "second"), [(8.0, 9.0), (30.0, 33.0), (35.0, 38.0)])
def test_the_way_back_grows_by_a_whole_tenth_in_whole_miles(first, second):
    back = plan.plan_return(60.0, plan.even_days(first, "asphalt", 2.9), 20.0, PATTERN)
    assert [one.miles for one in back.weeks[:2]] == [first, second]


def test_a_weeks_load_on_the_way_back_is_the_models_own():
    back = plan.plan_return(20.0, plan.even_days(15, "asphalt", 2.9), 6.0, PATTERN)
    assert (back.weeks[0].miles, back.weeks[-1].miles, back.arrives) == (15, 20, True)
    for one in back.weeks:
        truth = week(Runner(), Running(), float(one.miles))
        for load in LOADS:
            expected = truth.loads[load]
            wanted = (expected.ratio_low, expected.ratio, expected.ratio_high)
            assert one.ratio[load] == pytest.approx(wanted)


def test_after_a_week_without_a_run_it_starts_small():
    back = plan.plan_return(20.0, plan.even_days(0, "asphalt", 2.9), 6.0, PATTERN)
    assert (back.weeks[0].miles, back.weeks[0].runs) == (0, 0)
    assert back.weeks[1].miles == 20 * catalog.parameter("return_start_share").value
    with pytest.raises(ValueError, match="miles"):
        plan.plan_return(
            20.0, plan.even_days(5, "asphalt", 2.9), 6.0, week(Runner(), Running(), 0.0)
        )


@given(present=MILES, first=MILES, guide=st.integers(1, 60))
def test_the_way_back_never_passes_the_guide_unless_the_reader_goes_on(present, first, guide):
    days = plan.even_days(first, "asphalt", 2.9)
    back = plan.plan_return(present, days, 0.0, PATTERN, guide_miles=guide)
    assert back.weeks[-1].miles <= max(first, min(present, guide))
    assert back.stops_at_guide == (guide < present)
    assert back.first_week_past_guide in ((1, None) if first > guide else (None,))
    beyond = plan.plan_return(present, days, 0.0, PATTERN, guide_miles=guide, past_guide=True)
    assert beyond.goal_miles == present
    assert not beyond.stops_at_guide


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_way_back_ends_is_said(language):
    words, chosen = Words(language), Scenario(miles=25, after_miles=12, guide_miles=15)
    stops = describe.return_end(words, model_cache.return_plan(chosen))
    assert words.distance(15) in stops
    assert words.distance(25) in stops
    beyond = model_cache.return_plan(chosen.choosing(return_past_guide="yes"))
    over = next(week.number for week in beyond.weeks if week.miles > 15)
    past = words.text("plan.return.past_guide", week=str(over), guide=words.distance(15))
    assert past in describe.return_end(words, beyond)
    assert past in describe.return_weeks(words, beyond, chosen), "spoken as well"
    below = describe.return_end(words, model_cache.return_plan(chosen.choosing(miles=14.0)))
    assert words.distance(15) not in below, "a way that stays below it need not name the guide"
    at_guide = describe.return_end(words, model_cache.return_plan(chosen.choosing(after_miles=15)))
    assert words.text("plan.return.nothing") != at_guide
    assert words.distance(15) in at_guide


def test_the_plan_page_stops_at_the_guide_and_offers_to_go_on(open_page):
    words = Words()
    app = open_page("plan", miles="25", after_miles="12", guide_miles="15")
    shown = "\n".join(one.value for one in app.markdown)
    assert f"**{words.distance(15)}** in" in shown
    assert f"**{words.distance(16)}** in" not in shown
    choose(app, "return_past_guide", "yes")
    shown = "\n".join(one.value for one in app.markdown)
    assert f"**{words.distance(16)}** in" in shown
    assert app.session_state["scenario"].return_past_guide == "yes"
    below = open_page("plan", miles="14", after_miles="12", guide_miles="15")
    with pytest.raises(LookupError):
        field(below, "return_past_guide")


def test_what_nobody_said_of_the_longest_run_is_asked_for_and_never_told(open_page):
    words = Words()
    ask = {page: words.text(f"{page}.run.first") for page in ("load", "plan")}
    for page, question in ask.items():
        assert question.count("?") >= 1
        shown = "\n".join(one.value for one in open_page(page).markdown)
        assert question in shown
        assert "no jump" not in shown
        text = {"longest_miles": "5", "recent_longest_miles": "6"}
        shown = "\n".join(one.value for one in open_page(page, **text).markdown)
        assert question not in shown
    resting = open_page("plan", after_miles="0", recent_longest_miles="6")
    assert ask["plan"] not in "\n".join(one.value for one in resting.markdown)


def test_every_rate_of_the_plan_is_named_as_a_choice_or_has_a_source():
    for key in plan.USED:
        record = catalog.parameter(key)
        assert record.source != catalog.OWN_SOURCE or len(record.note) > len(key)
    note = Words(register="clinical").text("plan.return.note")
    assert "choice" in note
    assert "532 novices" in note


@pytest.mark.parametrize("units", ["miles", "km"])
def test_the_bars_are_the_days_with_their_distance_in_the_readers_unit(units):
    chosen = Scenario(days=days_of(0, 4, 0, 2, 0, 6, 0))
    held, words = model_cache.planned_week(chosen, chosen.days), Words(units=units)
    bars = week_days.draw(chosen, held, words).data[0]
    assert bars.y == pytest.approx([day.miles / 20.0 for day in chosen.days])
    assert bars.text[5] == words.distance(6.0)


def test_the_chart_of_weeks_draws_every_week_with_its_band():
    back = plan.plan_return(20.0, plan.even_days(15, "grass", 3.5), 6.0, PATTERN)
    (bars,) = return_weeks.draw(Scenario(), back, Words()).data
    assert list(bars.text) == [Words().distance(one.miles) for one in back.weeks]
    low, central, high = back.weeks[-1].ratio[Scenario().load]
    assert bars.y[-1] == pytest.approx(central)
    assert bars.error_y.array[-1] == pytest.approx(high - central)
    assert bars.error_y.arrayminus[-1] == pytest.approx(central - low)


def test_the_last_week_of_the_way_back_asks_as_much_as_the_week_now():
    back = model_cache.return_plan(Scenario(miles=14, after_miles=10, guide_miles=15))
    for band in back.weeks[-1].ratio.values():
        assert band == pytest.approx((1.0, 1.0, 1.0))
    assert back.weeks[0].ratio["soleus"].central == pytest.approx(10 / 14)


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_weeks_are_spoken_with_their_numbers(language):
    words, chosen = Words(language), Scenario(days=days_of(0, 4, 0, 2, 0, 6, 0))
    text = describe.week_days(words, model_cache.planned_week(chosen, chosen.days), chosen)
    assert all(words.distance(one) in text for one in (4, 2, 6))
    back = plan.plan_return(20.0, chosen.days, 6.0, PATTERN)
    text = describe.return_weeks(words, back, Scenario(structure="achilles"))
    assert words.distance(12) in text
    assert words.distance(20) in text
    found = plan.largest_jump(chosen.days, 3.0)
    assert words.percent(found.long_run.jump) in describe.jump(words, found)
    assert words.text("plan.run.first") == describe.jump(words, None)


def test_the_page_takes_seven_days_and_moves_the_week_after_the_change(open_page):
    app = open_page("plan", miles="25", recent_longest_miles="4")
    fill(app, str(SATURDAY), 9.0)
    now = app.session_state["scenario"]
    assert not app.exception
    assert now.days[SATURDAY].miles == 9
    assert now.after_miles == plan.total_miles(now.days)
    assert any(Words().text("plan.run.note") in one.value for one in app.info)
    app.session_state["drawer_week_how"] = True
    app.run()
    choose(app, "surface", "sand")
    assert {day.surface for day in app.session_state["scenario"].days} == {"sand"}
    assert app.session_state["scenario"].after_surface == "sand"
    fill(app, "speed_m_s", 0)
    assert {day.speed_m_s for day in app.session_state["scenario"].days} == {SLOWEST_M_S}


def test_two_days_that_were_typed_faster_than_the_page_ran_are_both_taken(open_page):
    app = fill(open_page("plan"), MONDAY, 3.0, **{str(SATURDAY): 4.0})
    days = app.session_state["scenario"].days
    assert (days[int(MONDAY)].miles, days[SATURDAY].miles) == (3, 4)


@pytest.mark.parametrize("odd", [-1.0, 1e9, True, None, "9", [9.0]])
def test_a_report_that_a_field_cannot_hold_changes_nothing(open_page, odd):
    app = open_page("plan")
    before = app.session_state["scenario"]
    for name in (MONDAY, "guide_miles"):
        assert not fill(app, name, odd).exception
    assert app.session_state["scenario"] == before


def test_a_slider_stands_only_at_its_stops():
    slider = Slider("pace", "Pace", ("8:00", "9:00"), 0)
    assert [place for place in (-1, 0, 0.5, 1, 2) if slider.accepts(place)] == [0, 1]


def test_the_page_reads_kilometres_as_kilometres(open_page):
    app = open_page("plan", units="km")
    fill(app, MONDAY, 10.0)
    held = app.session_state["scenario"].days[0].miles
    assert held == pytest.approx(10_000 / METRES_PER_MILE, abs=1e-3)
    assert field(app, MONDAY)["value"] == 10.0


def test_a_plan_with_no_run_or_with_more_than_now_still_reads(open_page):
    for query in ({"after_miles": "0"}, {"miles": "0"}, {"miles": "60", "after_miles": "3"}):
        app = open_page("plan", **query)
        assert not app.exception
    assert any(Words().text("plan.step_back.heading") in one.value for one in app.markdown)


def test_a_day_that_finds_no_room_is_cut_and_the_page_says_why(open_page):
    most = catalog.choices()["after_miles"].high
    text = Words().text("plan.week_full", most=Words().distance(most))
    app = open_page("plan", after_miles=f"{most - 10:g}")
    assert not any(text in one.value for one in app.markdown)
    fill(app, MONDAY, 40.0)
    assert app.session_state["scenario"].after_miles == most
    assert field(app, MONDAY)["value"] < 40
    assert any(text in one.value for one in app.markdown)
