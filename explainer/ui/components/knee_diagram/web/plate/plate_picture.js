// The picture: the plates of a view, bent step by step, with labels in two columns beside them.

import { nearest } from "./bend_stops.js";
import { Callouts } from "./callouts.js";
import { h, say } from "../../../shared/web/dom.js";
import { Plate, regionsOf } from "./plate.js";
import { columnsOf, isNarrow, ranked, roomOf } from "./label_ranking.js";

const BROAD = 0.6; // width over height: such a sheet has room for a bent leg, mostly blank
const PAPER_PX = 640; // the breadth of a printed sheet without its margins, with some to spare
const SPARE = 1.25; // so it may reach this much into the label columns

export class Picture {
  /** ears: {pick(id), tap({mm, event}), laid(), point(id, event), failed(view)}; facts: {words, structures}. */
  constructor(facts, ears) {
    this.facts = facts;
    this.ears = ears;
    this.plates = new Map(); // "view bend" -> Plate
    this.callouts = new Callouts(ears.pick);
    const tapped = (event) => this.#tapped(event);
    this.sheets = h("div", { class: "sheets" });
    this.sheets.addEventListener("click", tapped, true);
    this.sides = [h("span", { class: "side-name left" }), h("span", { class: "side-name right" })];
    this.standing = h("span", { class: "side-name middle" });
    const parts = [this.sheets, this.callouts.lines, this.callouts.element, ...this.sides, this.standing];
    this.element = h("div", { class: "picture", role: "img" }, ...parts);
    this.shown = null;
    [this.asked, this.stands] = [0, 0]; // how often a plate was asked for, and which of these stands
    [this.selected, this.emphasis] = ["", "all"];
    this.laid = {}; // the size that everything was last placed for
    this.watch = new ResizeObserver(() => this.#resized());
    this.watch.observe(this.element);
  }

  /**
   * Shows the plate of a view nearest to a bend; resolves when it stands. The plate before it stays
   * until it can be painted whole. While a finger bends faster than plates come, each that comes is
   * shown, unless a later one stands already.
   */
  async show(view, bend_deg) {
    if (!view.frames.length) return this.ears.failed(view.id);
    const frame = nearest(view.frames, bend_deg);
    this.#nameBend(view, frame.flexion_deg, bend_deg);
    const key = keyOf(view, frame);
    [this.wanted, this.view] = [key, view.id];
    this.asked += 1;
    const order = this.asked;
    if (this.plates.get(key) === this.shown && this.shown) {
      this.stands = order;
      return null;
    }
    try {
      const plate = await this.#plate(key, view, frame);
      if (this.shown && !plate.isReady(this.dress)) await plate.prepare(this.dress);
      if (this.view !== view.id || order < this.stands) return null;
      this.stands = order;
      plate.wear(this.dress);
      this.sheets.replaceChildren(plate.element);
      this.shown = plate;
      this.refresh?.();
      this.element.dataset.shows = key;
    } catch {
      if (this.wanted === key) this.ears.failed(view.id);
    }
    return null;
  }

  async #plate(key, view, frame) {
    if (!this.plates.has(key)) {
      const sheet = await regionsOf(frame.regions);
      const failed = () => this.ears.failed(view.id);
      if (!this.plates.has(key)) {
        this.plates.set(key, new Plate(frame, sheet, { ...this.ears, failed }));
      }
    }
    return this.plates.get(key);
  }

  /** Says at which bend the picture stands where that is not the bend asked for. */
  #nameBend({ frames }, stands_deg, asked_deg) {
    const differs = frames.length > 1 && Math.round(asked_deg) !== stands_deg;
    say(this.standing, differs ? this.facts.words.say("picture_at", { bend: stands_deg }) : "");
  }

  /** Makes a view's other bends ready, one after the other, so that bending does not wait. */
  async fetchAhead(view, dress) {
    for (const frame of view.frames) {
      const plate = await this.#plate(keyOf(view, frame), view, frame).catch(() => null);
      await plate?.prepare(dress);
    }
  }

  ids() {
    return this.shown ? this.shown.sheet.regions.map(({ id }) => id) : [];
  }

  /** The parts of the picture of which nothing can be seen. */
  hidden() {
    return this.shown ? this.shown.hidden.map(({ id }) => id) : [];
  }

  /** The first word of a size often comes after the plate has been placed for it. */
  #resized() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width !== this.laid.width || height !== this.laid.height) this.lay();
  }

  /** Everything that depends on size: plate, label columns, labels, lines, side names. */
  lay() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!this.shown || !width || !height) return;
    this.laid = { width, height };
    this.#keepForPaper();
    const { sheet } = this.shown;
    const { least, margin } = roomOf(width);
    const spare = sheet.width > BROAD * sheet.height ? SPARE : 1;
    const across = Math.min(width, spare * (width - 2 * (least + margin)));
    const scale = Math.min(height / sheet.height, across / sheet.width);
    const size = { width: sheet.width * scale, height: sheet.height * scale };
    const spot = { left: (width - size.width) / 2, top: (height - size.height) / 2, ...size };
    this.shown.fit(spot);
    const [from, to] = this.shown.extent().map((x) => spot.left + x * scale);
    this.columns = columnsOf({ width, height, from, to });
    this.spot = { ...spot, scale };
    this.#nameSides(sheet.axes[0]);
    this.label();
    this.ears.laid();
  }

  /** A page is printed without being laid out anew: labels stay where they stand for this size. */
  #keepForPaper() {
    const { width, height } = this.laid;
    const { style, dataset } = this.element.parentElement;
    style.setProperty("--laid-width", `${width}px`);
    style.setProperty("--laid-height", `${height}px`);
    style.setProperty("--paper-zoom", Math.min(1, PAPER_PX / width).toFixed(3));
    if (isNarrow(width)) dataset.narrow = "";
    else delete dataset.narrow;
  }

  /** What stands on the picture may take a tap before the parts do. */
  #tapped(event) {
    const mm = this.millimetres(event);
    if (mm && this.ears.tap({ mm, event })) event.stopPropagation();
  }

  /** Where a pointer event lies on the sheet: {axes: ["z", "y"], at: [mm, mm]} in frame K, or null. */
  millimetres({ clientX, clientY }) {
    if (!this.spot || !this.shown) return null;
    const { axes, origin_mm, mm_per_px } = this.shown.sheet;
    const box = this.element.getBoundingClientRect();
    const right = (clientX - box.left - this.spot.left) / this.spot.scale;
    const down = (clientY - box.top - this.spot.top) / this.spot.scale;
    return { axes, at: [origin_mm[0] + right * mm_per_px, origin_mm[1] - down * mm_per_px] };
  }

  /** A sheet's [mm, mm], along its own axes, as px of the picture's box: {x, y}, or null. */
  pixels([across, up]) {
    if (!this.spot || !this.shown) return null;
    const { origin_mm, mm_per_px } = this.shown.sheet;
    const { left, top, scale } = this.spot;
    const x = left + ((across - origin_mm[0]) / mm_per_px) * scale;
    return { x, y: top + ((origin_mm[1] - up) / mm_per_px) * scale };
  }

  label() {
    if (!this.spot || !this.shown) return;
    const { scale, left, top } = this.spot;
    const { sheet, hidden } = this.shown;
    const behind = hidden.filter(({ id }) => id === this.selected);
    const alone = this.emphasis === "alone" && this.#shows(this.selected);
    const named = [...sheet.regions, ...behind].filter(({ id }) => !alone || id === this.selected);
    const parts = named.map(({ id, anchor, area_px = 0 }) => {
      return { id, x: left + anchor[0] * scale, y: top + anchor[1] * scale, area_px };
    });
    const natural = this.dress === "natural";
    const facts = { structures: this.facts.structures, natural, chosen: this.selected };
    this.callouts.lay(ranked(parts, facts, this.columns), this.columns);
    this.callouts.select(this.selected);
  }

  #nameSides(axis) {
    const names = { z: ["inner", "outer"], "-z": ["outer", "inner"], x: ["back", "front"] };
    const [left, right] = names[axis] ?? ["front", "back"];
    say(this.sides[0], this.facts.words.say(`side_${left}`));
    say(this.sides[1], this.facts.words.say(`side_${right}`));
  }

  wear(dress) {
    this.dress = dress;
    this.shown?.wear(dress);
  }

  #shows(id) {
    return this.ids().includes(id) || this.hidden().includes(id);
  }

  paint({ fillOf, bareOf, valueOf }) {
    this.shown?.paint(fillOf, bareOf);
    this.callouts.paint(valueOf);
  }

  select(id, emphasis = "all") {
    const same = id === this.selected && emphasis === this.emphasis;
    [this.selected, this.emphasis] = [id, emphasis];
    this.shown?.select(id, emphasis);
    if (!same) this.label();
  }

  point(id) {
    this.shown?.point(id);
  }

  stop() {
    this.watch.disconnect();
  }
}

function keyOf(view, frame) {
  return `${view.id} ${frame.flexion_deg}`;
}
