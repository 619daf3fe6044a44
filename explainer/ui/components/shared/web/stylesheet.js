// The style of a diagram, by its address; until it has come the diagram is not shown.

import { h } from "./dom.js";

/** Puts the sheet of an address before `host` in the place of `current`, which may be null; the sheet. */
export function attachStylesheet(host, current, address) {
  if (current?.getAttribute("href") === address) return current;
  const sheet = h("link", { rel: "stylesheet", href: address });
  const ready = () => host.classList.add("ready");
  sheet.addEventListener("load", ready);
  sheet.addEventListener("error", () => {
    ready();
    dispatchEvent(new Event("part-missing")); // the page says so (connection.js)
  });
  current?.remove();
  host.before(sheet);
  return sheet;
}
