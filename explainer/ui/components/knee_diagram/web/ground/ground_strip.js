// What studies measured on the chosen ground, row by row. All text comes from the payload; only the
// load's row is composed here, from the table.

import { h, setText } from "../../../shared/web/dom.js";
import { fillText } from "../../../shared/web/words.js";

const WIDEST = Math.log(1.75); // the ratio at either end of the axis; sand's energy, 1.6, is the greatest

/** The place of a ratio on the axis, 0 to 1: equal factors less and more lie equally far from 1. */
export function place(ratio) {
  return Math.min(1, Math.max(0, 0.5 + Math.log(ratio) / WIDEST / 2));
}

export class GroundStrip {
  /** ground: {words, quantities, grounds}; `names` of the grounds by id; writer: AnswerWriter. */
  constructor(ground, names, writer) {
    this.ground = ground;
    this.names = names;
    this.writer = writer;
    this.load = new Row("", "load-row");
    this.rows = ground.quantities.map((name) => new Row(name, "measured"));
    this.studies = h("p", { class: "strip-note studies" });
    this.spoken = h("p", { class: "sr-only", role: "status" });
    const { title, compared, centre } = ground.words;
    const list = (rows) => h("dl", {}, ...rows.map(({ element }) => element));
    const parts = [
      list([this.load]),
      h("p", { class: "strip-title" }, title),
      h("p", { class: "centre", "aria-hidden": "true" }, centre),
      h("p", { class: "sr-only" }, compared),
      list(this.rows),
      this.studies,
      this.spoken,
    ];
    this.element = h("div", { class: "strip", role: "group", "aria-label": title }, ...parts); // no landmark: two weeks hold two
  }

  /** change: {name, mid, low, high}, the load on this ground over that on a road; null: no such row. */
  show(surface, change) {
    this.surface = surface;
    const measured = this.ground.grounds[surface];
    this.rows.forEach((row, index) => row.show(...measured.rows[index]));
    setText(this.studies, measured.studies);
    this.load.element.hidden = !change;
    if (!change) return;
    setText(this.load.name, this.#fill("load", { name: change.name }));
    this.load.show(...this.#describe(change));
  }

  /** The load's row: [text, way, central, low, high], by the answer's rule of what is clear. */
  #describe({ mid, low, high }) {
    if (low === 1 && high === 1) return [this.#fill("same_ground", {}), "comparison", mid, low, high];
    if (this.writer.holdsNoChange({ mid, low, high })) return [this.#fill("same", {}), "alike", mid, low, high];
    const way = mid < 1 ? "less" : "more";
    const value = this.writer.words.number(Math.round(100 * Math.abs(mid - 1)));
    return [this.#fill(`${way}_load`, { percent: this.#fill("percent", { value }) }), way, mid, low, high];
  }

  /** Announces all rows (aria-live), once per ground. */
  announce() {
    if (this.announced === this.surface) return;
    this.announced = this.surface;
    const shown = [this.load, ...this.rows].filter(({ element }) => !element.hidden);
    const rows = shown.map((row) => this.#fill("spoken_row", { name: row.name.textContent, text: row.text.textContent }));
    setText(this.spoken, this.#fill("spoken", { surface: this.names[this.surface], rows: rows.join(" ") }));
  }

  #fill(key, values) {
    return fillText(this.ground.words[key], values);
  }
}

/** One quantity: its name, a dot with its range on the axis, and the text. */
class Row {
  constructor(name, kind) {
    this.name = h("dt", {}, name);
    this.text = h("dd", { class: "finding" });
    this.range = h("i", { class: "range" });
    this.stem = h("i", { class: "stem" });
    this.dot = h("i", { class: "point" });
    const axis = h("dd", { class: "axis", "aria-hidden": "true" }, this.range, this.stem, this.dot);
    this.element = h("div", { class: `strip-row ${kind}` }, this.name, axis, this.text);
  }

  show(text, way, mid, low, high) {
    setText(this.text, text);
    this.element.dataset.way = mid === undefined ? `${way}-unsized` : way;
    if (mid === undefined) return;
    const [at, from, to] = [mid, low, high].map(place);
    this.element.style.setProperty("--at", at.toFixed(4));
    this.element.style.setProperty("--from", from.toFixed(4));
    this.element.style.setProperty("--to", to.toFixed(4));
  }
}
