// What a page colour makes of the picture: whether it is light or dark, and its share of each light.

const PAGE_COLOUR = "--st-background-color";

/**
 * Marks an element as light or dark: at once as the reader's device prefers, and with the next
 * frame as the page that `host` stands in is: to ask for its colour earlier would lay it out twice.
 */
export function applyTheme(element, host) {
  element.dataset.theme ??= themeName(prefersDark());
  requestAnimationFrame(() => {
    const theme = themeName(isDark(getComputedStyle(host).getPropertyValue(PAGE_COLOUR)));
    if (element.dataset.theme !== theme) element.dataset.theme = theme;
  });
}

/** Whether a CSS colour is dark; where it cannot be read, what the reader's device prefers. */
function isDark(colour) {
  const hex = colour.trim().match(/^#(..)(..)(..)/);
  const parts = hex ? hex.slice(1, 4).map((part) => parseInt(part, 16)) : colour.match(/[\d.]+/g);
  if (!parts) return prefersDark();
  const [red, green, blue] = parts.map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

function prefersDark() {
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function themeName(dark) {
  return dark ? "dark" : "light";
}

/** "#rrggbb" or "rgb(r, g, b)" as three numbers from 0 to 1. */
export function rgbChannels(colour) {
  const parts = colour.startsWith("#")
    ? [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16))
    : colour.match(/\d+/g).slice(0, 3).map(Number);
  return parts.map((part) => part / 255);
}
