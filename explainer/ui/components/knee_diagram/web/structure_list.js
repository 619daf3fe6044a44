// All structures of the picture by name, for keyboard and screen reader: radio buttons, or a native
// select on narrow screens (CSS).

import { h, setText, uniqueId } from "../../shared/web/dom.js";

export class StructureList {
  constructor(words, onSelect) {
    this.words = words;
    this.onSelect = onSelect;
    this.rows = new Map();
    this.box = h("div", { class: "rows" });
    this.select = h("select", { class: "box", "aria-label": words.text("list") });
    this.select.addEventListener("change", () => onSelect(this.select.value));
    const legend = h("legend", {}, words.text("list"));
    const radios = h("fieldset", { class: "radios" }, legend, this.box);
    this.element = h("div", { class: "list" }, radios, h("div", { class: "picker" }, this.select));
  }

  /** groups: [{title, items: [{id, name}]}]; rebuilt only when the structures change. */
  fill(groups) {
    const key = JSON.stringify(groups);
    if (key === this.key) return;
    this.key = key;
    this.rows.clear();
    const group = uniqueId("part");
    this.box.replaceChildren(
      ...groups.flatMap(({ title, items }) => [
        h("p", { class: "group" }, title),
        ...items.map((item) => this.#row(item, group)),
      ]),
    );
    this.select.replaceChildren(
      h("option", { value: "" }, this.words.text("choose")),
      ...groups.map(({ title, items }) =>
        h("optgroup", { label: title }, ...items.map(({ id, name }) => h("option", { value: id }, titled(name)))),
      ),
    );
  }

  #row({ id, name }, group) {
    const input = h("input", { type: "radio", name: group, value: id, onchange: () => this.onSelect(id) });
    const [dot, value] = [h("i", { class: "dot" }), h("span", { class: "row-value" })];
    this.rows.set(id, { input, dot, value, colour: null });
    return h("label", { class: "part" }, input, dot, h("span", { class: "part-name" }, name), value);
  }

  paint({ fillOf, valueOf }) {
    for (const [id, row] of this.rows) {
      const fill = fillOf(id);
      if (row.colour !== fill) {
        row.colour = fill;
        row.dot.className = fill === "hatch" ? "dot unknown" : "dot";
        row.dot.style.background = fill === "hatch" || fill === "none" ? "" : fill;
      }
      setText(row.value, valueOf(id));
    }
  }

  show(id) {
    for (const [own, { input }] of this.rows) input.checked = own === id;
    this.select.value = this.rows.has(id) ? id : "";
  }
}

function titled(name) {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** Structures grouped by status, each group in the language's collation order. */
export function groupStructures(ids, { structures, table, words, language }) {
  const known = [...new Set(ids)].filter((id) => structures[id]);
  const group = (title, wanted) => {
    const items = known
      .filter((id) => wanted(structures[id]))
      .map((id) => ({ id, name: structures[id].name }))
      .sort((one, other) => one.name.localeCompare(other.name, language));
    return items.length ? [{ title, items }] : [];
  };
  if (!table) return group(words.group_all, () => true);
  return ["loaded", "unknown", "none"].flatMap((status) =>
    group(words[`group_${status}`], (structure) => structure.status === status),
  );
}

/** The structures under the names by which a hand finds them through the skin. */
export function feltNames({ structures, words }) {
  const named = Object.entries(words.felt ?? {}).map(([id, name]) => [id, { ...structures[id], name }]);
  return { ...structures, ...Object.fromEntries(named) };
}
