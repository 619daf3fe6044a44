// A pause after the last picture: counted from when the device has taken that picture over, because a
// slow one may still be drawing it when as much time has passed.

const FRAMES = 2; // asked for and come: the picture before the last one is done

export class Rest {
  /** `over` is called `pause_ms` after the last `begin`. */
  constructor(pause_ms, over) {
    Object.assign(this, { pause_ms, over, due: false });
  }

  begin() {
    this.stop();
    this.due = true;
    this.#after(FRAMES);
  }

  #after(frames) {
    this.frame = requestAnimationFrame(() => {
      if (frames > 1) this.#after(frames - 1);
      else this.timer = setTimeout(() => this.#end(), this.pause_ms);
    });
  }

  #end() {
    this.due = false;
    this.over();
  }

  stop() {
    this.due = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
  }
}
