// Poses the leg's meshes at angles of hip, knee and ankle (degrees), as ../pose.js poses the leg seen from
// the side: the same turns, the same shares of them. Posed frame: mm, x to the front, y up, z to the outer
// side of a right leg, origin at the hip, the pelvis upright.

import { bracket, rotation, transformPoint } from "../pose.js";

const ONE = 127; // a normal's length in signed bytes
const WORD = 65535;
// Every posed place lies in this box; the card reads it as shares of it.
export const BOX = { origin_mm: [-1100, -1150, -300], size_mm: [2200, 1800, 600] };

export class PosedLeg {
  constructor(meshes) {
    const { table, parts, vertices } = meshes;
    Object.assign(this, { meshes, table });
    this.places = new Float32Array(3 * vertices);
    this.sums = new Float32Array(3 * vertices);
    this.points = new Uint16Array(4 * vertices); // x y z in BOX and how far it is tendon
    this.normals = new Int8Array(4 * vertices);
    this.parts = parts.map((part) => ({ ...part, onShank: part.weights && this.#onShank(part) }));
    for (const { tendon, first } of parts) {
      tendon?.forEach((share, n) => { this.points[4 * (first + n) + 3] = share * 257; });
    }
    const achilles = parts.find(({ id }) => id === "achilles");
    this.heel = middleOf(achilles, achilles.tube[0] - 1).map((part, axis) => part - (table.ankle_mm[axis] ?? 0));
    for (const part of this.parts) part.origin = part.tube && middleOf(part, 0);
  }

  /** A part's frames as its vertices lie on the straight shin. */
  #onShank({ frames }) {
    return frames.map((frame, n) => {
      const back = inverse(this.#bodyPose("tibia", frames.length === 1 ? 0 : this.table.bends_deg[n]));
      return apply(back, frame, new Float32Array(frame.length));
    });
  }

  /** Fills in places, points and normals. */
  pose({ hip, knee, ankle }) {
    const { table: { bends_deg, hip_mm, ankle_mm } } = this;
    const tibia = this.#bodyPose("tibia", knee);
    const [low, share] = bracket(bends_deg, knee);
    const femur = rotation(hip, hip_mm);
    femur[4] -= hip_mm[0];
    femur[5] -= hip_mm[1];
    const bodies = {
      pelvis: turnedBack(hip, hip_mm), femur: IDENTITY, tibia, patella: this.#bodyPose("patella", knee),
      foot: multiplied(tibia, flat(rotation(ankle, ankle_mm))),
    };
    const turned = transformPoint(rotation(ankle), this.heel[0], this.heel[1]);
    const joints = { hip, ankle, tibia, low, share, heel: [turned[0] - this.heel[0], turned[1] - this.heel[1]] };
    this.joints = { knee: transformPoint(femur, 0, 0), ankle: transformPoint(femur, ...applied(tibia, ankle_mm)) };
    for (const part of this.parts) {
      const to = this.places.subarray(3 * part.first, 3 * (part.first + part.vertices));
      if (part.body) apply(bodies[part.body], part.frames[0], to);
      else this.#poseSoft(part, joints, to);
    }
    this.#finish(femur);
  }

  #poseSoft(part, { hip, ankle, tibia: m, low, share, heel }, to) {
    const { frames, onShank, weights, turns, heel: isPulled, vertices } = part;
    const still = frames.length === 1;
    const [from, next] = still ? [frames[0], frames[0]] : [frames[low], frames[low + 1]];
    const [shankFrom, shankNext] = still ? [onShank[0], onShank[0]] : [onShank[low], onShank[low + 1]];
    const { hip_mm, ankle_mm } = this.table;
    const shift = part.origin && shiftOf(part.origin, hip_mm, -hip);
    for (let n = 0, k = 0; n < vertices; n += 1, k += 3) {
      const [shin, pelvis, along, across] = [weights[4 * n], weights[4 * n + 1], weights[4 * n + 2], weights[4 * n + 3]];
      let x = from[k] + (next[k] - from[k]) * share;
      let y = from[k + 1] + (next[k + 1] - from[k + 1]) * share;
      let z = from[k + 2] + (next[k + 2] - from[k + 2]) * share;
      if (pelvis && turns) [x, y] = turn(x, y, -hip * pelvis, hip_mm);
      if (shin) {
        let sx = shankFrom[k] + (shankNext[k] - shankFrom[k]) * share;
        let sy = shankFrom[k + 1] + (shankNext[k + 1] - shankFrom[k + 1]) * share;
        const sz = shankFrom[k + 2] + (shankNext[k + 2] - shankFrom[k + 2]) * share;
        if (isPulled) {
          sx += heel[0] * across;
          sy += heel[1] * along;
        } else if (along) [sx, sy] = turn(sx, sy, ankle * along, ankle_mm);
        x += (m[0] * sx + m[1] * sy + m[2] * sz + m[3] - x) * shin;
        y += (m[4] * sx + m[5] * sy + m[6] * sz + m[7] - y) * shin;
        z += (m[8] * sx + m[9] * sy + m[10] * sz + m[11] - z) * shin;
      }
      if (pelvis && !turns) {
        x += shift[0] * pelvis;
        y += shift[1] * pelvis;
      }
      to[k] = x;
      to[k + 1] = y;
      to[k + 2] = z;
    }
  }

  /** Turns all with the thigh, then what the card reads: points and normals. */
  #finish([a, b, c, d, e, f]) {
    const { places, sums, points, normals } = this;
    const { origin_mm: o, size_mm: s } = BOX;
    const scale = s.map((size) => WORD / size);
    for (let k = 0, at = 0; k < places.length; k += 3, at += 4) {
      const [x, y] = [places[k], places[k + 1]];
      places[k] = a * x + c * y + e;
      places[k + 1] = b * x + d * y + f;
      for (let axis = 0; axis < 3; axis += 1) points[at + axis] = (places[k + axis] - o[axis]) * scale[axis] + 0.5;
    }
    sums.fill(0);
    for (const { corners, first } of this.parts) addFaces(sums, places, corners, first);
    for (let k = 0, at = 0; k < sums.length; k += 3, at += 4) {
      const size = ONE / (Math.sqrt(sums[k] ** 2 + sums[k + 1] ** 2 + sums[k + 2] ** 2) || 1);
      for (let axis = 0; axis < 3; axis += 1) normals[at + axis] = sums[k + axis] * size;
    }
  }

  #bodyPose(body, bend) {
    const { poses, pose_step_deg } = this.table;
    const table = poses[body];
    const [low, share] = bracket(table.map((_, step) => step * pose_step_deg), bend);
    return table[low].map((part, n) => part + (table[low + 1][n] - part) * share);
  }
}

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** A turn in the plane seen from the side as a transform of space, 16 numbers row by row. */
const flat = ([a, b, c, d, e, f]) => [a, c, 0, e, b, d, 0, f, 0, 0, 1, 0, 0, 0, 0, 1];

/** The pelvis stays while the thigh turns: seen from the thigh it turns back. */
const turnedBack = (hip, hip_mm) => flat(rotation(-hip, hip_mm));

function turn(x, y, degrees, [cx, cy]) {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [cx + c * (x - cx) - s * (y - cy), cy + s * (x - cx) + c * (y - cy)];
}

/** How far a point moves when the joint at `centre` turns. */
function shiftOf([x, y], centre, degrees) {
  const [tx, ty] = turn(x, y, degrees, centre);
  return [tx - x, ty - y];
}

/** The middle of a tube's ring at the straight knee. */
function middleOf({ frames: [home], tube: [, sides] }, ring) {
  const sum = [0, 0, 0];
  for (let n = ring * sides; n < (ring + 1) * sides; n += 1) {
    for (let axis = 0; axis < 3; axis += 1) sum[axis] += home[3 * n + axis] / sides;
  }
  return sum;
}

function applied(m, [x, y, z = 0]) {
  return [0, 4, 8].map((k) => m[k] * x + m[k + 1] * y + m[k + 2] * z + m[k + 3]);
}

function apply(m, from, to) {
  for (let k = 0; k < from.length; k += 3) {
    const [x, y, z] = [from[k], from[k + 1], from[k + 2]];
    to[k] = m[0] * x + m[1] * y + m[2] * z + m[3];
    to[k + 1] = m[4] * x + m[5] * y + m[6] * z + m[7];
    to[k + 2] = m[8] * x + m[9] * y + m[10] * z + m[11];
  }
  return to;
}

function multiplied(a, b) {
  return a.map((_, at) => {
    const [row, column] = [at - (at % 4), at % 4];
    return [0, 1, 2, 3].reduce((sum, k) => sum + a[row + k] * b[4 * k + column], 0);
  });
}

/** The inverse of a rigid transform. */
function inverse(m) {
  const back = [m[0], m[4], m[8], 0, m[1], m[5], m[9], 0, m[2], m[6], m[10], 0, 0, 0, 0, 1];
  const [x, y, z] = applied(back, [m[3], m[7], m[11]]);
  [back[3], back[7], back[11]] = [-x, -y, -z];
  return back;
}

/** Adds every triangle's normal, weighted by its area, to its three corners. */
function addFaces(sums, at, corners, first) {
  for (let n = 0; n < corners.length; n += 3) {
    const [a, b, c] = [3 * (first + corners[n]), 3 * (first + corners[n + 1]), 3 * (first + corners[n + 2])];
    const [ux, uy, uz] = [at[b] - at[a], at[b + 1] - at[a + 1], at[b + 2] - at[a + 2]];
    const [vx, vy, vz] = [at[c] - at[a], at[c + 1] - at[a + 1], at[c + 2] - at[a + 2]];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    sums[a] += x; sums[a + 1] += y; sums[a + 2] += z;
    sums[b] += x; sums[b + 1] += y; sums[b + 2] += z;
    sums[c] += x; sums[c + 1] += y; sums[c + 2] += z;
  }
}
