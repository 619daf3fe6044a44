// A box for one number that is typed: read with either decimal mark, held within its limits, refused
// in words where it is no number. Up and down step it, as in a browser's own box for numbers.

import { h, say } from "./dom.js";
import { readNumber, writeNumber } from "./number_text.js";
import { editing, edits } from "./reporting.js";

const TYPING_MS = 1200; // the pause after which a number that is still being typed is reported
const STEPS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const LONGEST_SHOWN = 20; // characters of what could not be read: enough to recognise it

/** What a box is asked of how its number is read and written: so many digits after the mark. */
export function numberFormat(words, digits) {
  const texts = Object.fromEntries(["clamped", "read", "refused"].map((key) => [key, words.say(`number_${key}`)]));
  return { digits, decimal: words.all.decimal, texts };
}

export class NumberBox {
  /**
   * asked: {id, label, step, digits, decimal, texts: {clamped, read, refused}: sentences with {min},
   * {max}, {value} and {typed}}; limits() -> {min, max, isShared}; ears: {move(value), settle(pause_ms)}; note:
   * the element that says what became of the number.
   */
  constructor(asked, limits, ears, note) {
    Object.assign(this, { asked, limits, ears, note });
    const kind = { type: "text", class: "box", role: "spinbutton", autocomplete: "off" };
    const inputmode = limits().min < 0 ? "text" : "decimal"; // a phone's decimal keys hold no minus
    this.input = h("input", { ...kind, id: asked.id, inputmode, "aria-label": asked.label });
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("change", () => this.#enter());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.limit();
  }

  /** The limits may have changed. */
  limit() {
    const { min, max } = this.limits();
    this.input.setAttribute("aria-valuemin", min);
    this.input.setAttribute("aria-valuemax", max);
  }

  show(value) {
    this.value = value;
    this.input.setAttribute("aria-valuenow", value);
    const text = this.#written(value);
    if (!this.isEdited && this.input.value !== text) this.input.value = text;
  }

  #written(value) {
    return writeNumber(value, this.asked.decimal);
  }

  #rounded(value) {
    const scale = 10 ** this.asked.digits;
    return Math.round(value * scale) / scale;
  }

  /** While typing, a usable number counts at once; else what stood before counts. */
  #typed() {
    if (!this.isEdited) this.before = this.value;
    this.isEdited = true;
    editing(this.input, () => this.#enter());
    const { min, max } = this.limits();
    const read = readNumber(this.input.value, { min, max, decimal: this.asked.decimal });
    if (!read) this.ears.move(this.before);
    else if (read.value >= min && read.value <= max) this.ears.move(this.#rounded(read.value));
    this.ears.settle(TYPING_MS);
  }

  /** The reader has done with the box, or does something else. */
  #enter() {
    if (!this.isEdited) return;
    this.isEdited = false;
    edits(this.input);
    const typed = this.input.value.trim();
    const { min, max, isShared } = this.limits();
    const read = readNumber(typed, { min, max, decimal: this.asked.decimal });
    const held = read ? this.#rounded(Math.min(Math.max(read.value, min), max)) : this.before;
    this.ears.move(held);
    this.show(held);
    this.ears.settle();
    if (!read) this.tell(typed && "refused", typed.slice(0, LONGEST_SHOWN));
    else if (read.value > max && isShared) this.tell("shared");
    else if (read.value < min || read.value > max) this.tell("clamped");
    else this.tell(!read.plain || held !== read.value ? "read" : "");
  }

  /** Says what became of the number: a key of `texts`, or nothing. */
  tell(key, typed = "") {
    const { min, max } = this.limits();
    const told = { min: this.#written(min), max: this.#written(max), value: this.#written(this.value), typed };
    const sentence = this.asked.texts[key] ?? "";
    say(this.note, sentence.replace(/\{(\w+)\}/g, (whole, name) => told[name] ?? whole));
  }

  #key(event) {
    if (event.key === "Enter") this.#enter();
    if (!(event.key in STEPS) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#enter();
    const { min, max } = this.limits();
    const { step } = this.asked;
    const on = this.value / step + STEPS[event.key];
    const stop = step * (STEPS[event.key] > 0 ? Math.floor(on + 1e-9) : Math.ceil(on - 1e-9));
    const next = this.#rounded(Math.min(Math.max(stop, min), max));
    say(this.note, "");
    this.ears.move(next);
    this.show(next);
    this.ears.settle();
  }
}
