// What goes on serving the page once Streamlit has taken over: the focus finds its way back from a
// dialog, and what was moved while the line was down is told again when it is back.

const DIALOG = '[role="dialog"]';
const REACHED = "a, button, input, select, summary, textarea, [tabindex]";
const LOOK_MS = 100; // how often to look whether the dialog is gone
const LOOKS = 20;
const LINE = "data-test-connection-state"; // Streamlit's own word for its connection
const QUIET_MS = 1000; // a page made anew begins within this time after the connection stands
const SCRIPT = "data-test-script-state"; // and for whether the page is being made

focusReturns();
lineIsWatched();

/** After a dialog, Streamlit leaves the focus on the page; it belongs to what opened the dialog. */
function focusReturns() {
  let opener = null;
  const note = ({ target }) => {
    const reached = target.closest?.(REACHED);
    if (!reached || target.closest(DIALOG) || target.matches("[data-focus-guard]")) return;
    opener = reached;
  };
  const look = (left) => {
    if (document.querySelector(DIALOG)) {
      if (left) setTimeout(look, LOOK_MS, left - 1);
    } else if (document.activeElement === document.body && opener?.isConnected) {
      opener.focus();
    }
  };
  const mayClose = ({ type, key }) => {
    if (type === "keydown" && key !== "Escape" && key !== "Enter" && key !== " ") return;
    if (document.querySelector(DIALOG)) setTimeout(look, LOOK_MS, LOOKS);
  };
  for (const name of ["focusin", "click"]) document.addEventListener(name, note, { capture: true });
  for (const name of ["keydown", "click"]) document.addEventListener(name, mayClose, { capture: true });
}

/** Says `line-is-back` to the page's diagrams when the app is connected and has made the page. */
function lineIsWatched() {
  const app = document.querySelector(`[${LINE}]`);
  if (!app) return;
  let lost = false;
  let quiet = null;
  const look = () => {
    clearTimeout(quiet);
    if (app.getAttribute(LINE) !== "CONNECTED") lost = true;
    else if (lost && app.getAttribute(SCRIPT) === "notRunning") quiet = setTimeout(back, QUIET_MS);
  };
  const back = () => {
    lost = false;
    dispatchEvent(new Event("line-is-back"));
  };
  new MutationObserver(look).observe(app, { attributes: true, attributeFilter: [LINE, SCRIPT] });
}
