// Shortcut keys of the clinic's view. Each presses what stands on the page, so that a key does what its
// button does: a number opens a page, with Shift it presses an example, the arrows go through the steps.

import { isKeyTaken } from "../../shared/web/keyboard.js";
import { findShortcut } from "../../shared/web/shortcuts.js";

const NUMBERED = { pages: ".st-key-clinic_pages a", examples: ".st-key-preset_keys button" };
const BUTTONS = {
  ArrowRight: ".st-key-step_next button",
  ArrowLeft: ".st-key-step_back button",
  s: ".st-key-share button",
  h: '.st-key-top_row [data-opens="get-help"]',
};

export class Keys {
  /** actions: key name -> what it does, or null where it would do nothing. */
  constructor(actions) {
    this.actions = actions;
    this.listen = (event) => {
      if (isKeyTaken(event)) return;
      const press = this.#find(event);
      if (!press) return;
      event.preventDefault();
      press();
    };
    document.addEventListener("keydown", this.listen);
  }

  /** Whether a key, or a row of numbered buttons, has something to act on. */
  acts(key) {
    if (NUMBERED[key]) return document.querySelector(NUMBERED[key]) !== null;
    return Boolean(this.#findByName(key));
  }

  /** By the digit's place on the keyboard: with Shift, its character depends on the keyboard's language. */
  #find({ code, key, shiftKey }) {
    const [, digit] = code.match(/^(?:Digit|Numpad)([1-9])$/) ?? [];
    if (!digit) return this.#findByName(key.length === 1 ? key.toLowerCase() : key);
    return click(document.querySelectorAll(NUMBERED[shiftKey ? "examples" : "pages"])[digit - 1]);
  }

  #findByName(key) {
    if (this.actions[key]) return this.actions[key];
    return click(BUTTONS[key] ? document.querySelector(BUTTONS[key]) : findShortcut(key));
  }

  stop() {
    document.removeEventListener("keydown", this.listen);
  }
}

/** A function that presses a control; null where there is none to press. */
function click(control) {
  return control && !control.disabled ? () => control.click() : null;
}
