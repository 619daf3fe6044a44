// What a shortcut key presses on the pictures. A picture lies in a component of its own, so it registers
// a function that finds its control; the clinic bar asks. Several bundles contain this module.

const finders = (window.behindTheKneeShortcuts ??= new Set());

/** `find(key)` gives the control that the key presses, or null. */
export function addShortcuts(find) {
  finders.add(find);
}

export function removeShortcuts(find) {
  finders.delete(find);
}

/** The control of the first picture that has one for the key, or null. */
export function findShortcut(key) {
  for (const find of finders) {
    const control = find(key);
    if (control) return control;
  }
  return null;
}
