// Enlarges the picture, flat or in 3-D: a small group of buttons, keys, and gestures. Pictures side by
// side show the same part of the knee. What is enlarged is not part of the link.

import { h } from "../../shared/web/dom.js";
import { isKeyTaken } from "../../shared/web/keyboard.js";
import { WHOLE, panBy, zoomAbout } from "./plate/zoom_placement.js";
import { is3d } from "./rendering.js";
import { ZoomGestures } from "./zoom_gestures.js";

const STEP = 1.5; // a press of a button or key
const DOUBLE_TAP = 2.5;
const KEYS = { "+": "in", "=": "in", "-": "out", "0": "fit", l: "labels" };
const instances = new Set(); // of all diagrams of the page
const LABELS = ["few", "all", "none"]; // a press shows the next: what matters first, all there is room for, none
let labelsShown = LABELS[0];

export class Zoom {
  /** picture: PlatePicture; knee3d: Knee3D; pane: the element that holds both; choose(id): chooses a part, or none. */
  constructor({ pane, picture, knee3d, words, choose }) {
    Object.assign(this, { pane, picture, knee3d, words, turned: false });
    const button = (key, sign, onclick) =>
      h("button", { type: "button", title: words.text(key), "aria-label": words.text(key), onclick }, sign);
    this.smaller = button("zoom_out", "−", () => this.act("out"));
    this.fit = button("zoom_fit", "⤢", () => this.act("fit"));
    this.labels = button("zoom_labels_all", "Aa", () => this.act("labels"));
    const buttons = [button("zoom_in", "+", () => this.act("in")), this.smaller, this.fit, this.labels];
    this.element = h("div", { class: "zoom", role: "group", "aria-label": words.text("zoom_group") }, ...buttons);
    pane.append(this.element);
    const onTouch = () => pane.classList.add("touched");
    this.gestures = [
      new ZoomGestures(picture.sheets, {
        isActive: () => !this.turned,
        canPan: () => picture.zoom.factor > 1,
        zoomBy: (times, at) => this.#zoomFlat(times, this.#inBox(at)),
        panBy: (across, down) => this.#show(panBy(picture.zoomState(), across, down)),
        chosen: () => picture.selected,
        onDoubleTap: (event, chosen) => {
          choose(chosen);
          this.#toggle(this.#inBox(event));
        },
        onTouch,
      }),
      new ZoomGestures(knee3d.box, {
        isActive: () => this.turned,
        canPan: () => false,
        zoomBy: (times) => knee3d.zoomBy(times),
        panBy: () => {},
        chosen: () => null,
        onDoubleTap: () => {}, // each tap chooses a part
        onTouch,
      }),
    ];
    if (!instances.size) document.addEventListener("keydown", onKey);
    instances.add(this);
    this.#showLabels();
    this.#update();
  }

  draw(state) {
    this.turned = is3d(state);
    this.#update();
  }

  /** name: "in", "out", "fit" or "labels". */
  act(name) {
    if (name === "labels") {
      labelsShown = nextLabels();
      for (const one of instances) one.#showLabels();
    } else if (this.turned) {
      if (name === "fit") this.knee3d.zoomFit();
      else this.knee3d.zoomBy(name === "in" ? STEP : 1 / STEP);
    } else if (name === "fit") this.#show(WHOLE);
    else this.#zoomFlat(name === "in" ? STEP : 1 / STEP, this.#target());
  }

  #zoomFlat(times, at) {
    const state = this.picture.zoomState();
    if (state) this.#show(zoomAbout(state, times, at));
  }

  #toggle(at) {
    if (this.picture.zoom.factor > 1) this.#show(WHOLE);
    else this.#zoomFlat(DOUBLE_TAP, at);
  }

  /** All pictures of the page show the same part. */
  #show(zoom) {
    for (const one of instances) {
      if (one.turned) continue;
      one.picture.zoomTo(zoom);
      one.#update();
    }
  }

  /** Where a press enlarges: round the mark where it is in sight, else the middle. */
  #target() {
    const { width, height } = this.picture.laidOut;
    const spot = this.pane.querySelector(".spot:not([hidden])");
    const middle = { x: width / 2, y: height / 2 };
    if (!spot) return middle;
    const box = spot.getBoundingClientRect();
    return this.#inBox({ clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 });
  }

  #inBox({ clientX, clientY }) {
    const box = this.picture.element.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  }

  #update() {
    const enlarged = !this.turned && this.picture.zoom.factor > 1;
    this.pane.classList.toggle("enlarged", enlarged);
    this.smaller.disabled = this.fit.disabled = !this.turned && !enlarged;
  }

  #showLabels() {
    this.pane.classList.toggle("labels-off", labelsShown === "none");
    for (const shown of [this.picture, this.knee3d]) shown.showAllLabels(labelsShown === "all");
    this.labels.dataset.shows = labelsShown;
    const label = this.words.text(`zoom_labels_${nextLabels()}`);
    this.labels.title = label;
    this.labels.setAttribute("aria-label", label);
  }

  stop() {
    instances.delete(this);
    if (!instances.size) document.removeEventListener("keydown", onKey);
    for (const one of this.gestures) one.stop();
    this.element.remove();
  }
}

function nextLabels() {
  return LABELS[(LABELS.indexOf(labelsShown) + 1) % LABELS.length];
}

/** A switch that was pressed keeps the focus, and has no use for these keys. */
function isOnSwitch(event) {
  const [target] = event.composedPath();
  return target.type === "radio" && !(event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey);
}

/** With Ctrl or Command these keys are the browser's own zoom. */
function onKey(event) {
  const name = KEYS[event.key.toLowerCase()];
  if (!name || (isKeyTaken(event) && !isOnSwitch(event))) return;
  event.preventDefault();
  const [first] = instances;
  first.act(name);
}
