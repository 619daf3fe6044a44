// The reader's live state. Moves are drawn at once and reported after a pause, so that a held arrow
// key does not make the page run again at every press.

import { Reporter } from "./reporting.js";

export class Store {
  /** `moved(names)` is called at every change, `reported(state)` when the reader has paused. */
  constructor(moved, reported) {
    this.state = {};
    this.moved = moved;
    this.reporter = new Reporter(() => reported(this.state));
  }

  /** Python has spoken; returns the names of the fields that are different now. */
  take({ slot, state, acknowledged }, send) {
    const taken = this.reporter.take(slot, send, state, acknowledged);
    const names = Object.keys(taken).filter((name) => !same(this.state[name], taken[name]));
    this.state = taken;
    return new Set(names);
  }

  /** Changes some fields; returns whether anything is different now. */
  move(fields) {
    const changed = Object.entries(fields).filter(([name, value]) => !same(this.state[name], value));
    if (!changed.length) return false;
    this.reporter.note(Object.fromEntries(changed));
    Object.assign(this.state, fields);
    this.moved(new Set(changed.map(([name]) => name)));
    return true;
  }

  /** The reader has let go; while they type, the pause is longer. */
  settle(after_ms) {
    this.reporter.settle(after_ms);
  }

  /** A choice that is final at once: a click, not a drag. */
  choose(fields) {
    if (this.move(fields)) this.settle();
  }

  stop() {
    this.reporter.stop();
  }
}

function same(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
