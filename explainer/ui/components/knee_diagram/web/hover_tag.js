// Tooltip that names the structure under the mouse; not for touch.

import { h, setText } from "../../shared/web/dom.js";

export class HoverTag {
  constructor() {
    this.element = h("div", { class: "pointer-tag", "aria-hidden": "true", hidden: true });
  }

  /** Shows `text` on the pointer's roomier side; "" hides it. */
  show(event, text) {
    this.element.hidden = !text || event.pointerType === "touch";
    if (this.element.hidden) return;
    setText(this.element, text);
    const box = this.element.parentElement.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const side = x < box.width / 2 ? "" : "translateX(calc(-100% - 28px))";
    this.element.style.transform = `translate(${x}px, ${y}px) ${side}`;
  }
}
