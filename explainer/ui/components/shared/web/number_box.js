// A text field for one number: accepts either decimal mark, clamps to its limits, shows a message where
// the text is not a number. Arrow and page keys step it, as in a native number input.

import { h, setText } from "./dom.js";
import { readNumber, writeNumber } from "./number_text.js";
import { trackEdit, endEdit } from "./reporting.js";

const TYPING_DEBOUNCE_MS = 1200; // while a number is being typed
const STEPS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const SHOWN_CHARACTERS = 20; // of a text that is not a number

/** Number format and messages of a box; `digits` after the decimal mark. */
export function numberFormat(words, digits) {
  const texts = Object.fromEntries(["clamped", "read", "refused"].map((key) => [key, words.text(`number_${key}`)]));
  return { digits, decimal: words.all.decimal, texts };
}

export class NumberBox {
  /**
   * settings: {id, label, step, digits, decimal, texts: {clamped, read, refused}: sentences with {min},
   * {max}, {value} and {typed}}; limits() -> {min, max, isShared}; callbacks: {onMove(value), onSettle(after_ms)}; note:
   * the live region for messages.
   */
  constructor(settings, limits, callbacks, note) {
    Object.assign(this, { settings, limits, callbacks, note });
    const kind = { type: "text", class: "box", role: "spinbutton", autocomplete: "off" };
    const inputmode = limits().min < 0 ? "text" : "decimal"; // a phone's decimal keypad has no minus
    this.input = h("input", { ...kind, id: settings.id, inputmode, "aria-label": settings.label });
    this.input.addEventListener("input", () => this.#onInput());
    this.input.addEventListener("change", () => this.#finishEdit());
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.limit();
  }

  /** Updates aria-valuemin and -max from the current limits. */
  limit() {
    const { min, max } = this.limits();
    this.input.setAttribute("aria-valuemin", min);
    this.input.setAttribute("aria-valuemax", max);
  }

  show(value) {
    this.value = value;
    this.input.setAttribute("aria-valuenow", value);
    const text = this.#format(value);
    if (!this.isEdited && this.input.value !== text) this.input.value = text;
  }

  #format(value) {
    return writeNumber(value, this.settings.decimal);
  }

  #round(value) {
    const scale = 10 ** this.settings.digits;
    return Math.round(value * scale) / scale;
  }

  /** While typing, a valid number takes effect at once; else the value before the edit does. */
  #onInput() {
    if (!this.isEdited) this.before = this.value;
    this.isEdited = true;
    trackEdit(this.input, () => this.#finishEdit());
    const { min, max } = this.limits();
    const read = readNumber(this.input.value, { min, max, decimal: this.settings.decimal });
    if (!read) this.callbacks.onMove(this.before);
    else if (read.value >= min && read.value <= max) this.callbacks.onMove(this.#round(read.value));
    this.callbacks.onSettle(TYPING_DEBOUNCE_MS);
  }

  /** Commits the edit: at Enter, on blur, or before another action on the page. */
  #finishEdit() {
    if (!this.isEdited) return;
    this.isEdited = false;
    endEdit(this.input);
    const typed = this.input.value.trim();
    const { min, max, isShared } = this.limits();
    const read = readNumber(typed, { min, max, decimal: this.settings.decimal });
    const committed = read ? this.#round(Math.min(Math.max(read.value, min), max)) : this.before;
    this.callbacks.onMove(committed);
    this.show(committed);
    this.callbacks.onSettle();
    if (!read) this.showNote(typed && "refused", typed.slice(0, SHOWN_CHARACTERS));
    else if (read.value > max && isShared) this.showNote("shared");
    else if (read.value < min || read.value > max) this.showNote("clamped");
    else this.showNote(!read.plain || committed !== read.value ? "read" : "");
  }

  /** Shows the message at a key of `texts`, or none. */
  showNote(key, typed = "") {
    const { min, max } = this.limits();
    const values = { min: this.#format(min), max: this.#format(max), value: this.#format(this.value), typed };
    const sentence = this.settings.texts[key] ?? "";
    setText(this.note, sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole));
  }

  #onKey(event) {
    if (event.key === "Enter") this.#finishEdit();
    if (!(event.key in STEPS) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#finishEdit();
    const { min, max } = this.limits();
    const { step } = this.settings;
    const on = this.value / step + STEPS[event.key];
    const stop = step * (STEPS[event.key] > 0 ? Math.floor(on + 1e-9) : Math.ceil(on - 1e-9));
    const next = this.#round(Math.min(Math.max(stop, min), max));
    setText(this.note, "");
    this.callbacks.onMove(next);
    this.show(next);
    this.callbacks.onSettle();
  }
}
