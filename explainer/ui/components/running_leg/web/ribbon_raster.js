// Rasterises ribbons with painted strips into pixels. A canvas has no textured triangles: laying the
// strips with its own transforms takes several times as long and shows the seams.

import { bandsOf, courseOf, outlineOf } from "./ribbon_course.js";
import { scanTriangle } from "./scan_triangle.js";

const CONTOUR_RGB = [43, 23, 20];
const CONTOUR_PX = 0.7;
const CONTOUR_ALPHA = 0.75;
const SHADE_PX = 3.4; // reach of the shade that a muscle throws on its neighbours
const SHADE_ALPHA = 0.2;
const INSIDE_PX = 0.8; // the contour begins inside the edge, so that no page shows between
const HATCH_PX = 7;
const HATCH_ALPHA = 0.22;

export class RibbonRaster {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.context = this.canvas.getContext("2d", { willReadFrequently: true }); // stays in memory
  }

  /** Starts an empty layer; sizes in pixels of the screen, `scale` of them to a CSS pixel. */
  begin(width, height, scale) {
    this.scale = scale;
    if (this.layer?.width === width && this.layer.height === height) {
      this.pixels.fill(0);
      return;
    }
    [this.canvas.width, this.canvas.height] = [width, height];
    this.layer = this.context.createImageData(width, height);
    this.pixels = this.layer.data;
  }

  /** The layer as a canvas. */
  finish() {
    this.context.putImageData(this.layer, 0, 0);
    return this.canvas;
  }

  /**
   * ribbon: {middle: [[x, y]], sides: [{nx, ny, front, behind}], faded} in CSS pixels;
   * strip: {pixels, stride, box: [x, y, w, h]}; table: 256 colours (r, g, b, flat) for a grey strip, or
   * null; isHatched.
   */
  draw(ribbon, { strip, table, isHatched }) {
    const course = courseOf(ribbon, this.scale);
    this.#contour(outlineOf(course, INSIDE_PX, SHADE_PX * this.scale), ribbon.faded);
    const [left, top, width, height] = strip.box;
    const at = ({ x, y, u, v }) => ({ x, y, a: left + u * (width - 1), b: top + v * (height - 1) });
    const ink = { ...strip, table, hatch: isHatched ? Math.round(HATCH_PX * this.scale) : 0, fade: ribbon.faded * width };
    const fill = (...span) => this.#fill(ink, ...span);
    const lines = bandsOf(course);
    for (let i = 0; i + 1 < course.length; i += 1) {
      for (let j = 0; j + 1 < lines.length; j += 1) {
        const [one, other, next, far] = [lines[j][i], lines[j + 1][i], lines[j][i + 1], lines[j + 1][i + 1]].map(at);
        scanTriangle(one, other, next, this.layer, fill);
        scanTriangle(other, far, next, this.layer, fill);
      }
    }
  }

  /** A dark line along the outline and a shade beyond it; a: pixels outwards, b: share of the course. */
  #contour(quads, faded) {
    const { pixels, layer: { width } } = this;
    const reach = SHADE_PX * this.scale;
    const line = CONTOUR_PX * Math.min(this.scale, 1.5);
    const span = (y, from, to, a, b, da, db) => {
      for (let x = from, p = 4 * (y * width + from); x < to; x += 1, p += 4, a += da, b += db) {
        const edge = Math.min(Math.max(line + 0.5 - a, 0), 1) * CONTOUR_ALPHA;
        const left = Math.max(1 - Math.max(a, 0) / reach, 0);
        const shade = left * left * SHADE_ALPHA;
        let alpha = edge > shade ? edge : shade;
        if (faded) alpha *= Math.min(Math.max(b / faded - 0.4, 0), 1);
        // Beyond the leg nothing is there to be shaded: only the line is drawn.
        if (!pixels[p + 3]) alpha = faded ? Math.min(edge, alpha) : edge;
        if (alpha > 0.004) blend(pixels, p, CONTOUR_RGB[0], CONTOUR_RGB[1], CONTOUR_RGB[2], alpha);
      }
    };
    for (const [one, other, third, fourth] of quads) {
      scanTriangle(one, other, third, this.layer, span);
      scanTriangle(other, fourth, third, this.layer, span);
    }
  }

  /** One row of the strip; a and b: column and row of the strip's sheet. */
  #fill({ pixels: source, stride, table, hatch, fade, box }, y, from, to, a, b, da, db) {
    const { pixels, layer: { width } } = this;
    for (let x = from, p = 4 * (y * width + from); x < to; x += 1, p += 4, a += da, b += db) {
      const s = 4 * (Math.round(b) * stride + Math.round(a));
      let [red, green, blue] = [source[s], source[s + 1], source[s + 2]];
      if (table) {
        const t = 3 * red;
        [red, green, blue] = [table[t], table[t + 1], table[t + 2]];
      }
      if (hatch && (x + y) % hatch < 0.2 * hatch) {
        red -= red * HATCH_ALPHA;
        green -= green * HATCH_ALPHA;
        blue -= blue * HATCH_ALPHA;
      }
      const alpha = fade ? Math.min(Math.max((a - box[0]) / fade, 0), 1) : 1;
      if (alpha === 1) {
        pixels[p] = red;
        pixels[p + 1] = green;
        pixels[p + 2] = blue;
        pixels[p + 3] = 255;
      } else blend(pixels, p, red, green, blue, alpha);
    }
  }
}

/** Lays a colour over a pixel (not premultiplied). */
function blend(pixels, p, red, green, blue, alpha) {
  const under = (pixels[p + 3] / 255) * (1 - alpha);
  const total = alpha + under;
  pixels[p] = (red * alpha + pixels[p] * under) / total;
  pixels[p + 1] = (green * alpha + pixels[p + 1] * under) / total;
  pixels[p + 2] = (blue * alpha + pixels[p + 2] * under) / total;
  pixels[p + 3] = 255 * total;
}
