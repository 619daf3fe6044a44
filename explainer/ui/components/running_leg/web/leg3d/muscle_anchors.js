// Where the muscles show: for each that has a label a vertex of the surface that is seen, which the label's
// line follows while the leg moves, and which part lies under a finger.

import { Projection } from "../../../shared/web/mesh3d/projection.js";

const NONE = "";
const RENEW_MS = 200; // while the leg moves: muscles come into sight and leave it

export class MuscleAnchors {
  /** leg: PosedLeg; ids: of the muscles with labels. */
  constructor(leg, ids) {
    Object.assign(this, { leg, ids, pinned: new Map(), laidOut: -Infinity });
    this.projection = new Projection();
  }

  /** A move: looks anew from time to time. */
  follow(camera) {
    if (performance.now() - this.laidOut > RENEW_MS) this.layout(camera);
  }

  layout(camera) {
    const shapes = this.#project(camera);
    const { parts, shown } = this.projection.labelAnchors(NONE, false);
    this.shown = shown;
    this.pinned.clear();
    for (const { id, x, y } of parts) {
      if (this.ids.includes(id)) this.pinned.set(id, this.#nearest(shapes.find((shape) => shape.id === id), x, y));
    }
    this.laidOut = performance.now();
  }

  #project(camera) {
    const { places, parts } = this.leg;
    const shapes = parts.map(({ id, first, vertices, corners }) => {
      const axes = [0, 1, 2].map((axis) => Float32Array.from({ length: vertices }, (_, n) => places[3 * (first + n) + axis]));
      return { id, first, axes, corners };
    });
    this.projection.setLens(camera.lens, camera.width, camera.height);
    this.projection.setShapes(shapes);
    return shapes;
  }

  /** The vertex of a part nearest to a place in the picture, of those that face the reader. */
  #nearest(shape, x, y) {
    const [px, py] = this.projection.seen[this.projection.shapes.indexOf(shape)];
    const { normals, places } = this.leg;
    let [best, least] = [shape.first, Infinity];
    for (let n = 0; n < px.length; n += 1) {
      const away = Math.hypot(px[n] - x, py[n] - y);
      if (away >= least) continue;
      const [point, normal] = [3 * (shape.first + n), 4 * (shape.first + n)];
      if (this.projection.facing(places.subarray(point, point + 3), Array.from(normals.subarray(normal, normal + 3))) <= 0) continue;
      [best, least] = [shape.first + n, away];
    }
    return best;
  }

  at(id, camera) {
    const vertex = this.pinned.get(id);
    return vertex === undefined ? undefined : camera.project(this.leg.places, vertex);
  }

  pick(x, y, camera) {
    this.#project(camera);
    return this.projection.pick(x, y);
  }
}
