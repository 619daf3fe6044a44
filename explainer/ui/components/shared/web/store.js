// The reader's live state. Moves are drawn at once and reported after a pause, so that a held arrow
// key does not make the page run again at every press.

import { Reporter } from "./reporting.js";

export class Store {
  /** `onChange(names)` is called at every change, `onReport(state)` when the reader has paused. */
  constructor(onChange, onReport) {
    this.state = {};
    this.onChange = onChange;
    this.reporter = new Reporter(() => onReport(this.state));
  }

  /** Python has spoken; returns the names of the fields that are different now. */
  receive({ slot, state, acknowledged }, send) {
    const taken = this.reporter.merge(slot, send, state, acknowledged);
    const names = Object.keys(taken).filter((name) => !same(this.state[name], taken[name]));
    this.state = taken;
    return new Set(names);
  }

  /** Changes some fields; returns whether anything is different now. */
  update(fields) {
    const changed = Object.entries(fields).filter(([name, value]) => !same(this.state[name], value));
    if (!changed.length) return false;
    this.reporter.record(Object.fromEntries(changed));
    Object.assign(this.state, fields);
    this.onChange(new Set(changed.map(([name]) => name)));
    return true;
  }

  /** The reader has let go; while they type, the pause is longer. */
  scheduleReport(after_ms) {
    this.reporter.schedule(after_ms);
  }

  /** A choice that is final at once: a click, not a drag. */
  commit(fields) {
    if (this.update(fields)) this.scheduleReport();
  }

  stop() {
    this.reporter.stop();
  }
}

function same(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
