// Entry of the knee diagram. Streamlit calls `mount` at every run of the page.

import { cachePayload, loadPayload } from "../../shared/web/cached_payload.js";
import { awaitsHandover, cancelHandover, offerHandover, takeHandover } from "./handover.js";
import { wasMounted } from "../../shared/web/reporting.js";
import { WeekPair } from "./weeks/week_pair.js";
import { KneeDiagram } from "./diagram_view.js";

const diagrams = new WeakMap(); // Streamlit's container element -> KneeDiagram

/** Mounts after loading the cached part of the payload. */
export async function render(component) {
  return mount({ ...component, data: await loadPayload(component.data) });
}

export function mount(component) {
  cachePayload(component.data);
  const { data: { key, slot }, parentElement: place } = component;
  const unmount = () => {
    cancelHandover(key);
    diagrams.get(place)?.stop();
    diagrams.delete(place);
  };
  if (component.isPrerendered && wasMounted(slot)) return unmount; // Streamlit's page was faster
  if (!diagrams.has(place) && awaitsHandover(component)) return unmount;
  if (!diagrams.has(place)) diagrams.set(place, component.data.change ? new WeekPair(place, KneeDiagram) : new KneeDiagram(place));
  const diagram = diagrams.get(place);
  diagram.update(component);
  if (component.isPrerendered) offerHandover(key, diagram);
  return unmount;
}

/** Moves the prerendered page's diagram into Streamlit's page; false where none waits for it. */
export function handOver(key, moved) {
  const handover = takeHandover(key);
  if (!handover) return false;
  const { diagram, component, sheet } = handover;
  const place = component.parentElement;
  diagrams.set(place, diagram);
  diagram.moveTo(place, sheet);
  diagram.update(component);
  if (moved) diagram.store.scheduleReport(0);
  return true;
}
