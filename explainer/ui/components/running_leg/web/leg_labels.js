// The change in length of each two-joint muscle, beside it: a column behind the leg, one before it.

import { h, setText, svg } from "../../shared/web/dom.js";

const GAP_PX = 4;

export class LegLabels {
  /** muscles: [{id, name, short, before: whether it stands before the leg}]; pick(id). */
  constructor(muscles, pick) {
    this.lines = svg("svg", { class: "limb-lines", "aria-hidden": "true" });
    this.tags = muscles.map((muscle) => {
      const value = h("b", {});
      const name = h("span", { class: "limb-tag-name" }, muscle.name);
      const choose = () => pick(muscle.id);
      const attributes = { class: "limb-tag", type: "button", tabindex: -1, "data-id": muscle.id, onclick: choose };
      const element = h("button", attributes, value, name);
      const [halo, line] = ["limb-line-halo", "limb-line"].map((kind) => svg("path", { class: kind }));
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
    for (const tag of this.tags) setText(tag.value, texts[tag.id] ?? "");
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

  /** Tags of one column: none over another, and no two lines cross. */
  #column(column, anchors, { left, right, height }, before) {
    const edge = before ? right : left;
    const order = [...column].sort((one, other) => anchors[one.id][1] - anchors[other.id][1]);
    let tops = stackLabels(order, anchors, height);
    for (let pass = 0; pass < order.length ** 2; pass += 1) {
      const lines = order.map((tag, i) => [[edge, tops[i] + measure(tag).tall / 2], anchors[tag.id]]);
      const at = lines.findIndex((line, i) => i && crossing(lines[i - 1], line));
      if (at < 0) break;
      [order[at - 1], order[at]] = [order[at], order[at - 1]];
      tops = stackLabels(order, anchors, height);
    }
    order.forEach((tag, i) => this.#placeLabel(tag, tops[i], measure(tag).tall, anchors[tag.id], edge, before));
  }

  #placeLabel(tag, top, tall, [x, y], edge, before) {
    tag.element.classList.toggle("before", before);
    const { wide } = measure(tag);
    const [left, start] = before ? [edge - wide, edge - wide - 2] : [edge, edge + wide + 2];
    tag.element.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
    const path = `M${start} ${(top + tall / 2).toFixed(1)} L${x.toFixed(1)} ${y.toFixed(1)}`;
    tag.halo.setAttribute("d", path);
    tag.line.setAttribute("d", path);
    tag.dot.setAttribute("cx", x.toFixed(1));
    tag.dot.setAttribute("cy", y.toFixed(1));
  }
}

/** Where tags begin, from above: as near to what they point at as the others leave room for. */
function stackLabels(order, anchors, height) {
  const tops = [];
  let next = 0;
  for (const tag of order) {
    tops.push(Math.max(next, anchors[tag.id][1] - measure(tag).tall / 2));
    next = tops.at(-1) + measure(tag).tall + GAP_PX;
  }
  let floor = height;
  for (let i = order.length - 1; i >= 0; i -= 1) {
    tops[i] = Math.min(tops[i], floor - measure(order[i]).tall);
    floor = tops[i] - GAP_PX;
  }
  return tops;
}

function crossing([a, b], [c, d]) {
  const side = (p, q, r) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** A tag's size, measured anew only when its number has more or fewer signs. */
function measure(tag) {
  const signs = tag.value.textContent.length + innerWidth;
  if (tag.signs !== signs || !tag.wide) {
    tag.signs = signs;
    tag.tall = tag.element.offsetHeight || 40;
    tag.wide = tag.element.offsetWidth || 90;
  }
  return tag;
}
