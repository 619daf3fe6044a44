// Defers Streamlit's bundles, about a megabyte, until the image of the static diagram has loaded.
(() => {
  const LOOK_MS = 250;
  const LATEST_MS = 4000; // whatever happens to the first picture, the app starts
  const { later } = JSON.parse(document.getElementById("prerendered-data").textContent);
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    preconnect();
    for (const { tag, attributes } of later) {
      const made = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      if (tag === "script") made.addEventListener("error", () => dispatchEvent(new Event("frontend-failed")));
      document.head.append(made);
    }
  };
  // Streamlit requests both before its websocket; cached, they cost no round trip (preconnect_cache.py).
  const preconnect = () => {
    fetch("./_stcore/health").catch(() => null);
    fetch("./_stcore/host-config")
      .then((answer) => answer.json())
      .then((HOST_CONFIG) => {
        window.__streamlit ??= { BACKEND_BASE_URL: new URL(".", location.href).href, HOST_CONFIG };
      })
      .catch(() => null); // then Streamlit asks
  };
  addEventListener("prerendered-picture-loaded", start, { once: true });
  setTimeout(start, LATEST_MS);

  // prerender.js hands the page over. If it fails to load, the static page must not cover the app.
  const prerendered = document.getElementById("prerendered");
  const looking = setInterval(() => {
    if (prerendered.dataset.hydrating) clearInterval(looking);
    else if (isStreamlitShown()) {
      clearInterval(looking);
      prerendered.remove();
      document.getElementById("prerendered-style").remove();
    }
  }, LOOK_MS);
  const isStreamlitShown = () =>
    document.querySelector('#root [data-testid="stMain"] h1') &&
    document.querySelector('#root [data-test-script-state="notRunning"]');
})();
