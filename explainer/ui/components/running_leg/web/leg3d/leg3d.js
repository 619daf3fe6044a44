// The leg in 3-D: fetches the meshes, draws them over a pane, turns them under a finger, says where a
// muscle shows. It has a bundle of its own, which is fetched when the leg is first looked at from behind.

import { GlCanvas } from "../../../shared/web/mesh3d/gl_canvas.js";
import { IdleTimer } from "../../../shared/web/mesh3d/idle_timer.js";
import { lineOf, paintOf } from "../../../shared/web/mesh3d/paints.js";
import { LegCamera } from "./leg_camera.js";
import { LegMeshes } from "./leg_meshes.js";
import { LegScene } from "./leg_scene.js";
import { MuscleAnchors } from "./muscle_anchors.js";
import { PosedLeg } from "./posed_leg.js";

const IDLE_MS = 240; // after the last move the picture is drawn in full
const TIMING_MS = 400; // after the first picture: how fast the device draws is found out then
const LOADED_KINDS = ["muscle", "tendon", "ligament"]; // bones and the joint's own parts carry no pull
const CALM_HATCH = 0.45; // of the knee's hatching: most of the leg's parts are hatched

const legs = new Map(); // URL of the meshes -> PosedLeg: opened again, it is there

export class Leg3D {
  /**
   * pane: where the picture goes; settings: {meshes: {table, data} URLs, tones, side, labelled: ids that
   * may have a label}; callbacks: {onFrame() when labels have a new place, onLost()}.
   */
  constructor(pane, settings, callbacks) {
    Object.assign(this, { pane, settings, callbacks });
    this.camera = new LegCamera(settings.side);
    this.idle = new IdleTimer(IDLE_MS, () => this.#drawFull());
  }

  /** Rejects where a file is missing or the device has no WebGL2. */
  async open() {
    this.canvas = new GlCanvas(() => this.callbacks.onLost());
    this.pane.prepend(this.canvas.canvas);
    this.leg = await loadLeg(this.settings.meshes);
    if (!this.canvas) return; // closed meanwhile
    this.scene = new LegScene(this.canvas, this.leg, this.camera);
    this.anchors = new MuscleAnchors(this.leg, this.settings.labelled);
    this.timing = setTimeout(() => this.scene?.paints && this.scene.measureSpeed(), TIMING_MS);
  }

  get isOpen() {
    return Boolean(this.scene);
  }

  /**
   * angles: {hip, knee, ankle}; frame: see LegCamera.frame; dress: "natural" or "clay"; fillOf(id) -> colour
   * or "hatch"; selected: id or "".
   */
  show({ angles, frame, dress, fillOf, selected }) {
    const { scene, canvas, camera, settings: { tones } } = this;
    camera.frame(frame);
    canvas.resize(frame.width, frame.height);
    const readout = { natural: dress === "natural" };
    const paints = scene.parts.map(({ row }) => {
      const own = { ...readout, fillOf: (id) => (LOADED_KINDS.includes(row.kind) ? fillOf(id) : "none") };
      const paint = paintOf(row, tones, own);
      return [row.id, { ...paint, hatched: paint.hatched && CALM_HATCH }];
    });
    scene.show({ angles, paints: new Map(paints), line: lineOf(tones, readout), chosen: selected });
    this.#drawMoving();
  }

  /** Turns the leg about its upright axis by an angle (rad) to the right. */
  turn(right) {
    this.camera.turn(right);
    this.#drawMoving();
    this.callbacks.onFrame();
  }

  #drawMoving() {
    this.anchors.follow(this.camera);
    this.scene.showing = this.anchors.shown;
    this.scene.draw(true);
    this.idle.restart();
  }

  #drawFull() {
    if (!this.isOpen) return;
    if (this.scene.isSlow) this.scene.draw(false);
    this.anchors.layout(this.camera);
    this.callbacks.onFrame();
  }

  /** [x, y] in CSS px of a place where a muscle shows, or undefined. */
  anchor(id) {
    return this.anchors.at(id, this.camera);
  }

  /** Whether a muscle of the straight leg lies at the picture's right: it does not change while the leg moves. */
  isAtRight(id) {
    const { frames: [home], vertices } = this.leg.parts.find((part) => part.id === id);
    const { right } = this.camera.lens;
    let across = 0;
    for (let n = 0; n < vertices; n += 1) across += right[0] * home[3 * n] + right[2] * home[3 * n + 2];
    return across > 0;
  }

  /** The id of the part under a point in CSS px, or null. */
  hit(x, y) {
    return this.anchors.pick(x, y, this.camera);
  }

  /** {x, y}: CSS px of the sole's middle. */
  get sole() {
    const { first, vertices } = this.leg.parts.find(({ id }) => id === "foot");
    let [lowest, sum] = [Infinity, 0];
    for (let n = first; n < first + vertices; n += 1) {
      const [x, y] = this.camera.project(this.leg.places, n);
      sum += x;
      lowest = Math.min(lowest, -y);
    }
    return { x: sum / vertices, y: -lowest };
  }

  /** Frees the graphics. */
  close() {
    this.idle.stop();
    clearTimeout(this.timing);
    this.scene?.dispose();
    this.canvas?.dispose();
    Object.assign(this, { scene: null, canvas: null });
  }
}

/** urls: {table, data}. */
async function loadLeg({ table, data }) {
  if (legs.has(data)) return legs.get(data);
  const responses = await Promise.all([fetch(table), fetch(data)]);
  const missing = responses.find(({ ok }) => !ok);
  if (missing) throw new Error(`${missing.status} ${missing.url}`);
  const leg = new PosedLeg(new LegMeshes(await responses[0].json(), await responses[1].arrayBuffer()));
  legs.set(data, leg);
  return leg;
}
