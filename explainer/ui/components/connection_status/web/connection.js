// Watches the connection to the server and shows a one-line note when it is lost or a file failed to
// load. Inline in the prerendered page, so that it works whatever file is missing.
(() => {
  const SOCKET = "data-test-connection-state"; // Streamlit: state of its websocket
  const SCRIPT = "data-test-script-state"; // Streamlit: whether a script run is in progress
  const INPUT_EVENTS = ["keyup", "pointerup", "click"]; // composed: they leave shadow roots
  const POLL_MS = 250;
  const CONNECT_TIMEOUT_MS = 8000; // for the first connection, once Streamlit's scripts run
  const LOAD_TIMEOUT_MS = 60_000; // for Streamlit's scripts themselves, on the slowest connection
  const BLIP_MS = 1500; // shorter disconnections are not shown
  const RERUN_MS = 1000; // after a reconnect the rerun of the page starts within this time
  const HEALTH_INTERVAL_MS = 5000; // between health checks, at least
  const HEALTH_TIMEOUT_MS = 8000; // a busy server answers sooner
  const PRIORITY = ["updated", "blocked", "lost", "missing"]; // the note shows the first that applies

  const page = document.documentElement;
  const note = document.getElementById("connection-note");
  const active = new Set(); // kinds of note that apply
  const started = performance.now();
  let app = null; // Streamlit's root element
  let appSince = 0;
  let lostSince = null;
  let [hung, hadInput, isChecking, checkedAt] = [false, false, false, -Infinity];
  let idleSince = null;
  page.dataset.connection = "opening";

  setInterval(poll, POLL_MS);
  addEventListener("offline", poll);
  addEventListener("online", poll);
  const onInput = () => (hadInput = true);
  for (const name of INPUT_EVENTS) addEventListener(name, onInput, { capture: true, passive: true });
  addEventListener("frontend-failed", () => setState("blocked"));
  addEventListener("part-missing", () => setActive("missing", true));
  addEventListener("app-updated", () => setActive("updated", true));
  addEventListener("connection-texts", ({ detail }) => {
    Object.assign(note.dataset, detail);
    renderNote();
  });

  function poll() {
    const now = performance.now();
    if (!app?.isConnected) {
      app = document.querySelector(`[${SOCKET}]`);
      appSince = now;
    }
    const connected = app?.getAttribute(SOCKET) === "CONNECTED" && navigator.onLine && !hung;
    const { connection } = page.dataset;
    if (connected) {
      lostSince = null;
      if (connection !== "open") onConnected(now);
    } else if (connection === "open") {
      setState("lost");
      lostSince = now;
    } else if (connection === "opening") {
      if (app ? now - appSince > CONNECT_TIMEOUT_MS : now - started > LOAD_TIMEOUT_MS) setState("blocked");
    }
    const isLost = page.dataset.connection === "lost" && lostSince !== null;
    if (isLost && now - lostSince > BLIP_MS) setActive("lost", true);
    if (hung || hadInput) checkHealth();
  }

  /** "open" at once for the first connection; after a reconnect once the page has been rerun. */
  function onConnected(now) {
    const wasLost = page.dataset.connection === "lost";
    if (wasLost && app.getAttribute(SCRIPT) !== "notRunning") idleSince = null;
    else idleSince ??= now;
    if (wasLost && !(idleSince !== null && now - idleSince >= RERUN_MS)) return;
    idleSince = null;
    setState("open");
    if (wasLost) dispatchEvent(new Event("websocket-reconnected"));
  }

  function setState(state) {
    if (page.dataset.connection === state) return;
    page.dataset.connection = state;
    if (state !== "lost") setActive("lost", false);
    setActive("blocked", state === "blocked");
    dispatchEvent(new CustomEvent("connection", { detail: state }));
  }

  /** A hung server keeps its websocket open: after input, its health endpoint is requested. */
  async function checkHealth() {
    if (isChecking || page.dataset.connection === "opening" || page.dataset.connection === "blocked") return;
    if (performance.now() - checkedAt < HEALTH_INTERVAL_MS) return;
    [hadInput, isChecking, checkedAt] = [false, true, performance.now()];
    try {
      const signal = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
      const response = await fetch("./_stcore/health", { cache: "no-store", signal });
      hung = !response.ok;
    } catch {
      hung = true;
    }
    isChecking = false;
  }

  function setActive(kind, applies) {
    if (active.has(kind) === applies) return;
    if (applies) active.add(kind);
    else active.delete(kind);
    renderNote();
  }

  /** Shows the note and reserves its height at the top of the page. */
  function renderNote() {
    const kind = PRIORITY.find((one) => active.has(one));
    const heightBefore = note.offsetHeight;
    if (kind) {
      const line = document.createElement("p");
      line.textContent = note.dataset[kind];
      if (kind === "updated" || kind === "missing") line.append(" ", reloadButton());
      note.replaceChildren(line);
    } else {
      note.replaceChildren();
    }
    const height = note.offsetHeight;
    page.style.setProperty("--connection-note-height", `${height}px`);
    const scroller = document.getElementById("prerendered") ?? document.querySelector('[data-testid="stMain"]');
    if (scroller?.scrollTop > 0) scroller.scrollTop += height - heightBefore; // no layout shift
  }

  function reloadButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = note.dataset.reload;
    button.addEventListener("click", () => location.reload());
    return button;
  }
})();
