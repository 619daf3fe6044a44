// Reads the whole leg's meshes (explainer/atlas_build/limb/leg_packing.py): mm of frame K, the femur fixed.

const FULL = 255; // a share of 1 as a byte

export class LegMeshes {
  /** table: meshes.json; data: meshes.bin as ArrayBuffer. */
  constructor(table, data) {
    this.table = table;
    let first = 0;
    this.parts = table.parts.map((row) => {
      const part = readPart(row, new ByteReader(data, row.offset), table.step_mm);
      part.first = first; // of its vertices among those of all parts
      first += row.vertices;
      return part;
    });
    this.vertices = first;
  }
}

/**
 * {id, kind, body, vertices, frames: [Float32Array x y z ...], corners: Uint16Array, weights: Float32Array
 * of four a vertex or null, tendon: Uint8Array or null, grain: Float32Array of two a vertex (mm)}.
 */
function readPart(row, bytes, step_mm) {
  const { vertices } = row;
  const frames = readFrames(row, bytes, step_mm);
  const weights = row.is_weighted ? interleave(Float32Array.from(bytes.bytes(4 * vertices), (share) => share / FULL), 4) : null;
  const tendon = row.has_tendon ? bytes.bytes(vertices) : null;
  const own = row.has_grain ? readGrain(bytes.words(2 * vertices), vertices, step_mm) : null;
  const corners = row.tube ? tubeCorners(...row.tube) : Uint16Array.from(sums(bytes.words(3 * row.triangles)));
  const grain = own ?? (row.tube ? tubeGrain(frames[0], ...row.tube) : new Float32Array(2 * vertices));
  return { ...row, frames, weights, tendon, corners, grain };
}

function readFrames({ frames, vertices, box_mm }, bytes, step_mm) {
  const place = new Int32Array(3 * vertices);
  return Array.from({ length: frames }, () => {
    const frame = new Float32Array(3 * vertices);
    const words = bytes.words(3 * vertices);
    for (let axis = 0; axis < 3; axis += 1) {
      let change = 0; // since the frame before
      for (let n = 0; n < vertices; n += 1) {
        const from = axis * vertices + n;
        change += words[from];
        place[from] += change;
        frame[3 * n + axis] = box_mm[axis] + step_mm * place[from];
      }
    }
    return frame;
  });
}

/** mm across the fibres of all vertices, then along them, as differences: the two of each vertex. */
function readGrain(words, vertices, step_mm) {
  const rows = [words.subarray(0, vertices), words.subarray(vertices)].flatMap((row) => Array.from(sums(row)));
  return interleave(Float32Array.from(rows, (steps) => steps * step_mm), 2);
}

/** Rows laid end to end as one of each row after another. */
function interleave(rows, count) {
  const size = rows.length / count;
  return rows.map((_, at) => rows[(at % count) * size + Math.floor(at / count)]);
}

function sums(words) {
  let sum = 0;
  return Int32Array.from(words, (word) => (sum += word));
}

class ByteReader {
  constructor(data, offset) {
    Object.assign(this, { data, offset });
  }

  bytes(count) {
    const found = new Uint8Array(this.data, this.offset, count);
    this.offset += count;
    return found;
  }

  /** Signed whole numbers of two bytes: all low bytes, then all high ones. */
  words(count) {
    const [low, high] = [this.bytes(count), this.bytes(count)];
    return Int16Array.from(low, (byte, n) => byte | (high[n] << 8));
  }
}

/** Triangles of a tube whose rings are followed by a pole at either end (geometry/shapes.py). */
export function tubeCorners(rings, sides) {
  const found = [];
  for (let ring = 0; ring < rings - 1; ring += 1) {
    for (let side = 0; side < sides; side += 1) {
      const [here, beside] = [ring * sides + side, ring * sides + ((side + 1) % sides)];
      found.push(here, beside, here + sides, beside, beside + sides, here + sides);
    }
  }
  const [first, top] = [rings * sides, (rings - 1) * sides];
  for (let side = 0; side < sides; side += 1) {
    const next = (side + 1) % sides;
    found.push(first, next, side, first + 1, top + side, top + next);
  }
  return Uint16Array.from(found);
}

/**
 * Two numbers a vertex, mm: from one edge of the section to the other, there and back, and along the
 * tube. Fibres crowd where it narrows.
 */
function tubeGrain(frame, rings, sides) {
  const grain = new Float32Array(2 * (rings * sides + 2));
  const at = (ring, side) => 3 * (ring * sides + (side % sides));
  const apart = (a, b) => Math.hypot(frame[a] - frame[b], frame[a + 1] - frame[b + 1], frame[a + 2] - frame[b + 2]);
  const girths = Array.from({ length: rings }, (_, ring) =>
    Array.from({ length: sides }, (__, side) => apart(at(ring, side), at(ring, side + 1))).reduce((sum, one) => sum + one));
  const most = Math.max(...girths);
  let along = 0;
  for (let ring = 0; ring < rings; ring += 1) {
    if (ring) along += (apart(at(ring, 0), at(ring - 1, 0)) + apart(at(ring, sides >> 1), at(ring - 1, sides >> 1))) / 2;
    for (let side = 0; side < sides; side += 1) {
      const there = 1 - Math.abs(1 - (2 * side) / sides);
      grain.set([(there * (girths[ring] + most)) / 4, along], 2 * (ring * sides + side));
    }
  }
  grain.set([0, 0, 0, along], 2 * rings * sides);
  return grain;
}
