// A dialog that names the keys of the page.

import { h, setText, uniqueId } from "../../shared/web/dom.js";

export class KeySheet {
  /** `acts(id)`: whether the key of a row has something to act on now. */
  constructor(acts) {
    this.acts = acts;
    this.title = h("h2", { id: uniqueId("key-sheet") });
    this.list = h("dl");
    this.close = h("button", { autofocus: true }, "×");
    const form = h("form", { method: "dialog" }, this.close);
    this.element = h("dialog", { class: "key-sheet", "aria-labelledby": this.title.id }, form, this.title, this.list);
    this.element.addEventListener("click", (event) => this.#closeOnBackdrop(event));
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "?") return; // the key that opened it closes it
      event.preventDefault();
      this.element.close();
    });
  }

  /** title, close: texts; rows: [{id, keys: ["Shift", "1–9"], text}], the id as `acts` knows it. */
  update({ title, close, rows }) {
    this.rows = rows;
    setText(this.title, title);
    this.close.setAttribute("aria-label", close);
    this.#list();
  }

  #list() {
    const rows = this.rows.filter(({ id }) => this.acts(id));
    this.list.replaceChildren(
      ...rows.map(({ keys, text }) =>
        h("div", {}, h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", {}, text)),
      ),
    );
  }

  /** The browser gives the focus back to where it was. */
  open() {
    if (this.element.open) return;
    this.#list();
    this.element.showModal();
  }

  #closeOnBackdrop({ target, clientX, clientY }) {
    if (target !== this.element) return;
    const { left, right, top, bottom } = this.element.getBoundingClientRect();
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) this.element.close();
  }
}
