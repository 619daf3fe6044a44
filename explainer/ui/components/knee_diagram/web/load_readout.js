// What the present choices mean for each structure: its colour, its number and its sentences.

export class LoadReadout {
  /** diagram: {data, words, table, scales}; state: the reader's live state. */
  constructor({ data, words, table, scales }, state) {
    Object.assign(this, { data, words, table, scales, state });
    this.scale = scales[state.measure];
    this.natural = state.dress === "natural" || !table;
    this.readings = new Map();
    for (const load of data.table?.loads ?? []) this.readings.set(load, this.#lookUp(state.measure, load));
    this.fillOf = (id) => this.#fill(id);
    this.valueOf = (id) => this.#value(id);
    this.baseColourOf = (id) => (this.natural ? data.structures[id].colour : data.colours.clay);
  }

  #lookUp(measure, load) {
    return this.table.reading(measure, load, this.state.surface, this.state.miles);
  }

  /** {mid, low, high} that colours a structure, or null where there is none. */
  reading(id) {
    return this.natural ? null : (this.readings.get(this.data.structures[id]?.load) ?? null);
  }

  /** A colour; "hatch" where a load exists but is not known; "none" where none is asked. */
  #fill(id) {
    if (this.natural) return "none";
    const found = this.reading(id);
    if (found) return this.scale.colour(found.mid);
    return this.data.structures[id]?.status === "none" ? "none" : "hatch";
  }

  #value(id) {
    const found = this.reading(id);
    return found ? this.words.number(found.mid / this.scale.per) : "";
  }

  /** The structure among `ids` with the greatest number, "" if none has one. */
  highest(ids) {
    let [best, most] = ["", -Infinity];
    for (const id of ids) {
      const mid = this.reading(id)?.mid ?? -Infinity;
      if (mid > most) [best, most] = [id, mid];
    }
    return best;
  }

  /** measure -> {value, unit, band, spoken} of a load; empty where there is no load. */
  texts(load) {
    if (!load || !this.table) return {};
    return Object.fromEntries(this.data.measures.map((one) => [one, this.#text(one, load)]));
  }

  #text(measure, load) {
    const found = this.#lookUp(measure, load);
    const not_known = this.words.text("not_known");
    if (!found) return { value: not_known, unit: "", band: "", spoken: not_known };
    const { per } = this.scales[measure];
    const value = this.words.number(found.mid / per);
    const [unit, spoken] = [this.words.text(`unit_${measure}`), this.words.text(`value_${measure}`, { value })];
    return { value, unit, band: this.#band(found, per), spoken };
  }

  /** The 80 % band in words; none where it is not known or has no width. */
  #band({ low, high }, per) {
    if (low === null || high === null) return "";
    const ends = { low: this.words.number(low / per), high: this.words.number(high / per) };
    return ends.low === ends.high ? "" : this.words.text("likely", ends);
  }

  steps() {
    const steps = this.table?.steps(this.state.surface, this.state.miles);
    return steps === undefined || steps === null ? "" : this.words.number(steps);
  }

  /** One sentence for a screen reader, said when the reader pauses. */
  sentence(structure, text) {
    if (!structure) return "";
    const about = {
      distance: this.words.distance(this.state.miles),
      surface: this.data.words.surfaces[this.state.surface] ?? "",
      name: structure.name,
    };
    if (!text) return this.words.text("told_name", about);
    const key = text.band ? "told_band" : "told";
    return this.words.text(key, { ...about, reading: text.spoken, band: text.band });
  }
}
