// Which keys are free to be shortcuts of the page.

const DIALOGS = "dialog[open], [role=dialog]";
const TEXT_FIELDS =
  "input:not([type=range], [type=radio], [type=checkbox]), select, textarea, [contenteditable], [role=listbox], [role=option], [role=combobox]";
const ARROW_CONTROLS = "input, [role=slider], [role=radio], [role=tab], .scene";

/** Whether a key press belongs to the browser, to an open dialog or to the control in focus. */
export function isKeyTaken(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector(DIALOGS)) return true;
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return false;
  if (target.closest(TEXT_FIELDS)) return true;
  return event.key.startsWith("Arrow") && Boolean(target.closest(ARROW_CONTROLS));
}
