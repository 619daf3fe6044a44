// A canvas of its own for a knee that moves on a slow device, laid over plotly's. Plotly's takes four
// samples of every pixel, which costs software three times as much as one, and lets the page shine
// through: the window then puts every pixel together from both. This one takes one sample, on no more
// pixels than such a device draws in time, and hides what lies behind it.

import { MeshRenderer } from "./mesh_renderer.js";
import { decimate } from "./decimation.js";
import { h } from "../../../shared/web/dom.js";
import { rgbChannels } from "../../../shared/web/theme.js";

const MOST_PIXELS = 460_000; // of a moving picture; the window smooths a picture of fewer over its place
const ASKED = { alpha: false, antialias: false, stencil: false };

export class MotionCanvas {
  /** over: the context of the canvas that the sheet will lie on; null where there are contexts enough already. */
  static over(over, set) {
    const canvas = h("canvas", { class: "motion", "aria-hidden": "true", hidden: true });
    const gl = canvas.getContext("webgl", ASKED);
    return gl ? new MotionCanvas(over, canvas, gl, set) : null;
  }

  constructor(over, canvas, gl, set) {
    Object.assign(this, { over, canvas, gl });
    this.renderer = new MeshRenderer(gl, set, decimate(set));
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
  }

  /** Takes the colour that lies behind it when it comes into sight. */
  show(seen) {
    if (this.canvas.hidden !== seen) return;
    this.canvas.hidden = !seen;
    if (seen) this.background = rgbChannels(getComputedStyle(this.canvas).backgroundColor);
  }

  /** easel: what stands; camera: plotly's. */
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
