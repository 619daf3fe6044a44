"""What the components' scripts share, by unit: numbers, words, colours, reports."""

import random

import pytest

from explainer.words import Words

pytestmark = pytest.mark.browser
NUMBERS = [
    0, 1, -1, 0.1234, 0.004, 0.0456, 0.00012345, -0.0456, 9.995, 9.994, 12.34, 99.95, 100.4, 112.5,
    113.5, 1.125, 1.015, 1.005, 999.4, 999.5, 1000, 1234, -1234.5, 10400, 123456, 9876543,
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_number_is_written_as_python_writes_it(run, language):
    chance = random.Random(3)
    values = NUMBERS + [chance.choice([-1, 1]) * 10 ** chance.uniform(-3, 6) for _ in range(500)]
    words = Words(language)
    marks = {name: words.text(f"common.number.{name}") for name in ("decimal", "thousands")}
    marks["group_from"] = int(words.text("common.number.group_from"))
    written = run(
        "shared/web/words.js",
        """({ Words }, { marks, values }) => {
          const words = new Words({ words: marks, unit: { per_mile: 1 } });
          return values.map((value) => words.number(value));
        }""",
        {"marks": marks, "values": values},
    )
    assert dict(zip(values, written, strict=True)) == {v: words.number(v) for v in values}


def test_sentences_are_filled_and_miles_become_the_unit_shown(run):
    filled = run(
        "shared/web/words.js",
        """({ Words }) => {
          const marks = { decimal: ".", thousands: ",", group_from: 4 };
          const all = { one: "{a} of {b}", distance: "{value} km", ...marks };
          const words = new Words({ words: all, unit: { per_mile: 1.609344 } });
          const texts = [words.text("one", { a: 1 }), words.text("none")];
          return [...texts, words.distance(20), words.number(NaN)];
        }""",
    )
    assert filled == ["1 of {b}", "", "32.2 km", ""]


def test_typed_numbers_are_read_with_either_mark_or_refused(run):
    texts = {
        "12.5": 12.5, "12,5": 12.5, " −3 ": -3, "1,234": 1.234, "1.234,5": 1234.5, "١٢": 12,
        "12 km": None, "": None, "1.2.3": None, ".5": 0.5, "+7": 7, "1 234": 1234,
    }  # fmt: skip
    read = run(
        "shared/web/number_text.js",
        """({ readNumber }, texts) => texts.map((text) =>
          readNumber(text, { min: -10, max: 2000, decimal: "," })?.value ?? null)""",
        list(texts),
    )
    assert dict(zip(texts, read, strict=True)) == texts
    limits = """({ readNumber }) => [readNumber("1,234", { max: 100 }), readNumber("1,234")]"""
    held, free = run("shared/web/number_text.js", limits)
    assert held["value"] == 1.234, "within the limits it can only be a decimal mark"
    assert free["value"] == 1234
    below_one = """({ readNumber }) => readNumber("0.123", { decimal: "," }).value"""
    assert run("shared/web/number_text.js", below_one) == 0.123, "no thousands begin with a 0"


def test_a_colour_scale_clamps_and_bends(run):
    places, ends = run(
        "shared/web/colour_scale.js",
        """({ ColourScale }) => {
          const stops = ["#000000", "#808080", "#ffffff"];
          const scale = new ColourScale(stops, { values: [0, 2.5, 10], places: [0, 0.5, 1] });
          const places = [-1, 0, 2.5, 10, 40].map((value) => scale.place(value));
          return [places, [scale.colour(0), scale.colour(10)]];
        }""",
    )
    assert places == [0, 0, 0.5, 1, 1]
    assert ends[0] != ends[1]


def test_a_picture_is_dark_where_its_page_is_whatever_the_device_prefers(run):
    themes = run(
        "shared/web/theme.js",
        """async ({ applyTheme }) => {
          const frame = () => new Promise(requestAnimationFrame);
          const host = document.body.appendChild(document.createElement("div"));
          const element = host.appendChild(document.createElement("div"));
          const themes = [];
          for (const paper of ["#0e1117", "rgb(255, 255, 255)", "rgb(20, 20, 30)", ""]) {
            host.style.setProperty("--st-background-color", paper);
            applyTheme(element, host);
            await frame();
            themes.push(element.dataset.theme);
          }
          host.remove();
          return themes;
        }""",
    )
    assert themes == ["dark", "light", "dark", "light"], "the last names none: the device's wish"


def test_many_moves_make_one_report_after_a_pause(run):
    pending, reported = run(
        "shared/web/store.js",
        """({ Store }) => {
          const [timers, reported] = [new Map(), []];
          const [start, stop] = [window.setTimeout, window.clearTimeout];
          const wait = (action, pause) => timers.set(timers.size + 1, { action, pause }).size;
          window.setTimeout = wait;
          window.clearTimeout = (number) => timers.set(number, null);
          const store = new Store(() => {}, () => {});
          const send = (_, { values }) => reported.push(values.miles[1]);
          store.receive({ slot: "one", state: { miles: 0 }, acknowledged: 0 }, send);
          for (let miles = 1; miles <= 5; miles += 1) {
            store.update({ miles });
            store.scheduleReport();
          }
          const left = [...timers.values()].filter((one) => one?.action);
          left.forEach(({ action }) => action());
          Object.assign(window, { setTimeout: start, clearTimeout: stop });
          return [left.map(({ pause }) => pause), reported];
        }""",
    )
    assert len(pending) == 1
    assert 300 <= pending[0] <= 900, (
        "longer than a held key's repeats, shorter than a reader's patience"
    )
    assert reported == [5]


@pytest.mark.parametrize(("busy_ms", "shortest_ms"), [(250, 600), (500, 900)])
def test_a_device_that_was_busy_pauses_longer_up_to_a_limit(run, busy_ms, shortest_ms):
    pause_ms = run(
        "shared/web/report_debounce.js",
        """async ({ debounce_ms }, busy_ms) => {
          const busy = (list) => list.getEntries().some(({ duration }) => duration > 200);
          const seen = new Promise((done) => {
            const watch = new PerformanceObserver((list) => busy(list) && done());
            watch.observe({ type: "longtask" });
          });
          setTimeout(() => {
            const until = performance.now() + busy_ms;
            while (performance.now() < until);
          });
          await seen;
          return debounce_ms();
        }""",
        busy_ms,
    )
    assert shortest_ms <= pause_ms <= 900


def test_a_touch_moves_a_slider_once_it_goes_more_sideways_than_along_the_page(run):
    values = run(
        "shared/web/slider_touch.js",
        """({ guardTouch }) => {
          const range = document.body.appendChild(document.createElement("input"));
          Object.assign(range, { type: "range", min: 0, max: 10, value: 0 });
          guardTouch(range);
          const { left, top, right } = range.getBoundingClientRect();
          const send = (type, across, along) => {
            const at = { clientX: left + across, clientY: top + along, pointerId: 1 };
            range.dispatchEvent(new PointerEvent(type, { pointerType: "touch", ...at }));
            return range.valueAsNumber;
          };
          send("pointerdown", 0, 0);
          return [send("pointermove", 30, 40), send("pointermove", right - left, 40)];
        }""",
    )
    assert values == [0, 10]


def test_what_is_not_acknowledged_stays_above_what_python_says(run):
    states, sent, behind = run(
        "shared/web/reporting.js",
        """({ Reporter }) => {
          const [sent, reporter] = [[], new Reporter()];
          const send = (_, report) => sent.push(report);
          const say = (miles, acknowledged) =>
            reporter.merge("unit", send, { miles, view: "back" }, acknowledged);
          const states = [say(1, 0)];
          reporter.record({ miles: 2 });
          const behind = [reporter.hasUnsent];
          reporter.flush();
          behind.push(reporter.hasUnsent);
          states.push(say(3, 0));
          const [number] = sent[0].values.miles;
          reporter.record({ view: "front" });
          states.push(say(4, number));
          reporter.flush();
          states.push(say(5, sent[1].values.view[0]));
          reporter.flush();
          reporter.stop();
          return [states, sent.map(({ values }) => Object.keys(values)), behind];
        }""",
    )
    assert [(one["miles"], one["view"]) for one in states] == [
        (1, "back"), (2, "back"), (4, "front"), (5, "back"),
    ]  # fmt: skip
    assert sent == [["miles"], ["view"]]
    assert behind == [True, False]
