// The turning knee: drawn once by plotly's Mesh3d, then only recoloured, bent and looked at.

import { Choice } from "./controls.js";
import { h, say } from "./dom.js";
import { KneeSet } from "./mesh.js";

// Eyes in the scene's units: x to the front, y up, z to the outer side of the right knee.
const EYES = {
  back: [-1.9, 0.15, 0],
  inner: [0, 0.15, -1.9],
  outer: [0, 0.15, 1.9],
  front: [1.9, 0.15, 0],
};
const EYE_OF_VIEW = { lateral: "outer", medial: "inner", anterior: "front", sagittal: "inner" };
const LIGHT = { ambient: 0.52, diffuse: 0.62, specular: 0.12, roughness: 0.6, fresnel: 0.05 };
const LAMP = { x: -4000, y: 6000, z: -2500 };
const SETTINGS = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };
const EYE_DIGITS = 3;

let plotting = null; // the one promise of plotly's script, asked for when a reader first turns

function plotly(address) {
  plotting ??= new Promise((ready, failed) => {
    const script = h("script", { src: address, onload: () => ready(window.Plotly), onerror: failed });
    document.head.append(script);
  });
  plotting.catch(() => { plotting = null; });
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
    this.wake = h("button", { type: "button", class: "wake", onclick: () => this.#awake(true) });
    say(this.wake, words.say("tap_to_turn"));
    this.waiting = h("p", { class: "waiting", role: "status" }, words.say("waiting"));
    const options = Object.keys(EYES).map((id) => ({ id, name: words.say(`camera_${id}`) }));
    const asked = { name: "camera", label: words.say("choose_camera"), options };
    this.presets = new Choice(asked, (id) => this.#preset(id));
    box.append(this.canvas, this.wake, this.waiting, this.presets.element);
    this.colours = new Map();
    this.elsewhere = (event) => {
      if (!event.composedPath().includes(box)) this.#awake(false);
    };
    document.addEventListener("pointerdown", this.elsewhere);
  }

  ids() {
    return this.set ? this.set.rows.map(({ id }) => id) : [];
  }

  /** Draws on first sight, afterwards only bends. `touched`: the reader asked with a finger. */
  async show({ bend_deg, camera, view }) {
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
    const { knee: files } = this.data;
    [this.plotly, this.set] = await Promise.all([plotly(files.plotly), knee(files)]);
    this.bent_deg = this.bend_deg;
    const traces = this.set.rows.map((row) => this.#trace(row));
    await this.plotly.newPlot(this.canvas, traces, this.#layout(camera, view), SETTINGS);
    this.#borrowStyle();
    this.canvas.on("plotly_click", ({ points }) => this.ears.pick(points[0].data.name));
    this.canvas.on("plotly_relayout", () => this.#looked());
    this.waiting.hidden = true;
    this.drawn = true;
    this.watch = new ResizeObserver(() => this.#resize());
    this.watch.observe(this.canvas);
    this.ears.arrived();
    await this.#bend();
  }

  #trace(row) {
    const [x, y, z] = this.set.vertices(row, this.bend_deg);
    const [i, j, k] = this.set.triangles(row);
    const look = { lighting: LIGHT, lightposition: LAMP, flatshading: false, hoverinfo: "none" };
    return { type: "mesh3d", name: row.id, x, y, z, i, j, k, color: this.#colour(row.id), ...look };
  }

  #layout(camera, view) {
    const bare = { visible: false, showspikes: false };
    const axes = { xaxis: { ...bare }, yaxis: { ...bare }, zaxis: { ...bare } };
    const eye = camera.length ? camera : EYES[EYE_OF_VIEW[view] ?? "back"];
    const look = { eye: point(eye), up: point([0, 1, 0]), center: point([0, 0, 0]) };
    const scene = { ...axes, aspectmode: "data", dragmode: "orbit", camera: look };
    scene.camera.projection = { type: "perspective" };
    const clear = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)" };
    const margin = { l: 0, r: 0, t: 0, b: 0 };
    return { scene, margin, ...clear, showlegend: false, hovermode: "closest", uirevision: "knee" };
  }

  /** Plotly puts its style into the page's head, which does not reach into a shadow root. */
  #borrowStyle() {
    const rules = [...document.querySelectorAll("style[id^='plotly.js-style']")];
    const text = rules.flatMap(({ sheet }) => [...sheet.cssRules].map((rule) => rule.cssText));
    this.box.append(h("style", {}, text.join("\n")));
  }

  #colour(id) {
    const asked = this.fillOf?.(id) ?? "none";
    if (asked === "hatch") return this.data.colours.unknown;
    if (asked !== "none") return asked;
    return this.natural ? this.data.structures[id].colour : this.data.colours.clay;
  }

  paint(fillOf, natural) {
    this.fillOf = fillOf;
    this.natural = natural;
    if (!this.drawn) return;
    const [colours, indices] = [[], []];
    this.set.rows.forEach(({ id }, index) => {
      const colour = this.#colour(id);
      if (this.colours.get(id) === colour) return;
      this.colours.set(id, colour);
      colours.push(colour);
      indices.push(index);
    });
    if (indices.length) this.#restyle({ color: colours }, indices);
  }

  async #bend() {
    if (this.bent_deg === this.bend_deg) return;
    this.bent_deg = this.bend_deg;
    const [x, y, z, indices] = [[], [], [], []];
    this.set.rows.forEach((row, index) => {
      if (!this.set.bends(row)) return;
      const [xs, ys, zs] = this.set.vertices(row, this.bend_deg);
      x.push(xs);
      y.push(ys);
      z.push(zs);
      indices.push(index);
    });
    await this.#restyle({ x, y, z }, indices);
  }

  #restyle(fields, indices) {
    return this.plotly.restyle(this.canvas, fields, indices);
  }

  #preset(id) {
    if (this.drawn) this.plotly.relayout(this.canvas, { "scene.camera.eye": point(EYES[id]) });
  }

  look(camera) {
    if (!this.drawn || !camera.length || String(this.#eye()) === String(camera)) return;
    this.plotly.relayout(this.canvas, { "scene.camera.eye": point(camera) });
  }

  #eye() {
    const { eye } = this.canvas._fullLayout.scene.camera;
    return [eye.x, eye.y, eye.z].map((part) => Number(part.toFixed(EYE_DIGITS)));
  }

  #looked() {
    const eye = this.#eye();
    const preset = Object.keys(EYES).find((id) => String(EYES[id]) === String(eye));
    this.presets.show(preset);
    this.ears.moved(eye);
  }

  #awake(on) {
    this.box.classList.toggle("awake", on);
  }

  #resize() {
    if (this.canvas.clientWidth) this.plotly.Plots.resize(this.canvas);
  }

  select() {}

  stop() {
    document.removeEventListener("pointerdown", this.elsewhere);
    this.watch?.disconnect();
    if (this.plotly) this.plotly.purge(this.canvas);
  }
}

function point([x, y, z]) {
  return { x, y, z };
}
