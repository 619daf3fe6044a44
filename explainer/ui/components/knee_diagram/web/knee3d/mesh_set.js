// Reads the 3-D set: where each structure lies in the bytes, its shape at a bend, its normals. All of
// it is in frame K (mm: x to the front, y up, z to the outer side of the right knee).

const HIDDEN_KINDS = ["skin"]; // would hide all the rest
const ONE = 127; // a normal's length in signed bytes
const BYTE_OF_WORD = 257; // a byte's share of 255 as a share of 65535
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

export class MeshSet {
  /** meta: knee.json; data: knee.bin as ArrayBuffer. */
  constructor(meta, data) {
    this.meta = meta;
    this.data = data;
    this.rows = meta.structures.filter(({ kind }) => !HIDDEN_KINDS.includes(kind));
    let before = 0;
    for (const row of this.rows) {
      row.offset_normals = before; // in bytes, of `normals`
      before += row.vertices * row.frames.length * 4;
    }
    this.normals = new Int8Array(before);
    for (const row of this.rows) this.#computeNormals(row);
  }

  /** Corner numbers of a structure's triangles, three by three. */
  corners(row) {
    const Whole = row.index_bytes === 2 ? Uint16Array : Uint32Array;
    return new Whole(this.data, row.offset_triangles, row.triangles * 3);
  }

  /** A structure's vertices at baked frame n: whole numbers, x y z after one another. */
  frame(row, n) {
    return new Uint16Array(this.data, row.offset_vertices + n * row.vertices * 6, row.vertices * 3);
  }

  /**
   * The vertices of all frames as a graphics card reads them without work: four whole numbers each, x
   * y z in the part's box and how far the vertex is tendon (0 to 65535). Twice as long as `normals`.
   */
  points() {
    const packed = new Uint16Array(this.normals.length);
    for (const row of this.rows) {
      const tendon = row.offset_tint === undefined ? null : new Uint8Array(this.data, row.offset_tint, row.vertices);
      let to = row.offset_normals;
      for (let n = 0; n < row.frames.length; n += 1) {
        const frame = this.frame(row, n);
        for (let vertex = 0, at = 0; vertex < row.vertices; vertex += 1, at += 3, to += 4) {
          packed[to] = frame[at];
          packed[to + 1] = frame[at + 1];
          packed[to + 2] = frame[at + 2];
          packed[to + 3] = tendon ? tendon[vertex] * BYTE_OF_WORD : 0;
        }
      }
    }
    return packed;
  }

  /** [lower frame, upper frame, share of the upper] of a structure at a bend. */
  frames(row, flexion_deg) {
    return bracket(row.frames, flexion_deg);
  }

  /** The rigid transform of a structure's bone at a bend, 16 numbers row by row. */
  pose({ body }, flexion_deg) {
    return body ? this.bodyPose(body, flexion_deg) : IDENTITY;
  }

  /** The same of a bone or meniscus by name. */
  bodyPose(body, flexion_deg) {
    const table = this.meta.poses[body];
    const steps = table.map((_, n) => n * this.meta.pose_step_deg);
    const [low, high, share] = bracket(steps, flexion_deg);
    return table[low].map((part, n) => part + (table[high][n] - part) * share);
  }

  /** [x, y, z] in mm of a structure's vertices at a bend in degrees, each a Float32Array. */
  vertices(row, flexion_deg) {
    const [low, high, share] = this.frames(row, flexion_deg);
    const [from, to, m] = [this.frame(row, low), this.frame(row, high), this.pose(row, flexion_deg)];
    const axes = [0, 1, 2].map(() => new Float32Array(row.vertices));
    const { origin_mm: o, scale_mm: s } = row;
    for (let n = 0, at = 0; n < row.vertices; n += 1, at += 3) {
      const x = o[0] + s[0] * (from[at] + (to[at] - from[at]) * share);
      const y = o[1] + s[1] * (from[at + 1] + (to[at + 1] - from[at + 1]) * share);
      const z = o[2] + s[2] * (from[at + 2] + (to[at + 2] - from[at + 2]) * share);
      for (let axis = 0; axis < 3; axis += 1) {
        const k = 4 * axis;
        axes[axis][n] = m[k] * x + m[k + 1] * y + m[k + 2] * z + m[k + 3];
      }
    }
    return axes;
  }

  /** One vertex of a structure at a bend, [x, y, z] in mm. */
  vertex(row, n, flexion_deg) {
    const [low, high, share] = this.frames(row, flexion_deg);
    const [from, to, m] = [this.frame(row, low), this.frame(row, high), this.pose(row, flexion_deg)];
    const at = [0, 1, 2].map((axis) => {
      const [a, b] = [from[3 * n + axis], to[3 * n + axis]];
      return row.origin_mm[axis] + row.scale_mm[axis] * (a + (b - a) * share);
    });
    return transform(m, at, 1);
  }

  /** The outward normal of one vertex at a bend, [x, y, z], about of length 1. */
  normal(row, n, flexion_deg) {
    const [low, high, share] = this.frames(row, flexion_deg);
    const at = (frame, axis) => this.normals[row.offset_normals + (frame * row.vertices + n) * 4 + axis];
    const mixed = [0, 1, 2].map((axis) => (at(low, axis) * (1 - share) + at(high, axis) * share) / ONE);
    return transform(this.pose(row, flexion_deg), mixed, 0);
  }

  /** Fills in the outward normals of all frames of a structure, x y z and a spare byte each. */
  #computeNormals(row) {
    const corners = this.corners(row);
    const sums = new Float32Array(row.vertices * 3);
    for (let n = 0; n < row.frames.length; n += 1) {
      sums.fill(0);
      addFaces(sums, this.frame(row, n), row.scale_mm, corners);
      let at = row.offset_normals + n * row.vertices * 4;
      for (let k = 0; k < sums.length; k += 3, at += 4) {
        const length = Math.hypot(sums[k], sums[k + 1], sums[k + 2]) || 1;
        for (let axis = 0; axis < 3; axis += 1) {
          this.normals[at + axis] = Math.round((ONE * sums[k + axis]) / length);
        }
      }
    }
  }
}

/** Adds every triangle's normal, weighted by its area, to its three corners. */
function addFaces(sums, at, [sx, sy, sz], corners) {
  for (let n = 0; n < corners.length; n += 3) {
    const [a, b, c] = [3 * corners[n], 3 * corners[n + 1], 3 * corners[n + 2]];
    const [ux, uy, uz] = [(at[b] - at[a]) * sx, (at[b + 1] - at[a + 1]) * sy, (at[b + 2] - at[a + 2]) * sz];
    const [vx, vy, vz] = [(at[c] - at[a]) * sx, (at[c + 1] - at[a + 1]) * sy, (at[c + 2] - at[a + 2]) * sz];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const k of [a, b, c]) {
      sums[k] += x;
      sums[k + 1] += y;
      sums[k + 2] += z;
    }
  }
}

function transform(m, [x, y, z], w) {
  return [0, 4, 8].map((k) => m[k] * x + m[k + 1] * y + m[k + 2] * z + m[k + 3] * w);
}

function bracket(steps, value) {
  const last = steps.length - 1;
  if (last === 0) return [0, 0, 0];
  const held = Math.min(Math.max(value, steps[0]), steps[last]);
  let high = 1;
  while (high < last && steps[high] < held) high += 1;
  return [high - 1, high, (held - steps[high - 1]) / (steps[high] - steps[high - 1])];
}
