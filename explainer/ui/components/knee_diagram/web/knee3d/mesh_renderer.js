// Draws the parts of the turning knee on a canvas. The graphics card holds every baked frame and mixes
// two of them itself, so bending, colouring, fading and cutting change a few numbers and send nothing.
// Plotly's own Mesh3d gives every corner of every triangle to the card anew, and draws all once more for
// a pointer it need not answer.

import { multiply, rotationOf, scaleRotation, viewOfFrameK } from "./matrix.js";
import { Shaders } from "./shaders.js";

// The chosen part's contour, outermost first: swell (px) and colour.
const CONTOUR = [
  [2.4, [1, 1, 1]],
  [1.4, [0.08, 0.095, 0.115]],
];
const THROUGH = 0.3; // how much paler a part is where it shows through those before it
const CAP = -400; // steps of the card's depth, about 2.5 mm at the knee: deeper than soft parts dent a bone
const [POINT_BYTES, NORMAL_BYTES] = [8, 4];

export class MeshRenderer {
  /**
   * gl: the canvas' context; set: MeshSet; triangles: {corners: bytes, runs: row -> [its first byte, how
   * many corners]}.
   */
  constructor(gl, set, { corners, runs }) {
    Object.assign(this, { gl, runs });
    this.shaders = new Shaders(gl);
    const upload = (kind, content) => {
      const buffer = gl.createBuffer();
      gl.bindBuffer(kind, buffer);
      gl.bufferData(kind, content, gl.STATIC_DRAW);
      return buffer;
    };
    this.points = upload(gl.ARRAY_BUFFER, set.points());
    this.normals = upload(gl.ARRAY_BUFFER, set.normals);
    this.corners = upload(gl.ELEMENT_ARRAY_BUFFER, corners);
    if (set.rows.some((row) => row.index_bytes === 4)) gl.getExtension("OES_element_index_uint");
  }

  /** camera: {view, projection}; pixel: canvas pixels per CSS pixel. */
  draw(kneeScene, camera, pixel) {
    const { gl } = this;
    const { colours, tendon, isCut, look: { emphasis, shown, cut_mm } } = kneeScene;
    Object.assign(this, { colours, tendon, isCut, cut_mm, pixel });
    this.#begin(camera, kneeScene);
    const [others, chosen] = [kneeScene.others(camera), kneeScene.chosen()];
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
    this.#end();
  }

  #begin({ view, projection }, { scale, isMirrored }) {
    const { gl } = this;
    gl.frontFace(isMirrored ? gl.CW : gl.CCW); // a mirror turns every triangle round
    for (const place of Object.values(this.shaders.attributes)) gl.enableVertexAttribArray(place);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.corners);
    this.eye = viewOfFrameK(view, scale);
    this.lens = multiply(projection, this.eye, 4);
    Object.assign(this, { swell_mm: 0, glass: 0, pale: 0 });
    this.#cull(gl.BACK);
  }

  /** Inner faces are seen only where the knee is cut: they make its cut face. */
  #cull(side) {
    const { gl } = this;
    gl.cullFace(side);
    if (side === gl.BACK && this.isCut) gl.disable(gl.CULL_FACE);
    else gl.enable(gl.CULL_FACE);
  }

  #end() {
    const { gl } = this;
    for (const place of Object.values(this.shaders.attributes)) gl.disableVertexAttribArray(place);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, null);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
    gl.disable(gl.CULL_FACE);
    gl.frontFace(gl.CCW);
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
    for (const [swell_mm, ink] of CONTOUR) {
      this.swell_mm = swell_mm;
      this.#drawPart(part, ink);
    }
    this.swell_mm = 0;
  }

  /**
   * A part with its cut face. A bone's is the far wall seen from within: it is drawn nearer than it
   * lies, or the soft parts that dent that wall from outside would make blots on it.
   */
  #drawSolid(part) {
    const { gl } = this;
    if (!this.isCut || part.row.kind !== "bone") return this.#drawPart(part);
    gl.enable(gl.CULL_FACE);
    gl.cullFace(gl.FRONT);
    gl.enable(gl.POLYGON_OFFSET_FILL);
    gl.polygonOffset(0, CAP);
    this.#drawPart(part);
    gl.disable(gl.POLYGON_OFFSET_FILL);
    gl.cullFace(gl.BACK);
    this.#drawPart(part);
    return this.#cull(gl.BACK);
  }

  #drawPart(part, ink = null) {
    const { gl } = this;
    const { row } = part;
    const defines = { RIGID: row.frames.length === 1, CUT: this.isCut, SWOLLEN: this.swell_mm > 0 };
    const { program, uniforms } = this.shaders.program(Object.keys(defines).filter((name) => defines[name]));
    gl.useProgram(program);
    this.#setVertexPointers(part);
    this.#setTransform(part, uniforms);
    this.#setColour(row, ink, uniforms);
    const [begin, count] = this.runs.get(row);
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
  }

    #setTransform({ frames: [, , share], place, turn }, uniforms) {
    const { gl, lens, swell_mm } = this;
    gl.uniform1f(uniforms.u_share, share);
    gl.uniformMatrix4fv(uniforms.u_seen, false, multiply(lens, place, 4));
    gl.uniformMatrix3fv(uniforms.u_facing, false, multiply(rotationOf(this.eye), turn, 3));
    gl.uniform4f(uniforms.u_outer, place[2], place[6], place[10], place[14]);
    gl.uniform1f(uniforms.u_cut_mm, this.cut_mm);
    if (swell_mm) gl.uniformMatrix4fv(uniforms.u_swell, false, multiply(lens, scaleRotation(turn, swell_mm), 4));
  }

  #setColour({ id }, ink, uniforms) {
    const { gl } = this;
    const { rgb, hatched } = this.colours.get(id);
    gl.uniform3f(uniforms.u_colour, ...(ink ?? rgb));
    gl.uniform3f(uniforms.u_tint, ...(ink ?? this.tendon ?? rgb));
    gl.uniform1f(uniforms.u_hatch, hatched && !ink ? 1 : 0);
    gl.uniform1f(uniforms.u_glass, this.glass);
    gl.uniform1f(uniforms.u_pale, this.pale);
    gl.uniform1f(uniforms.u_pixel, this.pixel);
  }

  dispose() {
    const { gl } = this;
    for (const buffer of [this.points, this.normals, this.corners]) gl.deleteBuffer(buffer);
    this.shaders.dispose();
  }
}
