// Looks numbers up in the table that the model filled. Between two whole miles it goes in a
// straight line; it computes nothing else. A number that the model does not give is null.

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

  /** {mid, low, high} of a measure ("step", "week", "easy"), or null where nothing is known. */
  reading(measure, load, surface, miles) {
    const row = this.rowOf.get(load);
    const column = this.columnOf.get(surface);
    if (row === undefined || column === undefined) return null;
    const cells = this.packed[measure];
    const found = {};
    for (const end of BAND) found[end] = this.#value(cells[end], row, column, miles);
    return found.mid === null ? null : found;
  }

  /** Steps of one leg in a week. */
  steps(surface, miles) {
    const column = this.columnOf.get(surface);
    return column === undefined ? null : this.#along(this.packed.steps[column], miles);
  }

  #value(cells, row, column, miles) {
    if (Array.isArray(cells)) return cells[row][column];
    if (cells.whole) return this.#along(cells.whole[row][column], miles);
    const factor = cells.a[row][column];
    const along = this.#along(cells.b[column], miles);
    return factor === null || along === null ? null : factor * along;
  }

  #along(values, miles) {
    const at = this.packed.miles;
    const last = at.length - 1;
    const held = Math.min(Math.max(miles, at[0]), at[last]);
    let right = 1;
    while (right < last && at[right] < held) right += 1;
    const [from, to] = [values[right - 1], values[right]];
    if (held === at[right]) return to;
    if (held === at[right - 1]) return from;
    if (from === null || to === null) return null;
    return from + ((to - from) * (held - at[right - 1])) / (at[right] - at[right - 1]);
  }
}
