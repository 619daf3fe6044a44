// The clinic's pen: freehand lines over the picture, toggled by the button or P, cleared by Escape;
// nothing is stored or sent.

import { h, setText, svg } from "../../../shared/web/dom.js";

const LEAST_PX = 2; // shorter moves add no point
const pens = new Set(); // of all diagrams of the page: one key toggles all

export class Pen {
  /** data.overlay_settings.clinic: there is a pen only in the clinic's view. */
  constructor({ host, data, words }) {
    if (!data.overlay_settings.clinic) return;
    Object.assign(this, { host, words });
    this.sheet = svg("svg", { class: "pen-sheet", "aria-hidden": "true" });
    this.button = h("button", { type: "button", class: "pen", onclick: () => toggle(!this.active) });
    this.live = h("p", { class: "sr-only", role: "status" });
    this.sheet.addEventListener("pointerdown", (event) => this.#start(event));
    this.sheet.addEventListener("pointermove", (event) => this.#draw(event));
    for (const end of ["pointerup", "pointercancel"]) this.sheet.addEventListener(end, () => (this.line = null));
    host.append(this.sheet, this.button, this.live);
    pens.add(this);
    if (pens.size === 1) document.addEventListener("keydown", onKey);
    this.setActive([...pens][0].active ?? false, "");
  }

  setActive(active, messageKey) {
    this.active = active;
    this.host.classList.toggle("drawing", active);
    this.button.setAttribute("aria-pressed", String(active));
    setText(this.button, this.words.text(active ? "pen_down" : "pen_up"));
    if (messageKey) setText(this.live, this.words.text(messageKey));
  }

  wipe() {
    if (!this.sheet.childElementCount) return;
    this.sheet.replaceChildren();
    this.line = null;
    setText(this.live, this.words.text("pen_wiped"));
  }

  #start(event) {
    this.sheet.setPointerCapture(event.pointerId);
    this.points = [this.#at(event)];
    const [halo, line] = [svg("polyline", { class: "pen-halo" }), svg("polyline", { class: "pen-line" })];
    this.sheet.append(halo, line);
    this.line = [halo, line];
    this.#show();
  }

  #draw(event) {
    if (!this.line) return;
    const [x, y] = this.#at(event);
    const [before_x, before_y] = this.points.at(-1);
    if (Math.hypot(x - before_x, y - before_y) < LEAST_PX) return;
    this.points.push([x, y]);
    this.#show();
  }

  /** A single point gets a second one: it shows as a dot. */
  #show() {
    const [first] = this.points;
    const drawn = this.points.length > 1 ? this.points : [first, [first[0] + 0.1, first[1]]];
    const text = drawn.map((point) => point.map((one) => one.toFixed(1)).join()).join(" ");
    for (const line of this.line) line.setAttribute("points", text);
  }

  #at({ clientX, clientY }) {
    const box = this.host.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  }

  /** Clears the lines when another side or size of the picture is shown. */
  draw({ view, turned }) {
    if (!this.sheet) return;
    const side = `${turned} ${view.split("_")[0]} ${this.host.clientWidth} ${this.host.clientHeight}`;
    if (this.side !== undefined && side !== this.side) this.wipe();
    this.side = side;
  }

  /** An active pen draws on tap. */
  tap() {
    return this.active === true;
  }

  stop() {
    if (!this.sheet) return;
    pens.delete(this);
    if (!pens.size) document.removeEventListener("keydown", onKey);
    for (const part of [this.sheet, this.button, this.live]) part.remove();
    this.host.classList.remove("drawing");
  }
}

function toggle(active) {
  [...pens].forEach((pen, n) => pen.setActive(active, n ? "" : active ? "pen_taken" : "pen_left"));
}

function onKey(event) {
  if (event.key === "Escape") for (const pen of pens) pen.wipe();
  if (event.key.toLowerCase() === "p" && !typing(event)) toggle(![...pens][0].active);
}

/** Whether a key belongs to a control or to the browser. */
export function typing(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.composedPath()[0];
  const own = "input, select, textarea, [contenteditable], [role=slider], [role=listbox], [role=radio], [role=tab]";
  return target instanceof Element && Boolean(target.closest(`${own}, [role=option], [role=dialog], .scene`));
}
