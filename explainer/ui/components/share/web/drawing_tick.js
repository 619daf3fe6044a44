// A tick for the print: puts the lines of the pen on the handout's picture. It shows itself only while
// there are lines on a flat picture, and sends them only while it is ticked.

import { onDrawingChange, printableDrawing } from "../../shared/web/drawings.js";
import { h, setText } from "../../shared/web/dom.js";
import { createRenderer } from "../../shared/web/mount.js";

class DrawingTick {
  constructor(place) {
    this.box = h("input", { type: "checkbox", id: "print-drawing", onchange: () => this.#send() });
    this.label = h("span");
    this.note = h("p");
    this.element = h("div", {}, h("label", { for: this.box.id }, this.box, this.label), this.note);
    place.append(this.element);
    this.ignore = onDrawingChange(() => this.#show());
  }

  update({ data, setStateValue }) {
    this.setStateValue = setStateValue;
    setText(this.label, data.drawing);
    setText(this.note, data.drawing_note);
    this.box.checked = data.ticked;
    this.#show();
  }

  #show() {
    this.element.hidden = !printableDrawing();
  }

  #send() {
    this.setStateValue("drawing", this.box.checked ? printableDrawing() : null);
  }

  stop() {
    this.ignore();
    this.element.remove();
  }
}

export const render = createRenderer(DrawingTick);
