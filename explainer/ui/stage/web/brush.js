// Draws the parts of the turning knee in the scene that plotly keeps (its canvas, its camera). The
// graphics card holds every baked frame and mixes two of them itself, so bending, colouring, fading
// and cutting change a few numbers and send nothing. Plotly's own Mesh3d gives every corner of every
// triangle to the card anew, and draws all once more for a pointer it need not answer.

import { coarsened } from "./coarse.js";
import { corner, filled, multiplied, standing } from "./matrix.js";
import { Shaders } from "./shader.js";
import { Sheet } from "./sheet.js";

// The chosen part's contour, outermost first: how far it stands out and in which colour.
const CONTOUR = [
  [2.4, [1, 1, 1]],
  [1.4, [0.08, 0.095, 0.115]],
];
const THROUGH = 0.3; // how much paler a part is where it shows through those before it
const WHOLE_MM = 1e6; // beyond every part: nothing is cut away
const NO_BEND = 0;
const SLOW_MS = 14; // a frame that takes longer makes a slow device
const WORD = 65535; // the card reads a whole number of two bytes as a share of this
const CAP = -400; // steps of the card's depth, about 2.5 mm at the knee: deeper than soft parts dent a bone
const [POINT_BYTES, NORMAL_BYTES] = [8, 4];

export class Brush {
  /** Of what plotly asks of a thing in its scene: no picking (the stage does that), never blended. */
  pickSlots = 0;
  dirty = true;
  coarse = false; // draws fewer triangles on a sheet, and only what shows where that is known
  showing = null; // ids of what shows from here, or null

  /** gl: the scene's; set: KneeSet; scale: scene units in a millimetre. */
  constructor(gl, set, scale) {
    Object.assign(this, { gl, set, scale });
    this.shaders = new Shaders(gl);
    this.sheet = new Sheet(gl);
    const held = (kind, content) => {
      const buffer = gl.createBuffer();
      gl.bindBuffer(kind, buffer);
      gl.bufferData(kind, content, gl.STATIC_DRAW);
      return buffer;
    };
    this.points = held(gl.ARRAY_BUFFER, set.points());
    this.normals = held(gl.ARRAY_BUFFER, set.normals);
    this.corners = held(gl.ELEMENT_ARRAY_BUFFER, set.data);
    const { corners, runs } = coarsened(set);
    this.fewer = { buffer: held(gl.ELEMENT_ARRAY_BUFFER, corners), runs };
    if (set.rows.some((row) => row.index_bytes === 4)) gl.getExtension("OES_element_index_uint");
    this.parts = set.rows.map((row) => ({ row, ...ball(set.vertices(row, NO_BEND)) }));
    this.look = { emphasis: "all", chosen: "", cut_mm: WHOLE_MM, shown: new Set() };
    this.bend(NO_BEND);
  }

  /** Whether a frame takes this device long; `redraw` draws one. */
  isSlow(redraw) {
    const { gl } = this;
    const wait = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    wait();
    const from = performance.now();
    redraw();
    wait();
    return performance.now() - from > SLOW_MS;
  }

  isOpaque() {
    return true;
  }

  isTransparent() {
    return false;
  }

  bend(bend_deg) {
    for (const part of this.parts) {
      const { origin_mm: o, scale_mm: s } = part.row;
      const m = this.set.pose(part.row, bend_deg);
      const moved = ([x, y, z]) => [0, 4, 8].map((k) => m[k] * x + m[k + 1] * y + m[k + 2] * z + m[k + 3]);
      part.frames = this.set.frames(part.row, bend_deg);
      const column = (n) => [m[n], m[n + 4], m[n + 8], 0].map((part) => part * s[n] * WORD);
      part.place = [...column(0), ...column(1), ...column(2), ...moved(o), 1];
      part.turn = [m[0], m[4], m[8], m[1], m[5], m[9], m[2], m[6], m[10]];
      part.at_mm = moved(part.middle_mm);
    }
  }

  /** colours: id -> {rgb: [0..1 x3], hatched}; tendon: [0..1 x3], or null where muscles have one colour. */
  dye(colours, tendon) {
    this.colours = colours;
    this.tendon = tendon;
  }

  /** look: {emphasis, chosen: id or "", cut_mm: what lies further out is cut away, shown: Set of ids}. */
  show(look) {
    this.look = { ...look, cut_mm: look.cut_mm ?? WHOLE_MM };
  }

  /** Called by plotly's scene with its camera: {view, projection}, each 16 numbers by column. */
  draw({ view, projection }) {
    this.pixel = (this.pixelRatio ?? 1) * (this.coarse ? this.sheet.begin() : 1);
    this.#all(view, projection);
    if (this.coarse) this.sheet.end();
  }

  #all(view, projection) {
    const { gl, look } = this;
    this.#begin(view, projection);
    const others = this.parts.filter(
      (part) => part.row.id !== look.chosen && this.#shows(part.row.id) && this.#inWindow(part, view, projection),
    );
    const chosen = this.parts.find(({ row }) => row.id === look.chosen);
    others.sort((one, other) => this.#depth(one, view) - this.#depth(other, view));
    if (look.emphasis === "alone" && chosen) {
      this.#solid(chosen);
      this.#blend(gl.LEQUAL);
      this.glass = 1;
      for (const part of others) this.#part(part);
    } else {
      for (const part of others) this.#solid(part);
      if (chosen && look.emphasis === "ghost") this.#through(chosen);
      if (chosen && (look.emphasis === "ghost" || look.shown.has(look.chosen))) this.#outlined(chosen);
    }
    this.#end();
  }

  #begin(view, projection) {
    const { gl } = this;
    for (const place of Object.values(this.shaders.attributes)) gl.enableVertexAttribArray(place);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.coarse ? this.fewer.buffer : this.corners);
    this.eye = standing(view, this.scale);
    this.lens = multiplied(projection, this.eye, 4);
    Object.assign(this, { swell_mm: 0, glass: 0, pale: 0 });
    this.#cull(gl.BACK);
  }

  get #isCut() {
    return this.look.cut_mm < WHOLE_MM;
  }

  /** Inner faces are seen only where the knee is cut: they make its cut face. */
  #cull(side) {
    const { gl } = this;
    gl.cullFace(side);
    if (side === gl.BACK && this.#isCut) gl.disable(gl.CULL_FACE);
    else gl.enable(gl.CULL_FACE);
  }

  #end() {
    const { gl } = this;
    for (const place of Object.values(this.shaders.attributes)) gl.disableVertexAttribArray(place);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, null);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
    gl.disable(gl.CULL_FACE);
    gl.disable(gl.BLEND);
    gl.depthMask(true);
    gl.depthFunc(gl.LEQUAL);
  }

  #blend(depth) {
    const { gl } = this;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.depthMask(false);
    gl.depthFunc(depth);
  }

  /** What of the chosen part lies behind others, over them: pale, with the contour of a chosen part. */
  #through(part) {
    const { gl } = this;
    gl.depthMask(false);
    gl.depthFunc(gl.GREATER);
    this.#contour(part);
    this.#cull(gl.BACK);
    this.pale = THROUGH;
    this.#part(part);
    this.pale = 0;
    gl.depthMask(true);
    gl.depthFunc(gl.LEQUAL);
  }

  /** A part with a contour: its inner faces, swollen, stand out behind it. */
  #outlined(part) {
    this.#solid(part);
    this.#contour(part);
  }

  #contour(part) {
    this.#cull(this.gl.FRONT);
    for (const [swell_mm, ink] of CONTOUR) {
      this.swell_mm = swell_mm;
      this.#part(part, ink);
    }
    this.swell_mm = 0;
  }

  /**
   * A part with its cut face. A bone's is the far wall seen from within: it is drawn nearer than it
   * lies, or the soft parts that dent that wall from outside would make blots on it.
   */
  #solid(part) {
    const { gl } = this;
    if (!this.#isCut || part.row.kind !== "bone") return this.#part(part);
    gl.enable(gl.CULL_FACE);
    gl.cullFace(gl.FRONT);
    gl.enable(gl.POLYGON_OFFSET_FILL);
    gl.polygonOffset(0, CAP);
    this.#part(part);
    gl.disable(gl.POLYGON_OFFSET_FILL);
    gl.cullFace(gl.BACK);
    this.#part(part);
    return this.#cull(gl.BACK);
  }

  #part(part, ink = null) {
    const { gl } = this;
    const { row } = part;
    const asked = { RIGID: row.frames.length === 1, CUT: this.#isCut, SWOLLEN: this.swell_mm > 0 };
    const { program, uniforms } = this.shaders.of(Object.keys(asked).filter((kind) => asked[kind]));
    gl.useProgram(program);
    this.#point(part);
    this.#place(part, uniforms);
    this.#colour(row, ink, uniforms);
    const whole = [row.offset_triangles, row.triangles * 3];
    const [begin, count] = this.coarse ? this.fewer.runs.get(row) : whole;
    const kind = row.index_bytes === 2 ? gl.UNSIGNED_SHORT : gl.UNSIGNED_INT;
    gl.drawElements(gl.TRIANGLES, count, kind, begin);
  }

  /** Which of the held numbers are this part's at its bend. */
  #point({ row, frames: [low, high] }) {
    const { gl, shaders: { attributes } } = this;
    const first = row.offset_normals / NORMAL_BYTES;
    const read = (place, kind, bytes, frame) =>
      gl.vertexAttribPointer(place, 4, kind, true, bytes, (first + frame * row.vertices) * bytes);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.points);
    read(attributes.a_from, gl.UNSIGNED_SHORT, POINT_BYTES, low);
    read(attributes.a_to, gl.UNSIGNED_SHORT, POINT_BYTES, high);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.normals);
    read(attributes.a_normal_from, gl.BYTE, NORMAL_BYTES, low);
    read(attributes.a_normal_to, gl.BYTE, NORMAL_BYTES, high);
  }

  /** Where it stands in the picture. */
  #place({ frames: [, , share], place, turn }, uniforms) {
    const { gl, lens, swell_mm } = this;
    gl.uniform1f(uniforms.u_share, share);
    const seen = multiplied(lens, place, 4);
    if (this.coarse) this.sheet.holds(seen);
    gl.uniformMatrix4fv(uniforms.u_seen, false, seen);
    gl.uniformMatrix3fv(uniforms.u_facing, false, multiplied(corner(this.eye), turn, 3));
    gl.uniform4f(uniforms.u_outer, place[2], place[6], place[10], place[14]);
    gl.uniform1f(uniforms.u_cut_mm, this.look.cut_mm);
    if (swell_mm) gl.uniformMatrix4fv(uniforms.u_swell, false, multiplied(lens, filled(turn, swell_mm), 4));
  }

  #colour({ id }, ink, uniforms) {
    const { gl } = this;
    const { rgb, hatched } = this.colours.get(id);
    gl.uniform3f(uniforms.u_colour, ...(ink ?? rgb));
    gl.uniform3f(uniforms.u_tint, ...(ink ?? this.tendon ?? rgb));
    gl.uniform1f(uniforms.u_hatch, hatched && !ink ? 1 : 0);
    gl.uniform1f(uniforms.u_glass, this.glass);
    gl.uniform1f(uniforms.u_pale, this.pale);
    gl.uniform1f(uniforms.u_pixel, this.pixel);
  }

  #shows(id) {
    return this.look.shown.has(id) && !(this.coarse && this.showing && !this.showing.has(id));
  }

  /** Whether any of a bone can stand in the window; soft parts change shape and are always tried. */
  #inWindow({ row, at_mm: [front, up, outer], radius_mm }, v, p) {
    if (!row.body) return true;
    const [x, y, z, r] = [front, -outer, up, radius_mm].map((mm) => mm * this.scale);
    const down = v[1] * x + v[5] * y + v[9] * z + v[13];
    const depth = -(v[2] * x + v[6] * y + v[10] * z + v[14]);
    return (Math.abs(down) - r) * p[5] < depth + r;
  }

  /** How far from the eye a part's middle stands: near ones first spare the card the hidden ones. */
  #depth({ at_mm: [front, up, outer] }, v) {
    return -(v[2] * front - v[6] * outer + v[10] * up);
  }

  dispose() {
    const { gl } = this;
    for (const buffer of [this.points, this.normals, this.corners, this.fewer.buffer]) gl.deleteBuffer(buffer);
    this.shaders.dispose();
    this.sheet.dispose();
  }
}

/** The middle of a part's vertices and how far they reach from it, mm. */
function ball(axes) {
  const middle_mm = axes.map((axis) => axis.reduce((sum, value) => sum + value, 0) / axis.length);
  let radius_mm = 0;
  for (let n = 0; n < axes[0].length; n += 1) {
    radius_mm = Math.max(radius_mm, Math.hypot(...axes.map((axis, k) => axis[n] - middle_mm[k])));
  }
  return { middle_mm, radius_mm };
}
