// The object in Plotly's scene: the parts at their bend, their visibility and colours. Drawn on Plotly's
// canvas; in motion on a slow device on the MotionCanvas, without Plotly's layout of axes and hovers.

import { MeshRenderer } from "./mesh_renderer.js";
import { mirrorView } from "./matrix.js";
import { MotionCanvas } from "./motion_canvas.js";

const WHOLE_MM = 1e6; // beyond every part: nothing is cut away
const NO_BEND = 0;
const SLOW_MS = 14; // a frame that takes longer makes a slow device
const WORD = 65535; // the card reads a whole number of two bytes as a share of this

export class KneeScene {
  /** Plotly's object protocol: no picking (Projection does it), opaque. */
  pickSlots = 0;
  dirty = true;
  coarse = false; // in motion: draws decimated, visible parts on the MotionCanvas
  showing = null; // ids of what shows from here, or null
  motionCanvas = null;

  /** gl: the scene's; set: MeshSet; scale: scene units in a millimetre; side: "right" or "left". */
  constructor(gl, set, scale, side) {
    Object.assign(this, { gl, set, scale, isMirrored: side === "left" });
    const runs = new Map(set.rows.map((row) => [row, [row.offset_triangles, row.triangles * 3]]));
    this.renderer = new MeshRenderer(gl, set, { corners: set.data, runs });
    this.parts = set.rows.map((row) => ({ row, ...boundingSphere(set.vertices(row, NO_BEND)) }));
    this.look = { emphasis: "all", chosen: "", cut_mm: WHOLE_MM, shown: new Set() };
    this.bend(NO_BEND);
  }

  isOpaque() {
    return true;
  }

  isTransparent() {
    return false;
  }

  /** Adds a MotionCanvas after the element `box` on slow devices. */
  addMotionCanvas(scene, box) {
    if (!this.#isSlow(scene)) return;
    this.motionCanvas = MotionCanvas.over(this.gl, this.set);
    if (!this.motionCanvas) return;
    const { canvas } = this.motionCanvas;
    canvas.addEventListener("webglcontextlost", () => this.#removeMotionCanvas());
    box.after(canvas);
    this.coarse = true; // compiles the shaders before the first move
    this.redraw(scene);
    this.coarse = false;
    this.motionCanvas.show(false);
  }

  /** After a lost context, back to Plotly's canvas. */
  #removeMotionCanvas() {
    this.motionCanvas?.canvas.remove();
    this.motionCanvas = null;
  }

  #isSlow(scene) {
    const { gl } = this;
    const wait = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    wait();
    const from = performance.now();
    scene.redraw();
    wait();
    return performance.now() - from > SLOW_MS;
  }

  bend(bend_deg) {
    for (const part of this.parts) {
      const { origin_mm: o, scale_mm: s } = part.row;
      const m = this.set.pose(part.row, bend_deg);
      const moved = ([x, y, z]) => [0, 4, 8].map((k) => m[k] * x + m[k + 1] * y + m[k + 2] * z + m[k + 3]);
      part.frames = this.set.frames(part.row, bend_deg);
      const column = (n) => [m[n], m[n + 4], m[n + 8], 0].map((entry) => entry * s[n] * WORD);
      part.place = [...column(0), ...column(1), ...column(2), ...moved(o), 1];
      part.turn = [m[0], m[4], m[8], m[1], m[5], m[9], m[2], m[6], m[10]];
      part.at_mm = moved(part.middle_mm);
    }
  }

  /** colours: id -> {rgb: [0..1 x3], hatched}; tendon: [0..1 x3], or null where muscles have one colour. */
  setColours(colours, tendon) {
    this.colours = colours;
    this.tendon = tendon;
  }

  /** look: {emphasis, chosen: id or "", cut_mm: what lies further out is cut away, shown: Set of ids}. */
  show(look) {
    this.look = { ...look, cut_mm: look.cut_mm ?? WHOLE_MM };
  }

  get isCut() {
    return this.look.cut_mm < WHOLE_MM;
  }

  /** Draws with Plotly's last camera. */
  redraw(scene) {
    if (this.coarse && this.motionCanvas) this.draw(scene.cameraParams);
    else scene.redraw();
  }

  /** Also called by plotly's scene, with its camera: {view, projection}, each 16 numbers by column. */
  draw({ view, projection }) {
    const camera = { view: this.isMirrored ? mirrorView(view) : view, projection };
    const moving = Boolean(this.coarse && this.motionCanvas);
    this.motionCanvas?.show(moving);
    if (moving) this.motionCanvas.draw(this, camera);
    else this.renderer.draw(this, camera, this.pixelRatio ?? 1);
  }

  /** The parts that show from here but for the chosen one, near ones first: they spare the card the hidden ones. */
  others({ view, projection }) {
    const shown = ({ row: { id } }) => id !== this.look.chosen && this.#shows(id);
    const others = this.parts.filter((part) => shown(part) && this.#inWindow(part, view, projection));
    return others.sort((one, other) => depth(one, view) - depth(other, view));
  }

  /** The chosen part, whether or not it shows; undefined where none is chosen. */
  chosen() {
    return this.parts.find(({ row }) => row.id === this.look.chosen);
  }

  #shows(id) {
    return this.look.shown.has(id) && !(this.coarse && this.showing && !this.showing.has(id));
  }

  /** Frustum culling, vertical, of bones; soft parts deform and are always drawn. */
  #inWindow({ row, at_mm: [front, up, outer], radius_mm }, v, p) {
    if (!row.body) return true;
    const [x, y, z, r] = [front, -outer, up, radius_mm].map((mm) => mm * this.scale);
    const down = v[1] * x + v[5] * y + v[9] * z + v[13];
    const away = -(v[2] * x + v[6] * y + v[10] * z + v[14]);
    return (Math.abs(down) - r) * p[5] < away + r;
  }

  dispose() {
    this.renderer.dispose();
    this.motionCanvas?.dispose();
  }
}

/** Distance of a part's centre from the eye. */
function depth({ at_mm: [front, up, outer] }, v) {
  return -(v[2] * front - v[6] * outer + v[10] * up);
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
