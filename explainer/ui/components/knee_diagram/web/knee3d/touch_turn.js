// How a finger turns plotly's scene. Plotly turns its camera for a touch but reports nothing of it, and
// takes two fingers for one that jumps: here the camera is read at every frame while a finger is down,
// and a second finger is left to the browser, which enlarges the page.

export class TouchTurn {
  /** box: holds plotly's canvas. callbacks: {onFrame(), onEnd()}: at every frame, and when the finger is gone. */
  constructor(box, callbacks) {
    Object.assign(this, { callbacks, fingers: 0, many: false, frame: null });
    const noticed = (event) => this.#onTouch(event);
    for (const name of ["touchstart", "touchmove", "touchend", "touchcancel"]) {
      box.addEventListener(name, noticed, { capture: true, passive: true });
    }
  }

  #onTouch(event) {
    const before = this.fingers;
    this.fingers = event.touches.length;
    this.many = this.fingers > 1 || (this.many && before > 0);
    if (this.many && event.type !== "touchend") event.stopPropagation(); // until all fingers are up
    if (this.fingers && !before) this.#follow();
    if (!this.fingers && before) this.#end();
  }

  #follow() {
    this.frame = requestAnimationFrame(() => {
      this.callbacks.onFrame();
      this.#follow();
    });
  }

  #end() {
    this.stop();
    this.many = false;
    this.callbacks.onEnd();
  }

  stop() {
    cancelAnimationFrame(this.frame);
  }
}
