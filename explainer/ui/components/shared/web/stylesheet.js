// Loads the style sheet of a component, which is hidden until then (class "ready").

import { h } from "./dom.js";

/** Inserts the sheet before `host`, replacing `current` (may be null); returns the link element. */
export function attachStylesheet(host, current, url) {
  if (current?.getAttribute("href") === url) return current;
  const sheet = h("link", { rel: "stylesheet", href: url });
  const ready = () => host.classList.add("ready");
  sheet.addEventListener("load", ready);
  sheet.addEventListener("error", () => {
    ready();
    dispatchEvent(new Event("part-missing")); // connection.js shows a note
  });
  current?.remove();
  host.before(sheet);
  return sheet;
}
