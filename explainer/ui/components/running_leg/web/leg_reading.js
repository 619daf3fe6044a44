// The table of numbers: each two-joint muscle's length against standing, and its force.

import { h, setText } from "../../shared/web/dom.js";

const FULL_BAR_SHARE = 0.2; // change of length, as a share, that fills the bar

export class LegReading {
  /** muscles: [{id, name}]; pick(id). */
  constructor(words, muscles, pick) {
    this.words = words;
    const [lengthHead, workHead] = ["length", "work"].map((key) => h("th", { scope: "col" }, words.text(`column_${key}`)));
    this.workHead = workHead;
    const head = [h("td", {}), lengthHead, workHead];
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
    this.body = h("tbody", {}, ...[...this.rows.values()].map(({ row }) => row));
    this.order = [...this.rows.keys()];
    const table = h("table", { "aria-label": title }, h("thead", {}, h("tr", {}, ...head)), this.body);
    const drawn = h("p", { class: "limb-note" }, words.text("note_drawn"));
    this.element = h("details", { class: "limb-reading" }, h("summary", {}, title), table, this.note, drawn);
  }

  /**
   * facts: {id: {length, band, work, fill, share, mm}}: formatted texts, colour, change.
   * held: see readHeldPose, or null in the stride; its table has the muscles behind the knee alone.
   */
  show(facts, selected, held = null) {
    setText(this.workHead, this.words.text(held ? "column_hold" : "column_work"));
    this.#sort(facts, held);
    for (const [id, row] of this.rows) {
      const { length, band, work, fill, share } = facts[id];
      setText(row.length, length);
      setText(row.band, band);
      setText(row.work, work);
      row.row.hidden = Boolean(held) && !held.behindKnee.includes(id);
      row.dot.className = fill === "hatch" ? "dot unknown" : "dot";
      row.dot.style.background = fill && fill !== "hatch" ? fill : "";
      const barWidth = share === null ? 0 : Math.min(Math.abs(share) / FULL_BAR_SHARE, 1) * 50;
      row.bar.style.left = `${share < 0 ? 50 - barWidth : 50}%`;
      row.bar.style.width = `${barWidth}%`;
      row.row.classList.toggle("selected", id === selected);
      row.button.setAttribute("aria-pressed", String(id === selected));
    }
  }

  /** Rows of a held pose stand longest first; those of the stride keep their places while it plays. */
  #sort(facts, held) {
    const ids = [...this.rows.keys()];
    if (held) ids.sort((one, other) => facts[other].mm - facts[one].mm);
    if (ids.join() === this.order.join()) return;
    this.order = ids;
    this.body.append(...ids.map((id) => this.rows.get(id).row));
  }
}
