// The leg's picture: from the side painted on a canvas, from behind drawn in 3-D under it. The canvas stays
// on top: it is what a finger, a key and a screen reader find. In 3-D a drag to the side turns the leg.

import { h } from "../../shared/web/dom.js";
import { LegPainter } from "./leg_painter.js";

const BESIDE_MM = 130; // from behind a leg reaches so far to either side
const MIDDLE_MM = -12; // from the hip to the middle of what is seen from behind: the sacrum lies inwards
const TAP_PX = 6; // a pointer that moved less has tapped
const HALF_TURN_PX = 600; // a drag as long turns the leg round
const KEY_TURN = Math.PI / 18;
const KEYS = { ArrowLeft: -1, ArrowRight: 1 }; // with the shift key
const seenFrom = new Map(); // slot -> "side" or "behind": kept while the page is open

export const VIEWS = ["side", "behind"];

export class LegView {
  /**
   * data: the payload; shapes: limb.json; images: LegImages; loadScript(URL) -> exports; callbacks: {onTap(id),
   * onChange(), onFailed()}.
   */
  constructor({ data, shapes, images, loadScript }, callbacks) {
    Object.assign(this, { data, loadScript, callbacks, leg3d: null });
    this.canvas = h("canvas", { class: `leg ${data.side}`, role: "img", "aria-label": data.spoken, tabindex: 0 });
    this.element = h("div", { class: "leg-view" }, this.canvas);
    this.element.legView = this; // for tests and the console
    this.painter = new LegPainter(this.canvas, { ...data, shapes, images });
    const listen = (name, handle) => this.canvas.addEventListener(name, handle);
    listen("click", (event) => this.#onTap(event));
    listen("pointerdown", (event) => this.#onDown(event));
    listen("pointermove", (event) => this.#onMove(event));
    listen("keydown", (event) => this.#onKey(event));
  }

  /** Whether this device may have 3-D; whether it really does shows when it is opened. */
  get hasBehind() {
    return Boolean(window.WebGL2RenderingContext) && !this.hasFailed;
  }

  get seenFrom() {
    return this.hasBehind ? (seenFrom.get(this.data.slot) ?? "side") : "side";
  }

  lookFrom(view) {
    seenFrom.set(this.data.slot, view);
    if (view === "side") this.#close();
    this.callbacks.onChange();
  }

  /** The bundle with the 3-D leg is fetched here, once. */
  async #open() {
    const { data, callbacks } = this;
    this.isOpening = true;
    try {
      const { Leg3D } = await this.loadScript(data.leg3d.script);
      const labelled = data.muscles.filter(({ tag, reading }) => tag || reading).map(({ id }) => id);
      const settings = { ...data.leg3d, side: data.side, labelled };
      const leg3d = new Leg3D(this.element, settings, { onFrame: callbacks.onChange, onLost: () => this.#onLost() });
      this.leg3d = leg3d;
      await leg3d.open();
      if (this.seenFrom === "side" || this.isStopped) this.#close();
    } catch (error) {
      console.warn(error); // the cause, for the host; the reader gets a message
      this.#close();
      this.hasFailed = true;
      callbacks.onFailed();
    }
    this.isOpening = false;
    callbacks.onChange();
  }

  /** The browser dropped the context, as phones do: the next picture opens a new one. */
  #onLost() {
    this.#close();
    this.callbacks.onChange();
  }

  #close() {
    this.leg3d?.close();
    this.leg3d = null;
    this.shown = null;
  }

  get #is3D() {
    return this.seenFrom === "behind" && Boolean(this.leg3d?.isOpen);
  }

  /**
   * angles: of the joints; posed: result of Pose.at; box: see framing.js; how: {dress, fillOf, selected,
   * isGrounded, key: changes with anything that changes the picture}.
   */
  draw({ angles, posed, box, width, height, ...how }) {
    if (this.seenFrom === "behind" && !this.leg3d && !this.isOpening) this.#open();
    this.painter.frame(box, width, height);
    this.element.dataset.seenFrom = this.#is3D ? "behind" : "side";
    this.#name();
    if (this.#is3D) this.#draw3D(angles, box, { width, height, ...how });
    else this.painter.draw(posed, how);
  }

  #name() {
    const { spoken, words } = this.data;
    this.canvas.setAttribute("aria-label", this.#is3D ? `${words.seen_behind} ${spoken}` : spoken);
    this.canvas.title = this.#is3D ? words.drag_to_turn : "";
  }

  #draw3D(angles, box, { width, height, isGrounded, key, ...how }) {
    const shown = JSON.stringify([angles, width, height, key]);
    if (this.shown === shown) return; // labels alone have moved
    this.shown = shown;
    const px_mm = Math.min(height / (box.top - box.bottom), width / (2 * BESIDE_MM));
    const x = width / 2 - (this.data.side === "left" ? -1 : 1) * px_mm * MIDDLE_MM;
    this.ends3D = { left: width / 2 - px_mm * BESIDE_MM, right: width / 2 + px_mm * BESIDE_MM };
    this.leg3d.show({ angles, frame: { width, height, x, y: px_mm * box.top, px_mm }, ...how });
    const { x: middle, y } = this.leg3d.sole;
    this.painter.drawGroundAlone(isGrounded && [this.#mirror(middle, width), y], px_mm);
  }

  /** CSS pixels across the canvas as seen, and the reverse: the canvas of a left leg is mirrored. */
  #mirror(x, width) {
    return this.data.side === "left" ? width - x : x;
  }

  /** [x, y] in CSS pixels, as seen, of a place on a muscle; undefined where it does not show. */
  anchor(id) {
    if (this.#is3D) return this.leg3d.anchor(id);
    const [x, y] = this.painter.anchor(id);
    return [this.#mirror(x, this.painter.size.width), y];
  }

  /** {left, right}: CSS pixels between which the leg is drawn. */
  get ends() {
    if (this.#is3D) return this.ends3D;
    const { ends, size: { width } } = this.painter;
    const [left, right] = [ends.left, ends.right].map((x) => this.#mirror(x, width)).sort((a, b) => a - b);
    return { left, right };
  }

  /** Whether a muscle's label stands at the right: in 3-D on its own side, else behind or before the leg. */
  isAtRight({ id, is_anterior: isAnterior }) {
    if (this.#is3D) return this.leg3d.isAtRight(id);
    return isAnterior !== (this.data.side === "left");
  }

  #onTap({ clientX, clientY }) {
    if (this.hasDragged) return;
    const { left, top, width } = this.canvas.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top];
    const id = this.#is3D ? this.leg3d.hit(x, y) : this.painter.hit(this.#mirror(x, width), y);
    if (this.data.muscles.some((muscle) => muscle.id === id)) this.callbacks.onTap(id);
  }

  #onDown(event) {
    this.hasDragged = false;
    this.from = this.#is3D && event.isPrimary ? event : null;
  }

  #onMove(event) {
    if (!this.from || !event.buttons || !this.#is3D) return;
    if (!this.hasDragged && Math.abs(event.clientX - this.from.clientX) < TAP_PX) return;
    if (!this.hasDragged) this.canvas.setPointerCapture(event.pointerId);
    this.hasDragged = true;
    const turned = Math.PI / Math.min(HALF_TURN_PX, this.canvas.clientWidth);
    this.leg3d.turn((event.clientX - this.from.clientX) * turned);
    this.from = event;
  }

  #onKey(event) {
    if (!this.#is3D || !event.shiftKey || !(event.key in KEYS)) return;
    this.leg3d.turn(KEYS[event.key] * KEY_TURN);
    event.preventDefault();
    event.stopPropagation(); // without the shift key they step through the stride
  }

  stop() {
    this.isStopped = true;
    this.#close();
  }
}
