// The numbers of one structure, in words: what is shown in colour first, then the rest.

import { h, say } from "../../shared/web/dom.js";

export class Reading {
  constructor(words, measures, clear) {
    this.words = words;
    this.measures = measures;
    this.eyebrow = h("p", { class: "eyebrow" });
    this.name = h("p", { class: "name" });
    this.other = h("p", { class: "other" });
    this.clear = h("button", { type: "button", class: "quiet", onclick: clear }, words.say("clear"));
    this.rows = new Map(measures.map((measure) => [measure, row(words.say(`name_${measure}`))]));
    this.steps = row(words.say("name_steps"));
    this.list = h(
      "dl",
      {},
      ...[...this.rows.values(), this.steps].map(({ element }) => element),
    );
    this.unknown = h("p", { class: "unknown-text" });
    this.shares = h("p", { class: "shares" });
    this.calm = h("p", { class: "calm" }, words.say("likely_means"), h("br"), words.say("calm"));
    const top = h("div", { class: "reading-top" }, h("div", {}, this.eyebrow, this.name, this.other), this.clear);
    const parts = [top, this.list, this.unknown, this.shares, this.calm];
    this.element = h("div", { class: "reading", role: "group", "aria-label": words.say("reading_label") }, ...parts);
  }

  /** The part spoken of. chosen: the reader chose it; else it is the highest in the picture. */
  about(structure, chosen, shares) {
    const loaded = structure?.status === "loaded";
    say(this.eyebrow, this.words.say(chosen ? "chosen" : structure ? "highest" : "nothing"));
    say(this.name, structure?.name ?? this.words.say("choose"));
    say(this.other, structure?.other ?? "");
    say(this.shares, shares ? this.words.say("shares", { load: shares }) : "");
    const status = structure && !loaded ? `status_${structure.status}` : "";
    say(this.unknown, status ? this.words.say(status) : "");
    this.clear.hidden = !chosen;
    this.list.hidden = !loaded;
    this.calm.hidden = !loaded;
  }

  /** readings: measure -> {value, unit, band} texts; `first` is the measure that the colours show. */
  paint(readings, first, steps) {
    for (const [measure, { element, value, unit, band }] of this.rows) {
      say(value, readings[measure]?.value ?? "");
      say(unit, readings[measure]?.unit ?? "");
      say(band, readings[measure]?.band ?? "");
      element.classList.toggle("first", measure === first);
    }
    say(this.steps.value, steps);
  }
}

function row(name) {
  const [value, unit] = [h("span", {}), h("span", { class: "unit" })];
  const band = h("dd", { class: "band" });
  const number = h("dd", { class: "value" }, value, unit);
  return { element: h("div", { class: "row" }, h("dt", {}, name), number, band), value, unit, band };
}
