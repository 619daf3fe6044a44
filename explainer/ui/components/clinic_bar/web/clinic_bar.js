// Tools of the clinic's view: the pen of all pictures, full screen, and the sheet that names the keys.

import { hasLines, hasWiped, isPenOn, onDrawingChange, restoreLines, setPenOn, wipeLines } from "../../shared/web/drawings.js";
import { h, setText, svg } from "../../shared/web/dom.js";
import { KeySheet } from "./key_sheet.js";
import { Keys } from "./keys.js";
import { createRenderer } from "../../shared/web/mount.js";

const ICONS = {
  pen: "M3 13l.8-3L11 2.8l2.2 2.2L6 12.2zM9.5 4.3l2.2 2.2",
  wipe: "M6 13h8M3 9.5l6-6 4 4L8 12.5H5.5z",
  restore: "M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 010 7H6",
  full: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  keys: "M1.5 4h13v8h-13zM4 6.7h.1M7 6.7h.1M10 6.7h.1M12.5 6.7h.1M5 9.5h6",
};

const LEAVE = ".st-key-leave button";

class ClinicBar {
  constructor(place) {
    this.tools = {
      pen: tool("pen", () => this.#togglePen()),
      wipe: tool("wipe", () => this.#wipe()),
      restore: tool("restore", () => this.#restore()),
      full: tool("full", toggleFullScreen),
      keys: tool("keys", () => this.sheet.open()),
    };
    this.keys = new Keys({
      p: () => this.#togglePen(),
      u: () => this.#restore(),
      f: document.fullscreenEnabled ? toggleFullScreen : null,
      "?": () => this.sheet.open(),
      Escape: () => this.#wipe(),
    });
    this.sheet = new KeySheet((key) => this.keys.acts(key));
    this.live = h("p", { class: "clinic-live", role: "status" });
    this.element = h("div", { class: "clinic-tools", role: "toolbar" }, ...Object.values(this.tools), this.live, this.sheet.element);
    place.append(this.element);
    this.ignore = onDrawingChange(() => this.#show());
    this.onFullScreen = () => this.#show();
    document.addEventListener("fullscreenchange", this.onFullScreen);
    this.onClick = ({ target }) => target.closest?.(LEAVE) && putAway();
    document.addEventListener("click", this.onClick);
  }

  update({ data }) {
    this.texts = data.texts;
    this.element.setAttribute("aria-label", data.texts.label);
    for (const [name, button] of Object.entries(this.tools)) {
      setText(button.lastChild, data.texts[name]);
      button.title = data.texts[`${name}_hint`];
    }
    this.sheet.update(data.sheet);
    this.#show();
  }

  #show() {
    const { pen, wipe, restore, full } = this.tools;
    pen.setAttribute("aria-pressed", String(isPenOn()));
    wipe.hidden = !hasLines();
    restore.hidden = !hasWiped();
    full.hidden = !document.fullscreenEnabled; // an iPhone has none
    full.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
  }

  #togglePen() {
    setPenOn(!isPenOn());
    setText(this.live, this.texts[isPenOn() ? "pen_taken" : "pen_left"]);
  }

  #wipe() {
    const hadFocus = document.activeElement === this.tools.wipe;
    if (!wipeLines()) return;
    setText(this.live, this.texts.pen_wiped);
    if (hadFocus) this.tools.restore.focus(); // its own button has gone
  }

  #restore() {
    const hadFocus = document.activeElement === this.tools.restore;
    if (!restoreLines()) return;
    setText(this.live, this.texts.pen_restored);
    if (hadFocus) this.tools.wipe.focus();
  }

  stop() {
    this.keys.stop();
    this.ignore();
    document.removeEventListener("fullscreenchange", this.onFullScreen);
    document.removeEventListener("click", this.onClick);
    this.element.remove();
  }
}

function tool(name, onclick) {
  const icon = svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
  return h("button", { type: "button", class: "clinic-tool", "data-tool": name, onclick }, icon, h("span"));
}

/** The view is left: no pen in use without its button, no full screen without its way out. */
function putAway() {
  setPenOn(false);
  if (document.fullscreenElement) document.exitFullscreen();
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.fullscreenEnabled) document.documentElement.requestFullscreen().catch(() => null); // refused: nothing changes
}

export const render = createRenderer(ClinicBar);
