// Stands in for Streamlit's chart script: fetches it when the place of a chart nears the screen.

const WAITS = '[data-testid="stSkeleton"]'; // what Streamlit shows while a script is on its way
const NEAR = "60% 0px"; // of the screen's height, above and below
const AGAIN_MS = 200; // places come and go while the page is being built

function nearScreen() {
  return new Promise((done) => {
    const seen = new IntersectionObserver(
      (entries) => {
        const near = entries.some(({ isIntersecting, target }) => isIntersecting && target.isConnected);
        if (!near) return;
        clearInterval(looking);
        seen.disconnect();
        done();
      },
      { rootMargin: NEAR },
    );
    const known = new WeakSet();
    const look = () => {
      if (document.getElementById("first")) return; // the first copy still covers the page
      for (const place of document.querySelectorAll(WAITS)) {
        if (known.has(place)) continue;
        known.add(place);
        seen.observe(place);
      }
    };
    const looking = setInterval(look, AGAIN_MS);
  });
}

await nearScreen();
const charts = await import(new URL("?whole", import.meta.url));
export default charts.default;
export const { PlotlyChart } = charts;
