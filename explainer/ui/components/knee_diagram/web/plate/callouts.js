// Labels beside the picture with their leader lines.

import { h, setText, svg } from "../../../shared/web/dom.js";
import { placeLabels } from "./label_placement.js";

const LINE_GAP = 5; // px between a label's edge and its line

export class Callouts {
  /** Hidden from screen readers, which use the list. */
  constructor(onSelect) {
    this.onSelect = onSelect;
    this.tags = new Map();
    this.lines = svg("svg", { class: "lines", "aria-hidden": "true" });
    this.element = h("div", { class: "callouts", "aria-hidden": "true" });
    this.placed = [];
  }

  /**
   * candidates: [{id, name, second, x, y, side, rank}] in px of the box; columns: {height, left, right,
   * width}. Measures all labels in one layout pass.
   */
  layout(candidates, columns) {
    this.columns = columns;
    this.element.style.setProperty("--column", `${columns.width}px`);
    const wanted = new Set(candidates.map(({ id }) => id));
    for (const [id, tag] of this.tags) {
      if (wanted.has(id)) continue;
      tag.element.remove();
      this.tags.delete(id);
    }
    for (const candidate of candidates) this.#tag(candidate);
    const measured = candidates.map((one) => ({
      ...one,
      height: this.tags.get(one.id).element.offsetHeight,
    }));
    this.placed = placeLabels(measured, columns);
    this.#render();
  }

  #tag({ id, name, second, side }) {
    if (!this.tags.has(id)) {
      const title = h("span", { class: "tag-name" });
      const small = h("span", { class: "tag-second" });
      const element = h("div", { "data-id": id, onclick: () => this.onSelect(id) }, title, small);
      this.tags.set(id, { element, title, small });
      this.element.append(element);
    }
    const tag = this.tags.get(id);
    setText(tag.title, name);
    setText(tag.small, second);
    tag.element.className = `tag ${side}`;
  }

  #render() {
    const placed = new Map(this.placed.map((item) => [item.id, item]));
    for (const [id, { element }] of this.tags) {
      const item = placed.get(id);
      element.classList.toggle("unplaced", !item);
      if (!item) continue;
      element.classList.toggle("left", item.side === "left");
      element.classList.toggle("right", item.side === "right");
      const across = item.side === "left" ? item.edgeX - this.columns.width : item.edgeX;
      element.style.transform = `translate(${across.toFixed(1)}px, ${item.top.toFixed(1)}px)`;
    }
    const drawn = this.placed.flatMap((item) => this.#line(item));
    this.lines.replaceChildren(...drawn);
  }

  #line({ id, side, edgeX, edgeY, x, y }) {
    const from = side === "left" ? edgeX + LINE_GAP : edgeX - LINE_GAP;
    const ends = { x1: from, y1: edgeY, x2: x, y2: y };
    const dot = svg("circle", { class: "line-dot", cx: x, cy: y, r: 3, "data-id": id, "data-of": id });
    return [
      svg("line", { class: "line-halo", "data-of": id, ...ends }),
      svg("line", { class: "line", "data-id": id, "data-of": id, ...ends }),
      dot,
    ];
  }

  /** at(id) -> [x, y], px, of a line's end, or null where that is occluded. */
  moveLineEnds(at) {
    for (const item of this.placed) {
      const end = at(item.id);
      for (const line of this.lines.querySelectorAll(`[data-of="${item.id}"]`)) {
        line.classList.toggle("occluded", !end);
        if (!end) continue;
        const [across, down] = line.tagName === "line" ? ["x2", "y2"] : ["cx", "cy"];
        line.setAttribute(across, end[0].toFixed(1));
        line.setAttribute(down, end[1].toFixed(1));
      }
    }
  }

  select(id) {
    for (const [own, { element }] of this.tags) element.classList.toggle("selected", own === id);
    for (const line of this.lines.querySelectorAll("[data-id]")) {
      line.classList.toggle("selected", line.dataset.id === id);
    }
  }
}
