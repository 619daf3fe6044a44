"""The diagram's scripts by unit: tables, readings, labels, pen, ground strip, handover."""

import itertools
import random

import numpy as np
import pytest

from explainer import describe
from explainer.figures import load_colours
from explainer.model import Runner, Running
from explainer.model.sweep import sweep
from explainer.ui.components.knee_diagram import ground_strip, payload, tables
from explainer.words import Words
from tests.support.label_geometry import crossing

pytestmark = pytest.mark.browser
TABLE = sweep(Runner(), Running())


def test_lookups_are_exact_at_whole_miles_and_straight_between(run):
    script = "knee_diagram/web/load_table.js"
    read = """({ LoadTable }, [packed, miles]) => {
      const table = new LoadTable(packed);
      return packed.loads.map(load => packed.surfaces.map(surface =>
        miles.map(mile => table.reading("easy", load, surface, mile).mid)));
    }"""
    packed = tables.pack_table(TABLE)
    whole = np.array(run(script, read, [packed, [0, 1, 20, 60]]))
    np.testing.assert_allclose(whole, TABLE.easy_miles[:, :, [0, 1, 20, 60]], rtol=1e-5)
    between = np.array(run(script, read, [packed, [20.25, 99, -3]]))
    straight = 0.75 * TABLE.easy_miles[:, :, 20] + 0.25 * TABLE.easy_miles[:, :, 21]
    np.testing.assert_allclose(between[:, :, 0], straight, rtol=1e-5)
    np.testing.assert_allclose(between[:, :, 1], TABLE.easy_miles[:, :, 60], rtol=1e-5)
    np.testing.assert_allclose(between[:, :, 2], 0.0, atol=1e-9)


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


def test_any_anchors_find_places_without_overlap_or_crossing(run):
    chance = random.Random(7)
    box = {"height": 420, "left": 130, "right": 330}
    crowds = [
        [
            {
                "id": n, "rank": n, "x": chance.uniform(140, 320), "y": chance.uniform(0, 420),
                "height": chance.choice([17, 34, 51]), "side": chance.choice(["left", "right"]),
            }
            for n in range(chance.randint(1, 24))
        ]
        for _ in range(150)
    ]  # fmt: skip
    results = run(
        "knee_diagram/web/plate/label_placement.js",
        "({ placeLabels }, [crowds, box]) => crowds.map((items) => placeLabels(items, box))",
        [crowds, box],
    )
    for items, placed in zip(crowds, results, strict=True):
        assert any(item["id"] == 0 for item in placed), "the most important label is always there"
        assert len(placed) >= min(4, len(items) // 2)
        for one, other in itertools.combinations(placed, 2):
            if one["side"] == other["side"]:
                assert one["top"] + one["height"] <= other["top"] + 1e-6 or (
                    other["top"] + other["height"] <= one["top"] + 1e-6
                )
            ends = [[item[k] for k in ("edgeX", "edgeY", "x", "y")] for item in (one, other)]
            assert not crossing(*ends)
        for item in placed:
            assert item["top"] >= -1e-6
            assert item["top"] + item["height"] <= box["height"] + 1e-6


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
