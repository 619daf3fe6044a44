// Low-resolution opaque canvas over Plotly's, for motion on slow devices: without Plotly's 4x
// multisampling, which costs a software renderer three times as much, and without blending with the page.

import { MeshRenderer } from "./mesh_renderer.js";
import { decimate } from "./decimation.js";
import { h } from "../../../shared/web/dom.js";
import { rgbChannels } from "../../../shared/web/theme.js";

const MOST_PIXELS = 460_000; // of a moving picture; the window smooths a picture of fewer over its place
const CONTEXT_SETTINGS = { alpha: false, antialias: false, stencil: false };

export class MotionCanvas {
  /** over: the WebGL context of the canvas below; null where no further context is to be had. */
  static over(over, set) {
    const canvas = h("canvas", { class: "motion", "aria-hidden": "true", hidden: true });
    const gl = canvas.getContext("webgl", CONTEXT_SETTINGS);
    return gl ? new MotionCanvas(over, canvas, gl, set) : null;
  }

  constructor(over, canvas, gl, set) {
    Object.assign(this, { over, canvas, gl });
    this.renderer = new MeshRenderer(gl, set, decimate(set));
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
  }

  /** Shown, it takes the page's background colour. */
  show(visible) {
    if (this.canvas.hidden !== visible) return;
    this.canvas.hidden = !visible;
    if (visible) this.background = rgbChannels(getComputedStyle(this.canvas).backgroundColor);
  }

  /** camera: {view, projection} of Plotly. */
  draw(kneeScene, camera) {
    const { gl, over, canvas } = this;
    const [width, height] = [over.drawingBufferWidth, over.drawingBufferHeight];
    const share = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
    const size = [Math.ceil(width * share), Math.ceil(height * share)];
    if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
    gl.viewport(0, 0, ...size);
    gl.clearColor(...this.background, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    this.renderer.draw(kneeScene, camera, share * (kneeScene.pixelRatio ?? 1));
  }

  dispose() {
    this.renderer.dispose();
    this.canvas.remove();
    this.gl.getExtension("WEBGL_lose_context")?.loseContext(); // a page may hold few of them
  }
}
