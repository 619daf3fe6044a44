// Labels with the change in length of each two-joint muscle: a column behind the leg, one in front.

import { h, setText, svg } from "../../shared/web/dom.js";

const GAP_PX = 4;

export class LegLabels {
  /** muscles: [{id, name, is_anterior: whether its label is in front of the leg}]; pick(id). */
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
   * texts: {id: text}; anchors: {id: [x, y]} in CSS pixels; room: {left, right, height, clear, isAtRight(tag)},
   * the area left to the leg, how far down its upper left corner is taken, and on which side of it a label stands; shown: the ids that get a label.
   */
  place(texts, anchors, room, shown, selected) {
    for (const tag of this.tags) setText(tag.value, texts[tag.id] ?? "");
    const labelled = this.tags.filter((tag) => shown.includes(tag.id));
    for (const atRight of [false, true]) {
      this.#placeColumn(labelled.filter((tag) => room.isAtRight(tag) === atRight), anchors, room, atRight);
    }
    for (const tag of this.tags) {
      const isShown = shown.includes(tag.id);
      for (const part of [tag.element, tag.halo, tag.line, tag.dot]) part.classList.toggle("invisible", !isShown);
      tag.element.classList.toggle("selected", tag.id === selected);
      tag.line.classList.toggle("selected", tag.id === selected);
    }
  }

  /** Places one column: no labels overlap and no leader lines cross. */
  #placeColumn(column, anchors, { left, right, height, clear }, atRight) {
    const edge = atRight ? right : left;
    const order = [...column].sort((one, other) => anchors[one.id][1] - anchors[other.id][1]);
    const rows = { from: atRight ? 0 : clear, to: height };
    let tops = stackLabels(order, anchors, rows);
    for (let pass = 0; pass < order.length ** 2; pass += 1) {
      const lines = order.map((tag, i) => [[edge, tops[i] + measure(tag).height / 2], anchors[tag.id]]);
      const at = lines.findIndex((line, i) => i && linesCross(lines[i - 1], line));
      if (at < 0) break;
      [order[at - 1], order[at]] = [order[at], order[at - 1]];
      tops = stackLabels(order, anchors, rows);
    }
    order.forEach((tag, i) => this.#placeLabel(tag, tops[i], anchors[tag.id], edge, atRight));
  }

  #placeLabel(tag, top, [x, y], edge, atRight) {
    tag.element.classList.toggle("at-right", atRight);
    const { width, height } = measure(tag);
    const [left, start] = atRight ? [edge - width, edge - width - 2] : [edge, edge + width + 2];
    tag.element.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
    const path = `M${start} ${(top + height / 2).toFixed(1)} L${x.toFixed(1)} ${y.toFixed(1)}`;
    tag.halo.setAttribute("d", path);
    tag.line.setAttribute("d", path);
    tag.dot.setAttribute("cx", x.toFixed(1));
    tag.dot.setAttribute("cy", y.toFixed(1));
  }
}

/** Top edges of stacked labels, each as close to its anchor as the others allow. */
function stackLabels(order, anchors, { from, to }) {
  const tops = [];
  let next = from;
  for (const tag of order) {
    tops.push(Math.max(next, anchors[tag.id][1] - measure(tag).height / 2));
    next = tops.at(-1) + measure(tag).height + GAP_PX;
  }
  let floor = to;
  for (let i = order.length - 1; i >= 0; i -= 1) {
    tops[i] = Math.min(tops[i], floor - measure(order[i]).height);
    floor = tops[i] - GAP_PX;
  }
  return tops;
}

function linesCross([a, b], [c, d]) {
  const side = (p, q, r) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** A label with its size, which is measured again only when the length of its text changes. */
function measure(tag) {
  const measuredFor = tag.value.textContent.length + innerWidth;
  if (tag.measuredFor !== measuredFor || !tag.width) {
    tag.measuredFor = measuredFor;
    tag.height = tag.element.offsetHeight || 40;
    tag.width = tag.element.offsetWidth || 90;
  }
  return tag;
}
