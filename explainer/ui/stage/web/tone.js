// Light or dark: what a page colour makes of the picture.

/** Whether a CSS colour is dark; where it cannot be read, what the reader's device prefers. */
export function dark(colour) {
  const hex = colour.trim().match(/^#(..)(..)(..)/);
  const parts = hex ? hex.slice(1, 4).map((part) => parseInt(part, 16)) : colour.match(/[\d.]+/g);
  if (!parts) return matchMedia("(prefers-color-scheme: dark)").matches;
  const [red, green, blue] = parts.map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}
