// The 3-D knee: opens canvas and meshes on first use, and controls camera, scene, labels and gestures.

import { h } from "../../../shared/web/dom.js";
import { GlCanvas } from "../../../shared/web/mesh3d/gl_canvas.js";
import { IdleTimer } from "../../../shared/web/mesh3d/idle_timer.js";
import { limbEnds } from "../../../shared/web/mesh3d/limb_ends.js";
import { lineOf, paintOf } from "../../../shared/web/mesh3d/paints.js";
import { Projection } from "../../../shared/web/mesh3d/projection.js";
import { labelRoom } from "../plate/label_ranking.js";
import { CUT, OrbitCamera } from "./camera.js";
import { HoverPicking } from "./hover_picking.js";
import { KneeScene } from "./knee_scene.js";
import { loadMeshSet } from "./mesh_loader.js";
import { OrbitGestures } from "./orbit_gestures.js";
import { PresetSwitch } from "./preset_switch.js";
import { SurfaceLabels } from "./surface_labels.js";

const CUT_MM = 1; // to the outer side of the middle, as the cut plate is
const TIMING_MS = 400; // after the first picture: how fast the device draws is found out then
const KEY_ZOOM = 1.5;
const NEAR_DEG = 15; // so much bending brings hardly anything to light that was covered
const IDLE_MS = 240; // from the last move's picture on; longer than a finger rests between two keys

export class Knee3D {
  /**
   * callbacks: {onSelect(id), onHover(id, event), onChange(fields), onError(), onContextLost(), onReady(),
   * plateFraming(): {x, y, px_mm} of the flat picture, or null}.
   */
  constructor(box, data, words, callbacks) {
    Object.assign(this, { box, data, words, callbacks, scene: null, canvas: null, bent_deg: null, lookedAt: "" });
    const label = words.text("turn_keys");
    this.element = h("div", { class: "scene", tabindex: "0", role: "application", "aria-label": label });
    this.element.knee3d = this; // for tests and the console
    const start = () => this.setInteractive(true);
    const startButton = h("button", { type: "button", class: "start-turn", onclick: start }, words.text("tap_to_turn"));
    this.loading = h("p", { class: "loading", role: "status", hidden: true }, words.text("waiting"));
    this.presets = new PresetSwitch(words, (id) => this.#lookFrom(id));
    this.camera = new OrbitCamera(data.side);
    this.projection = new Projection();
    this.surfaceLabels = new SurfaceLabels(data, this.projection, callbacks.onSelect);
    this.idleTimer = new IdleTimer(IDLE_MS, () => this.#renderFull());
    this.resizeObserver = new ResizeObserver(() => this.#resize());
    this.gestures = new OrbitGestures(this.element, this.#gestureCallbacks());
    box.append(this.element, ...this.surfaceLabels.elements, startButton, this.loading, this.presets.element);
    this.onOutsideTap = (event) => {
      if (!event.composedPath().includes(box)) this.setInteractive(false);
    };
    document.addEventListener("pointerdown", this.onOutsideTap);
  }

  #gestureCallbacks() {
    const { camera, callbacks } = this;
    const whenOpen = (act) => (...values) => this.scene && act(...values);
    const pick = ({ clientX, clientY }) => {
      if (this.labelsStale) this.#layoutLabels();
      const { left, top } = this.element.getBoundingClientRect();
      return this.projection.pick(clientX - left, clientY - top);
    };
    const hover = new HoverPicking(pick, whenOpen(callbacks.onHover));
    return {
      onTurn: whenOpen((right, down) => this.#moveCamera(() => camera.turn(right, down))),
      onSize: (how) => (how === "fit" ? this.zoomFit() : this.zoomBy(how === "in" ? KEY_ZOOM : 1 / KEY_ZOOM)),
      onEnd: whenOpen(() => this.#reportCamera()),
      onTap: whenOpen((event) => {
        const id = pick(event);
        if (id) callbacks.onSelect(id);
      }),
      onHover: whenOpen((event) => hover.move(event)),
    };
  }

  /** Ids of the layer's structures, and the selected one where it shows through. */
  ids() {
    return this.set && this.state ? this.#rows().map(({ id }) => id) : [];
  }

  #rows() {
    const { knee_view, emphasis, structure } = this.state;
    const inLayer = new Set(this.data.layers[knee_view] ?? Object.values(this.data.layers)[0]);
    return this.set.rows.filter(({ id }) => inLayer.has(id) || (emphasis !== "all" && id === structure));
  }

  /** Opens on the first call, later only updates. state: the visible state. */
  show(state) {
    this.state = state;
    this.isWanted = true;
    if (this.scene) return this.#move();
    this.opening ??= this.#open().catch((error) => {
      console.warn(error); // the cause, for the host; the reader gets a message
      this.#close();
      this.callbacks.onError();
    });
    return this.opening;
  }

  /** The flat picture is back: frees the graphics; the meshes and the camera stay. */
  hide() {
    this.isWanted = false;
    if (this.scene) this.#close();
  }

  async #open() {
    this.loading.hidden = false;
    this.canvas = new GlCanvas(() => this.#contextLost());
    this.element.append(this.canvas.canvas);
    this.set ??= await loadMeshSet(this.data.knee);
    if (!this.isWanted || !this.canvas) return this.#close();
    const scene = new KneeScene(this.canvas, this.set, this.camera);
    this.#setWindow();
    this.lookedAt = String(this.state.camera);
    this.#aimCamera(this.state.camera);
    this.scene = scene;
    this.loading.hidden = true;
    this.#move();
    this.callbacks.onReady();
    this.#layoutLabels();
    this.resizeObserver.observe(this.element);
    this.timing = setTimeout(() => this.#measureSpeed(), TIMING_MS);
  }

  #measureSpeed() {
    if (!this.scene.paints) return;
    this.scene.measureSpeed();
    this.#drawFrame();
  }

  /** The browser dropped the context, as phones do: frees all; the next `show` opens anew. */
  #contextLost() {
    this.#close();
    this.callbacks.onContextLost();
  }

  paint(readout) {
    this.readout = readout;
    if (!this.scene) return;
    const { tones } = this.data;
    const paints = this.set.rows.map((row) => [row.id, paintOf(row, tones, readout)]);
    this.scene.setPaints(new Map(paints), lineOf(tones, readout));
    this.#markMoving();
    this.redraw();
  }

  redraw() {
    if (this.scene?.paints) this.#drawFrame();
  }

  #drawFrame() {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    this.scene.draw();
  }

  /** Bend, layer, cut and what stands out: passed to the scene, shown by the next redraw. */
  #move() {
    const { flexion_deg, emphasis, structure, cut, knee_view } = this.state;
    this.scene.show({ emphasis, chosen: structure, cut_mm: this.#cut(), shown: new Set(this.ids()) });
    const same = String([emphasis, structure, cut, knee_view]);
    if (this.bent_deg !== flexion_deg) {
      if (this.bent_deg !== null) this.camera.followBend(this.bent_deg, flexion_deg);
      this.bent_deg = flexion_deg;
      this.scene.bend(flexion_deg);
      this.#moveLabels();
    }
    if (this.moved === same) return;
    this.moved = same;
    this.#showPreset();
    this.#layoutLabels();
  }

  #cut() {
    return this.state.cut === CUT ? CUT_MM : Infinity;
  }

  /** While the knee moves, labels stay and their line ends follow. */
  #moveLabels() {
    this.#setLens();
    this.surfaceLabels.moveLineEnds(this.set, this.state.flexion_deg);
    this.labelsStale = true;
    this.#markMoving();
  }

  #setLens() {
    const { width, height, lens } = this.camera;
    const ends = limbEnds(lens, this.scene.shin);
    this.projection.setLens(lens, width, height, this.#cut(), ends);
  }

  /** On a slow device: fewer triangles and only visible parts until idle. */
  #markMoving() {
    const near = Math.abs(this.state.flexion_deg - this.visible?.flexion_deg) <= NEAR_DEG;
    this.scene.showing = near ? this.visible.shown : null;
    this.scene.coarse = true;
    this.idleTimer.restart();
  }

  /** A move is coming: postpones the full render. */
  postponeFullRender() {
    if (this.idleTimer.isPending) this.idleTimer.restart();
  }

  #renderFull() {
    if (!this.scene?.paints) return;
    this.scene.coarse = false;
    if (this.scene.isSlow) this.redraw();
    if (!this.labelsStale) return;
    this.#layoutLabels();
    this.#showPreset();
    if (this.state.camera.length) this.#reportCamera(); // it followed the bend
  }

  /** Labels for the parts that can be seen from here, in two columns beside the knee. */
  #layoutLabels() {
    const { width, height } = this.camera;
    if (!this.scene || width < 2 || height < 2) return;
    this.labelsStale = false;
    const { flexion_deg, emphasis, structure } = this.state;
    this.#setLens();
    const alone = emphasis === "alone" && this.ids().includes(structure);
    const rows = this.#rows().filter(({ id }) => !alone || id === structure);
    this.projection.setShapes(rows.map((row) => ({
      ...{ id: row.id, row },
      axes: this.set.vertices(row, flexion_deg),
      corners: this.set.corners(row),
    })));
    const tops = this.presets.place(this.box);
    const seen = { width, height, tops, flexion_deg, showsAll: this.showsAllLabels };
    const shown = this.surfaceLabels.layout(this.set, { ...seen, chosen: structure, through: emphasis === "ghost" });
    this.visible = { flexion_deg, shown: alone ? null : shown };
  }

  /** Names all parts that there is room for, or the few that matter first. */
  showAllLabels(showsAll) {
    if (Boolean(this.showsAllLabels) === showsAll) return;
    this.showsAllLabels = showsAll;
    this.#layoutLabels();
  }

  #lookFrom(preset) {
    this.camera.lookFrom(preset, this.state.flexion_deg);
    this.lookedAt = String(this.camera.eye); // a bend in the same frame moves on from here
    this.callbacks.onChange({ camera: this.camera.eye, cut: preset === CUT ? CUT : "whole" });
    this.#cameraMoved();
  }

  /** Looks as the state says: from an eye [x, y, z], or [] as the view's plate does. */
  look(camera) {
    if (!this.scene || String(camera) === this.lookedAt) return;
    this.lookedAt = String(camera);
    if (String(camera) === String(this.camera.eye)) return;
    this.#aimCamera(camera);
    this.#cameraMoved();
  }

  #aimCamera(camera) {
    if (camera.length) this.camera.look(camera);
    else this.camera.lookAsView(this.state.knee_view, this.state.flexion_deg, this.callbacks.plateFraming());
  }

  #cameraMoved() {
    this.#showPreset();
    this.#layoutLabels();
    this.#markMoving();
    this.#scheduleFrame();
  }

  /** Moves the camera under a hand. */
  #moveCamera(move) {
    move();
    this.visible = null;
    this.labelsStale = true;
    this.#scheduleFrame();
  }

  #scheduleFrame() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (!this.scene?.paints) return;
      if (this.labelsStale) this.#moveLabels();
      this.scene.draw();
    });
  }

  #reportCamera() {
    this.#showPreset();
    this.lookedAt = String(this.camera.eye);
    this.callbacks.onChange({ camera: this.camera.eye });
  }

  /** Above 1 enlarges. */
  zoomBy(factor) {
    this.#resizePicture(() => this.camera.zoom(factor));
  }

  /** Back to the size of the flat picture. */
  zoomFit() {
    this.#resizePicture(() => this.camera.fit());
  }

  #resizePicture(change) {
    if (!this.scene) return;
    this.#moveCamera(change);
    this.#reportCamera();
  }

  #showPreset() {
    this.presets.show(this.state, this.camera);
    this.element.dataset.eye = String(this.camera.eye);
  }

  /** Until interactive, touches scroll the page. */
  setInteractive(on) {
    this.box.classList.toggle("interactive", on);
  }

  #setWindow() {
    const { clientWidth: width, clientHeight: height } = this.element;
    const { least, margin } = labelRoom(width);
    this.camera.setWindow(width, height, least + margin);
    this.canvas.resize(width, height);
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!this.scene || !width || (width === this.camera.width && height === this.camera.height)) return;
    this.#setWindow();
    this.redraw();
    this.#layoutLabels();
  }

  stop() {
    document.removeEventListener("pointerdown", this.onOutsideTap);
    this.isWanted = false;
    this.#close();
  }

  #close() {
    this.idleTimer.stop();
    clearTimeout(this.timing);
    cancelAnimationFrame(this.frame);
    this.resizeObserver.disconnect();
    this.scene?.dispose();
    this.canvas?.dispose();
    this.loading.hidden = true;
    Object.assign(this, { scene: null, canvas: null, opening: null, frame: null, moved: null, bent_deg: null, visible: null });
  }
}
