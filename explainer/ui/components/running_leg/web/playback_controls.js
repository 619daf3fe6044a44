// Play, pause, step and the slider over one stride.

import { NumberSlider } from "../../shared/web/controls.js";
import { h, say } from "../../shared/web/dom.js";
import { numberFormat } from "../../shared/web/number_box.js";

const STRIDE_SHOWN_S = 3.2; // about a quarter of true speed: slow enough to follow
const STEP_PERCENT = 1;

export class Transport {
  /** ears: {move(percent), settle(), state() -> {percent}} ; moments: [{id, percent, name, text}] */
  constructor(words, moments, ears) {
    this.words = words;
    this.ears = ears;
    this.moments = moments;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    const button = (name, mark, act) =>
      h("button", { class: `move ${name}`, type: "button", "aria-label": words.say(name), title: words.say(name), onclick: act }, mark);
    this.play = h("button", { class: "move play", type: "button", onclick: () => this.toggle() });
    const back = button("back", "‹", () => this.step(-STEP_PERCENT));
    const on = button("on", "›", () => this.step(STEP_PERCENT));
    this.slider = new NumberSlider(
      {
        name: "cycle", label: words.say("moment"), boxLabel: words.say("moment_box"), unit: "%",
        min: 0, max: 100, step: 1,
        spoken: (value) => words.say("moment_spoken", { value: words.number(value) }),
        ...numberFormat(words, 0),
      },
      { move: (percent) => this.#moved(percent), settle: ears.settle },
    );
    this.chips = moments.map((moment) => {
      const jump = () => {
        this.stop();
        ears.move(moment.percent);
        ears.settle();
      };
      return h("button", { class: "chip", type: "button", onclick: jump }, moment.name);
    });
    this.text = h("p", { class: "moment-text" });
    const buttons = h("div", { class: "moves" }, this.play, back, on);
    this.row = h("div", { class: "transport-row" }, buttons, this.slider.element);
    const chips = h("div", { class: "chips", role: "group", "aria-label": words.say("moments") }, ...this.chips);
    this.more = h("div", {}, chips, this.text);
    this.#label();
  }

  #moved(percent) {
    this.stop();
    this.ears.move(percent);
  }

  step(percent) {
    this.stop();
    const now = Math.round(this.ears.state().percent) + percent;
    this.ears.move(((now % 100) + 100) % 100);
    this.ears.settle();
  }

  toggle() {
    if (this.playing) this.stop(true);
    else this.#start();
  }

  /** The reader asked for it, so it plays; who wants little motion gets it moment by moment. */
  #start() {
    if (this.calm.matches) {
      const next = this.moments.find(({ percent }) => percent > this.ears.state().percent + 0.5) ?? this.moments[0];
      this.ears.move(next.percent);
      this.ears.settle();
      return;
    }
    let before = null;
    const frame = (now) => {
      if (before !== null) {
        const on = (100 * (now - before)) / 1000 / STRIDE_SHOWN_S;
        this.ears.move((this.ears.state().percent + Math.min(on, 5)) % 100);
      }
      before = now;
      this.playing = requestAnimationFrame(frame);
    };
    this.playing = requestAnimationFrame(frame);
    this.#label();
  }

  stop(settles = false) {
    if (!this.playing) return;
    cancelAnimationFrame(this.playing);
    this.playing = null;
    this.#label();
    if (settles) {
      this.ears.move(Math.round(this.ears.state().percent));
      this.ears.settle();
    }
  }

  #label() {
    const name = this.calm.matches ? "next_moment" : this.playing ? "pause" : "play";
    const mark = this.calm.matches ? "⏭" : this.playing ? "❚❚" : "▶";
    this.play.replaceChildren(h("span", { "aria-hidden": "true" }, mark), h("span", {}, this.words.say(name)));
  }

  show(percent) {
    this.slider.show(Math.round(percent * 10) / 10);
    const away = this.moments.map((moment) => Math.abs(moment.percent - percent));
    const apart = away.map((one) => Math.min(one, 100 - one)); // 99 % is next to 0 %
    const here = apart.indexOf(Math.min(...apart));
    const now = this.moments[here];
    this.chips.forEach((chip, i) => {
      if (i === here) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    });
    say(this.text, now.text);
  }
}
