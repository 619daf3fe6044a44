// Handover of a diagram from the prerendered page to Streamlit's. It is built once: until the handover
// Streamlit's page reserves its height with a placeholder, then the element and its state move over.

import { h } from "../../shared/web/dom.js";
import { attachStylesheet } from "../../shared/web/stylesheet.js";

const offered = new Map(); // key -> the diagram that the prerendered page owns
const waiting = new Map(); // key -> {component, placeholder, sheet}: where Streamlit's page waits for it

export function offerHandover(key, diagram) {
  offered.set(key, diagram);
}

/** Whether the prerendered page still owns the component's diagram; if so, its height is reserved (no layout shift). */
export function awaitsHandover(component) {
  const { data, parentElement } = component;
  const diagram = offered.get(data.key);
  if (!diagram) return false;
  if (waiting.get(data.key)?.component.parentElement !== parentElement) cancelHandover(data.key);
  const receiver = waiting.get(data.key) ?? { placeholder: h("div", { class: "handover-placeholder" }) };
  waiting.set(data.key, Object.assign(receiver, { component }));
  parentElement.append(receiver.placeholder);
  receiver.sheet = attachStylesheet(receiver.placeholder, receiver.sheet, data.css);
  receiver.placeholder.style.height = `${diagram.host.offsetHeight}px`;
  return true;
}

/** Streamlit's page no longer waits for a diagram. */
export function cancelHandover(key) {
  const receiver = waiting.get(key);
  receiver?.placeholder.remove();
  receiver?.sheet.remove();
  waiting.delete(key);
}

/** Removes and returns {diagram, component, placeholder, sheet}; null where either is missing. */
export function takeHandover(key) {
  const [diagram, receiver] = [offered.get(key), waiting.get(key)];
  offered.delete(key);
  waiting.delete(key);
  receiver?.placeholder.remove();
  return diagram && receiver ? { diagram, ...receiver } : null;
}
