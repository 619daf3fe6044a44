// The switch of the sides that the 3-D knee can be looked at from, and its place among the other switches.

import { Choice } from "../../../shared/web/controls.js";
import { cornersEnd } from "../plate/label_ranking.js";
import { CUT, PRESET_NAMES } from "./camera.js";

const GAP_PX = 6; // between two groups of switches

export class PresetSwitch {
  constructor(words, onChoose) {
    const options = PRESET_NAMES.map((id) => ({ id, name: words.text(`camera_${id}`) }));
    this.choice = new Choice({ name: "camera", label: words.text("choose_camera"), options }, onChoose);
    this.element = this.choice.element;
  }

  /** Which preset the reader looks from; a cut knee is "cut" from wherever it is looked at. */
  show({ cut, flexion_deg }, camera) {
    this.choice.show(cut === CUT ? CUT : camera.preset(flexion_deg));
  }

  /**
   * Takes its place in a box: beside the other switches, or below them where both do not fit. Returns
   * where the label columns begin below all of them, px: {left, right}.
   */
  place(box) {
    const { element } = this;
    const { right, from } = cornersEnd(box);
    element.style.top = "";
    const isBeside = element.offsetLeft + element.offsetWidth + GAP_PX <= from;
    if (!isBeside) element.style.top = `${right + GAP_PX}px`;
    const end = element.offsetTop + element.offsetHeight;
    return { left: end, right: isBeside ? right : end };
  }
}
