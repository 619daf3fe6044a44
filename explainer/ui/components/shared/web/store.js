// The state of a component: changes are drawn at once and reported with a debounce.

import { Reporter } from "./reporting.js";

export class Store {
  /** `onChange(names)` is called at every change, `onReport(state)` after the debounce. */
  constructor(onChange, onReport) {
    this.state = {};
    this.onChange = onChange;
    this.reporter = new Reporter(() => onReport(this.state));
  }

  /** Merges the state of a new run; returns the names of the fields that changed. */
  receive({ slot, state, acknowledged }, send) {
    const merged = this.reporter.merge(slot, send, state, acknowledged);
    const names = Object.keys(merged).filter((name) => !same(this.state[name], merged[name]));
    this.state = merged;
    return new Set(names);
  }

  /** Changes fields; returns whether any differs from before. */
  update(fields) {
    const changed = Object.entries(fields).filter(([name, value]) => !same(this.state[name], value));
    if (!changed.length) return false;
    this.reporter.record(Object.fromEntries(changed));
    Object.assign(this.state, fields);
    this.onChange(new Set(changed.map(([name]) => name)));
    return true;
  }

  scheduleReport(after_ms) {
    this.reporter.schedule(after_ms);
  }

  /** Updates and schedules a report: for a click, not a drag. */
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
