// Detects whether the page is light or dark, and parses colours.

const PAGE_COLOUR = "--st-background-color";

/**
 * Sets data-theme of an element: at once by the device's preference, and in the next frame by the
 * background of the page around `host`; reading that earlier would force a layout.
 */
export function applyTheme(element, host) {
  element.dataset.theme ??= themeName(prefersDark());
  requestAnimationFrame(() => {
    const theme = themeName(isDark(getComputedStyle(host).getPropertyValue(PAGE_COLOUR)));
    if (element.dataset.theme !== theme) element.dataset.theme = theme;
  });
}

/** Whether a CSS colour is dark; the device's preference where it cannot be parsed. */
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
