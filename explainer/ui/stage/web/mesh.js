// Reads the 3-D set: where each structure lies in the bytes, and its shape at a bend.

export class KneeSet {
  /** meta: knee.json; data: knee.bin as ArrayBuffer. */
  constructor(meta, data) {
    this.meta = meta;
    this.data = data;
    this.rows = meta.structures;
  }

  most_bend_deg() {
    return this.meta.flexions_deg.at(-1);
  }

  /** Corner numbers i, j, k of a structure's triangles. */
  triangles(row) {
    const Whole = row.index_bytes === 2 ? Uint16Array : Uint32Array;
    const flat = new Whole(this.data, row.offset_triangles, row.triangles * 3);
    return ["i", "j", "k"].map((_, part) => {
      const corners = new Int32Array(row.triangles);
      for (let n = 0; n < row.triangles; n += 1) corners[n] = flat[3 * n + part];
      return corners;
    });
  }

  /** [x, y, z] in mm of a structure's vertices at a bend in degrees. */
  vertices(row, bend_deg) {
    const [low, high, share] = between(row.frames, bend_deg);
    const count = row.vertices;
    const frame = (n) => new Uint16Array(this.data, row.offset_vertices + n * count * 6, count * 3);
    const [from, to] = [frame(low), frame(high)];
    const axes = [0, 1, 2].map(() => new Float32Array(count));
    for (let axis = 0; axis < 3; axis += 1) {
      const [origin, scale, along] = [row.origin_mm[axis], row.scale_mm[axis], axes[axis]];
      for (let n = 0; n < count; n += 1) {
        const at = 3 * n + axis;
        along[n] = origin + scale * (from[at] + (to[at] - from[at]) * share);
      }
    }
    return row.body ? moved(axes, this.#pose(row.body, bend_deg)) : axes;
  }

  /** [low, high] of x, y and z in mm over every structure and bend of the set. */
  extents() {
    const found = [0, 1, 2].map(() => [Infinity, -Infinity]);
    for (const bend_deg of this.meta.flexions_deg) {
      for (const row of this.rows) {
        this.vertices(row, bend_deg).forEach((along, axis) => {
          for (const value of along) {
            if (value < found[axis][0]) found[axis][0] = value;
            if (value > found[axis][1]) found[axis][1] = value;
          }
        });
      }
    }
    return found;
  }

  /** Whether a structure changes with the bend at all. */
  bends(row) {
    return row.frames.length > 1 || (row.body && !still(this.meta.poses[row.body]));
  }

  /** The body's transform, 16 numbers row by row, between two rows of the table. */
  #pose(body, bend_deg) {
    const table = this.meta.poses[body];
    const steps = table.map((_, n) => n * this.meta.pose_step_deg);
    const [low, high, share] = between(steps, bend_deg);
    return table[low].map((part, n) => part + (table[high][n] - part) * share);
  }
}

function still(table) {
  return table.every((pose) => pose.every((part, n) => Math.abs(part - table[0][n]) < 1e-9));
}

function moved([xs, ys, zs], m) {
  const axes = [xs, ys, zs].map((axis) => new Float32Array(axis.length));
  for (let n = 0; n < xs.length; n += 1) {
    for (let row = 0; row < 3; row += 1) {
      const at = 4 * row;
      axes[row][n] = m[at] * xs[n] + m[at + 1] * ys[n] + m[at + 2] * zs[n] + m[at + 3];
    }
  }
  return axes;
}

function between(steps, value) {
  const last = steps.length - 1;
  if (last === 0) return [0, 0, 0];
  const held = Math.min(Math.max(value, steps[0]), steps[last]);
  let high = 1;
  while (high < last && steps[high] < held) high += 1;
  return [high - 1, high, (held - steps[high - 1]) / (steps[high] - steps[high - 1])];
}
