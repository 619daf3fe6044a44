// Colours of a round, softly lit ribbon: from shadow through its own colour to light.

const LIGHT = [-0.5, 0.6, 0.62]; // towards the lamp: right, up, towards the viewer
export const ACROSS = [-1, -0.62, -0.2, 0.25, 0.65, 1]; // where the colour across is worked out
const AMBIENT = 0.34;

export const channels = (colour) =>
  colour.startsWith("#")
    ? [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16))
    : colour.match(/[\d.]+/g).slice(0, 3).map(Number);

export const mix = (one, other, share) => one.map((part, i) => part + (other[i] - part) * share);

export const css = (rgb) => `rgb(${rgb.map((part) => Math.round(part)).join(" ")})`;

/** Shadow, base and light of a colour that stands for a load: the colour itself must stay true. */
export const ramp = (base) => [mix(base, [28, 26, 44], 0.42), base, mix(base, [255, 255, 255], 0.42)];

/** The lit colours across a ribbon whose front side faces (nx, ny), y up. */
export function across([shadow, base, light], nx, ny) {
  return ACROSS.map((side) => {
    const out = Math.sqrt(Math.max(1 - side * side, 0));
    const lit = LIGHT[0] * side * nx + LIGHT[1] * side * ny + LIGHT[2] * out;
    const tone = Math.min(Math.max(AMBIENT + 0.75 * lit, 0), 1.12);
    return css(tone < 0.72 ? mix(shadow, base, tone / 0.72) : mix(base, light, (tone - 0.72) / 0.75));
  });
}
