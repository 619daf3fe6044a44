// Colours as channels 0 to 255.

export const channels = (colour) =>
  colour.startsWith("#")
    ? [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16))
    : colour.match(/[\d.]+/g).slice(0, 3).map(Number);

/**
 * 256 colours (r, g, b, flat) for a strip of greys over a colour, as the blend mode overlay has it: half
 * leaves the colour, less darkens it, more lightens it.
 */
export function shades(colour) {
  const table = new Uint8ClampedArray(3 * 256);
  for (let grey = 0; grey < 256; grey += 1) {
    colour.forEach((part, i) => {
      table[3 * grey + i] = grey < 128 ? (2 * grey * part) / 255 : 255 - (2 * (255 - grey) * (255 - part)) / 255;
    });
  }
  return table;
}
