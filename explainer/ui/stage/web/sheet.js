// A sheet of its own for a knee that moves on a slow device. Plotly's canvas takes four samples of
// every pixel, which costs software three times as much as one: a moving picture is drawn with one,
// on a sheet of fewer pixels where the canvas is large, and laid over the canvas smoothed.

import { linked } from "./shader.js";

const MOST_PIXELS = 320_000; // of a moving picture; more are filled up by smoothing
const CORNERS = [-1, -1, 3, -1, -1, 3]; // one triangle that covers the canvas
const [PLACE, EACH] = [0, 2]; // the attribute's number, and its numbers a corner
const EDGE = 0.04; // of half the canvas: what a contour stands out beyond its part, and smoothing
const BOX = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n & 1, (n >> 1) & 1, n >> 2]);

const VERTEX = `
attribute vec2 a_corner;
varying vec2 v_at;
void main() {
  v_at = 0.5 + 0.5 * a_corner;
  gl_Position = vec4(a_corner, 0.0, 1.0);
}`;
const FRAGMENT = `
precision mediump float;
uniform sampler2D u_sheet;
varying vec2 v_at;
void main() {
  gl_FragColor = texture2D(u_sheet, v_at);
}`;

export class Sheet {
  /** gl: the context of the canvas that the sheet is laid over. */
  constructor(gl) {
    this.gl = gl;
    this.size = [0, 0];
    this.buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(CORNERS), gl.STATIC_DRAW);
    this.program = linked(gl, VERTEX, FRAGMENT, ["a_corner"]);
    [this.texture, this.depth, this.frame] = [gl.createTexture(), gl.createRenderbuffer(), gl.createFramebuffer()];
  }

  /** What is drawn from now on stands on the sheet. Returns its pixels in one pixel of the canvas. */
  begin() {
    const { gl } = this;
    const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
    const share = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
    this.#fit(Math.ceil(width * share), Math.ceil(height * share));
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    gl.viewport(0, 0, ...this.size);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    this.used = { from: [1, 1], to: [-1, -1] };
    return share;
  }

  /** A part is drawn: `seen` takes its box of sides 0 to 1 to the picture. */
  holds(seen) {
    const { from, to } = this.used;
    for (const [x, y, z] of BOX) {
      const along = (k) => seen[k] * x + seen[k + 4] * y + seen[k + 8] * z + seen[k + 12];
      for (const k of [0, 1]) {
        const at = along(k) / Math.max(along(3), Number.EPSILON); // beside the eye is beyond all edges
        from[k] = Math.max(-1, Math.min(from[k], at - EDGE));
        to[k] = Math.min(1, Math.max(to[k], at + EDGE));
      }
    }
  }

  /** Lays what of the sheet was drawn on over the canvas, which is drawn on again from now on. */
  end() {
    const { gl } = this;
    const size = [gl.drawingBufferWidth, gl.drawingBufferHeight];
    const { from, to } = this.used;
    const first = from.map((at, k) => Math.floor((size[k] * (1 + at)) / 2));
    const many = to.map((at, k) => Math.max(0, Math.ceil((size[k] * (1 + at)) / 2) - first[k]));
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, ...size);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(...first, ...many);
    gl.disable(gl.DEPTH_TEST);
    gl.useProgram(this.program);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.enableVertexAttribArray(PLACE);
    gl.vertexAttribPointer(PLACE, EACH, gl.FLOAT, false, 0, 0);
    gl.drawArrays(gl.TRIANGLES, 0, CORNERS.length / EACH);
    gl.disableVertexAttribArray(PLACE);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
    gl.bindTexture(gl.TEXTURE_2D, null);
    gl.enable(gl.DEPTH_TEST);
    gl.disable(gl.SCISSOR_TEST);
  }

  /** As deep as the canvas: what is shifted by steps of depth is shifted as far as there. */
  #fit(width, height) {
    if (this.size[0] === width && this.size[1] === height) return;
    const { gl } = this;
    this.size = [width, height];
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    for (const edge of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, edge, gl.CLAMP_TO_EDGE);
    for (const way of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, way, gl.LINEAR);
    gl.bindTexture(gl.TEXTURE_2D, null);
    gl.bindRenderbuffer(gl.RENDERBUFFER, this.depth);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH_STENCIL, width, height);
    gl.bindRenderbuffer(gl.RENDERBUFFER, null);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.texture, 0);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_STENCIL_ATTACHMENT, gl.RENDERBUFFER, this.depth);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  dispose() {
    const { gl } = this;
    gl.deleteFramebuffer(this.frame);
    gl.deleteRenderbuffer(this.depth);
    gl.deleteTexture(this.texture);
    gl.deleteBuffer(this.buffer);
    gl.deleteProgram(this.program);
  }
}
