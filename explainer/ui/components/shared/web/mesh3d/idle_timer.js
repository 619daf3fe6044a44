// A pause after the last picture: counted from when the device has taken that picture over, because a
// slow one may still be drawing it when as much time has passed.

const FRAMES = 2; // asked for and come: the picture before the last one is done

export class IdleTimer {
  /** `onIdle` is called `idle_ms` after the last `restart`. */
  constructor(idle_ms, onIdle) {
    Object.assign(this, { idle_ms, onIdle, isPending: false });
  }

  restart() {
    this.stop();
    this.isPending = true;
    this.#after(FRAMES);
  }

  #after(frames) {
    this.frame = requestAnimationFrame(() => {
      if (frames > 1) this.#after(frames - 1);
      else this.timer = setTimeout(() => this.#end(), this.idle_ms);
    });
  }

  #end() {
    this.isPending = false;
    this.onIdle();
  }

  stop() {
    this.isPending = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
  }
}
