// Two weeks side by side: two diagrams with one state, one set of switches, one scale and one answer,
// which is about the second week beside the first. A slider of either moves the answer in its own frame.

import { FootPlace } from "../foot_place.js";
import { h } from "../../../shared/web/dom.js";
import { LoadTable } from "../load_table.js";
import { Store } from "../../../shared/web/store.js";
import { applyTheme } from "../../../shared/web/theme.js";
import { attachStylesheet } from "../../../shared/web/stylesheet.js";
import { buildBar, showFrame } from "../parts.js";
import { USUAL, referenceOfChange, tableBeside } from "./change_table.js";
import { movesReference, weekStates } from "./week_state.js";

const WEEKS = ["now", "after"];

/** A slider's label says whose it is too; which half of it is seen depends on the room. */
function nameWeek(label, week_name) {
  const what = h("span", { class: "what" }, label.textContent);
  label.replaceChildren(what, " ", h("span", { class: "which" }, week_name));
}

export class WeekPair {
  /** Diagram: KneeDiagram. */
  constructor(place, Diagram) {
    this.host = h("div", { class: "host" });
    place.append(this.host);
    this.store = new Store((names) => this.#redraw(names), () => this.after.announce());
    this.states = weekStates(this.store);
    for (const week of WEEKS) this[week] = new Diagram(h("div", {}), this.states[week]);
  }

  /** Moves into another container that already has the style sheet. */
  moveTo(place, sheet) {
    place.append(this.host);
    this.sheet.remove();
    this.sheet = sheet;
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.tables = new Map();
    this.store.receive(data, setStateValue);
    this.sheet = attachStylesheet(this.host, this.sheet, data.css);
    const { change, alts, week_names, title, message, foot, overlay_settings, ...shared } = data;
    const { quiz, ...settings } = overlay_settings; // of two pictures, the first one has the quiz
    const own = { now: overlay_settings, after: settings };
    WEEKS.forEach((week, place) => {
      if (week === "after") Object.assign(shared, this.#reference());
      const words = { week, week_name: week_names[place], alt: alts[place], title: "" };
      this[week].show({ ...shared, ...words, overlay_settings: own[week] });
    });
    this.#arrange();
    showFrame(this.after.parts, { title, message, foot });
    Object.assign(this.element.dataset, { foot, side: data.side });
    this.element.style.setProperty("--clay", data.colours.clay);
    applyTheme(this.element, this.host);
    this.#dress();
  }

  /** The second week's reference and packed table at the first week's present state. */
  #reference() {
    const { now, data, states: { now: { state } } } = this;
    const reference = referenceOfChange({ state, table: now.table, reference: data.reference });
    const name = reference.kind === "now" ? state.surface : USUAL;
    if (!this.tables.has(name)) this.tables.set(name, tableBeside(data.change, name));
    return { reference, table: this.tables.get(name) };
  }

  #redraw(names) {
    const after = this.states.after.namesOf(names);
    if (movesReference(names)) {
      const { reference, table } = this.#reference();
      this.after.compareWith(reference, new LoadTable(table));
      after.add("reference");
    }
    const now = this.states.now.namesOf(names);
    if (now.size) this.now.redraw(now);
    if (after.size) this.after.redraw(after);
    if (names.has("dress")) this.#dress();
  }

  #dress() {
    this.element.dataset.dress = this.store.state.dress;
  }

  /** What stands for both weeks is one diagram's: see arrangeWeek. */
  #arrange() {
    const [now, after] = WEEKS.map((week) => this[week].parts);
    if (this.arranged?.[0] === now && this.arranged[1] === after) return;
    this.arranged = [now, after];
    const bar = buildBar({ ...after, layers: null, sliders: {} });
    const weeks = h("div", { class: "weeks" }, now.element, after.element);
    const dock = h("div", { class: "dock" }, after.answer.brief, ...this.#compareSliders(now, after));
    const intro = h("div", { class: "intro" }, after.title);
    this.element = h(
      "div",
      { class: "component pair" },
      h("div", { class: "first" }, intro, h("div", { class: "view" }, weeks, bar), dock),
      after.message,
      now.aside, // the quiz
      after.aside,
      after.panel,
      h("div", { class: "below" }, after.ground.element, after.list.element),
      after.live,
    );
    this.footPlace?.stop();
    this.footPlace = new FootPlace(this.element, after.panel);
    this.host.replaceChildren(this.element);
  }

  /** The same slider of both weeks below each other, so that their thumbs are compared on one scale. */
  #compareSliders(now, after) {
    const { week_names } = this.data;
    return Object.keys(after.sliders).map((name) => {
      const both = [now, after].map(({ sliders }, place) => {
        const { element } = sliders[name];
        element.dataset.week = WEEKS[place];
        nameWeek(element.querySelector("label"), week_names[place]);
        return element;
      });
      const heading = h("p", { class: "compared-name", "aria-hidden": "true" }, this.after.words.text(name));
      return h("div", { class: "compared" }, heading, ...both);
    });
  }

  stop() {
    this.store.stop();
    this.footPlace?.stop();
    for (const week of WEEKS) this[week].stop();
    this.sheet?.remove();
    this.host.remove();
  }
}
