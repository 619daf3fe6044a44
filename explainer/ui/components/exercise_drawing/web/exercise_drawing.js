// Entry of the exercise drawing: two still poses; the second plays the movement when asked.

import { h, setText } from "../../shared/web/dom.js";
import { createRenderer } from "../../shared/web/mount.js";
import { attachStylesheet } from "../../shared/web/stylesheet.js";
import { applyTheme } from "../../shared/web/theme.js";
import { keyFrameCount, pathsAt } from "./tween.js";

const WAY_MS = 1500; // from one pose to the other
const HOLD_MS = 900; // at each pose
const TURN_MS = 1600; // of a movement that goes round
const TIMES = 4; // there and back, then it rests at the end

class ExerciseDrawing {
  constructor(place) {
    this.element = h("div", { class: "exercise" });
    place.append(this.element);
    this.reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
    this.reducedMotion.addEventListener("change", this.onPreference);
  }

  onPreference = () => {
    this.#rest();
    this.#label();
  };

  update({ data }) {
    this.sheet = attachStylesheet(this.element, this.sheet, data.style);
    applyTheme(this.element, this.element);
    if (this.html === data.html) return;
    this.#rest();
    this.html = data.html;
    this.data = data;
    this.movement = null;
    this.element.innerHTML = data.html; // our own, built by exercise_drawing.markup
    const poses = [...this.element.querySelectorAll("svg.exercise-pose")];
    this.played = poses.length > 1 ? poses[1] : null;
    this.still = this.played?.innerHTML;
    if (!this.played) return;
    this.button = h("button", { type: "button", class: "exercise-play", onclick: () => this.#press() });
    this.element.querySelector(".exercise-key").before(this.button);
    this.#label();
  }

  #label() {
    if (!this.button) return;
    const { words } = this.data;
    const name = this.frame ? "pause" : this.reducedMotion.matches ? "next_pose" : "play";
    setText(this.button, words[name]);
    this.button.dataset.does = name;
  }

  async #press() {
    if (this.frame) return this.#rest();
    const { movement_url: url } = this.data;
    this.movement ??= await fetch(url).then((response) => response.json()).catch(() => null);
    if (!this.movement || url !== this.data.movement_url || this.frame || this.isStopped) return;
    this.keyFrames = keyFrameCount(this.movement.paths);
    if (this.reducedMotion.matches) this.#next();
    else this.#play();
    this.#label();
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
      const share = this.movement.round ? (at / TURN_MS) % 1 : thereAndBack(at);
      if (at >= duration(this.movement.round)) return this.#rest();
      this.#show(share);
      this.frame = requestAnimationFrame(draw);
    };
    this.frame = requestAnimationFrame(draw);
  }

  #show(share) {
    this.element.dataset.share = share.toFixed(2);
    const drawn = pathsAt(this.movement.paths, this.keyFrames, share);
    const elements = this.played.querySelectorAll("path");
    let next = 0;
    drawn.forEach((text, i) => {
      const count = this.movement.counts[i];
      for (let n = 0; n < count; n += 1, next += 1) {
        if (text !== null) elements[next].setAttribute("d", text);
      }
    });
  }

  /** Stops, and shows the end again. */
  #rest() {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = null;
    this.step = null;
    if (this.played) {
      this.played.innerHTML = this.still;
      delete this.element.dataset.share;
    }
    this.#label();
  }

  stop() {
    this.isStopped = true;
    this.#rest();
    this.reducedMotion.removeEventListener("change", this.onPreference);
    this.sheet?.remove();
    this.element.remove();
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

const duration = (round) => (round ? 2 * TIMES * TURN_MS : TIMES * 2 * (WAY_MS + HOLD_MS) - WAY_MS - HOLD_MS);

export const render = createRenderer(ExerciseDrawing);
