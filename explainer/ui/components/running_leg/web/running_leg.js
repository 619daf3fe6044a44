// Entry of the running leg component: state, layout and drawing.

import { Choice, NumberSlider } from "../../shared/web/controls.js";
import { h, setText } from "../../shared/web/dom.js";
import { loadPayload } from "../../shared/web/cached_payload.js";
import { Legend } from "../../shared/web/legend.js";
import { numberFormat } from "../../shared/web/number_box.js";
import { createRenderer } from "../../shared/web/mount.js";
import { ColourScale } from "../../shared/web/colour_scale.js";
import { Store } from "../../shared/web/store.js";
import { attachStylesheets } from "../../shared/web/stylesheet.js";
import { applyTheme } from "../../shared/web/theme.js";
import { Words } from "../../shared/web/words.js";
import { LegImages } from "./leg_images.js";
import { frameBox } from "./framing.js";
import { ActivityLanes } from "./activity_lanes.js";
import { LegView, VIEWS } from "./leg_view.js";
import { Pose } from "./pose.js";
import { LegReading } from "./leg_reading.js";
import { LengthTables } from "./length_tables.js";
import { LegLabels } from "./leg_labels.js";
import { describePose } from "./spoken_pose.js";
import { PoseAnswer } from "./pose_answer.js";
import { readHeldPose } from "./held_pose.js";
import { PlaybackControls } from "./playback_controls.js";

const movedLegs = new Set(); // slots that the reader has moved: only these announce their pose
const ANGLES = ["hip", "knee", "ankle"];
const LABEL_PX = 140; // width of a column of labels beside the leg
const STRIDE_LABEL_PX = 90; // in a stride, where the leg seldom fills its frame
const NARROW_PX = 560; // below: one label for each group of muscles

export async function render(component) {
  return mount({ ...component, data: await loadPayload(component.data) });
}

class RunningLeg {
  constructor(place) {
    this.host = h("div", { class: "host" });
    place.append(this.host);
    this.store = new Store(() => this.#scheduleDraw(), () => movedLegs.add(this.data.slot));
    this.images = new LegImages(() => this.#scheduleDraw());
  }

  async update({ data, setStateValue, loadScript }) {
    const before = this.data;
    Object.assign(this, { data, loadScript });
    this.images.preload(data.images);
    const moved = this.store.receive(data, setStateValue);
    if (moved.has("percent") || moved.has("moved_by")) this.parts?.transport.stop();
    this.sheets ??= attachStylesheets(this.host, data.css, () => this.#scheduleDraw());
    this.tables = new LengthTables(data);
    this.words = new Words(data);
    this.scale = new ColourScale(data.colours.stops, data.scale);
    if (!before || layoutKey(before) !== layoutKey(data)) {
      this.shapes ??= await fetch(data.shapes).then((response) => response.json());
      if (this.isStopped) return;
      this.#build();
    }
    this.#updateTheme();
    this.#scheduleDraw();
  }

  #build() {
    const { data, words } = this;
    this.parts?.transport.stop();
    this.view?.stop();
    this.pose = new Pose(this.shapes);
    this.cycleBox = frameBox(this.pose, data.cycle);
    const pick = (structure) => this.store.commit({
      structure: structure === this.store.state.structure ? "" : structure,
    });
    this.view = new LegView(
      { data, shapes: this.shapes, images: this.images, loadScript: this.loadScript },
      { onTap: pick, onChange: () => this.#scheduleDraw(), onFailed: () => { this.parts.failed.hidden = false; } },
    );
    const settle = (after_ms) => this.store.scheduleReport(after_ms);
    const scrub = { onMove: (percent) => this.store.update({ percent }), onSettle: settle, readState: () => this.store.state };
    const muscles = data.muscles;
    const parts = {
      mode: this.#choice("moved_by", ["cycle", "angles"]),
      dress: this.#choice("dress", ["load", "natural"]),
      failed: h("p", { class: "behind-failed", role: "status", hidden: true }, words.text("no_behind")),
      seen: this.#choice("seen_from", VIEWS, (view) => this.view.lookFrom(view)),
      legend: new Legend(words, null),
      tags: new LegLabels(muscles.filter(({ tag }) => tag), pick),
      transport: new PlaybackControls(words, data.moments, scrub),
      sliders: Object.fromEntries(ANGLES.map((joint) => [joint, this.#slider(joint)])),
      lanes: new ActivityLanes({ muscles: muscles.filter(({ lane }) => lane), tables: this.tables, words, footOff: data.cycle.foot_off },
        { ...scrub, onMove: (percent) => { parts.transport.stop(); this.store.update({ percent, moved_by: "cycle" }); }, onSelect: pick }),
      reading: new LegReading(words, muscles.filter(({ reading }) => reading), pick),
      answer: new PoseAnswer(words, Object.fromEntries(muscles.map(({ id, name }) => [id, name])), (hurts) => this.#onHurts(hurts)),
      live: h("p", { class: "sr-only", "aria-live": "polite" }),
    };
    this.parts = parts;
    this.#showAngles(); // at once: a key pressed before the first frame starts from the scenario's angle
    parts.legend.measure("step", this.scale);
    parts.angles = h("div", { class: "angles" }, ...Object.values(parts.sliders).map(({ element }) => element));
    parts.pane = h("div", { class: "pane" }, this.view.element, parts.tags.element, parts.seen.element, parts.failed);
    parts.element = h("div", { class: "component compact limb" },
      h("div", { class: "tools" }, parts.mode.element, parts.dress.element),
      h("div", { class: "limb-view" }, parts.pane,
        h("div", { class: "limb-dock" }, parts.transport.row, parts.angles), parts.transport.more),
      h("div", { class: "limb-side" }, parts.legend.element, parts.lanes.element, parts.answer.element, parts.reading.element),
      parts.live);
    parts.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.#showMode(); // before the first frame, which a busy device draws late: the page keeps its height
    this.host.replaceChildren(parts.element);
    this.watch?.disconnect();
    this.watch = new ResizeObserver(() => this.#scheduleDraw());
    this.watch.observe(parts.pane);
  }

  #choice(name, options, pick = (id) => this.#onChoice(name, id)) {
    const settings = {
      name, label: this.words.text(name),
      options: options.map((id) => ({ id, name: this.words.text(`${name}_${id}`) })),
    };
    return new Choice(settings, pick);
  }

  /** Changing to own angles starts from the pose that hurts, or from the present one. */
  #onChoice(name, id) {
    this.parts.transport.stop();
    const { pain_pose } = this.store.state;
    const angles = pain_pose ? anglesOf(pain_pose) : this.#angles();
    const rounded = Object.fromEntries(ANGLES.map((joint) => [joint, Math.round(angles[joint])]));
    this.store.commit(name === "moved_by" && id === "angles" ? { ...rounded, moved_by: id } : { [name]: id });
  }

  #slider(joint) {
    const { words } = this;
    const [min, max] = this.data.limits[joint];
    const settings = {
      name: joint, label: words.text(joint), boxLabel: words.text(`${joint}_box`), unit: "°", min, max, step: 1,
      spoken: (value) => words.text(value < 0 ? `${joint}_less` : `${joint}_more`, { value: Math.abs(value) }),
      ...numberFormat(words, 0),
    };
    return new NumberSlider(settings, {
      onMove: (value) => this.#moveJoint(joint, value),
      onSettle: (after_ms) => this.store.scheduleReport(after_ms),
    });
  }

  #showAngles() {
    for (const joint of ANGLES) this.parts.sliders[joint].show(Math.round(this.store.state[joint]));
  }

  /** A pose that hurts follows the sliders. */
  #moveJoint(joint, value) {
    const { state } = this.store;
    const pain_pose = state.pain_pose && ANGLES.map((one) => (one === joint ? value : state[one]));
    this.store.update({ [joint]: value, ...(pain_pose && { pain_pose }) });
  }

  #onHurts(hurts) {
    const { state } = this.store;
    this.store.commit({ pain_pose: hurts ? ANGLES.map((joint) => Math.round(state[joint])) : null });
  }

  #updateTheme() {
    if (!this.parts) return;
    const { parts, data } = this;
    applyTheme(parts.element, this.host);
    parts.element.style.setProperty("--clay", data.colours.clay);
    parts.lanes.colourForces(this.scale);
    setText(parts.live, movedLegs.has(data.slot) ? data.spoken : "");
  }

  #onKey(event) {
    const { transport } = this.parts;
    if (this.store.state.moved_by !== "cycle" || event.target.closest("button, select, input:not([type=range])")) return;
    if (event.key === " ") transport.toggle();
    else if (event.target === this.view.canvas && event.key === "ArrowRight") transport.step(1);
    else if (event.target === this.view.canvas && event.key === "ArrowLeft") transport.step(-1);
    else return;
    event.preventDefault();
  }

  #angles() {
    const { state } = this.store;
    return state.moved_by === "cycle" ? this.tables.anglesAt(state.percent) : state;
  }

  #scheduleDraw() {
    if (!this.parts || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = null;
      this.#draw();
    });
  }

  /** What is there for a stride, and what for a pose of the reader's own. */
  #showMode() {
    const { parts, store: { state }, view } = this;
    const cycling = state.moved_by === "cycle";
    // A stride is read from its lanes, a pose from its numbers; then the reader opens and closes them.
    if (parts.element.dataset.movedBy !== state.moved_by) parts.reading.element.open = !cycling;
    parts.element.dataset.movedBy = state.moved_by;
    parts.element.dataset.dress = cycling ? state.dress : "natural";
    parts.mode.show(state.moved_by);
    parts.dress.show(state.dress);
    parts.dress.element.hidden = !cycling;
    parts.transport.row.hidden = !cycling;
    parts.transport.more.hidden = !cycling;
    parts.angles.hidden = cycling;
    parts.answer.element.hidden = cycling;
    parts.seen.element.hidden = !view.hasBehind;
    parts.seen.show(view.seenFrom);
  }

  #draw() {
    const { parts, store: { state }, view } = this;
    const cycling = state.moved_by === "cycle";
    const angles = this.#angles();
    this.#showMode();
    parts.transport.show(state.percent);
    this.#showAngles();
    parts.lanes.show(state.percent, state.structure, cycling);
    const { clientWidth, clientHeight } = parts.pane;
    if (!clientWidth || !this.images.isReady) return;
    const posed = this.pose.at(angles);
    const box = cycling ? this.cycleBox : frameBox(this.pose, null, angles);
    const dress = cycling && state.dress === "load" ? "clay" : "natural";
    const fillOf = (id) => (dress === "clay" ? this.#forceColour(id) : null);
    const isGrounded = cycling && state.percent <= this.data.cycle.foot_off;
    const how = { dress, fillOf, selected: state.structure, isGrounded };
    const key = [dress, state.structure, cycling && state.percent];
    view.draw({ angles, posed, box, width: clientWidth, height: clientHeight, key, ...how });
    this.#updateText(angles, fillOf);
  }

  /** The colour of a muscle's force; "hatch" where none is published. */
  #forceColour(id) {
    const force = this.tables.forceAt(id, this.store.state.percent);
    return force ? this.scale.colour(force.mid) : "hatch";
  }

  /** Labels, table and legend. */
  #updateText(angles, fillOf) {
    const { parts, view, words, store: { state } } = this;
    const cycling = state.moved_by === "cycle";
    const held = cycling ? null : readHeldPose(this.tables, angles);
    const { texts, facts } = describePose(this, angles, fillOf, held);
    const { clientWidth: width, clientHeight: height } = parts.pane;
    const narrow = width < NARROW_PX;
    const labelWidth = cycling ? STRIDE_LABEL_PX : LABEL_PX;
    const { left, right } = view.ends;
    const room = narrow
      ? { left: 0, right: width, height }
      : { left: Math.max(left - labelWidth, 0), right: Math.min(right + labelWidth, width), height };
    const clear = parts.seen.element.offsetHeight; // the switch stands in the upper left corner
    const anchors = Object.fromEntries(this.data.muscles.map(({ id, tag }) => [id, tag && view.anchor(id)]));
    const labelled = this.#labelledIds(narrow).filter((id) => anchors[id]);
    parts.tags.place(texts, anchors, { ...room, clear, isAtRight: (tag) => view.isAtRight(tag) }, labelled, state.structure);
    parts.reading.show(facts, state.structure, held);
    if (held) parts.answer.show(held, Boolean(state.pain_pose));
    setText(parts.reading.note, words.text(cycling ? "note_cycle" : "note_angles"));
    parts.legend.mark((cycling && this.tables.forceAt(state.structure, state.percent)) || null);
  }

  /** Ids with a label: all, or on narrow screens one of each group, preferably the selected one. */
  #labelledIds(narrow) {
    const tagged = this.data.muscles.filter(({ tag }) => tag);
    if (!narrow) return tagged.map(({ id }) => id);
    const { structure } = this.store.state;
    return [...new Set(tagged.map(({ group }) => group))].map((group) => {
      const members = tagged.filter((one) => one.group === group);
      const preferred = members.find(({ id }) => id === structure) ?? members.find((one) => one.represents_group);
      return (preferred ?? members[0]).id;
    });
  }

  stop() {
    this.isStopped = true;
    if (this.frame) cancelAnimationFrame(this.frame);
    this.store.stop();
    this.parts?.transport.stop();
    this.view?.stop();
    this.watch?.disconnect();
    this.sheets?.forEach((sheet) => sheet.remove());
    this.host.remove();
  }
}

const mount = createRenderer(RunningLeg);

/** {hip, knee, ankle} of a pose as the scenario holds it. */
const anglesOf = (pose) => Object.fromEntries(ANGLES.map((joint, i) => [joint, pose[i]]));

/** A key of the static data; when it changes, the parts are rebuilt. */
function layoutKey({ state, acknowledged, spoken, images, ...rest }) {
  return JSON.stringify(rest);
}
