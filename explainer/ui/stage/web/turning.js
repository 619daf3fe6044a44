// The turning knee: drawn once by plotly's Mesh3d, then only recoloured, bent and looked at.

import { Callouts } from "./callouts.js";
import { Choice } from "./controls.js";
import { h } from "./dom.js";
import { KneeSet } from "./mesh.js";
import { columnsOf, ranked } from "./ranking.js";
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
const SCALE = 1.4 / 400; // scene units in a millimetre: from a preset the 400 mm round the knee fill the height
const LIGHT = { ambient: 0.52, diffuse: 0.62, specular: 0.12, roughness: 0.6, fresnel: 0.05 };
const LAMP = { x: -4000, y: 6000, z: -2500 };
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
    this.colours = new Map();
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
    const { knee: files } = this.data;
    [this.plotly, this.set] = await Promise.all([plotly(files.plotly), knee(files)]);
    this.bent_deg = this.bend_deg;
    this.shapes = this.set.rows.map((row) => ({
      id: row.id,
      axes: this.set.vertices(row, this.bent_deg),
      corners: this.set.triangles(row),
    }));
    const preset = view === WHOLE_LIMB.view ? WHOLE_LIMB.eye : EYES[EYE_OF_VIEW[view] ?? "back"];
    const layout = this.#layout(camera.length ? camera : preset);
    const settings = { ...SETTINGS, plotGlPixelRatio: Math.min(2, window.devicePixelRatio) };
    await this.plotly.newPlot(this.canvas, this.shapes.map((shape) => this.#trace(shape)), layout, settings);
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

  #trace({ id, axes: [x, y, z], corners: [i, j, k] }) {
    const look = { lighting: LIGHT, lightposition: LAMP, flatshading: false, hoverinfo: "skip" };
    return { type: "mesh3d", name: id, x, y, z, i, j, k, color: this.#colour(id), ...look };
  }

  /** A cube round the knee's centre that holds every bend: nothing shifts while the knee bends. */
  #layout(eye) {
    const reach = Math.ceil(this.set.reach_mm());
    const scene = { aspectmode: "manual", aspectratio: {}, dragmode: "turntable" };
    for (const axis of AXES) {
      scene[`${axis}axis`] = { visible: false, showspikes: false, range: [-reach, reach] };
      scene.aspectratio[axis] = 2 * reach * SCALE;
    }
    this.sight = new Sight(SCALE);
    scene.camera = { eye: point(eye), up: point([0, 0, 1]), center: point([0, 0, 0]) };
    const clear = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)" };
    return { scene, margin: { l: 0, r: 0, t: 0, b: 0 }, ...clear, hovermode: false };
  }

  /** Plotly puts its style into the page's head, which does not reach into a shadow root. */
  #borrowStyle() {
    const rules = [...document.querySelectorAll("style[id^='plotly.js-style']")];
    const text = rules.flatMap(({ sheet }) => [...sheet.cssRules].map((rule) => rule.cssText));
    this.box.append(h("style", {}, text.join("\n")));
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
    const [color, indices] = [[], []];
    this.set.rows.forEach(({ id }, index) => {
      const colour = this.#colour(id);
      if (this.colours.get(id) === colour) return;
      this.colours.set(id, colour);
      color.push(colour);
      indices.push(index);
    });
    if (indices.length) this.plotly.restyle(this.canvas, { color }, indices);
    if (dressed) this.#label();
    this.callouts.paint(shades.valueOf);
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
    const [x, y, z, indices] = [[], [], [], []];
    this.set.rows.forEach((row, index) => {
      if (!this.set.bends(row)) return;
      const axes = this.set.vertices(row, this.bent_deg);
      this.shapes[index].axes = axes;
      [x, y, z].forEach((all, n) => all.push(axes[n]));
      indices.push(index);
    });
    return this.plotly.restyle(this.canvas, { x, y, z }, indices);
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

function point([x, y, z]) {
  return { x, y, z };
}
