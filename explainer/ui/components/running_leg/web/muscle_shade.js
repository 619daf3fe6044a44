// Shading of a ribbon as a cylinder: translucent dark and light strips, a tenth of the cost of shading
// every slice.

const LIGHT = [-0.5, 0.6, 0.62]; // direction to the light: right, up, towards the viewer
const DARK = "rgb(24 14 34 / 0.13)";
const BRIGHT = "rgb(255 255 255 / 0.11)";
const EDGE_STRIPS = [0.94, 0.82, 0.66, 0.46, 0.22]; // from the far edge inwards, widest last
const NEAR_STRIPS = [0.96, 0.86]; // on the lit side: its rim turns away too
const LIGHT_STRIPS = [0.42, 0.32, 0.22, 0.12]; // half widths around the brightest line

export const channels = (colour) =>
  colour.startsWith("#")
    ? [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16))
    : colour.match(/[\d.]+/g).slice(0, 3).map(Number);

export const mix = (one, other, share) => one.map((part, i) => part + (other[i] - part) * share);

export const css = (rgb) => `rgb(${rgb.map((part) => Math.round(part)).join(" ")})`;

/**
 * Strips [from, to, colour]: -1 is the back edge, 1 the front edge; (nx, ny) is the normal of the
 * front edge, y up.
 */
export function strips(nx, ny) {
  const side = LIGHT[0] * nx + LIGHT[1] * ny;
  const lit = side >= 0 ? 1 : -1;
  const middle = side / Math.hypot(side, LIGHT[2]);
  return [
    ...EDGE_STRIPS.map((from) => [-lit, -lit * from, DARK]),
    ...NEAR_STRIPS.map((from) => [lit, lit * from, DARK]),
    ...LIGHT_STRIPS.map((half) => [middle - half, middle + half, BRIGHT]),
  ];
}
