// A diagram of the served page is built once. While it answers the finger there, Streamlit's page
// keeps room for it; then it moves over as it stands, with what the reader has moved.

import { h } from "../../shared/web/dom.js";
import { styled } from "../../shared/web/stylesheet.js";

const lent = new Map(); // key -> the diagram that stands in the served page
const heirs = new Map(); // key -> {component, room}: where Streamlit's page waits for it

export function lend(key, stage) {
  lent.set(key, stage);
}

/** Whether the component's diagram is on loan; then its place keeps as much room as that takes. */
export function awaits(component) {
  const { data, parentElement } = component;
  const stage = lent.get(data.key);
  if (!stage) return false;
  if (heirs.get(data.key)?.component.parentElement !== parentElement) forget(data.key);
  const heir = heirs.get(data.key) ?? { room: h("div", { class: "awaited" }) };
  heirs.set(data.key, Object.assign(heir, { component }));
  parentElement.append(heir.room);
  heir.sheet = styled(heir.room, heir.sheet, data.css);
  heir.room.style.height = `${stage.host.offsetHeight}px`;
  return true;
}

/** Streamlit's page no longer waits for a diagram. */
export function forget(key) {
  const heir = heirs.get(key);
  heir?.room.remove();
  heir?.sheet.remove();
  heirs.delete(key);
}

/** The diagram of a key and who waits for it, both only once; null where nobody does. */
export function due(key) {
  const [stage, heir] = [lent.get(key), heirs.get(key)];
  lent.delete(key);
  heirs.delete(key);
  heir?.room.remove();
  return stage && heir ? { stage, ...heir } : null;
}
