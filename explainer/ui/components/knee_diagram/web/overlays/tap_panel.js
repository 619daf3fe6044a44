// Panel beside the picture: the structures under the mark, as Python lists them, and the mark's controls.

import { h, setText, uniqueId } from "../../../shared/web/dom.js";
import { fetchRegions } from "../plate/plate.js";

export class TapPanel {
  /** callbacks: {onPlace(), onRemove(), onZone(mm)}. */
  constructor({ aside, picture, store, data, words }, callbacks) {
    Object.assign(this, { picture, store, data, words });
    this.title = h("p", { class: "tap-title" });
    this.zone = h("p", { class: "tap-zone" });
    this.lists = h("div", {});
    this.notes = h("div", { class: "tap-notes" });
    this.live = h("p", { class: "sr-only", role: "status" });
    const button = (key, onclick) => h("button", { type: "button", class: "text-button", onclick }, words.text(key));
    this.place = button("mark_place", callbacks.onPlace);
    this.remove = button("mark_remove", callbacks.onRemove);
    this.zones = this.#zones(callbacks.onZone);
    this.places = this.#places(callbacks.onZone);
    const row = h("div", { class: "tap-tools" }, this.place, this.remove, this.zones);
    const parts = [this.title, this.zone, this.lists, this.notes, row, this.places, this.live];
    this.element = h("section", { class: "tap-panel", "aria-labelledby": uniqueId("tap-panel") }, ...parts);
    this.title.id = this.element.getAttribute("aria-labelledby");
    this.rows = new Map();
    aside.append(this.element);
  }

  #zones(onZone) {
    const { zones } = this.data.overlay_settings.mark;
    const first = h("option", { value: "" }, this.words.text("mark_zone"));
    const options = zones.map(({ id, name }) => h("option", { value: id }, name));
    const box = h("select", { class: "box", "aria-label": this.words.text("mark_zone") }, first, ...options);
    box.addEventListener("change", () => {
      const zone = zones.find(({ id }) => id === box.value);
      if (zone) onZone(zone.at);
    });
    return box;
  }

  /**
   * The same zones while there is no mark: all in sight, for who rather says where than taps. A toolbar:
   * one stop of the tab key, arrow keys go from place to place, Enter chooses.
   */
  #places(onZone) {
    const rows = this.data.overlay_settings.mark.zones.map(({ name, at }, n) => {
      const onclick = () => {
        onZone(at);
        requestAnimationFrame(() => this.focus()); // the list goes away with the mark
      };
      return h("button", { type: "button", class: "tap-place", tabindex: n ? -1 : 0, onclick }, name);
    });
    const label = h("p", { id: uniqueId("places") }, this.words.text("mark_zone"));
    const list = h("div", { class: "tap-places", role: "toolbar", "aria-orientation": "vertical", "aria-labelledby": label.id }, label, ...rows);
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation(); // the page's own keys
      const next = rows[(rows.indexOf(event.target) + step + rows.length) % rows.length];
      for (const row of rows) row.tabIndex = row === next ? 0 : -1;
      next.focus();
    });
    return list;
  }

  /** content: {at, title, zone, groups: [{title, rows: [{id, depth}]}], notes, spoken}. */
  draw(state, content) {
    setText(this.place, this.words.text(state.mark.length ? "mark_move" : "mark_place"));
    this.remove.hidden = !state.mark.length;
    this.places.hidden = !this.remove.hidden;
    if (!state.mark.length) this.zones.value = "";
    this.element.classList.toggle("stale", String(content?.at) !== String(state.mark));
    if (content) this.#render(content);
    for (const [id, row] of this.rows) row.setAttribute("aria-pressed", String(id === state.structure));
  }

  #render(content) {
    const key = JSON.stringify(content);
    if (key === this.key) return;
    const isUpdate = this.key !== undefined; // the initial content needs no announcement
    this.key = key;
    setText(this.title, content.title);
    setText(this.zone, content.zone);
    this.rows.clear();
    this.lists.replaceChildren(...content.groups.map((group) => this.#group(group)));
    this.notes.replaceChildren(...content.notes.map((note) => h("p", {}, note)));
    if (isUpdate) setText(this.live, content.spoken);
  }

  /** folded: a closed <details>, for what is too deep to feel. */
  #group({ title, rows, folded }) {
    const items = rows.map(({ id, depth }) => {
      const { name } = this.data.structures[id];
      const [label, distance] = [h("span", { class: "tap-name" }, name), h("span", { class: "tap-depth" }, depth)];
      const row = h("button", { type: "button", class: "tap-row", onclick: () => this.#select(id) }, label, distance);
      this.rows.set(id, row);
      return h("li", {}, row);
    });
    const list = h("ol", { class: "tap-list" }, ...items);
    if (folded) return h("details", {}, h("summary", { class: "tap-group" }, title), list);
    return h("div", {}, h("p", { class: "tap-group" }, title), list);
  }

  /** Selects a structure, in the current view or else the first that shows it. */
  async #select(id) {
    const view = this.picture.ids().includes(id) ? null : await this.#viewOf(id);
    this.store.commit(view ? { structure: id, knee_view: view } : { structure: id });
  }

  async #viewOf(id) {
    for (const { id: view, frames } of this.data.views) {
      const sheet = frames.length ? await fetchRegions(frames[0].regions).catch(() => null) : null;
      if (sheet?.regions.some((region) => region.id === id)) return view;
    }
    return null;
  }

  focus() {
    this.place.focus();
  }

  stop() {
    this.element.remove();
  }
}
