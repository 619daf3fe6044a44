// How a hand turns the 3-D knee: drag with one finger or the mouse, and keys. Wheel and two fingers
// enlarge it: ../zoom.js.

const TAP_PX = 6; // a pointer that moved less has tapped
const HALF_TURN_PX = 600; // a drag as long turns the knee round to its other side
const KEY_TURN = Math.PI / 18;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SIZES = { "+": "in", "=": "in", "-": "out", _: "out", 0: "fit" };

export class OrbitGestures {
  /**
   * callbacks: {onTurn(right, down: rad), onEnd() after its last turn, onSize("in", "out" or "fit"),
   * onTap(event), onHover(event or null)}.
   */
  constructor(element, callbacks) {
    Object.assign(this, { element, callbacks, pointers: new Map(), moved: false, isPinch: false });
    const listen = (name, handle) => element.addEventListener(name, handle);
    listen("pointerdown", (event) => this.#down(event));
    listen("pointermove", (event) => this.#move(event));
    listen("pointerup", (event) => this.#up(event, true));
    listen("pointercancel", (event) => this.#up(event, false));
    listen("pointerleave", () => callbacks.onHover(null));
    listen("keydown", (event) => this.#key(event));
  }

  #down(event) {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    if (!this.pointers.size) Object.assign(this, { moved: false, isPinch: false, from: event });
    else this.isPinch = true; // until all fingers are up
    this.pointers.set(event.pointerId, event);
    this.element.setPointerCapture(event.pointerId);
    this.callbacks.onHover(null);
  }

  #move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch" && !event.buttons) this.callbacks.onHover(event);
      return;
    }
    this.pointers.set(event.pointerId, event);
    if (this.isPinch) return;
    this.moved ||= distance(event, this.from) >= TAP_PX;
    if (!this.moved) return;
    const turned = Math.PI / Math.min(HALF_TURN_PX, this.element.clientWidth);
    this.callbacks.onTurn((event.clientX - before.clientX) * turned, (event.clientY - before.clientY) * turned);
  }

  #up(event, isTap) {
    if (!this.pointers.delete(event.pointerId) || this.pointers.size) return;
    if (this.moved) this.callbacks.onEnd();
    else if (isTap && !this.isPinch) this.callbacks.onTap(event);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ARROWS) {
      this.callbacks.onTurn(...ARROWS[event.key].map((part) => part * KEY_TURN));
      this.callbacks.onEnd();
    } else if (event.key in SIZES) this.callbacks.onSize(SIZES[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation(); // these are the page's shortcut keys too
  }
}

function distance(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}
