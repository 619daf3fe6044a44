// The clinic's keys for a picture: each finds the switch on the picture that it presses.

import { addShortcuts, removeShortcuts } from "../../../shared/web/shortcuts.js";

const CONTROLS = {
  v: (diagram) => nextOption(diagram, "view") ?? nextOption(diagram, "layer"),
  c: (diagram) => nextOption(diagram, "dress"),
  t: (diagram) => visible(diagram.querySelector("button.turn")),
  zoom: (diagram) => visible(diagram.querySelector(".zoom")), // zoom.js listens for its own keys
};

export class ShortcutKeys {
  constructor({ host, data }) {
    if (!data.overlay_settings.clinic) return;
    this.find = (key) => {
      const diagram = host.closest(".component");
      return diagram && CONTROLS[key] ? CONTROLS[key](diagram) : null;
    };
    addShortcuts(this.find);
  }

  draw() {}

  stop() {
    removeShortcuts(this.find);
  }
}

/** The option after the chosen one, round and round. */
function nextOption(diagram, name) {
  const group = visible(diagram.querySelector(`[data-choice="${name}"]`));
  const options = group ? [...group.querySelectorAll("input[type=radio]")] : [];
  if (options.length < 2) return null;
  return options[(options.findIndex(({ checked }) => checked) + 1) % options.length];
}

function visible(element) {
  return element?.checkVisibility() ? element : null;
}
