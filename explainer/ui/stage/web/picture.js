// The picture: the plates of a view, bent step by step, with labels in two columns beside them.

import { Callouts } from "./callouts.js";
import { h, say } from "./dom.js";
import { Plate, regionsOf } from "./plate.js";

const NARROW_PX = 560; // below this the picture keeps fewer labels and slimmer columns
const COLUMN = { wide: { most: 200, least: 132 }, narrow: { most: 130, least: 84 } };
const LABELS_A_SIDE = { wide: 9, narrow: 4 };
const MARGIN_PX = { wide: 30, narrow: 12 }; // between plate and label column

export class Picture {
  /** ears: {pick(id), point(id, event), failed(view)}; facts: {words, structures}. */
  constructor(facts, ears) {
    this.facts = facts;
    this.ears = ears;
    this.plates = new Map(); // "view bend" -> Plate
    this.callouts = new Callouts(ears.pick);
    this.sheets = h("div", { class: "sheets" });
    this.sides = [h("span", { class: "side-name left" }), h("span", { class: "side-name right" })];
    const parts = [this.sheets, this.callouts.lines, this.callouts.element, ...this.sides];
    this.element = h("div", { class: "picture", role: "img" }, ...parts);
    this.shown = null;
    this.watch = new ResizeObserver(() => this.lay());
    this.watch.observe(this.element);
  }

  /** Shows the plate of a view nearest to a bend; resolves when it stands. */
  async show(view, bend_deg) {
    const frame = nearest(view.frames, bend_deg);
    const key = `${view.id} ${frame.flexion_deg}`;
    this.wanted = key;
    if (this.plates.get(key) === this.shown && this.shown) return;
    try {
      const plate = await this.#plate(key, view, frame);
      if (this.wanted !== key) return;
      this.sheets.replaceChildren(plate.element);
      this.shown = plate;
      this.refresh?.();
    } catch {
      if (this.wanted === key) this.ears.failed(view.id);
    }
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

  /** Fetches a view's other bends ahead, one after the other, so that bending does not wait. */
  async fetchAhead(view, dress) {
    for (const frame of view.frames) {
      await regionsOf(frame.regions).catch(() => null);
      const [once, twice] = frame[dress === "load" ? "clay" : "natural"];
      const ahead = new Image();
      ahead.srcset = `${once} 1x, ${twice} 2x`;
      await ahead.decode().catch(() => null);
    }
  }

  ids() {
    return this.shown ? this.shown.sheet.regions.map(({ id }) => id) : [];
  }

  /** Everything that depends on size: plate, label columns, labels, lines, side names. */
  lay() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!this.shown || !width || !height) return;
    const { sheet } = this.shown;
    const room = width < NARROW_PX ? "narrow" : "wide";
    const { most, least } = COLUMN[room];
    const margin = MARGIN_PX[room];
    const across = width - 2 * (least + margin);
    const scale = Math.min(height / sheet.height, across / sheet.width);
    const size = { width: sheet.width * scale, height: sheet.height * scale };
    const spot = { left: (width - size.width) / 2, top: (height - size.height) / 2, ...size };
    this.shown.fit(spot);
    this.columns = {
      height,
      width: Math.min(most, spot.left - margin),
      left: spot.left - margin,
      right: spot.left + size.width + margin,
    };
    this.spot = { ...spot, scale, aSide: LABELS_A_SIDE[room] };
    this.#nameSides(sheet.axes[0]);
    this.label();
  }

  label() {
    if (!this.spot || !this.shown) return;
    const { scale, left, top, aSide } = this.spot;
    const ranked = [...this.shown.sheet.regions].sort(
      (one, other) => this.#rank(one) - this.#rank(other),
    );
    const room = { left: aSide, right: aSide };
    const candidates = ranked.flatMap((region, rank) => {
      if (room[region.side] <= 0) return [];
      room[region.side] -= 1;
      const [x, y] = [left + region.anchor[0] * scale, top + region.anchor[1] * scale];
      const name = this.facts.structures[region.id]?.name ?? region.id;
      return [{ id: region.id, name, x, y, side: region.side, rank, valued: this.#valued(region) }];
    });
    this.callouts.lay(candidates, this.columns);
    this.callouts.select(this.selected);
  }

  /** The chosen part first, then parts with a number, then the rest, large before small. */
  #rank(region) {
    if (region.id === this.selected) return -Infinity;
    return -region.area_px - (this.#valued(region) ? 1e6 : 0);
  }

  #valued({ id }) {
    return this.dress === "load" && this.facts.structures[id]?.status === "loaded";
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

  paint(fillOf, valueOf) {
    this.shown?.paint(fillOf);
    this.callouts.paint(valueOf);
  }

  select(id) {
    this.selected = id;
    this.shown?.select(id);
    this.label();
  }

  point(id) {
    this.shown?.point(id);
  }

  stop() {
    this.watch.disconnect();
  }
}

function nearest(frames, bend_deg) {
  const away = (frame) => Math.abs(frame.flexion_deg - bend_deg);
  return frames.reduce((best, frame) => (away(frame) < away(best) ? frame : best));
}
