// Loads Streamlit's bundles, about a megabyte, after the image of the static diagram.
(() => {
  const POLL_MS = 250;
  const IMAGE_TIMEOUT_MS = 4000;
  const { deferred } = JSON.parse(document.getElementById("prerendered-data").textContent);
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    preconnect();
    for (const { tag, attributes } of deferred) {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      if (tag === "script") element.addEventListener("error", () => dispatchEvent(new Event("frontend-failed")));
      document.head.append(element);
    }
  };
  // Streamlit requests both before its websocket; cached, they cost no round trip (preconnect_cache.py).
  const preconnect = () => {
    fetch("./_stcore/health").catch(() => null);
    fetch("./_stcore/host-config")
      .then((response) => response.json())
      .then((HOST_CONFIG) => {
        window.__streamlit ??= { BACKEND_BASE_URL: new URL(".", location.href).href, HOST_CONFIG };
      })
      .catch(() => null); // then Streamlit requests it
  };
  addEventListener("prerendered-picture-loaded", start, { once: true });
  setTimeout(start, IMAGE_TIMEOUT_MS);

  // prerender.js hands the page over. If it fails to load, the static page must not cover the app.
  const prerendered = document.getElementById("prerendered");
  const timer = setInterval(() => {
    if (prerendered.dataset.hydrating) clearInterval(timer);
    else if (isStreamlitShown()) {
      clearInterval(timer);
      prerendered.remove();
      document.getElementById("prerendered-style").remove();
    }
  }, POLL_MS);
  const isStreamlitShown = () =>
    document.querySelector('#root [data-testid="stMain"] :is(h1, [class*="st-key-diagram-"])') &&
    document.querySelector('#root [data-test-script-state="notRunning"]');
})();
