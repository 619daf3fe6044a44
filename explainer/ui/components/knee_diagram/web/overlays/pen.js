// The clinic's pen on one picture: freehand lines over it. The button and the keys of the pen are the
// clinic bar's. drawings.js keeps the lines: of a flat picture in mm along its axes, so that they stay on
// the knee when the picture changes its size; of the turned knee in heights of the pane from its middle.

import { svg } from "../../../shared/web/dom.js";
import { is3d } from "../rendering.js";
import { addLine, addPen, isPenOn, linesOf, onDrawingChange, removePen } from "../../../shared/web/drawings.js";

const LEAST_PX = 2; // shorter moves add no point

export class Pen {
  /** data.overlay_settings.clinic: there is a pen only in the clinic's view. */
  constructor({ host, picture, data }) {
    if (!data.overlay_settings.clinic) return;
    Object.assign(this, { host, picture, diagram: `${data.key} ${data.reference?.after ?? false}` }); // of two weeks, each has its lines
    [this.key, this.axes] = [null, null]; // of the picture in sight
    this.sheet = svg("svg", { class: "pen-sheet", "aria-hidden": "true" });
    this.sheet.addEventListener("pointerdown", (event) => this.#start(event));
    this.sheet.addEventListener("pointermove", (event) => this.#extend(event));
    for (const end of ["pointerup", "pointercancel"]) this.sheet.addEventListener(end, () => (this.current = null));
    host.append(this.sheet);
    this.ignore = onDrawingChange(() => this.#render());
    this.#render();
  }

  draw(state) {
    if (!this.sheet) return;
    const axes = is3d(state) ? null : this.picture.shown?.sheet.axes;
    if (axes === undefined) return; // no picture yet
    const key = `${this.diagram} ${axes?.join() ?? "turned"}`;
    if (this.key !== key) {
      [this.key, this.axes, this.current] = [key, axes, null];
      addPen(this);
    }
    const { left, top, scale } = this.picture.placement ?? {};
    const placed = `${key} ${left} ${top} ${scale} ${this.host.clientWidth} ${this.host.clientHeight}`;
    if (this.placed === placed) return; // a slider's move leaves the lines where they are
    this.placed = placed;
    this.#render();
  }

  #start(event) {
    if (!this.key) return;
    this.sheet.setPointerCapture(event.pointerId);
    this.current = [this.#place(event)];
    [this.lastX, this.lastY] = [event.clientX, event.clientY];
    addLine(this.key, this.current);
  }

  #extend(event) {
    if (!this.current || Math.hypot(event.clientX - this.lastX, event.clientY - this.lastY) < LEAST_PX) return;
    [this.lastX, this.lastY] = [event.clientX, event.clientY];
    this.current.push(this.#place(event));
    const text = this.#toText(this.current);
    for (const line of [...this.sheet.children].slice(-2)) line.setAttribute("points", text);
  }

  #render() {
    this.host.classList.toggle("drawing", isPenOn());
    const drawn = (this.key ? linesOf(this.key) : []).map((line) => this.#toText(line));
    this.sheet.replaceChildren(
      ...drawn.flatMap((points) => [svg("polyline", { class: "pen-halo", points }), svg("polyline", { class: "pen-line", points })]),
    );
  }

  /** A pointer event's place as it is kept. */
  #place(event) {
    if (this.axes) return this.picture.toMillimetres(event).at;
    const { left, top, width, height } = this.host.getBoundingClientRect();
    return [(event.clientX - left - width / 2) / height, (event.clientY - top - height / 2) / height];
  }

  /** A line as points in px of the pane; a single point gets a second one, so that it shows as a dot. */
  #toText(line) {
    const points = line.map((place) => this.#toPixels(place));
    if (points.length === 1) points.push([points[0][0] + 0.1, points[0][1]]);
    return points.map((point) => point.map((one) => one.toFixed(1)).join()).join(" ");
  }

  #toPixels(place) {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!this.axes) return [width / 2 + place[0] * height, height / 2 + place[1] * height];
    const { x, y } = this.picture.toPixels(place) ?? { x: 0, y: 0 };
    return [x, y];
  }

  /** A pen in use draws on tap. */
  tap() {
    return Boolean(this.sheet) && isPenOn();
  }

  stop() {
    if (!this.sheet) return;
    this.ignore();
    removePen(this);
    this.sheet.remove();
    this.host.classList.remove("drawing");
  }
}
