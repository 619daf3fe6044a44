// Projects the 3-D knee to the screen, for picking and labels. All lengths are mm of frame K.

import { CAP_LIFT_MM } from "./limb_ends.js";

const NEAR_MM = 12;
const BEFORE_ALL = 1e6; // mm: nearer than any other part
const CELL_PX = 9; // the size of the squares in which nearest parts are found
const LEAST_NEIGHBOURS = 2; // of 8: a label needs a patch of its part, not a speck

export class Projection {
  /**
   * Looks through an OrbitCamera's lens into a window of width x height px; what lies further to the
   * outer side than `cut_mm` or beyond the limb's `ends` (of limbEnds) is cut away.
   */
  setLens(lens, width, height, cut_mm = Infinity, ends = null) {
    Object.assign(this, { lens, width, height, cut_mm, ends });
  }

  /**
   * px x, px y and distance from the eye of many points: axes [x, y, z] in mm of frame K. The distance
   * is below 0 where a point is cut away, and 0 behind the eye.
   */
  project([fronts, ups, outers]) {
    const seen = [0, 1, 2].map(() => new Float32Array(fronts.length));
    const { lens: { eye: e, right: r, up: u, back: b, focal, cx, cy }, cut_mm, ends } = this;
    for (let n = 0; n < fronts.length; n += 1) {
      const x = fronts[n] - e[0];
      const y = ups[n] - e[1];
      const z = outers[n] - e[2];
      const depth = -(x * b[0] + y * b[1] + z * b[2]);
      const enlarged = focal / depth;
      seen[0][n] = cx + (x * r[0] + y * r[1] + z * r[2]) * enlarged;
      seen[1][n] = cy - (x * u[0] + y * u[1] + z * u[2]) * enlarged;
      const isCut = outers[n] > cut_mm || ends?.isBeyond(fronts[n], ups[n], outers[n]);
      seen[2][n] = depth <= 0 ? 0 : isCut ? -depth : depth;
    }
    return seen;
  }

  /** How squarely a surface faces the eye: above 0 towards it. at: mm, normal: both in frame K. */
  facing(at, normal) {
    const { eye } = this.lens;
    return normal.reduce((sum, part, axis) => sum + part * (eye[axis] - at[axis]), 0);
  }

  /** Whether a pixel lies in the window. */
  contains(x, y) {
    return x >= 0 && y >= 0 && x <= this.width && y <= this.height;
  }

  /** Projects the shapes, for `pick` and `labelAnchors`. shapes: [{id, axes: [x, y, z], corners: i j k, i j k ...}]. */
  setShapes(shapes) {
    this.shapes = shapes;
    this.seen = shapes.map(({ axes }) => this.project(axes));
  }

  /** The id of the nearest part under a pixel, or null. */
  pick(x, y) {
    let [picked, nearest] = [null, Infinity];
    this.shapes.forEach(({ id, corners }, index) => {
      const [px, py, depths] = this.seen[index];
      let [own, isInside] = [Infinity, false];
      for (let n = 0; n < corners.length; n += 3) {
        const [i, j, k] = [corners[n], corners[n + 1], corners[n + 2]];
        const depth = Math.abs(depths[i]);
        if (depth >= own || isHidden(depths, i, j, k) || !triangleContains(px, py, i, j, k, x, y)) continue;
        [own, isInside] = [depth, this.#facesAway(px, py, i, j, k)];
      }
      if (isInside) own -= capLift(this.shapes[index]);
      if (own < nearest) [picked, nearest] = [id, own];
    });
    return picked;
  }

  /** Whether a projected triangle shows its inner side. */
  #facesAway(px, py, i, j, k) {
    const area = (px[j] - px[i]) * (py[k] - py[i]) - (py[j] - py[i]) * (px[k] - px[i]); // below 0: anticlockwise, y runs down
    return area > 0 !== this.lens.isMirrored;
  }

  /**
   * `parts`: the place of a label for every part that shows a patch, [{id, x, y, area_px}], and for
   * the chosen one even where it shows only a speck, or nothing if it is drawn `through` the others;
   * `from`, `to`: the picture's left and right end, px; `shown`: the ids of all that shows anywhere.
   */
  labelAnchors(chosen, through) {
    const grid = emptyGrid(this.width, this.height);
    this.shapes.forEach(({ id, corners }, index) => {
      const nearer = through && id === chosen ? BEFORE_ALL : 0;
      if (this.ends?.areOpen) this.#enterWithCaps(grid, index, nearer);
      else rasterise(grid, this.seen[index], corners, index, nearer);
    });
    const parts = this.shapes.flatMap(({ id }, index) => labelPoint(grid, index, id, id === chosen));
    const shown = new Set(Array.from(new Set(grid.owner), (index) => this.shapes[index]?.id));
    return { parts, shown, ...horizontalExtent(grid) };
  }

  /** Enters a part of which a cut end may face the reader: what shows its inner side is its cut face. */
  #enterWithCaps(grid, index, nearer) {
    const own = emptyGrid(this.width, this.height);
    const [px, py] = this.seen[index];
    rasterise(own, this.seen[index], this.shapes[index].corners, index, 0, (i, j, k) => this.#facesAway(px, py, i, j, k));
    own.owner.forEach((owner, cell) => {
      if (owner < 0) return;
      const [x, y] = own.at.subarray(2 * cell, 2 * cell + 2);
      const lift_mm = own.isInside[cell] ? capLift(this.shapes[index]) : 0;
      writeCell(grid, x, y, own.near[cell] - lift_mm - nearer, index);
    });
  }
}

/** What is nearest in every square of a window: which part, how far away, a point of it (px), whether its inner side shows. */
function emptyGrid(width, height) {
  const [across, down] = [Math.ceil(width / CELL_PX), Math.ceil(height / CELL_PX)];
  const near = new Float32Array(across * down).fill(Infinity);
  const owner = new Int16Array(near.length).fill(-1);
  return { across, down, near, owner, at: new Float32Array(2 * near.length), isInside: new Uint8Array(near.length) };
}

/** How much nearer than it lies an inner side is drawn, as the renderer does, mm. */
function capLift({ row }) {
  return CAP_LIFT_MM[row?.kind] ?? 0;
}

/** x of the leftmost and rightmost occupied cell, px. */
function horizontalExtent({ across, owner }) {
  let [from, to] = [Infinity, -Infinity];
  owner.forEach((index, cell) => {
    if (index < 0) return;
    from = Math.min(from, (cell % across) * CELL_PX);
    to = Math.max(to, ((cell % across) + 1) * CELL_PX);
  });
  return { from, to };
}

/** Enters a part's triangles where they are nearer than what the grid holds so far. */
function rasterise(grid, [px, py, depths], corners, index, nearer, facesAway = () => false) {
  for (let n = 0; n < corners.length; n += 3) {
    const [i, j, k] = [corners[n], corners[n + 1], corners[n + 2]];
    if (isHidden(depths, i, j, k)) continue;
    const depth = (Math.abs(depths[i]) + Math.abs(depths[j]) + Math.abs(depths[k])) / 3 - nearer;
    const isInside = facesAway(i, j, k);
    writeCell(grid, (px[i] + px[j] + px[k]) / 3, (py[i] + py[j] + py[k]) / 3, depth, index, isInside);
    const left = cellOf(Math.min(px[i], px[j], px[k]), grid.across);
    const right = cellOf(Math.max(px[i], px[j], px[k]), grid.across);
    const top = cellOf(Math.min(py[i], py[j], py[k]), grid.down);
    const bottom = cellOf(Math.max(py[i], py[j], py[k]), grid.down);
    if (left === right && top === bottom) continue;
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const [x, y] = [(column + 0.5) * CELL_PX, (row + 0.5) * CELL_PX];
        if (triangleContains(px, py, i, j, k, x, y)) writeCell(grid, x, y, depth, index, isInside);
      }
    }
  }
}

/** The row or column of a pixel, held within the grid. */
function cellOf(at, count) {
  return Math.min(Math.max(Math.floor(at / CELL_PX), 0), count - 1);
}

/** Whether a triangle reaches behind the eye or too near it to be drawn, or most of it is cut away. */
function isHidden(depths, i, j, k) {
  const [one, two, three] = [depths[i], depths[j], depths[k]];
  const isNear = Math.min(Math.abs(one), Math.abs(two), Math.abs(three)) < NEAR_MM;
  return isNear || (one < 0) + (two < 0) + (three < 0) > 1;
}

function writeCell(grid, x, y, depth, index, isInside = false) {
  const [column, row] = [Math.floor(x / CELL_PX), Math.floor(y / CELL_PX)];
  if (column < 0 || row < 0 || column >= grid.across || row >= grid.down) return;
  const cell = row * grid.across + column;
  if (depth >= grid.near[cell]) return;
  grid.near[cell] = depth;
  grid.owner[cell] = index;
  grid.isInside[cell] = isInside;
  grid.at.set([x, y], 2 * cell);
}

/** Whether the triangle of corners i, j, k holds the point. */
function triangleContains(px, py, i, j, k, x, y) {
  const one = (px[j] - px[i]) * (y - py[i]) - (py[j] - py[i]) * (x - px[i]);
  const two = (px[k] - px[j]) * (y - py[j]) - (py[k] - py[j]) * (x - px[j]);
  if (one > 0 !== two > 0) return false;
  const three = (px[i] - px[k]) * (y - py[k]) - (py[i] - py[k]) * (x - px[k]);
  return one > 0 === three > 0;
}

/** The cell deepest inside a part's patch, the one nearest its middle; none for a mere speck. */
function labelPoint({ across, down, owner, at }, index, id, specks) {
  const cells = [];
  for (let row = 1; row < down - 1; row += 1) {
    for (let column = 1; column < across - 1; column += 1) {
      if (owner[row * across + column] !== index) continue;
      cells.push({ row, column, score: neighbours(owner, across, row, column, index) });
    }
  }
  const most = Math.max(...cells.map(({ score }) => score));
  if (most < (specks ? 0 : LEAST_NEIGHBOURS)) return [];
  const middle = (name) => cells.reduce((sum, cell) => sum + cell[name], 0) / cells.length;
  const [row, column] = [middle("row"), middle("column")];
  const away = (cell) => Math.hypot(cell.row - row, cell.column - column);
  const deep = cells.filter(({ score }) => score === most);
  const chosen = deep.reduce((best, cell) => (away(cell) < away(best) ? cell : best));
  const [x, y] = at.subarray(2 * (chosen.row * across + chosen.column));
  return [{ id, x, y, area_px: cells.length * CELL_PX ** 2 }];
}

function neighbours(owner, across, row, column, index) {
  let same = 0;
  for (let down = -1; down <= 1; down += 1) {
    for (let right = -1; right <= 1; right += 1) {
      if (owner[(row + down) * across + column + right] === index) same += 1;
    }
  }
  return same - 1;
}
