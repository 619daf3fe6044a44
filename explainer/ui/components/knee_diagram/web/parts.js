// Builds the stage's parts from the data and sets them out; the stage then only draws.

import { Choice, NumberSlider, StopSlider } from "../../shared/web/controls.js";
import { h } from "../../shared/web/dom.js";
import { Legend } from "../../shared/web/legend.js";
import { StructureList } from "./structure_list.js";
import { numberFormat } from "../../shared/web/number_box.js";
import { Pointer } from "./hover_tag.js";
import { Reading } from "./structure_reading.js";

/** stage: {data, words, store}. Returns the parts and the element that holds them. */
export function build(stage, picture) {
  const { data, words } = stage;
  const parts = { picture, sliders: sliders(stage), ...switches(stage) };
  parts.reading = new Reading(words, data.measures, () => stage.store.choose({ structure: "" }));
  parts.list = new StructureList(words, (structure) => stage.pick(structure));
  parts.legend = data.table ? new Legend(words, parts.measure) : null;
  parts.knee = h("div", { class: "knee", hidden: true });
  parts.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  parts.note = h("p", { class: "picture-note", role: "alert", hidden: true });
  parts.pointer = new Pointer();
  parts.live = h("p", { class: "sr-only", role: "status" });
  parts.pane = h("div", { class: "pane" }, parts.picture.element, parts.knee, parts.trouble, parts.pointer.element);
  parts.element = arranged(parts, data);
  return parts;
}

function arranged(parts, data) {
  const tools = [parts.views, parts.depths, parts.dress, parts.emphasis, parts.turn].filter(Boolean);
  const dock = Object.values(parts.sliders);
  const kind = data.compact ? "stage compact" : "stage";
  return h(
    "div",
    { class: kind },
    h("div", { class: "tools" }, ...tools.map((one) => one.element ?? one)),
    h("div", { class: "view" }, parts.pane, parts.note, parts.legend?.element),
    dock.length ? h("div", { class: "dock" }, ...dock.map(({ element }) => element)) : null,
    h("div", { class: "told" }, parts.reading.element),
    parts.list.element,
    parts.live,
  );
}

function switches(stage) {
  const { data, words, store } = stage;
  const named = (ids, name) => ids.map((id) => ({ id, name: name(id) }));
  const choice = (name, options, key, folds = false) =>
    new Choice({ name, label: words.say(`choose_${name}`), options, folds }, (id) => store.choose({ [key]: id }));
  const views = shortened(named(data.views.map(({ id }) => id), (id) => data.words.views[id]));
  const dresses = named(["load", "natural"], (id) => words.say(`dress_${id}`));
  const measures = named(data.measures, (id) => words.say(`name_${id}`));
  const depths = shortened(named(Object.keys(data.depths), (id) => data.words.views[id]));
  const emphases = named(["all", "ghost", "alone"], (id) => data.words.emphasis[id]);
  const loaded = Boolean(data.table);
  return {
    views: views.length > 1 ? choice("view", views, "view") : null,
    depths: data.turnable ? choice("depth", depths, "view") : null,
    emphasis: choice("emphasis", emphases, "emphasis", true),
    dress: loaded ? choice("dress", dresses, "dress") : null,
    measure: loaded && measures.length > 1 ? choice("measure", measures, "measure") : null,
    turn: data.turnable ? turnButton(stage) : null,
  };
}

function turnButton(stage) {
  const { words, store } = stage;
  const turn = () => {
    store.choose({ turned: !store.state.turned });
    stage.turning.wake(store.state.turned);
  };
  return h("button", { type: "button", class: "turn", onclick: turn }, words.say("turn"));
}

function sliders(stage) {
  const { data } = stage;
  const makers = { miles: milesSlider, surface: surfaceSlider, bend: bendSlider };
  const asked = data.controls.filter((name) => name === "bend" || data.table);
  return Object.fromEntries(asked.map((name) => [name, makers[name](stage)]));
}

function milesSlider({ data, words, store }) {
  const perMile = data.unit.per_mile;
  const spoken = (value) => words.say("distance", { value: words.number(value) });
  const max = Math.floor(data.table.miles.at(-1) * perMile);
  const asked = {
    ...{ name: "miles", min: 0, max, step: 1, spoken },
    label: words.say("miles"),
    boxLabel: words.say("miles_box"),
    unit: words.say("unit"),
    ...numberFormat(words, 1),
  };
  const move = (value) => store.move({ miles: value / perMile });
  const slider = new NumberSlider(asked, { move, settle: (after_ms) => store.settle(after_ms) });
  if (data.guide_miles) slider.mark(data.guide_miles * perMile, words.say("guide"));
  return slider;
}

function surfaceSlider({ data, words, store }) {
  const stops = data.table.surfaces.map((id) => ({ id, name: data.words.surfaces[id] }));
  const asked = { name: "surface", label: words.say("surface"), boxLabel: words.say("surface_box"), stops };
  const move = (surface) => store.move({ surface });
  return new StopSlider(asked, { move, settle: () => store.settle() });
}

function bendSlider({ data, words, store }) {
  const max = data.most_bend_deg;
  const asked = {
    ...{ name: "bend", min: 0, max, step: 1 },
    label: words.say("bend"),
    boxLabel: words.say("bend_box"),
    unit: words.say("degrees"),
    fixed: words.say("bend_fixed"),
    spoken: (value) => words.say("bend_spoken", { bend: value }),
    ...numberFormat(words, 0),
  };
  const move = (bend_deg) => store.move({ bend_deg });
  return new NumberSlider(asked, { move, settle: (after_ms) => store.settle(after_ms) });
}

/** "Back: muscles", "Back: floor" -> "Muscles", "Floor": what all names share need not be read. */
function shortened(options) {
  const shared = options[0].name.split(": ", 1)[0] + ": ";
  if (!options.every(({ name }) => name.startsWith(shared))) return options;
  return options.map(({ id, name }) => {
    const rest = name.slice(shared.length);
    return { id, name: rest.slice(0, 1).toUpperCase() + rest.slice(1) };
  });
}

/** What the parts are built from: all of the data but the numbers and the state. */
export function layoutOf({ table, scales, acknowledged, state, first, alt, told, ...rest }) {
  return JSON.stringify([rest, table?.miles, table?.surfaces, table?.loads]);
}
