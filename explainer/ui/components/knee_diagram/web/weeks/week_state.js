// The state of one of two weeks: a Store's own, in which the second week's distance and ground have
// names of their own.

const AFTER = "after_";
const OWN = ["miles", "surface"]; // what the weeks do not share

/** A Store as the diagram of the week now (`prefix` "") or after the change (AFTER) uses it. */
class WeekState {
  constructor(store, prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  get state() {
    const { state } = this.store;
    return { ...state, ...Object.fromEntries(OWN.map((name) => [name, state[this.prefix + name]])) };
  }

  update(fields) {
    return this.store.update(this.#rename(fields));
  }

  commit(fields) {
    this.store.commit(this.#rename(fields));
  }

  scheduleReport(after_ms) {
    this.store.scheduleReport(after_ms);
  }

  stop() {} // the Store is the pair's

  /** Which of the Store's changed fields this week shows, under the diagram's names. */
  namesOf(changed) {
    const own = OWN.filter((name) => changed.has(this.prefix + name));
    const shared = [...changed].filter((name) => !OWN.includes(name.replace(AFTER, "")));
    return new Set([...shared, ...own]);
  }

  #rename(fields) {
    const rename = (name) => (OWN.includes(name) ? this.prefix + name : name);
    return Object.fromEntries(Object.entries(fields).map(([name, value]) => [rename(name), value]));
  }
}

export function weekStates(store) {
  return { now: new WeekState(store, ""), after: new WeekState(store, AFTER) };
}

/** Whether a change of these fields moves the week now, with which the week after is compared. */
export function movesReference(changed) {
  return OWN.some((name) => changed.has(name));
}
