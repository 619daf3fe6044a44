"""The diagram's scripts by unit: tables, readouts, labels, pen, ground strip, handover."""

import itertools
import random
from dataclasses import asdict

import numpy as np
import pytest

from explainer import describe
from explainer.describe import answer
from explainer.describe.answer import Part
from explainer.figures import load_colours
from explainer.model import Runner, Running
from explainer.model.comparison import compare
from explainer.ui.components.knee_diagram import ground_strip, payload, tables
from explainer.words import Words
from tests.support.label_geometry import crossing

pytestmark = pytest.mark.browser
TABLE = compare(Runner(), Running(), Running())


def test_a_colour_is_against_its_own_reference_and_the_words_are_against_the_readers(run):
    """A colour's place on the scale may count another week than the one that is named."""
    seen = run(
        "knee_diagram/web/load_readout.js",
        """({ LoadReadout }) => {
          const table = { band: (name, load, surface, times) => ({ mid: times }) };
          const data = {
            structures: { soleus: { load: "soleus" } }, table: { loads: ["soleus"] },
            reference: { miles: 10, colour_times: { soleus: 2 } },
          };
          const words = { text: (key, { value }) => value, number: (value) => value };
          const scales = { week: { colour: (value) => value } };
          const state = { measure: "week", surface: "grass", miles: 20 };
          const diagram = { data, words, table, scales, writer: { clinical: true } };
          const readout = new LoadReadout(diagram, state);
          return [readout.fillOf("soleus"), readout.valueOf("soleus")];
        }""",
    )
    assert seen == [4, 2]


def test_lookups_are_the_models_times_the_miles(run):
    script = "knee_diagram/web/load_table.js"
    read = """({ LoadTable }, [packed, times]) => {
      const table = new LoadTable(packed);
      const cells = (name) => packed.loads.map(load => packed.surfaces.map(surface =>
        table.band(name, load, surface, times).high));
      return { ratio: cells("ratio"), steps: table.steps("sand", 25),
               none: table.band("ratio", "", "sand"),
               reference: table.reference("soleus", { kind: "usual", miles: 10 }) };
    }"""
    found = run(script, read, [tables.pack_comparison(TABLE, 60.0, Words()), 2.5])
    np.testing.assert_allclose(found["ratio"], 2.5 * TABLE.ratio_high, rtol=1e-5)
    sand = TABLE.surfaces.index("sand")
    assert found["steps"] == pytest.approx(25 * TABLE.steps_per_mile[sand], rel=1e-5)
    assert found["none"] is None
    reference = found["reference"]
    assert (reference["kind"], reference["surface"]) == ("usual", "asphalt")
    assert reference["steps"] == pytest.approx(10 * TABLE.reference_steps_per_mile, rel=1e-5)
    peak = TABLE.reference_peak_bw[TABLE.loads.index("soleus")]
    assert reference["peak_bw"] == pytest.approx(peak, rel=1e-5)


def readout_data(words):
    """What a load readout reads of the payload."""
    return {
        "structures": payload.structures(words),
        "table": tables.pack_comparison(TABLE, 60.0, words),
        "colours": {"stops": load_colours.STOPS, "clay": load_colours.CLAY},
        "scales": {name: asdict(one) for name, one in load_colours.scales().items()},
        "answer": payload.answer_rules(),
        "reference": {
            "kind": "guide",
            "miles": 15.0,
            "after": False,
            "colour_kind": "guide",
            "colour_times": {},
        },
        "subject": {"part": asdict(Part("the subject")), "load": "semimembranosus"},
        "unit": payload.unit(words),
        "words": payload.live_words(words, ("lateral",), TABLE),
    }


READOUT = """async ({ LoadReadout }, [data, state]) => {
  const { LoadTable } = await import("/alone/knee_diagram/web/load_table.js");
  const { AnswerWriter } = await import("/alone/knee_diagram/web/answer.js");
  const { ColourScale } = await import("/alone/shared/web/colour_scale.js");
  const { Words } = await import("/alone/shared/web/words.js");
  const scales = Object.fromEntries(
    Object.entries(data.scales).map(([id, one]) => [id, new ColourScale(data.colours.stops, one)]));
  const words = new Words(data);
  const writer = new AnswerWriter(words, data.answer);
  const table = new LoadTable(data.table);
  const readout = new LoadReadout({ data, words, table, scales, writer }, state);
  const ids = Object.keys(data.structures);
  const subject = readout.subject();
  return {
    values: Object.fromEntries(ids.map((id) => [id, readout.valueOf(id)])),
    fills: Object.fromEntries(ids.map((id) => [id, readout.fillOf(id)])),
    subject, change: readout.groundChange(subject), facts: readout.facts(subject),
  };
}"""
WEEK = {"miles": 20, "surface": "asphalt", "measure": "week", "dress": "load", "structure": ""}


@pytest.mark.parametrize(
    ("register", "measure", "miles", "wanted"),
    [
        ("plain", "week", 20, "a third more"), ("plain", "week", 0, ""),
        ("clinical", "week", 20, "1.33×"), ("plain", "step", 0, "{plain} × your weight"),
        ("clinical", "step", 20, "{exact} BW"),
    ],
)  # fmt: skip
def test_a_parts_load_is_told_in_words_and_never_as_a_bare_number(
    run, register, measure, miles, wanted
):
    words = Words(register=register)
    state = WEEK | {"miles": miles, "measure": measure}
    shown = run("knee_diagram/web/load_readout.js", READOUT, [readout_data(words), state])
    peak_bw = float(TABLE.peak_bw[TABLE.loads.index("achilles"), 0])
    plain = answer.format_force(words, peak_bw)
    exact = words.number(float(f"{peak_bw:.6g}"))
    assert shown["values"]["achilles"] == wanted.format(plain=plain, exact=exact)
    assert shown["values"]["popliteus"] == shown["values"]["femur"] == ""


def test_colours_follow_the_load_and_what_is_unknown_is_hatched(run):
    data = readout_data(Words())
    week, step, natural, less = (
        run("knee_diagram/web/load_readout.js", READOUT, [data, WEEK | change])["fills"]
        for change in ({}, {"measure": "step"}, {"dress": "natural"}, {"miles": 12})
    )
    assert week["femur"] == "none"
    assert week["popliteus"] == "hatch"
    assert week["achilles"] == week["semimembranosus"], "each beside its own reference"
    assert week["achilles"] == "rgb({}, {}, {})".format(
        *load_colours.scales()["week"].colour(20 / 15)
    )
    assert step["achilles"] != step["semimembranosus"]
    assert less["achilles"] != week["achilles"]
    assert set(natural.values()) == {"none"}


def test_the_answer_is_about_the_chosen_part_else_the_pages_subject(run):
    script, data = "knee_diagram/web/load_readout.js", readout_data(Words())
    sand = run(script, READOUT, [data, WEEK | {"surface": "sand"}])
    assert sand["subject"] == data["subject"]
    row, column = TABLE.loads.index("semimembranosus"), TABLE.surfaces.index("sand")
    assert sand["change"]["mid"] == pytest.approx(TABLE.ground[row, column], rel=1e-5)
    assert sand["facts"]["unmeasured"] == Words().text("common.fields.surface")
    chosen = run(script, READOUT, [data, WEEK | {"structure": "achilles"}])
    assert chosen["subject"]["load"] == "achilles"
    assert chosen["subject"]["part"]["kind"] == "tendon"
    unknown = run(script, READOUT, [data, WEEK | {"structure": "popliteus"}])
    assert unknown["subject"]["part"]["status"] == "unknown"


STRIP = """async ({ GroundStrip, place }, [data, shows]) => {
  const { AnswerWriter } = await import("/alone/knee_diagram/web/answer.js");
  const { Words } = await import("/alone/shared/web/words.js");
  const writer = new AnswerWriter(new Words(data), data.answer);
  const strip = new GroundStrip(data.ground, data.words.surfaces, writer);
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
    road, slight = load | {"mid": 1, "low": 1, "high": 1}, load | {"mid": 1.01, "low": 1.005}
    shows = [["grass", None], ["sand", load], ["sand", clear], ["dirt", None]]
    shows += [["asphalt", road], ["track", slight]]
    shown = run("knee_diagram/web/ground/ground_strip.js", STRIP, [data, shows])
    places = shown["places"]
    assert (places[0], places[2], places[4]) == (0, 0.5, 1)
    assert places[1] + places[3] == pytest.approx(1), "a third less lies as far as half more"
    grass, sand, sand_clear, dirt, on_road, on_track = shown["seen"]
    grounds = describe.measured_grounds(words)
    assert [row["text"] for row in grass["rows"]] == [row.text for row in grounds["grass"].rows]
    pressure, unknown = grass["rows"][1], grass["rows"][2]
    assert pressure["way"] == "less"
    assert float(pressure["at"]) < 0.5
    assert unknown["text"] == words.text("ground.findings.none")
    assert unknown["way"] == "none-unsized"
    assert sand["rows"][0]["text"] == words.text("ground.same"), "its band holds no change"
    five = words.text("common.units.percent", value="5")
    assert sand_clear["rows"][0]["text"] == words.text("ground.more_load", percent=five)
    assert on_road["rows"][0]["text"] == words.text("ground.same_ground")
    assert on_track["rows"][0]["text"] == words.text("ground.same"), "as the answer beside it says"
    assert {row["way"] for row in dirt["rows"]} == {"none-unsized"}
    assert grass["silent"] == "", "said aloud only once the reader has paused"
    assert words.text("common.surfaces.grass.name") in grass["spoken"]
    for row in sand["rows"]:
        assert f"{row['name']}: {row['text']}" in sand["spoken"]
    assert sand_clear["spoken"] == sand["spoken"], "once for each ground"


# A pen on a bare element; the picture's millimetres are pixels, seen from behind or from the side.
PEN = """({ Pen }) => {
  const host = document.body.appendChild(document.createElement("div"));
  const axes = { posterior: ["z", "y"], lateral: ["x", "y"] };
  const picture = {
    placement: { left: 0, top: 0, scale: 1 },
    toMillimetres: ({ clientX, clientY }) => ({ at: [clientX, clientY] }),
    toPixels: ([x, y]) => ({ x: x * picture.placement.scale, y: y * picture.placement.scale }),
  };
  const data = { key: "tendons_diagram", overlay_settings: { clinic: true } };
  const pen = new Pen({ host, picture, data });
  const stroke = () => {
    pen.sheet.setPointerCapture = () => {};
    pen.sheet.dispatchEvent(new PointerEvent("pointerdown", { clientX: 5, clientY: 5 }));
    pen.sheet.dispatchEvent(new PointerEvent("pointerup"));
    return pen.sheet.childElementCount;
  };
  const show = (knee_view, rendering = "flat") => {
    picture.shown = { sheet: { axes: axes[knee_view.split("_")[0]] } };
    pen.draw({ knee_view, rendering });
    return pen.sheet.childElementCount;
  };
  %s
}"""


def test_lines_of_the_pen_stay_with_the_side_they_were_drawn_on(run):
    counts = run(
        "knee_diagram/web/overlays/pen.js",
        PEN
        % """return [
          show("posterior_deep"), stroke(), show("posterior_floor"),
          show("lateral"), stroke(), show("lateral", "turned"), show("posterior_deep"), pen.stop(),
        ];""",
    )
    assert counts[:-1] == [0, 2, 2, 0, 2, 0, 2], "two elements a line; none is lost on the way"


def test_lines_of_the_pen_go_with_the_picture_when_it_changes_its_size(run):
    points = run(
        "knee_diagram/web/overlays/pen.js",
        PEN
        % """
          show("posterior_deep");
          stroke();
          const at = () => pen.sheet.lastChild.getAttribute("points").split(" ")[0];
          const before = at();
          picture.placement = { left: 0, top: 0, scale: 2 };
          show("posterior_deep");
          const after = at();
          pen.stop();
          return [before, after];""",
    )
    assert points == ["5.0,5.0", "10.0,10.0"]


WIPING = """({ addPen, addLine, linesOf, wipeLines, restoreLines, printableDrawing }) => {
  const pens = [{ key: "now", axes: ["z", "y"] }, { key: "after", axes: ["z", "y"] }];
  pens.forEach(addPen);
  addPen({ key: "turned", axes: null });
  for (const { key } of pens) addLine(key, [[1.04, 2]]);
  addLine("turned", [[0, 0]]);
  addLine("elsewhere", [[0, 0]]);
  const count = () => ["now", "after", "turned", "elsewhere"].map((key) => linesOf(key).length);
  const printed = printableDrawing();
  const counts = [count(), wipeLines(), count(), printableDrawing()];
  addLine("now", [[3, 3]]);
  counts.push(restoreLines(), count(), restoreLines());
  return { printed, counts };
}"""


def test_wiped_lines_come_back_and_only_flat_ones_are_for_the_paper(run):
    found = run("shared/web/drawings.js", WIPING)
    assert found["printed"] == {"axes": ["z", "y"], "lines": [[[1, 2]], [[1, 2]]]}
    assert found["counts"] == [
        [1, 1, 1, 1], True, [0, 0, 0, 1], None, True, [2, 1, 1, 1], False,
    ]  # fmt: skip


def test_any_anchors_find_places_without_overlap_or_crossing(run):
    chance = random.Random(7)
    box = {"height": 420, "left": 130, "right": 330, "tops": {"left": 0, "right": 60}}
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
            assert item["top"] >= box["tops"][item["side"]] - 1e-6
            assert item["top"] + item["height"] <= box["height"] + 1e-6


def test_labels_are_ranked_and_sided(run):
    parts = [
        {"id": "big", "x": 10, "y": 0, "area_px": 900},
        {"id": "taught", "x": 90, "y": 0, "area_px": 10},
        {"id": "chosen", "x": 49, "y": 0, "area_px": 1},
        {"id": "outside", "x": 120, "y": 0, "area_px": 5000},
        {"id": "last", "x": 20, "y": 0, "area_px": 5},
    ]
    facts = {"structures": {}, "labels": ["outside", "taught"], "chosen": "chosen"}
    ranked, columns, one_sided = run(
        "knee_diagram/web/plate/label_ranking.js",
        """({ rankLabels, labelColumns }, [parts, facts]) => [
          rankLabels(parts, facts, { left: 0, right: 100, aSide: { left: 2, right: 2 } }),
          labelColumns({ width: 1000, height: 500, from: 400, to: 600 }),
          labelColumns({ width: 500, height: 500, from: 120, to: 480, only: "left" })]""",
        [parts, facts],
    )
    assert [(one["id"], one["side"]) for one in ranked] == [
        ("chosen", "left"), ("taught", "right"), ("big", "left"),
    ]  # fmt: skip
    assert columns == {
        "height": 434, "width": 199, "left": 370, "right": 630, "aSide": {"left": 7, "right": 7},
        "tops": {"left": 0, "right": 0}, "isWide": True,
    }  # fmt: skip
    assert one_sided["aSide"] == {"left": 4, "right": 0}
    assert (one_sided["left"], one_sided["right"], one_sided["width"]) == (110, 480, 109)


def test_the_nearest_bend_is_shown_and_the_slider_ends_where_plates_end(run):
    nearest, calls = run(
        "knee_diagram/web/plate/bend_stops.js",
        """({ nearestFrame, limitBendSlider }) => {
          const frames = [0, 30, 60].map((flexion_deg) => ({ flexion_deg }));
          const calls = [];
          const slider = { limit: (one) => calls.push(one), show: (one) => calls.push(one) };
          limitBendSlider(slider, { frames }, { rendering: "flat", flexion_deg: 80 }, 90);
          limitBendSlider(slider, { frames }, { rendering: "turned", flexion_deg: 80 }, 90);
          const one = { frames: frames.slice(1, 2) };
          limitBendSlider(slider, one, { rendering: "flat", flexion_deg: 80 }, 90);
          return [[-5, 14, 16, 99].map((deg) => nearestFrame(frames, deg).flexion_deg), calls];
        }""",
    )
    assert nearest == [0, 0, 30, 60]
    assert calls == [
        {"max": 60, "fixed": False}, 60, {"max": 90, "fixed": False}, 80,
        {"max": 90, "fixed": True}, 0,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spot_is_hidden", "stays"),
    [(False, (40, 60)), (True, (100, 50))],
    ids=["round_the_mark", "else_round_the_middle"],
)
def test_a_key_enlarges_round_the_mark_that_is_in_sight(run, spot_is_hidden, stays):
    """What stays where it is, px of a picture of 200 by 100 that does not begin at the corner."""
    zoom = run(
        "knee_diagram/web/zoom.js",
        """({ Zoom }, spotIsHidden) => {
          const put = (within, css, name = "") => {
            const one = within.appendChild(document.createElement("div"));
            one.style.cssText = `position: absolute; ${css}`;
            one.className = name;
            return one;
          };
          const pane = put(document.body, "left: 70px; top: 30px; width: 220px; height: 120px");
          const element = put(pane, "left: 10px; top: 10px; width: 200px; height: 100px");
          const spot = put(pane, "left: 40px; top: 60px; width: 20px; height: 20px", "spot");
          spot.hidden = spotIsHidden;
          const box = { width: 200, height: 100 };
          const picture = {
            element, sheets: put(element, ""), laidOut: box, zoom: { factor: 1, x: 0.5, y: 0.5 },
            zoomState() {
              return { base: { left: 0, top: 0, ...box, scale: 1 }, zoom: this.zoom, box };
            },
            zoomTo(zoom) { this.zoom = zoom; },
            showAllLabels() {},
          };
          const words = { text: (key) => key };
          const knee3d = { box: put(pane, ""), showAllLabels() {} };
          const zoom = new Zoom({ pane, picture, knee3d, words });
          document.dispatchEvent(new KeyboardEvent("keydown", { key: "+" }));
          zoom.stop();
          pane.remove();
          return picture.zoom;
        }""",
        spot_is_hidden,
    )
    factor = zoom["factor"]
    assert factor > 1
    # A point at `share` of the enlarged picture stands at middle + (share - zoomed share) x size.
    found = [
        side / 2 + (at / side - zoom[axis]) * side * factor
        for axis, side, at in zip("xy", (200, 100), stays, strict=True)
    ]
    assert found == pytest.approx(stays)


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
