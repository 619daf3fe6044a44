// The answer for a held pose, above the table, and the tick that it hurts there.

import { h, setText, uniqueId } from "../../shared/web/dom.js";

const BETWEEN = "; "; // of names that hold a comma themselves

export class PoseAnswer {
  /** names: {id: name}; onHurts(ticked). */
  constructor(words, names, onHurts) {
    this.words = words;
    this.names = names;
    [this.longest, this.holding] = [h("p", {}), h("p", {})];
    this.box = h("input", { type: "checkbox", id: uniqueId("hurts"), onchange: () => onHurts(this.box.checked) });
    const tick = h("label", { class: "pose-tick", for: this.box.id }, this.box, h("span", {}, words.text("hurts")));
    const proves = h("p", { class: "pose-proves" }, words.text("pose_proves"));
    this.element = h("div", { class: "pose-answer" }, this.longest, this.holding, proves, tick);
  }

  /** pose: see readHeldPose. */
  show({ longest, side, strongest }, hurts) {
    setText(this.longest, this.#longestText(longest));
    setText(this.holding, this.words.text(`hold_${side}`, { list: strongest.map((id) => this.names[id]).join(BETWEEN) }));
    this.box.checked = hurts;
  }

  #longestText(longest) {
    const { words } = this;
    if (!longest.length) return words.text("pose_none");
    const items = longest.map(({ id, mm }) =>
      words.text("pose_item", { name: this.names[id], value: words.number(Number(mm.toFixed(0))) }));
    return words.text(longest.length === 1 ? "pose_longest" : "pose_alike", { list: items.join(BETWEEN) });
  }
}
