// Served at the URL of Streamlit's chart bundle: imports the bundle when a chart nears the viewport.

const PLACEHOLDER = '[data-testid="stSkeleton"]'; // shown by Streamlit while a bundle loads
const MARGIN = 0.25; // of the viewport's height, above and below
const IDLE_MS = 1000; // parsing the bundle blocks a slow phone for seconds: not during input
const INPUT_EVENTS = ["pointerdown", "pointermove", "touchmove", "keydown", "input"];
const POLL_MS = 200; // placeholders are added, removed and moved while the page is being built

function isNear(placeholder) {
  const { top, bottom, width } = placeholder.getBoundingClientRect();
  const margin = MARGIN * innerHeight;
  return width > 0 && top < innerHeight + margin && bottom > -margin && (placeholder.checkVisibility?.() ?? true);
}

let lastInput_ms = performance.now();
const onInput = () => (lastInput_ms = performance.now());
for (const name of INPUT_EVENTS) addEventListener(name, onInput, { capture: true, passive: true });

function nearViewport() {
  return new Promise((resolve) => {
    const poll = () => {
      if (document.getElementById("prerendered")) return; // before the handover
      if (performance.now() - lastInput_ms < IDLE_MS) return;
      if (![...document.querySelectorAll(PLACEHOLDER)].some(isNear)) return;
      clearInterval(timer);
      for (const name of INPUT_EVENTS) removeEventListener(name, onInput, { capture: true });
      resolve();
    };
    const timer = setInterval(poll, POLL_MS);
  });
}

await nearViewport();

/** If the bundle fails to load, each chart is replaced by its text alternative (site.css). */
function showTextAlternatives() {
  document.documentElement.dataset.charts = "missing";
  dispatchEvent(new Event("part-missing"));
  const PlotlyChart = () => null; // a component that renders nothing
  return { default: PlotlyChart, PlotlyChart };
}

const charts = await import(new URL("?bundle", import.meta.url)).catch(showTextAlternatives);
export default charts.default;
export const { PlotlyChart } = charts;
