// Draws the parts of the 3-D knee. The graphics card holds every baked frame and mixes two of them
// itself, so bending, colouring, fading and cutting change a few numbers and send nothing.

import { CAP_LIFT_MM, limbEnds } from "./limb_ends.js";
import { multiply, rotationOf, scaleRotation } from "./matrix.js";
import { Shaders } from "./shaders.js";

// The chosen part's contour, outermost first: swell (mm) and colour.
const CONTOUR = [
  [2.4, [1, 1, 1]],
  [1.4, [0.08, 0.095, 0.115]],
];
const CONTOUR_LIFT_MM = 0.4; // a contour lies before what touches it
const THROUGH = 0.3; // how much paler a part is where it shows through those before it
const [POINT_BYTES, NORMAL_BYTES, GRAIN_BYTES] = [8, 4, 8];

export class MeshRenderer {
  /**
   * gl: the canvas' context; set: {points(), normals, grain: Float32Array of two a vertex, where parts are
   * painted with fibres}; triangles: {corners: bytes, runs: row -> [its first byte, how many corners]}.
   */
  constructor(gl, set, triangles) {
    this.gl = gl;
    this.shaders = new Shaders(gl);
    this.points = this.#upload(gl.ARRAY_BUFFER, set.points());
    this.normals = this.#upload(gl.ARRAY_BUFFER, set.normals);
    this.grain = set.grain && this.#upload(gl.ARRAY_BUFFER, set.grain);
    this.full = this.#uploadTriangles(triangles);
    const { a_grain, ...always } = this.shaders.attributes;
    for (const place of Object.values(always)) gl.enableVertexAttribArray(place);
    if (this.grain) gl.enableVertexAttribArray(a_grain);
  }

  /** Vertices and normals that have moved. */
  refresh(points, normals) {
    const { gl } = this;
    for (const [buffer, content] of [[this.points, points], [this.normals, normals]]) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, content);
    }
  }

  /** Fewer triangles, for a picture in motion. */
  addCoarse(triangles) {
    this.coarse = this.#uploadTriangles(triangles);
  }

  #uploadTriangles({ corners, runs }) {
    return { corners: this.#upload(this.gl.ELEMENT_ARRAY_BUFFER, corners), runs };
  }

  #upload(kind, content) {
    const { gl } = this;
    const buffer = gl.createBuffer();
    gl.bindBuffer(kind, buffer);
    gl.bufferData(kind, content, gl.STATIC_DRAW);
    return buffer;
  }

  /** scene.ends: of a limb that is drawn whole; lens: see buildLens; pixel: canvas pixels per CSS pixel. */
  draw(scene, lens, pixel, coarse) {
    const { gl } = this;
    const { paints, isCut, shin, ends: wholeEnds, look: { emphasis, shown, cut_mm } } = scene;
    Object.assign(this, { lens, paints, isCut, shin, wholeEnds, cut_mm, pixel, isInked: coarse });
    this.triangles = (coarse && this.coarse) || this.full;
    this.#begin();
    const [others, chosen] = [scene.others(lens), scene.chosen()];
    if (emphasis === "alone" && chosen) {
      this.#drawSolid(chosen);
      this.#blend(gl.LEQUAL);
      this.glass = 1;
      for (const part of others) this.#drawPart(part);
    } else {
      for (const part of others) this.#drawSolid(part);
      if (chosen && emphasis === "ghost") this.#drawGhost(chosen);
      if (chosen && (emphasis === "ghost" || shown.has(chosen.row.id))) this.#drawOutlined(chosen);
    }
    gl.disable(gl.BLEND);
    gl.depthMask(true);
    gl.depthFunc(gl.LEQUAL);
  }

  #begin() {
    const { gl, lens } = this;
    gl.frontFace(lens.isMirrored ? gl.CW : gl.CCW); // a mirror turns every triangle round
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.triangles.corners);
    this.seen = multiply(lens.projection, lens.view, 4);
    this.facing = rotationOf(lens.view);
    this.ends = this.wholeEnds ?? limbEnds(lens, this.shin);
    Object.assign(this, { swell_mm: 0, lift_mm: 0, glass: 0, pale: 0 });
    this.#cull(gl.BACK);
  }

  /** Whether the picture looks into cut parts. Only there are inner faces seen: they make the cut face. */
  get #isOpen() {
    return this.isCut || this.ends.areOpen;
  }

  #cull(side) {
    const { gl } = this;
    gl.cullFace(side);
    if (side === gl.BACK && this.#isOpen) gl.disable(gl.CULL_FACE);
    else gl.enable(gl.CULL_FACE);
  }

  #blend(depth) {
    const { gl } = this;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.depthMask(false);
    gl.depthFunc(depth);
  }

  /** What of the chosen part lies behind others, over them: pale, with the contour of a chosen part. */
  #drawGhost(part) {
    const { gl } = this;
    gl.depthMask(false);
    gl.depthFunc(gl.GREATER);
    this.#drawContour(part);
    this.#cull(gl.BACK);
    this.pale = THROUGH;
    this.#drawPart(part);
    this.pale = 0;
    gl.depthMask(true);
    gl.depthFunc(gl.LEQUAL);
  }

  /** A part with a contour: its swollen back faces behind it. */
  #drawOutlined(part) {
    this.#drawSolid(part);
    this.#drawContour(part);
  }

  #drawContour(part) {
    this.#cull(this.gl.FRONT);
    this.lift_mm = CONTOUR_LIFT_MM;
    for (const [swell_mm, ink] of CONTOUR) {
      this.swell_mm = swell_mm;
      this.#drawPart(part, ink);
    }
    this.swell_mm = 0;
    this.lift_mm = 0;
  }

  /** A part with its cut face: the far wall seen from within, a thick part's lifted. */
  #drawSolid(part) {
    const { gl } = this;
    const lift_mm = CAP_LIFT_MM[part.row.kind];
    if (!this.#isOpen || !lift_mm) return this.#drawPart(part);
    gl.enable(gl.CULL_FACE);
    gl.cullFace(gl.FRONT);
    this.lift_mm = lift_mm;
    this.#drawPart(part);
    this.lift_mm = 0;
    gl.cullFace(gl.BACK);
    this.#drawPart(part);
    return this.#cull(gl.BACK);
  }

  #drawPart(part, ink = null) {
    const { gl } = this;
    const { row } = part;
    const defines = { RIGID: row.frames.length === 1, CUT: this.isCut, SWOLLEN: this.swell_mm > 0, INKED: this.isInked, FIBRED: Boolean(row.fibre) };
    const { program, uniforms } = this.shaders.program(Object.keys(defines).filter((name) => defines[name]));
    gl.useProgram(program);
    this.#setVertexPointers(part);
    this.#setTransform(part, uniforms);
    this.#setPaint(row, ink, uniforms);
    const [begin, count] = this.triangles.runs.get(row);
    const kind = row.index_bytes === 2 ? gl.UNSIGNED_SHORT : gl.UNSIGNED_INT;
    gl.drawElements(gl.TRIANGLES, count, kind, begin);
  }

  /** The part's range of the buffers, for both frames. */
  #setVertexPointers({ row, frames: [low, high] }) {
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
    if (!this.grain) return;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.grain);
    gl.vertexAttribPointer(attributes.a_grain, 2, gl.FLOAT, false, GRAIN_BYTES, first * GRAIN_BYTES);
  }

  #setTransform({ frames: [, , share], place, turn }, uniforms) {
    const { gl, lens, shin: m, swell_mm, lift_mm } = this;
    const row = (k) => [place[k], place[4 + k], place[8 + k], place[12 + k]]; // from the box to frame K
    const [front, up, outer] = [row(0), row(1), row(2)];
    const along = front.map((part, n) => m[1] * part + m[5] * up[n] + m[9] * outer[n]);
    along[3] -= m[1] * m[3] + m[5] * m[7] + m[9] * m[11];
    gl.uniform1f(uniforms.u_share, share);
    gl.uniformMatrix4fv(uniforms.u_seen, false, multiply(this.seen, place, 4));
    gl.uniformMatrix3fv(uniforms.u_facing, false, multiply(this.facing, turn, 3));
    gl.uniform1f(uniforms.u_lift, lens.lift * lift_mm);
    gl.uniform4fv(uniforms.u_thigh, up);
    gl.uniform4fv(uniforms.u_shin, along);
    gl.uniform4fv(uniforms.u_outer, outer);
    gl.uniform1f(uniforms.u_cut_mm, this.cut_mm);
    if (swell_mm) gl.uniformMatrix4fv(uniforms.u_swell, false, multiply(this.seen, scaleRotation(turn, swell_mm), 4));
  }

  #setPaint({ id, fibre }, ink, uniforms) {
    const { gl, lens } = this;
    const { tones, tendon, face, gloss, hatched } = this.paints.get(id);
    const flat = ink && [...ink, ...ink, ...ink];
    gl.uniform3fv(uniforms.u_tones, flat ?? tones);
    gl.uniform3fv(uniforms.u_tendon, flat ?? tendon);
    gl.uniform3fv(uniforms.u_face, ink ?? face);
    gl.uniform2fv(uniforms.u_gloss, gloss);
    gl.uniform1f(uniforms.u_flat, ink ? 1 : 0);
    if (fibre) gl.uniform4fv(uniforms.u_fibre, fibre);
    gl.uniform1f(uniforms.u_hatch, ink ? 0 : Number(hatched));
    gl.uniform1f(uniforms.u_glass, this.glass);
    gl.uniform1f(uniforms.u_pale, this.pale);
    gl.uniform1f(uniforms.u_pixel, this.pixel);
    gl.uniform4fv(uniforms.u_fade_mm, this.ends.fade_mm);
    gl.uniform1f(uniforms.u_tilt, Math.abs(lens.back[1]));
  }

  dispose() {
    const { gl } = this;
    for (const buffer of [this.points, this.normals, this.grain, this.full.corners, this.coarse?.corners]) gl.deleteBuffer(buffer ?? null);
    this.shaders.dispose();
  }
}
