// Soft, round shading of a ribbon: its own colour, deeper strips on the side away from the lamp and
// paler ones where it faces the lamp. A few see-through strips cost a tenth of shading every slice.

const LIGHT = [-0.5, 0.6, 0.62]; // towards the lamp: right, up, towards the viewer
const DEEP = "rgb(24 14 34 / 0.13)";
const PALE = "rgb(255 255 255 / 0.11)";
const EDGE_STRIPS = [0.94, 0.82, 0.66, 0.46, 0.22]; // from the far edge inwards, widest last
const NEAR_STRIPS = [0.96, 0.86]; // a rim of shade on the lit side too: it turns away
const LIGHT_STRIPS = [0.42, 0.32, 0.22, 0.12]; // half widths of the light round its middle

export const channels = (colour) =>
  colour.startsWith("#")
    ? [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16))
    : colour.match(/[\d.]+/g).slice(0, 3).map(Number);

export const mix = (one, other, share) => one.map((part, i) => part + (other[i] - part) * share);

export const css = (rgb) => `rgb(${rgb.map((part) => Math.round(part)).join(" ")})`;

/**
 * The strips that make a ribbon round, [from, to, colour]: -1 is its back edge, 1 its front edge,
 * (nx, ny) the way its front faces, y up.
 */
export function strips(nx, ny) {
  const side = LIGHT[0] * nx + LIGHT[1] * ny;
  const lit = side >= 0 ? 1 : -1;
  const middle = side / Math.hypot(side, LIGHT[2]);
  return [
    ...EDGE_STRIPS.map((from) => [-lit, -lit * from, DEEP]),
    ...NEAR_STRIPS.map((from) => [lit, lit * from, DEEP]),
    ...LIGHT_STRIPS.map((half) => [middle - half, middle + half, PALE]),
  ];
}
