// The numbers of one structure, in words: what is shown in colour first, then the rest.

import { h, setText } from "../../shared/web/dom.js";

export class StructureReading {
  constructor(words, measures, clear) {
    this.words = words;
    this.measures = measures;
    this.eyebrow = h("p", { class: "eyebrow" });
    this.name = h("p", { class: "name" });
    this.other = h("p", { class: "other" });
    this.clear = h("button", { type: "button", class: "quiet", onclick: clear }, words.text("clear"));
    this.rows = new Map(measures.map((measure) => [measure, row(words.text(`name_${measure}`))]));
    this.steps = row(words.text("name_steps"));
    this.list = h(
      "dl",
      {},
      ...[...this.rows.values(), this.steps].map(({ element }) => element),
    );
    this.unknown = h("p", { class: "unknown-text" });
    this.shares = h("p", { class: "shares" });
    this.calm = h("p", { class: "calm" }, words.text("likely_means"), h("br"), words.text("calm"));
    const top = h("div", { class: "reading-top" }, h("div", {}, this.eyebrow, this.name, this.other), this.clear);
    const parts = [top, this.list, this.unknown, this.shares, this.calm];
    this.element = h("div", { class: "reading", role: "group", "aria-label": words.text("reading_label") }, ...parts);
  }

  /** The part spoken of. chosen: the reader chose it; else it is the highest in the picture. */
  show(structure, chosen, shares) {
    const loaded = structure?.status === "loaded";
    setText(this.eyebrow, this.words.text(chosen ? "chosen" : structure ? "highest" : "nothing"));
    setText(this.name, structure?.name ?? this.words.text("choose"));
    setText(this.other, structure?.other ?? "");
    setText(this.shares, shares ? this.words.text("shares", { load: shares }) : "");
    const status = structure && !loaded ? `status_${structure.status}` : "";
    setText(this.unknown, status ? this.words.text(status) : "");
    this.clear.hidden = !chosen;
    this.list.hidden = !loaded;
    this.calm.hidden = !loaded;
  }

  /** readings: measure -> {value, unit, band} texts; `first` is the measure that the colours show. */
  paint(readings, first, steps) {
    for (const [measure, { element, value, unit, band }] of this.rows) {
      setText(value, readings[measure]?.value ?? "");
      setText(unit, readings[measure]?.unit ?? "");
      setText(band, readings[measure]?.band ?? "");
      element.classList.toggle("first", measure === first);
    }
    setText(this.steps.value, steps);
  }
}

function row(name) {
  const [value, unit] = [h("span", {}), h("span", { class: "unit" })];
  const band = h("dd", { class: "band" });
  const number = h("dd", { class: "value" }, value, unit);
  return { element: h("div", { class: "row" }, h("dt", {}, name), number, band), value, unit, band };
}
