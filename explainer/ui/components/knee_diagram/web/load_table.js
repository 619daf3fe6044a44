// Looks numbers up in the table that the model filled: what a mile on each ground brings, compared
// with a mile of the reference week. A number that the model does not give is null.

const BAND = ["mid", "low", "high"];

export class LoadTable {
  constructor(packed) {
    this.packed = packed;
    this.rowOf = new Map(packed.loads.map((load, row) => [load, row]));
    this.columnOf = new Map(packed.surfaces.map((surface, column) => [surface, column]));
  }

  has(load) {
    return this.rowOf.has(load);
  }

  /** {mid, low, high} of "ratio", "ground", "peak_bw" or "stress_mpa", times `times`; null without. */
  band(name, load, surface, times = 1) {
    const row = this.rowOf.get(load);
    const column = this.columnOf.get(surface);
    if (row === undefined || column === undefined) return null;
    const found = {};
    for (const end of BAND) {
      const value = this.packed[name][end][row][column];
      if (value === null) return null;
      found[end] = value * times;
    }
    return found;
  }

  /** Steps of one leg in that many miles. */
  steps(surface, miles) {
    return (this.packed.steps_per_mile[this.columnOf.get(surface)] ?? 0) * miles;
  }

  /** The reference week of so many miles, for one load: what AnswerWriter asks of it. */
  reference(load, { kind, miles }) {
    const { surface, steps_per_mile, peak_bw } = this.packed.reference;
    return { kind, miles, surface, steps: steps_per_mile * miles, peak_bw: peak_bw[this.rowOf.get(load) ?? 0] };
  }

  /** Names of the choices beyond what was measured on a ground; "" where all were measured. */
  unmeasured(surface) {
    return this.packed.unmeasured[this.columnOf.get(surface)] ?? "";
  }
}
