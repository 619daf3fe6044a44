// Where an enlarged picture lies in its box. A zoom is {factor, x, y}: how many times larger than the
// whole picture, and which point of it (shares of its width and height) stands in the box's middle.

export const WHOLE = { factor: 1, x: 0.5, y: 0.5 };
export const MOST = 6;

/** base: placement of the whole picture {left, top, width, height, scale}; box: {width, height}, px. */
export function zoomPlacement(base, zoom, box) {
  if (zoom.factor <= 1) return base;
  const [width, height] = [base.width * zoom.factor, base.height * zoom.factor];
  const left = within(box.width / 2 - zoom.x * width, box.width - width);
  const top = within(box.height / 2 - zoom.y * height, box.height - height);
  return { left, top, width, height, scale: base.scale * zoom.factor };
}

/** An edge such that the picture covers the box, or lies within it where it is smaller. */
function within(edge, room) {
  return Math.min(Math.max(edge, Math.min(0, room)), Math.max(0, room));
}

/** The zoom that a placement stands for. */
function zoomOf({ left, top, width, height }, factor, box) {
  return { factor, x: (box.width / 2 - left) / width, y: (box.height / 2 - top) / height };
}

/** `times` larger, with the point of the picture at `at` ({x, y}, px of the box) staying where it is. */
export function zoomAbout({ base, zoom, box }, times, at) {
  const factor = Math.min(Math.max(zoom.factor * times, 1), MOST);
  if (factor === 1) return WHOLE;
  const now = zoomPlacement(base, zoom, box);
  const larger = factor / zoom.factor;
  const moved = {
    left: at.x - (at.x - now.left) * larger,
    top: at.y - (at.y - now.top) * larger,
    width: now.width * larger,
    height: now.height * larger,
  };
  return clamped(base, zoomOf(moved, factor, box), box);
}

/** Moved by so many px; the picture never leaves its box. */
export function panBy({ base, zoom, box }, across, down) {
  const now = zoomPlacement(base, zoom, box);
  const moved = { ...now, left: now.left + across, top: now.top + down };
  return clamped(base, zoomOf(moved, zoom.factor, box), box);
}

function clamped(base, zoom, box) {
  return zoomOf(zoomPlacement(base, zoom, box), zoom.factor, box);
}
