// The turning knee: drawn once by plotly's Mesh3d, then only recoloured, bent and looked at.

import { Callouts } from "./callouts.js";
import { Choice } from "./controls.js";
import { h } from "./dom.js";
import { Dye } from "./dye.js";
import { KneeSet } from "./mesh.js";
import { columnsOf, ranked } from "./ranking.js";
import { layoutOf, placesOf, point, SCALE, traceOf } from "./scene.js";
import { Sight } from "./sight.js";

// Eyes in the scene's units: x to the front, y to the inner side of the right knee, z up.
const EYES = {
  back: [-1.9, 0, 0.15],
  inner: [0, 1.9, 0.15],
  outer: [0, -1.9, 0.15],
  front: [1.9, 0, 0.15],
};
const EYE_OF_VIEW = { lateral: "outer", medial: "inner", anterior: "front", sagittal: "inner" };
const WHOLE_LIMB = { view: "limb_posterior", eye: [-4.2, 0, 0.2] }; // far enough for hip and heel
const SETTINGS = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };
const EYE_DIGITS = 3;
const TAP_PX = 6; // a pointer that moved less has tapped
const AXES = ["x", "y", "z"];

let plotting = null; // the one promise of plotly's script, asked for when a reader first turns

function plotly(address) {
  plotting ??= new Promise((ready, failed) => {
    const onload = () => ready(window.Plotly);
    document.head.append(h("script", { src: address, onload, onerror: failed }));
  });
  plotting.catch(() => (plotting = null));
  return plotting;
}

function canDraw() {
  const context = document.createElement("canvas").getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext(); // browsers count open contexts
  return Boolean(context);
}

async function knee({ meta, data }) {
  const asked = await Promise.all([fetch(meta), fetch(data)]);
  const missing = asked.find((answer) => !answer.ok);
  if (missing) throw new Error(`${missing.status} ${missing.url}`);
  return new KneeSet(await asked[0].json(), await asked[1].arrayBuffer());
}

export class Turning {
  /** ears: {pick(id), moved(camera), failed(), arrived()}. */
  constructor(box, data, words, ears) {
    Object.assign(this, { box, data, words, ears });
    this.canvas = h("div", { class: "scene" });
    const wake = () => this.wake(true);
    const waker = h("button", { type: "button", class: "wake", onclick: wake }, words.say("tap_to_turn"));
    this.waiting = h("p", { class: "waiting", role: "status" }, words.say("waiting"));
    const options = Object.keys(EYES).map((id) => ({ id, name: words.say(`camera_${id}`) }));
    const asked = { name: "camera", label: words.say("choose_camera"), options };
    this.presets = new Choice(asked, (id) => this.#preset(id));
    this.callouts = new Callouts(ears.pick);
    const labels = [this.callouts.lines, this.callouts.element];
    box.append(this.canvas, ...labels, waker, this.waiting, this.presets.element);
    this.elsewhere = (event) => {
      if (!event.composedPath().includes(box)) this.wake(false);
    };
    document.addEventListener("pointerdown", this.elsewhere);
  }

  most_bend_deg() {
    return this.set.most_bend_deg();
  }

  ids() {
    return this.set ? this.set.rows.map(({ id }) => id) : [];
  }

  /** Draws on first sight, afterwards only bends. */
  show({ bend_deg, camera, view }) {
    this.bend_deg = bend_deg;
    if (this.drawn) return this.#bend();
    this.drawing ??= this.#draw(camera, view).catch(() => {
      this.drawing = null;
      this.waiting.hidden = true;
      this.ears.failed();
    });
    return this.drawing;
  }

  async #draw(camera, view) {
    this.waiting.hidden = false;
    if (!canDraw()) throw new Error("no WebGL");
    const { knee: files } = this.data;
    [this.plotly, this.set] = await Promise.all([plotly(files.plotly), knee(files)]);
    this.bent_deg = this.bend_deg;
    this.shapes = this.set.rows.map((row) => ({
      id: row.id,
      axes: this.set.vertices(row, this.bent_deg),
      corners: this.set.triangles(row),
    }));
    const preset = view === WHOLE_LIMB.view ? WHOLE_LIMB.eye : EYES[EYE_OF_VIEW[view] ?? "back"];
    this.dye = new Dye(this.shapes.length);
    this.sight = new Sight(SCALE);
    const layout = layoutOf(this.set.reach_mm(), camera.length ? camera : preset);
    const trace = traceOf(this.shapes, this.dye, this.#colours());
    const settings = { ...SETTINGS, plotGlPixelRatio: Math.min(2, window.devicePixelRatio) };
    await this.plotly.newPlot(this.canvas, [trace], layout, settings);
    this.#borrowStyle();
    this.#listen();
    this.canvas.on("plotly_relayouting", () => this.callouts.hide(true));
    this.canvas.on("plotly_relayout", () => this.#looked());
    this.drawn = true;
    this.waiting.hidden = true;
    this.watch = new ResizeObserver(() => this.#resize());
    this.watch.observe(this.canvas);
    this.ears.arrived();
    await this.#bend();
    this.#looked();
  }

  /** Tapping and pointing; a drag turns the knee and chooses nothing. */
  #listen() {
    let [from, asked] = [null, false];
    const at = (event) => {
      const box = this.canvas.getBoundingClientRect();
      return this.sight.under(event.clientX - box.left, event.clientY - box.top);
    };
    this.canvas.addEventListener("pointerdown", (event) => (from = event), true);
    this.canvas.addEventListener("pointerup", (event) => {
      const still = from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < TAP_PX;
      const id = still ? at(event) : null;
      from = null;
      if (id) this.ears.pick(id);
    }, true);
    this.canvas.addEventListener("pointermove", (event) => {
      if (asked || event.pointerType === "touch") return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        this.ears.point(event.buttons ? null : at(event), event);
      });
    });
    this.canvas.addEventListener("pointerleave", (event) => this.ears.point(null, event));
  }

  /** Plotly puts its style into the page's head, which does not reach into a shadow root. */
  #borrowStyle() {
    const rules = [...document.querySelectorAll("style[id^='plotly.js-style']")];
    const text = rules.flatMap(({ sheet }) => [...sheet.cssRules].map((rule) => rule.cssText));
    this.box.append(h("style", {}, text.join("\n")));
  }

  #colours() {
    return this.shapes.map(({ id }) => this.#colour(id));
  }

  #colour(id) {
    const asked = this.shades?.fillOf(id) ?? "none";
    if (asked === "hatch") return this.data.colours.unknown;
    if (asked !== "none") return asked;
    return this.shades?.natural ? this.data.structures[id].colour : this.data.colours.clay;
  }

  paint(shades) {
    const dressed = this.shades?.natural !== shades.natural;
    this.shades = shades;
    if (!this.drawn) return;
    const colours = this.#colours();
    if (String(colours) !== this.painted) this.#recolour(colours);
    if (dressed) this.#label();
    this.callouts.paint(shades.valueOf);
  }

  /** Straight to the drawn mesh where plotly lets us reach it, else by plotly's own slow way. */
  #recolour(colours) {
    this.painted = String(colours);
    const colorscale = this.dye.scale(colours);
    const drawn = this.canvas._fullLayout.scene?._scene;
    const mesh = Object.values(drawn?.traces ?? {})[0]?.mesh;
    if (!mesh?.update || !drawn.glplot?.redraw) {
      this.plotly.restyle(this.canvas, { colorscale: [colorscale] });
      return;
    }
    this.canvas.data[0].colorscale = colorscale; // what plotly draws from when the knee bends
    mesh.update({ colormap: this.dye.strip(colours) });
    drawn.glplot.redraw();
  }

  /** Bends to the last asked angle; what is asked while plotly draws waits for its turn. */
  async #bend() {
    if (this.bending || this.bent_deg === this.bend_deg) return;
    this.bending = true;
    while (this.bent_deg !== this.bend_deg) {
      this.bent_deg = this.bend_deg;
      await this.#restyleBent();
      this.#label();
    }
    this.bending = false;
  }

  #restyleBent() {
    this.set.rows.forEach((row, n) => {
      if (this.set.bends(row)) this.shapes[n].axes = this.set.vertices(row, this.bent_deg);
    });
    const { x, y, z } = placesOf(this.shapes);
    return this.plotly.restyle(this.canvas, { x: [x], y: [y], z: [z] });
  }

  /** Labels for the parts that can be seen from here, in two columns beside the knee. */
  #label() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!this.drawn || !width || !height) return;
    this.sight.aim(this.#eye(), width, height);
    this.sight.look(this.shapes);
    const { parts, from, to } = this.sight.anchors();
    const columns = columnsOf({ width, height, from, to });
    const facts = { structures: this.data.structures, natural: this.shades?.natural, chosen: this.chosen };
    this.callouts.lay(ranked(parts, facts, columns), columns);
    this.callouts.select(this.chosen);
    this.callouts.hide(false);
    if (this.shades) this.callouts.paint(this.shades.valueOf);
  }

  #preset(id) {
    if (this.drawn) this.plotly.relayout(this.canvas, { "scene.camera.eye": point(EYES[id]) });
  }

  look(camera) {
    if (!this.drawn || !camera.length || String(this.#eye()) === String(camera)) return;
    this.plotly.relayout(this.canvas, { "scene.camera.eye": point(camera) });
  }

  #eye() {
    const { eye } = this.canvas.layout.scene.camera;
    return AXES.map((axis) => Number(eye[axis].toFixed(EYE_DIGITS)));
  }

  #looked() {
    const eye = this.#eye();
    this.presets.show(Object.keys(EYES).find((id) => String(EYES[id]) === String(eye)));
    this.#label();
    this.ears.moved(eye);
  }

  /** Until it is woken the scene lets a finger scroll the page. */
  wake(on) {
    this.box.classList.toggle("awake", on);
  }

  #resize() {
    if (!this.canvas.clientWidth) return;
    this.plotly.Plots.resize(this.canvas);
    this.#label();
  }

  select(id) {
    this.chosen = id;
    this.#label();
  }

  stop() {
    document.removeEventListener("pointerdown", this.elsewhere);
    this.watch?.disconnect();
    if (this.plotly) this.plotly.purge(this.canvas);
  }
}
