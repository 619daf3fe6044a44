// The change in length of each two-joint muscle, beside it: a column behind the leg, one before it.

import { h, say, svg } from "./stage/dom.js";

const GAP_PX = 4;

export class Tags {
  /** muscles: [{id, name, short, before: whether it stands before the leg}]; pick(id). */
  constructor(muscles, pick) {
    this.lines = svg("svg", { class: "limb-lines", "aria-hidden": "true" });
    this.tags = muscles.map((muscle) => {
      const value = h("b", {});
      const name = h("span", { class: "limb-tag-name" }, muscle.name);
      const choose = () => pick(muscle.id);
      const attributes = { class: "limb-tag", type: "button", tabindex: -1, "data-id": muscle.id, onclick: choose };
      const element = h("button", attributes, value, name);
      const [halo, line] = ["limb-line-halo", "limb-line"].map((name) => svg("path", { class: name }));
      const dot = svg("circle", { r: 3, class: "limb-dot" });
      this.lines.append(halo, line, dot);
      return { ...muscle, element, value, halo, line, dot, y: null };
    });
    this.element = h("div", { class: "limb-tags" }, this.lines, ...this.tags.map(({ element }) => element));
  }

  /**
   * texts: {id: text}; anchors: {id: [x, y]} in points; room: {left, right, height}, where the
   * leg's own room begins and ends; shown: the ids that get a tag.
   */
  place(texts, anchors, room, shown, selected) {
    for (const tag of this.tags) say(tag.value, texts[tag.id] ?? "");
    for (const before of [false, true]) {
      const column = this.tags.filter((tag) => tag.before === before && shown.includes(tag.id));
      this.#column(column, anchors, room, before);
    }
    for (const tag of this.tags) {
      const seen = shown.includes(tag.id);
      for (const part of [tag.element, tag.halo, tag.line, tag.dot]) part.classList.toggle("away", !seen);
      tag.element.classList.toggle("selected", tag.id === selected);
      tag.line.classList.toggle("selected", tag.id === selected);
    }
  }

  /** Tags of one column, in the order of what they point at, none over another. */
  #column(column, anchors, { left, right, height }, before) {
    if (!column.length) return;
    const tall = column.map((tag) => sized(tag).tall);
    const order = column.map((tag, i) => i).sort((a, b) => anchors[column[a].id][1] - anchors[column[b].id][1]);
    let next = 0;
    const tops = new Array(column.length);
    for (const i of order) {
      tops[i] = Math.max(next, anchors[column[i].id][1] - tall[i] / 2);
      next = tops[i] + tall[i] + GAP_PX;
    }
    let floor = height;
    for (const i of [...order].reverse()) {
      tops[i] = Math.min(tops[i], floor - tall[i]);
      floor = tops[i] - GAP_PX;
    }
    column.forEach((tag, i) => this.#stand(tag, tops[i], tall[i], anchors[tag.id], before ? right : left, before));
  }

  #stand(tag, top, tall, [x, y], edge, before) {
    tag.element.classList.toggle("before", before);
    const { wide } = sized(tag);
    const [left, start] = before ? [edge - wide, edge - wide - 2] : [edge, edge + wide + 2];
    tag.element.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
    const path = `M${start} ${(top + tall / 2).toFixed(1)} L${x.toFixed(1)} ${y.toFixed(1)}`;
    tag.halo.setAttribute("d", path);
    tag.line.setAttribute("d", path);
    tag.dot.setAttribute("cx", x.toFixed(1));
    tag.dot.setAttribute("cy", y.toFixed(1));
  }
}

/** A tag's size, measured anew only when its number has more or fewer signs. */
function sized(tag) {
  const signs = tag.value.textContent.length + innerWidth;
  if (tag.signs !== signs || !tag.wide) {
    tag.signs = signs;
    tag.tall = tag.element.offsetHeight || 40;
    tag.wide = tag.element.offsetWidth || 90;
  }
  return tag;
}
