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

  /** Shows a measure's scale: title with unit, and ticks. */
  measure(measure, scale) {
    this.scale = scale;
    setText(this.title, this.words.text(`legend_${measure}`));
    setText(this.note, this.words.text(`note_${measure}`));
    this.bar.style.background = scale.gradient();
    const last = scale.ticks.length - 1;
    this.ticks.replaceChildren(
      ...scale.ticks.map((tick, index) => {
        const number = this.words.number(tick / scale.per);
        const text = index === last ? this.words.text("or_more", { value: number }) : number;
        return h("span", { style: `--at: ${scale.place(tick)}` }, text);
      }),
    );
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
