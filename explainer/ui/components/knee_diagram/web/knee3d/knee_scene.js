// The parts of the 3-D knee at their bend, their visibility and colours, and which of them a picture
// shows. MeshRenderer draws them, on a slow device in motion with fewer triangles and pixels.

import { decimate } from "../../../shared/web/mesh3d/decimation.js";
import { MeshRenderer } from "../../../shared/web/mesh3d/mesh_renderer.js";

const WHOLE_MM = 1e6; // beyond every part: nothing is cut away
const NO_BEND = 0;
const CELL_MM = { bone: 10, soft: 4.5 }; // a few pixels at the size the knee is looked at; cords are thin
const WORD = 65535; // the card reads a whole number of two bytes as a share of this

export class KneeScene {
  coarse = false; // in motion: draws decimated, visible parts
  isSlow = false;
  showing = null; // ids of what shows from here, or null

  /** canvas: GlCanvas; set: MeshSet; camera: OrbitCamera. */
  constructor(canvas, set, camera) {
    Object.assign(this, { canvas, set, camera });
    const runs = new Map(set.rows.map((row) => [row, [row.offset_triangles, row.triangles * 3]]));
    this.renderer = new MeshRenderer(canvas.gl, set, { corners: set.data, runs });
    this.parts = set.rows.map((row) => ({ row, ...boundingSphere(set.vertices(row, NO_BEND)) }));
    this.look = { emphasis: "all", chosen: "", cut_mm: WHOLE_MM, shown: new Set() };
    this.bend(NO_BEND);
  }

  /** Finds out how fast the device draws; a slow one gets its coarse triangles now. */
  measureSpeed() {
    this.isSlow = this.canvas.drawsSlowly(() => this.draw());
    if (!this.isSlow) return;
    this.set.decimated ??= decimate(this.set, ({ body }) => CELL_MM[body ? "bone" : "soft"]);
    this.renderer.addCoarse(this.set.decimated);
  }

  bend(flexion_deg) {
    for (const part of this.parts) {
      const { origin_mm: o, scale_mm: s } = part.row;
      const m = this.set.pose(part.row, flexion_deg);
      const moved = ([x, y, z]) => [0, 4, 8].map((k) => m[k] * x + m[k + 1] * y + m[k + 2] * z + m[k + 3]);
      part.frames = this.set.frames(part.row, flexion_deg);
      const column = (n) => [m[n], m[n + 4], m[n + 8], 0].map((entry) => entry * s[n] * WORD);
      part.place = [...column(0), ...column(1), ...column(2), ...moved(o), 1];
      part.turn = [m[0], m[4], m[8], m[1], m[5], m[9], m[2], m[6], m[10]];
      part.at_mm = moved(part.middle_mm);
    }
    this.shin = this.set.bodyPose("tibia", flexion_deg);
  }

  /** paints: id -> {tones: [shadow, base, light], tendon, face: likewise or null, hatched}, colours 0..1 x 3; line: rgb and strength. */
  setPaints(paints, line) {
    Object.assign(this, { paints, line });
  }

  /** look: {emphasis, chosen: id or "", cut_mm: what lies further out is cut away, shown: Set of ids}. */
  show(look) {
    this.look = { ...look, cut_mm: Math.min(look.cut_mm, WHOLE_MM) };
  }

  get isCut() {
    return this.look.cut_mm < WHOLE_MM;
  }

  draw() {
    const coarse = this.coarse && this.isSlow;
    const { lens } = this.camera;
    const pixel = this.canvas.begin(coarse);
    this.renderer.draw(this, lens, pixel, coarse);
    this.canvas.end(lens, pixel, this.line);
  }

  /** The parts that show from here but for the chosen one, near ones first: they spare the card the hidden ones. */
  others(lens) {
    const shown = ({ row: { id } }) => id !== this.look.chosen && this.#shows(id);
    const others = this.parts.filter((part) => shown(part) && this.#inWindow(part, lens));
    return others.sort((one, other) => height(other, lens) - height(one, lens));
  }

  /** The chosen part, whether or not it shows; undefined where none is chosen. */
  chosen() {
    return this.parts.find(({ row }) => row.id === this.look.chosen);
  }

  #shows(id) {
    return this.look.shown.has(id) && !(this.coarse && this.isSlow && this.showing && !this.showing.has(id));
  }

  /** Frustum culling, vertical, of bones; soft parts deform and are always drawn. */
  #inWindow({ row, at_mm, radius_mm }, { view: v, projection: p }) {
    if (!row.body) return true;
    const [x, y, z] = at_mm;
    const up = v[1] * x + v[5] * y + v[9] * z;
    const away = -(v[2] * x + v[6] * y + v[10] * z + v[14]);
    const farthest = away + radius_mm;
    const middle = Math.abs(p[9]) * farthest; // the knee's centre lies off the picture's
    return (Math.abs(up) - radius_mm) * p[5] < farthest + middle;
  }

  dispose() {
    this.renderer.dispose();
  }
}

/** How far a part's centre lies towards the eye. */
function height({ at_mm: [x, y, z] }, { back: [bx, by, bz] }) {
  return x * bx + y * by + z * bz;
}

/** The middle of a part's vertices and how far they reach from it, mm. */
function boundingSphere(axes) {
  const middle_mm = axes.map((axis) => axis.reduce((sum, value) => sum + value, 0) / axis.length);
  let radius_mm = 0;
  for (let n = 0; n < axes[0].length; n += 1) {
    radius_mm = Math.max(radius_mm, Math.hypot(...axes.map((axis, k) => axis[n] - middle_mm[k])));
  }
  return { middle_mm, radius_mm };
}
