"""The turning knee: what it draws, what shows of it, how it is chosen from, what it weighs."""

import gzip
import itertools
import json
import math
import tomllib

import numpy as np
import pytest
from numpy.testing import assert_allclose
from playwright.sync_api import expect

from explainer import catalog
from explainer.anatomy import atlas
from explainer.ui.components.knee_diagram import LAYERS, layers, script, style
from explainer.words import Words
from tests.support import chromium
from tests.support.component_scripts import ALONE, answer_alone
from tests.support.mounted_diagram import MountedDiagram

MOST_TRIANGLES = 60_000
MOST_WIRE_BYTES = 1_200_000
BACK = (-1.9, 0.0, 0.15)
ASKEW = (-1.2, 1.2, 0.4)
PLATES = tomllib.loads((catalog.DATA / "plates.toml").read_text(encoding="utf-8"))
CROPS_MM = {view: row["crop_mm"] for view, row in PLATES.items() if view != "sets"}
KNEE = "const knee = document.querySelector('.scene').knee3d, { scene, canvas, camera } = knee;"
PIXELS = """
  const { gl } = canvas;
  const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  const pixels = new Uint8Array(4 * width * height);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
"""
SHOT = (
    "() => {"
    + KNEE
    + "scene.coarse = false; scene.draw();"
    + PIXELS
    + """
  let [drawn, sum] = [0, [0, 0, 0]];
  for (let n = 0; n < pixels.length; n += 4) {
    if (!pixels[n + 3]) continue;
    drawn += 1;
    for (let k = 0; k < 3; k += 1) sum[k] += pixels[n + k];
  }
  return { drawn: drawn / (width * height), mean: sum.map((one) => one / drawn) };
}"""
)

# Which pixels show a bone's cut face: its own colour, hardly lit.
CAPS = (
    "() => {"
    + KNEE
    + "scene.coarse = false; scene.draw();"
    + PIXELS
    + """
  const own = scene.paints.get("femur").face.map((part) => 255 * part);
  const found = [];
  for (let n = 0; n < pixels.length; n += 4) {
    if (own.every((part, k) => Math.abs(pixels[n + k] - part) < 10)) found.push(n);
  }
  return found;
}"""
)

# The share of the drawn pixels through which something shows.
FADED = (
    "() => {"
    + KNEE
    + "scene.coarse = false; scene.draw();"
    + PIXELS
    + """
  let [drawn, faded] = [0, 0];
  for (let n = 3; n < pixels.length; n += 4) {
    drawn += pixels[n] > 0;
    faded += pixels[n] > 0 && pixels[n] < 250;
  }
  return faded / drawn;
}"""
)

# How a moving picture of a slow device differs from the one at rest: the share of pixels that are
# drawn on in one alone, how far the mean colours of what both draw on lie apart, the pixels it has.
MOVING = (
    "() => {"
    + KNEE
    + """
  const [width, height] = [400, 400];
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  Object.assign(paint.canvas, { width, height });
  const taken = (coarse) => {
    scene.coarse = coarse;
    scene.showing = null;
    scene.draw();
    paint.clearRect(0, 0, width, height);
    paint.drawImage(canvas.canvas, 0, 0, width, height);
    const size = canvas.canvas.width * canvas.canvas.height;
    return [paint.getImageData(0, 0, width, height).data, size];
  };
  const [[rest, most], [moving, few]] = [taken(false), taken(true)];
  scene.coarse = false;
  scene.draw();
  const drawn = (pixels, n) => pixels[n + 3] > 127;
  let [either, both, apart] = [0, 0, [0, 0, 0]];
  for (let n = 0; n < rest.length; n += 4) {
    if (drawn(rest, n) || drawn(moving, n)) either += 1;
    if (!drawn(rest, n) || !drawn(moving, n)) continue;
    both += 1;
    for (let k = 0; k < 3; k += 1) apart[k] += moving[n + k] - rest[n + k];
  }
  return {
    alone: 1 - both / either,
    drawn: either / (width * height),
    apart: Math.max(...apart.map((sum) => Math.abs(sum / both))),
    pixels: [few, most],
    error: canvas.gl.getError(),
  };
}"""
)

# Pixels of a millimetre at the knee's centre, and where a point of frame K lies in the box, px.
SCALE = "() => {" + KNEE + "return camera.lens.focal / Math.hypot(...camera.lens.eye); }"
PLACES = (
    "(at) => {"
    + KNEE
    + """
  const [xs, ys] = knee.projection.project(at.map((part) => [part]));
  return [xs[0], ys[0]];
}"""
)


@pytest.fixture(scope="module")
def diagram(app_url, browser):
    """One knee for the tests that look at it and move it."""
    context = browser.new_context(viewport={"width": 800, "height": 900})
    answer_alone(context)
    page = context.new_page()
    yield MountedDiagram(page, app_url)
    context.close()


def shot(diagram: MountedDiagram) -> tuple[float, np.ndarray]:
    """The share of the scene that is drawn on, and the mean colour there."""
    read = diagram.page.evaluate(SHOT)
    return read["drawn"], np.array(read["mean"])


def test_weight_and_triangles_of_the_first_picture():
    meta = json.loads((atlas.DIRECTORY / atlas.KNEE).read_bytes())
    assert sum(row["triangles"] for row in meta["structures"]) <= MOST_TRIANGLES
    files = [atlas.DIRECTORY / atlas.KNEE, atlas.DIRECTORY / atlas.KNEE_DATA]
    own = [one().text.encode() for one in (script, style)]
    wire = sum(len(gzip.compress(part)) for part in (*(f.read_bytes() for f in files), *own))
    print(f"{wire / 1e6:.2f} MB over the wire")
    assert wire < MOST_WIRE_BYTES


def test_every_depth_lies_deeper_than_the_last():
    standing = layers.structures_by_layer()
    of_knee = {key: one for key, one in catalog.structures().items() if one.is_of_knee}
    assert set(standing[LAYERS[0]]) == set(of_knee)
    for outer, inner in itertools.pairwise(LAYERS):
        assert set(standing[inner]) < set(standing[outer])
    for key, record in of_knee.items():
        if record.kind in ("bone", "meniscus"):
            assert key in standing[LAYERS[-1]]
    assert "popliteal_artery" in standing["posterior_deep"]
    assert "popliteal_artery" not in standing["posterior_floor"]
    assert "popliteus" in standing["posterior_floor"]


@pytest.mark.browser
@pytest.mark.parametrize("flexion_deg", [0.0, 37.0, 90.0])
def test_the_browser_bends_as_the_atlas_does(diagram, flexion_deg):
    names = ["tibia", "patella", "semimembranosus", "medial_meniscus"]
    read = diagram.page.evaluate(
        """async ([script, names, flexion_deg]) => {
          const { MeshSet } = await import(script);
          const meta = await (await fetch("/assets/atlas/knee.json")).json();
          const data = await (await fetch("/assets/atlas/knee.bin")).arrayBuffer();
          const set = new MeshSet(meta, data);
          return names.map((name) => {
            const row = set.rows.find(({ id }) => id === name);
            return set.vertices(row, flexion_deg).map((axis) => [...axis]);
          });
        }""",
        [f"{ALONE}/knee_diagram/web/knee3d/mesh_set.js", names, flexion_deg],
    )
    for name, axes in zip(names, read, strict=True):
        wanted = atlas.load().mesh(name, flexion_deg).vertices_mm
        assert_allclose(np.array(axes).T, wanted, atol=0.5, err_msg=name)  # mm, a tenth of a part


@pytest.mark.browser
def test_deeper_is_less_and_alone_is_least(diagram):
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=BACK)
    drawn = [shot(diagram)[0]]
    for depth in LAYERS[1:]:
        diagram.show(rendering="turned", knee_view=depth, camera=BACK)
        drawn.append(shot(diagram)[0])
    assert drawn[0] > drawn[1] > drawn[2] > drawn[3] > 0


@pytest.mark.browser
def test_see_through_shows_what_lies_behind(diagram):
    artery = {"structure": "popliteal_artery", "dress": "natural", "camera": BACK}
    diagram.show(rendering="turned", knee_view=LAYERS[0], **artery)
    hidden = shot(diagram)[1]
    diagram.show(rendering="turned", knee_view=LAYERS[0], emphasis="ghost", **artery)
    assert np.abs(shot(diagram)[1] - hidden).max() > 0.2
    diagram.show(rendering="turned", knee_view=LAYERS[0], emphasis="alone", **artery)
    assert diagram.page.locator(".knee .tag:visible").count() == 1


@pytest.mark.browser
def test_the_cut_takes_the_outer_half(diagram):
    front = {"rendering": "turned", "knee_view": LAYERS[-1], "camera": (1.9, 0.0, 0.15)}
    diagram.show(**front)
    whole = shot(diagram)[0]
    diagram.show(**front, cut="cut")
    assert 0.3 * whole < shot(diagram)[0] < 0.7 * whole
    assert diagram.page.locator(".knee .tag[data-id=fibula]:visible").count() == 0
    checked = diagram.page.locator("[data-choice=camera] input:checked")
    assert checked.get_attribute("value") == "cut"
    where_the_cut_is_seen = (-0.497, -1.824, 0.199)
    diagram.show(**front | {"camera": where_the_cut_is_seen}, cut="whole")
    expect(checked).to_have_count(0)


@pytest.mark.browser
def test_soft_parts_make_no_blots_on_a_cut_bone(diagram):
    cut = {"rendering": "turned", "cut": "cut", "dress": "natural", "camera": (-0.5, -1.83, 0.2)}
    diagram.show(**cut, knee_view=LAYERS[-1], flexion_deg=100.0)
    bare = set(diagram.page.evaluate(CAPS))
    diagram.show(**cut, knee_view=LAYERS[0], flexion_deg=100.0)
    dressed = set(diagram.page.evaluate(CAPS))
    assert len(bare) > 1000
    print(f"cut face left by the soft parts: {len(bare & dressed) / len(bare):.3f}")
    assert len(bare & dressed) > 0.95 * len(bare)


@pytest.mark.browser
@pytest.mark.parametrize("flexion_deg", [60.0, 90.0, 120.0])
def test_the_ends_of_a_bent_limb_are_cut_faces_where_the_reader_looks_into_them(
    diagram, flexion_deg
):
    rise = math.radians(flexion_deg / 2)
    back = (-1.9 * math.cos(rise), 0.0, 1.9 * math.sin(rise))
    diagram.show(rendering="turned", knee_view=LAYERS[0], flexion_deg=flexion_deg, camera=back)
    assert diagram.page.evaluate(FADED) < 0.02
    diagram.show(rendering="turned", knee_view=LAYERS[0], flexion_deg=0.0, camera=(0.0, 1.9, 0.0))
    assert diagram.page.evaluate(FADED) > 0.05  # from the side they fade, as on the plates


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1000, 1440])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_switch_of_the_turning_knee_covers_another(diagram, width, language):
    diagram.page.set_viewport_size({"width": width, "height": 900})
    diagram.show(language, rendering="turned", knee_view=LAYERS[0])
    boxes = diagram.page.evaluate("""() =>
      [...document.querySelectorAll(".pane :is(.choice .pills, .turn)")]
        .filter((one) => one.checkVisibility())
        .map((one) => one.getBoundingClientRect().toJSON())""")
    assert len(boxes) >= 3
    for one, other in itertools.combinations(boxes, 2):
        apart = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"], (one, other)


@pytest.mark.browser
def test_an_unknown_load_is_hatched_and_no_load_is_not(diagram):
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=BACK)
    hatched = diagram.page.evaluate(
        "() => {"
        + KNEE
        + "return [...scene.paints].filter(([, p]) => p.hatched).map(([id]) => id); }"
    )
    unknown = {key for key, one in catalog.structures().items() if one.load_is_unknown}
    drawn = {
        row["id"] for row in json.loads((atlas.DIRECTORY / atlas.KNEE).read_bytes())["structures"]
    }
    assert set(hatched) == unknown & drawn
    assert "popliteus" in hatched


@pytest.mark.browser
@pytest.mark.parametrize("flexion_deg", [0.0, 90.0])
def test_a_moving_picture_stands_where_it_comes_to_rest(diagram, flexion_deg):
    look = {"rendering": "turned", "knee_view": LAYERS[0], "structure": "soleus", "dress": "load"}
    diagram.show(**look, camera=(0.0, -1.9, 0.15), flexion_deg=flexion_deg)
    diagram.page.wait_for_function("() => {" + KNEE + "return scene.renderer.coarse; }")
    seen = diagram.page.evaluate(MOVING)
    print(f"drawn on in one alone: {seen['alone']:.3f}, colours apart: {seen['apart']:.1f} of 255")
    assert seen["error"] == 0
    assert 0 < seen["pixels"][0] <= min(465_000, seen["pixels"][1])
    assert 0.05 < seen["drawn"] < 0.6  # of the scene; the page shows through the rest
    assert seen["alone"] < 0.08
    assert seen["apart"] < 6


@pytest.mark.browser
def test_no_label_lies_under_the_button_that_wakes_the_scene(diagram):
    diagram.show(
        rendering="turned", knee_view=LAYERS[0], camera=BACK, flexion_deg=45.0, dress="load"
    )
    top = diagram.page.locator(".start-turn").bounding_box()["y"]
    boxes = [tag.bounding_box() for tag in diagram.page.locator(".knee .tag:visible").all()]
    assert boxes
    assert max(box["y"] + box["height"] for box in boxes) <= top


@pytest.mark.browser
def test_a_tap_chooses_the_part_under_the_finger(diagram):
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=BACK)
    page = diagram.page
    page.locator(".start-turn").click()
    for line in page.locator(".knee line.line").all()[:4]:
        ends = line.evaluate("l => [l.x2.baseVal.value, l.y2.baseVal.value, l.dataset.id]")
        box = page.locator(".scene").bounding_box()
        page.mouse.click(box["x"] + ends[0], box["y"] + ends[1])
        page.wait_for_function(
            "id => document.querySelector(`.knee .tag.selected[data-id=${id}]`)", arg=ends[2]
        )


def eye(diagram: MountedDiagram) -> np.ndarray:
    """Where the knee is looked at from."""
    return np.array(diagram.page.evaluate("() => {" + KNEE + "return camera.eye; }"))


def elevation_deg(diagram: MountedDiagram) -> float:
    x, y, z = eye(diagram)
    return float(np.degrees(np.arctan2(z, np.hypot(x, y))))


@pytest.mark.browser
def test_bending_keeps_the_camera_and_the_slider_ends_where_the_data_do(diagram):
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=ASKEW, flexion_deg=0.0)
    before = shot(diagram)
    bend = diagram.page.locator("[data-control=bend] input[type=range]")
    last = atlas.load().flexions_deg[-1]
    assert float(bend.get_attribute("max")) == min(last, catalog.choices()["flexion_deg"].high)
    bend.fill("80")
    diagram.page.wait_for_function("() => {" + KNEE + "return knee.state.flexion_deg === 80; }")
    assert np.abs(shot(diagram)[0] - before[0]) > 0.002
    assert eye(diagram) == pytest.approx(ASKEW, abs=1e-6)


@pytest.mark.browser
@pytest.mark.parametrize(("preset", "share"), [("back", 0.5), ("front", -0.5), ("inner", 0.0)])
def test_behind_and_in_front_the_reader_rises_with_the_bend_as_on_the_plates(
    diagram, preset, share
):
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=ASKEW, flexion_deg=0.0)
    pill = diagram.page.locator(f"[data-choice=camera] input[value={preset}]")
    pill.check()
    diagram.page.locator("[data-control=bend] input[type=range]").fill("80")
    diagram.page.wait_for_function("() => {" + KNEE + "return knee.state.flexion_deg === 80; }")
    assert elevation_deg(diagram) == pytest.approx(80 * share, abs=0.2)
    assert pill.is_checked()
    diagram.page.wait_for_function(  # and so does the link
        "eye => String(window.reports.at(-1)?.values.camera?.[1]) === String(eye)",
        arg=[float(part) for part in eye(diagram)],
    )


@pytest.mark.browser
def test_an_old_links_camera_opens_the_same_view(diagram):
    """Written before the reader rose with the bend: it is not raised now."""
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=ASKEW, flexion_deg=0.0)
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=BACK, flexion_deg=90.0)
    assert eye(diagram) == pytest.approx(BACK, abs=1e-6)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("view", "flexion_deg"), [("posterior_superficial", 0.0), ("posterior_superficial", 90.0),
                           ("lateral", 45.0), ("medial", 0.0), ("anterior", 90.0)],
)  # fmt: skip
def test_the_knee_turns_from_where_and_as_large_as_the_plate_shows_it(diagram, view, flexion_deg):
    diagram.show(knee_view=view, flexion_deg=flexion_deg)
    page = diagram.page
    page.locator(f".picture[data-shows='{view} {flexion_deg:.0f}']").wait_for()
    plate = page.evaluate(
        """() => {
          const box = document.querySelector(".plate").getBoundingClientRect();
          const pane = document.querySelector(".picture").getBoundingClientRect();
          return [box.left - pane.left, box.top - pane.top, box.width, box.height];
        }"""
    )
    page.locator(".turn").click()
    page.wait_for_function("() => document.querySelector('.scene').knee3d.scene?.paints")
    left, top, _, bottom = CROPS_MM[view]
    scale = plate[3] / (top - bottom)
    centre = page.evaluate(PLACES, [0.0, 0.0, 0.0])
    assert centre == pytest.approx([plate[0] - left * scale, plate[1] + top * scale], abs=2.5)
    drawn = page.evaluate(SCALE)
    assert drawn == pytest.approx(scale, rel=0.01)


@pytest.mark.browser
def test_keys_and_wheel_turn_and_enlarge_and_a_plain_wheel_is_the_pages(diagram):
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=ASKEW, flexion_deg=0.0)
    page, scene = diagram.page, diagram.page.locator(".scene")
    before = eye(diagram)
    scene.press("ArrowLeft")
    turned = eye(diagram)
    assert np.linalg.norm(turned) == pytest.approx(np.linalg.norm(before), abs=0.01)
    assert np.abs(turned - before).max() > 0.1
    scene.press("+")
    assert np.linalg.norm(eye(diagram)) < 0.9 * np.linalg.norm(before)
    scene.press("0")
    taken = """async ctrlKey => {
      const how = { deltaY: 40, ctrlKey, bubbles: true, cancelable: true };
      const event = new WheelEvent("wheel", how);
      document.querySelector(".scene").dispatchEvent(event);
      return event.defaultPrevented;
    }"""
    size = np.linalg.norm(eye(diagram))
    assert page.evaluate(taken, False) is False
    assert np.linalg.norm(eye(diagram)) == pytest.approx(size)
    assert page.evaluate(taken, True) is True
    assert np.linalg.norm(eye(diagram)) > 1.1 * size


@pytest.mark.browser
def test_the_flat_picture_frees_the_graphics_and_turning_draws_again(diagram):
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=BACK, flexion_deg=0.0)
    page = diagram.page
    drawn = shot(diagram)[0]
    page.evaluate("() => {" + KNEE + "window.gone = canvas.gl; }")
    diagram.show(knee_view=LAYERS[0])
    page.wait_for_function("() => window.gone.isContextLost()")
    assert page.locator(".scene canvas").count() == 0
    assert page.locator(".load-error:visible, .picture-note:visible").count() == 0
    diagram.show(rendering="turned", knee_view=LAYERS[0], camera=BACK, flexion_deg=0.0)
    page.wait_for_function("() => document.querySelector('.scene').knee3d.scene?.paints")
    assert shot(diagram)[0] == pytest.approx(drawn, abs=0.005)


@pytest.mark.browser
def test_without_webgl_calm_words_and_the_flat_picture(app_url, browser):
    context = browser.new_context(viewport={"width": 800, "height": 900})
    context.add_init_script(chromium.WITHOUT_WEBGL)
    plain = MountedDiagram(context.new_page(), app_url)
    plain.show(knee_view=LAYERS[0])
    plain.page.locator(".turn").click()
    words = Words().text("knee_diagram.live.failed_knee")
    plain.page.get_by_text(words).wait_for()
    plain.page.locator(".picture .tag:visible").first.wait_for()
    assert plain.page.locator(".knee").is_hidden()
    context.close()
