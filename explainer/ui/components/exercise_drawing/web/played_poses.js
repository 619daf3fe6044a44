// Two still poses of an exercise; a button plays the movement in the second picture until it is
// pressed again.

import { h, setText } from "../../shared/web/dom.js";
import { keyFrameCount, pathsAt } from "./tween.js";

const WAY_MS = 1500; // from one pose to the other
const HOLD_MS = 900; // at each pose
const ROUND_MS = 1600; // of a movement that goes round

export class PlayedPoses {
  /** html: the figures (exercise_drawing.figures); words: {play, pause, next_pose}. */
  constructor(html, words) {
    this.words = words;
    const template = document.createElement("template");
    template.innerHTML = html; // built by our own server, all text in it escaped
    this.element = template.content.firstElementChild;
    this.url = this.element.dataset.movementUrl;
    if (!this.url) return;
    this.still = this.element.querySelector('img[data-pose="end"]');
    this.reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
    this.reducedMotion.addEventListener("change", this.onPreference);
    this.button = h("button", { type: "button", class: "exercise-play", onclick: () => this.#press() });
    this.element.querySelector(".exercise-poses").after(this.button);
    this.#label();
  }

  onPreference = () => this.#rest();

  #label() {
    const does = this.frame ? "pause" : this.reducedMotion.matches ? "next_pose" : "play";
    this.button.dataset.does = does;
    setText(this.button, this.words[does]);
  }

  async #press() {
    if (this.frame) return this.#rest();
    if (!(await this.#load()) || this.frame || this.isStopped) return;
    if (this.reducedMotion.matches) this.#next();
    else this.#play();
  }

  /** Fetches the movement and puts a drawing that can move in the still's place. */
  async #load() {
    if (this.drawing) return true;
    try {
      const [movement, text] = await Promise.all([
        fetch(this.url).then((response) => response.json()),
        fetch(this.still.src).then((response) => response.text()),
      ]);
      const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      this.keyFrames = keyFrameCount(movement.paths);
      const paths = [...svg.querySelectorAll("path")];
      this.elements = movement.counts.map((count) => paths.splice(0, count));
      this.movement = movement;
      this.drawing = svg;
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", this.still.alt);
    } catch {
      dispatchEvent(new Event("part-missing")); // connection.js shows a note
    }
    return Boolean(this.drawing);
  }

  /** Without motion: one press, one pose; after the end the start. */
  #next() {
    const last = this.keyFrames - 1;
    this.step = ((this.step ?? last) + 1) % this.keyFrames;
    this.#show(this.step / last);
  }

  #play() {
    const began = performance.now();
    const draw = (now) => {
      const at = Math.max(now - began, 0);
      if (!this.element.isConnected) return this.#rest();
      this.#show(this.movement.round ? (at / ROUND_MS) % 1 : thereAndBack(at));
      this.frame = requestAnimationFrame(draw);
    };
    this.frame = requestAnimationFrame(draw);
    this.#label();
  }

  #show(share) {
    if (this.still.parentNode) this.still.replaceWith(this.drawing);
    this.element.dataset.share = share.toFixed(3);
    pathsAt(this.movement.paths, this.keyFrames, share).forEach((text, i) => {
      if (text !== null) this.elements[i].forEach((path) => path.setAttribute("d", text));
    });
  }

  /** Stops, and shows the still of the end again. */
  #rest() {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = null;
    this.step = null;
    delete this.element.dataset.share;
    if (!this.still.parentNode) this.drawing.replaceWith(this.still);
    this.#label();
  }

  stop() {
    this.isStopped = true;
    if (!this.url) return;
    this.#rest();
    this.reducedMotion.removeEventListener("change", this.onPreference);
  }
}

/** 0 to 1 and back, resting at both ends, gently at the turns. */
function thereAndBack(at) {
  const time = at % (2 * (WAY_MS + HOLD_MS));
  if (time < WAY_MS) return ease(time / WAY_MS);
  if (time < WAY_MS + HOLD_MS) return 1;
  if (time < 2 * WAY_MS + HOLD_MS) return ease(1 - (time - WAY_MS - HOLD_MS) / WAY_MS);
  return 0;
}

const ease = (share) => share * share * (3 - 2 * share);
