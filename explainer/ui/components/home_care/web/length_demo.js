// Why a calf stretch needs a straight knee: bend it, and read how long the calf's muscles are.

import { slider } from "../../shared/web/controls.js";
import { h, setText, uniqueId } from "../../shared/web/dom.js";
import { fillText } from "../../shared/web/words.js";

const ROWS = ["heads", "deep"];

export class LengthDemo {
  /** data: {heading, body, slider, note, step_deg, largest_mm, heads, deep}: lengths by stop, mm. */
  constructor(data, texts) {
    Object.assign(this, { data, texts });
    const id = uniqueId("straight-knee");
    this.angle = h("b", { "aria-hidden": "true" });
    this.range = slider({ id, min: 0, max: data.heads.length - 1, value: 0 }, () => this.#show(), () => {});
    const head = h("div", { class: "head" }, h("label", { for: id }, data.slider), this.angle);
    this.values = Object.fromEntries(ROWS.map((row) => [row, h("b", {})]));
    this.bars = Object.fromEntries(ROWS.map((row) => [row, h("span", { class: "hc-bar-fill" })]));
    const rows = ROWS.map((row) =>
      h("div", { class: "hc-length" }, h("span", {}, texts[row]), this.values[row], h("span", { class: "hc-bar" }, this.bars[row])),
    );
    this.element = h(
      "section",
      { class: "hc-demo" },
      h("h2", {}, data.heading),
      h("p", {}, data.body),
      h("div", { class: "control" }, head, h("div", { class: "track" }, this.range)),
      h("div", { class: "hc-lengths" }, ...rows),
      h("p", { class: "hc-small" }, data.note),
    );
    this.#show();
  }

  #show() {
    const stop = this.range.valueAsNumber;
    const degrees = stop * this.data.step_deg;
    setText(this.angle, `${degrees}°`);
    const spoken = ROWS.map((row) => `${this.texts[row]}: ${this.#lengthText(this.data[row][stop])}`);
    this.range.setAttribute("aria-valuetext", [fillText(this.texts.knee_spoken, { value: degrees }), ...spoken].join(", "));
    this.range.style.setProperty("--share", stop / (this.data.heads.length - 1));
    for (const row of ROWS) {
      const change_mm = this.data[row][stop];
      setText(this.values[row], this.#lengthText(change_mm));
      const share = Math.min(Math.abs(change_mm) / this.data.largest_mm, 1) * 50;
      this.bars[row].style.left = `${change_mm < 0 ? 50 - share : 50}%`;
      this.bars[row].style.width = `${share}%`;
    }
  }

  #lengthText(change_mm) {
    const rounded = Math.round(change_mm);
    const key = rounded > 0 ? "longer" : rounded < 0 ? "shorter" : "same";
    return fillText(this.texts[key], { value: Math.abs(rounded) });
  }
}
