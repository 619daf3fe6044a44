// The frame of the picture: one for a whole stride, so that it does not move while playing.

import { transformPoint } from "./pose.js";

const STANDING = { hip: 0, knee: 0, ankle: 0 };
const SAMPLES = 20; // per stride; within 3 mm of its extremes
const MARGIN_MM = 14;
const FLESH_MM = 75; // thickness of muscle around the femur

/** {left, right, top, bottom}, mm from the hip, of a stride, or of standing and one pose. */
export function frameBox(pose, cycle, angles) {
  const poses = cycle
    ? Array.from({ length: SAMPLES }, (_, i) => {
        const at = Math.round((i * (cycle.percent.length - 1)) / SAMPLES);
        return { hip: cycle.hip[at], knee: cycle.knee[at], ankle: cycle.ankle[at] };
      })
    : [STANDING, angles];
  const box = { left: 0, right: 0, top: 0, bottom: 0 };
  for (const one of poses) extend(box, pose, one);
  return {
    left: box.left - MARGIN_MM, right: box.right + MARGIN_MM,
    top: box.top + MARGIN_MM, bottom: box.bottom - MARGIN_MM,
  };
}

function extend(box, pose, angles) {
  const pieces = pose.pieces(angles);
  for (const { id, box_mm: [left, top, width, height] } of pose.shapes.pieces) {
    const spare = id === "femur" ? FLESH_MM : 0;
    for (const x of [left - spare, left + width + spare]) {
      for (const y of [top, top - height]) {
        const [px, py] = transformPoint(pieces[id], x, y);
        box.left = Math.min(box.left, px);
        box.right = Math.max(box.right, px);
        box.top = Math.max(box.top, py);
        box.bottom = Math.min(box.bottom, py);
      }
    }
  }
}
