// Loaded after the handover: returns the focus after a dialog, and keeps a page that the browser
// translates up to date.

import { watchTranslation } from "./translated.js";

const DIALOG = '[role="dialog"]';
const FOCUSABLE = "a, button, input, select, summary, textarea, [tabindex]";
const POLL_MS = 100; // until the dialog has closed
const POLLS = 20;

returnFocus();
watchTranslation(document.getElementById("root"));

/** Streamlit leaves the focus on <body> after a dialog; returns it to the element that opened it. */
function returnFocus() {
  let opener = null;
  const recordOpener = ({ target }) => {
    const focusable = target.closest?.(FOCUSABLE);
    if (!focusable || target.closest(DIALOG) || target.matches("[data-floating-ui-focus-guard]")) return;
    opener = focusable;
  };
  const poll = (pollsLeft) => {
    if (document.querySelector(DIALOG)) {
      if (pollsLeft) setTimeout(poll, POLL_MS, pollsLeft - 1);
    } else if (document.activeElement === document.body && opener?.isConnected) {
      opener.focus();
    }
  };
  const onPossibleClose = ({ type, key }) => {
    if (type === "keydown" && key !== "Escape" && key !== "Enter" && key !== " ") return;
    if (document.querySelector(DIALOG)) setTimeout(poll, POLL_MS, POLLS);
  };
  for (const name of ["focusin", "click"]) document.addEventListener(name, recordOpener, { capture: true });
  for (const name of ["keydown", "click"]) document.addEventListener(name, onPossibleClose, { capture: true });
}
