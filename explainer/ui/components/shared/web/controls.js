// Sliders and choices: a native range input with a number box or list that shows the same value.

import { h, setText, uniqueId } from "./dom.js";
import { NumberBox } from "./number_box.js";
import { guardTouch } from "./slider_touch.js";

/** A slider over numbers with a number box. `callbacks`: {onMove(value), onSettle(after_ms)}. */
export class NumberSlider {
  /** settings: {name, label, boxLabel, unit, min, max, step, digits, decimal, texts, spoken(value) -> text} */
  constructor(settings, callbacks) {
    this.settings = settings;
    this.callbacks = callbacks;
    const limits = { min: settings.min, max: settings.max, step: settings.step };
    const id = uniqueId(settings.name);
    this.range = slider({ id, ...limits }, () => this.#onInput(), () => callbacks.onSettle());
    this.note = h("p", { class: "note", role: "status" });
    const box = { ...settings, id: uniqueId(`${settings.name}-box`), label: settings.boxLabel };
    this.box = new NumberBox(box, () => this.settings, callbacks, this.note);
    this.track = h("div", { class: "track" }, this.range);
    const label = h("label", { for: id }, settings.label);
    const head = h("div", { class: "head" }, label, this.box.input, h("span", { class: "unit" }, settings.unit));
    this.element = h("div", { class: "control", "data-control": settings.name }, head, this.track, this.note);
  }

  /** Adds a mark on the track, such as the clinic's guide line. */
  mark(value, text) {
    const at = (value - this.settings.min) / (this.settings.max - this.settings.min);
    const tick = h("div", { class: "mark", style: `--at: ${at}` }, h("span", {}, text));
    this.track.append(tick);
    this.track.classList.add("marked");
  }

  /** Sets the maximum; `fixed`: there is nothing to set, so the slider is hidden. */
  limit({ max, fixed }) {
    if (this.element.hidden === fixed && this.settings.max === max) return;
    this.element.hidden = fixed;
    this.settings.max = max;
    this.range.max = max;
    this.box.limit();
    setText(this.note, "");
  }

  #onInput() {
    setText(this.note, "");
    this.callbacks.onMove(this.range.valueAsNumber);
  }

  show(value) {
    const stop = String(Math.round(value));
    if (this.range.value !== stop) this.range.value = stop;
    this.box.show(value);
    this.range.setAttribute("aria-valuetext", this.settings.spoken(value));
    const share = (value - this.settings.min) / (this.settings.max - this.settings.min);
    this.range.style.setProperty("--share", share.toFixed(4));
  }
}

/** A native range: `onInput` at every move, `onChange` at the end; scrolling touches are ignored. */
export function slider(attributes, onInput, onChange) {
  const range = h("input", { type: "range", ...attributes });
  guardTouch(range);
  range.addEventListener("input", onInput);
  range.addEventListener("change", onChange);
  return range;
}

/** Native radio buttons in a row; with `collapsible` a native list on narrow screens (CSS), `listed` on all. */
export class Choice {
  /** settings: {name, label, options: [{id, name}], collapsible, listed} */
  constructor(settings, pick) {
    const group = uniqueId(settings.name);
    this.inputs = new Map();
    const pills = settings.options.map(({ id, name }) => {
      const input = h("input", { type: "radio", name: group, value: id, onchange: () => pick(id) });
      this.inputs.set(id, input);
      return h("label", { class: "pill" }, input, h("span", {}, name));
    });
    const legend = h("legend", { class: settings.labelled ? "" : "sr-only" }, settings.label);
    const row = settings.listed ? null : h("div", { class: "pills" }, ...pills);
    this.list = settings.collapsible || settings.listed ? selectFor(settings, pick) : null;
    const kind = settings.collapsible ? "choice collapsible" : "choice";
    this.element = h("fieldset", { class: kind, "data-choice": settings.name }, legend, row, this.list);
  }

  /** Marks one option, or none. */
  show(id) {
    for (const [own, input] of this.inputs) input.checked = own === id;
    if (this.list) this.list.value = id;
  }
}

/** The same options as a native list. */
function selectFor({ label, options }, pick) {
  const list = h("select", { class: "box", "aria-label": label });
  list.append(...options.map(({ id, name }) => h("option", { value: id }, name)));
  list.addEventListener("change", () => pick(list.value));
  return list;
}
