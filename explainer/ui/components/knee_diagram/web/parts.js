// Builds the diagram's elements from the payload and lays them out; KneeDiagram then only updates them.

import { AnswerView } from "./answer_view.js";
import { Choice, NumberSlider } from "../../shared/web/controls.js";
import { h, setText } from "../../shared/web/dom.js";
import { GroundSlider } from "./ground/ground_slider.js";
import { GroundStrip } from "./ground/ground_strip.js";
import { Legend } from "../../shared/web/legend.js";
import { StructureList } from "./structure_list.js";
import { numberFormat } from "../../shared/web/number_box.js";
import { HoverTag } from "./hover_tag.js";
import { FLAT, TURNED, is3d } from "./rendering.js";

const FEW_VIEWS = 4; // more become a list on a phone

/** diagram: {data, words, store}. Returns the parts and the element that holds them. */
export function buildParts(diagram, picture) {
  const { data, words } = diagram;
  const parts = { picture, sliders: buildSliders(diagram), ...buildSwitches(diagram) };
  parts.answer = new AnswerView(words, diagram.writer, () => diagram.store.commit({ structure: "" }));
  parts.list = new StructureList(words, (structure) => diagram.select(structure));
  parts.legend = data.table ? new Legend(words, parts.measure) : null;
  parts.ground = parts.sliders.surface ? new GroundStrip(data.ground, data.words.surfaces, diagram.writer) : null;
  parts.knee = h("div", { class: "knee", hidden: true });
  parts.loadError = h("p", { class: "load-error", role: "alert", hidden: true });
  parts.note = h("p", { class: "picture-note", role: "alert", hidden: true });
  parts.pointer = new HoverTag();
  parts.live = h("p", { class: "sr-only", role: "status" });
  parts.title = h("h1", {});
  parts.message = h("p", { class: "message" });
  parts.panel = h("div", { class: "answer-panel" }, parts.answer.element);
  parts.aside = h("div", { class: "aside" }); // overlays put what they say beside the picture here
  const layers = [parts.picture.element, parts.knee, parts.loadError, parts.pointer.element];
  parts.corners = buildCorners(parts);
  parts.pane = h("div", { class: "pane" }, ...layers, ...(data.week ? [] : parts.corners));
  parts.element = data.week ? arrangeWeek(parts, data) : arrangeParts(parts, data);
  return parts;
}

/** What lies on the picture: colours and turning in its upper corner, below what a selection brings. */
function buildCorners({ dress, turn, emphasis }) {
  const corner = (place, ...parts) => {
    const shown = parts.filter(Boolean).map((one) => one.element ?? one);
    return h("div", { class: `corner ${place}` }, ...shown);
  };
  return [corner("top-right", dress, turn), corner("bottom-left", emphasis)];
}

/** What lies below it on the same ground: view or layer, the bend, the colour scale. */
export function buildBar({ views, layers, sliders, legend }) {
  const shown = [views, layers, sliders.bend, legend].filter(Boolean);
  return shown.length ? h("div", { class: "bar-row" }, ...shown.map(({ element }) => element)) : null;
}

/**
 * `.first` is what a first screen holds: title, picture, sliders. On a wide screen its parts and the answer
 * form the grid of style/screen.css; on a phone it is as high as the screen. `.below` comes after.
 */
function arrangeParts(parts, data) {
  const dock = Object.entries(parts.sliders).filter(([name]) => name !== "bend");
  return h(
    "div",
    { class: data.compact ? "component compact" : "component", "data-side": data.side },
    h(
      "div",
      { class: "first" },
      data.title ? h("div", { class: "intro" }, parts.title) : null,
      h("div", { class: "view" }, parts.pane, parts.note, buildBar(parts)),
      dock.length ? h("div", { class: "dock" }, parts.answer.brief, ...dock.map(([, { element }]) => element)) : null,
    ),
    data.title ? parts.message : null,
    parts.aside,
    parts.panel,
    h("div", { class: "below" }, parts.ground?.element, parts.list.element),
    parts.live,
  );
}

/** One of two weeks: its name and picture; WeekPair lays out the rest. */
function arrangeWeek(parts, { week, week_name, side }) {
  const label = h("h2", { class: "week-name" }, week_name);
  const [upper, lower] = parts.corners;
  parts.pane.append(week === "now" ? lower : upper); // each stands for both weeks
  return h("div", { class: `week ${week}`, "data-side": side }, label, parts.pane);
}

/** Updates the words of the frame: the page's title and its one sentence, which a guided step replaces. */
export function showFrame(parts, { title, message, foot }) {
  setText(parts.title, title);
  setText(parts.message, message);
  parts.message.hidden = !message;
  parts.element.dataset.foot = foot;
}

function buildSwitches(diagram) {
  const { data, words, store } = diagram;
  const named = (ids, name) => ids.map((id) => ({ id, name: name(id) }));
  const choice = (name, options, key, form = {}) =>
    new Choice({ name, label: words.text(`choose_${name}`), options, ...form }, (id) => store.commit({ [key]: id }));
  const views = dropSharedPrefix(named(data.views.map(({ id }) => id), (id) => data.words.views[id]));
  const dresses = named(["load", "natural"], (id) => words.text(`dress_${id}`));
  const measures = named(data.measures, (id) => words.text(`name_${id}`));
  const layers = dropSharedPrefix(named(Object.keys(data.layers), (id) => data.words.views[id]));
  const emphases = named(["all", "ghost", "alone"], (id) => data.words.emphasis[id]);
  const loaded = Boolean(data.table);
  return {
    views: views.length > 1 ? choice("view", views, "knee_view", { collapsible: views.length > FEW_VIEWS }) : null,
    layers: data.turnable ? choice("layer", layers, "knee_view") : null,
    emphasis: choice("emphasis", emphases, "emphasis", { collapsible: true }),
    dress: loaded
      ? new Choice({ name: "dress", label: words.text("choose_dress"), options: dresses }, (id) => diagram.chooseDress(id))
      : null,
    measure: loaded && measures.length > 1 ? choice("measure", measures, "measure", { listed: true }) : null,
    turn: data.turnable ? turnButton(diagram) : null,
  };
}

function turnButton(diagram) {
  const { words, store } = diagram;
  const turn = () => {
    store.commit({ rendering: is3d(store.state) ? FLAT : TURNED, camera: [] }); // looks from where the plate does
    diagram.knee3d.setInteractive(is3d(store.state));
  };
  return h("button", { type: "button", class: "turn", onclick: turn }, words.text("turn"));
}

function buildSliders(diagram) {
  const { data } = diagram;
  const makers = { miles: milesSlider, surface: surfaceSlider, bend: bendSlider };
  const offered = data.controls.filter((name) => name === "bend" || data.table);
  return Object.fromEntries(offered.map((name) => [name, makers[name](diagram)]));
}

function milesSlider({ data, words, store }) {
  const perMile = data.unit.per_mile;
  const spoken = (value) => words.text("distance", { value: words.number(value) });
  const max = Math.floor(data.table.most_miles * perMile);
  const settings = {
    ...{ name: "miles", min: 0, max, step: 1, spoken },
    label: words.text("miles"),
    boxLabel: words.text("miles_box"),
    unit: words.text("unit"),
    ...numberFormat(words, 1),
  };
  const move = (value) => store.update({ miles: value / perMile });
  const slider = new NumberSlider(settings, { onMove: move, onSettle: (after_ms) => store.scheduleReport(after_ms) });
  if (data.guide_miles) slider.mark(data.guide_miles * perMile, words.text("guide"));
  return slider;
}

function surfaceSlider({ data, words, store }) {
  const stops = data.table.surfaces.map((id) => ({ id, name: data.words.surfaces[id], short: data.ground.stops[id] }));
  const settings = { name: "surface", label: words.text("surface"), boxLabel: words.text("surface_box"), stops, listShort: Boolean(data.week) };
  const move = (surface) => store.update({ surface });
  return new GroundSlider(settings, { onMove: move, onSettle: () => store.scheduleReport() });
}

function bendSlider({ data, words, store }) {
  const max = data.most_bend_deg;
  const settings = {
    ...{ name: "bend", min: 0, max, step: 1 },
    label: words.text("bend"),
    boxLabel: words.text("bend_box"),
    unit: words.text("degrees"),
    spoken: (value) => words.text("bend_spoken", { bend: value }),
    ...numberFormat(words, 0),
  };
  const move = (flexion_deg) => store.update({ flexion_deg });
  return new NumberSlider(settings, { onMove: move, onSettle: (after_ms) => store.scheduleReport(after_ms) });
}

/** "Back: muscles", "Back: floor" -> "Muscles", "Floor". */
function dropSharedPrefix(options) {
  const shared = options[0].name.split(": ", 1)[0] + ": ";
  if (!options.every(({ name }) => name.startsWith(shared))) return options;
  return options.map(({ id, name }) => {
    const rest = name.slice(shared.length);
    return { id, name: rest.slice(0, 1).toUpperCase() + rest.slice(1) };
  });
}

/** Changes when the elements must be rebuilt: not with numbers or state. */
export function layoutKey({ table, scales, acknowledged, state, preload_urls, alt, overlay_content, subject, reference, message, foot, ...rest }) {
  return JSON.stringify([rest, table?.most_miles, table?.surfaces, table?.loads]);
}
