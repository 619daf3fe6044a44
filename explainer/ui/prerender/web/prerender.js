// Hydrates the prerendered page: mounts the diagrams before Streamlit has started, and hands them over
// to Streamlit's page without a layout shift and not during user input.

const IDLE_MS = 400; // longer than the shortest debounce of reports
const POLL_MS = 100;
const PLATE_TIMEOUT_MS = 1500; // the diagram's scripts are fetched after the plate
const FONT_TIMEOUT_MS = 3000; // of Streamlit's page
const COMPONENTS_TIMEOUT_MS = 8000; // likewise
const HANDOVER_TIMEOUTS_MS = [20_000, 60_000]; // static, hydrated
const NOTICE_MS = 20_000; // then the connection note is shown
const FAILED = ".load-failed"; // error message of a component whose script failed to load
const PLACEHOLDER = ".handover-placeholder.ready"; // reserves a diagram's height in Streamlit's page
const COMPONENT = '[data-testid="stBidiComponentIsolated"]'; // of ours with scripts of its own
const LOADING = '[data-testid="stSkeleton"]:not([class*="st-key-chart_"] *)'; // charts wait for the handover
const INPUT_EVENTS = [
  ...["pointerdown", "pointermove", "pointerup", "pointercancel"],
  ...["keydown", "input", "scroll", "wheel", "touchmove"],
];

const prerendered = document.getElementById("prerendered"); // null if this script has loaded after Streamlit
const pageData = JSON.parse(document.getElementById("prerendered-data").textContent);
const hydrated = [];
let handOver = () => false;
let scriptFailed = false; // the diagrams' script failed to load

/** Whether `root` has a diagram that shows its picture or an error, or a placeholder for one. */
function isShown(root) {
  if (root?.querySelector(`${PLACEHOLDER}, ${FAILED}`)) return true;
  const host = root?.querySelector(".host.ready");
  if (!host) return false;
  if (host.querySelector(".load-error:not([hidden]), .knee:not([hidden])")) return true;
  return Boolean(host.querySelector(".picture[data-shows] img.shown")?.complete);
}

/** A diagram mounted invisibly over its static version. */
class HydratedDiagram {
  constructor({ key, data }, mount) {
    this.key = key;
    this.hasReport = false;
    this.slot = prerendered.querySelector(`[data-diagram="${key}"]`);
    const box = Object.assign(document.createElement("div"), { className: "prerendered-live" });
    this.root = box.attachShadow({ mode: "open" });
    this.slot.append(box);
    const setStateValue = () => (this.hasReport = true);
    this.stop = mount({ parentElement: this.root, data, setStateValue, isPrerendered: true });
    this.#replaceStatic();
  }

  /** Removes the static version once the mounted diagram shows its picture. */
  #replaceStatic() {
    const observer = new MutationObserver(() => this.#replaceIfShown(observer));
    observer.observe(this.root, { childList: true, subtree: true, attributes: true });
    this.root.addEventListener("load", () => this.#replaceIfShown(observer), true);
    this.#replaceIfShown(observer);
  }

  #replaceIfShown(observer) {
    if (!isShown(this.root)) return;
    observer.disconnect();
    this.slot.classList.add("live");
    this.slot.querySelector(".prerendered-static")?.remove();
  }
}

/** The shadow root of a diagram's component in Streamlit's page, if it is mounted. */
function streamlitRoot(key) {
  const component = document.querySelector(`#root .st-key-diagram-${key} ${COMPONENT}`);
  return component?.shadowRoot;
}

let titleShownAt_ms = null; // when Streamlit's page first had its title

/** Why the handover may happen: "ready", "timeout" if a part never loads, or null. */
function handoverReason() {
  if (!document.querySelector('#root [data-testid="stMain"] :is(h1, [class*="st-key-diagram-"])')) return null;
  titleShownAt_ms ??= performance.now();
  const waited_ms = performance.now() - titleShownAt_ms;
  if (isStreamlitShown(waited_ms)) return "ready";
  if (waited_ms > NOTICE_MS && hydrated.length) dispatchEvent(new Event("part-missing"));
  return waited_ms > HANDOVER_TIMEOUTS_MS[hydrated.length ? 1 : 0] && isScriptDone() ? "timeout" : null;
}

function isStreamlitShown(waited_ms) {
  if (document.fonts.status !== "loaded" && waited_ms < FONT_TIMEOUT_MS) return false;
  if (pageData.diagrams.length && !scriptFailed) return pageData.diagrams.every(({ key }) => isShown(streamlitRoot(key)));
  return isStyled() && isScriptDone() && (areComponentsShown() || waited_ms > COMPONENTS_TIMEOUT_MS);
}

/**
 * Whether the components in the first screen of Streamlit's page show what they hold: one that filled
 * after the handover would push down what the reader reads.
 */
function areComponentsShown() {
  const main = document.querySelector('#root [data-testid="stMain"]');
  const inFirstScreen = (selector) => [...main.querySelectorAll(selector)].filter(isInFirstScreen);
  if (inFirstScreen(LOADING).length) return false;
  return inFirstScreen(COMPONENT).every(({ shadowRoot }) => {
    if (!shadowRoot?.querySelector(`.ready, ${FAILED}, ${PLACEHOLDER}`)) return false; // none until it is mounted
    const images = [...shadowRoot.querySelectorAll("img")].filter(isInFirstScreen);
    for (const image of images) image.loading = "eager"; // behind the prerendered page no lazy one is fetched
    return images.every((image) => image.complete);
  });
}

function isInFirstScreen(element) {
  const { top, width } = element.getBoundingClientRect();
  return width > 0 && top < innerHeight;
}

/** Whether Streamlit's script run has ended. */
function isScriptDone() {
  return document.querySelector('#root [data-test-script-state="notRunning"]') !== null;
}

/** Whether site.css is applied: it hides this container. */
function isStyled() {
  const hidden = document.querySelector("#root .st-key-hidden_components");
  return hidden !== null && getComputedStyle(hidden).display === "none";
}

let lastInput_ms = -Infinity;
let pointerIsDown = false;
const handoverDone = new AbortController();
let handoverTimer = null;
if (prerendered) begin();

function begin() {
  prerendered.dataset.hydrating = "yes";
  for (const name of INPUT_EVENTS) {
    const onInput = () => {
      lastInput_ms = performance.now();
      if (name === "pointerdown") pointerIsDown = true;
      if (name === "pointerup" || name === "pointercancel") pointerIsDown = false;
    };
    addEventListener(name, onInput, { capture: true, passive: true, signal: handoverDone.signal });
  }
  hydrate();
  handoverTimer = setInterval(tryHandover, POLL_MS);
}

async function hydrate() {
  const { diagrams } = pageData;
  const [first] = diagrams;
  await plateLoaded();
  for (const url of first?.data.preload_urls ?? []) fetch(url).catch(() => null);
  const loading = first ? import(new URL(first.data.script, document.baseURI)).catch(() => null) : null;
  dispatchEvent(new Event("prerendered-picture-loaded"));
  const kneeDiagram = await loading;
  scriptFailed = !kneeDiagram;
  if (scriptFailed || !prerendered.isConnected) return;
  handOver = kneeDiagram.handOver;
  for (const diagram of diagrams) hydrated.push(new HydratedDiagram(diagram, kneeDiagram.mount));
}

/** Resolves when the first picture has loaded: until then it gets all of the bandwidth. */
function plateLoaded() {
  const picture = prerendered.querySelector(".prerendered-plate img, .prerendered-exercises img");
  if (!picture || picture.complete) return null;
  return new Promise((resolve) => {
    for (const name of ["load", "error"]) picture.addEventListener(name, resolve, { once: true });
    setTimeout(resolve, PLATE_TIMEOUT_MS);
  });
}

function tryHandover() {
  if (pointerIsDown || performance.now() - lastInput_ms < IDLE_MS) return;
  const reason = handoverReason();
  if (!reason) return;
  clearInterval(handoverTimer);
  handOverPage(reason);
}

/** Replaces the prerendered page by Streamlit's with the same state, scroll position and focus. */
function handOverPage(reason) {
  const main = document.querySelector('#root [data-testid="stMain"]');
  const [diagram] = hydrated;
  const top = (root) => root?.querySelector(".pane")?.getBoundingClientRect().top;
  const topBefore = prerendered.scrollTop > 0 ? diagram && top(diagram.root) : undefined;
  const focused = hydrated.map(({ root }) => root.activeElement).find(Boolean);
  for (const { key, hasReport, stop } of hydrated) if (!handOver(key, hasReport)) stop();
  prerendered.remove();
  document.getElementById("prerendered-style").remove();
  const topAfter = diagram && top(streamlitRoot(diagram.key));
  if (topBefore !== undefined && topAfter !== undefined) main.scrollTop += topAfter - topBefore;
  focused?.focus({ preventScroll: true });
  handoverDone.abort();
  document.documentElement.dataset.handover = reason; // read by tests
  import("./after_handover.js").catch(() => null); // not essential
}
