"""The components' scripts by unit, in Chromium without the app: what computes or decides."""

import json
import random
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Route

from explainer import describe
from explainer.figures import load_colours
from explainer.model import Runner, Running
from explainer.model.sweep import sweep
from explainer.ui.components.knee_diagram import ground_strip, payload, tables
from explainer.words import Words
from tests.support.component_scripts import ALONE, alone

pytestmark = pytest.mark.browser
SITE = "https://components.test"
BLANK = "<!doctype html><meta charset=utf-8><body></body>"
WEB = Path(payload.__file__).parents[2] / "prerender" / "web"
TABLE = sweep(Runner(), Running())
NUMBERS = [
    0, 1, -1, 0.1234, 0.004, 0.0456, 0.00012345, -0.0456, 9.995, 9.994, 12.34, 99.95, 100.4, 112.5,
    113.5, 1.125, 1.015, 1.005, 999.4, 999.5, 1000, 1234, -1234.5, 10400, 123456, 9876543,
]  # fmt: skip


@pytest.fixture(scope="module")
def context(browser):
    """A browser that answers for a site of its own: a blank page and the scripts."""
    context = browser.new_context(viewport={"width": 800, "height": 600})
    context.route(f"{SITE}/**", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
    alone(context)
    yield context
    context.close()


@pytest.fixture(scope="module")
def run(context):
    """Runs a function on a blank page with the exports of one script and one argument."""
    page = context.new_page()
    page.goto(f"{SITE}/")

    def run(script, function, argument=None):
        call = f"async ([url, argument]) => ({function})(await import(url), argument)"
        return page.evaluate(call, [f"{ALONE}/{script}", argument])

    return run


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


def readout_data(words):
    """What a load readout reads of the payload."""
    return {
        "structures": payload.structures(words),
        "table": tables.pack_table(TABLE),
        "colours": {"stops": load_colours.STOPS, "clay": load_colours.CLAY},
        "scales": {
            name: {"full": one.full, "power": one.power, "ticks": one.ticks, "per": one.per}
            for name, one in load_colours.scales().items()
        },
        "measures": ["week", "step", "easy"],
        "unit": payload.unit(words),
        "words": payload.live_words(words, ("lateral",), TABLE),
    }


READOUT = """async ({ LoadReadout }, [data, state, load]) => {
  const { LoadTable } = await import("/alone/knee_diagram/web/load_table.js");
  const { ColourScale } = await import("/alone/shared/web/colour_scale.js");
  const { Words } = await import("/alone/shared/web/words.js");
  const scales = Object.fromEntries(
    Object.entries(data.scales).map(([id, one]) => [id, new ColourScale(data.colours.stops, one)]));
  const table = data.table && new LoadTable(data.table);
  const words = new Words(data);
  const readout = new LoadReadout({ data, words, table, scales }, state);
  const texts = readout.texts(load);
  const id = Object.keys(data.structures).find((one) => data.structures[one].load === load);
  return {
    texts, sentence: readout.sentence(data.structures[id], texts[state.measure]),
    value: readout.valueOf(id), fill: readout.fillOf(id), steps: readout.steps(),
    fills: Object.keys(data.structures).map((one) => [one, readout.fillOf(one)]),
    highest: readout.highest(Object.keys(data.structures)),
  };
}"""


@pytest.mark.parametrize("measure", ["week", "step", "easy"])
def test_a_reading_gives_the_value_and_its_band(run, measure):
    words, load, row = Words(), "achilles", TABLE.loads.index("achilles")
    data = readout_data(words)
    state = {"miles": 20, "surface": "grass", "measure": measure, "dress": "load"}
    shown = run("knee_diagram/web/load_readout.js", READOUT, [data, state, load])
    name = {"week": "week_stress_mpa_steps", "step": "stress_mpa", "easy": "easy_miles"}[measure]
    cell = (row, TABLE.surfaces.index("grass")) + (() if measure == "step" else (20,))
    ends = (float(f"{getattr(TABLE, name + end)[cell]:.6g}") for end in ("", "_low", "_high"))
    mid, low, high = (words.number(end / data["scales"][measure]["per"]) for end in ends)
    reading = shown["texts"][measure]
    assert reading["value"] == shown["value"] == mid
    assert reading["band"] == (
        data["words"]["likely"].format(low=low, high=high) if low != high else ""
    )
    assert reading["band"] in shown["sentence"], "a screen reader hears the band too"
    assert shown["steps"] == words.number(float(f"{TABLE.steps_per_leg[cell[1], 20]:.6g}"))


def test_colours_follow_the_load_and_what_is_unknown_is_hatched(run):
    data = readout_data(Words())
    state = {"miles": 20, "surface": "asphalt", "measure": "step", "dress": "load"}
    shown = run("knee_diagram/web/load_readout.js", READOUT, [data, state, "achilles"])
    fills = dict(shown["fills"])
    assert fills["femur"] == "none"
    assert fills["popliteus"] == "hatch"
    assert fills["achilles"].startswith("rgb") or fills["achilles"].startswith("#")
    stress = TABLE.stress_mpa[:, TABLE.surfaces.index("asphalt")]
    most = TABLE.loads[int(stress.argmax())]
    assert data["structures"][shown["highest"]]["load"] == most
    plain = run(
        "knee_diagram/web/load_readout.js",
        READOUT, [data, state | {"dress": "natural"}, "achilles"],
    )  # fmt: skip
    assert {fill for _, fill in plain["fills"]} == {"none"}
    assert plain["highest"] == ""


def test_a_colour_scale_clamps_and_bends(run):
    places, ends = run(
        "shared/web/colour_scale.js",
        """({ ColourScale }) => {
          const stops = ["#000000", "#808080", "#ffffff"];
          const scale = new ColourScale(stops, { full: 10, power: 0.5 });
          const places = [-1, 0, 2.5, 10, 40].map((value) => scale.place(value));
          return [places, [scale.colour(0), scale.colour(10)]];
        }""",
    )
    assert places == [0, 0, 0.5, 1, 1]
    assert ends[0] != ends[1]


STRIP = """async ({ GroundStrip, place }, [data, shows]) => {
  const { Words } = await import("/alone/shared/web/words.js");
  const strip = new GroundStrip(data.ground, data.words.surfaces, new Words(data));
  const rows = () => [...strip.element.querySelectorAll(".strip-row:not([hidden])")].map((row) => ({
    name: row.querySelector("dt").textContent, text: row.querySelector(".finding").textContent,
    way: row.dataset.way, at: row.style.getPropertyValue("--at"),
  }));
  const seen = shows.map(([surface, change]) => {
    strip.show(surface, change);
    const silent = strip.spoken.textContent;
    strip.announce();
    return { rows: rows(), silent, spoken: strip.spoken.textContent };
  });
  return { seen, places: [0.1, 1 / 1.5, 1, 1.5, 9].map(place) };
}"""


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_strip_says_what_was_measured_on_the_ground_under_the_finger(run, language):
    words = Words(language)
    data = readout_data(words) | {"ground": ground_strip.pack_strip(words)}
    load = {"name": "Tendon", "mid": 1.05, "low": 0.8, "high": 1.4}
    clear = load | {"low": 1.01}
    shows = [["grass", None], ["sand", load], ["sand", clear], ["dirt", None]]
    shown = run("knee_diagram/web/ground/ground_strip.js", STRIP, [data, shows])
    places = shown["places"]
    assert (places[0], places[2], places[4]) == (0, 0.5, 1)
    assert places[1] + places[3] == pytest.approx(1), "a third less lies as far as half more"
    grass, sand, sand_clear, dirt = shown["seen"]
    told = describe.measured_grounds(words)
    assert [row["text"] for row in grass["rows"]] == [row.text for row in told["grass"].rows]
    pressure, unknown = grass["rows"][1], grass["rows"][2]
    assert pressure["way"] == "less"
    assert float(pressure["at"]) < 0.5
    assert unknown["text"] == words.text("ground.findings.none")
    assert unknown["way"] == "none-unsized"
    assert sand["rows"][0]["text"] == words.text("ground.same"), "its band holds no change"
    five = words.text("common.units.percent", value="5")
    assert sand_clear["rows"][0]["text"] == words.text("ground.more_load", percent=five)
    assert {row["way"] for row in dirt["rows"]} == {"none-unsized"}
    assert grass["silent"] == "", "said aloud only once the reader has paused"
    assert words.text("common.surfaces.grass.name") in grass["spoken"]
    for row in sand["rows"]:
        assert f"{row['name']}: {row['text']}" in sand["spoken"]
    assert sand_clear["spoken"] == sand["spoken"], "once for each ground"


LENGTHS = {
    "cycle": {"percent": [0, 50, 100], "hip": [0, 10, 0], "knee": [0, 40, 0], "ankle": [0, -4, 0]},
    "lengths": {
        "gastrocnemius_medial": {
            "joint": "ankle", "standing_mm": 400, "turns": [-10, 0, 10], "knees": [0, 10],
            "mm": [[-8, -10], [0, -2], [8, 6]],
            "stride_mm": [2, 6, 2], "stride_band_mm": [10, 20, 30],
        }
    },
    "works": {"soleus": {end: [n * k for n in range(101)] for end, k in
                         (("mid", 2), ("low", 1), ("high", 3))}},
    "signals": {"percent": [0, 100], "curves": {"soleus": [0, 1]}},
}  # fmt: skip


def test_lengths_bands_and_work_are_looked_up_between_their_rows(run):
    found = run(
        "running_leg/web/length_tables.js",
        """({ LengthTables }, data) => {
          const tables = new LengthTables(data);
          const calf = "gastrocnemius_medial";
          return {
            stride: tables.change(calf, { moved_by: "cycle", percent: 25 }, {}),
            posed: tables.change(calf, { moved_by: "angles" }, { ankle: 5, knee: 5 }),
            none: tables.change("patella", { moved_by: "cycle", percent: 0 }, {}),
            angles: tables.anglesAt(75), stress: tables.stress("soleus", 10.5),
            unknown: tables.stress("popliteus", 0), signal: tables.signal("soleus", 30),
          };
        }""",
        LENGTHS,
    )
    assert found["stride"] == {"mm": 4, "band": 15, "share": 0.01}
    assert found["posed"] == {"mm": 3, "band": None, "share": 0.0075}
    assert found["none"] is None
    assert found["angles"] == {"hip": 5, "knee": 20, "ankle": -2}
    assert found["stress"] == {"mid": 21, "low": 10.5, "high": 31.5}
    assert found["unknown"] is None
    assert found["signal"] == pytest.approx(0.3)


def test_the_tags_say_length_band_and_work(run):
    facts = run(
        "running_leg/web/spoken_pose.js",
        """async ({ describePose }, tables) => {
          const { LengthTables } = await import("/alone/running_leg/web/length_tables.js");
          const { Words } = await import("/alone/shared/web/words.js");
          const words = new Words({ unit: {}, words: {
            mm: "{value} mm", percent: "{value} %", give_or_take: "±{value} mm",
            stress: "{value} MPa",
            decimal: ".", thousands: ",", group_from: 4 } });
          const id = "gastrocnemius_medial";
          const ribbon = { id, sides: [{ nx: 0, ny: 1, front: 4, behind: 2 }], middle: [[5, 5]] };
          const state = { moved_by: "cycle", percent: 25 };
          const leg = { data: { muscles: [{ id, tag: true }] }, tables: new LengthTables(tables),
                        painter: { ribbons: [ribbon] }, words, store: { state } };
          const { facts, anchors } = describePose(leg, {}, () => null);
          return [facts[id], anchors[id]];
        }""",
        LENGTHS,
    )
    assert facts[0]["length"] == "+4 mm (+1 %)"
    assert facts[0]["band"] == "±15 mm"
    assert facts[1] == [5, 4]


def test_a_pose_composes_rotations(run):
    found = run(
        "running_leg/web/pose.js",
        """({ rotation, compose, transformPoint, bracket, pathLength }) => {
          const both = compose(rotation(90, [1, 0]), rotation(90));
          return [transformPoint(both, 1, 0), bracket([0, 10, 20], 15), bracket([0, 10], 99),
                  pathLength([[0, 0], [3, 4], [3, 5]])];
        }""",
    )
    assert found[0] == pytest.approx([0, -1])  # (1, 0) -> (0, 1) -> about (1, 0)
    assert found[1:] == [[1, 0.5], [0, 1], 6]


def test_lines_of_the_pen_go_with_the_side_they_were_drawn_on(run):
    left = run(
        "knee_diagram/web/overlays/pen.js",
        """({ Pen }) => {
          const host = document.body.appendChild(document.createElement("div"));
          const words = { text: (key) => key };
          const pen = new Pen({ host, data: { overlay_settings: { clinic: true } }, words });
          const stroke = () => {
            pen.sheet.setPointerCapture = () => {};
            pen.sheet.dispatchEvent(new PointerEvent("pointerdown", { clientX: 5, clientY: 5 }));
            pen.sheet.dispatchEvent(new PointerEvent("pointerup"));
            return pen.sheet.childElementCount;
          };
          const counts = [];
          const show = (state) => { pen.draw(state); counts.push(pen.sheet.childElementCount); };
          show({ view: "posterior_deep", turned: false });
          counts.push(stroke());
          show({ view: "posterior_floor", turned: false });
          show({ view: "lateral", turned: false });
          counts.push(stroke());
          show({ view: "lateral", turned: true });
          pen.stop();
          host.remove();
          return counts;
        }""",
    )
    assert left == [0, 2, 2, 0, 2, 0], "kept at another depth of one side, gone at another side"


def test_labels_are_ranked_and_sided(run):
    parts = [
        {"id": "big", "x": 10, "y": 0, "area_px": 900},
        {"id": "loaded", "x": 90, "y": 0, "area_px": 10},
        {"id": "chosen", "x": 49, "y": 0, "area_px": 1},
        {"id": "outside", "x": 120, "y": 0, "area_px": 5000},
        {"id": "last", "x": 20, "y": 0, "area_px": 5},
    ]
    facts = {"structures": {"loaded": {"status": "loaded"}}, "natural": False, "chosen": "chosen"}
    ranked, columns = run(
        "knee_diagram/web/plate/label_ranking.js",
        """({ rankLabels, labelColumns }, [parts, facts]) => [
          rankLabels(parts, facts, { left: 0, right: 100, aSide: 2 }),
          labelColumns({ width: 1000, height: 500, from: 400, to: 600 })]""",
        [parts, facts],
    )
    assert [(one["id"], one["side"], one["valued"]) for one in ranked] == [
        ("chosen", "left", False), ("loaded", "right", True), ("big", "left", False),
    ]  # fmt: skip
    assert columns == {"height": 478, "width": 200, "left": 370, "right": 630, "aSide": 9}


def test_the_nearest_bend_is_shown_and_the_slider_ends_where_plates_end(run):
    nearest, calls = run(
        "knee_diagram/web/plate/bend_stops.js",
        """({ nearestFrame, limitBendSlider }) => {
          const frames = [0, 30, 60].map((flexion_deg) => ({ flexion_deg }));
          const calls = [];
          const slider = { limit: (one) => calls.push(one), show: (one) => calls.push(one) };
          limitBendSlider(slider, { frames }, { turned: false, bend_deg: 80 }, 90);
          limitBendSlider(slider, { frames }, { turned: true, bend_deg: 80 }, 90);
          const one = { frames: frames.slice(1, 2) };
          limitBendSlider(slider, one, { turned: false, bend_deg: 80 }, 90);
          return [[-5, 14, 16, 99].map((deg) => nearestFrame(frames, deg).flexion_deg), calls];
        }""",
    )
    assert nearest == [0, 0, 30, 60]
    assert calls == [
        {"max": 60, "fixed": False}, 60, {"max": 90, "fixed": False}, 80,
        {"max": 90, "fixed": True}, 0,
    ]  # fmt: skip


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
          const behind = [reporter.isBehind];
          reporter.flush();
          behind.push(reporter.isBehind);
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


def test_a_diagram_is_handed_over_once_to_who_waits_for_it(run):
    found = run(
        "knee_diagram/web/handover.js",
        """({ offerHandover, awaitsHandover, cancelHandover, takeHandover }) => {
          const host = document.body.appendChild(document.createElement("div"));
          host.style.height = "123px";
          const place = document.body.appendChild(document.createElement("div"));
          const component = { data: { key: "k", css: "" }, parentElement: place };
          const placeholder = () => place.querySelector(".handover-placeholder");
          const answers = [awaitsHandover(component), takeHandover("k")];
          offerHandover("k", { host });
          answers.push(awaitsHandover(component), placeholder().style.height);
          cancelHandover("k");
          answers.push(place.childElementCount, awaitsHandover(component));
          answers.push(takeHandover("k").diagram.host === host, placeholder());
          answers.push(takeHandover("k"), awaitsHandover(component));
          place.remove();
          return answers;
        }""",
    )
    assert found == [False, None, True, "123px", 0, True, True, None, None, False]


def test_the_live_page_never_takes_over_under_a_resting_finger(context):
    page = context.new_page()
    page.goto(f"{SITE}/")
    page.clock.install()
    data = json.dumps({"diagrams": []})
    page.set_content(
        f"""<div id=prerendered></div>
        <script id=prerendered-data type=application/json>{data}</script>
        <style id=prerendered-style></style><div id=root><div data-testid=stMain><h1>Knee</h1></div>
        <div data-test-script-state=notRunning></div>
        <div class=st-key-hidden_components style="display: none"></div></div>"""
    )
    for name in ("prerender.js", "after_handover.js"):
        answer = partial(Route.fulfill, path=WEB / name, content_type="text/javascript")
        page.route(f"{SITE}/{name}", lambda route, _, answer=answer: answer(route))
    handed_over = "document.getElementById('prerendered') === null"
    finger = "(name) => document.body.dispatchEvent(new PointerEvent(name, { bubbles: true }))"
    page.evaluate(finger, "pointermove")
    page.evaluate("import('/prerender.js').then(() => null)")
    assert page.evaluate("document.getElementById('prerendered').dataset.hydrating") == "yes"
    page.evaluate(finger, "pointerdown")
    page.clock.run_for(30_000)
    assert not page.evaluate(handed_over)
    page.evaluate(finger, "pointerup")
    page.clock.run_for(200)
    assert not page.evaluate(handed_over), "nor just after it was lifted"
    page.clock.run_for(1_000)
    assert page.evaluate(handed_over)
    page.close()
