// The 3-D knee: Plotly owns canvas and orbit camera, KneeScene draws; this controls both.

import { Choice } from "../../../shared/web/controls.js";
import { h } from "../../../shared/web/dom.js";
import { KneeScene } from "./knee_scene.js";
import { loadKnee3D } from "./knee3d_loader.js";
import { cornersEnd } from "../plate/label_ranking.js";
import { SurfaceLabels } from "./surface_labels.js";
import { IdleTimer } from "./idle_timer.js";
import { readCamera, replaceObjects, sceneLayout, point, SCALE, meshTrace } from "./plotly_scene.js";
import { Projection } from "./projection.js";
import { rgbChannels } from "../../../shared/web/theme.js";
import { TouchTurn } from "./touch_turn.js";

// Eyes in the scene's units: x to the front, y to the inner side of the right knee, z up. So is the
// camera of the state; a left knee is the mirror image, looked at from the mirrored eye.
const EYES = {
  back: [-1.9, 0, 0.15],
  inner: [0, 1.9, 0.15],
  outer: [0, -1.9, 0.15],
  front: [1.9, 0, 0.15],
  cut: [-0.5, -1.83, 0.2],
};
const EYE_OF_VIEW = { lateral: "outer", medial: "inner", anterior: "front", sagittal: "inner" };
const WHOLE_LIMB = { view: "limb_posterior", eye: [-4.2, 0, 0.2] }; // far enough for hip and heel
const SETTINGS = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };
const EYE_DIGITS = 3;
const EYE_REACH = [0.6, 5]; // nearest and farthest
const TAP_PX = 6; // a pointer that moved less has tapped
const AXES = ["x", "y", "z"];
const CUT_MM = 1; // to the outer side of the middle, as the cut plate is
const TIMING_MS = 400; // after the first picture: how fast the device draws is found out then
const NEAR_DEG = 15; // so much bending brings hardly anything to light that was covered
const IDLE_MS = 240; // from the last move's picture on; longer than a finger rests between two keys

export class Knee3D {
  /** callbacks: {onSelect(id), onHover(id, event), onChange(fields), onError(), onContextLost(), onReady()}. */
  constructor(box, data, words, callbacks) {
    Object.assign(this, { box, data, words, callbacks });
    this.canvas = h("div", { class: "scene" });
    const start = () => this.setInteractive(true);
    const startButton = h("button", { type: "button", class: "start-turn", onclick: start }, words.text("tap_to_turn"));
    this.loading = h("p", { class: "loading", role: "status" }, words.text("waiting"));
    const options = Object.keys(EYES).map((id) => ({ id, name: words.text(`camera_${id}`) }));
    const settings = { name: "camera", label: words.text("choose_camera"), options };
    this.presets = new Choice(settings, (id) => this.#preset(id));
    this.projection = new Projection(SCALE, data.side);
    this.surfaceLabels = new SurfaceLabels(data, this.projection, callbacks.onSelect);
    this.idleTimer = new IdleTimer(IDLE_MS, () => this.#renderFull());
    box.append(this.canvas, ...this.surfaceLabels.elements, startButton, this.loading, this.presets.element);
    this.onOutsideTap = (event) => {
      if (!event.composedPath().includes(box)) this.setInteractive(false);
    };
    document.addEventListener("pointerdown", this.onOutsideTap);
  }

  /** Ids of the layer's structures, and the selected one where it shows through. */
  ids() {
    return this.set ? this.#rows().map(({ id }) => id) : [];
  }

  #rows() {
    const { view, emphasis, structure } = this.state;
    const inLayer = new Set(this.data.layers[view] ?? Object.values(this.data.layers)[0]);
    return this.set.rows.filter(({ id }) => inLayer.has(id) || (emphasis !== "all" && id === structure));
  }

  /** Loads and draws on the first call, later only updates. state: the visible state. */
  show(state) {
    this.state = state;
    if (this.drawn) return this.#move();
    this.drawing ??= this.#draw().catch((error) => {
      console.warn(error); // the cause, for the host; the reader gets a message
      this.drawing = null;
      this.loading.hidden = true;
      this.callbacks.onError();
    });
    return this.drawing;
  }

  async #draw() {
    this.loading.hidden = false;
    [this.plotly, this.set] = await loadKnee3D(this.data.knee);
    const { view, camera } = this.state;
    const preset = view === WHOLE_LIMB.view ? WHOLE_LIMB.eye : EYES[EYE_OF_VIEW[view] ?? "back"];
    const layout = sceneLayout(this.set.reach_mm(), this.#mirror(camera.length ? camera : preset));
    const settings = { ...SETTINGS, plotGlPixelRatio: Math.min(2, window.devicePixelRatio) };
    await this.plotly.newPlot(this.canvas, [meshTrace()], layout, settings);
    const replaced = replaceObjects(this.canvas, (gl) => new KneeScene(gl, this.set, SCALE, this.data.side));
    [this.scene, this.kneeScene] = [replaced.scene, replaced.thing];
    this.scene.oncontextloss = () => this.#contextLost(this.scene); // Plotly's handler waits for a scene that is gone
    this.#copyPlotlyStyle();
    this.#listen();
    this.canvas.on("plotly_relayouting", (event) => this.#moveLabels(this.#ofRightKnee(event["scene.camera"].eye)));
    this.canvas.on("plotly_relayout", () => this.#cameraMoved());
    this.drawn = true;
    this.loading.hidden = true;
    this.watch = new ResizeObserver(() => this.#resize());
    this.watch.observe(this.canvas);
    this.#move();
    this.callbacks.onReady();
    this.#cameraMoved();
    this.timing = setTimeout(() => this.kneeScene.addMotionCanvas(this.scene, this.canvas), TIMING_MS);
  }

  /** The browser dropped the WebGL context, as phones do: frees all; the next `show` rebuilds. */
  #contextLost(scene) {
    Object.assign(scene, { oncontextloss: null, onrender: null });
    this.kneeScene.dispose();
    this.#close();
    [this.drawn, this.drawing, this.moved, this.bent_deg] = [false, null, null, null];
    this.callbacks.onContextLost();
  }

  /** Tap and hover; a drag turns the knee and selects nothing. */
  #listen() {
    if (this.touch) return; // a rebuilt scene keeps its element and listeners
    const eyeNow = () => String(this.#eye());
    let seen = null;
    this.touch = new TouchTurn(this.canvas, {
      onFrame: () => {
        if (!this.drawn || seen === eyeNow()) return;
        seen = eyeNow();
        this.#moveLabels(this.#eye());
      },
      onEnd: () => this.drawn && this.plotly.relayout(this.canvas, { "scene.camera.eye": point(this.#mirror(this.#eye())) }),
    });
    let [from, pending] = [null, false];
    const at = (event) => {
      const box = this.canvas.getBoundingClientRect();
      return this.projection.pick(event.clientX - box.left, event.clientY - box.top);
    };
    this.canvas.addEventListener("pointerdown", (event) => (from = event), true);
    this.canvas.addEventListener("pointerup", (event) => {
      const still = from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < TAP_PX;
      const id = still ? at(event) : null;
      from = null;
      if (id) this.callbacks.onSelect(id);
    }, true);
    this.canvas.addEventListener("pointermove", (event) => {
      if (pending || event.pointerType === "touch") return;
      pending = true;
      requestAnimationFrame(() => {
        pending = false;
        this.callbacks.onHover(event.buttons ? null : at(event), event);
      });
    });
    this.canvas.addEventListener("pointerleave", (event) => this.callbacks.onHover(null, event));
  }

  /** Plotly puts its style into the page's head, which does not reach into a shadow root. */
  #copyPlotlyStyle() {
    const rules = [...document.querySelectorAll("style[id^='plotly.js-style']")];
    const text = rules.flatMap(({ sheet }) => [...sheet.cssRules].map((rule) => rule.cssText));
    this.style ??= this.box.appendChild(h("style"));
    this.style.textContent = text.join("\n");
  }

    paint(readout) {
    this.readout = readout;
    if (!this.drawn) return;
    this.#applyColours();
    this.#markMoving();
    this.redraw();
  }

  redraw() {
    if (this.drawn && this.readout) this.kneeScene.redraw(this.scene);
  }

  #applyColours() {
    const colours = this.set.rows.map(({ id }) => {
      const fill = this.readout.fillOf(id);
      const colour = fill === "none" || fill === "hatch" ? this.readout.baseColourOf(id) : fill;
      return [id, { rgb: rgbChannels(colour), hatched: fill === "hatch" }];
    });
    const { tint } = this.set.meta;
    this.kneeScene.setColours(new Map(colours), this.readout.natural && tint ? rgbChannels(tint) : null);
  }

  /** Bend, depth, cut and what stands out: passed to the scene, shown by the next redraw. */
  #move() {
    const { bend_deg, emphasis, structure, cut, view } = this.state;
    const shown = new Set(this.ids());
    this.kneeScene.show({ emphasis, chosen: structure, cut_mm: this.#cut(), shown });
    const same = String([emphasis, structure, cut, view]);
    if (this.moved !== same) {
      this.moved = same;
      this.#showPreset();
      this.#layoutLabels();
    }
    if (this.bent_deg === bend_deg) return;
    this.bent_deg = bend_deg;
    this.kneeScene.bend(bend_deg);
    this.#moveLabels();
  }

  #cut() {
    return this.state.cut === "cut" ? CUT_MM : Infinity;
  }

  /** While the knee moves, labels stay and their line ends follow. */
  #moveLabels(eye) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.projection.setCamera(eye ?? this.#eye(), width, height, this.#cut());
    this.surfaceLabels.moveLineEnds(this.set, this.state.bend_deg);
    this.labelsStale = true;
    if (eye) this.visible = null;
    this.#markMoving();
  }

  /** On a slow device: fewer triangles and only visible parts until idle. */
  #markMoving() {
    const near = Math.abs(this.state.bend_deg - this.visible?.bend_deg) <= NEAR_DEG;
    this.kneeScene.showing = near ? this.visible.shown : null;
    this.kneeScene.coarse = Boolean(this.kneeScene.motionCanvas);
    this.idleTimer.restart();
  }

  /** A move is coming: postpones the full render. */
  postponeFullRender() {
    if (this.idleTimer.isPending) this.idleTimer.restart();
  }

  #renderFull() {
    if (this.kneeScene.coarse) {
      this.kneeScene.coarse = false;
      this.redraw();
    }
    if (this.labelsStale) this.#layoutLabels();
  }

  /** Labels for the parts that can be seen from here, in two columns beside the knee. */
  #layoutLabels() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!this.drawn || !width || !height) return;
    this.labelsStale = false;
    const { bend_deg, emphasis, structure } = this.state;
    this.projection.setCamera(this.#eye(), width, height, this.#cut());
    const alone = emphasis === "alone" && this.ids().includes(structure);
    const rows = this.#rows().filter(({ id }) => !alone || id === structure);
    this.projection.setShapes(rows.map((row) => ({
      ...{ id: row.id, row },
      axes: this.set.vertices(row, bend_deg),
      corners: this.set.corners(row),
    })));
    const tops = cornersEnd(this.box);
    const { offsetTop, offsetHeight } = this.presets.element;
    tops.left = Math.max(tops.left, offsetTop + offsetHeight);
    const seen = { width, height, tops, bend_deg };
    const shown = this.surfaceLabels.layout(this.set, { ...seen, chosen: structure, through: emphasis === "ghost" });
    this.visible = { bend_deg, shown: alone ? null : shown };
  }

  #preset(id) {
    const cut = id === "cut" ? "cut" : "whole";
    this.callbacks.onChange({ camera: EYES[id], cut });
  }

  look(camera) {
    if (!this.drawn || !camera.length || String(this.#eye()) === String(camera)) return;
    this.plotly.relayout(this.canvas, { "scene.camera.eye": point(this.#mirror(camera)) });
  }

  /** Where the scene is looked at from now; plotly's layout knows it only once a mouse is up. */
  #eye() {
    return this.#ofRightKnee(readCamera(this.canvas).eye).map((part) => Number(part.toFixed(EYE_DIGITS)));
  }

  /** Plotly's eye as that of the right knee, [x, y, z]. */
  #ofRightKnee(eye) {
    return this.#mirror(AXES.map((axis) => eye[axis]));
  }

  /** From the right knee's scene to the one that is shown, and back. */
  #mirror([x, y, z]) {
    return this.data.side === "left" ? [x, -y, z] : [x, y, z];
  }

  /** Nearer by that factor, as far as the camera of a link may stand. */
  zoomBy(times) {
    if (!this.drawn) return;
    const eye = this.#eye();
    const away = Math.hypot(...eye);
    const wanted = Math.min(Math.max(away / times, EYE_REACH[0]), EYE_REACH[1]);
    this.callbacks.onChange({ camera: eye.map((part) => Number(((part * wanted) / away).toFixed(EYE_DIGITS))) });
  }

  /** As far away as a preset stands. */
  zoomFit() {
    this.zoomBy(Math.hypot(...this.#eye()) / Math.hypot(...EYES.back));
  }

  #cameraMoved() {
    this.#showPreset();
    this.#layoutLabels();
    this.callbacks.onChange({ camera: this.#eye() });
  }

  /** Which preset the reader looks from; a cut knee is "cut" from wherever it is looked at. */
  #showPreset() {
    const eye = String(this.#eye());
    const from = Object.keys(EYES).find((id) => String(EYES[id]) === eye);
    this.presets.show(this.state.cut === "cut" ? "cut" : from);
  }

  /** Until interactive, touches scroll the page. */
  setInteractive(on) {
    this.box.classList.toggle("interactive", on);
  }

  #resize() {
    if (!this.canvas.clientWidth) return;
    this.plotly.Plots.resize(this.canvas);
    this.#layoutLabels();
  }

  stop() {
    document.removeEventListener("pointerdown", this.onOutsideTap);
    this.touch?.stop();
    this.#close();
  }

  #close() {
    this.idleTimer.stop();
    clearTimeout(this.timing);
    this.watch?.disconnect();
    if (this.plotly) this.plotly.purge(this.canvas);
  }
}
