// Entry of the form fields component: sliders, menus, number fields and short questions in one row.

import { slider } from "../../shared/web/controls.js";
import { h, setText, uniqueId } from "../../shared/web/dom.js";
import { NumberBox } from "../../shared/web/number_box.js";
import { createRenderer } from "../../shared/web/mount.js";
import { Reporter } from "../../shared/web/reporting.js";
import { attachStylesheet } from "../../shared/web/stylesheet.js";
import { applyTheme } from "../../shared/web/theme.js";
import { Questions } from "./questions.js";

const COMMIT_DELAY_MS = 0; // a change event commits a value: no debounce

class FormFields {
  constructor(place) {
    this.element = h("div", { class: "component compact fields" });
    this.note = h("p", { class: "note", role: "status" });
    this.reporter = new Reporter();
    this.controls = new Map();
    place.append(this.element);
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.sheet = attachStylesheet(this.element, this.sheet, data.style);
    applyTheme(this.element, this.element);
    if (data.group) {
      this.element.setAttribute("role", "group");
      this.element.setAttribute("aria-label", data.group);
    }
    this.#build(data.fields);
    const unacknowledged = this.reporter.pendingNames;
    const fromPython = Object.fromEntries(data.fields.map(({ name, value }) => [name, value]));
    const state = this.reporter.merge(data.slot, setStateValue, fromPython, data.acknowledged);
    const stillPending = this.reporter.pendingNames;
    for (const [name, value] of Object.entries(state)) {
      const control = this.controls.get(name);
      const overridden = unacknowledged.has(name) && !stillPending.has(name) && control.value !== value;
      control.show(value);
      if (overridden) control.showNote?.("now");
    }
    for (const control of this.controls.values()) control.limit?.();
  }

  /** Rebuilds the controls only when something besides the values has changed, such as the language. */
  #build(fields) {
    const layout = JSON.stringify(fields.map(({ value, ...rest }) => rest));
    if (this.built === layout) return;
    this.built = layout;
    this.controls = new Map(fields.map((field) => [field.name, this.#control(field)]));
    const elements = [...this.controls.values()].map(({ element }) => element);
    this.element.replaceChildren(...elements, this.note);
  }

  #control(field) {
    const callbacks = {
      onMove: (value) => this.#move(field.name, value),
      onSettle: (after_ms = COMMIT_DELAY_MS) => this.reporter.schedule(after_ms),
    };
    const Control = CONTROLS[field.kind];
    if (Control) return new Control(field, callbacks);
    return new NumberField(field, this.data, () => this.#limits(field), callbacks, this.note);
  }

  #move(name, value) {
    const control = this.controls.get(name);
    if (control.value === value) return;
    control.show(value);
    this.reporter.record({ [name]: value });
    for (const other of this.controls.values()) other.limit?.();
  }

  /** The limits of a number: its own, and what is left of the maximum sum of all numbers. */
  #limits({ name, maximum }) {
    if (!this.data.shared_maximum) return { min: 0, max: maximum };
    const numbers = [...this.controls].filter(([, { isNumber }]) => isNumber);
    const others = numbers.reduce((sum, [own, { value }]) => sum + (own === name ? 0 : value), 0);
    const left = Math.floor(10 * (this.data.shared_maximum - others) + 1e-6) / 10;
    return { min: 0, max: Math.max(Math.min(maximum, left), 0), isShared: left < maximum };
  }

  stop() {
    this.reporter.stop();
    this.sheet?.remove();
    this.element.remove();
  }
}

/** The attributes of an input with a hint, and the hint's element; null without one. */
function hintFor(text) {
  if (!text) return [{}, null];
  const id = uniqueId("hint");
  return [{ "aria-describedby": id }, h("p", { class: "note", id }, text)];
}

class Slider {
  constructor({ name, label, options, hint }, callbacks) {
    this.options = options;
    const id = uniqueId(name);
    const [described, hintNote] = hintFor(hint);
    const onInput = () => callbacks.onMove(this.range.valueAsNumber);
    this.range = slider({ id, min: 0, max: options.length - 1, ...described }, onInput, () => callbacks.onSettle());
    this.valueText = h("b", { class: "slider-value", "aria-hidden": "true" }); // same text as aria-valuetext
    const head = h("div", { class: "head" }, h("label", { for: id }, label), this.valueText);
    const track = h("div", { class: "track" }, this.range);
    this.element = h("div", { class: "control", "data-field": name }, head, track, hintNote);
  }

  show(index) {
    this.value = index;
    this.range.value = index;
    this.range.setAttribute("aria-valuetext", this.options[index]);
    this.range.style.setProperty("--share", index / (this.options.length - 1));
    setText(this.valueText, this.options[index]);
  }
}

class Menu {
  constructor({ name, label, options, hint }, callbacks) {
    const id = uniqueId(name);
    const [described, hintNote] = hintFor(hint);
    const onchange = () => {
      callbacks.onMove(this.list.selectedIndex);
      callbacks.onSettle();
    };
    const items = options.map((text) => h("option", {}, text));
    this.list = h("select", { id, class: "box", ...described, onchange }, ...items);
    this.element = h("div", { class: "menu", "data-field": name }, h("label", { for: id }, label), this.list, hintNote);
  }

  show(index) {
    this.value = index;
    this.list.selectedIndex = index;
  }
}

const CONTROLS = { slider: Slider, menu: Menu, questions: Questions };

class NumberField extends NumberBox {
  constructor({ name, label, step, value }, { texts, decimal }, limits, callbacks, note) {
    const id = uniqueId(name);
    super({ id, step, digits: 1, decimal, texts }, limits, callbacks, note);
    this.isNumber = true;
    this.value = value;
    this.element = h("div", { class: "number", "data-field": name }, h("label", { for: id }, label), this.input);
  }
}

export const render = createRenderer(FormFields);
