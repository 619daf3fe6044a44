// Hydrates the prerendered page: mounts the diagrams before Streamlit has started, and hands them over
// to Streamlit's page without a layout shift, at a moment without user input.

const IDLE_MS = 400; // longer than the pause after which a stage reports what the reader settled on
const LOOK_MS = 100; // polling interval for Streamlit's page
const PLATE_TIMEOUT_MS = 1500; // scripts wait no longer than this for the plate
const FONT_TIMEOUT_MS = 3000; // and for the typefaces of Streamlit's page
const HANDOVER_TIMEOUTS_MS = [20_000, 60_000]; // static, hydrated
const NOTICE_MS = 20_000; // after this the connection note says that something is missing
const FAILED = ".load-failed"; // words in the place of a component whose script did not come
const AWAITED = ".handover-placeholder.ready"; // where Streamlit's page keeps room for a diagram
const INPUT_EVENTS = [
  ...["pointerdown", "pointermove", "pointerup", "pointercancel"],
  ...["keydown", "input", "scroll", "wheel", "touchmove"],
];

const prerendered = document.getElementById("prerendered"); // null where this script came after the app
const pageData = JSON.parse(document.getElementById("prerendered-data").textContent);
const hydrated = [];
let handOver = () => false;
let scriptFailed = false; // whether the diagrams' script did not come: the page then says so in words

/** Whether a diagram inside `root` shows its picture or an error, or is awaited. */
function isShown(root) {
  if (root?.querySelector(`${AWAITED}, ${FAILED}`)) return true;
  const host = root?.querySelector(".host.ready");
  if (!host) return false;
  if (host.querySelector(".trouble:not([hidden]), .knee:not([hidden])")) return true;
  return Boolean(host.querySelector(".picture[data-shows] img.worn")?.complete);
}

/** A diagram mounted invisibly over its static version. */
class HydratedDiagram {
  constructor({ key, data }, mount) {
    this.key = key;
    this.moved = false;
    this.place = prerendered.querySelector(`[data-diagram="${key}"]`);
    const box = Object.assign(document.createElement("div"), { className: "prerendered-live" });
    this.root = box.attachShadow({ mode: "open" });
    this.place.append(box);
    const setStateValue = () => (this.moved = true);
    this.stop = mount({ parentElement: this.root, data, setStateValue, isPrerendered: true });
    this.#replaceStatic();
  }

  /** Removes the static version once the mounted diagram shows its picture. */
  #replaceStatic() {
    const watch = new MutationObserver(() => this.#replaceIfShown(watch));
    watch.observe(this.root, { childList: true, subtree: true, attributes: true });
    this.root.addEventListener("load", () => this.#replaceIfShown(watch), true);
    this.#replaceIfShown(watch);
  }

  #replaceIfShown(watch) {
    if (!isShown(this.root)) return;
    watch.disconnect();
    this.place.classList.add("live");
    this.place.querySelector(".prerendered-static")?.remove();
  }
}

/** Streamlit's place for a diagram: the root that its stage stands in, or will. */
function streamlitRoot(key) {
  const place = document.querySelector(`#root .st-key-stage-${key} [data-testid="stBidiComponentIsolated"]`);
  return place?.shadowRoot;
}

let titleShownAt_ms = null; // since when Streamlit's page has its title

/** By what the app may take over: "ready", or "patience" with a part that does not come; or null. */
function handoverReason() {
  if (!document.querySelector('#root [data-testid="stMain"] h1')) return null;
  titleShownAt_ms ??= performance.now();
  const waited_ms = performance.now() - titleShownAt_ms;
  if (isStreamlitShown(waited_ms)) return "ready";
  if (waited_ms > NOTICE_MS && hydrated.length) dispatchEvent(new Event("part-missing"));
  return waited_ms > HANDOVER_TIMEOUTS_MS[hydrated.length ? 1 : 0] && isScriptDone() ? "patience" : null;
}

function isStreamlitShown(waited_ms) {
  if (document.fonts.status !== "loaded" && waited_ms < FONT_TIMEOUT_MS) return false;
  if (pageData.diagrams.length && !scriptFailed) return pageData.diagrams.every(({ key }) => isShown(streamlitRoot(key)));
  return isStyled() && isScriptDone();
}

/** Whether Python has made the whole page. */
function isScriptDone() {
  return document.querySelector('#root [data-test-script-state="notRunning"]') !== null;
}

/** Whether the site's own style has come: it hides a part that holds nothing to see. */
function isStyled() {
  const unseen = document.querySelector("#root .st-key-hidden_components");
  return unseen !== null && getComputedStyle(unseen).display === "none";
}

let lastInput_ms = -Infinity; // when the reader last did something
let pointerIsDown = false; // whether a finger is on the page
const handoverDone = new AbortController();
let handoverTimer = null;
if (prerendered) begin();

function begin() {
  prerendered.dataset.hydrating = "yes";
  for (const name of INPUT_EVENTS) {
    const noted = () => {
      lastInput_ms = performance.now();
      if (name === "pointerdown") pointerIsDown = true;
      if (name === "pointerup" || name === "pointercancel") pointerIsDown = false;
    };
    addEventListener(name, noted, { capture: true, passive: true, signal: handoverDone.signal });
  }
  hydrate();
  handoverTimer = setInterval(tryHandover, LOOK_MS);
}

async function hydrate() {
  const { diagrams } = pageData;
  const [any] = diagrams;
  await plateLoaded();
  for (const address of any?.data.preload_urls ?? []) fetch(address).catch(() => null);
  const coming = any ? import(new URL(any.data.script, document.baseURI)).catch(() => null) : null;
  dispatchEvent(new Event("prerendered-picture-loaded"));
  const stage = await coming;
  scriptFailed = !stage;
  if (scriptFailed || !prerendered.isConnected) return;
  handOver = stage.handOver;
  for (const one of diagrams) hydrated.push(new HydratedDiagram(one, stage.mount));
}

/** When the plain picture has come: the line is its own until then. */
function plateLoaded() {
  const picture = prerendered.querySelector(".prerendered-plate img");
  if (!picture || picture.complete) return null;
  return new Promise((done) => {
    for (const name of ["load", "error"]) picture.addEventListener(name, done, { once: true });
    setTimeout(done, PLATE_TIMEOUT_MS);
  });
}

function tryHandover() {
  if (pointerIsDown || performance.now() - lastInput_ms < IDLE_MS) return;
  const by = handoverReason();
  if (!by) return;
  clearInterval(handoverTimer);
  handOverPage(by);
}

/** The app takes over: same choices, same place on the screen, same focus. */
function handOverPage(by) {
  const main = document.querySelector('#root [data-testid="stMain"]');
  const [diagram] = hydrated;
  const top = (root) => root?.querySelector(".pane")?.getBoundingClientRect().top;
  const from = prerendered.scrollTop > 0 ? diagram && top(diagram.root) : undefined; // else the page's top is in sight
  const focused = hydrated.map(({ root }) => root.activeElement).find(Boolean);
  for (const { key, moved, stop } of hydrated) if (!handOver(key, moved)) stop();
  prerendered.remove();
  document.getElementById("prerendered-style").remove();
  const to = diagram && top(streamlitRoot(diagram.key));
  if (from !== undefined && to !== undefined) main.scrollTop += to - from;
  focused?.focus({ preventScroll: true });
  handoverDone.abort();
  document.documentElement.dataset.handover = by; // tests hold that it is not by patience
  import("./after_handover.js").catch(() => null); // the focus then does not return from a dialog: no more
}
