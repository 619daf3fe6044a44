// The leg on its canvas: poses the meshes and has them drawn by the painter of the 3-D knee.

import { decimate } from "../../../shared/web/mesh3d/decimation.js";
import { NO_ENDS } from "../../../shared/web/mesh3d/limb_ends.js";
import { MeshRenderer } from "../../../shared/web/mesh3d/mesh_renderer.js";
import { BOX } from "./posed_leg.js";

const WHOLE_MM = 1e6; // beyond every part: nothing is cut away
const CELL_MM = { bone: 11, soft: 7 }; // three pixels on a laptop: what moves on a slow device loses no more
const FIBRE = { muscle: [1.0, 0.11, 0.24, 0.16], tendon: [0.8, 0, 0.14, 0.14] }; // mm, slant, strength in belly and tendon
const STRAIGHT_FIBRED = ["gluteus_maximus", "gluteus_medius", "sartorius", "gracilis", "tensor_fasciae_latae"];
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

export class LegScene {
  isSlow = false;
  showing = null; // ids of what shows from here, or null

  /** canvas: GlCanvas; leg: PosedLeg; camera: LegCamera. */
  constructor(canvas, leg, camera) {
    Object.assign(this, { canvas, leg, camera, isCut: false, shin: IDENTITY, ends: NO_ENDS });
    const [place, turn] = [boxToMillimetres(), [1, 0, 0, 0, 1, 0, 0, 0, 1]];
    this.parts = leg.parts.map((part) => ({ row: rowOf(part), frames: [0, 0, 0], place, turn }));
    this.renderer = new MeshRenderer(canvas.gl, { points: () => leg.points, normals: leg.normals, grain: grainOf(leg) }, triangles(leg, this.parts));
    this.look = { emphasis: "all", chosen: "", cut_mm: WHOLE_MM, shown: new Set(this.parts.map(({ row }) => row.id)) };
  }

  /** Finds out how fast the device draws. */
  measureSpeed() {
    this.isSlow = this.canvas.drawsSlowly(() => this.draw(false));
    if (!this.isSlow) return;
    const of = new Map(this.parts.map(({ row }, n) => [row, this.leg.parts[n]]));
    const rows = this.parts.map(({ row }) => row);
    const set = { rows, corners: (row) => of.get(row).corners, frame: (row) => of.get(row).frames[0] };
    this.renderer.addCoarse(decimate(set, ({ kind }) => CELL_MM[kind === "bone" ? "bone" : "soft"]));
  }

  /** angles: {hip, knee, ankle}; paints: id -> see paintOf; line: the contour; chosen: id or "". */
  show({ angles, paints, line, chosen }) {
    Object.assign(this, { paints, line });
    this.look.chosen = chosen;
    this.leg.pose(angles);
    this.renderer.refresh(this.leg.points, this.leg.normals);
  }

  /** isMoving: on a slow device the picture is coarser. */
  draw(isMoving) {
    const coarse = isMoving && this.isSlow;
    this.isCoarse = coarse;
    const { lens } = this.camera;
    const pixel = this.canvas.begin(coarse);
    this.renderer.draw(this, lens, pixel, coarse);
    this.canvas.end(lens, pixel, this.line);
  }

  /** All parts but the chosen one, near ones first: they spare the card the hidden ones. */
  others({ back }) {
    const { chosen } = this.look;
    const shows = (id) => !this.isCoarse || !this.showing || this.showing.has(id);
    const others = this.parts.filter(({ row: { id } }) => id !== chosen && shows(id));
    const height = new Map(others.map((part) => [part, this.#nearness(part.row, back)]));
    return others.sort((one, other) => height.get(other) - height.get(one));
  }

  /** How far a part's middle lies towards the eye, mm. */
  #nearness({ offset_normals, vertices }, back) {
    const first = offset_normals / 4;
    const at = (axis) => this.leg.places[3 * (first + (vertices >> 1)) + axis];
    return back.reduce((sum, part, axis) => sum + part * at(axis), 0);
  }

  chosen() {
    return this.parts.find(({ row }) => row.id === this.look.chosen);
  }

  dispose() {
    this.renderer.dispose();
  }
}

/** What the painter asks of a part. */
function rowOf({ id, kind, vertices, first, tendon }) {
  const [mm, slant, ...strength] = FIBRE[kind] ?? [];
  const fibre = mm && [mm, STRAIGHT_FIBRED.includes(id) ? 0 : slant, ...strength];
  return { id, kind, vertices, frames: [0], body: "", offset_normals: 4 * first, index_bytes: 2, fibre, scale_mm: [1, 1, 1], offset_tint: tendon ? 0 : undefined };
}

function grainOf({ parts, meshes }) {
  const grain = new Float32Array(2 * meshes.vertices);
  for (const part of parts) grain.set(part.grain, 2 * part.first);
  return grain;
}

/** All corners in one list, and for each part [first byte, how many]. */
function triangles(leg, parts) {
  const runs = new Map();
  const corners = new Uint16Array(leg.parts.reduce((sum, part) => sum + part.corners.length, 0));
  let at = 0;
  leg.parts.forEach((part, n) => {
    corners.set(part.corners, at);
    runs.set(parts[n].row, [at * Uint16Array.BYTES_PER_ELEMENT, part.corners.length]);
    at += part.corners.length;
  });
  return { corners, runs };
}

/** From the card's shares of BOX to mm, by column. */
function boxToMillimetres() {
  const { origin_mm: o, size_mm: [x, y, z] } = BOX;
  return [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, ...o, 1];
}
