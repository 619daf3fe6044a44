// The clinician's numbers for a picked exercise: four fields within the ranges of its record.

import { h, uniqueId } from "../../shared/web/dom.js";
import { doseNumbers, NUMBERS } from "./picks.js";

/** `onSet(place, value)` is called when a number is entered; fields without a choice are left out. */
export function doseFields(exercise, pick, texts, onSet) {
  const numbers = doseNumbers(pick, exercise.ranges);
  const fields = NUMBERS.map((name, place) => {
    const [low, high] = exercise.ranges[place];
    if (low === high) return null;
    const id = uniqueId(`dose-${name}`);
    const label = h("label", { for: id }, texts[name === "amount" ? exercise.unit : name]);
    const list = h("select", { id, class: "box", onchange: (event) => onSet(place, Number(event.target.value)) });
    for (let value = low; value <= high; value += 1) {
      list.append(h("option", { value, selected: value === numbers[place] }, String(value)));
    }
    return h("div", { class: "hc-field" }, label, list);
  });
  return h("div", { class: "hc-row hc-dose-fields" }, ...fields);
}
