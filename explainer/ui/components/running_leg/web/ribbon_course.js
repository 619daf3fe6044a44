// A ribbon as pairs of points on its edges, with rounded ends, and the band around its outline.

const CAP = [0, 0.05, 0.18, 0.4, 0.68, 1]; // places along a rounded end
const LEAST_PX = 0.45; // half a thread: a thinner one would break up into dots
const BAND_PX = 14; // breadth of a band: in broader triangles fibres would zigzag
const CAP_SHARE = 0.55; // length of a rounded end, of the breadth there

/**
 * [{front, back}]: points {x, y, u, v} in pixels of the screen; u: share of the course, v: 0 front
 * edge, 1 back edge. A ribbon that fades in keeps its straight start.
 */
export function courseOf({ middle, sides, faded }, scale) {
  const last = middle.length - 1;
  const length = middle.reduce((sum, [x, y], i) =>
    (i ? sum + Math.hypot(x - middle[i - 1][0], y - middle[i - 1][1]) : 0), 0);
  const inner = Array.from({ length: last - 1 }, (_, i) => ({ at: i + 1, narrowing: 1 }));
  const start = faded ? [{ at: 0, narrowing: 1 }] : cap(sides[0], length / last, 0, 1);
  const end = cap(sides[last], length / last, last, -1).reverse();
  return [...start, ...inner, ...end].map(({ at, narrowing }) => {
    const low = Math.min(Math.floor(at), last - 1);
    const share = at - low;
    const reach = (key) => Math.max(mix(key), LEAST_PX) * narrowing;
    const mix = (key) => sides[low][key] + (sides[low + 1][key] - sides[low][key]) * share;
    const [x, y] = [0, 1].map((axis) => middle[low][axis] + (middle[low + 1][axis] - middle[low][axis]) * share);
    const [nx, ny] = [mix("nx"), mix("ny")];
    const place = (away, v) => ({ x: scale * (x + nx * away), y: scale * (y - ny * away), u: at / last, v });
    return { front: place(reach("front"), 0), back: place(-reach("behind"), 1) };
  });
}

/** Lines along the course, front edge to back edge, [{x, y, u, v}] each: what lies between is a band. */
export function bandsOf(course) {
  const breadth = Math.max(...course.map(({ front, back }) => Math.hypot(back.x - front.x, back.y - front.y)));
  const count = Math.max(Math.ceil(breadth / BAND_PX), 1);
  return Array.from({ length: count + 1 }, (_, j) => {
    const v = j / count;
    return course.map(({ front, back }) => ({
      x: front.x + (back.x - front.x) * v, y: front.y + (back.y - front.y) * v, u: front.u, v,
    }));
  });
}

/** Stations of a rounded end, from its tip on: how far along, and how much narrower there. */
function cap({ front, behind }, step, tip, way) {
  const span = Math.min((CAP_SHARE * (front + behind)) / 2 / step, 0.95);
  return CAP.map((share) => ({ at: tip + way * share * span, narrowing: Math.sqrt(1 - (1 - share) ** 2) }));
}

/**
 * Quads [inner, inner, outer, outer] of the band from `inside` pixels within the outline to `outside`
 * beyond it: points {x, y, a: pixels beyond the outline, b: share of the course}.
 */
export function outlineOf(course, inside, outside) {
  const rim = [...course.map(({ front }) => front), ...course.map(({ back }) => back).reverse()];
  const way = turnsRight(rim) ? 1 : -1;
  const band = rim.map(({ x, y, u }, i) => {
    const [from, to] = [rim.at(i - 1), rim[(i + 1) % rim.length]];
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const [nx, ny] = [(way * (to.y - from.y)) / length, (way * (from.x - to.x)) / length];
    const at = (reach) => ({ x: x + nx * reach, y: y + ny * reach, a: reach, b: u });
    return [at(-inside), at(outside)];
  });
  return band.map(([inner, outer], i) => {
    const [nextInner, nextOuter] = band[(i + 1) % band.length];
    return [inner, nextInner, outer, nextOuter];
  });
}

/** Whether a closed line runs clockwise as seen, y downwards. */
function turnsRight(rim) {
  return rim.reduce((sum, { x, y }, i) => sum + rim.at(i - 1).x * y - x * rim.at(i - 1).y, 0) > 0;
}
