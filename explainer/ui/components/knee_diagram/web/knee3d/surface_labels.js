// Labels of the 3-D knee, each anchored to a vertex of its part's surface; an anchor whose surface
// faces away is occluded.

import { Callouts } from "../plate/callouts.js";
import { labelColumns, rankLabels } from "../plate/label_ranking.js";

const BUTTON_PX = 54; // bottom of the scene, for the start button

export class SurfaceLabels {
  constructor(data, projection, onSelect) {
    this.data = data;
    this.projection = projection;
    this.callouts = new Callouts(onSelect);
    this.elements = [this.callouts.lines, this.callouts.element];
    this.pinned = new Map(); // id -> {row, n}: a vertex of the part
  }

  /**
   * Labels the projected shapes; returns the ids of all visible ones. view: {width, height, tops,
   * chosen, through, flexion_deg, showsAll}.
   */
  layout(set, { width, height, tops, chosen, through, flexion_deg, showsAll }) {
    const { parts: anchors, shown, from, to } = this.projection.labelAnchors(chosen, through);
    const clear = height - BUTTON_PX;
    const parts = anchors.filter(({ id, y }) => y < clear || id === chosen);
    const columns = { ...labelColumns({ width, height, from, to, tops }), height: clear };
    const facts = { structures: this.data.structures, labels: this.data.labels, chosen, showsAll };
    this.pinned.clear();
    for (const { id, x, y } of parts) this.#pin(set, id, [x, y], flexion_deg);
    this.callouts.layout(rankLabels(parts, facts, columns), columns);
    this.callouts.select(chosen);
    return shown;
  }

  /** Pins a label to the vertex nearest to where its line ends, of those that face the reader. */
  #pin(set, id, [x, y], flexion_deg) {
    const index = this.projection.shapes.findIndex((shape) => shape.id === id);
    const { row } = this.projection.shapes[index];
    const [px, py, depths] = this.projection.seen[index];
    let [best, least] = [null, Infinity];
    for (let n = 0; n < px.length; n += 1) {
      const away = Math.hypot(px[n] - x, py[n] - y);
      if (away >= least || depths[n] <= 0 || !this.#faces(set, row, n, flexion_deg)) continue;
      [best, least] = [n, away];
    }
    if (best !== null) this.pinned.set(id, { row, n: best });
  }

  #faces(set, row, n, flexion_deg) {
    return this.projection.facing(set.vertex(row, n, flexion_deg), set.normal(row, n, flexion_deg)) > 0;
  }

  /** Moves the line ends to the anchors' current positions. */
  moveLineEnds(set, flexion_deg) {
    this.callouts.moveLineEnds((id) => {
      const pin = this.pinned.get(id);
      if (!pin || !this.#faces(set, pin.row, pin.n, flexion_deg)) return null;
      const [xs, ys, depths] = this.projection.project(set.vertex(pin.row, pin.n, flexion_deg).map((part) => [part]));
      return depths[0] > 0 && this.projection.contains(xs[0], ys[0]) ? [xs[0], ys[0]] : null;
    });
  }
}
