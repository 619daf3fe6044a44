// Where everything lies at given bends of hip, knee and ankle: the baked shapes, moved.
// Baked millimetres: x forwards, y up, thigh at rest. Posed millimetres: the same, hip at 0, 0.

const RADIANS = Math.PI / 180;

/** A flat transform [a, b, c, d, e, f]: x' = ax + cy + e, y' = bx + dy + f. */
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

/** The steps round a value: index of the lower one and the share of the way to the next. */
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
    const home = shapes.bends_deg.map((bend) => inverse(this.#bone("tibia", bend)));
    this.muscles = shapes.muscles.map((muscle) => prepareMuscle(muscle, home));
    const achilles = this.muscles.find(({ id }) => id === "achilles").frames[0];
    const [x, y] = achilles.at(-1);
    this.heel = [x - shapes.ankle_mm[0], y - shapes.ankle_mm[1]];
  }

  /** The bones alone: {id: transform}. */
  pieces({ hip, knee, ankle }) {
    const [hx, hy] = this.shapes.hip_mm;
    const pelvis = [1, 0, 0, 1, -hx, -hy];
    const femur = compose(pelvis, rotation(hip, this.shapes.hip_mm));
    const shank = compose(femur, this.#bone("tibia", knee));
    const foot = compose(shank, rotation(ankle, this.shapes.ankle_mm));
    const patella = compose(femur, this.#bone("patella", knee));
    return { pelvis, femur, shank, foot, patella };
  }

  /** {pieces: {id: transform}, ribbons: [{id, points: [[x, y, front, behind]], ...}]} */
  at({ hip, knee, ankle }) {
    const pieces = this.pieces({ hip, knee, ankle });
    const shin = this.#bone("tibia", knee);
    const heel = displacement(this.heel, ankle);
    const [low, share] = bracket(this.shapes.bends_deg, knee);
    const ribbons = this.muscles.map((muscle) => {
      const points = this.#stations(muscle, { low, share, shin, heel, hip });
      const length = pathLength(points);
      const swell = Math.sqrt(muscle.length / length);
      for (const point of points) {
        const [x, y] = transformPoint(pieces.femur, point[0], point[1]);
        [point[0], point[1], point[2], point[3]] = [x, y, point[2] * swell, point[3] * swell];
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

  /** One muscle's stations in the thigh's frame: carried by thigh and shin, pulled at its ends. */
  #stations(muscle, { low, share, shin, heel, hip }) {
    const origin = muscle.frames[0][0];
    const [hx, hy] = this.shapes.hip_mm;
    const pulled = muscle.hip && displacement([origin[0] - hx, origin[1] - hy], -hip);
    return muscle.frames[low].map((_, i) => {
      const held = lerp(muscle.frames[low][i], muscle.frames[low + 1][i], share);
      const carried = lerp(muscle.onShin[low][i], muscle.onShin[low + 1][i], share);
      if (muscle.heel_along) {
        carried[0] += heel[0] * muscle.heel_across[i];
        carried[1] += heel[1] * muscle.heel_along[i];
      }
      const [x, y] = transformPoint(shin, carried[0], carried[1]);
      const part = muscle.shin[i];
      held[0] += (x - held[0]) * part + (pulled ? pulled[0] * muscle.hip[i] : 0);
      held[1] += (y - held[1]) * part + (pulled ? pulled[1] * muscle.hip[i] : 0);
      return held;
    });
  }
}

/** A muscle's frames as stations, in the thigh's frame and in the shin's. */
function prepareMuscle(muscle, home) {
  const frames = muscle.frames.map((flat) => {
    const stations = [];
    for (let i = 0; i < flat.length; i += 4) stations.push(flat.slice(i, i + 4));
    return stations;
  });
  const onShin = frames.map((stations, bend) =>
    stations.map(([x, y]) => transformPoint(home[bend], x, y)),
  );
  return { ...muscle, frames, onShin, length: pathLength(frames[0]) };
}

/** How far a place beside a joint goes when it turns about it. */
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
