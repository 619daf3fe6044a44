// The knee diagram: what it shows of a payload in the state of its store, and what of it a change redraws.

import { limitBendSlider } from "./plate/bend_stops.js";
import { h, setText } from "../../shared/web/dom.js";
import { Overlays } from "./overlays/overlays.js";
import { FootPlace } from "./foot_place.js";
import { feltNames, groupStructures } from "./structure_list.js";
import { buildParts, layoutKey, showFrame } from "./parts.js";
import { PlatePicture } from "./plate/plate_picture.js";
import { AnswerWriter, spokenAnswer } from "./answer.js";
import { ColourScale } from "../../shared/web/colour_scale.js";
import { LoadReadout } from "./load_readout.js";
import { Store } from "../../shared/web/store.js";
import { attachStylesheet } from "../../shared/web/stylesheet.js";
import { LoadTable } from "./load_table.js";
import { Zoom } from "./zoom.js";
import { applyTheme } from "../../shared/web/theme.js";
import { Knee3D } from "./knee3d/knee3d.js";
import { FLAT, is3d } from "./rendering.js";
import { Words } from "../../shared/web/words.js";
import { changeOfDress, visibleState } from "./visible_state.js";

const LABEL_SIDES = { now: "left", after: "right" }; // of two pictures each has its outer side's labels

export class KneeDiagram {
  /** store: of one of two weeks, whose host then is `place` itself (WeekPair); else it has its own. */
  constructor(place, store = null) {
    this.host = store ? place : h("div", { class: "host" });
    if (!store) place.append(this.host);
    this.frame = null;
    this.store = store ?? new Store((names) => this.redraw(names), () => this.announce());
  }

  /** Moves into another container that already has the style sheet. */
  moveTo(place, sheet) {
    place.append(this.host);
    this.sheet.remove();
    this.sheet = sheet;
  }

  update({ data, setStateValue }) {
    this.store.receive(data, setStateValue);
    this.sheet = attachStylesheet(this.host, this.sheet, data.css);
    this.show(data);
  }

  /** Shows a payload in the state of the store. */
  show(data) {
    const before = this.data;
    this.data = data;
    this.table = data.table ? new LoadTable(data.table) : null;
    this.scales = Object.fromEntries(
      Object.entries(data.scales).map(([id, one]) => [id, new ColourScale(data.colours.stops, one)]),
    );
    if (!before || layoutKey(before) !== layoutKey(data)) this.#build();
    showFrame(this.parts, data);
    applyTheme(this.parts.element, this.host);
    this.parts.element.style.setProperty("--clay", data.colours.clay);
    this.#draw(new Set(Object.keys(this.store.state)));
  }

  get #visibleState() {
    return visibleState(this.data, this.store.state, !this.cannotTurn);
  }

  #build() {
    this.#stopParts();
    this.words = new Words(this.data);
    this.writer = new AnswerWriter(this.words, this.data.answer);
    const { structures, side, labels } = this.data;
    const labelSide = LABEL_SIDES[this.data.week] ?? null;
    const facts = { words: this.words, structures, felt: feltNames(this.data), side, labels, labelSide };
    const callbacks = {
      onSelect: (structure) => this.select(structure),
      onTap: (at) => this.overlays.tap(at),
      onLayout: () => this.overlays?.draw(this.#visibleState, this.data.overlay_content),
      onHover: (id, event) => this.#hover(id, event),
      onError: (view) => this.#showError("failed_plate", { view: this.data.words.views[view] }),
    };
    const picture = new PlatePicture(facts, callbacks);
    picture.onShown = () => this.#plateShown();
    this.parts = buildParts(this, picture);
    this.footPlace = this.data.title ? new FootPlace(this.parts.element, this.parts.panel) : null;
    const { data, words, store, parts } = this;
    this.overlays = new Overlays({ host: parts.pane, aside: parts.aside, picture, store, data, words });
    this.knee3d = new Knee3D(parts.knee, data, words, {
      ...callbacks,
      onChange: (fields) => this.store.commit(fields),
      onError: () => this.#turnFailed(),
      onContextLost: () => this.#contextLost(),
      onReady: () => this.#structuresShown(),
      plateFraming: () => picture.framing,
    });
    const choose = (structure) => store.commit({ structure });
    this.zoom = new Zoom({ pane: parts.pane, picture, knee3d: this.knee3d, words, choose });
    if (this.cannotTurn) this.#hideTurnButton();
    this.host.replaceChildren(this.parts.element);
  }

  /** Another reference of the week; to be drawn by `redraw`. */
  compareWith(reference, table) {
    this.data = { ...this.data, reference };
    this.table = table;
  }

  /** Announces the answer and the ground (aria-live), debounced by the store. */
  announce() {
    if (!this.parts || this.#isQuiet()) return;
    setText(this.parts.live, this.sentence);
    this.parts.ground?.announce();
  }

  /** Some pages show no load in natural colours: neither numbers nor the sliders that move them. */
  #isQuiet() {
    return Boolean(this.data.quiet) && this.#visibleState.dress === "natural";
  }

  /** Draws in the next animation frame what these fields of the state change. */
  redraw(moved) {
    this.changed = new Set([...(this.changed ?? []), ...moved]);
    this.knee3d?.postponeFullRender();
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      const names = this.changed;
      this.changed = null;
      this.#draw(names);
    });
  }

  #draw(names) {
    const state = this.#visibleState;
    const any = (...fields) => fields.some((name) => names.has(name));
    if (any("knee_view", "flexion_deg", "rendering", "emphasis", "structure", "cut")) this.#updatePicture();
    if (any("dress", "measure")) this.#updateDress();
    if (any("structure", "rendering", "emphasis", "knee_view")) this.#updateSelection();
    if (any("rendering", "camera")) this.knee3d.look(state.camera);
    const bent = names.size === 1 && names.has("flexion_deg"); // changes no colour and no number
    if (!bent) this.#paint();
    else if (is3d(state)) this.knee3d.redraw();
    this.overlays.draw(state, this.data.overlay_content);
    this.zoom.draw(state);
  }

  select(structure) {
    if (!this.overlays.pick(structure)) this.store.commit({ structure });
  }

  chooseDress(dress) {
    this.store.commit(changeOfDress(this.data, this.#visibleState, dress));
  }

  /** Shows a plate of the view at its bend, or the 3-D knee. */
  #updatePicture() {
    const [parts, state] = [this.parts, this.#visibleState];
    const { knee_view } = state;
    const turned = is3d(state);
    const view = this.data.views.find(({ id }) => id === knee_view) ?? this.data.views[0];
    parts.views?.show(knee_view);
    parts.layers?.show(knee_view in this.data.layers ? knee_view : Object.keys(this.data.layers)[0]);
    if (parts.views) parts.views.element.hidden = turned;
    if (parts.layers) parts.layers.element.hidden = !turned;
    parts.picture.element.setAttribute("aria-label", this.data.overlay_content?.alt || this.data.alt);
    parts.picture.element.hidden = turned;
    parts.knee.hidden = !turned;
    parts.loadError.hidden = true;
    if (parts.turn) setText(parts.turn, this.words.text(turned ? "flat" : "turn"));
    limitBendSlider(parts.sliders.bend, view, state, this.data.most_bend_deg);
    if (turned) this.#showNote("");
    if (turned) this.knee3d.show(state);
    else {
      this.knee3d.hide();
      parts.picture.show(view, state.flexion_deg, Boolean(parts.sliders.bend) && !this.data.thrifty);
    }
  }

  /** Updates all that depends on the plate. */
  #plateShown() {
    this.#updateDress();
    this.parts.picture.layout();
    this.#structuresShown();
  }

  /** Other structures are shown than before. */
  #structuresShown() {
    this.#updateSelection();
    this.#paint();
  }

  #updateDress() {
    const [parts, state] = [this.parts, this.#visibleState];
    parts.element.dataset.dress = state.dress;
    parts.element.dataset.numbers = this.#isQuiet() ? "off" : "on";
    parts.dress?.show(state.dress);
    parts.measure?.show(state.measure);
    const compared = state.measure === "week" ? this.words.text(`tick_${this.data.reference.colour_kind}`) : null;
    parts.legend?.measure(state.measure, this.scales[state.measure], compared);
    parts.picture.showDress(state.dress);
  }

  #updateSelection() {
    const [parts, state] = [this.parts, this.#visibleState];
    const behind = is3d(state) ? [] : parts.picture.hidden();
    parts.list.fill(groupStructures([...this.#ids(), ...behind], this.data));
    parts.emphasis.show(state.emphasis);
    parts.emphasis.element.hidden = !state.structure;
    parts.picture.select(state.structure, state.emphasis);
    parts.list.show(state.structure);
  }

  /** Colours and numbers; all that a drag of miles or ground updates. */
  #paint() {
    const [parts, state] = [this.parts, this.#visibleState];
    parts.sliders.miles?.show(this.words.toUnit(state.miles));
    parts.sliders.surface?.show(state.surface);
    const readout = new LoadReadout(this, state);
    if (is3d(state)) this.knee3d.paint(readout);
    else parts.picture.paint(readout);
    parts.list.paint(readout);
    this.readout = readout;
    if (this.table) this.#updateAnswer(readout);
  }

  #updateAnswer(readout) {
    const [parts, data, state] = [this.parts, this.data, this.#visibleState];
    const subject = readout.subject();
    parts.answer.show(data.structures[state.structure], state.structure);
    const facts = readout.facts(subject);
    const answer = this.writer.compose(facts);
    parts.answer.paint(answer, facts);
    this.subjectLoad = subject.load;
    this.#markScale();
    parts.ground?.show(state.surface, readout.groundChange(subject));
    this.sentence = spokenAnswer(answer);
  }

  /** Ids of the structures shown; if the picture failed to load, all with a load. */
  #ids() {
    const drawn = is3d(this.#visibleState) ? this.knee3d.ids() : this.parts.picture.ids();
    if (drawn.length || this.parts.loadError.hidden) return drawn;
    const { structures } = this.data;
    return Object.keys(structures).filter((id) => structures[id].load);
  }

  #hover(id, event) {
    this.parts.picture.hover(id);
    const [name, value] = [this.data.structures[id]?.name ?? "", this.readout.valueOf(id)];
    this.parts.pointer.show(event, value ? this.words.text("pointed", { name, value }) : name);
    this.hovered = id;
    this.#markScale();
  }

  /** Marks on the scale what is under the pointer, else what the answer is about. */
  #markScale() {
    const { legend } = this.parts;
    if (!legend || !this.readout) return;
    const pointed = this.hovered && this.readout.reading(this.hovered);
    legend.mark(pointed || (this.readout.natural ? null : this.readout.loadReading(this.subjectLoad)));
  }

  #showError(key, values) {
    setText(this.parts.loadError, this.words.text(key, values));
    this.parts.loadError.hidden = false;
    this.#structuresShown();
  }

  /** Falls back to the flat picture, with a note instead of the button. */
  #turnFailed() {
    this.cannotTurn = true;
    this.#hideTurnButton();
    this.#draw(new Set(Object.keys(this.store.state)));
  }

  #hideTurnButton() {
    this.parts.turn?.remove();
    this.#showNote("failed_knee");
  }

  /** The button stays: it rebuilds the 3-D knee. */
  #contextLost() {
    this.#showNote("lost_knee");
    this.store.commit({ rendering: FLAT });
  }

  /** Shows the text `key` below the picture; "" hides it. */
  #showNote(key) {
    setText(this.parts.note, key ? this.words.text(key, { button: this.words.text("turn") }) : "");
    this.parts.note.hidden = !key;
  }

  stop() {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.store.stop();
    this.#stopParts();
    this.sheet?.remove();
    this.host.remove();
  }

  #stopParts() {
    for (const part of [this.parts?.picture, this.footPlace, this.overlays, this.knee3d, this.zoom]) part?.stop();
  }
}
