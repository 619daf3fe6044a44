// What the reader has typed or moved, until Python has acknowledged it. The one protocol of all our
// components: each changed value carries a number; a report holds every value of a component that is
// not acknowledged yet; Python answers with the highest number it has taken. What is still
// unacknowledged stands above what Python says, whatever it says; what is acknowledged is Python's.
// A report goes after a pause, and at once before anything else on the page is pressed.

import { debounce_ms } from "./report_debounce.js";

const RETRY_MS = [3_000, 60_000]; // a report without an answer is sent again, each time later
const PRESSED = "a, button, summary, label, input, select, textarea, [role=button], [role=link], [role=option], [role=tab]";
const AT_WORK = "[data-test-script-state]:not([data-test-script-state=notRunning])"; // Streamlit's word
const KEYS = new Set(["Enter", " "]);
const LEAVING = ["visibilitychange", "pagehide", "popstate"];

// Several scripts of ours hold a copy of this one; what they know of the reader is one.
// slots: component -> {values: name -> [number, value], reporter: of the one that stands, or null};
// edited: input element that is being typed in -> what takes its text over.
const shared = (window.behindTheKneeReports ??= { last: 0, posted: 0, slots: new Map(), edited: new Map() });
const { edited } = shared;

/** Numbers rise for as long as the page lives, and from one visit to the next. */
function nextNumber() {
  shared.last = Math.max(shared.last + 1, Date.now());
  return shared.last;
}

export class Reporter {
  /** `onReport` is called whenever the reader has paused and a report goes out. */
  constructor(onReport = () => {}) {
    this.onReport = onReport;
    this.sent = 0;
  }

  /**
   * What is to be shown: Python's `state` with what it has not acknowledged yet on top. To be called
   * whenever Python has spoken. `send(name, report)` is Streamlit's own way for this component.
   */
  merge(slot, send, state, acknowledged) {
    if (!shared.slots.has(slot)) shared.slots.set(slot, { values: new Map(), reporter: null });
    this.slot = shared.slots.get(slot);
    this.slot.reporter = this;
    this.send = send;
    acknowledge(slot, acknowledged);
    if (!this.slot.values.size) this.#cancelTimers();
    const waiting = [...this.slot.values].map(([name, [, value]]) => [name, value]);
    return { ...state, ...Object.fromEntries(waiting) };
  }

  /** The names of what is not acknowledged. */
  get waiting() {
    return new Set(this.slot?.values.keys());
  }

  /** The reader changed these values (by name); they are reported at the next pause. */
  record(values) {
    for (const [name, value] of Object.entries(values)) this.slot?.values.set(name, [nextNumber(), value]);
  }

  /** Reports when the reader has paused for so long. */
  schedule(after_ms = debounce_ms()) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), after_ms);
  }

  /** Reports now what is not acknowledged; where all is, the reader has only paused. */
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

  /** Not while Python is at work: a report beside a page that is being opened would undo that. */
  #retryLater() {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      if (!this.slot.values.size) return;
      if (document.querySelector(AT_WORK)) this.#retryLater();
      else this.#send();
    }, this.retry_ms);
  }

  /** Whether something has not been reported at all. */
  get isBehind() {
    return newest(this.slot?.values ?? new Map()) > this.sent;
  }

  /** Nothing is due: all is acknowledged, or goes another way. */
  #cancelTimers() {
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    this.retry_ms = undefined;
  }

  /** Its values have just gone by the outbox. */
  markPosted() {
    if (this.isBehind) this.onReport();
    this.#cancelTimers();
    this.sent = newest(this.slot.values);
  }

  /** The component is taken from the page: what is not acknowledged stays for the outbox. */
  stop() {
    this.#cancelTimers();
    if (this.slot?.reporter !== this) return;
    this.slot.reporter = null;
    if (this.slot.values.size) setTimeout(postAll);
  }
}

/** Whether a component of this name has stood on the page. */
export function wasMounted(slot) {
  return shared.slots.has(slot);
}

/** `take` will be called with the text of `input` when something else is about to happen. */
export function trackEdit(input, take) {
  edited.set(input, take);
}

/** Its text has been taken over. */
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

/** Everything unacknowledged of every component, in one report that no part of the page owns. */
function postAll() {
  const outbox = window.behindTheKneeOutbox; // outbox.js
  for (const [slot, number] of Object.entries(outbox?.acknowledged ?? {})) acknowledge(slot, number);
  const waiting = [...shared.slots].filter(([, { values }]) => values.size);
  const last = Math.max(0, ...waiting.map(([, { values }]) => newest(values)));
  if (last <= shared.posted) return; // has gone this way already
  if (!outbox) return waiting.forEach(([, { reporter }]) => reporter?.flush());
  shared.posted = last;
  const slots = waiting.map(([slot, { values }]) => [slot, Object.fromEntries(values)]);
  outbox.send("report", { number: nextNumber(), slots: Object.fromEntries(slots) });
  for (const [, { reporter }] of waiting) reporter?.markPosted();
  shared.isPosting = true;
  setTimeout(() => (shared.isPosting = false)); // Streamlit sends in the next turn: in this one by then
}

/** Boxes that are being typed in hand their text over; not the one in which something happens. */
function commitEdits(but) {
  for (const [input, take] of [...edited]) if (input !== but) take();
}

/**
 * Something is about to be pressed: the page hears of the reader's values before it. Streamlit puts
 * what changes in one moment into one message, which runs one part of the page only, and opens a page
 * ahead of it: so a click waits until the values are on their way.
 */
function beforePress(event) {
  const [target] = event.composedPath();
  if (event.type === "keydown" && target instanceof Element && edited.has(target)) return;
  commitEdits(target);
  if (event.type === "keydown" && !KEYS.has(event.key)) return;
  const ours = target.getRootNode?.() instanceof ShadowRoot; // a component's: it reports in its own time
  if (ours || !target.closest?.(PRESSED)) return;
  postAll();
  if (event.type !== "click" || !shared.isPosting) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => target.dispatchEvent(new MouseEvent("click", event)));
}

/** As before a click: what Streamlit hears last decides which page it runs. */
function beforeTurningBack(event) {
  postAll();
  if (!shared.isPosting) return;
  event.stopImmediatePropagation();
  setTimeout(() => dispatchEvent(new PopStateEvent("popstate", { state: event.state })));
}

function beforeLeaving(event) {
  if (event.type === "visibilitychange" && document.visibilityState !== "hidden") return;
  commitEdits(null);
  if (event.type === "popstate") return beforeTurningBack(event);
  for (const { reporter } of shared.slots.values()) if (reporter?.isBehind) reporter.flush();
}

/** What was reported while the line was down is lost: once more. */
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
  for (const name of LEAVING) addEventListener(name, beforeLeaving, { capture: true });
  addEventListener("websocket-reconnected", resendAll);
}
