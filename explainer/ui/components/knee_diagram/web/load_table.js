// Lookups in the model's table (tables.py): load per mile by ground, against the reference week.

const BAND = ["mid", "low", "high"];

export class LoadTable {
  constructor(packed) {
    this.packed = packed;
    this.rowOf = new Map(packed.loads.map((load, row) => [load, row]));
    this.columnOf = new Map(packed.surfaces.map((surface, column) => [surface, column]));
  }

  /** {mid, low, high} of "ratio", "ground", "peak_bw" or "stress_mpa", times `times`; null where unknown. */
  band(name, load, surface, times = 1) {
    const row = this.rowOf.get(load);
    const column = this.columnOf.get(surface);
    if (row === undefined || column === undefined) return null;
    const band = {};
    for (const end of BAND) {
      const value = this.packed[name][end][row][column];
      if (value === null) return null;
      band[end] = value * times;
    }
    return band;
  }

  /** Steps of one leg in that many miles. */
  steps(surface, miles) {
    return (this.packed.steps_per_mile[this.columnOf.get(surface)] ?? 0) * miles;
  }

  /** AnswerWriter's facts of the reference week, for one load. */
  reference(load, { kind, miles }) {
    const { surface, steps_per_mile, peak_bw } = this.packed.reference;
    return { kind, miles, surface, steps: steps_per_mile * miles, peak_bw: peak_bw[this.rowOf.get(load) ?? 0] };
  }

  /** Names of the choices outside the measured range on a ground, or "". */
  unmeasured(surface) {
    return this.packed.unmeasured[this.columnOf.get(surface)] ?? "";
  }
}
