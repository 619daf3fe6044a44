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
import { LegPainter } from "./leg_painter.js";
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

  async update({ data, setStateValue }) {
    const before = this.data;
    this.data = data;
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
    this.pose = new Pose(this.shapes);
    this.cycleBox = frameBox(this.pose, data.cycle);
    const pick = (structure) => this.store.commit({
      structure: structure === this.store.state.structure ? "" : structure,
    });
    const canvas = h("canvas", { class: `leg ${data.side}`, role: "img", "aria-label": data.spoken, tabindex: 0 });
    canvas.addEventListener("click", (event) => this.#onTap(event, pick));
    this.painter = new LegPainter(canvas, { ...data, shapes: this.shapes, images: this.images });
    const settle = (after_ms) => this.store.scheduleReport(after_ms);
    const scrub = { onMove: (percent) => this.store.update({ percent }), onSettle: settle, readState: () => this.store.state };
    const muscles = data.muscles;
    const parts = {
      canvas,
      mode: this.#choice("moved_by", ["cycle", "angles"]),
      dress: this.#choice("dress", ["load", "natural"]),
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
    parts.pane = h("div", { class: "pane" }, canvas, parts.tags.element);
    parts.element = h("div", { class: "stage compact limb" },
      h("div", { class: "tools" }, parts.mode.element, parts.dress.element),
      h("div", { class: "limb-view" }, parts.pane,
        h("div", { class: "limb-dock" }, parts.transport.row, parts.angles), parts.transport.more),
      h("div", { class: "limb-side" }, parts.legend.element, parts.lanes.element, parts.answer.element, parts.reading.element),
      parts.live);
    parts.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.host.replaceChildren(parts.element);
    this.watch?.disconnect();
    this.watch = new ResizeObserver(() => this.#scheduleDraw());
    this.watch.observe(parts.pane);
  }

  #choice(name, options) {
    const settings = {
      name, label: this.words.text(name),
      options: options.map((id) => ({ id, name: this.words.text(`${name}_${id}`) })),
    };
    return new Choice(settings, (id) => this.#onChoice(name, id));
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
    else if (event.target === this.parts.canvas && event.key === "ArrowRight") transport.step(1);
    else if (event.target === this.parts.canvas && event.key === "ArrowLeft") transport.step(-1);
    else return;
    event.preventDefault();
  }

  #onTap(event, pick) {
    const box = this.parts.canvas.getBoundingClientRect();
    const id = this.painter.hit(this.#mirror(event.clientX - box.left), event.clientY - box.top);
    if (id) pick(id);
  }

  /** CSS pixels across the canvas as seen, and the reverse: the canvas of a left leg is mirrored. */
  #mirror(x) {
    return this.data.side === "left" ? this.parts.pane.clientWidth - x : x;
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

  #draw() {
    const { parts, store: { state }, painter } = this;
    const cycling = state.moved_by === "cycle";
    const angles = this.#angles();
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
    parts.canvas.setAttribute("aria-label", this.data.spoken);
    parts.transport.show(state.percent);
    this.#showAngles();
    parts.lanes.show(state.percent, state.structure, cycling);
    const { clientWidth, clientHeight } = parts.pane;
    if (!clientWidth || !this.images.isReady) return;
    const posed = this.pose.at(angles);
    const box = cycling ? this.cycleBox : frameBox(this.pose, null, angles);
    painter.frame(box, clientWidth, clientHeight);
    const dress = cycling && state.dress === "load" ? "clay" : "natural";
    const fillOf = (id) => (dress === "clay" ? this.#forceColour(id) : null);
    const isGrounded = cycling && state.percent <= this.data.cycle.foot_off;
    painter.draw(posed, { dress, fillOf, selected: state.structure, isGrounded });
    this.#updateText(angles, fillOf);
  }

  /** The colour of a muscle's force; "hatch" where none is published. */
  #forceColour(id) {
    const force = this.tables.forceAt(id, this.store.state.percent);
    return force ? this.scale.colour(force.mid) : "hatch";
  }

  /** Labels, table and legend. */
  #updateText(angles, fillOf) {
    const { parts, painter, words, store: { state } } = this;
    const cycling = state.moved_by === "cycle";
    const held = cycling ? null : readHeldPose(this.tables, angles);
    const { texts, anchors, facts } = describePose(this, angles, fillOf, held);
    const { clientWidth: width, clientHeight: height } = parts.pane;
    const narrow = width < NARROW_PX;
    const labelWidth = cycling ? STRIDE_LABEL_PX : LABEL_PX;
    const isLeft = this.data.side === "left";
    const [left, right] = [painter.ends.left, painter.ends.right].map((x) => this.#mirror(x)).sort((a, b) => a - b);
    for (const anchor of Object.values(anchors)) anchor[0] = this.#mirror(anchor[0]);
    const room = narrow
      ? { left: 0, right: width, height }
      : { left: Math.max(left - labelWidth, 0), right: Math.min(right + labelWidth, width), height };
    parts.tags.place(texts, anchors, { ...room, isLeft }, this.#labelledIds(narrow), state.structure);
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
