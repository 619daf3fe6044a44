// The ground: a slider with named stops, and a select with the same names for screen readers.

import { slider } from "../../../shared/web/controls.js";
import { h, uniqueId } from "../../../shared/web/dom.js";

export class GroundSlider {
  /**
   * settings: {name, label, boxLabel, stops: [{id, name, short}], listShort}; callbacks: {onMove(stop), onSettle()}.
   * With `listShort` the list has the names that stand at the stops.
   */
  constructor(settings, callbacks) {
    this.stops = settings.stops;
    const id = uniqueId(settings.name);
    const last = this.stops.length - 1;
    const move = (index) => callbacks.onMove(this.stops[index].id);
    const settle = (index) => {
      move(index);
      callbacks.onSettle();
    };
    const onInput = () => move(this.range.valueAsNumber);
    this.range = slider({ id, min: 0, max: last, step: 1 }, onInput, () => callbacks.onSettle());
    const listed = ({ name, short }) => (settings.listShort ? short : name);
    const options = this.stops.map((stop, index) => h("option", { value: index }, listed(stop)));
    this.list = h("select", { class: "box on-focus", "aria-label": settings.boxLabel }, ...options);
    this.list.addEventListener("change", () => settle(Number(this.list.value)));
    this.names = this.stops.map(({ short }, index) => {
      const at = `--at: ${last ? index / last : 0}`;
      return h("span", { class: "stop", style: at, onclick: () => settle(index) }, h("i"), h("b", {}, short));
    });
    const names = h("div", { class: "stops", "aria-hidden": "true" }, ...this.names);
    const track = h("div", { class: "track stepped" }, this.range, names);
    const head = h("div", { class: "head" }, h("label", { for: id }, settings.label), this.list);
    this.element = h("div", { class: "control", "data-control": settings.name }, head, track);
  }

  show(stop) {
    const index = this.stops.findIndex(({ id }) => id === stop);
    if (index < 0) return;
    this.range.value = index;
    this.list.value = index;
    this.range.setAttribute("aria-valuetext", this.stops[index].name);
    this.names.forEach((name, other) => name.classList.toggle("current", other === index));
  }
}
