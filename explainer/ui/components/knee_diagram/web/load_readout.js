// What the present choices mean for each structure: its colour, its size in words, and the answer.

const MEASURED = { week: "ratio", step: "peak_bw" }; // measure -> what the colours show

export class LoadReadout {
  /** diagram: {data, words, table, scales, writer}; state: the reader's live state. */
  constructor({ data, words, table, scales, writer }, state) {
    Object.assign(this, { data, words, table, scales, writer, state });
    this.scale = scales[state.measure];
    this.natural = state.dress === "natural" || !table;
    this.readings = new Map();
    for (const load of data.table?.loads ?? []) this.readings.set(load, this.#lookUp(load));
    this.fillOf = (id) => this.#fill(id);
    this.valueOf = (id) => this.#value(id);
    this.baseColourOf = (id) => (this.natural ? data.structures[id].colour : data.colours.clay);
  }

  #lookUp(load) {
    const { measure, surface, miles } = this.state;
    const { reference } = this.data;
    const times = measure === "week" ? (miles / reference.miles) * (reference.colour_times[load] ?? 1) : 1;
    return this.table.band(MEASURED[measure], load, surface, times);
  }

  /** {mid, low, high} on the colour scale that colours a structure, or null where there is none. */
  reading(id) {
    return this.natural ? null : this.loadReading(this.data.structures[id]?.load);
  }

  loadReading(load) {
    return this.readings.get(load) ?? null;
  }

  /** A colour; "hatch" where a load exists but is not known; "none" where none is asked. */
  #fill(id) {
    if (this.natural) return "none";
    const found = this.reading(id);
    if (found) return this.scale.colour(found.mid);
    return this.data.structures[id]?.status === "none" ? "none" : "hatch";
  }

  /** A structure's load in a few words, "" where there is none. */
  #value(id) {
    const { measure, surface, miles } = this.state;
    if (!this.reading(id)) return "";
    const { load } = this.data.structures[id];
    const times = measure === "week" ? miles / this.data.reference.miles : 1;
    const found = this.table.band(MEASURED[measure], load, surface, times);
    if (this.writer.clinical) return this.words.text(`short_${measure}`, { value: this.words.number(found.mid) });
    if (measure === "step") return this.words.text("short_step", { value: this.writer.force(found.mid) });
    if (miles === 0) return "";
    return this.writer.sizeWords(this.writer.plainRatio({ ratio: found, ground: this.table.band("ground", load, surface) }));
  }

  /** The part that the answer is about: the chosen one, else the page's subject. {part, load}. */
  subject() {
    const chosen = this.data.structures[this.state.structure];
    if (!chosen) return this.data.subject;
    const { name, kind, status, load } = chosen;
    return { part: { name, kind, status, marked: false }, load };
  }

  /** A mile's load on this ground over that on a road, for the strip of the ground; null unless known. */
  groundChange({ part, load }) {
    const found = this.table.band(this.table.packed.road ? "road" : "ground", load, this.state.surface);
    return found && { name: part.name, ...found };
  }

  /** The facts that AnswerWriter composes the answer about a subject from. */
  facts({ part, load }) {
    const { table, data: { reference }, state: { surface, miles, measure } } = this;
    return {
      ...{ part, miles, surface, measure, after: reference.after },
      reference: table.reference(load, reference),
      steps: table.steps(surface, miles),
      ratio: table.band("ratio", load, surface, miles / reference.miles),
      ground: table.band("ground", load, surface),
      peak_bw: table.band("peak_bw", load, surface),
      stress_mpa: table.band("stress_mpa", load, surface),
      unmeasured: table.unmeasured(surface),
    };
  }
}
