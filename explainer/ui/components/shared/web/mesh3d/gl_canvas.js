// The canvas of the 3-D knee and its WebGL2 context: size, smooth edges, loss and release. The canvas is
// transparent, so the page's colour shows around the knee in every theme.

import { h } from "../dom.js";
import { ScreenShading } from "./screen_shading.js";

const CONTEXT_SETTINGS = { alpha: true, antialias: false, stencil: false };
const MOST_PIXEL_RATIO = 2;
const MOST_PIXELS = 4_000_000;
const MOST_MOVING_PIXELS = 240_000; // on a slow device, enlarged over its place: at 1440 px a key on bend takes 24-34 ms, with 460,000 44-53
const SAMPLES = 4;
const SLOW_MS = 14; // a picture that takes longer makes a slow device

export class GlCanvas {
  /** Throws where the device has no WebGL2. `onLost` is called when the browser takes the context away. */
  constructor(onLost) {
    this.canvas = h("canvas", { class: "mesh-canvas", "aria-hidden": "true" });
    this.gl = this.canvas.getContext("webgl2", CONTEXT_SETTINGS);
    if (!this.gl) throw new Error("no WebGL2");
    this.onLost = () => onLost();
    this.canvas.addEventListener("webglcontextlost", this.onLost);
    this.size = [1, 1]; // CSS px
  }

  resize(width, height) {
    this.size = [width, height];
  }

  /** Starts a picture; `coarse`: with fewer pixels and rough edges. Returns canvas pixels per CSS pixel. */
  begin(coarse) {
    const { gl, canvas, size: [across, down] } = this;
    const wanted = Math.min(MOST_PIXEL_RATIO, window.devicePixelRatio || 1);
    const most = Math.sqrt((coarse ? MOST_MOVING_PIXELS : MOST_PIXELS) / (across * down));
    const ratio = Math.min(wanted, most);
    const [width, height] = [across, down].map((side) => Math.max(1, Math.round(side * ratio)));
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    this.isSmooth = !coarse;
    if (this.isSmooth) this.#allocate(width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.isSmooth ? this.samples.frame : null);
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    return ratio;
  }

  /** Whether a picture takes long: draws one and waits for it. */
  drawsSlowly(draw) {
    const { gl } = this;
    const wait = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    wait();
    const from = performance.now();
    draw();
    wait();
    return performance.now() - from > SLOW_MS;
  }

  /** Brings the picture onto the canvas, a smooth one with the shading of the second pass. */
  end(lens, pixel, line) {
    const { gl, canvas: { width, height } } = this;
    if (!this.isSmooth) return;
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, this.samples.frame);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, this.resolved.frame);
    const both = gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT;
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, both, gl.NEAREST);
    gl.invalidateFramebuffer(gl.READ_FRAMEBUFFER, [gl.COLOR_ATTACHMENT0, gl.DEPTH_ATTACHMENT]);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    const [picture, depth] = this.resolved.textures;
    this.shading.draw({ picture, depth, lens, pixel, line });
  }

  /** Framebuffers at the canvas' size: with several samples a pixel, and with one that a shader can read. */
  #allocate(width, height) {
    if (this.samples?.width === width && this.samples.height === height) return;
    this.#release();
    const { gl } = this;
    this.shading ??= new ScreenShading(gl);
    const count = Math.min(SAMPLES, gl.getParameter(gl.MAX_SAMPLES));
    const buffers = [];
    const frame = this.#frame((place, format) => {
      const buffer = gl.createRenderbuffer();
      gl.bindRenderbuffer(gl.RENDERBUFFER, buffer);
      gl.renderbufferStorageMultisample(gl.RENDERBUFFER, count, format, width, height);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, place, gl.RENDERBUFFER, buffer);
      buffers.push(buffer);
    });
    this.samples = { width, height, frame, buffers };
    const textures = [];
    const single = this.#frame((place, format) => {
      const texture = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
      for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, place, gl.TEXTURE_2D, texture, 0);
      textures.push(texture);
    });
    this.resolved = { frame: single, textures };
  }

  /** A framebuffer whose colour and depth `attach(place, format)` provides. */
  #frame(attach) {
    const { gl } = this;
    const frame = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    attach(gl.COLOR_ATTACHMENT0, gl.RGBA8);
    attach(gl.DEPTH_ATTACHMENT, gl.DEPTH_COMPONENT24);
    return frame;
  }

  #release() {
    const { gl, samples, resolved } = this;
    if (!samples) return;
    for (const { frame } of [samples, resolved]) gl.deleteFramebuffer(frame);
    for (const buffer of samples.buffers) gl.deleteRenderbuffer(buffer);
    for (const texture of resolved.textures) gl.deleteTexture(texture);
    this.samples = null;
  }

  /** Frees the context at once: a page may hold few of them. */
  dispose() {
    this.canvas.removeEventListener("webglcontextlost", this.onLost);
    this.#release();
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
    this.canvas.remove();
  }
}
