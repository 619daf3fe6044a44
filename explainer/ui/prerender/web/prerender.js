// The first copy of the page's pictures: it answers the finger before Streamlit has started, and
// moves into Streamlit's page without a jump, at a moment when nobody touches it.

const IDLE_MS = 400; // longer than the pause after which a stage reports what the reader settled on
const LOOK_MS = 100; // how often to look whether Streamlit's copy stands
const PLAIN_MS = 1500; // all scripts wait no longer than this for the plain picture
const FONTS_MS = 3000; // and for the typefaces of Streamlit's page
const COPY_MS = [20_000, 60_000]; // how long a plain, a live copy waits for diagrams that do not come
const SAID_MS = 20_000; // after so long a reader is told that something is missing
const FAILED = ".load-failed"; // words in the place of a component whose script did not come
const AWAITED = ".awaited.ready"; // where Streamlit's page keeps room for a diagram
const MOVES = [
  ...["pointerdown", "pointermove", "pointerup", "pointercancel"],
  ...["keydown", "input", "scroll", "wheel", "touchmove"],
];

const first = document.getElementById("prerendered"); // null where this script came after the app
const pageData = JSON.parse(document.getElementById("prerendered-data").textContent);
const copies = [];
let handOver = () => false;
let lifeless = false; // whether the diagrams' script did not come: the page then says so in words

/** Whether a stage inside `root` shows its picture, or says in words why it cannot, or is awaited. */
function stands(root) {
  if (root?.querySelector(`${AWAITED}, ${FAILED}`)) return true;
  const host = root?.querySelector(".host.ready");
  if (!host) return false;
  if (host.querySelector(".trouble:not([hidden]), .knee:not([hidden])")) return true;
  return Boolean(host.querySelector(".picture[data-shows] img.worn")?.complete);
}

/** One diagram of the first copy: the stage is built unseen over the plain picture. */
class Copy {
  constructor({ key, data }, mount) {
    this.key = key;
    this.moved = false;
    this.place = first.querySelector(`[data-diagram="${key}"]`);
    const box = Object.assign(document.createElement("div"), { className: "prerendered-live" });
    this.root = box.attachShadow({ mode: "open" });
    this.place.append(box);
    const setStateValue = () => (this.moved = true);
    this.stop = mount({ parentElement: this.root, data, setStateValue, lends: true });
    this.#wake();
  }

  /** The plain picture goes when the live one stands in its place. */
  #wake() {
    const watch = new MutationObserver(() => this.#look(watch));
    watch.observe(this.root, { childList: true, subtree: true, attributes: true });
    this.root.addEventListener("load", () => this.#look(watch), true);
    this.#look(watch);
  }

  #look(watch) {
    if (!stands(this.root)) return;
    watch.disconnect();
    this.place.classList.add("live");
    this.place.querySelector(".prerendered-static")?.remove();
  }
}

/** Streamlit's place for a diagram: the root that its stage stands in, or will. */
function taker(key) {
  const place = document.querySelector(`#root .st-key-stage-${key} [data-testid="stBidiComponentIsolated"]`);
  return place?.shadowRoot;
}

let titled = null; // since when Streamlit's page has its title

/** By what the app may take over: "ready", or "patience" with a part that does not come; or null. */
function takesOver() {
  if (!document.querySelector('#root [data-testid="stMain"] h1')) return null;
  titled ??= performance.now();
  const waited_ms = performance.now() - titled;
  if (appStands(waited_ms)) return "ready";
  if (waited_ms > SAID_MS && copies.length) dispatchEvent(new Event("part-missing"));
  return waited_ms > COPY_MS[copies.length ? 1 : 0] && isMade() ? "patience" : null;
}

function appStands(waited_ms) {
  if (document.fonts.status !== "loaded" && waited_ms < FONTS_MS) return false;
  if (pageData.diagrams.length && !lifeless) return pageData.diagrams.every(({ key }) => stands(taker(key)));
  return dressed() && isMade();
}

/** Whether Python has made the whole page. */
function isMade() {
  return document.querySelector('#root [data-test-script-state="notRunning"]') !== null;
}

/** Whether the site's own style has come: it hides a part that holds nothing to see. */
function dressed() {
  const unseen = document.querySelector("#root .st-key-hidden_components");
  return unseen !== null && getComputedStyle(unseen).display === "none";
}

let touched = -Infinity; // when the reader last did something
let held = false; // whether a finger is on the page
const gone = new AbortController();
let looking = null;
if (first) begin();

function begin() {
  first.dataset.hydrating = "yes";
  for (const name of MOVES) {
    const noted = () => {
      touched = performance.now();
      if (name === "pointerdown") held = true;
      if (name === "pointerup" || name === "pointercancel") held = false;
    };
    addEventListener(name, noted, { capture: true, passive: true, signal: gone.signal });
  }
  live();
  looking = setInterval(look, LOOK_MS);
}

async function live() {
  const { diagrams } = pageData;
  const [any] = diagrams;
  await plain();
  for (const address of any?.data.first ?? []) fetch(address).catch(() => null);
  const coming = any ? import(new URL(any.data.script, document.baseURI)).catch(() => null) : null;
  dispatchEvent(new Event("prerendered-picture-loaded"));
  const stage = await coming;
  lifeless = !stage;
  if (lifeless || !first.isConnected) return;
  handOver = stage.handOver;
  for (const one of diagrams) copies.push(new Copy(one, stage.mount));
}

/** When the plain picture has come: the line is its own until then. */
function plain() {
  const picture = first.querySelector(".prerendered-plate img");
  if (!picture || picture.complete) return null;
  return new Promise((done) => {
    for (const name of ["load", "error"]) picture.addEventListener(name, done, { once: true });
    setTimeout(done, PLAIN_MS);
  });
}

function look() {
  if (held || performance.now() - touched < IDLE_MS) return;
  const by = takesOver();
  if (!by) return;
  clearInterval(looking);
  leave(by);
}

/** The app takes over: same choices, same place on the screen, same focus. */
function leave(by) {
  const main = document.querySelector('#root [data-testid="stMain"]');
  const [copy] = copies;
  const top = (root) => root?.querySelector(".pane")?.getBoundingClientRect().top;
  const from = first.scrollTop > 0 ? copy && top(copy.root) : undefined; // else the page's top is in sight
  const focused = copies.map(({ root }) => root.activeElement).find(Boolean);
  for (const { key, moved, stop } of copies) if (!handOver(key, moved)) stop();
  first.remove();
  document.getElementById("prerendered-style").remove();
  const to = copy && top(taker(copy.key));
  if (from !== undefined && to !== undefined) main.scrollTop += to - from;
  focused?.focus({ preventScroll: true });
  gone.abort();
  document.documentElement.dataset.handover = by; // tests hold that it is not by patience
  import("./after_handover.js").catch(() => null); // the focus then does not return from a dialog: no more
}
