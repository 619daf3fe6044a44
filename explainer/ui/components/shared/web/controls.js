// Sliders: a native range with a native box beside it. Both say the same value at all times.

import { h, say, uniqueId } from "./dom.js";
import { NumberBox } from "./number_box.js";
import { guardTouch } from "./slider_touch.js";

/** A slider over numbers with a number box. `ears`: {move(value), settle(pause_ms)}. */
export class NumberSlider {
  /** asked: {name, label, boxLabel, unit, min, max, step, digits, decimal, texts, spoken(value) -> text} */
  constructor(asked, ears) {
    this.asked = asked;
    this.ears = ears;
    const limits = { min: asked.min, max: asked.max, step: asked.step };
    const id = uniqueId(asked.name);
    this.range = slider({ id, ...limits }, () => this.#slid(), () => ears.settle());
    this.note = h("p", { class: "note", role: "status" });
    const box = { ...asked, id: uniqueId(`${asked.name}-box`), label: asked.boxLabel };
    this.box = new NumberBox(box, () => this.asked, ears, this.note);
    this.track = h("div", { class: "track" }, this.range);
    const label = h("label", { for: id }, asked.label);
    const head = h("div", { class: "head" }, label, this.box.input, h("span", { class: "unit" }, asked.unit));
    this.element = h("div", { class: "control", "data-control": asked.name }, head, this.track, this.note);
  }

  /** A mark on the track, such as the clinic's guide line. */
  mark(value, text) {
    const at = (value - this.asked.min) / (this.asked.max - this.asked.min);
    const tick = h("div", { class: "mark", style: `--at: ${at}` }, h("span", {}, text));
    this.track.append(tick);
    this.track.classList.add("marked");
  }

  /** Other limits; `fixed`: this picture has only one value. */
  limit({ max, fixed }) {
    if (this.fixed === fixed && this.asked.max === max) return; // as at every step of a bend
    this.fixed = fixed;
    this.asked.max = max;
    this.range.max = max;
    this.box.limit();
    for (const input of [this.range, this.box.input]) input.disabled = fixed;
    say(this.note, fixed ? this.asked.fixed : "");
  }

  #slid() {
    say(this.note, "");
    this.ears.move(this.range.valueAsNumber);
  }

  show(value) {
    const stop = String(Math.round(value));
    if (this.range.value !== stop) this.range.value = stop;
    this.box.show(value);
    this.range.setAttribute("aria-valuetext", this.asked.spoken(value));
    const share = (value - this.asked.min) / (this.asked.max - this.asked.min);
    this.range.style.setProperty("--share", share.toFixed(4));
  }
}

/** A native range: `slid` hears every move, `letGo` the end; a finger that scrolls moves nothing. */
export function slider(attributes, slid, letGo) {
  const range = h("input", { type: "range", ...attributes });
  guardTouch(range);
  range.addEventListener("input", slid);
  range.addEventListener("change", letGo);
  return range;
}

/** A slider over named stops with a list of the names. `ears`: {move(stop), settle()}. */
export class StopSlider {
  /** asked: {name, label, boxLabel, stops: [{id, name}]} */
  constructor(asked, ears) {
    this.asked = asked;
    const id = uniqueId(asked.name);
    const last = asked.stops.length - 1;
    const pick = (index) => ears.move(asked.stops[index].id);
    const slid = () => pick(this.range.valueAsNumber);
    this.range = slider({ id, min: 0, max: last, step: 1 }, slid, () => ears.settle());
    const options = asked.stops.map((stop, index) => h("option", { value: index }, stop.name));
    this.box = h("select", { class: "box", "aria-label": asked.boxLabel }, ...options);
    this.box.addEventListener("change", () => {
      pick(Number(this.box.value));
      ears.settle();
    });
    const ticks = asked.stops.map((_, index) => h("i", { style: `--at: ${last ? index / last : 0}` }));
    const track = h("div", { class: "track stepped" }, h("div", { class: "stops" }, ...ticks), this.range);
    const head = h("div", { class: "head" }, h("label", { for: id }, asked.label), this.box);
    this.element = h("div", { class: "control", "data-control": asked.name }, head, track);
  }

  show(stop) {
    const index = this.asked.stops.findIndex(({ id }) => id === stop);
    if (index < 0) return;
    this.range.value = index;
    this.box.value = index;
    this.range.setAttribute("aria-valuetext", this.asked.stops[index].name);
  }
}

/** Buttons of which one is on: native radio buttons in a row; where `folds` and room is short, a list. */
export class Choice {
  /** asked: {name, label, options: [{id, name}], folds} */
  constructor(asked, pick) {
    const group = uniqueId(asked.name);
    this.inputs = new Map();
    const pills = asked.options.map(({ id, name }) => {
      const input = h("input", { type: "radio", name: group, value: id, onchange: () => pick(id) });
      this.inputs.set(id, input);
      return h("label", { class: "pill" }, input, h("span", {}, name));
    });
    const legend = h("legend", { class: asked.labelled ? "" : "sr-only" }, asked.label);
    const row = h("div", { class: "pills" }, ...pills);
    this.list = asked.folds ? folded(asked, pick) : null;
    const kind = asked.folds ? "choice folds" : "choice";
    this.element = h("fieldset", { class: kind, "data-choice": asked.name }, legend, row, this.list);
  }

  /** Marks one option, or none. */
  show(id) {
    for (const [own, input] of this.inputs) input.checked = own === id;
    if (this.list) this.list.value = id;
  }

  /** Whether there is anything to choose now. */
  allow(on) {
    this.element.disabled = !on;
  }
}

/** The same options as a native list. */
function folded({ label, options }, pick) {
  const list = h("select", { class: "box", "aria-label": label });
  list.append(...options.map(({ id, name }) => h("option", { value: id }, name)));
  list.addEventListener("change", () => pick(list.value));
  return list;
}
