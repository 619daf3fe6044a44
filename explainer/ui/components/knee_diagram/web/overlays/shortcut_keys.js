// The clinic's shortcut keys: numbers click that preset on the page, arrows the next or previous step.

import { typing } from "./pen.js";

const PRESETS = ".st-key-presets button";
const STEPS = { ArrowRight: ".st-key-step_next button", ArrowLeft: ".st-key-step_back button" };
const instances = new Set(); // of all diagrams of the page: only the first handles keys

export class ShortcutKeys {
  constructor({ data }) {
    if (!data.overlay_settings.clinic) return;
    this.listen = (event) => {
      if ([...instances][0] === this && !typing(event)) press(event);
    };
    instances.add(this);
    document.addEventListener("keydown", this.listen);
  }

  draw() {}

  stop() {
    if (!this.listen) return;
    instances.delete(this);
    document.removeEventListener("keydown", this.listen);
  }
}

function press(event) {
  const number = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  const button = number ? document.querySelectorAll(PRESETS)[number - 1] : document.querySelector(STEPS[event.key] ?? "none");
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
}
