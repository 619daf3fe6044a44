// Browser side of the report protocol (reports.py). Each changed value gets a sequence number; a report
// holds every unacknowledged value of a component; Python answers with the highest number applied.
// Unacknowledged values override Python's state; acknowledged ones are Python's. Reports are debounced,
// and flushed before anything else on the page is pressed.

import { debounce_ms } from "./report_debounce.js";

const RETRY_MS = [3_000, 60_000]; // first and longest delay of the exponential backoff
const PRESSABLE = "a, button, summary, label, input, select, textarea, [role=button], [role=link], [role=option], [role=tab]";
const RUNNING = "[data-test-script-state]:not([data-test-script-state=notRunning])"; // Streamlit's script
const PRESS_KEYS = new Set(["Enter", " "]);
const LEAVE_EVENTS = ["visibilitychange", "pagehide", "popstate"];

// Several bundles contain this module; the state is shared by all of them.
// slots: component -> {values: name -> [number, value], reporter: of the mounted instance, or null};
// edited: input element that is being typed in -> callback that commits its text.
const shared = (window.behindTheKneeReports ??= { last: 0, posted: 0, slots: new Map(), edited: new Map() });
const { edited } = shared;

/** Sequence numbers increase within a page and from one visit to the next. */
function nextNumber() {
  shared.last = Math.max(shared.last + 1, Date.now());
  return shared.last;
}

export class Reporter {
  /** `onReport` is called after each debounce, whether or not there is something to send. */
  constructor(onReport = () => {}) {
    this.onReport = onReport;
    this.sent = 0;
  }

  /**
   * The state to show: Python's `state` overridden by unacknowledged values. To be called at every
   * run of the page. `send(name, report)` is the component's setStateValue.
   */
  merge(slot, send, state, acknowledged) {
    if (!shared.slots.has(slot)) shared.slots.set(slot, { values: new Map(), reporter: null });
    this.slot = shared.slots.get(slot);
    this.slot.reporter = this;
    this.send = send;
    acknowledge(slot, acknowledged);
    if (!this.slot.values.size) this.#cancelTimers();
    const pending = [...this.slot.values].map(([name, [, value]]) => [name, value]);
    return { ...state, ...Object.fromEntries(pending) };
  }

  /** Names of the unacknowledged values. */
  get pendingNames() {
    return new Set(this.slot?.values.keys());
  }

  /** Stores changed values (by name) for the next report. */
  record(values) {
    for (const [name, value] of Object.entries(values)) this.slot?.values.set(name, [nextNumber(), value]);
  }

  /** Reports after a debounce. */
  schedule(after_ms = debounce_ms()) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), after_ms);
  }

  /** Reports all unacknowledged values now. */
  flush() {
    this.#cancelTimers();
    this.onReport();
    if (this.slot?.values.size) this.#send();
  }

  #send() {
    this.sent = newest(this.slot.values);
    this.send("report", { number: nextNumber(), values: Object.fromEntries(this.slot.values) });
    this.retry_ms = Math.min(2 * (this.retry_ms ?? RETRY_MS[0] / 2), RETRY_MS[1]);
    this.#retryLater();
  }

  /** Not during a script run: a report would interrupt the opening of another page. */
  #retryLater() {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      if (!this.slot.values.size) return;
      if (document.querySelector(RUNNING)) this.#retryLater();
      else this.#send();
    }, this.retry_ms);
  }

  /** Whether some value has never been sent. */
  get hasUnsent() {
    return newest(this.slot?.values ?? new Map()) > this.sent;
  }

  #cancelTimers() {
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    this.retry_ms = undefined;
  }

  /** Its values have just been sent by the outbox. */
  markPosted() {
    if (this.hasUnsent) this.onReport();
    this.#cancelTimers();
    this.sent = newest(this.slot.values);
  }

  /** The component is unmounted: unacknowledged values are left to the outbox. */
  stop() {
    this.#cancelTimers();
    if (this.slot?.reporter !== this) return;
    this.slot.reporter = null;
    if (this.slot.values.size) setTimeout(postAll);
  }
}

/** Whether a component has been mounted in a slot. */
export function wasMounted(slot) {
  return shared.slots.has(slot);
}

/** `commit` will be called before another action on the page. */
export function trackEdit(input, commit) {
  edited.set(input, commit);
}

export function endEdit(input) {
  return edited.delete(input);
}

function acknowledge(slot, number) {
  const values = shared.slots.get(slot)?.values ?? new Map();
  for (const [name, [own]] of values) if (own <= number) values.delete(name);
}

function newest(values) {
  return Math.max(0, ...[...values.values()].map(([number]) => number));
}

/** Sends the unacknowledged values of all components in one report of the outbox. */
function postAll() {
  const outbox = window.behindTheKneeOutbox; // outbox.js
  for (const [slot, number] of Object.entries(outbox?.acknowledged ?? {})) acknowledge(slot, number);
  const pending = [...shared.slots].filter(([, { values }]) => values.size);
  const last = Math.max(0, ...pending.map(([, { values }]) => newest(values)));
  if (last <= shared.posted) return; // sent already
  if (!outbox) return pending.forEach(([, { reporter }]) => reporter?.flush());
  shared.posted = last;
  const slots = pending.map(([slot, { values }]) => [slot, Object.fromEntries(values)]);
  outbox.send("report", { number: nextNumber(), slots: Object.fromEntries(slots) });
  for (const [, { reporter }] of pending) reporter?.markPosted();
  shared.isPosting = true;
  setTimeout(() => (shared.isPosting = false)); // Streamlit sends in the next task
}

/** Commits the text of all edited fields but one. */
function commitEdits(except) {
  for (const [input, commit] of [...edited]) if (input !== except) commit();
}

/**
 * Sends all values before a press. Streamlit batches simultaneous state changes into one message, which
 * reruns one fragment only, and navigates before it: so the click is delayed until they are sent.
 */
function beforePress(event) {
  const [target] = event.composedPath();
  if (event.type === "keydown" && target instanceof Element && edited.has(target)) return;
  commitEdits(target);
  if (event.type === "keydown" && !PRESS_KEYS.has(event.key)) return;
  const isInComponent = target.getRootNode?.() instanceof ShadowRoot; // which reports by itself
  if (isInComponent || !target.closest?.(PRESSABLE)) return;
  postAll();
  if (event.type !== "click" || !shared.isPosting) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => target.dispatchEvent(new MouseEvent("click", event)));
}

/** Delays popstate as a click is delayed: the last message to Streamlit decides which page it runs. */
function beforeHistoryMove(event) {
  postAll();
  if (!shared.isPosting) return;
  event.stopImmediatePropagation();
  setTimeout(() => dispatchEvent(new PopStateEvent("popstate", { state: event.state })));
}

function beforeLeaving(event) {
  if (event.type === "visibilitychange" && document.visibilityState !== "hidden") return;
  commitEdits(null);
  if (event.type === "popstate") return beforeHistoryMove(event);
  for (const { reporter } of shared.slots.values()) if (reporter?.hasUnsent) reporter.flush();
}

/** Reports sent while the websocket was disconnected are lost: sends them again. */
function resendAll() {
  shared.posted = 0;
  let orphans = false;
  for (const { values, reporter } of shared.slots.values()) {
    if (values.size && reporter) reporter.flush();
    else orphans ||= values.size > 0;
  }
  if (orphans) postAll();
}

if (!shared.isListening) {
  shared.isListening = true;
  for (const name of ["pointerdown", "click", "keydown"]) addEventListener(name, beforePress, { capture: true });
  for (const name of LEAVE_EVENTS) addEventListener(name, beforeLeaving, { capture: true });
  addEventListener("websocket-reconnected", resendAll);
}
