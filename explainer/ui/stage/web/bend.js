// Plates bend step by step, the turning knee degree by degree: which step, and what the slider offers.

/** The frame whose bend lies nearest. */
export function nearest(frames, bend_deg) {
  const away = (frame) => Math.abs(frame.flexion_deg - bend_deg);
  return frames.reduce((best, frame) => (away(frame) < away(best) ? frame : best));
}

/** Fits the bend slider to the picture: a plate's steps, the turning knee's degrees, or none. */
export function limitBend(slider, view, { turned, bend_deg }, most_bend_deg) {
  if (!slider) return;
  if (turned) {
    slider.limit({ max: most_bend_deg, step: 1, fixed: false });
    slider.show(Math.round(bend_deg));
    return;
  }
  const bends = view.frames.map((frame) => frame.flexion_deg);
  if (bends.length < 2) {
    slider.limit({ max: most_bend_deg, step: 1, fixed: true });
    slider.show(0);
    return;
  }
  slider.limit({ max: bends.at(-1), step: bends[1] - bends[0], fixed: false });
  slider.show(nearest(view.frames, bend_deg).flexion_deg);
}
