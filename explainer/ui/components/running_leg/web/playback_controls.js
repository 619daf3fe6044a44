// Playback controls of the stride: play, pause, step, slider, and buttons for its phases.

import { NumberSlider } from "../../shared/web/controls.js";
import { h, setText } from "../../shared/web/dom.js";
import { numberFormat } from "../../shared/web/number_box.js";

const STRIDE_S = 3.2; // about a quarter of true speed
const STEP_PERCENT = 1;

export class PlaybackControls {
  /** callbacks: {onMove(percent), onSettle(), readState() -> {percent}} ; moments: [{id, percent, name, text}] */
  constructor(words, moments, callbacks) {
    this.words = words;
    this.callbacks = callbacks;
    this.moments = moments;
    this.reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
    const button = (name, mark, act) =>
      h("button", { class: `move ${name}`, type: "button", "aria-label": words.text(name), title: words.text(name), onclick: act }, mark);
    this.play = h("button", { class: "move play", type: "button", onclick: () => this.toggle() });
    const back = button("back", "‹", () => this.step(-STEP_PERCENT));
    const on = button("on", "›", () => this.step(STEP_PERCENT));
    this.slider = new NumberSlider(
      {
        name: "cycle", label: words.text("moment"), boxLabel: words.text("moment_box"), unit: "%",
        min: 0, max: 100, step: 1,
        spoken: (value) => words.text("moment_spoken", { value: words.number(value) }),
        ...numberFormat(words, 0),
      },
      { onMove: (percent) => this.#scrub(percent), onSettle: callbacks.onSettle },
    );
    this.chips = moments.map((moment) => {
      const jump = () => {
        this.stop();
        callbacks.onMove(moment.percent);
        callbacks.onSettle();
      };
      return h("button", { class: "chip", type: "button", onclick: jump }, moment.name);
    });
    this.text = h("p", { class: "moment-text" });
    const buttons = h("div", { class: "moves" }, this.play, back, on);
    this.row = h("div", { class: "transport-row" }, buttons, this.slider.element);
    const chips = h("div", { class: "chips", role: "group", "aria-label": words.text("moments") }, ...this.chips);
    this.more = h("div", {}, chips, this.text);
    this.#label();
  }

  #scrub(percent) {
    this.stop();
    this.callbacks.onMove(percent);
  }

  step(percent) {
    this.stop();
    const now = Math.round(this.callbacks.readState().percent) + percent;
    this.callbacks.onMove(((now % 100) + 100) % 100);
    this.callbacks.onSettle();
  }

  toggle() {
    if (this.playing) this.stop(true);
    else this.#start();
  }

  /** Plays; with prefers-reduced-motion goes to the next phase instead. */
  #start() {
    if (this.reducedMotion.matches) {
      const next = this.moments.find(({ percent }) => percent > this.callbacks.readState().percent + 0.5) ?? this.moments[0];
      this.callbacks.onMove(next.percent);
      this.callbacks.onSettle();
      return;
    }
    let last = null;
    const frame = (now) => {
      if (last !== null) {
        const advance = (100 * (now - last)) / 1000 / STRIDE_S;
        this.callbacks.onMove((this.callbacks.readState().percent + Math.min(advance, 5)) % 100);
      }
      last = now;
      this.playing = requestAnimationFrame(frame);
    };
    this.playing = requestAnimationFrame(frame);
    this.#label();
  }

  stop(reports = false) {
    if (!this.playing) return;
    cancelAnimationFrame(this.playing);
    this.playing = null;
    this.#label();
    if (reports) {
      this.callbacks.onMove(Math.round(this.callbacks.readState().percent));
      this.callbacks.onSettle();
    }
  }

  #label() {
    const name = this.reducedMotion.matches ? "next_moment" : this.playing ? "pause" : "play";
    const mark = this.reducedMotion.matches ? "⏭" : this.playing ? "❚❚" : "▶";
    this.play.replaceChildren(h("span", { "aria-hidden": "true" }, mark), h("span", {}, this.words.text(name)));
  }

  show(percent) {
    this.slider.show(Math.round(percent * 10) / 10);
    const differences = this.moments.map((moment) => Math.abs(moment.percent - percent));
    const distances = differences.map((one) => Math.min(one, 100 - one)); // 99 % is next to 0 %
    const nearest = distances.indexOf(Math.min(...distances));
    this.chips.forEach((chip, i) => {
      if (i === nearest) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    });
    setText(this.text, this.moments[nearest].text);
  }
}
