"""Home care in the browser: picks reach the link and the phone, the timer needs no server."""

import math
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from explainer.catalog import exercises
from explainer.scenario import PickedExercise, Scenario
from explainer.words import Words
from tests.support.addresses import settled

pytestmark = pytest.mark.browser
WORDS = Words()
MOST_CONTROLS, MOST_WORDS = 15, 120
MOST_SCREENS = {"screen": 5, "phone": 9}
COUNT = (Path(__file__).parent / "first_screen_count.js").read_text(encoding="utf-8")
HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight / innerHeight"


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator("#prerendered").wait_for(state="detached")
    page.locator(".host.ready .hc-card").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    return page


def card(page: Page, id: str) -> Locator:
    return page.locator(f"article[data-exercise={id}]")


def name(words: Words, id: str) -> str:
    return words.text(f"exercises.ways.{id}.name")


def test_no_more_than_five_can_be_picked(new_page, app_url):
    five = tuple(PickedExercise(id) for id in ("ice", "hold", "slide", "walk", "sitraise"))
    page = opened(new_page(), f"{app_url}/care?{urlencode(Scenario(home_care=five).to_query())}")
    page.get_by_role("button", name=WORDS.text("exercises.live.pick"), exact=True).click()
    page.get_by_label(WORDS.text("exercises.stages.build.name"), exact=True).check()
    box = page.get_by_label(WORDS.text("exercises.live.pick_one", name=name(WORDS, "calf")))
    expect(box).to_be_disabled()
    expect(page.get_by_text(WORDS.text("exercises.live.pick_full"))).to_be_visible()
    page.get_by_label(WORDS.text("exercises.stages.calm.name"), exact=True).check()
    page.get_by_label(WORDS.text("exercises.live.pick_one", name=name(WORDS, "ice"))).uncheck()
    settled(page, home_care=five[1:])


def test_the_timer_runs_by_keyboard_without_the_server_and_speaks_once_a_phase(new_page, app_url):
    page = opened(new_page(), f"{app_url}/care")
    page.context.set_offline(True)
    hold = card(page, "hold")
    hold.locator("summary").focus()
    page.keyboard.press("Enter")
    timer = hold.locator(".hc-timer")
    expect(timer.get_by_label(WORDS.text("exercises.live.timer_sound"))).not_to_be_checked()
    timer.locator("button").first.focus()
    page.keyboard.press("Space")
    spoken = timer.get_by_role("status")
    expect(spoken).to_have_text(WORDS.text("exercises.live.timer_ready"))
    holding = WORDS.text("exercises.live.timer_hold", set="1", sets="3")
    expect(spoken).to_have_text(holding)
    expect(timer.get_by_role("timer")).to_have_text("0:28")
    expect(spoken).to_have_text(holding)  # the seconds are not spoken
    page.keyboard.press("Space")
    expect(timer.locator("button").first).to_have_text(WORDS.text("exercises.live.timer_resume"))
    timer.get_by_role("button", name=WORDS.text("exercises.live.timer_stop")).click()
    expect(timer.locator("button").first).to_have_text(WORDS.text("exercises.live.timer_start"))


def test_a_bent_knee_shortens_the_two_heads_and_not_the_deep_muscle(new_page, app_url):
    page = opened(new_page(), f"{app_url}/care")
    heads, deep = page.locator(".hc-length b").all()
    straight = deep.text_content()
    expect(heads).to_have_text(WORDS.text("exercises.live.longer", value="18"))
    page.get_by_label(WORDS.text("care.straight_knee.slider")).press("End")
    expect(heads).to_have_text(WORDS.text("exercises.live.shorter", value="21"))
    expect(deep).to_have_text(straight)


@pytest.mark.parametrize("size", MOST_SCREENS)
def test_the_page_is_short_and_its_first_screen_calm(new_page, app_url, size):
    page = opened(new_page(size), f"{app_url}/care")
    for stage in exercises.STAGES:
        page.get_by_label(WORDS.text(f"exercises.stages.{stage}.name"), exact=True).check()
        expect(page.locator(".hc-card").first).to_be_visible()
        assert page.evaluate(HEIGHT) <= MOST_SCREENS[size]
        found = page.evaluate(COUNT)
        assert len(found["controls"]) <= MOST_CONTROLS, found["controls"]
        assert len(found["words"]) <= MOST_WORDS, len(found["words"])


def test_picks_are_read_written_and_kept_within_their_ranges(run):
    made = run(
        "home_care/web/picks.js",
        """({ parsePicks, formatPicks, togglePick, setDose, doseNumbers }) => {
          const picks = parsePicks("hold,0,0,0,0;calf,0,20,0,7");
          const range = [20, 40, 30];
          const set = (value) => formatPicks(setDose(picks, "hold", 1, value, range));
          const five = parsePicks("a,0,0,0,0;b,0,0,0,0;c,0,0,0,0;d,0,0,0,0;e,0,0,0,0");
          return {
            same: formatPicks(picks),
            none: parsePicks("").length,
            off: formatPicks(togglePick(picks, "hold")),
            sixth: togglePick(five, "f").length,
            doses: [set(25), set(30), set(99), set(1)],
            numbers: doseNumbers(picks[1], [[3, 5, 3], range, [1, 3, 1], [5, 7, 5]]),
          };
        }""",
    )
    assert made["same"] == "hold,0,0,0,0;calf,0,20,0,7"
    assert (made["none"], made["sixth"]) == (0, 5)
    assert made["off"] == "calf,0,20,0,7"
    doses = [text.split(";")[0] for text in made["doses"]]
    assert doses == ["hold,0,25,0,0", "hold,0,0,0,0", "hold,0,40,0,0", "hold,0,20,0,0"]
    assert made["numbers"] == [3, 20, 1, 7]


def test_the_timers_plan_has_its_sets_rests_and_repeats(run):
    made = run(
        "home_care/web/timer.js",
        """({ planPhases, locate, Clock, formatTime }) => {
          const holds = planPhases({ sets: 2, amount: 30, unit: "seconds" });
          const repeats = planPhases({ sets: 1, amount: 12, unit: "repeats" });
          const at = (phases, s) => {
            const { phase, left_s, repeat } = locate(phases, s);
            return [phase?.kind ?? "done", left_s, repeat];
          };
          let now = 100;
          const clock = new Clock(() => now);
          clock.start(); now = 103; clock.pause(); now = 200; clock.start(); now = 202;
          return {
            kinds: holds.map(({ kind, set }) => [kind, set]),
            places: [0, 4.9, 5, 34.5, 35, 50, 80].map((s) => at(holds, s)),
            repeats: [5, 9, 52.9].map((s) => at(repeats, s)),
            elapsed: clock.elapsed_s,
            ice: planPhases({ sets: 1, amount: 10, unit: "minutes" })[1].duration_s,
            texts: [formatTime(5), formatTime(600)],
          };
        }""",
    )
    assert made["kinds"] == [["ready", 1], ["hold", 1], ["rest", 2], ["hold", 2]]
    assert made["places"] == [
        ["ready", 5, 0], ["ready", 1, 0], ["hold", 30, 0], ["hold", 1, 0], ["rest", 15, 0],
        ["hold", 30, 0], ["done", 0, 0],
    ]  # fmt: skip
    assert made["repeats"] == [["repeats", 48, 1], ["repeats", 44, 2], ["repeats", 1, 12]]
    assert math.isclose(made["elapsed"], 5)
    assert made["ice"] == 600
    assert made["texts"] == ["0:05", "10:00"]
