// Streamlit's scripts weigh a megabyte: they wait until the plain first picture has arrived.
(() => {
  const LOOK_MS = 250;
  const LATEST_MS = 4000; // whatever happens to the first picture, the app starts
  const { later } = JSON.parse(document.getElementById("prerendered-data").textContent);
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    ask();
    for (const { tag, attributes } of later) {
      const made = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      if (tag === "script") made.addEventListener("error", () => dispatchEvent(new Event("frontend-failed")));
      document.head.append(made);
    }
  };
  // Streamlit asks both before it connects; what it then finds kept costs it no time (before.py).
  const ask = () => {
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

  // prerender.js hands the page over. Where that does not come, the plain copy must not cover the app.
  const first = document.getElementById("prerendered");
  const looking = setInterval(() => {
    if (first.dataset.hydrating) clearInterval(looking);
    else if (appStands()) {
      clearInterval(looking);
      first.remove();
      document.getElementById("prerendered-style").remove();
    }
  }, LOOK_MS);
  const appStands = () =>
    document.querySelector('#root [data-testid="stMain"] h1') &&
    document.querySelector('#root [data-test-script-state="notRunning"]');
})();
