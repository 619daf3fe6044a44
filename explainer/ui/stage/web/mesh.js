// Reads the 3-D set: where each structure lies in the bytes, and its shape at a bend. The files hold
// frame K (x to the front, y up, z to the outer side); the scene stands on its z axis, as plotly's
// turntable asks: x to the front, y to the inner side, z up.

const HIDDEN_KINDS = ["skin"]; // would hide all the rest

export class KneeSet {
  /** meta: knee.json; data: knee.bin as ArrayBuffer. */
  constructor(meta, data) {
    this.meta = meta;
    this.data = data;
    this.rows = meta.structures.filter(({ kind }) => !HIDDEN_KINDS.includes(kind));
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

  /** [x, y, z] in mm, in the scene's axes, of a structure's vertices at a bend in degrees. */
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
    return standing(row.body ? moved(axes, this.#pose(row.body, bend_deg)) : axes);
  }

  /** The greatest distance of any vertex from the knee's centre, mm: bending does not change it. */
  reach_mm() {
    let most = 0;
    for (const row of this.rows) {
      const [xs, ys, zs] = this.vertices(row, 0);
      for (let n = 0; n < xs.length; n += 1) most = Math.max(most, Math.hypot(xs[n], ys[n], zs[n]));
    }
    return most;
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

/** From frame K to the scene's axes; handedness stays, so triangles still face outwards. */
function standing([front, up, outer]) {
  return [front, outer.map((value) => -value), up];
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
