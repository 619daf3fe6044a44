// Plates exist at fixed bends: which one shows a bend, and how far the slider goes.

import { is3d } from "../rendering.js";

/** The frame whose bend lies nearest. */
export function nearestFrame(frames, flexion_deg) {
  const away = (frame) => Math.abs(frame.flexion_deg - flexion_deg);
  return frames.reduce((best, frame) => (away(frame) < away(best) ? frame : best));
}

/** Fits the bend slider to the picture, as far as its plates or the turning knee bend; a picture that does not bend has none. */
export function limitBendSlider(slider, view, state, most_bend_deg) {
  if (!slider) return;
  const turned = is3d(state);
  const fixed = !turned && view.frames.length < 2;
  const max = turned || fixed ? most_bend_deg : Math.min(most_bend_deg, view.frames.at(-1).flexion_deg);
  slider.limit({ max, fixed });
  slider.show(fixed ? 0 : Math.min(Math.round(state.flexion_deg), max));
}
