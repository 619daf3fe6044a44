// The table of numbers: each two-joint muscle's length against standing, and its force.

import { h, setText } from "../../shared/web/dom.js";

const FULL_BAR_SHARE = 0.2; // change of length, as a share, that fills the bar

export class LegReading {
  /** muscles: [{id, name}]; pick(id). */
  constructor(words, muscles, pick) {
    this.words = words;
    const heads = ["length", "work"].map((key) => h("th", { scope: "col" }, words.text(`column_${key}`)));
    const head = [h("td", {}), ...heads];
    this.rows = new Map(muscles.map(({ id, name }) => {
      const [length, band, work] = [h("b", {}), h("small", {}), h("span", {})];
      const [dot, bar] = [h("i", { class: "dot" }), h("i", { class: "length-bar" })];
      const button = h("button", { type: "button", onclick: () => pick(id) }, dot, h("span", {}, name));
      const lengths = h("td", {}, length, band, h("span", { class: "length-rail" }, bar));
      const row = h("tr", { "data-id": id }, h("th", { scope: "row" }, button), lengths, h("td", {}, work));
      return [id, { row, length, band, work, dot, bar, button }];
    }));
    this.note = h("p", { class: "limb-note" });
    const title = words.text("table");
    const body = h("tbody", {}, ...[...this.rows.values()].map(({ row }) => row));
    const table = h("table", { "aria-label": title }, h("thead", {}, h("tr", {}, ...head)), body);
    this.element = h("details", { class: "limb-reading" }, h("summary", {}, title), table, this.note);
  }

  /** facts: {id: {length, band, work, fill, share}}: formatted texts, colour, change as a share. */
  show(facts, selected) {
    for (const [id, row] of this.rows) {
      const { length, band, work, fill, share } = facts[id];
      setText(row.length, length);
      setText(row.band, band);
      setText(row.work, work);
      row.dot.className = fill === "hatch" ? "dot unknown" : "dot";
      row.dot.style.background = fill && fill !== "hatch" ? fill : "";
      const barWidth = share === null ? 0 : Math.min(Math.abs(share) / FULL_BAR_SHARE, 1) * 50;
      row.bar.style.left = `${share < 0 ? 50 - barWidth : 50}%`;
      row.bar.style.width = `${barWidth}%`;
      row.row.classList.toggle("selected", id === selected);
      row.button.setAttribute("aria-pressed", String(id === selected));
    }
  }
}
