// Watches the connection to the server and says in one line when it is missing, or when a part of the
// page is. It stands inline in the served page: it works whatever file does not come.
(() => {
  const SOCKET = "data-test-connection-state"; // Streamlit's own word for its websocket
  const SCRIPT = "data-test-script-state"; // and for whether the page is being made
  const ACTS = ["keyup", "pointerup", "click"]; // they are heard out of every shadow root
  const LOOK_MS = 250;
  const FIRST_MS = 8000; // for the first connection, once Streamlit's scripts run
  const LOADING_MS = 60_000; // for Streamlit's scripts themselves, on the slowest line
  const BLIP_MS = 1500; // a shorter break is not worth a word
  const QUIET_MS = 1000; // a page made anew begins within this time after the connection stands
  const ASK_MS = 5000; // so often at most a server is asked whether it answers
  const ANSWER_MS = 8000; // a server that is only busy answers sooner
  const ORDER = ["updated", "blocked", "lost", "missing"]; // the one line says the first that holds

  const page = document.documentElement;
  const note = document.getElementById("connection-note");
  const holding = new Set();
  const began = performance.now();
  let app = null; // Streamlit's root element
  let appSince = 0;
  let lostSince = null;
  let [hung, acted, asking, asked] = [false, false, false, -Infinity];
  let quietSince = null;
  page.dataset.connection = "opening";

  setInterval(look, LOOK_MS);
  addEventListener("offline", look);
  addEventListener("online", look);
  const noted = () => (acted = true);
  for (const name of ACTS) addEventListener(name, noted, { capture: true, passive: true });
  addEventListener("frontend-failed", () => become("blocked"));
  addEventListener("part-missing", () => hold("missing", true));
  addEventListener("app-updated", () => hold("updated", true));
  addEventListener("connection-texts", ({ detail }) => {
    Object.assign(note.dataset, detail);
    tell();
  });

  function look() {
    const now = performance.now();
    if (!app?.isConnected) {
      app = document.querySelector(`[${SOCKET}]`);
      appSince = now;
    }
    const connected = app?.getAttribute(SOCKET) === "CONNECTED" && navigator.onLine && !hung;
    const { connection } = page.dataset;
    if (connected) {
      lostSince = null;
      if (connection !== "open") comesBack(now);
    } else if (connection === "open") {
      become("lost");
      lostSince = now;
    } else if (connection === "opening") {
      if (app ? now - appSince > FIRST_MS : now - began > LOADING_MS) become("blocked");
    }
    const lasts = page.dataset.connection === "lost" && lostSince !== null;
    if (lasts && now - lostSince > BLIP_MS) hold("lost", true);
    if (hung || acted) ask();
  }

  /** At the first connection at once; after a break when the page has been made anew. */
  function comesBack(now) {
    const wasLost = page.dataset.connection === "lost";
    if (wasLost && app.getAttribute(SCRIPT) !== "notRunning") quietSince = null;
    else quietSince ??= now;
    if (wasLost && !(quietSince !== null && now - quietSince >= QUIET_MS)) return;
    quietSince = null;
    become("open");
    if (wasLost) dispatchEvent(new Event("websocket-reconnected"));
  }

  function become(state) {
    if (page.dataset.connection === state) return;
    page.dataset.connection = state;
    if (state !== "lost") hold("lost", false);
    hold("blocked", state === "blocked");
    dispatchEvent(new CustomEvent("connection", { detail: state }));
  }

  /** A server that hangs keeps its websocket: after what a reader does it is asked whether it answers. */
  async function ask() {
    if (asking || page.dataset.connection === "opening" || page.dataset.connection === "blocked") return;
    if (performance.now() - asked < ASK_MS) return;
    [acted, asking, asked] = [false, true, performance.now()];
    try {
      const signal = AbortSignal.timeout(ANSWER_MS);
      const answer = await fetch("./_stcore/health", { cache: "no-store", signal });
      hung = !answer.ok;
    } catch {
      hung = true;
    }
    asking = false;
  }

  function hold(kind, holds) {
    if (holding.has(kind) === holds) return;
    if (holds) holding.add(kind);
    else holding.delete(kind);
    tell();
  }

  /** Shows the line, and makes room for it at the top of the page. */
  function tell() {
    const kind = ORDER.find((one) => holding.has(one));
    const before = note.offsetHeight;
    if (kind) {
      const line = document.createElement("p");
      line.textContent = note.dataset[kind];
      if (kind === "updated" || kind === "missing") line.append(" ", reloading());
      note.replaceChildren(line);
    } else {
      note.replaceChildren();
    }
    const height = note.offsetHeight;
    page.style.setProperty("--connection-note-height", `${height}px`);
    const scroller = document.getElementById("prerendered") ?? document.querySelector('[data-testid="stMain"]');
    if (scroller?.scrollTop > 0) scroller.scrollTop += height - before; // what is read stays in its place
  }

  function reloading() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = note.dataset.reload;
    button.addEventListener("click", () => location.reload());
    return button;
  }
})();
