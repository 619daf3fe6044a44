// Each structure's colour, value in words and answer facts for the current state.

const MEASURED = { week: "ratio", step: "peak_bw" }; // measure -> what the colours show

export class LoadReadout {
  /** diagram: {data, words, table, scales, writer}; state: the visible state. */
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

  /** A colour; "hatch" for an unknown load; "none" without a load. */
  #fill(id) {
    if (this.natural) return "none";
    const reading = this.reading(id);
    if (reading) return this.scale.colour(reading.mid);
    return this.data.structures[id]?.status === "none" ? "none" : "hatch";
  }

  /** A structure's load in a few words, "" where there is none. */
  #value(id) {
    const { measure, surface, miles } = this.state;
    if (!this.reading(id)) return "";
    const { load } = this.data.structures[id];
    const times = measure === "week" ? miles / this.data.reference.miles : 1;
    const band = this.table.band(MEASURED[measure], load, surface, times);
    if (this.writer.clinical) return this.words.text(`short_${measure}`, { value: this.words.number(band.mid) });
    if (measure === "step") return this.words.text("short_step", { value: this.writer.force(band.mid) });
    if (miles === 0) return "";
    return this.writer.sizeWords(this.writer.plainRatio({ ratio: band, ground: this.table.band("ground", load, surface) }));
  }

  /** {part, load} of the answer: the selected part, else the page's subject. */
  subject() {
    const chosen = this.data.structures[this.state.structure];
    if (!chosen) return this.data.subject;
    const { name, kind, status, load } = chosen;
    return { part: { name, kind, status, marked: false }, load };
  }

  /** {name, mid, low, high}: load per mile on this ground over a road; null where unknown. */
  groundChange({ part, load }) {
    const band = this.table.band(this.table.packed.road ? "road" : "ground", load, this.state.surface);
    return band && { name: part.name, ...band };
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
