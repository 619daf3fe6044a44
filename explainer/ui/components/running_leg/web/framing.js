// How much room the leg needs: one frame for a whole stride, so that the picture stands still.

import { transformPoint } from "./pose.js";

const STANDING = { hip: 0, knee: 0, ankle: 0 };
const MOMENTS = 20; // a stride's extremes lie within 3 mm of what these moments reach
const SPARE_MM = 14;
const FLESH_MM = 75; // muscle stands out from the bones of the thigh by this much

/** The box {left, right, top, bottom}, mm round the hip, of a stride or of standing and one pose. */
export function frameBox(pose, cycle, angles) {
  const poses = cycle
    ? Array.from({ length: MOMENTS }, (_, i) => {
        const at = Math.round((i * (cycle.percent.length - 1)) / MOMENTS);
        return { hip: cycle.hip[at], knee: cycle.knee[at], ankle: cycle.ankle[at] };
      })
    : [STANDING, angles];
  const box = { left: 0, right: 0, top: 0, bottom: 0 };
  for (const one of poses) stretch(box, pose, one);
  return {
    left: box.left - SPARE_MM, right: box.right + SPARE_MM,
    top: box.top + SPARE_MM, bottom: box.bottom - SPARE_MM,
  };
}

function stretch(box, pose, angles) {
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
