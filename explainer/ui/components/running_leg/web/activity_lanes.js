// One lane per muscle over a stride: modelled force, measured electromyogram, and a playhead that can be
// dragged.

import { h } from "../../shared/web/dom.js";

const MIN_SIGNAL = 0.1; // share of the peak; below is noise

export class ActivityLanes {
  /** settings: {muscles: [{id, name, is_second}], tables, words, footOff}; callbacks: {onMove(percent), onSettle(), onSelect(id)} */
  constructor(settings, callbacks) {
    this.settings = settings;
    this.callbacks = callbacks;
    this.rows = new Map(settings.muscles.map((muscle) => [muscle.id, this.#row(muscle)]));
    const { words, footOff } = settings;
    const ground = h("span", { style: `width:${footOff}%` }, words.text("on_ground"));
    const air = h("span", { class: "air" }, words.text("in_air"));
    this.head = h("div", { class: "lane lane-head" }, h("span", { class: "lane-name" }), h("div", { class: "phases" }, ground, air));
    this.playhead = h("i", { class: "playhead" });
    const rail = h("div", { class: "playrail", "aria-hidden": "true" }, this.playhead);
    this.field = h("div", { class: "lanes-field" }, this.head, ...[...this.rows.values()].map(({ element }) => element), rail);
    this.element = h("div", { class: "lanes" }, this.field, this.#legend());
    this.rail = rail;
    this.#drag();
  }

  #row({ id, name, is_second }) {
    const force = h("i", { class: "lane-force" });
    const signal = h("i", { class: "lane-signal" });
    const strip = h("div", { class: "lane-strip" }, force, signal);
    const known = this.settings.tables.signals.curves[id];
    signal.classList.toggle("unknown", !known);
    if (known) signal.style.background = this.#signalBand(known);
    const button = h("button", { class: "lane-name", type: "button", onclick: () => this.callbacks.onSelect(id) }, name);
    const element = h("div", { class: is_second ? "lane second" : "lane", "data-id": id }, button, strip);
    return { element, button, force };
  }

  #signalBand(curve) {
    const last = curve.length - 1;
    const stops = curve.map((share, i) => {
      const ink = share < MIN_SIGNAL ? 0 : Math.round(100 * Math.min(share, 1));
      return `color-mix(in srgb, var(--ink) ${ink}%, transparent) ${((100 * i) / last).toFixed(1)}%`;
    });
    return `linear-gradient(to right, ${stops.join(", ")})`;
  }

  #legend() {
    const { words } = this.settings;
    const entry = (kind, text) => h("span", { class: "swatch" }, h("i", { class: kind }), text);
    return h("p", { class: "swatches lanes-key" },
      entry("key-force", words.text("key_force")),
      entry("key-signal", words.text("key_signal")),
      entry("unknown", words.text("key_unknown")),
      h("span", {}, words.text("key_group")));
  }

  /** Colours the force strips: when the scale or the curves change, not in every frame. */
  colourForces(scale) {
    for (const [id, row] of this.rows) {
      const curve = this.settings.tables.forces[id];
      row.force.classList.toggle("unknown", !curve);
      row.force.style.background = curve
        ? `linear-gradient(to right, ${curve.mid.map((v, i) => `${scale.colour(v)} ${i}%`).join(", ")})`
        : "";
    }
  }

  show(percent, selected, moving) {
    this.playhead.style.left = `${percent}%`;
    this.rail.classList.toggle("invisible", !moving);
    for (const [id, row] of this.rows) {
      row.element.classList.toggle("selected", id === selected);
      row.button.setAttribute("aria-pressed", String(id === selected));
    }
  }

  /** Horizontal dragging scrubs; vertical dragging scrolls the page. */
  #drag() {
    const scrub = (event) => {
      const box = this.rail.getBoundingClientRect();
      const percent = (100 * (event.clientX - box.left)) / box.width;
      this.callbacks.onMove(Math.min(Math.max(percent, 0), 100));
    };
    const strips = this.field;
    strips.addEventListener("pointerdown", (event) => {
      if (event.target.closest("button") || event.button) return;
      this.pointerId = event.pointerId;
      strips.setPointerCapture(event.pointerId);
      if (event.pointerType === "mouse") scrub(event);
    });
    strips.addEventListener("pointermove", (event) => {
      if (this.pointerId === event.pointerId) scrub(event);
    });
    const release = (event) => {
      if (this.pointerId !== event.pointerId) return;
      this.pointerId = null;
      if (event.type === "pointerup") scrub(event);
      this.callbacks.onSettle();
    };
    strips.addEventListener("pointerup", release);
    strips.addEventListener("pointercancel", release);
  }
}
