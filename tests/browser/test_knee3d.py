"""The turning knee: what it draws, what shows of it, how it is chosen from, what it weighs."""

import gzip
import itertools
import json

import numpy as np
import pytest
from numpy.testing import assert_allclose

from explainer import catalog
from explainer.anatomy import atlas
from explainer.ui.components.knee_diagram import LAYERS, layers, script, style
from explainer.words import Words
from tests.support.component_scripts import ALONE, answer_alone
from tests.support.mounted_diagram import Stage

MOST_TRIANGLES = 60_000
MOST_WIRE_BYTES = 1_500_000
BACK = (-1.9, 0.0, 0.15)
SCENE = "const scene = document.querySelector('.scene')._fullLayout.scene._scene.glplot;"
SHOT = (
    "() => {"
    + SCENE
    + """
  scene.objects[0].coarse = false;
  scene.redraw();
  const { gl } = scene;
  const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  const pixels = new Uint8Array(4 * width * height);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
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
    + SCENE
    + """
  const [scene3d] = scene.objects;
  scene3d.coarse = false;
  scene.redraw();
  const { gl } = scene;
  const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  const pixels = new Uint8Array(4 * width * height);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  const own = scene3d.colours.get("femur").rgb.map((part) => 255 * part);
  const found = [];
  for (let n = 0; n < pixels.length; n += 4) {
    if (own.every((part, k) => Math.abs(pixels[n + k] - part) < 8)) found.push(n);
  }
  return found;
}"""
)

# How a moving picture of a slow device differs from the one at rest: the share of pixels that are
# drawn on in one alone, how far the mean colours of what both draw on lie apart, the sheet's size,
# and whether what is not drawn on has the page's colour, as its place has at rest.
MOVING = (
    "() => {"
    + SCENE
    + """
  const [scene3d] = scene.objects;
  const { width, height } = scene.gl.canvas;
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  Object.assign(paint.canvas, { width, height });
  const paper = getComputedStyle(scene3d.motionCanvas.canvas).backgroundColor;
  const [, ...plain] = /(\\d+), (\\d+), (\\d+)/.exec(paper).map(Number);
  const taken = (coarse) => {
    scene3d.coarse = coarse;
    scene3d.showing = null;
    scene3d.redraw(scene);
    paint.fillStyle = paper;
    paint.fillRect(0, 0, width, height);
    paint.drawImage(coarse ? scene3d.motionCanvas.canvas : scene.gl.canvas, 0, 0, width, height);
    return paint.getImageData(0, 0, width, height).data;
  };
  const [rest, moving] = [taken(false), taken(true)];
  const hidden = scene3d.motionCanvas.canvas.hidden;
  scene3d.coarse = false;
  scene3d.redraw(scene);
  const drawn = (pixels, n) => plain.some((part, k) => Math.abs(pixels[n + k] - part) > 2);
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
    pixels: scene3d.motionCanvas.canvas.width * scene3d.motionCanvas.canvas.height,
    hidden: [hidden, scene3d.motionCanvas.canvas.hidden],
    errors: [scene.gl.getError(), scene3d.motionCanvas.gl.getError()],
  };
}"""
)


@pytest.fixture(scope="module")
def stage(app_url, browser):
    """One knee for the tests that look at it and move it."""
    context = browser.new_context(viewport={"width": 800, "height": 900})
    answer_alone(context)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    yield Stage(page, app_url)
    context.close()


def shot(stage: Stage) -> tuple[float, np.ndarray]:
    """The share of the scene that is drawn on, and the mean colour there."""
    read = stage.page.evaluate(SHOT)
    return read["drawn"], np.array(read["mean"])


def test_weight_and_triangles_of_the_first_picture():
    meta = json.loads((atlas.DIRECTORY / atlas.KNEE).read_bytes())
    assert sum(row["triangles"] for row in meta["structures"]) <= MOST_TRIANGLES
    files = [atlas.DIRECTORY / atlas.KNEE, atlas.DIRECTORY / atlas.KNEE_DATA]
    own = [one().text.encode() for one in (script, style)]
    wire = sum(len(gzip.compress(part)) for part in (*(f.read_bytes() for f in files), *own))
    print(f"beside plotly: {wire / 1e6:.2f} MB over the wire")
    assert wire < MOST_WIRE_BYTES


def test_every_depth_lies_deeper_than_the_last():
    standing = layers.structures_by_layer()
    assert set(standing[LAYERS[0]]) == set(catalog.structures())
    for outer, inner in itertools.pairwise(LAYERS):
        assert set(standing[inner]) < set(standing[outer])
    for key, record in catalog.structures().items():
        if record.kind in ("bone", "meniscus"):
            assert key in standing[LAYERS[-1]]
    assert "popliteal_artery" in standing["posterior_deep"]
    assert "popliteal_artery" not in standing["posterior_floor"]
    assert "popliteus" in standing["posterior_floor"]


@pytest.mark.browser
@pytest.mark.parametrize("bend_deg", [0.0, 37.0, 90.0])
def test_the_browser_bends_as_the_atlas_does(stage, bend_deg):
    names = ["tibia", "patella", "semimembranosus", "medial_meniscus"]
    read = stage.page.evaluate(
        """async ([script, names, bend_deg]) => {
          const { MeshSet } = await import(script);
          const meta = await (await fetch("/assets/atlas/knee.json")).json();
          const data = await (await fetch("/assets/atlas/knee.bin")).arrayBuffer();
          const set = new MeshSet(meta, data);
          return names.map((name) => {
            const row = set.rows.find(({ id }) => id === name);
            return set.vertices(row, bend_deg).map((axis) => [...axis]);
          });
        }""",
        [f"{ALONE}/knee_diagram/web/knee3d/mesh_set.js", names, bend_deg],
    )
    for name, axes in zip(names, read, strict=True):
        wanted = atlas.load().mesh(name, bend_deg).vertices_mm
        assert_allclose(np.array(axes).T, wanted, atol=0.5, err_msg=name)  # mm, a tenth of a part


@pytest.mark.browser
def test_deeper_is_less_and_alone_is_least(stage):
    stage.show(turned=True, view=LAYERS[0], camera=BACK)
    drawn = [shot(stage)[0]]
    for depth in LAYERS[1:]:
        stage.show(turned=True, view=depth, camera=BACK)
        drawn.append(shot(stage)[0])
    assert drawn[0] > drawn[1] > drawn[2] > drawn[3] > 0


@pytest.mark.browser
def test_see_through_shows_what_lies_behind(stage):
    artery = {"structure": "popliteal_artery", "dress": "natural", "camera": BACK}
    stage.show(turned=True, view=LAYERS[0], **artery)
    hidden = shot(stage)[1]
    stage.show(turned=True, view=LAYERS[0], emphasis="ghost", **artery)
    assert np.abs(shot(stage)[1] - hidden).max() > 0.2
    stage.show(turned=True, view=LAYERS[0], emphasis="alone", **artery)
    assert stage.page.locator(".knee .tag:visible").count() == 1


@pytest.mark.browser
def test_the_cut_takes_the_outer_half(stage):
    front = {"turned": True, "view": LAYERS[-1], "camera": (1.9, 0.0, 0.15)}
    stage.show(**front)
    whole = shot(stage)[0]
    stage.show(**front, cut="cut")
    assert 0.3 * whole < shot(stage)[0] < 0.7 * whole
    assert stage.page.locator(".knee .tag[data-id=fibula]:visible").count() == 0
    checked = stage.page.locator("[data-choice=camera] input:checked")
    assert checked.get_attribute("value") == "cut"


@pytest.mark.browser
def test_soft_parts_make_no_blots_on_a_cut_bone(stage):
    cut = {"turned": True, "cut": "cut", "dress": "natural", "camera": (-0.5, -1.83, 0.2)}
    stage.show(**cut, view=LAYERS[-1], bend_deg=100.0)
    bare = set(stage.page.evaluate(CAPS))
    stage.show(**cut, view=LAYERS[0], bend_deg=100.0)
    dressed = set(stage.page.evaluate(CAPS))
    assert len(bare) > 1000
    print(f"cut face left by the soft parts: {len(bare & dressed) / len(bare):.3f}")
    assert len(bare & dressed) > 0.95 * len(bare)


@pytest.mark.browser
def test_an_unknown_load_is_hatched_and_no_load_is_not(stage):
    stage.show(turned=True, view=LAYERS[0], camera=BACK)
    hatched = stage.page.evaluate(
        "() => {"
        + SCENE
        + "return [...scene.objects[0].colours].filter(([, c]) => c.hatched).map(([id]) => id); }"
    )
    unknown = {key for key, one in catalog.structures().items() if one.load_is_unknown}
    drawn = {
        row["id"] for row in json.loads((atlas.DIRECTORY / atlas.KNEE).read_bytes())["structures"]
    }
    assert set(hatched) == unknown & drawn
    assert "popliteus" in hatched


@pytest.mark.browser
@pytest.mark.parametrize("bend_deg", [0.0, 90.0])
def test_a_moving_picture_stands_where_it_comes_to_rest(stage, bend_deg):
    look = {"turned": True, "view": LAYERS[0], "structure": "soleus", "dress": "load"}
    stage.show(**look, camera=(0.0, -1.9, 0.15), bend_deg=bend_deg)
    stage.page.wait_for_function("() => {" + SCENE + "return scene.objects[0].motionCanvas; }")
    seen = stage.page.evaluate(MOVING)
    print(f"drawn on in one alone: {seen['alone']:.3f}, colours apart: {seen['apart']:.1f} of 255")
    assert seen["errors"] == [0, 0]
    assert seen["hidden"] == [False, True]
    assert 0 < seen["pixels"] <= 465_000
    assert 0.05 < seen["drawn"] < 0.6  # of the scene; what is left has the page's colour
    assert seen["alone"] < 0.08
    assert seen["apart"] < 6


@pytest.mark.browser
def test_no_label_lies_under_the_button_that_wakes_the_scene(stage):
    stage.show(turned=True, view=LAYERS[0], camera=BACK, bend_deg=45.0, dress="load")
    top = stage.page.locator(".start-turn").bounding_box()["y"]
    boxes = [tag.bounding_box() for tag in stage.page.locator(".knee .tag:visible").all()]
    assert boxes
    assert max(box["y"] + box["height"] for box in boxes) <= top


@pytest.mark.browser
def test_a_tap_chooses_the_part_under_the_finger(stage):
    stage.show(turned=True, view=LAYERS[0], camera=BACK)
    page = stage.page
    page.locator(".start-turn").click()
    for line in page.locator(".knee line.line").all()[:4]:
        ends = line.evaluate("l => [l.x2.baseVal.value, l.y2.baseVal.value, l.dataset.id]")
        box = page.locator(".scene").bounding_box()
        page.mouse.click(box["x"] + ends[0], box["y"] + ends[1])
        page.wait_for_function(
            "id => document.querySelector(`.knee .tag.selected[data-id=${id}]`)", arg=ends[2]
        )


@pytest.mark.browser
def test_bending_keeps_the_camera_and_the_slider_ends_where_the_data_do(stage):
    stage.show(turned=True, view=LAYERS[0], camera=BACK)
    before = shot(stage)
    bend = stage.page.locator("[data-control=bend] input[type=range]")
    last = atlas.load().flexions_deg[-1]
    assert float(bend.get_attribute("max")) == min(last, catalog.choices()["flexion_deg"].high)
    bend.fill("80")
    stage.page.wait_for_timeout(500)
    assert np.abs(shot(stage)[0] - before[0]) > 0.002
    eye = stage.page.locator(".scene").evaluate("s => s.layout.scene.camera.eye")
    assert (eye["x"], eye["y"], eye["z"]) == pytest.approx(BACK, abs=1e-6)


@pytest.mark.browser
def test_a_knee_whose_sheet_is_taken_away_moves_on_plotlys_canvas(stage):
    """The last that is asked of this mount: its sheet does not come back."""
    page = stage.page
    stage.show(turned=True, view=LAYERS[0], camera=BACK)
    page.wait_for_function("() => {" + SCENE + "return scene.objects[0].motionCanvas; }")
    before, _ = shot(stage)
    page.evaluate(
        "() => {" + SCENE + "const { gl } = scene.objects[0].motionCanvas;"
        "gl.getExtension('WEBGL_lose_context').loseContext(); }"
    )
    page.locator("canvas.motion").wait_for(state="detached")
    page.locator("[data-control=bend] input[type=range]").fill("80")
    page.wait_for_function(
        f"before => Math.abs(({SHOT})().drawn - before) > 0.002", arg=before, polling=200
    )
    assert page.locator(".load-error:visible").count() == 0


@pytest.mark.browser
def test_without_webgl_calm_words_and_the_flat_picture(app_url, browser):
    context = browser.new_context(viewport={"width": 800, "height": 900})
    context.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return kind.includes('webgl') ? null : get.call(this, kind, ...rest);"
        "};"
    )
    plain = Stage(context.new_page(), app_url)
    plain.show(view=LAYERS[0])
    plain.page.locator(".turn").click()
    words = Words().text("stage.live.failed_knee")
    plain.page.get_by_text(words).wait_for()
    plain.page.locator(".picture .tag:visible").first.wait_for()
    assert plain.page.locator(".knee").is_hidden()
    context.close()
