// What goes on serving the page once Streamlit has taken over: the focus finds its way back from a
// dialog, and a page that the browser translates keeps its numbers.

import { watchTranslation } from "./translated.js";

const DIALOG = '[role="dialog"]';
const REACHED = "a, button, input, select, summary, textarea, [tabindex]";
const LOOK_MS = 100; // how often to look whether the dialog is gone
const LOOKS = 20;

focusReturns();
watchTranslation(document.getElementById("root"));

/** After a dialog, Streamlit leaves the focus on the page; it belongs to what opened the dialog. */
function focusReturns() {
  let opener = null;
  const note = ({ target }) => {
    const reached = target.closest?.(REACHED);
    if (!reached || target.closest(DIALOG) || target.matches("[data-floating-ui-focus-guard]")) return;
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
