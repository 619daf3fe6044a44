// Wheel, pinch, drag and double tap on a picture. A plain wheel and, on the whole picture, one finger
// scroll the page, as on any map; Ctrl or Command with the wheel and two fingers enlarge.

const WHEEL_RATE = 0.0022; // of a doubling in each px of the wheel, times ln 2
const MOST_WHEEL_PX = 120; // a mouse's notch; a trackpad sends many small ones
const DRAG_PX = 6; // a pointer that moved less has tapped
const DOUBLE_MS = 350;
const DOUBLE_PX = 28;

export class ZoomGestures {
  /**
   * callbacks: {isActive(), canPan(), zoomBy(times, {clientX, clientY}), panBy(dx, dy), chosen(): the part that is
   * chosen, onDoubleTap(event, the part that was chosen before it), onTouch()}.
   */
  constructor(element, callbacks) {
    Object.assign(this, { element, callbacks, pinch: null, drag: null, tap: null, ended: new AbortController() });
    const listen = (name, handle, options = {}) =>
      element.addEventListener(name, handle, { signal: this.ended.signal, ...options });
    listen("wheel", (event) => this.#onWheel(event), { passive: false });
    listen("touchstart", (event) => this.#onTouch(event), { passive: false, capture: true });
    listen("touchmove", (event) => this.#onTouch(event), { passive: false, capture: true });
    for (const name of ["touchend", "touchcancel"]) listen(name, (event) => this.#onTouchEnd(event), { capture: true });
    listen("pointerdown", (event) => this.#onDown(event));
    listen("pointermove", (event) => this.#onMove(event));
    for (const name of ["pointerup", "pointercancel"]) listen(name, () => this.#endDrag());
    listen("click", (event) => this.#onClick(event), { capture: true });
    listen("gesturestart", (event) => this.#onGesture(event), { passive: false });
    listen("gesturechange", (event) => this.#onGesture(event), { passive: false });
  }

  #onWheel(event) {
    if (!(event.ctrlKey || event.metaKey) || !this.callbacks.isActive()) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const px = Math.min(Math.max(event.deltaY * lines, -MOST_WHEEL_PX), MOST_WHEEL_PX);
    this.callbacks.zoomBy(2 ** (-px * WHEEL_RATE * 2), event);
  }

  /** Safari's trackpad pinch. */
  #onGesture(event) {
    if (!this.callbacks.isActive()) return;
    event.preventDefault();
    if (event.type === "gesturechange") this.callbacks.zoomBy(event.scale / this.gestureScale, event);
    this.gestureScale = event.scale;
  }

  #onTouch(event) {
    this.callbacks.onTouch();
    if (!this.callbacks.isActive()) return;
    const { touches } = event;
    if (touches.length === 2) return this.#onPinch(event);
    const panned = touches.length === 1 && this.callbacks.canPan() && !this.pinch;
    if (!panned) return;
    const [{ clientX: x, clientY: y }] = touches;
    if (event.type === "touchstart") this.finger = { x, y, moved: false };
    else if (this.finger) this.#dragTo(this.finger, x, y, event);
  }

  #onPinch(event) {
    const [one, other] = event.touches;
    const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    const at = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
    event.preventDefault();
    event.stopPropagation();
    if (this.pinch && event.type === "touchmove") {
      if (this.callbacks.canPan()) this.callbacks.panBy(at.clientX - this.pinch.clientX, at.clientY - this.pinch.clientY);
      this.callbacks.zoomBy(apart / this.pinch.apart, at);
    }
    this.pinch = { apart, ...at };
    this.finger = null;
  }

  #onTouchEnd(event) {
    if (this.pinch) this.swallowed = true; // no tap where a finger was lifted
    else if (this.finger?.moved) this.swallowed = true;
    if (!event.touches.length) [this.pinch, this.finger] = [null, null];
    setTimeout(() => (this.swallowed = false));
  }

  #onDown(event) {
    this.swallowed = false;
    if (event.pointerType === "touch" || event.button !== 0) return;
    if (this.callbacks.isActive() && this.callbacks.canPan()) this.drag = { x: event.clientX, y: event.clientY, moved: false };
  }

  #onMove(event) {
    if (this.drag) this.#dragTo(this.drag, event.clientX, event.clientY, event);
  }

  #dragTo(from, x, y, event) {
    if (!from.moved && Math.hypot(x - from.x, y - from.y) < DRAG_PX) return;
    if (!from.moved && event.pointerId !== undefined) this.element.setPointerCapture(event.pointerId);
    from.moved = true;
    if (event.cancelable) event.preventDefault();
    this.callbacks.panBy(x - from.x, y - from.y);
    Object.assign(from, { x, y });
  }

  #endDrag() {
    this.swallowed = Boolean(this.drag?.moved);
    this.drag = null;
  }

  /** A drag ends in no tap; two quick taps on one spot are a double tap, of which neither is a tap. */
  #onClick(event) {
    if (this.swallowed) {
      this.swallowed = false;
      event.stopPropagation();
      return;
    }
    if (!this.callbacks.isActive()) return;
    const { clientX, clientY, timeStamp } = event;
    const before = this.tap;
    this.tap = { clientX, clientY, timeStamp, chosen: this.callbacks.chosen() };
    const isQuick = event.detail === 2 || timeStamp - before?.timeStamp <= DOUBLE_MS; // the mouse's own count first
    if (!before || !isQuick) return;
    if (Math.hypot(clientX - before.clientX, clientY - before.clientY) > DOUBLE_PX) return;
    this.tap = null;
    event.stopPropagation();
    this.callbacks.onDoubleTap(event, before.chosen);
  }

  stop() {
    this.ended.abort();
  }
}
