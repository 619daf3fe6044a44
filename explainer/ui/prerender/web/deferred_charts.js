// Stands in for Streamlit's chart script: fetches it when the place of a chart nears the screen.

const WAITS = '[data-testid="stSkeleton"]'; // what Streamlit shows while a script is on its way
const AHEAD = 0.25; // of the screen's height, above and below: so near, the script is fetched
const STILL_MS = 1000; // untouched for so long: reading the script holds a slow phone for seconds
const MOVES = ["pointerdown", "pointermove", "touchmove", "keydown", "input"];
const LOOK_MS = 200; // places come, go and move while the page is being built: each look is a new one

function near(place) {
  const { top, bottom, width } = place.getBoundingClientRect();
  const ahead = AHEAD * innerHeight;
  return width > 0 && top < innerHeight + ahead && bottom > -ahead && (place.checkVisibility?.() ?? true);
}

let touched = performance.now();
const note = () => (touched = performance.now());
for (const name of MOVES) addEventListener(name, note, { capture: true, passive: true });

function nearScreen() {
  return new Promise((done) => {
    const look = () => {
      if (document.getElementById("prerendered")) return; // the first copy still covers the page
      if (performance.now() - touched < STILL_MS) return;
      if (![...document.querySelectorAll(WAITS)].some(near)) return;
      clearInterval(looking);
      for (const name of MOVES) removeEventListener(name, note, { capture: true });
      done();
    };
    const looking = setInterval(look, LOOK_MS);
  });
}

await nearScreen();
/** Where the script does not come, the words that stand for each chart on paper are shown instead. */
function without() {
  document.documentElement.dataset.charts = "missing";
  dispatchEvent(new Event("part-missing"));
  const PlotlyChart = () => null; // what Streamlit draws in the chart's place
  return { default: PlotlyChart, PlotlyChart };
}

const charts = await import(new URL("?whole", import.meta.url)).catch(without);
export default charts.default;
export const { PlotlyChart } = charts;
