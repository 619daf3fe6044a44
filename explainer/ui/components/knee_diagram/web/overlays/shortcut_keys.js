// The clinic's keys for a picture: each finds the switch on the picture that it presses.

import { addShortcuts, removeShortcuts } from "../../../shared/web/shortcuts.js";

const CONTROLS = {
  v: (stage) => nextOption(stage, "view") ?? nextOption(stage, "layer"),
  c: (stage) => nextOption(stage, "dress"),
  t: (stage) => visible(stage.querySelector("button.turn")),
  zoom: (stage) => visible(stage.querySelector(".zoom")), // zoom.js listens for its own keys
};

export class ShortcutKeys {
  constructor({ host, data }) {
    if (!data.overlay_settings.clinic) return;
    this.find = (key) => {
      const stage = host.closest(".stage");
      return stage && CONTROLS[key] ? CONTROLS[key](stage) : null;
    };
    addShortcuts(this.find);
  }

  draw() {}

  stop() {
    removeShortcuts(this.find);
  }
}

/** The option after the chosen one, round and round. */
function nextOption(stage, name) {
  const group = visible(stage.querySelector(`[data-choice="${name}"]`));
  const options = group ? [...group.querySelectorAll("input[type=radio]")] : [];
  if (options.length < 2) return null;
  return options[(options.findIndex(({ checked }) => checked) + 1) % options.length];
}

function visible(element) {
  return element?.checkVisibility() ? element : null;
}
