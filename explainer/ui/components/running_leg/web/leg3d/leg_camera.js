// The camera of the leg seen from behind. It turns round the leg's upright axis and stands level, so far
// away that a foot that points at it is hardly enlarged. Lengths are mm of the posed frame.

import { buildLens } from "../../../shared/web/mesh3d/lens.js";

const AWAY_MM = 3600;
const REACH_MM = 1300; // no part of a leg lies further from the axis
const BACK = Math.PI; // azimuth from the front to the inner side, as in the 3-D knee

export class LegCamera {
  constructor(side) {
    this.mirror = side === "left" ? -1 : 1;
    this.azimuth = BACK;
  }

  /** The picture's right and down under a hand that moved by this angle. */
  turn(right) {
    this.azimuth -= this.mirror * right;
  }

  /** Places the hip at x, y px of a picture of width x height px, px_mm to a millimetre. */
  frame({ width, height, x, y, px_mm }) {
    Object.assign(this, { width, height, x, y, px_mm });
  }

  /** [x, y] in px of a vertex; places: x y z of all in mm. */
  project(places, vertex) {
    const { eye, right, up, back, focal, cx, cy } = this.lens;
    const away = [0, 1, 2].map((axis) => places[3 * vertex + axis] - eye[axis]);
    const along = (axes) => axes.reduce((sum, part, axis) => sum + part * away[axis], 0);
    const enlarged = -focal / along(back);
    return [cx + along(right) * enlarged, cy - along(up) * enlarged];
  }

  /** What the picture is made by, see buildLens. */
  get lens() {
    const [ca, sa] = [Math.cos(this.azimuth), Math.sin(this.azimuth)];
    const right = [-sa * this.mirror, 0, -ca * this.mirror];
    const [up, back] = [[0, 1, 0], [ca, 0, -sa]];
    const { width, height, px_mm, x: cx, y } = this;
    const drop = (y - height / 2) / px_mm; // the eye stands level with the picture's middle
    const cy = height / 2;
    const eye = back.map((part, axis) => part * AWAY_MM + (axis === 1 ? drop : 0));
    const focal = px_mm * AWAY_MM;
    const [near, far] = [AWAY_MM - REACH_MM, AWAY_MM + REACH_MM];
    return buildLens({ right, up, back, eye, focal, cx, cy, width, height, near, far, mirror: this.mirror });
  }
}
