// Loads the style sheets of a component, which is hidden until then (class "ready").

import { h } from "./dom.js";

/** Inserts the sheet before `host`, replacing `current` (may be null); returns the link element. */
export function attachStylesheet(host, current, url) {
  if (current?.getAttribute("href") === url) return current;
  const [sheet, settled] = load(url);
  settled.then(() => host.classList.add("ready"));
  current?.remove();
  host.before(sheet);
  return sheet;
}

/** Inserts several sheets before `host` and calls `onReady` after the last; returns the link elements. */
export function attachStylesheets(host, urls, onReady = () => {}) {
  const loads = urls.map(load);
  const sheets = loads.map(([sheet]) => sheet);
  host.before(...sheets);
  Promise.all(loads.map(([, settled]) => settled)).then(() => {
    host.classList.add("ready");
    onReady();
  });
  return sheets;
}

/** The link element of a sheet, and a promise that it has loaded or failed. */
function load(url) {
  const sheet = h("link", { rel: "stylesheet", href: url });
  const settled = new Promise((done) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", () => {
      done();
      dispatchEvent(new Event("part-missing")); // connection.js shows a note
    });
  });
  return [sheet, settled];
}
