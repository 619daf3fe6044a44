// The timer of an exercise on the page: large numbers, three buttons, a spoken line at each phase. It
// needs no server. Sound is off until asked for; the screen is kept on where the browser can.

import { h, setText, uniqueId } from "../../shared/web/dom.js";
import { fillText } from "../../shared/web/words.js";
import { Clock, formatTime, locate, planPhases } from "./timer.js";

const TICK_MS = 200;
const BEEP = { hold: 880, repeats: 880, rest: 440, ready: 660, done: 1175 }; // Hz
const BEEP_S = 0.18;

export class TimerView {
  /** `dose()` returns {sets, amount, unit} as they are when the timer starts. */
  constructor(name, texts, dose) {
    Object.assign(this, { texts, dose, clock: new Clock() });
    this.phaseText = h("p", { class: "hc-timer-phase", "aria-hidden": "true" });
    this.time = h("p", { class: "hc-timer-time", role: "timer", "aria-live": "off" });
    this.spoken = h("p", { class: "sr-only", role: "status" });
    this.startButton = h("button", { type: "button", class: "hc-button strong", onclick: () => this.#toggle() });
    this.stopButton = h("button", { type: "button", class: "hc-button", onclick: () => this.stop() }, texts.timer_stop);
    this.sound = h("input", { type: "checkbox", id: uniqueId("sound") });
    const sound = h("label", { class: "hc-check", for: this.sound.id }, this.sound, texts.timer_sound);
    const buttons = h("div", { class: "hc-row" }, this.startButton, this.stopButton, sound);
    const note = "wakeLock" in navigator ? h("p", { class: "hc-small" }, texts.timer_screen) : null;
    const label = fillText(texts.timer_of, { name });
    this.element = h("section", { class: "hc-timer", "aria-label": label }, this.phaseText, this.time, this.spoken, buttons, note);
    this.onVisible = () => this.#keepScreenOn();
    this.#show();
  }

  #toggle() {
    if (this.clock.isRunning) {
      this.clock.pause();
      this.#releaseScreen();
    } else {
      if (!this.phases || this.isDone) this.#begin();
      this.clock.start();
      this.#keepScreenOn();
      this.interval ??= setInterval(() => this.#show(), TICK_MS);
      document.addEventListener("visibilitychange", this.onVisible);
    }
    this.#show();
  }

  #begin() {
    this.phases = planPhases(this.dose());
    this.clock.reset();
    this.index = -1;
    this.isDone = false;
  }

  /** Ends the run and forgets it. */
  stop() {
    this.clock.reset();
    this.phases = null;
    this.isDone = false;
    this.#end();
    this.#show();
  }

  #end() {
    clearInterval(this.interval);
    this.interval = undefined;
    document.removeEventListener("visibilitychange", this.onVisible);
    this.#releaseScreen();
  }

  #show() {
    const { texts } = this;
    const phases = this.phases ?? planPhases(this.dose());
    const { index, phase, left_s, repeat } = locate(phases, this.clock.elapsed_s);
    this.stopButton.hidden = !this.phases;
    setText(this.startButton, this.#startLabel());
    if (!this.phases) {
      setText(this.phaseText, "");
      setText(this.time, formatTime(phases.reduce((sum, { duration_s }) => sum + duration_s, 0)));
      setText(this.spoken, "");
      return;
    }
    if (!phase && !this.isDone) {
      this.isDone = true;
      this.clock.pause();
      this.#end();
      setText(this.startButton, texts.timer_start);
    }
    const name = phase ? this.#phaseName(phase) : texts.timer_done;
    const count = repeat ? ` · ${fillText(texts.timer_count, { count: repeat, of: phase.count })}` : "";
    setText(this.phaseText, name + count);
    setText(this.time, formatTime(left_s));
    if (index === this.index) return;
    this.index = index;
    setText(this.spoken, name); // once a phase, not every second
    this.#beep(BEEP[phase?.kind ?? "done"]);
  }

  #startLabel() {
    if (this.clock.isRunning) return this.texts.timer_pause;
    return this.phases && !this.isDone ? this.texts.timer_resume : this.texts.timer_start;
  }

  #phaseName({ kind, set }) {
    const { sets } = this.dose();
    return fillText(this.texts[`timer_${kind}`], { set, sets });
  }

  #beep(frequency_hz) {
    if (!this.sound.checked) return;
    this.audio ??= new AudioContext();
    const tone = this.audio.createOscillator();
    const volume = this.audio.createGain();
    volume.gain.value = 0.2;
    tone.frequency.value = frequency_hz;
    tone.connect(volume).connect(this.audio.destination);
    tone.start();
    tone.stop(this.audio.currentTime + BEEP_S);
  }

  /** Browsers let go of the lock when the page is hidden: asked for again when it is back. */
  async #keepScreenOn() {
    if (!this.clock.isRunning || document.visibilityState !== "visible") return;
    try {
      this.lock = await navigator.wakeLock?.request("screen");
    } catch {
      this.lock = null; // refused, such as on a low battery: the timer runs without
    }
    if (!this.clock.isRunning) this.#releaseScreen();
  }

  #releaseScreen() {
    this.lock?.release().catch(() => {});
    this.lock = null;
  }
}
