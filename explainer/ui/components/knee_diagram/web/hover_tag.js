// The small tag beside the mouse: what lies under it. A finger has no use for it.

import { h, setText } from "../../shared/web/dom.js";

export class HoverTag {
  constructor() {
    this.element = h("div", { class: "pointer-tag", "aria-hidden": "true", hidden: true });
  }

  /** Shows `text` beside the mouse, on the side where the picture has room; "" takes it away. */
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
