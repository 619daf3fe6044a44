// The stage's entry. Streamlit calls `mount` again at every run of the page.

import { limitBend } from "./plate/bend_stops.js";
import { h, say } from "../../shared/web/dom.js";
import { Extras } from "./overlays/overlays.js";
import { keep, whole } from "../../shared/web/cached_payload.js";
import { awaits, due, forget, lend } from "./handover.js";
import { grouped } from "./structure_list.js";
import { build, layoutOf } from "./parts.js";
import { Picture } from "./plate/plate_picture.js";
import { hasStood } from "../../shared/web/reporting.js";
import { ColourScale } from "../../shared/web/colour_scale.js";
import { Shades } from "./load_readout.js";
import { Store } from "../../shared/web/store.js";
import { styled } from "../../shared/web/stylesheet.js";
import { LoadTable } from "./load_table.js";
import { toned } from "../../shared/web/theme.js";
import { Turning } from "./knee3d/knee3d.js";
import { Words } from "../../shared/web/words.js";

const stages = new WeakMap(); // the place Streamlit gives us -> the stage that stands in it

/** The same for data whose lasting part stands at an address of its own. */
export async function arrive(component) {
  return mount({ ...component, data: await whole(component.data) });
}

export function mount(component) {
  keep(component.data);
  const { data: { key, slot }, parentElement: place } = component;
  const gone = () => {
    forget(key);
    stages.get(place)?.stop();
    stages.delete(place);
  };
  if (component.lends && hasStood(slot)) return gone; // Streamlit's page was faster
  if (!stages.has(place) && awaits(component)) return gone;
  if (!stages.has(place)) stages.set(place, new Stage(place));
  const stage = stages.get(place);
  stage.update(component);
  if (component.lends) lend(key, stage);
  return gone;
}

/** The served page gives its diagram of a key to Streamlit's page; whether that waits for it. */
export function handOver(key, moved) {
  const found = due(key);
  if (!found) return false;
  const { stage, component, sheet } = found;
  const place = component.parentElement;
  stages.set(place, stage);
  stage.move(place, sheet);
  stage.update(component);
  if (moved) stage.store.settle(0);
  return true;
}

class Stage {
  constructor(place) {
    this.host = h("div", { class: "host" });
    place.append(this.host);
    this.frame = null;
    this.store = new Store((names) => this.#moved(names), () => this.parts && say(this.parts.live, this.sentence));
  }

  /** Into another place, where its sheet stands already. */
  move(place, sheet) {
    place.append(this.host);
    this.sheet.remove();
    this.sheet = sheet;
  }

  update({ data, setStateValue }) {
    const before = this.data;
    this.data = data;
    this.store.take(data, setStateValue);
    this.sheet = styled(this.host, this.sheet, data.css);
    this.table = data.table ? new LoadTable(data.table) : null;
    this.scales = Object.fromEntries(
      Object.entries(data.scales).map(([id, one]) => [id, new ColourScale(data.colours.stops, one)]),
    );
    if (!before || layoutOf(before) !== layoutOf(data)) this.#build();
    toned(this.parts.element, this.host);
    this.parts.element.style.setProperty("--clay", data.colours.clay);
    this.#draw(new Set(Object.keys(this.store.state)));
  }

  /** The state as this page can show it; what it does not offer stays untouched in the store. */
  get #shown() {
    const { data, store: { state } } = this;
    const offered = (wanted, all) => (all.includes(wanted) ? wanted : all[0]);
    const turned = state.turned && data.turnable && !this.cannotTurn;
    const views = data.views.map(({ id }) => id);
    if (turned) views.push(...Object.keys(data.depths));
    return {
      ...state,
      view: offered(state.view, views),
      measure: offered(state.measure, data.measures),
      dress: data.table ? state.dress : "natural",
      turned,
    };
  }

  #build() {
    this.parts?.picture.stop();
    this.extras?.stop();
    this.turning?.stop();
    this.words = new Words(this.data);
    const facts = { words: this.words, structures: this.data.structures };
    const ears = {
      pick: (structure) => this.pick(structure),
      tap: (at) => this.extras.tap(at),
      laid: () => this.extras?.draw(this.#shown, this.data.told),
      point: (id, event) => this.#point(id, event),
      failed: (view) => this.#trouble("failed_plate", { view: this.data.words.views[view] }),
    };
    const picture = new Picture(facts, ears);
    picture.refresh = () => this.#stands();
    this.parts = build(this, picture);
    const { data, words, store, parts } = this;
    this.extras = new Extras({ host: parts.pane, picture, store, data, words });
    this.turning = new Turning(this.parts.knee, this.data, this.words, {
      ...ears,
      choose: (fields) => this.store.choose(fields),
      failed: () => this.#cannotTurn(),
      lost: () => this.#losesGraphics(),
      arrived: () => this.#knows(),
    });
    if (this.cannotTurn) this.#excuse();
    this.host.replaceChildren(this.parts.element);
  }

  #moved(moved) {
    this.changed = new Set([...(this.changed ?? []), ...moved]);
    this.turning?.hold();
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      const names = this.changed;
      this.changed = null;
      this.#draw(names);
    });
  }

  #draw(names) {
    const state = this.#shown;
    const any = (...wanted) => wanted.some((name) => names.has(name));
    if (any("view", "bend_deg", "turned", "emphasis", "structure", "cut")) this.#set();
    if (any("dress", "measure")) this.#dress();
    if (any("structure", "turned", "emphasis", "view")) this.#select();
    if (any("turned", "camera")) this.turning.look(state.camera);
    const bent = names.size === 1 && names.has("bend_deg"); // changes no colour and no number
    if (!bent) this.#paint();
    else if (state.turned) this.turning.redraw();
    this.extras.draw(state, this.data.told);
  }

  /** A part chosen on the picture, by its label or in the list. */
  pick(structure) {
    if (!this.extras.pick(structure)) this.store.choose({ structure });
  }

  /** Which picture stands: a plate of the view at its bend, or the turning knee. */
  #set() {
    const [parts, state] = [this.parts, this.#shown];
    const view = this.data.views.find(({ id }) => id === state.view) ?? this.data.views[0];
    parts.views?.show(state.view);
    parts.depths?.show(state.view in this.data.depths ? state.view : Object.keys(this.data.depths)[0]);
    if (parts.views) parts.views.element.hidden = state.turned;
    if (parts.depths) parts.depths.element.hidden = !state.turned;
    const named = this.words.say("alt", { view: this.data.words.views[state.view] });
    parts.picture.element.setAttribute("aria-label", this.data.told?.alt || this.data.alt || named);
    parts.picture.element.hidden = state.turned;
    parts.knee.hidden = !state.turned;
    parts.element.dataset.picture = state.turned ? "turning" : "flat";
    parts.trouble.hidden = true;
    if (parts.turn) say(parts.turn, this.words.say(state.turned ? "flat" : "turn"));
    limitBend(parts.sliders.bend, view, state, this.data.most_bend_deg);
    if (state.turned) this.#note("");
    if (state.turned) this.turning.show(state);
    else parts.picture.show(view, state.bend_deg);
  }

  /** A plate has arrived: dress it, label it, list it, and fetch its bends ahead. */
  #stands() {
    const [parts, state] = [this.parts, this.#shown];
    this.#dress();
    parts.picture.lay();
    this.#select();
    this.#paint();
    const view = this.data.views.find(({ id }) => id === state.view);
    if (parts.sliders.bend && !this.data.thrifty && this.ahead !== view.id) {
      this.ahead = view.id;
      parts.picture.fetchAhead(view, state.dress);
    }
  }

  /** The turning knee has arrived: colour it and list its parts. */
  #knows() {
    this.#select();
    this.#paint();
  }

  #dress() {
    const [parts, state] = [this.parts, this.#shown];
    parts.element.dataset.dress = state.dress;
    parts.dress?.show(state.dress);
    parts.measure?.show(state.measure);
    parts.legend?.measure(state.measure, this.scales[state.measure]);
    const again = parts.picture.dress !== state.dress;
    parts.picture.wear(state.dress);
    if (again) parts.picture.label();
  }

  #select() {
    const [parts, state] = [this.parts, this.#shown];
    const behind = state.turned ? [] : parts.picture.hidden();
    parts.list.fill(grouped([...this.#ids(), ...behind], this.data));
    parts.emphasis.show(state.emphasis);
    parts.emphasis.allow(Boolean(state.structure));
    parts.picture.select(state.structure, state.emphasis);
    parts.list.show(state.structure);
  }

  /** Colours and numbers for the present miles and ground: the one thing a drag does. */
  #paint() {
    const [parts, state] = [this.parts, this.#shown];
    parts.sliders.miles?.show(this.words.shown(state.miles));
    parts.sliders.surface?.show(state.surface);
    const shades = new Shades(this, state);
    if (state.turned) this.turning.paint(shades);
    else parts.picture.paint(shades);
    parts.list.paint(shades);
    this.#tell(shades);
  }

  /** The reading: the chosen part, else the one with the most load in the picture. */
  #tell(shades) {
    const [parts, data, state] = [this.parts, this.data, this.#shown];
    const chosen = state.structure in data.structures;
    const id = chosen ? state.structure : shades.highest(this.#ids());
    const structure = data.structures[id];
    const shared = this.table && structure?.load && structure.load !== id;
    parts.reading.about(structure, chosen, shared ? data.words.loads[structure.load] : "");
    const texts = shades.texts(structure?.load);
    parts.reading.paint(texts, state.measure, shades.steps());
    parts.legend?.mark(shades.reading(id));
    this.sentence = shades.sentence(structure, texts[state.measure]);
    this.valueOf = shades.valueOf;
  }

  /** The structures in the picture; where it could not be loaded, all that have a number. */
  #ids() {
    const { turned } = this.#shown;
    const drawn = turned ? this.turning.ids() : this.parts.picture.ids();
    if (drawn.length || this.parts.trouble.hidden) return drawn;
    const { structures } = this.data;
    return Object.keys(structures).filter((id) => structures[id].load);
  }

  #point(id, event) {
    this.parts.picture.point(id);
    const [name, value] = [this.data.structures[id]?.name ?? "", this.valueOf(id)];
    this.parts.pointer.at(event, value ? this.words.say("pointed", { name, value }) : name);
  }

  #trouble(key, values) {
    say(this.parts.trouble, this.words.say(key, values));
    this.parts.trouble.hidden = false;
    this.#select();
    this.#paint();
  }

  /** Calm words, and no button that leads nowhere; the flat picture stands on. */
  #cannotTurn() {
    this.cannotTurn = true;
    this.#excuse();
    this.#draw(new Set(Object.keys(this.store.state)));
  }

  #excuse() {
    this.parts.turn?.remove();
    this.#note("failed_knee");
  }

  /** The button stays: it builds the turning knee anew. */
  #losesGraphics() {
    this.#note("lost_knee");
    this.store.choose({ turned: false });
  }

  /** A line below the picture, or none. */
  #note(key) {
    say(this.parts.note, key ? this.words.say(key, { button: this.words.say("turn") }) : "");
    this.parts.note.hidden = !key;
  }

  stop() {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.store.stop();
    this.extras?.stop();
    this.parts?.picture.stop();
    this.turning?.stop();
    this.sheet?.remove();
    this.host.remove();
  }
}
