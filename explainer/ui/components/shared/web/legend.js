// Legend of the load colours: a bar with ticks, and a mark at the current reading with its band.

import { h, setText } from "./dom.js";

export class Legend {
  constructor(words, choice) {
    this.words = words;
    this.title = h("p", { class: "legend-title" });
    this.bar = h("div", { class: "bar" });
    this.band = h("div", { class: "bar-band" });
    this.dot = h("div", { class: "bar-dot" });
    this.ticks = h("div", { class: "ticks" });
    this.note = h("p", { class: "legend-note" });
    const swatch = (kind) =>
      h("span", { class: "swatch" }, h("i", { class: kind }), words.text(`legend_${kind}`));
    const keys = h("p", { class: "swatches" }, swatch("none"), swatch("unknown"));
    const meter = h("div", { class: "meter" }, this.bar, this.band, this.dot, this.ticks);
    this.element = h("div", { class: "legend" }, choice?.element, this.title, meter, keys, this.note);
  }

  /** Shows a measure's scale: title and ticks; `reference` names the tick at 1 where there is one. */
  measure(measure, scale, reference = null) {
    this.scale = scale;
    setText(this.title, this.words.text(`legend_${measure}`));
    setText(this.note, this.words.text(`note_${measure}`));
    this.bar.style.background = scale.gradient();
    this.ticks.replaceChildren(
      ...scale.ticks.map((tick) => {
        const compared = reference !== null && tick === 1;
        const attributes = { class: compared ? "tick reference" : "tick", style: `--at: ${scale.place(tick)}` };
        return h("span", attributes, compared ? reference : this.#tickText(tick));
      }),
    );
  }

  #tickText(tick) {
    const value = this.words.number(tick);
    if (tick === this.scale.ticks.at(-1)) return this.words.text("tick_most", { value });
    return this.words.text(tick ? "tick" : "tick_none", { value });
  }

  /** Moves the mark to a reading {mid, low, high}; null hides it. */
  mark(reading) {
    this.element.classList.toggle("marked", Boolean(reading));
    if (!reading) return;
    const [low, mid, high] = [reading.low, reading.mid, reading.high].map((v) => this.scale.place(v));
    this.band.style.transform = `translateX(${100 * low}%) scaleX(${Math.max(high - low, 0.004)})`;
    this.dot.style.transform = `translateX(${100 * mid}%)`;
  }
}
