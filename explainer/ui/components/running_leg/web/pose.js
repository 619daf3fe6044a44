// Poses the baked shapes at given angles of hip, knee and ankle (degrees).
// Baked frame: mm, x forwards, y up, femur fixed. Posed frame: the same, origin at the hip.

const RADIANS = Math.PI / 180;

/** A rotation about a point, as an affine transform [a, b, c, d, e, f]: x' = ax + cy + e, y' = bx + dy + f. */
export const rotation = (degrees, [x, y] = [0, 0]) => {
  const [c, s] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  return [c, s, -s, c, x - c * x + s * y, y - s * x - c * y];
};

export const transformPoint = ([a, b, c, d, e, f], x, y) => [a * x + c * y + e, b * x + d * y + f];

/** First `inner`, then `outer`. */
export const compose = (outer, inner) => {
  const [e, f] = transformPoint(outer, inner[4], inner[5]);
  const [a, b, c, d] = outer;
  return [
    a * inner[0] + c * inner[1], b * inner[0] + d * inner[1],
    a * inner[2] + c * inner[3], b * inner[2] + d * inner[3], e, f,
  ];
};

const inverse = ([a, b, c, d, e, f]) => {
  const det = a * d - b * c;
  const [ia, ib, ic, id] = [d / det, -b / det, -c / det, a / det];
  return [ia, ib, ic, id, -(ia * e + ic * f), -(ib * e + id * f)];
};

/** The interval of `steps` around a value: its lower index, and the fraction within it, 0 to 1. */
export function bracket(steps, value) {
  let low = 0;
  while (low < steps.length - 2 && steps[low + 1] <= value) low += 1;
  const share = (value - steps[low]) / (steps[low + 1] - steps[low]);
  return [low, Math.min(Math.max(share, 0), 1)];
}

const lerp = (one, other, share) => one.map((value, i) => value + (other[i] - value) * share);

export class Pose {
  /** shapes: the content of limb.json. */
  constructor(shapes) {
    this.shapes = shapes;
    this.steps = shapes.poses.tibia.map((_, step) => step * shapes.pose_step_deg);
    const inverseShanks = shapes.bends_deg.map((bend) => inverse(this.#bone("tibia", bend)));
    this.muscles = shapes.muscles.map((muscle) => prepareMuscle(muscle, inverseShanks));
    const achilles = this.muscles.find(({ id }) => id === "achilles").frames[0];
    const [x, y] = achilles.at(-1);
    this.heel = [x - shapes.ankle_mm[0], y - shapes.ankle_mm[1]];
  }

  /** Transforms of the bones by id. */
  pieces({ hip, knee, ankle }) {
    const [hx, hy] = this.shapes.hip_mm;
    const pelvis = [1, 0, 0, 1, -hx, -hy];
    const femur = compose(pelvis, rotation(hip, this.shapes.hip_mm));
    const shank = compose(femur, this.#bone("tibia", knee));
    const foot = compose(shank, rotation(ankle, this.shapes.ankle_mm));
    const menisci = compose(femur, this.#bone("menisci", knee));
    const patella = compose(femur, this.#bone("patella", knee));
    return { pelvis, femur, shank, foot, menisci, patella };
  }

  /** {pieces: {id: transform}, ribbons: [{id, points: [[x, y, front, behind]], ...}]} */
  at({ hip, knee, ankle }) {
    const pieces = this.pieces({ hip, knee, ankle });
    const shank = this.#bone("tibia", knee);
    const heel = displacement(this.heel, ankle);
    const [low, share] = bracket(this.shapes.bends_deg, knee);
    const ribbons = this.muscles.map((muscle) => {
      const points = this.#stations(muscle, { low, share, shank, heel, hip, ankle });
      const length = pathLength(points);
      const widening = Math.sqrt(muscle.length / length);
      for (const point of points) {
        const [x, y] = transformPoint(pieces.femur, point[0], point[1]);
        [point[0], point[1], point[2], point[3]] = [x, y, point[2] * widening, point[3] * widening];
      }
      return { ...muscle, points };
    });
    return { pieces, ribbons };
  }

  #bone(body, bend) {
    const [low, share] = bracket(this.steps, bend);
    const table = this.shapes.poses[body];
    return lerp(table[low], table[low + 1], share);
  }

  /** A muscle's stations in the femur's frame: blend of femur- and shank-fixed, displaced at its ends. */
  #stations(muscle, { low, share, shank, heel, hip, ankle }) {
    if (muscle.frames.length === 1) [low, share] = [0, 0]; // it lies along one bone
    const high = Math.min(low + 1, muscle.frames.length - 1);
    const { hip_mm, ankle_mm } = this.shapes;
    const origin = muscle.frames[0][0];
    const [hx, hy] = hip_mm;
    const displaced = muscle.hip && displacement([origin[0] - hx, origin[1] - hy], -hip);
    return muscle.frames[low].map((_, i) => {
      const station = lerp(muscle.frames[low][i], muscle.frames[high][i], share);
      if (muscle.hip_turn) rotate(station, -hip * muscle.hip_turn[i], hip_mm);
      const weight = muscle.shin[i];
      if (weight) {
        const onShank = lerp(muscle.onShank[low][i], muscle.onShank[high][i], share);
        if (muscle.ankle_turn) rotate(onShank, ankle * muscle.ankle_turn[i], ankle_mm);
        if (muscle.heel_along) {
          onShank[0] += heel[0] * muscle.heel_across[i];
          onShank[1] += heel[1] * muscle.heel_along[i];
        }
        const [x, y] = transformPoint(shank, onShank[0], onShank[1]);
        station[0] += (x - station[0]) * weight;
        station[1] += (y - station[1]) * weight;
      }
      if (displaced) {
        station[0] += displaced[0] * muscle.hip[i];
        station[1] += displaced[1] * muscle.hip[i];
      }
      return station;
    });
  }
}

/** Turns a station about a joint in place; its breadths stay. */
function rotate(station, degrees, joint) {
  if (!degrees) return;
  [station[0], station[1]] = transformPoint(rotation(degrees, joint), station[0], station[1]);
}

/** A muscle's stations at each baked bend, in the femur's frame and in the shank's. */
function prepareMuscle(muscle, inverseShanks) {
  const frames = muscle.frames.map((flat) => {
    const stations = [];
    for (let i = 0; i < flat.length; i += 4) stations.push(flat.slice(i, i + 4));
    return stations;
  });
  const onShank = frames.map((stations, bend) =>
    stations.map(([x, y]) => transformPoint(inverseShanks[bend], x, y)),
  );
  return { ...muscle, frames, onShank, length: pathLength(frames[0]) };
}

/** The displacement of a point at [x, y] from a joint that rotates by `degrees`. */
function displacement([x, y], degrees) {
  const [tx, ty] = transformPoint(rotation(degrees), x, y);
  return [tx - x, ty - y];
}

export function pathLength(points) {
  let length = 0;
  for (let i = 1; i < points.length; i += 1) {
    length += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
  }
  return length;
}
