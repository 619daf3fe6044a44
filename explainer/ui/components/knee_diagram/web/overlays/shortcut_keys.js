// The clinic's keys: a number presses that preset, the arrows go a step on or back. The buttons stand
// on the page; a page without them has nothing to press.

import { typing } from "./pen.js";

const PRESETS = ".st-key-presets button";
const STEPS = { ArrowRight: ".st-key-step_next button", ArrowLeft: ".st-key-step_back button" };
const waiting = new Set(); // every picture on the page: the first one answers, so that a key counts once

export class ShortcutKeys {
  constructor({ data }) {
    if (!data.overlay_settings.clinic) return;
    this.listen = (event) => {
      if ([...waiting][0] === this && !typing(event)) press(event);
    };
    waiting.add(this);
    document.addEventListener("keydown", this.listen);
  }

  draw() {}

  stop() {
    if (!this.listen) return;
    waiting.delete(this);
    document.removeEventListener("keydown", this.listen);
  }
}

function press(event) {
  const number = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  const asked = number ? document.querySelectorAll(PRESETS)[number - 1] : document.querySelector(STEPS[event.key] ?? "none");
  if (!asked || asked.disabled) return;
  event.preventDefault();
  asked.click();
}
