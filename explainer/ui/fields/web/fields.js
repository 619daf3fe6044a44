// Sliders and number fields: the entry. What the reader moves is shown at once and reported when it has
// settled; until the page has answered the newest report, what it says is older than what stands here.
// Of reports that follow each other fast the page hears the last: it holds all that may be unheard.

import { h, say, uniqueId } from "./stage/dom.js";
import { placing } from "./stage/placing.js";
import { styled } from "./stage/styling.js";
import { toned } from "./stage/tone.js";

class Fields {
  constructor(place) {
    this.element = h("div", { class: "stage fields" });
    this.note = h("p", { class: "note", role: "status" });
    place.append(this.element);
    this.again = () => this.unheard && this.#settle({});
    addEventListener("line-is-back", this.again); // told while the line was down: lost
  }

  update({ data, setStateValue }) {
    this.report = setStateValue;
    this.clamped = data.clamped;
    this.sheet = styled(this.element, this.sheet, data.style);
    toned(this.element, this.element);
    if (data.group) {
      this.element.setAttribute("role", "group");
      this.element.setAttribute("aria-label", data.group);
    }
    const before = this.built;
    this.#build(data.fields);
    if (this.unheard && this.unheard.number !== data.heard && this.built === before) return;
    this.unheard = null;
    for (const { name, value } of data.fields) this.controls.get(name).show(value);
  }

  /** Anew only when something besides the values has changed, such as the language. */
  #build(fields) {
    const layout = JSON.stringify(fields.map(({ value, ...rest }) => rest));
    if (this.built === layout) return;
    this.built = layout;
    this.controls = new Map(fields.map((field) => [field.name, this.#control(field)]));
    const elements = [...this.controls.values()].map(({ element }) => element);
    this.element.replaceChildren(...elements, this.note);
  }

  #control(field) {
    const settle = (value) => this.#settle({ [field.name]: value });
    if (field.kind === "slider") return new Slider(field, settle);
    return new NumberField(field, settle, (end) => say(this.note, this.clamped[end] ?? ""));
  }

  /** changed: values by name. The number makes it differ from the last report, as the page asks. */
  #settle(changed) {
    this.unheard = { values: { ...this.unheard?.values, ...changed }, number: Date.now() };
    this.report("settled", this.unheard);
  }

  stop() {
    removeEventListener("line-is-back", this.again);
    this.sheet?.remove();
    this.element.remove();
  }
}

class Slider {
  constructor({ name, label, stops, hint }, settle) {
    this.stops = stops;
    const [id, hintId] = [uniqueId(name), uniqueId("hint")];
    const described = hint ? { "aria-describedby": hintId } : {};
    this.range = h("input", { type: "range", id, min: 0, max: stops.length - 1, ...described });
    this.range.addEventListener("input", () => this.show(this.range.valueAsNumber));
    this.range.addEventListener("change", () => settle(this.range.valueAsNumber));
    this.said = h("b", { class: "said", "aria-hidden": "true" }); // the slider itself speaks it
    const head = h("div", { class: "head" }, h("label", { for: id }, label), this.said);
    const below = hint ? h("p", { class: "note", id: hintId }, hint) : null;
    const track = h("div", { class: "track" }, this.range);
    this.element = h("div", { class: "control", "data-field": name }, head, track, below);
  }

  show(place) {
    this.range.value = place;
    this.range.setAttribute("aria-valuetext", this.stops[place]);
    this.range.style.setProperty("--share", place / (this.stops.length - 1));
    say(this.said, this.stops[place]);
  }
}

class NumberField {
  /** `clamps` hears which end a typed number lay beyond: 0, 1 or neither. */
  constructor({ name, label, most, step }, settle, clamps) {
    const id = uniqueId(name);
    const limits = { min: 0, max: most, step, inputmode: "decimal" };
    this.box = h("input", { type: "number", class: "box", id, ...limits });
    this.box.addEventListener("change", () => {
      const typed = this.box.valueAsNumber;
      const held = Number.isFinite(typed) ? Math.min(Math.max(typed, 0), most) : this.value;
      clamps(typed < 0 ? 0 : typed > most ? 1 : null);
      const moved = held !== this.value;
      this.show(held);
      if (moved) settle(held);
    });
    this.element = h("div", { class: "number", "data-field": name }, h("label", { for: id }, label), this.box);
  }

  show(value) {
    this.value = value;
    if (this.box.valueAsNumber !== value) this.box.value = value;
  }
}

export const arrive = placing(Fields);
