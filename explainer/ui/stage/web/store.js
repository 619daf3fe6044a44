// The reader's live state. Moves are drawn at once; a settled state is reported after a pause, so
// that a held arrow key does not make the page run again at every press.

import { pause_ms } from "./pause.js";

export class Store {
  /** `moved(names)` is called at every change, `settled(state)` when the reader has paused. */
  constructor(state, moved, settled) {
    this.state = state;
    this.moved = moved;
    this.settled = settled;
    this.timer = null;
  }

  /** Changes some fields; returns whether anything is different now. */
  move(fields) {
    const names = Object.keys(fields).filter((name) => !same(this.state[name], fields[name]));
    if (!names.length) return false;
    Object.assign(this.state, fields);
    this.moved(new Set(names));
    return true;
  }

  settle() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settled({ ...this.state }), pause_ms());
  }

  /** A choice that is final at once: a click, not a drag. */
  choose(fields) {
    if (this.move(fields)) this.settle();
  }

  stop() {
    clearTimeout(this.timer);
  }
}

function same(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
